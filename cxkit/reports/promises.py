"""The section about promises: the ledger and the true axis of days."""

import pandas as pd

from cxkit.figures.promises import plot_promises
from cxkit.reports.blocks import Group, Section, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings.journey_map import promises_finding, told_gap
from cxkit.reports.journey_map import place_of, texts_of
from cxkit.reports.journey_words import say
from cxkit.reports.wording import NO_BREAK_SPACE, Language, days, number, word

TIMES = ("given", "due", "actual", "gap")
"""Columns of the ledger that stand only where a promise has them."""

TONES = {"kept": "pos", "late": "neg", "broken": "neg"}


def promises_section(
    promises: pd.DataFrame, feedback: pd.DataFrame, *, language: Language = "en"
) -> Group:
    """Build the section about PROMISES of one path; nothing when none was given.

    The figure needs days: it is drawn when a due time or an end is told for any promise.
    """
    if promises.empty:
        return show()
    is_open = ~promises["result"].isin(list(TONES))
    lead = say("promises_unknown", language) if is_open.any() else ""
    section = Section(
        "promises", promises_finding(promises, language), say("name_promises", language), lead
    )
    table = _table(promises, feedback, language)
    if promises[["due_days", "actual_days"]].isna().all(axis=None):
        return show(section, table)
    title = say("promises_title", language)
    figure = chart(
        plot_promises(promises, language=language),
        table,
        anchor="promises-figure",
        title=title,
        how_to_read=say("promises_how", language),
        alt=f"{title}. {table.caption}.",
    )
    return show(section, figure)


def _table(promises: pd.DataFrame, feedback: pd.DataFrame, language: Language) -> Table:
    """Build the ledger; times that no promise has stand in its caption, not in a column."""
    texts = texts_of(feedback)
    cells = pd.DataFrame([_cells(row, texts, language) for _, row in promises.iterrows()])
    untold = [name for name in TIMES if cells[name].eq("").all()]
    cells = cells.drop(columns=untold)
    unknown = {"text": word("unknown", language), "unknown": True}
    rows = tuple(
        tuple(unknown if cell == "" else cell for cell in row)
        for row in cells.itertuples(index=False)
    )
    caption = say("promises_caption", language)
    if untold:
        names = ", ".join(say(f"untold_{name}", language) for name in untold)
        caption = f"{caption}. {say('promises_untold', language, names=names)}"
    heads = tuple(say(name, language) for name in cells.columns)
    align = "".join("r" if name in ("actual", "gap") else "l" for name in cells.columns)
    return Table("promises-table", caption, heads, rows, align=align, stack=True)


def _cells(row: pd.Series, texts: dict[str, str], language: Language) -> dict[str, object]:
    """Give the cells of one promise by the names of their columns; "" where nothing is told."""
    result = row["result"]
    tag = {"text": say(f"result_{result}", language), "tag": True, "tone": TONES.get(result, "")}
    given = row["day_given"]
    outright = "not_outright" if result in TONES else "result_unknown"
    return {
        "promise_head": say("promise", language, n=int(row["promise"])),
        "what_promised": _words(row, "", texts),
        "given": "" if pd.isna(given) else _day(given, language),
        "due": _words(row, "due_", texts) or _length(row["due_days"], language),
        "happened": _words(row, "proof_", texts)
        or {"text": say(outright, language), "unknown": True},
        "actual": _length(row["actual_days"], language),
        "gap": told_gap(row, language),
        "result": tag | {"unknown": result == "unknown"},
    }


def _day(day: float, language: Language) -> str:
    return say("day", language, day=number(day, language)).replace(" ", NO_BREAK_SPACE)


def _words(row: pd.Series, part: str, texts: dict[str, str]) -> dict[str, object] | str:
    """Give the customer's words about a part of a promise, "" where there are none."""
    if pd.isna(row[f"{part}quote"]):
        return ""
    place = row[["feedback_id", f"{part}start", f"{part}end", f"{part}quote"]]
    place.index = ["feedback_id", "start", "end", "quote"]
    return place_of(place, texts, "vow").cell


def _length(length: float, language: Language) -> str:
    return "" if pd.isna(length) else days(float(length), language)
