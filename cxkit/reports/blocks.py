"""What a report is made of: frozen blocks of plain data, from the headline to the provenance.

A notebook shows blocks; the runner collects them from the executed notebook and the page renders
them. A block holds facts and words, never HTML. In JupyterLab it shows itself in a simple form.
Text is plain text everywhere: templates escape it.
"""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Literal

from IPython.display import display

from cxkit.reports.notebook_html import notebook_html

MIME = "application/vnd.cxkit.block+json"
Tone = Literal["neg", "pos", "mid", "vow", "flag", ""]


@dataclass(frozen=True)
class Block:
    """Base of all blocks; shows itself in a notebook and travels in its output as JSON.

    ``line`` names the field that stands for the block where nothing can be drawn.
    """

    kind: ClassVar[str] = ""
    line: ClassVar[str] = "kind"

    def as_dict(self) -> dict[str, Any]:
        """Return the block as plain data with its kind; a table in it keeps its own."""
        data = {"kind": self.kind, **asdict(self)}
        table = getattr(self, "table", None)
        return data if table is None else data | {"table": table.as_dict()}

    def plain(self) -> str:
        """Return one line of text that stands for the block where nothing can be drawn."""
        return str(getattr(self, self.line))

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        data = json.loads(json.dumps(self.as_dict(), ensure_ascii=False))
        return {
            MIME: data,
            "text/html": notebook_html(data, self.plain()),
            "text/plain": self.plain(),
        }


