"""Postmortem: all frames of one incident's post-mortem, together."""

from dataclasses import dataclass, fields

import pandas as pd

from cxkit.schema.incident import Incident, Window


@dataclass(frozen=True)
class Postmortem:
    """What was measured of one incident; each frame is declared in the module of its noun.

    Attributes
    ----------
    incident : Incident
        As the researcher stated it.
    window, before : Window
        The incident's time, and the time that it is compared with; UTC.
    severity, severity_reason : int, str
        1 (highest) to 4 by the stated rule, and which part of the rule decided.
    membership, contacts, days, gaps : DataFrame
        What belongs to the incident, in threads, by day, and where the record is silent.
    milestones, clocks, chronology : DataFrame
        When what happened.
    impact, tone, reach : DataFrame
        Whom it hurt.
    promises : DataFrame
        The promise ledger.
    steps, cases, lines, questions : DataFrame
        The way through the support lines; four questions to an event log.
    effort : DataFrame
        What stories tell of contacts and hours.
    first_line, answers : DataFrame
        The first line's readiness.
    factors, acts, effect : DataFrame
        Why; what was done for those who were hurt, and whether it shows.
    actions, verification : DataFrame
        What is being done, and whether the fix worked.
    record_from : Timestamp or None
        When the record begins, UTC, where that is over a day after the first milestone.
    mentions, texts : DataFrame
        The words behind the numbers: MENTIONS and FEEDBACK of the incident's contacts and texts.
    """

    incident: Incident
    window: Window
    before: Window | None
    severity: int
    severity_reason: str
    membership: pd.DataFrame
    contacts: pd.DataFrame
    days: pd.DataFrame
    gaps: pd.DataFrame
    milestones: pd.DataFrame
    clocks: pd.DataFrame
    chronology: pd.DataFrame
    impact: pd.DataFrame
    tone: pd.DataFrame
    reach: pd.DataFrame
    promises: pd.DataFrame
    steps: pd.DataFrame
    cases: pd.DataFrame
    lines: pd.DataFrame
    questions: pd.DataFrame
    effort: pd.DataFrame
    first_line: pd.DataFrame
    answers: pd.DataFrame
    factors: pd.DataFrame
    acts: pd.DataFrame
    effect: pd.DataFrame
    actions: pd.DataFrame
    verification: pd.DataFrame
    record_from: pd.Timestamp | None
    mentions: pd.DataFrame
    texts: pd.DataFrame

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return the frames that are written beside the report, by file name.

        Texts are left out: their words stay in their sources. Customers are pseudonymous keys.
        """
        frames = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: frame
            for name, frame in frames.items()
            if isinstance(frame, pd.DataFrame) and name not in ("mentions", "texts")
        }
