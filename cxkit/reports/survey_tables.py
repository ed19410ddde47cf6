"""The tables of survey scores: groups, questions, points of scales, people asked twice."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from cxkit.reports.blocks import Table
from cxkit.reports.privacy import mask_forms
from cxkit.reports.series_words import say
from cxkit.reports.step_names import readable, shortened
from cxkit.reports.wording import (
    Language,
    interval,
    number,
    percent,
    signed,
    word,
)

FEW = 30
LONGEST = 70
MOST_POINTS = 11
LISTED = 12
"""Questions that a table lists openly; a longer one is folded away."""
STEM = 30
"""Letters of the wording of a grid beside an item, where a page has several grids."""

_ITEM = re.compile(r"(?P<stem>.+?)\s*\[(?P<item>[^\[\]]+)\]")
"""A question of a grid: what is asked of every item, and the item."""


def with_answers(scores: tuple[pd.DataFrame, ...]) -> pd.DataFrame:
    """Put scores of several kinds together; questions without an answer have none."""
    filled = [rows[rows["n"] > 0] for rows in scores]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()


def with_score(scores: pd.DataFrame) -> pd.DataFrame:
    """Leave out groups without a score: nobody answered, or no answer has weight."""
    return scores[scores["score"].notna()]


def is_weighted(rows: pd.DataFrame, total: float | pd.Series) -> bool:
    """Tell whether shares are other than those of the plain counts."""
    return bool((rows["share"] - rows["n"] / total).abs().gt(1e-6).any())


def points_tables(
    rows: pd.DataFrame, labels: list[str], distribution: pd.DataFrame, language: Language
) -> tuple[Table, ...]:
    """Show how answers fall on the points: one table for the questions of each scale.

    Shares of the answers; of fewer than 30 their counts.
    """
    keys = ["survey_id", "question_id"]
    named = rows.assign(label=labels)
    points = distribution[[*keys, "value", "share", "n"]].rename(columns={"n": "n_chose"})
    told = named.merge(points, on=keys)
    tables: list[Table] = []
    for (low, high), part in told.groupby(["scale_min", "scale_max"], sort=False):
        points = sorted(part["value"].unique())
        if len(points) > MOST_POINTS:
            continue
        scale = f"{number(low, language)}–{number(high, language)}"
        names = (number(point, language) for point in points)
        heads = (say("col_question", language), "n", *names, say("col_mean_of", language))
        filled = tuple(
            _points_row(question, points, language)
            for _, question in part.groupby(keys, sort=False)
        )
        caption = say("table_points", language, scale=scale)
        if part["n"].lt(FEW).any():
            caption += f"; {say('table_points_few', language)}"
        anchor, align = f"points-{len(tables) + 1}", "lr" + "r" * len(points) + "r"
        is_long = len(filled) > LISTED
        tables.append(Table(anchor, caption, heads, filled, align, stack=True, folded=is_long))
    return tuple(tables)


def _points_row(question: pd.DataFrame, points: list[float], language: Language) -> tuple[Any, ...]:
    row = question.iloc[0]
    write, column = (number, "n_chose") if row["n"] < FEW else (percent, "share")
    given = dict(zip(question["value"], question[column], strict=True))
    told = (write(given[point], language) if point in given else "–" for point in points)
    return (row["label"], number(row["n"], language), *told, _mean(row, language))


def _mean(row: Mapping[str, Any] | pd.Series, language: Language) -> str:
    mean = number(row["mean"], language, 2)
    if pd.isna(row["mean_low"]):
        return mean
    return f"{mean} ({interval(row['mean_low'], row['mean_high'], language, 2)})"


def groups_table(scores: pd.DataFrame, language: Language) -> Table:
    """Show the score of each group with its interval and whom it surpasses."""
    keys = ("col_group", "NPS", "col_interval", "n", "col_missing", "col_letter", "col_beats")
    rows = []
    for row in scores.to_dict("records"):
        few: Any = {"text": word("too_few", language), "unknown": True}
        rows.append(
            (
                row["group"],
                signed(row["score"], language),
                interval(row["score_low"], row["score_high"], language, sign=True),
                number(row["n"], language),
                number(row["n_missing"], language),
                "–" if pd.isna(row["letter"]) else row["letter"],
                few if pd.isna(row["letter"]) else row["beats"] or "–",
            )
        )
    columns = tuple(say(key, language) if key.startswith("col") else key for key in keys)
    return Table("groups-figure", say("table_groups", language), columns, tuple(rows), "lrrrrll")


def labels_of(rows: pd.DataFrame, *, is_brief: bool = False) -> list[str]:
    """Name each question: by its wording or, in a grid, by its item; with its survey of several.

    Where there are several grids, an item has its own beside it, but not in brief.

    Examples
    --------
    >>> labels_of(pd.DataFrame({"survey_id": "s", "question": ["Rate: [Han]", "Rate: [Leia]"]}))
    ['Han', 'Leia']
    """
    grids, surveys = grids_of(rows), rows["survey_id"]
    names = [_short(row, grids, is_brief) for row in rows.to_dict("records")]
    if len(set(surveys)) < 2:
        return names
    return [
        f"{name} · {readable(mask_forms(one))}" for name, one in zip(names, surveys, strict=True)
    ]


def grids_of(rows: pd.DataFrame) -> list[str]:
    """Return what is asked of every item of a grid, for each grid with two items or more."""
    found = (_ITEM.fullmatch(_wording(row)) for row in rows.to_dict("records"))
    counts = Counter(item["stem"] for item in found if item)
    return [stem for stem, n in counts.items() if n > 1]


def _wording(row: dict[str, Any]) -> str:
    text = row["question"] if isinstance(row["question"], str) else row["question_id"]
    return mask_forms(" ".join(str(text).split()))


def _short(row: dict[str, Any], grids: list[str], is_brief: bool) -> str:
    text = _wording(row)
    found = _ITEM.fullmatch(text)
    if found is None or found["stem"] not in grids:
        return shortened(text, LONGEST)
    item = shortened(found["item"].strip(), LONGEST)
    return item if is_brief or len(grids) == 1 else f"{item} · {shortened(found['stem'], STEM)}"


def questions_table(rows: pd.DataFrame, labels: list[str], language: Language) -> Table:
    """Show the top shares and the mean of each question."""
    keys = ("col_question", "n", "col_missing", "col_scale", "col_top", "col_interval", "col_mean")
    columns = tuple(say(key, language) if key.startswith("col") else key for key in keys)
    return Table(
        anchor="questions-figure",
        caption=say("table_questions", language),
        columns=columns,
        rows=tuple(
            _question_row(row, label, language)
            for row, label in zip(rows.to_dict("records"), labels, strict=True)
        ),
        align="lrrrrrr",
    )


def _question_row(row: dict[str, Any], label: str, language: Language) -> tuple[Any, ...]:
    bounds = (percent(row[f"share_top_{end}"], language) for end in ("low", "high"))
    return (
        label,
        number(row["n"], language),
        number(row["n_missing"], language),
        f"{number(row['scale_min'], language)}–{number(row['scale_max'], language)}",
        percent(row["share_top"], language),
        " – ".join(bounds),
        _mean(row, language),
    )


def surveys_of(row: Mapping[str, Any] | pd.Series) -> str:
    """Name the surveys that the same people answered."""
    return " + ".join(readable(name) for name in mask_forms(str(row["surveys"])).split(" + "))


def overlap_row(row: dict[str, Any], language: Language) -> tuple[Any, ...]:
    """Show the first and the second answer of people who were asked twice."""
    bounds: Any = {"text": word("too_few", language), "unknown": True}
    if pd.notna(row["difference_low"]):
        ends = (row["difference_low"], row["difference_high"])
        bounds = interval(*ends, language, 2, sign=True)
    return (
        surveys_of(row),
        number(row["n_people"], language),
        number(row["n_same"], language),
        signed(row["difference"], language, 2),
        bounds,
    )
