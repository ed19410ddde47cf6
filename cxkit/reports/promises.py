"""The section about promises: the ledger and the true axis of days."""

import pandas as pd

from cxkit.figures.promises import plot_promises
from cxkit.reports.blocks import Group, Section, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings.journey_map import gap_words, promises_finding
from cxkit.reports.journey_map import place_of, texts_of
from cxkit.reports.journey_words import say
from cxkit.reports.wording import Language, days, word

TONES = {"kept": "pos", "late": "neg", "broken": "neg"}


def promises_section(
    promises: pd.DataFrame, feedback: pd.DataFrame, *, language: Language = "en"
) -> Group:
    """Build the section about the promises of one path; nothing when none was given.

    The figure needs days: it is drawn when a due time or an end is told for any promise.

    Parameters
    ----------
    promises : DataFrame
        PROMISES of one path.
    feedback : DataFrame
        FEEDBACK with the path's text.
    language : {"ru", "en"}
        Language of the page.
    """
    if promises.empty:
        return show()
    lead = {
        "ru": "○ дано, засечка: срок, ● исполнено или нет; пунктир с «?»: исход неизвестен. "
        "Неизвестное не считается ни сдержанным, ни нарушенным.",
        "en": "○ given, tick: due, ● what happened; dotted with “?”: end unknown. "
        "What is unknown counts neither as kept nor as broken.",
    }[language]
    section = Section(
        "promises", promises_finding(promises, language), say("name_promises", language), lead
    )
    table = _table(promises, feedback, language)
    if promises[["due_days", "actual_days"]].isna().all(axis=None):
        return show(section, table)
    title = {"ru": "Обещания на оси дней", "en": "Promises on the axis of days"}[language]
    figure = chart(
        plot_promises(promises, language=language),
        table,
        anchor="promises-figure",
        title=title,
        how_to_read=lead,
        alt=f"{title}. {table.caption}.",
    )
    return show(section, figure)


def _table(promises: pd.DataFrame, feedback: pd.DataFrame, language: Language) -> Table:
    texts = texts_of(feedback)
    heads = ("promise_head", "what_promised", "due", "actual", "gap", "result")
    rows = tuple(_row(row, texts, language) for _, row in promises.iterrows())
    caption = {
        "ru": "Обещания пути: срок, что вышло, разница",
        "en": "Promises of the path: due, what happened, gap",
    }[language]
    names = tuple(say(head, language) for head in heads)
    return Table("promises-table", caption, names, rows, align="llrrrl", stack=True)


def _row(row: pd.Series, texts: dict[str, str], language: Language) -> tuple[object, ...]:
    quote = place_of(row, texts, "vow")
    where = {"source_id": quote.source_id, "start": quote.start, "end": quote.end}
    unknown = {"text": word("unknown", language), "unknown": True}
    result = row["result"]
    tag = {"text": say(f"result_{result}", language), "tag": True, "tone": TONES.get(result, "")}
    return (
        say("promise", language, n=int(row["promise"])),
        {"text": quote.quote, "quote": True, "where": where},
        _length(row["due_days"], language) or say("due_unknown", language),
        _length(row["actual_days"], language) or unknown,
        gap_words(row["gap_days"], language) or unknown,
        unknown if result == "unknown" else tag,
    )


def _length(length: float, language: Language) -> str:
    return "" if pd.isna(length) else days(float(length), language)
