"""What a researcher states of an incident before the analysis: its window, topic, times, actions.

The file ``incident.yaml`` is read into an `Incident` by :mod:`cxkit.readers.incident`. Whatever
is not stated stays missing, and the report says that it is unknown.
"""

from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated, Any, Literal, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pandas as pd
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

Language = Literal["ru", "en"]

MILESTONES = (
    "deployed", "monitoring_alert", "known_error", "first_line_told", "acknowledged", "fixed",
    "verified",
)  # fmt: skip
"""What may happen on the company's side, in the usual order; ``times`` adds ``_at``."""

COMPARISON = "/comparison"
"""Added to an incident's id, this is the code of its comparison topic."""

ACTION_STATES = ("open", "in progress", "done", "dropped")

_Strict = ConfigDict(extra="forbid", frozen=True)


def _both(value: Any) -> Any:
    """Take one text for both languages."""
    return {"ru": value, "en": value} if isinstance(value, str) else value


class Words(BaseModel):
    """One text in both languages; a plain text serves for both."""

    model_config = _Strict
    ru: str = ""
    en: str = ""

    def of(self, language: Language) -> str:
        """Return the text in *language*, or in the other one when it is missing."""
        return (self.ru or self.en) if language == "ru" else (self.en or self.ru)


Said = Annotated[Words, BeforeValidator(_both)]


class Window(NamedTuple):
    """A stretch of time: from its start on, before its end; both UTC."""

    start: pd.Timestamp
    end: pd.Timestamp

    @property
    def days(self) -> float:
        """Return the length in days."""
        return (self.end - self.start) / pd.Timedelta("1D")

    def within(self, other: "Window") -> "Window":
        """Return the part of this stretch that lies in *other*; of no length when none does."""
        start = min(max(self.start, other.start), self.end)
        return Window(start, max(start, min(self.end, other.end)))

    def cut(self, frame: pd.DataFrame, column: str) -> pd.DataFrame:
        """Return the rows of *frame* whose *column* lies inside."""
        return frame[frame[column].ge(self.start) & frame[column].lt(self.end)]


class Days(BaseModel):
    """First and last day of a stretch, both included."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    first: date = Field(alias="from")
    last: date = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> "Days":
        if self.last < self.first:
            raise ValueError(f"it ends on {self.last}, before it starts on {self.first}")
        return self


def _phrases(value: Any) -> Any:
    """Take one phrase for a list of one, and a list without languages for a list."""
    if isinstance(value, list | tuple):
        return {"ru": value}
    if isinstance(value, dict):
        return {name: [one] if isinstance(one, str) else one for name, one in value.items()}
    return value


class Topic(BaseModel):
    """What an incident is about: words of customers, touchpoints, or columns of an event log."""

    model_config = _Strict
    touchpoints: tuple[str, ...] = ()
    words: Annotated[dict[Language, tuple[str, ...]], BeforeValidator(_phrases)] = {}
    where: dict[str, str] = {}

    @property
    def phrases(self) -> list[str]:
        """Return the words of all languages; the language of a word makes no difference."""
        return [phrase for phrases in self.words.values() for phrase in phrases if phrase.strip()]


class Severity(BaseModel):
    """What a person judged; the counts come from the data."""

    model_config = _Strict
    money_taken_or_asked_twice: bool = False
    safety_at_risk: bool = False
    personal_data_at_risk: bool = False
    workaround_exists: bool = False


class Action(BaseModel):
    """One corrective action with the check that will prove it."""

    model_config = _Strict
    id: str
    what: Said
    owner_role: Said = Words()
    due: date | None = None
    ticket: str = ""
    check: Said = Words()
    state: Literal["open", "in progress", "done", "dropped"] = "open"


class Log(BaseModel):
    """How an event log says who had a case and whom it waited for."""

    model_config = _Strict
    line: str = ""
    levels: dict[str, str] = {}
    state: str = ""
    waits_on_customer: tuple[str, ...] = ()
    waits_on_partner: tuple[str, ...] = ()
    queued: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


class Incident(BaseModel):
    """One incident as its file states it."""

    model_config = _Strict
    id: str
    title: Said = Words()
    state: Literal["draft", "in review", "reviewed", "closed"] = "draft"
    owner_role: Said = Words()
    window: Days | None = None
    baseline: Days | None = None
    time_zone: str = "UTC"
    topic: Topic = Topic()
    comparison_topic: Topic = Topic()
    times: dict[str, datetime] = {}
    known_error: Said = Words()
    workaround: Said = Words()
    severity: Severity = Severity()
    actions: tuple[Action, ...] = ()
    log: Log = Log()
    first_line: str = ""

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("it is not in the IANA list; write it as Europe/Moscow") from None
        return name

    @field_validator("times")
    @classmethod
    def _known_times(cls, times: dict[str, datetime]) -> dict[str, datetime]:
        allowed = [f"{name}_at" for name in MILESTONES]
        unknown = [name for name in times if name not in allowed]
        if unknown:
            raise ValueError(f"'{unknown[0]}' is not known; allowed: {', '.join(allowed)}")
        return times

    @model_validator(mode="after")
    def _possible(self) -> "Incident":
        """Refuse what cannot be, whatever the zone: the report would count from it."""
        for first, last in (("deployed", "fixed"), ("fixed", "verified")):
            start, end = self.at(first), self.at(last)
            if start is not None and end is not None and end < start:
                raise ValueError(
                    f"times: {last}_at ({end:%Y-%m-%d %H:%M} UTC) is before {first}_at"
                    f" ({start:%Y-%m-%d %H:%M} UTC)"
                )
        if self.window and self.baseline and self.baseline.last >= self.window.first:
            raise ValueError(
                f"baseline: it ends on {self.baseline.last}, not before the window begins on"
                f" {self.window.first}"
            )
        ids = [action.id for action in self.actions]
        twice = [one for one in ids if ids.count(one) > 1]
        if twice:
            raise ValueError(f"actions: the id '{twice[0]}' is given twice")
        return self

    @property
    def span(self) -> Window | None:
        """Return the incident's window in UTC, or None when the file states none."""
        return None if self.window is None else self._in_utc(self.window)

    @property
    def before(self) -> Window | None:
        """Return the baseline in UTC, or None when the file states none."""
        return None if self.baseline is None else self._in_utc(self.baseline)

    def at(self, milestone: str) -> pd.Timestamp | None:
        """Return when a milestone was reached, UTC; a time without a zone is the incident's own.

        Of an hour that clocks show twice it is the first; one that they skip is as much later.
        """
        when = self.times.get(f"{milestone}_at")
        if when is None:
            return None
        if when.tzinfo is None:
            when = when.replace(tzinfo=ZoneInfo(self.time_zone))
        return pd.Timestamp(when.astimezone(UTC)).tz_convert("UTC")

    def _in_utc(self, days: Days) -> Window:
        midnight = partial(pd.Timestamp, tz=self.time_zone)
        end = midnight(days.last) + pd.DateOffset(days=1)
        return Window(midnight(days.first).tz_convert("UTC"), end.tz_convert("UTC"))
