"""The map of many paths as a block: one column a touchpoint, uncertainty and bases shown."""

from typing import Any, NamedTuple

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.codebook.model import Codebook
from cxkit.reports.blocks import Call, Group, JourneyGrid, Section, Table, Tone, show
from cxkit.reports.findings.journey_aggregate import many_findings
from cxkit.reports.journey_columns import Column, Frame, Gutter, Lane
from cxkit.reports.journey_grid import lay_out
from cxkit.reports.journey_map import place_of, texts_of
from cxkit.reports.journey_words import felt, say, soft
from cxkit.reports.tables import LARGE
from cxkit.reports.wording import (
    FEW,
    Language,
    interval,
    number,
    percent,
    proportion,
    sample,
    small_base,
)

FACTORS_SHOWN = 2
OFTEN = 3
"""A factor told less often than this stands only where none is told more often."""

LEAST_LIFT = 1.0
"""A factor that is no more frequent here than elsewhere is not shown as this touchpoint's."""

RARE = 5
"""Paths of a touchpoint from which it is drawn where others have a full base."""


class _Bases(NamedTuple):
    """What the numbers of a column are held against: paths, and the largest of all columns."""

    n_paths: int
    n: int
    n_peak: int
    n_end: int


def aggregate_section(
    aggregate: pd.DataFrame,
    codes: pd.DataFrame,
    overview: pd.DataFrame,
    feedback: pd.DataFrame,
    *,
    language: Language = "en",
    codebook: Codebook | None = None,
) -> Group:
    """Build the section with the map of many paths; nothing for one path.

    Where there are texts and none tells a moment it says what a map is made of.

    Parameters
    ----------
    aggregate, codes, overview : DataFrame
        JOURNEY_AGGREGATE, JOURNEY_CODES and JOURNEY_OVERVIEW of the same texts.
    feedback : DataFrame
        FEEDBACK with the texts of the quotes.
    language : {"ru", "en"}
        Language of the page.
    codebook : Codebook, optional
        Labels of the codes.
    """
    if overview.empty and len(feedback):
        section = Section("map", say("no_map", language), say("name_no_map", language))
        told = Call(say("no_moments", language), say("no_map_text", language), state="flag")
        return show(section, told)
    if overview.empty or int(overview["n_paths"].iloc[0]) < 2:
        return show()
    book = codebook or load_codebook()
    labels = {code: book.label(code, language) for code in aggregate["touchpoint"]}
    lead = say("map_lead", language)
    n_rare = len(aggregate) - len(_drawn(aggregate))
    if n_rare:
        lead = f"{lead} {say('rare', language, n=number(n_rare, language), few=RARE)}"
    _, heading = many_findings(aggregate, overview, labels, language)
    section = Section("map", heading, say("name_map", language), lead)
    grid = aggregate_grid(
        aggregate, codes, overview, feedback, language=language, codebook=codebook
    )
    return show(section, grid)


def aggregate_grid(
    aggregate: pd.DataFrame,
    codes: pd.DataFrame,
    overview: pd.DataFrame,
    feedback: pd.DataFrame,
    *,
    language: Language = "en",
    codebook: Codebook | None = None,
) -> JourneyGrid:
    """Build the map of many paths; arguments as in `aggregate_section`.

    A stage at which nobody told anything is a hatched column: no data is not zero. Touchpoints of
    very few paths are only in the table where others have a full base.
    """
    book = codebook or load_codebook()
    texts = texts_of(feedback)
    most = (int(aggregate[name].max()) for name in ("n", "n_peak", "n_end"))
    bases = _Bases(int(overview["n_longer"].iloc[0]), *(max(n, 1) for n in most))
    first = str(aggregate.loc[aggregate["n_peak"].idxmax(), "touchpoint"])
    columns: list[Column] = []
    for stage in [*book.stages, None]:
        rows = _of_stage(aggregate, stage)
        if stage is not None and rows.empty:
            columns.append(_empty_column(book.stages[stage].label(language), language))
        for _, row in rows.iterrows():
            cells = _cells(row, codes, bases, book, language)
            columns.append(_column(row, cells, first, texts, book, language))
    frame = Frame(
        language=language,
        mean=_number(overview["mean"].iloc[0]),
        gutter=_gutter(overview.iloc[0], language),
        gutter_title=say("all_paths", language),
        axis_text=say("mean_with_interval", language),
        key=tuple(
            say(k, language)
            for k in ("key_interval", "key_small", "key_large", "key_none", "key_curve")
        ),
        is_aggregate=True,
    )
    lanes = _lanes(columns, overview.iloc[0], language)
    table = _table(columns, aggregate, language)
    known = {f"t-{code}" for code in _drawn(aggregate)["touchpoint"]}
    shown = [column for column in columns if column.none or column.anchor in known]
    return lay_out("map-grid", shown, lanes, frame, table=table)


