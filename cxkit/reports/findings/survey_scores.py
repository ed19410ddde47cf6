"""Sentences with numbers about survey scores, in Russian and English."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from cxkit.reports.series_words import say
from cxkit.reports.wording import (
    FEW,
    Language,
    counted,
    forms,
    interval,
    lowered,
    number,
    percent,
    plural,
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
    start = say("nps_is", language, score=signed(row["score"], language), bounds=bounds)
    if row.get("n", FEW) < FEW:
        return f"{start}; {small_base(int(row['n']), language)}"
    above = _clear_leader(scores)
    if above is None:
        return start
    score = signed(above["score"], language)
    return f"{start}; {say('nps_leader', language, group=above['group'], score=score)}"


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
    return say("promote_detract", language, up=up, down=down)


def groups_finding(scores: pd.DataFrame, language: Language) -> str:
    """Say whether groups differ beyond chance."""
    lettered = scores[scores["letter"].notna()]
    clear = [row for row in lettered.to_dict("records") if any(map(str.isupper, row["beats"]))]
    if len(lettered) < 2:
        return say("groups_too_few", language)
    few = len(scores) - len(lettered)
    said = list(_above(clear, lettered, language)) or [say("groups_unproven", language)]
    if few:
        said.append(say("groups_small", language, groups=counted(few, language, "in_group")))
    return "; ".join(said)


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
        verb = plural(len(names), language, forms("scores", language))
        yield say("group_above", language, high=high, low=low, scores=verb)


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
    return f"{say('scale', language)} {ends}: {lowered(said)}"


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
        return say("top_one", language, label=best["label"], share=top)
    return say("top_range", language, low=low, worst=worst["label"], top=top, best=best["label"])


def overlap_finding(overlap: pd.DataFrame, language: Language) -> str:
    """Say how many people were asked twice."""
    n = overlap.attrs.get("n_people", int(overlap["n_people"].sum()))
    return say("asked_twice", language, people=counted(n, language, "person"))
