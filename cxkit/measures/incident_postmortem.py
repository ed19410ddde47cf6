"""All measures of one incident in one call; each of them can be called alone as well."""

from datetime import date

import pandas as pd

from cxkit.errors import ParameterError
from cxkit.measures.effort import effort
from cxkit.measures.escalation import (
    escalation_cases,
    escalation_lines,
    escalation_steps,
    log_steps,
)
from cxkit.measures.first_line import first_line, first_line_answers
from cxkit.measures.incident_chronology import incident_chronology
from cxkit.measures.incident_clocks import first_signal, incident_clocks, incident_milestones
from cxkit.measures.incident_contacts import incident_contacts, incident_days, incident_gaps
from cxkit.measures.incident_factors import incident_factors
from cxkit.measures.incident_impact import incident_impact, incident_tone
from cxkit.measures.incident_membership import incident_membership
from cxkit.measures.incident_phases import (
    Tables,
    check_fix,
    milestone_at,
    phases_of,
    usual_contacts,
)
from cxkit.measures.incident_promises import incident_promises
from cxkit.measures.incident_reach import incident_reach
from cxkit.measures.incident_severity import incident_severity
from cxkit.measures.incident_usual import standing_out
from cxkit.measures.journey_map import journey_map
from cxkit.measures.log_questions import log_questions
from cxkit.measures.promises import promises as story_promises
from cxkit.measures.recovery_effect import recovery_acts, recovery_effect
from cxkit.measures.verification import (
    Phases,
    incident_actions,
)
from cxkit.schema.as_feedback import contacts_as_feedback
from cxkit.schema.conform import conform_only, empty, given
from cxkit.schema.contacts import CONTACTS
from cxkit.schema.events import EVENTS
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.incident import Incident, Language, Window
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.incident_impact import INCIDENT_REACH, INCIDENT_TONE
from cxkit.schema.results.incident_postmortem import Postmortem
from cxkit.schema.results.log_questions import LOG_QUESTIONS


def incident_postmortem(
    incident: Incident,
    contacts: pd.DataFrame | None,
    mentions: pd.DataFrame,
    *,
    events: pd.DataFrame | None = None,
    feedback: pd.DataFrame | None = None,
    overrule: pd.DataFrame | None = None,
    language: Language = "en",
) -> Postmortem:
    """Measure an incident from every side that the data show.

    Parameters
    ----------
    incident : Incident
        What the researcher states.
    contacts : DataFrame or None
        CONTACTS of all topics; None when there are only stories.
    mentions : DataFrame
        MENTIONS from :func:`cxkit.language.incident_mentions.incident_mentions`.
    events : DataFrame, optional
        EVENTS; with ``log`` in the incident file, cases of an event log.
    feedback : DataFrame, optional
        FEEDBACK: reviews, and stories that are about the incident as a whole.
    overrule : DataFrame, optional
        The researcher's word on membership: source_id, is_member.
    language : {"ru", "en"}
        Of the actions' texts.

    Returns
    -------
    Postmortem
        Frames without rows where the data say nothing.

    Raises
    ------
    ParameterError
        The incident has no window and the data none either.
    """
    mentions = conform_only(mentions, MENTIONS)
    tables = Tables(
        given(contacts, CONTACTS), given(events, EVENTS), given(feedback, FEEDBACK), mentions
    )
    window = incident.span or _whole(tables)
    stories = tables.feedback[tables.feedback["kind"].eq("story").fillna(False)]
    milestones = incident_milestones(tables.events, incident)
    membership = incident_membership(
        tables.contacts,
        mentions[mentions["code"].eq(incident.id)],
        window,
        feedback=tables.feedback,
        cases=_cases_of(tables.events, incident),
        overrule=_with_stories(overrule, stories),
        since=milestone_at(milestones, "deployed"),
    )
    return _measured(incident, tables, window, milestones, membership, language)


