"""Sentences with numbers about survey scores, in Russian and English."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from cxkit.reports.series_words import say
from cxkit.reports.wording import (
    FEW,
    Language,
    counted,
    interval,
    lowered,
    number,
    percent,
    proportion,
    signed,
    small_base,
)


def score_finding(overall: pd.DataFrame, scores: pd.DataFrame, language: Language) -> str:
    """Say the score with its interval, and which group clearly scores above all others.

    Examples
    --------
    >>> overall = pd.DataFrame({"score": [34.2], "score_low": [29.2], "score_high": [38.9]})
    >>> score_finding(overall, pd.DataFrame({"beats": []}), "en")
    'NPS is +34 (+29 to +39)'
    """
    row = overall.iloc[0]
    bounds = interval(row["score_low"], row["score_high"], language, sign=True)
    start = f"NPS {signed(row['score'], language)} ({bounds})"
    if language == "en":
        start = start.replace("NPS ", "NPS is ", 1)
    if row.get("n", FEW) < FEW:
        return f"{start}; {small_base(int(row['n']), language)}"
    above = _clear_leader(scores)
    if above is None:
        return start
    if language == "ru":
        return f"{start}; выше прочих «{above['group']}», {signed(above['score'], language)}"
    return f"{start}; “{above['group']}” stands out with {signed(above['score'], language)}"


def _clear_leader(scores: pd.DataFrame) -> pd.Series | None:
    """Return the group that clearly beats every other one with enough answers."""
    lettered = scores[scores["letter"].notna()] if "letter" in scores else scores.head(0)
    if len(lettered) < 2:
        return None
    beaten = lettered["beats"].fillna("").map(lambda text: sum(sign.isupper() for sign in text))
    best = beaten.idxmax()
    return lettered.loc[best] if beaten[best] == len(lettered) - 1 else None


def distribution_finding(distribution: pd.DataFrame, language: Language) -> str:
    """Say how many promote and how many detract: weighted as the score is, few in counts.

    Examples
    --------
    >>> distribution = pd.DataFrame({"value": [3, 8, 10], "share": [0.2, 0.3, 0.5]})
    >>> distribution_finding(distribution, "en")
    '50% promote, 20% detract'
    """
    is_up, is_down = distribution["value"] >= 9, distribution["value"] <= 6
    total = int(distribution["n"].sum()) if "n" in distribution else FEW
    if total < FEW:
        counts = distribution["n"]
        up, down = (
            proportion(int(counts[side].sum()), total, language) for side in (is_up, is_down)
        )
    else:
        share = distribution["share"].astype(float)
        up, down = (percent(share[side].sum(), language) for side in (is_up, is_down))
    if language == "ru":
        return f"Сторонников {up}, критиков {down}"
    return f"{up} promote, {down} detract"


def groups_finding(scores: pd.DataFrame, language: Language) -> str:
    """Say whether groups differ beyond chance."""
    lettered = scores[scores["letter"].notna()]
    clear = [row for row in lettered.to_dict("records") if any(map(str.isupper, row["beats"]))]
    if len(lettered) < 2:
        return "Сравнить группы нельзя: ответов мало" if language == "ru" else (
            "Too few answers to compare the groups"
        )  # fmt: skip
    few = len(scores) - len(lettered)
    tail = ""
    if few:
        groups = counted(few, language, "in_group")
        tail = (
            f"; мало ответов в {groups}" if language == "ru" else f"; too few answers in {groups}"
        )
    if not clear:
        start = "Различия групп не доказаны" if language == "ru" else (
            "Differences between the groups are unproven"
        )  # fmt: skip
        return start + tail
    return "; ".join(_above(clear, lettered, language)) + tail


def _above(
    clear: list[dict[str, Any]], lettered: pd.DataFrame, language: Language
) -> Iterator[str]:
    """Say which groups score above which others; those above the same ones are named together."""
    name_of = dict(zip(lettered["letter"], lettered["group"].astype(str), strict=True))
    above: dict[str, list[str]] = {}
    for row in sorted(clear, key=lambda row: -row["score"]):
        above.setdefault("".join(filter(str.isupper, row["beats"])), []).append(str(row["group"]))
    for beaten, names in list(above.items())[:2]:
        high, low = ", ".join(names), ", ".join(name_of[letter] for letter in beaten)
        if language == "ru":
            yield f"{high}: выше, чем {low}"
        else:
            yield f"{high} {'scores' if len(names) == 1 else 'score'} higher than {low}"


def questions_finding(scores: pd.DataFrame, labels: list[str], language: Language) -> str:
    """Say which question has the most and which the fewest top answers, of those that compare.

    Where no question has a base, it says that the bases are small.
    """
    known = scores.assign(label=labels).dropna(subset=["share_top"])
    full = comparable(known)
    if full.empty:
        return say("scores_few", language, n=number(known["n"].max(), language))
    said = _top_answers(full, language)
    if len(full) == len(known[known["n"] >= FEW]):
        return said
    ends = "–".join(number(full[end].iloc[0], language) for end in ("scale_min", "scale_max"))
    return f"{'Шкала' if language == 'ru' else 'Scale'} {ends}: {lowered(said)}"


def comparable(known: pd.DataFrame) -> pd.DataFrame:
    """Return the questions with a base on the scale that most have, fewest top first.

    Shares of top answers on scales of different length do not compare.
    """
    full = known[known["n"] >= FEW]
    same = [name for name in ("scale_min", "scale_max") if name in full]
    if len(full) and same:
        sizes = full.groupby(same, sort=False, dropna=False)["n"].transform("size")
        first = full.loc[sizes.idxmax(), same]
        full = full[(full[same] == first).all(axis=1)]
    return full.sort_values("share_top", kind="stable")


def _top_answers(ordered: pd.DataFrame, language: Language) -> str:
    worst, best = ordered.iloc[0], ordered.iloc[-1]
    low, top = (percent(row["share_top"], language) for row in (worst, best))
    if len(ordered) == 1:
        name = best["label"]
        if language == "ru":
            return f"«{name}»: {top} высших оценок"
        return f"“{name}”: {top} top answers"
    if language == "ru":
        return f"Высших оценок от {low} («{worst['label']}») до {top} («{best['label']}»)"
    return f"Top answers run from {low} (“{worst['label']}”) to {top} (“{best['label']}”)"


def overlap_finding(overlap: pd.DataFrame, language: Language) -> str:
    """Say how many people were asked twice."""
    n = overlap.attrs.get("n_people", int(overlap["n_people"].sum()))
    people = counted(n, language, "person")
    if language == "ru":
        return f"Дважды на один вопрос ответили: {people}"
    return f"{people} answered the same question twice"
