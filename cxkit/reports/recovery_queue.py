"""The call-back queue: whom to call first, why, and in whose words."""

from typing import Any

import pandas as pd

from cxkit.reports.blocks import Group, Quote, Section, Table, show
from cxkit.reports.privacy import mask_key
from cxkit.reports.quotes import quotes
from cxkit.reports.series_words import say
from cxkit.reports.wording import Language, counted, day, word

SHOWN = 10


def recovery_section(
    queue: pd.DataFrame,
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    time_zone: str = "UTC",
    language: Language = "en",
) -> Group:
    """Show the first ten of the queue; nothing when nobody waits.

    Where none of them has a customer's key or a date, no column asks for it.

    Parameters
    ----------
    queue : DataFrame
        RECOVERY_QUEUE.
    feedback, mentions : DataFrame
        FEEDBACK and MENTIONS from which it was made: the quote, with personal data masked.
    time_zone : str
        Clock of the dates.
    language : {"ru", "en"}
        Language of the page.
    """
    if queue.empty:
        return show()
    first = queue.head(SHOWN)
    said = quotes_of(first, feedback, mentions, language)
    waiting = counted(len(queue), language, "text")
    told = "" if feedback.get("reply_text", pd.Series(dtype=object)).notna().any() else "_unknown"
    section = Section(
        anchor="queue",
        finding=say(f"queue_finding{told}", language, n=waiting),
        name=say("queue_name", language),
        lead=say(f"queue_lead{told}", language),
    )
    keys = ["queue_place", "queue_who", "queue_when", "queue_why", "queue_quote"]
    rows = [
        _row(row, said[row["feedback_id"]], time_zone, language) for row in first.to_dict("records")
    ]
    for key, column in (("queue_who", "customer_key"), ("queue_when", "created_at")):
        if first[column].isna().all():
            place = keys.index(key)
            keys.pop(place)
            rows = [(*row[:place], *row[place + 1 :]) for row in rows]
    heads = tuple(say(key, language) for key in keys)
    align = "r" + "l" * (len(keys) - 1)
    caption = say("queue_table", language)
    return show(section, Table("queue-table", caption, heads, tuple(rows), align))


def quotes_of(
    first: pd.DataFrame, feedback: pd.DataFrame, mentions: pd.DataFrame, language: Language
) -> dict[str, Quote]:
    """Build the quote of each row (feedback_id, start, end, quote), masked, by the id of its text.

    Each row has its own quote, also where two texts say the same.
    """
    own = mentions[mentions["layer"].eq("personal")]
    own = own[own["feedback_id"].isin(first["feedback_id"])]
    places = first[["feedback_id", "start", "end", "quote"]].assign(layer="sentence", value=pd.NA)
    names = ["feedback_id", "start", "end", "quote", "layer"]
    built: dict[str, Quote] = {}
    for source_id, rows in places.groupby("feedback_id", sort=False):
        personal = own.loc[own["feedback_id"] == source_id, names].assign(value=pd.NA)
        told = pd.concat([rows, personal], ignore_index=True) if len(personal) else rows
        text = feedback[feedback["feedback_id"] == source_id]
        found = quotes(told, text, n=1, language=language).quotes
        built |= {str(source_id): quote for quote in found}
    return built


def _row(row: dict[str, Any], quote: Quote, time_zone: str, language: Language) -> tuple[Any, ...]:
    reasons = row["reasons"].split(", ")
    when: Any = {"text": word("no_data", language), "unknown": True}
    if pd.notna(row["created_at"]):
        when = day(row["created_at"].tz_convert(time_zone), language, year=True)
    known = pd.notna(row["customer_key"])
    return (
        str(row["place"]),
        mask_key(str(row["customer_key"])) if known else say("queue_unknown", language),
        when,
        ", ".join(say(f"reason_{reason}", language) for reason in reasons),
        quote.cell,
    )