@dataclass(frozen=True)
class Group(Block):
    """Several blocks that one cell shows, in order."""

    kind: ClassVar[str] = "group"

    blocks: tuple[Block, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the blocks as plain data, each with its kind."""
        return {"kind": self.kind, "blocks": [block.as_dict() for block in self.blocks]}

    def plain(self) -> str:
        """Return one line a block."""
        return "\n".join(block.plain() for block in self.blocks)

    def _ipython_display_(self) -> None:
        """Show each block as an output of its own, so that figures are drawn in JupyterLab."""
        for block in self.blocks:
            display(block)  # type: ignore[no-untyped-call]


def show(*blocks: Block) -> Group:
    """Put several blocks into one cell's output.

    Examples
    --------
    >>> [block.plain() for block in show(Note("First."), Note("Second.")).blocks]
    ['First.', 'Second.']
    """
    return Group(tuple(blocks))


@dataclass(frozen=True)
class Fact:
    """One key figure under the headline: what it is, its value, and its base or interval.

    ``amount`` is the value as a number, from which the index draws the figure over several runs.
    """

    name: str
    value: str
    note: str = ""
    tone: Tone = ""
    amount: float | None = None


@dataclass(frozen=True)
class Head(Block):
    """The top of the page: what kind of report, of what, the finding, its base, its key facts."""

    kind: ClassVar[str] = "head"
    line: ClassVar[str] = "finding"

    report: str
    language: Literal["ru", "en"]
    label: str
    finding: str
    base: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    subject: str = ""
    state: str = ""


@dataclass(frozen=True)
class Section(Block):
    """A heading that is a finding; what follows until the next one belongs to it.

    ``name`` is the short word in the contents list, ``anchor`` the permanent deep link.
    """

    kind: ClassVar[str] = "section"
    line: ClassVar[str] = "finding"

    anchor: str
    finding: str
    name: str
    lead: str = ""
    numbered: bool = False


@dataclass(frozen=True)
class Table(Block):
    """A table of finished text; ``folded`` shows its caption alone until a reader opens it.

    A figure's own table is folded, and so is what proves a statement that stands open.

    ``align`` has one letter a column: l or r. The first column is the row's heading.
    A cell is text, or a mapping with ``text`` and any of ``tone``, ``strong`` (bool), ``tag``
    (bool), ``unknown`` (bool), ``quote`` (bool: the customer's words), ``where`` (source id and
    offsets), ``link``. A table of more than three columns is a card a row on a phone; ``stack``
    makes cards of a narrower one too, for long cells.
    """

    kind: ClassVar[str] = "table"
    line: ClassVar[str] = "caption"

    anchor: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    align: str = ""
    folded: bool = False
    stack: bool = False


@dataclass(frozen=True)
class Figure(Block):
    """A plotly figure with what it measures, how to read it, and its table as a twin.

    ``spec`` is the figure's JSON as plain data (light palette only), ``narrow`` a twin for
    screens under 700 px. ``alt`` is one sentence that names the table. ``table`` is that twin.
    """

    kind: ClassVar[str] = "figure"
    line: ClassVar[str] = "title"

    anchor: str
    title: str
    how_to_read: str
    alt: str
    spec: dict[str, Any]
    height: int
    table: Table | None = None
    narrow: dict[str, Any] | None = None

    def _repr_mimebundle_(self, **options: object) -> dict[str, Any]:
        bundle = super()._repr_mimebundle_(**options)
        return bundle | {"application/vnd.plotly.v1+json": self.spec}


@dataclass(frozen=True)
class Quote:
    """Verbatim words with their place: ``text[start:end] == quote`` in the source.

    ``before`` and ``after`` are the context, verbatim too; personal data are masked with "•",
    one mark a character, so that offsets hold. ``goes_on`` says that the text does after them.
    """

    source_id: str
    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""
    note: str = ""
    tone: Tone = ""
    goes_on: bool = False

    @property
    def cell(self) -> dict[str, Any]:
        """The words as a cell of a table."""
        where = {"source_id": self.source_id, "start": self.start, "end": self.end}
        return {"text": self.quote, "quote": True, "where": where}


@dataclass(frozen=True)
class Quotes(Block):
    """Customers' own words, chosen by the rule that ``rule`` states."""

    kind: ClassVar[str] = "quotes"

    quotes: tuple[Quote, ...]
    rule: str = ""
    title: str = ""

    def plain(self) -> str:
        """Return the number of quotes and the rule."""
        return f"{len(self.quotes)}: {self.rule}"


@dataclass(frozen=True)
class Walk(Block):
    """A slider under the figure named ``figure``: it walks the points and shows their words.

    Each point is a mapping with ``head``, ``text``, ``x``, ``y`` and perhaps ``quote`` (a
    `Quote`); a trace of the figure whose ``meta`` is "cursor" is moved to (x, y). ``start`` is
    the place of the point that is shown first.
    """

    kind: ClassVar[str] = "walk"
    line: ClassVar[str] = "label"

    figure: str
    label: str
    points: tuple[dict[str, Any], ...]
    start: int = 0


@dataclass(frozen=True)
class Note(Block):
    """A paragraph of ours: method, limits, a word beside a figure.

    One with a ``title`` is folded under it.
    """

    kind: ClassVar[str] = "note"
    line: ClassVar[str] = "text"

    text: str
    small: bool = False
    title: str = ""


@dataclass(frozen=True)
class Call(Block):
    """A call-out: a verdict, a warning about data (flag), or too few to say (few)."""

    kind: ClassVar[str] = "call"

    title: str
    text: str
    state: Literal["pos", "neg", "flag", "few", "mid"] = "mid"

    def plain(self) -> str:
        """Return title and text."""
        return f"{self.title} {self.text}"


@dataclass(frozen=True)
class Items(Block):
    """A list of named points: a chronology, what happened near a change, a checklist.

    Each item is a mapping with ``text`` and any of ``mark``, ``when``, ``where``, ``tone``,
    ``state`` ("yes", "no", "unknown"), ``gap`` (bool).
    """

    kind: ClassVar[str] = "items"

    anchor: str
    items: tuple[dict[str, Any], ...]
    style: Literal["letters", "chronology", "checklist", "clocks"] = "letters"

    def plain(self) -> str:
        """Return the items' texts."""
        return "; ".join(str(item["text"]) for item in self.items)


@dataclass(frozen=True)
class JourneyGrid(Block):
    """The journey map: moments in order with all lanes; drawn as an HTML grid with an SVG curve.

    ``moments``, ``promises`` and ``summary`` are rows of the frames of the same names, with
    labels and quotes already put into words; `cxkit.reports.journey_map` builds them.
    """

    kind: ClassVar[str] = "journey_grid"

    anchor: str
    moments: tuple[dict[str, Any], ...]
    lanes: tuple[dict[str, Any], ...]
    promises: tuple[dict[str, Any], ...] = ()
    summary: dict[str, Any] = field(default_factory=dict)
    table: Table | None = None

    def plain(self) -> str:
        """Return the moments' names."""
        return " → ".join(str(moment.get("label", "")) for moment in self.moments)


@dataclass(frozen=True)
class Provenance(Block):
    """The end of the page: inputs with rows and refusals, parameters, how it was made.

    Each input is a mapping with ``reader``, ``path``, ``arguments``, ``sha256``, ``n_rows``,
    ``n_refused``. The runner adds versions, time, run and the results of the page's checks.
    """

    kind: ClassVar[str] = "provenance"

    inputs: tuple[dict[str, Any], ...]
    parameters: dict[str, Any]

    def plain(self) -> str:
        """Return the inputs' paths."""
        return "; ".join(str(item["path"]) for item in self.inputs)
