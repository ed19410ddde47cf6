"""The map of one customer's path as a block: words, quotes and places for every moment."""

from typing import Any

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.codebook.model import Codebook
from cxkit.errors import ParameterError
from cxkit.measures.corrections import CODER
from cxkit.reports.blocks import JourneyGrid, Quote, Table, Tone
from cxkit.reports.findings.journey_map import (
    peak_sentence,
    told_effort,
    told_gap,
    told_promises,
)
from cxkit.reports.journey_columns import Bracket, Column, Frame, Gutter, Lane
from cxkit.reports.journey_grid import lay_out
from cxkit.reports.journey_words import felt, minutes, say, shorter, soft
from cxkit.reports.privacy import mask
from cxkit.reports.quotes import quote_at
from cxkit.reports.wording import Language, counted, number
from cxkit.schema.conform import conform
from cxkit.schema.results.journey_map import JOURNEY_MAP, SEPARATOR


def journey_grid(
    journey: pd.DataFrame,
    summary: pd.DataFrame,
    promises: pd.DataFrame,
    effort: pd.DataFrame,
    feedback: pd.DataFrame,
    *,
    language: Language = "en",
    codebook: Codebook | None = None,
) -> JourneyGrid:
    """Build the journey map of one path.

    Parameters
    ----------
    journey, summary, promises, effort : DataFrame
        The frames of the measures of these names, of one path; `one_path` picks it.
    feedback : DataFrame
        FEEDBACK with the path's text, for the quotes' context.
    language : {"ru", "en"}
        Language of labels.
    codebook : Codebook, optional
        Labels of the codes; the package's own by default.

    Returns
    -------
    JourneyGrid
        One moment a column; without moments an empty one.

    Raises
    ------
    ParameterError
        *journey* holds several paths.
    """
    moments = conform(journey, JOURNEY_MAP)
    paths = moments["feedback_id"].unique()
    if len(paths) > 1:
        raise ParameterError(
            f"journey has {len(paths)} paths; a map of one path shows one. Choose it with one_path."
        )
    codes = codebook or load_codebook()
    texts = texts_of(feedback)
    felt_row = summary.iloc[0] if len(summary) else None
    columns = [
        _column(row, len(moments), felt_row, texts, (codes, language))
        for _, row in moments.iterrows()
    ]
    frame = Frame(
        language=language,
        mean=None if felt_row is None or pd.isna(felt_row["mean"]) else float(felt_row["mean"]),
        peak_text="" if felt_row is None else peak_sentence(felt_row, language),
        gutter=_gutter(felt_row, language),
        gutter_title=say("total", language),
        axis_text=say("worse_better", language),
        key=_key(moments, promises, language),
        brackets=_brackets(promises, len(moments), texts, language),
    )
    lanes = _lanes(columns, promises, effort, language, has_days=_has_days(moments))
    return lay_out("story-grid", columns, lanes, frame, table=moments_table(columns, language))


def moments_table(columns: list[Column], language: Language) -> Table:
    """Return the map as a table: every moment with its quote."""
    heads = ("moment", "stage", "when", "channel", "value", "emotions", "factors", "quote")
    rows = tuple(
        (
            f"{place}. {column.label}", column.stage, column.cells["when"]["text"],
            column.cells["channel"]["text"], column.value_text, _joined(column, "emotions"),
            _joined(column, "factors"), column.quote.cell if column.quote else "",
        )
        for place, column in enumerate(columns, start=1)
    )  # fmt: skip
    caption = say("as_table", language, n=counted(len(columns), language, "moment"))
    return Table("story-table", caption, tuple(say(head, language) for head in heads), rows,
                 align="llllrlll", folded=True, stack=True)  # fmt: skip


def _joined(column: Column, lane: str) -> str:
    cell = column.cells.get(lane)
    return "" if cell is None else ", ".join(item["text"] for item in cell["items"])


