"""Blocks in, one self-contained HTML page out.

Each kind of block has a template ``templates/<kind>.html`` and, where it needs them, a
``<kind>.css`` and a ``<kind>.js``, which a page carries only when it has such a block. Templates
escape everything; the only raw pieces are our own style, scripts, data blocks and policy.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from jinja2 import TemplateNotFound
from markupsafe import Markup

from cxkit.errors import ReportError, some
from cxkit.figures import theme
from cxkit.reports.blocks import Block
from cxkit.reports.bundle import plotly_bundle
from cxkit.reports.markup import app_script, data_block, environment, part, style
from cxkit.reports.policy import policy
from cxkit.reports.wording import NO_BREAK_SPACE, Language, counted, instant, number, word


@dataclass(frozen=True)
class Built:
    """What only the runner knows about a page: when, how fast, in which run, what was checked.

    ``checks`` are pairs of a name and a result, in the report's language; ``parameters`` are the
    ones that differ from the defaults or that a reader should know. ``tables`` are the files in
    the folder "tables" beside the page: where a sentence of ours names one, it is a link.
    """

    version: str = ""
    at: datetime | None = None
    seconds: float | None = None
    run_id: str = ""
    checks: tuple[tuple[str, str], ...] = ()
    tables: tuple[str, ...] = ()


@dataclass
class _Outline:
    """The blocks of one page, sorted into its anatomy."""

    head: dict[str, Any] = field(default_factory=dict)
    sections: list[dict[str, Any]] = field(default_factory=list)
    body: list[dict[str, Any]] = field(default_factory=list)
    provenance: list[dict[str, Any]] = field(default_factory=list)


def render(blocks: Iterable[Block | Mapping[str, Any]], built: Built | None = None) -> str:
    """Render a report.

    Parameters
    ----------
    blocks : iterable of Block or of their plain data
        In the order of the page, exactly one `Head` among them.
    built : Built, optional
        Facts of the run; the same blocks and facts give the same bytes.

    Returns
    -------
    str
        A whole HTML document that needs no network.

    Raises
    ------
    ReportError
        There is no head or more than one, an anchor is used twice, or a kind is unknown.

    Examples
    --------
    >>> from cxkit.reports.blocks import Head, Note
    >>> head = Head("tour", "en", "Tour", "Nothing got worse", ("12 reviews",))
    >>> "<h1>Nothing got worse</h1>" in render([head, Note("Fine.")])
    True
    """
    outline = _outlined([_plain(block) for block in blocks])
    language: Language = outline.head["language"]
    kinds = _kinds(outline.body)
    body = Markup("\n").join(_rendered(outline, (built or Built()).tables, language))
    return _page(
        kinds,
        language=language,
        head=outline.head,
        title=f"{outline.head['label']}: {outline.head['finding']}",
        sections=outline.sections,
        body=body,
        foot=_foot(outline.provenance, built or Built(), language),
    )


def render_frame(template: str, language: Language, **values: Any) -> str:
    """Render a page of another kind than a report, with the same style and policy.

    ``template`` names ``templates/<template>.html``, which gives the body; its css comes along.
    """
    shown = environment().get_template(f"{template}.html").render(language=language, **values)
    return _page({template}, language=language, body=Markup(shown), **values)


def _page(kinds: set[str], *, language: Language, **values: Any) -> str:
    needs_plotly = "figure" in kinds
    app = app_script(kinds)
    loader = part("loader.js") or ""
    scripts = [app, loader, plotly_bundle().script] if needs_plotly else [app]
    fixed: dict[str, Any] = {
        "head": {"label": "", "finding": "", "base": (), "facts": ()}, "sections": (), "foot": "",
    }  # fmt: skip
    return (
        environment()
        .get_template("page.html")
        .render(
            **(fixed | values),
            language=language,
            policy=policy(scripts),
            css=Markup(style(kinds)),
            tokens=data_block(theme.DARK),
            figures=needs_plotly,
            packed=Markup(plotly_bundle().packed if needs_plotly else ""),
            loader=Markup(loader),
            app=Markup(app),
        )
    )


def _plain(block: Block | Mapping[str, Any]) -> dict[str, Any]:
    data = block.as_dict() if isinstance(block, Block) else block
    return dict(json.loads(json.dumps(data)))


def _flat(blocks: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    for block in blocks:
        if block["kind"] == "group":
            yield from _flat(block["blocks"])
        else:
            yield block


def _outlined(blocks: Sequence[dict[str, Any]]) -> _Outline:
    outline = _Outline()
    for block in _flat(blocks):
        kind = block["kind"]
        if kind == "head":
            if outline.head:
                raise ReportError("A page has one head; these blocks bring a second one.")
            outline.head = block
        elif kind == "provenance":
            outline.provenance.append(block)
        else:
            outline.body.append(block)
    if not outline.head:
        raise ReportError(
            "A page needs a head: let a cell show one, as cx.tour_head(feedback, mentions,"
            " subject=…), cx.timeline_head, cx.journey_head, cx.survey_head or cx.incident_head do."
        )
    outline.sections = [block for block in outline.body if block["kind"] == "section"]
    _refuse_repeated_anchors(outline.body)
    return outline


def _refuse_repeated_anchors(blocks: Iterable[dict[str, Any]]) -> None:
    anchors = [str(block["anchor"]) for block in blocks if "anchor" in block]
    repeated = sorted({anchor for anchor in anchors if anchors.count(anchor) > 1})
    if repeated:
        raise ReportError(
            f"Anchors are deep links and must differ on a page; repeated: {some(repeated)}."
        )


def _kinds(blocks: Iterable[dict[str, Any]]) -> set[str]:
    return {str(block["kind"]) for block in blocks}


def _rendered(outline: _Outline, tables: tuple[str, ...], language: Language) -> Iterable[Markup]:
    number_of_section = 0
    for block in outline.body:
        number_of_section += block["kind"] == "section"
        try:
            template = environment().get_template(f"{block['kind']}.html")
        except TemplateNotFound as error:
            raise ReportError(f"There is no template for a block of the kind '{error}'.") from error
        yield Markup(
            template.render(block=block, language=language, number=number_of_section, tables=tables)
        )


def _foot(blocks: Sequence[dict[str, Any]], built: Built, language: Language) -> Markup:
    inputs = [_input_line(item, language) for block in blocks for item in block["inputs"]]
    parameters = [
        (name, _shown(value)) for block in blocks for name, value in block["parameters"].items()
    ]
    made = [instant(built.at, language) + " UTC"] if built.at else []
    made += [f"cxkit {built.version}"] if built.version else []
    if built.seconds:
        length = number(built.seconds, language, 1)
        made.append(f"{length}{NO_BREAK_SPACE}{word('seconds', language)}")
    return Markup(
        environment()
        .get_template("provenance.html")
        .render(
            inputs=inputs,
            n_inputs=counted(len(inputs), language, "file"),
            parameters=parameters,
            checks=built.checks,
            built=" · ".join(made),
            run_id=built.run_id,
            language=language,
        )
    )


def _input_line(item: Mapping[str, Any], language: Language) -> str:
    name = str(item["path"]).replace("\\", "/").rsplit("/", 1)[-1]
    parts = [f"{name}, {counted(int(item.get('n_rows') or 0), language, 'row')}"]
    refused = int(item.get("n_refused") or 0)
    if refused:
        parts.append(counted(refused, language, "row_set_aside"))
    if item.get("sha256"):
        parts.append(f"sha256 {str(item['sha256'])[:12]}")
    return ", ".join(parts)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_shown(item) for item in value)
    text = str(value)
    return text.replace("\\", "/").rsplit("/", 1)[-1] if text.startswith(("/", "..")) else text