def _whole(tables: Tables) -> Window:
    """Take the time of all data for the window of an incident that states none."""
    times = pd.concat(
        [
            tables.contacts["started_at"],
            tables.feedback["created_at"],
            tables.events["event_at"],
        ]
    ).dropna()
    if times.empty and tables.feedback.empty:
        raise ParameterError(
            "The incident has no window, and the data have no times. Give window: {from, to}."
        )
    if times.empty:
        times = pd.Series([pd.Timestamp("1970-01-01", tz="UTC")])
    return Window(times.min().normalize(), times.max().normalize() + pd.Timedelta("1D"))


def _cases_of(events: pd.DataFrame, incident: Incident) -> pd.Series | None:
    """Give the cases of an event log that fit the columns which the topic names."""
    where = incident.topic.where
    if not where or events.empty:
        return None
    fits = pd.Series(True, index=events.index)
    for name, value in where.items():
        if name not in events:
            raise ParameterError(
                f"topic.where names the column '{name}', which the events do not have."
                f" They have: {', '.join(map(str, events.columns))}."
            )
        fits &= events[name].astype("str").eq(value)
    return events.loc[fits, "case_id"].drop_duplicates()


def _with_stories(overrule: pd.DataFrame | None, stories: pd.DataFrame) -> pd.DataFrame | None:
    """Take every story in: a researcher who gives a story means it."""
    if stories.empty:
        return overrule
    told = pd.DataFrame({"source_id": stories["feedback_id"], "is_member": True})
    return (
        told
        if overrule is None
        else pd.concat([told, overrule]).drop_duplicates("source_id", keep="last")
    )


def _measured(
    incident: Incident,
    tables: Tables,
    window: Window,
    milestones: pd.DataFrame,
    membership: pd.DataFrame,
    language: Language,
) -> Postmortem:
    calls, texts, own = _members(incident, tables, membership)
    told = own[own["feedback_id"].isin(texts.loc[texts["kind"].eq("story"), "feedback_id"])]
    journey = journey_map(told)
    gaps = incident_gaps(tables.contacts, window)
    days = incident_days(calls, gaps, window, time_zone=incident.time_zone)
    usual, days_judged = usual_contacts(tables, incident, milestones, window)
    clear = standing_out(calls, usual)
    signal = first_signal(clear, texts, time_zone=incident.time_zone)
    late = _late_record(tables, milestones)
    phases = phases_of(incident, milestones, _began(signal, texts), window)
    spoke = set(pd.concat([calls["customer_key"], texts["customer_key"]]).dropna())
    reach = _reach(tables.events, milestones, signal, incident, spoke, window)
    promises = incident_promises(own, calls, stories=story_promises(told, journey))
    steps = _steps(incident, tables.events, calls)
    cases = escalation_cases(steps, calls)
    fixed = milestone_at(milestones, "fixed")
    impact = incident_impact(calls, membership, own, reach=reach, usual=usual, days=days_judged)
    counted = impact.set_index("loss")["value"]
    n_hit = int(max(counted["customers"], counted["cases"], *reach["n_customers"]))
    judged = incident.severity
    if incident.workaround.of(language):
        judged = judged.model_copy(update={"workaround_exists": True})
    severity, reason = incident_severity(judged, n_hit)
    return Postmortem(
        incident=incident,
        window=window,
        before=incident.before,
        severity=severity,
        severity_reason=reason,
        membership=membership,
        contacts=calls,
        days=days,
        gaps=gaps,
        milestones=milestones,
        clocks=incident_clocks(calls, milestones, signal=signal, is_late=late is not None),
        chronology=incident_chronology(
            clear, membership, milestones, days, gaps, journey=journey, time_zone=incident.time_zone
        ),
        impact=impact,
        tone=_tone(tables, phases),
        reach=reach,
        promises=promises,
        steps=steps,
        cases=cases,
        lines=escalation_lines(steps),
        questions=_questions(steps, cases, tables.events, incident),
        effort=effort(told, journey),
        first_line=first_line(calls, own, tables.contacts, milestones),
        answers=first_line_answers(calls, own, milestones),
        factors=incident_factors(calls, own, promises, cases, texts=texts),
        acts=recovery_acts(calls, own, after=fixed),
        effect=recovery_effect(calls, own, promises, tables.feedback, after=fixed),
        actions=incident_actions(
            incident, today=_last_day(tables, incident, window), language=language
        ),
        verification=check_fix(tables, incident, phases),
        record_from=late,
        mentions=own,
        texts=_with_spoken(texts, tables.contacts, calls),
    )


