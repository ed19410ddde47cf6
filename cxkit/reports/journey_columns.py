"""What a journey map is made of before it is laid out: columns, lanes, promises, totals."""

from dataclasses import dataclass, field
from typing import Any

from cxkit.reports.blocks import Quote
from cxkit.reports.wording import Language


@dataclass(frozen=True)
class Lane:
    """One row of the map: ``key`` finds the cells, ``kind`` says how they are drawn."""

    key: str
    kind: str
    title: str
    sub: str = ""
    total: str = ""


@dataclass(frozen=True)
class Column:
    """One moment or one touchpoint, in words; numbers only where they place something."""

    anchor: str
    label: str
    stage: str
    value: float | None
    value_text: str
    name: str
    cells: dict[str, Any]
    is_returned: bool = False
    is_small: bool = False
    is_machine: bool = False
    is_peak: bool = False
    is_shown_first: bool = False
    interval: tuple[float, float] | None = None
    quote: Quote | None = None
    where: tuple[str, ...] = ()
    none: str = ""


@dataclass(frozen=True)
class Bracket:
    """A promise on the map: from one column to another, counted from 0."""

    first: int
    last: int
    result: str
    label: str
    text: str
    quote: Quote
    is_closed: bool


@dataclass(frozen=True)
class Gutter:
    """What stands right of the curve: mean, peak and end at their heights."""

    value: float
    text: str
    label: str
    tone: str = ""


@dataclass(frozen=True)
class Frame:
    """What the map says as a whole."""

    language: Language
    mean: float | None = None
    peak_text: str = ""
    gutter: tuple[Gutter, ...] = ()
    gutter_title: str = ""
    axis_text: str = ""
    key: tuple[str, ...] = ()
    is_aggregate: bool = False
    brackets: tuple[Bracket, ...] = field(default=())
