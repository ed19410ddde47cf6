"""Sentences with numbers about themes: before and after a change, by tone, by share."""

import pandas as pd

from cxkit.reports.series_words import say
from cxkit.reports.wording import FEW, Language, lowered, number, percent, signed, word

LISTED = 3


def drivers_finding(drivers: pd.DataFrame, labels: dict[str, str], language: Language) -> str:
    """Say which themes (DRIVERS of one change) got worse or better, and that the others did not."""
    proven = drivers[drivers["is_proven"].fillna(value=False).astype(bool)]
    if proven.empty:
        return say("themes_unmoved", language)
    is_worse = proven["difference"] > 0
    parts = [
        say(key, language, listed=_listed([labels[code] for code in codes], language))
        for key, codes in (
            ("themes_worse", proven.loc[is_worse, "code"]),
            ("themes_better", proven.loc[proven["difference"] < 0, "code"]),
        )
        if len(codes)
    ]
    return "; ".join(parts)


def _listed(labels: list[str], language: Language) -> str:
    shown = [lowered(label) for label in labels[:LISTED]]
    rest = len(labels) - LISTED
    if rest > 0:
        return ", ".join(shown) + say("and_more", language, n=number(rest, language))
    if len(shown) == 1:
        return shown[0]
    joint = f" {word('and', language)} "
    if any(joint in label for label in shown):
        return ", ".join(shown)
    return ", ".join(shown[:-1]) + joint + shown[-1]


def themes_finding(shares: pd.DataFrame, language: Language) -> str:
    """Say which of the themes with a full base is the most negative.

    Examples
    --------
    >>> shares = pd.DataFrame({"code": ["Payment"], "n": [40], "share_negative": [0.5]})
    >>> themes_finding(shares, "en")
    'Payment is the most negative: 50% of 40'
    """
    full = shares[shares["n"] >= FEW]
    if full.empty:
        return word("too_few", language).capitalize()
    worst = full.loc[full["share_negative"].astype(float).idxmax()]
    share, n = percent(worst["share_negative"], language), number(worst["n"], language)
    theme = worst["code"] if language == "en" else lowered(worst["code"])
    return say("most_negative", language, theme=theme, share=share, n=n)


def mix_finding(mix: pd.DataFrame, language: Language) -> str:
    """Say how much of a change is tone and how much is mix, so that the parts add up as shown.

    Examples
    --------
    >>> mix_finding(pd.DataFrame({"mix": [-0.02, 0.0], "tone": [-0.2, -0.1]}), "en")
    'Of the change of −32.0 points, −30.0 come from tone and −2.0 from the mix of themes'
    >>> mix_finding(pd.DataFrame({"mix": [-0.02], "tone": [-0.19]}), "ru")
    'Из перемены на −21,0 пункта тон дал −19,0, состав тем −2,0'
    """
    parts = mix[["tone", "mix"]].astype(float).sum() * 100
    whole, tone, other = (signed(value, language, 1) for value in (parts.sum(), *parts))
    return say("tone_and_mix", language, whole=whole, tone=tone, other=other)