def _members(
    incident: Incident, tables: Tables, membership: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Give the incident's INCIDENT_CONTACTS, its texts, and the mentions of both."""
    # In an event log a contact is a whole case; its lines are in the log's own steps.
    calls_of = tables.contacts.assign(line=None) if incident.log.line else tables.contacts
    calls = incident_contacts(calls_of, membership, first_line=incident.first_line)
    is_text = membership["is_member"] & membership["kind"].eq("feedback")
    texts = tables.feedback[
        tables.feedback["feedback_id"].isin(membership.loc[is_text, "source_id"])
    ]
    ids = [*calls["contact_id"], *texts["feedback_id"]]
    return calls, texts, tables.mentions[tables.mentions["feedback_id"].isin(ids)]


def _with_spoken(texts: pd.DataFrame, contacts: pd.DataFrame, calls: pd.DataFrame) -> pd.DataFrame:
    """Put what was said in the incident's contacts before its texts."""
    spoken = contacts_as_feedback(contacts[contacts["contact_id"].isin(calls["contact_id"])])
    return pd.concat([part for part in (spoken, texts) if len(part)] or [texts])


def _late_record(tables: Tables, milestones: pd.DataFrame) -> pd.Timestamp | None:
    """Return when the record begins where that is over a day after the first milestone, or None."""
    first = pd.concat([tables.contacts["started_at"], tables.feedback["created_at"]]).min()
    is_late = first - milestones["at"].min() > pd.Timedelta("1D")
    return first if is_late else None


def _began(signal: pd.Timestamp | None, texts: pd.DataFrame) -> pd.Timestamp | None:
    """Return the first signal, or the first day of texts that are dated by the day only."""
    first = signal or texts["created_at"].min()
    return None if pd.isna(first) else first


def _reach(
    events: pd.DataFrame,
    milestones: pd.DataFrame,
    signal: pd.Timestamp | None,
    incident: Incident,
    spoke: set[str],
    window: Window,
) -> pd.DataFrame:
    """Ask the log from release or signal to the fix, or to its end while there is none."""
    start = milestone_at(milestones, "deployed") or signal
    fixed = milestone_at(milestones, "fixed") or window.end
    if incident.before is None or start is None or fixed <= start:
        return empty(INCIDENT_REACH)
    steps = events[events["case_id"].ne(incident.id)]
    return incident_reach(steps, Window(start, fixed), incident.before, customers=spoke)


def _steps(incident: Incident, events: pd.DataFrame, calls: pd.DataFrame) -> pd.DataFrame:
    """Take the steps from the event log where the file says how to read it, else from contacts."""
    if not incident.log.line:
        return escalation_steps(calls)
    return log_steps(events[events["case_id"].isin(calls["case_id"])], incident.log)


def _questions(
    steps: pd.DataFrame, cases: pd.DataFrame, events: pd.DataFrame, incident: Incident
) -> pd.DataFrame:
    """Ask an event log; contacts are told by the first line's readiness instead."""
    if not incident.log.line:
        return empty(LOG_QUESTIONS)
    own = events[events["case_id"].isin(cases["thread_id"])]
    return log_questions(steps, cases, own, incident.log)


def _tone(tables: Tables, phases: Phases | None) -> pd.DataFrame:
    if phases is None or tables.feedback.empty:
        return empty(INCIDENT_TONE)
    after = Window(phases.during.end, phases.after.end)
    return incident_tone(tables.feedback, tables.mentions, phases.before, phases.during, after)


def _last_day(tables: Tables, incident: Incident, window: Window) -> date:
    """Return the last day that the data know: a run on the same data judges the same day."""
    last = tables.contacts["started_at"].max()
    last = window.end - pd.Timedelta("1s") if pd.isna(last) else last
    return last.tz_convert(incident.time_zone).date()
