"""Simulate short series, and tell how often the test between periods is right.

``change_points.py`` writes the tables into docs/simulations.md. Every text has a tone and stars
that go with it, so that one drawing serves all figures; the timeline is counted from the texts as
a notebook counts it.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cxkit.measures.change_points import change_points
from cxkit.measures.period_differences import period_differences
from cxkit.measures.sentiment_timeline import count_periods

FIGURES = ("net", "share_negative", "rating")
HEADS = ["net sentiment", "share of negative", "mean stars"]
TONES = np.array(["positive", "negative", "neutral"])
STARS = np.array([[4.0, 5.0], [1.0, 2.0], [3.0, 3.0]])
"""The two numbers of stars that go with each tone, as often one as the other."""
LEVEL = 0.05
FAMILY = 6
"""Series that are tested together."""
FEWER = 4
"""Changes of level are searched in every fourth series: the search takes long."""


@dataclass(frozen=True)
class Short:
    """How the texts of a short series are made."""

    name: str
    periods: int = 9
    n: tuple[int, int] = (100, 100)
    positive: float = 0.45
    negative: float = 0.30
    spread: float = 0.0
    """Spread of the weights over their mean."""
    texts_each: int = 1
    """Texts of one feeling that every writer sends."""
    is_told: bool = False
    """Whether it is known who wrote what, as in a survey."""
    moved: tuple[float, ...] = ()
    """What is taken from the share of positive and given to negative, period by period."""


NULLS = (
    Short("3 periods, n = 30", periods=3, n=(30, 30)),
    Short("9 periods, n = 30", n=(30, 30)),
    Short("9 periods, n = 100"),
    Short("9 periods, n = 400", n=(400, 400)),
    Short("9 periods, n from 30 to 400", n=(30, 400)),
    Short("20 periods, n = 30", periods=20, n=(30, 30)),
    Short("9 periods, n = 30, nine of ten positive", n=(30, 30), positive=0.9, negative=0.05),
    Short("9 periods, n = 100, weights spread by half", spread=0.5),
    Short("9 periods, n = 100, three texts a person, told", texts_each=3, is_told=True),
    Short("9 periods, n = 100, three texts a person, not told", texts_each=3),
)


def two_bad_days(size: float, n: int) -> Short:
    days = tuple(size / 2 if day in (4, 5) else 0.0 for day in range(9))
    return Short(f"two of 9 days down {size:.2f}, n = {n}", n=(n, n), moved=days)


def half_down(size: float, n: int) -> Short:
    days = tuple(size / 2 if day >= 5 else 0.0 for day in range(9))
    return Short(f"down {size:.2f} from day 6 of 9, n = {n}", n=(n, n), moved=days)


SHIFTS = (
    *(two_bad_days(size, n) for n in (30, 100, 400) for size in (0.1, 0.2, 0.3)),
    half_down(0.2, 100),
    half_down(0.2, 400),
    Short("2 days, the second down 0.20, n = 100", periods=2, moved=(0.0, 0.1)),
)


def texts_of(scene: Short, n_series: int, rng: np.random.Generator) -> pd.DataFrame:
    """Draw the texts of many series: created_at, code, value, rating, group, w, and the writer."""
    days = pd.date_range("2026-03-02", periods=scene.periods, freq="1D", tz="UTC")
    shape = (n_series, scene.periods)
    people = rng.integers(scene.n[0], scene.n[1] + 1, shape).ravel() // scene.texts_each
    place = np.repeat(np.arange(people.size), people)
    moved = np.array(scene.moved or (0.0,) * scene.periods)[place % scene.periods]
    drawn = rng.random(len(place))
    positive = scene.positive - moved
    code = np.select([drawn < positive, drawn < scene.positive + scene.negative], [0, 1], 2)
    weight = np.ones(len(place))
    if scene.spread:
        weight = rng.gamma(1 / scene.spread**2, scene.spread**2, len(place))
    person = np.repeat(np.arange(len(place)), scene.texts_each)
    stars = STARS[code[person], rng.integers(0, 2, len(person))]
    texts = pd.DataFrame(
        {
            "created_at": days[place[person] % scene.periods],
            "code": TONES[code[person]],
            "value": np.nan,
            "rating": stars,
            "group": np.char.zfill((place[person] // scene.periods).astype(str), 5),
            "w": weight[person],
        }
    )
    return texts.assign(unit=person) if scene.is_told else texts


def series_of(scene: Short, n_series: int, seed: int) -> pd.DataFrame:
    """Timelines of many series, each a group."""
    texts = texts_of(scene, n_series, np.random.default_rng(seed))
    return count_periods(texts, period="1D", min_n=1)


def differing(timeline: pd.DataFrame, *, together: int = 1) -> list[float]:
    """Share of series whose periods are said to differ, by figure; or of families with any.

    Holm's correction makes the least p of a family what Bonferroni's does: p times their number.
    """
    shares = []
    for figure in FIGURES:
        found = period_differences(timeline, of=figure)
        least = found["p_value"].groupby(found["group"].astype(int) // together).min()
        shares.append(float((least * together < LEVEL).mean()))
    return shares


def changing(timeline: pd.DataFrame) -> float:
    """Share of series in which a change of level is proven."""
    groups = [rows for _, rows in timeline.groupby("group")][::FEWER]
    return float(np.mean([change_points(rows)["is_proven"].any() for rows in groups]))


def null_rows(n_series: int) -> list[list[str]]:
    """False alarms of every scene, and of six series tested together."""
    rows = []
    for scene in NULLS:
        shares = differing(series_of(scene, n_series, 20261126))
        rows.append([scene.name, *_percents(shares)])
        print(rows[-1], flush=True)
    shares = differing(series_of(NULLS[1], FAMILY * n_series, 20261127), together=FAMILY)
    rows.append([f"any of {FAMILY} series of 9 periods, n = 30", *_percents(shares)])
    print(rows[-1], flush=True)
    return rows


def _percents(shares: list[float]) -> list[str]:
    return [f"{100 * share:.1f} %" for share in shares]


def shift_rows(n_series: int) -> list[list[str]]:
    """How often real differences are found, beside the search for changes of level."""
    rows = []
    for scene in SHIFTS:
        timeline = series_of(scene, n_series, 20261128)
        shares = [*differing(timeline), changing(timeline)]
        rows.append([scene.name, *(f"{100 * share:.0f} %" for share in shares)])
        print(rows[-1], flush=True)
    return rows
