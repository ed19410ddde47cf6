"""What changed after each incident or action: before and after, or too few to say."""

from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from cxkit.measures.holm import holm
from cxkit.measures.independent_n import independent_n
from cxkit.measures.intervals import CONFIDENCE, MIN_N, net_difference, net_variance
from cxkit.measures.periods import length_of
from cxkit.measures.tones import SIGN, tones
from cxkit.schema.conform import conform, empty
from cxkit.schema.happenings import HAPPENINGS
from cxkit.schema.results.action_effects import ACTION_EFFECTS

TO_SEE = 0.10
"""The smallest difference of net sentiment that is worth planning for: ten points."""
POWER = 0.80
DAY = pd.Timedelta(1, unit="D")


def action_effects(
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    happenings: pd.DataFrame,
    *,
    window: str = "28D",
    min_n: int = MIN_N,
) -> pd.DataFrame:
    """Net sentiment for some time before and after each happening.

    A window is cut short where another happening lies in it, so that one does not stand for the
    other, and where the texts begin or end.
    A difference is near in time; that it is the effect is not shown.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK, one row a text.
    mentions : DataFrame
        MENTIONS with the layer "sentiment".
    happenings : DataFrame
        HAPPENINGS.
    window : str
        Longest time on either side, with a unit.
    min_n : int
        With fewer texts on a side it is too few to say; texts of one customer count for what they
        add to the first.

    Returns
    -------
    DataFrame
        ACTION_EFFECTS in order of time; happenings outside the time of the texts are left out.

    Raises
    ------
    ParameterError
        When *window* is no length of time.

    Notes
    -----
    The difference of two net shares has the adjusted-Wald interval of `net_difference`, texts of
    one customer not taken for independent (`independent_n`);
    verdicts are corrected after Holm. ``n_needed`` is for a difference of ten points at 80 % power
    at the strictest step of that correction: 5 % shared among all happenings of the table.

    Examples
    --------
    >>> day = pd.Timestamp("2026-03-02", tz="UTC")
    >>> feedback = pd.DataFrame({"feedback_id": ["a", "b"],
    ...     "created_at": [day, day + pd.Timedelta(2, unit="D")]})
    >>> mentions = pd.DataFrame({"feedback_id": ["a", "b"], "layer": "sentiment",
    ...     "code": ["negative", "positive"], "value": [-0.5, 0.5]})
    >>> happenings = pd.DataFrame({"at": [day + pd.Timedelta(1, unit="D")]})
    >>> action_effects(feedback, mentions, happenings)["verdict"].tolist()
    ['too few']
    """
    longest = length_of(window, "window")
    happenings = conform(happenings, HAPPENINGS)
    felt = tones(feedback, mentions)
    felt = felt.assign(sign=felt["code"].map(SIGN).fillna(0.0), w=1.0)
    felt = felt[felt["created_at"].notna()].sort_values("created_at")
    if felt.empty or happenings.empty:
        return empty(ACTION_EFFECTS)
    inside = happenings["at"].between(felt["created_at"].min(), felt["created_at"].max())
    shown = happenings[inside].sort_values("at", kind="stable")
    others = shown["at"].tolist()
    rows = [
        _effect(row, felt, _edges(row["at"], others, longest), min_n)
        for row in shown.to_dict("records")
    ]
    return conform(_judged(pd.DataFrame(rows)), ACTION_EFFECTS) if rows else empty(ACTION_EFFECTS)


def _edges(
    at: pd.Timestamp, others: list[pd.Timestamp], window: pd.Timedelta
) -> tuple[pd.Timestamp, pd.Timestamp]:
    start = max([other for other in others if other < at] + [at - window])
    end = min([other for other in others if other > at] + [at + window])
    return start, end


def _effect(
    row: dict[str, Any],
    felt: pd.DataFrame,
    edges: tuple[pd.Timestamp, pd.Timestamp],
    min_n: int,
) -> dict[str, Any]:
    when = felt["created_at"]
    near = felt[(when >= edges[0]) & (when < edges[1])]
    side_of = (near["created_at"] >= row["at"]).map({False: "before", True: "after"})
    near = near.assign(side=side_of)
    sides = {side: near[near["side"] == side] for side in ("before", "after")}
    bases = independent_n(near, "sign", ["group", "side"]).droplevel("group")
    bases = bases.reindex(list(sides), fill_value=0.0)
    found: dict[str, Any] = {name: row.get(name) for name in ("at", "label_ru", "label_en")}
    first, last = when.min().normalize(), when.max().normalize() + DAY
    found |= {
        "days_before": (row["at"] - max(edges[0], min(first, row["at"]))) / DAY,
        "days_after": (min(edges[1], max(last, row["at"])) - row["at"]) / DAY,
    }
    counts, spread = [], 0.0
    for side, texts in sides.items():
        n, base = len(texts), float(bases[side])
        bad, good = (float((texts["code"] == tone).mean()) * base if n else 0.0 for tone in SIGN)
        counts.append((good, bad, base))
        spread += net_variance(good, bad, base) * (base + 3) * (n / base if n else 1.0)
        found |= {f"n_{side}": n, f"net_{side}": texts["sign"].mean(), "spread": spread}
    change, p_value = net_difference(*counts)
    is_enough = bases.min() >= min_n
    return found | change.named("difference") | {"p_value": p_value if is_enough else float("nan")}


def _judged(table: pd.DataFrame) -> pd.DataFrame:
    adjusted = holm(table["p_value"])
    is_proven = (adjusted < 1 - CONFIDENCE).fillna(value=False)
    verdict = np.select(
        [adjusted.isna(), is_proven & (table["difference"] > 0), is_proven],
        ["too few", "better", "worse"],
        "unproven",
    )
    strictest = 1 - (1 - CONFIDENCE) / 2 / len(table)
    reach = float(stats.norm.ppf(strictest) + stats.norm.ppf(POWER))
    needed = np.ceil(table["spread"] * (reach / TO_SEE) ** 2)
    return table.drop(columns=["p_value", "spread"]).assign(
        p_adjusted=adjusted, verdict=verdict, n_needed=needed
    )