def _drawn(aggregate: pd.DataFrame) -> pd.DataFrame:
    n = aggregate["n_paths"]
    return aggregate[n >= RARE] if (n >= FEW).any() else aggregate


def _of_stage(aggregate: pd.DataFrame, stage: str | None) -> pd.DataFrame:
    own = aggregate["stage"]
    return aggregate.loc[own.isna() if stage is None else own.eq(stage).fillna(value=False)]


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _column(
    row: pd.Series,
    cells: dict[str, Any],
    first: str,
    texts: dict[str, str],
    book: Codebook,
    language: Language,
) -> Column:
    label, mean = book.label(row["touchpoint"], language), _number(row["mean"])
    written = felt(mean, language, 1)
    bounds = None
    n = int(row["n_paths"])
    said = small_base(n, language) if n < FEW else sample(n, language)
    if pd.notna(row["mean_low"]):
        bounds = (float(row["mean_low"]), float(row["mean_high"]))
        said = f"{interval(*bounds, language, 1, sign=True)}, {said}"
    quote_row = pd.Series(
        {"feedback_id": row["quote_feedback_id"], "start": row["quote_start"],
         "end": row["quote_end"], "quote": row["quote"]}
    )  # fmt: skip
    tone = _tone(row["quote_valence"])
    return Column(
        anchor=f"t-{row['touchpoint']}",
        label=label,
        stage=book.stages[row["stage"]].label(language) if row["stage"] in book.stages else "—",
        value=mean,
        value_text=written,
        name=say("aggregate_name", language, touchpoint=label, value=written, base=said),
        cells=cells,
        is_small=n < FEW,
        is_shown_first=row["touchpoint"] == first,
        interval=bounds,
        quote=place_of(quote_row, texts, tone) if pd.notna(row["quote"]) else None,
        where=(label, said, say("quote_rule", language)),
    )


def _tone(valence: Any) -> Tone:
    if pd.isna(valence) or not valence:
        return "mid"
    return "neg" if valence < 0 else "pos"


def _empty_column(stage: str, language: Language) -> Column:
    return Column("", stage, stage, None, "", stage, {"touchpoint": {"text": stage}},
                  none=say("no_data_stage", language))  # fmt: skip


def _cells(
    row: pd.Series, codes: pd.DataFrame, bases: _Bases, book: Codebook, language: Language
) -> dict[str, Any]:
    known = int(row["n_known"])
    contacts, n = row["contacts_median"], int(row["n_paths"])
    cells: dict[str, Any] = {
        "touchpoint": {"text": book.label(row["touchpoint"], language)},
        "paths": {"text": small_base(n, language) if n < FEW else number(n, language)},
        "n": {
            "text": number(int(row["n"]), language),
            "share": round(100 * int(row["n"]) / bases.n),
        },
        "shares": _bars(row, language),
        "factors": _factors(row["touchpoint"], codes, book, language),
    }
    if bases.n_paths:
        cells["peak"] = _share(int(row["n_peak"]), bases.n_peak, bases.n_paths, language)
        cells["end"] = _share(int(row["n_end"]), bases.n_end, bases.n_paths, language)
    if known:
        of = proportion(int(row["n_kept"]), known, language)
        note = f"{row['n_kept']} / {known}" if known >= FEW else ""
        cells["promises"] = {"text": of, "tone": "vow", "note": note}
    if pd.notna(contacts):
        told = f"n = {number(int(row['n_contacts_told']), language)}"
        cells["contacts"] = {"text": number(float(contacts), language), "tone": "", "note": told}
    return cells