def _column(
    row: pd.Series,
    n: int,
    summary: pd.Series | None,
    texts: dict[str, str],
    words: tuple[Codebook, Language],
) -> Column:
    codes, language = words
    value = None if pd.isna(row["valence"]) else float(row["valence"])
    place, label = int(row["moment"]), codes.label(row["touchpoint"], language)
    written = felt(value, language, 0 if value is None or value == round(value) else 1)
    cells = _cells(row, codes, language)
    quote = place_of(row, texts, _tone(row["valence"]))
    by = "by_person" if str(row["by"]).startswith(CODER) else "by_machine"
    channel, when = cells["channel"]["text"], cells["when"]["text"]
    return Column(
        anchor=f"e{place}",
        label=label,
        stage=_stage(row["stage"], codes, language),
        value=value,
        value_text=written,
        name=say("point_name", language, n=place, all=n, touchpoint=label, channel=channel,
                 value=written),
        cells=cells,
        is_returned=bool(row["is_returned"]),
        is_machine=by == "by_machine",
        is_peak=_is_peak(place, summary),
        is_shown_first=summary is not None and bool(summary["peak_moment"] == place),
        quote=quote,
        where=(
            say("place", language, n=place, all=n, touchpoint=label),
            " · ".join((channel, when, say(by, language))),
        ),
    )  # fmt: skip


def _stage(stage: object, codes: Codebook, language: Language) -> str:
    return codes.stages[stage].label(language) if stage in codes.stages else "—"


def _cells(row: pd.Series, codes: Codebook, language: Language) -> dict[str, Any]:
    when = _when(row, language)
    known = pd.notna(row["day"])
    channel = codes.label(row["channel"], language)
    return {
        "when": {"text": when, "soft": soft(when), "is_dim": not known},
        "touchpoint": {"text": codes.label(row["touchpoint"], language)},
        "channel": {"text": channel, "soft": soft(channel), "icon": row["channel"]},
        "emotions": _listed(row["emotions"], codes, language),
        "factors": _listed(row["factors"], codes, language),
        "recovery": _listed(row["recovery"], codes, language),
        "effort": _effort(row, language),
    }


def _when(row: pd.Series, language: Language) -> str:
    """Say the day of a moment, or between which days it lies; after day 0 alone says nothing."""
    day, low, high = (row[name] for name in ("day", "day_low", "day_high"))
    if pd.notna(day):
        return say("day", language, day=number(day, language))
    if pd.notna(low) and pd.notna(high):
        return say("day_between", language, low=number(low, language), high=number(high, language))
    if pd.notna(low) and low > 0:
        return say("day_from", language, low=number(low, language))
    if pd.notna(high):
        return say("day_until", language, high=number(high, language))
    return say("day_unknown", language)


def _listed(joined: str, codes: Codebook, language: Language) -> dict[str, Any] | None:
    if not joined:
        return None
    labels = [codes.label(code, language) for code in joined.split(SEPARATOR)]
    return {"items": [{"text": label, "soft": soft(label)} for label in labels]}


def _effort(row: pd.Series, language: Language) -> dict[str, Any] | None:
    contacts, spent, waited = row["n_contacts"], row["minutes_spent"], row["minutes_waited"]
    if pd.isna(contacts) and pd.isna(spent) and pd.isna(waited):
        return None
    parts = [] if pd.isna(spent) else [minutes(float(spent), language)]
    if pd.notna(waited):
        parts.append(say("waited", language, time=minutes(float(waited), language)))
    n = 0 if pd.isna(contacts) else round(contacts)
    said = say("contacts_said", language, n=number(n, language)) if n else ""
    return {"n": n, "said": said, "text": ", ".join(parts)}


def place_of(row: pd.Series, texts: dict[str, str], tone: Tone = "") -> Quote:
    """Return the quote of a row with ``feedback_id``, ``start``, ``end``; masked, with context."""
    source_id, start, end = str(row["feedback_id"]), int(row["start"]), int(row["end"])
    text = texts.get(source_id)
    if not isinstance(text, str):
        return Quote(source_id, start, end, mask(str(row["quote"])), tone=tone)
    return quote_at(text, shorter(text, (start, end)), source_id=source_id, tone=tone)


def texts_of(feedback: pd.DataFrame) -> dict[str, str]:
    """Return the texts by their ids."""
    return dict(zip(feedback["feedback_id"], feedback["text"], strict=True))


def _tone(valence: float) -> Tone:
    if pd.isna(valence):
        return ""
    tones: tuple[Tone, ...] = ("mid", "pos", "neg")
    return tones[_sign(valence)]


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _is_peak(place: int, summary: pd.Series | None) -> bool:
    if summary is None or pd.isna(summary["peak_moment"]) or not summary["peak"]:
        return False
    return bool(0 <= place - summary["peak_moment"] < summary["n_peak"])


def _gutter(summary: pd.Series | None, language: Language) -> tuple[Gutter, ...]:
    if summary is None or pd.isna(summary["mean"]):
        return ()
    mean, peak, end = (float(summary[name]) for name in ("mean", "peak", "end_value"))
    items = [Gutter(mean, felt(mean, language, 1), say("mean", language))]
    tone = ("", "pos", "neg")
    if peak == end:
        return (*items, Gutter(peak, felt(peak, language), say("peak_and_end", language),
                               tone[_sign(peak)]))  # fmt: skip
    items.append(Gutter(peak, felt(peak, language), say("peak", language), tone[_sign(peak)]))
    return (*items, Gutter(end, felt(end, language), say("end", language), tone[_sign(end)]))


def _key(moments: pd.DataFrame, promises: pd.DataFrame, language: Language) -> tuple[str, ...]:
    names = ["key_good", "key_bad"]
    names += ["key_promises"] if promises["moment_given"].notna().any() else []
    names += ["key_machine"] if not moments["by"].str.startswith(CODER).all() else []
    names += ["key_returned"] if moments["is_returned"].any() else []
    names += [] if _has_days(moments) else ["key_no_days"]
    return tuple(say(name, language) for name in (*names, "key_mean", "key_curve"))


def _has_days(moments: pd.DataFrame) -> bool:
    """Tell whether the text places any moment but the first, which is always day 0."""
    return bool(moments["day"].iloc[1:].notna().any())


def _brackets(
    promises: pd.DataFrame, n: int, texts: dict[str, str], language: Language
) -> tuple[Bracket, ...]:
    placed = promises.loc[promises["moment_given"].notna()]
    return tuple(
        Bracket(
            first=int(row["moment_given"]) - 1,
            last=_last(row, n),
            result=row["result"],
            label=f"{say('promise', language, n=row['promise'])} "
            f"{say('result_' + row['result'], language)}",
            text=told_gap(row, language),
            quote=place_of(row, texts, "vow"),
            is_closed=pd.notna(row["moment_closed"]),
        )
        for _, row in placed.iterrows()
    )


def _last(row: pd.Series, n: int) -> int:
    closed = row["moment_closed"]
    return min(int(row["moment_given"]), n - 1) if pd.isna(closed) else int(closed) - 1


def _lanes(
    columns: list[Column],
    promises: pd.DataFrame,
    effort: pd.DataFrame,
    language: Language,
    *,
    has_days: bool,
) -> tuple[Lane, ...]:
    """Return the lanes that have something to show, and those whose absence must be seen."""
    told = {name for column in columns for name, cell in column.cells.items() if cell}
    effort_sub = "effort_sub" if "effort" in told else "effort_whole"
    lanes = [
        Lane("when", "text", say("when", language), say("when_sub", language)),
        Lane("touchpoint", "name", say("touchpoint", language)),
        Lane("channel", "channel", say("channel", language)),
        Lane("curve", "curve", say("felt", language)),
        Lane("emotions", "words", say("emotions", language)),
        Lane("promises", "promises", say("promises", language), say("promises_sub", language),
             told_promises(promises, language)),
        Lane("factors", "factors", say("factors", language), say("factors_sub", language)),
        Lane("effort", "effort", say("effort", language), say(effort_sub, language),
             told_effort(effort, language)),
        Lane("recovery", "good", say("recovery", language)),
    ]  # fmt: skip
    always = {"curve", "effort"} | ({"promises"} if len(promises) else set())
    shown = (told | always) - (set() if has_days else {"when"})
    return tuple(lane for lane in lanes if lane.key in shown)