def _share(n: int, largest: int, n_paths: int, language: Language) -> dict[str, Any]:
    """Write a share of the paths; a large one of enough paths is strong."""
    is_large = n_paths >= FEW and n > LARGE * largest
    return {"text": proportion(n, n_paths, language), "tone": "", "strong": is_large}


def _bars(row: pd.Series, language: Language) -> dict[str, Any] | None:
    if pd.isna(row["share_negative"]):
        return None
    if int(row["n_paths"]) < FEW:
        return {"tag": small_base(int(row["n_paths"]), language)}
    parts = {sign: float(row[f"share_{sign}"]) for sign in ("negative", "neutral", "positive")}
    names = ("share_bad", "share_neutral", "share_good")
    said = ", ".join(
        f"{say(name, language)} {percent(share, language)}"
        for name, share in zip(names, parts.values(), strict=True)
    )
    return {sign: round(100 * share, 1) for sign, share in parts.items()} | {"said": said}


def _factors(
    touchpoint: str, codes: pd.DataFrame, book: Codebook, language: Language
) -> dict[str, Any] | None:
    own = codes.loc[codes["touchpoint"].eq(touchpoint) & codes["layer"].eq("factor")]
    here = own.loc[own["lift"] > LEAST_LIFT]
    often = here.loc[here["n"] >= OFTEN].head(FACTORS_SHOWN)
    top = often if len(often) else here.head(1)
    items = [
        {"text": (label := book.label(row["code"], language)), "soft": soft(label),
         "n": number(int(row["n"]), language)}
        for _, row in top.iterrows()
    ]  # fmt: skip
    return {"items": items} if items else None


def _gutter(row: pd.Series, language: Language) -> tuple[Gutter, ...]:
    names = {"mean": "path_mean", "peak": "path_peak", "end_value": "path_end"}
    return tuple(
        Gutter(value, felt(value, language, 1), say(word, language), _tone(round(value, 1)))
        for name, word in names.items()
        if (value := _number(row[name])) is not None
    )


def _lanes(columns: list[Column], overview: pd.Series, language: Language) -> tuple[Lane, ...]:
    known, contacts = int(overview["n_known"]), overview["contacts_median"]
    n_told = number(int(overview["n_contacts_told"]), language)
    promised = proportion(int(overview["n_kept"]), known, language) if known else ""
    lanes = (
        Lane("touchpoint", "name", say("touchpoint", language)),
        Lane("n", "count", say("n_moments", language), say("n_moments_sub", language)),
        Lane("curve", "curve", say("felt", language)),
        Lane("shares", "bars", say("shares", language), say("shares_sub", language)),
        Lane("peak", "share", say("peak_here", language), say("share_of_paths", language)),
        Lane("end", "share", say("end_here", language), say("share_of_paths", language)),
        Lane("factors", "factors", say("factors", language), say("factors_n", language)),
        Lane("promises", "share", say("promises", language), say("promises_of_known", language),
             promised),
        Lane("contacts", "share", say("contacts", language), say("contacts_sub", language),
             "" if pd.isna(contacts) else f"{number(float(contacts), language)} (n = {n_told})"),
    )  # fmt: skip
    told = {name for column in columns for name, cell in column.cells.items() if cell}
    return tuple(lane for lane in lanes if lane.key in told | {"curve"})


def _table(columns: list[Column], aggregate: pd.DataFrame, language: Language) -> Table:
    heads = ("touchpoint", "stage", "n_paths_lane", "mean", "interval", "peak_here", "end_here",
             "quote")  # fmt: skip
    rows = tuple(
        (
            column.label, column.stage, *_amounts(column, language),
            column.quote.cell if column.quote else "",
        )
        for column in columns
    )  # fmt: skip
    caption = say("as_table_of_points", language, n=number(len(aggregate), language))
    names = tuple(say(head, language) for head in heads)
    return Table("map-table", caption, names, rows, align="llrrrrrl", folded=True,
                 stack=True)  # fmt: skip


def _amounts(column: Column, language: Language) -> tuple[Any, ...]:
    if column.none:
        return ({"text": column.none, "unknown": True},) * 5
    bounds = column.interval
    return (
        column.cells["paths"]["text"],
        column.value_text,
        interval(*bounds, language, 1, sign=True) if bounds else "",
        column.cells.get("peak", ""),
        column.cells.get("end", ""),
    )
