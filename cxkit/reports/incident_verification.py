"""Section 12 of the post-mortem: did the fix work, by which time, and how surely."""

from functools import partial
from typing import Any

import pandas as pd

from cxkit.figures.verification import plot_verification
from cxkit.measures.verification import LEAST_DAYS, LEAST_TEXTS
from cxkit.reports.blocks import Block, Call, Group, Note, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings import incident_recovery as say_it
from cxkit.reports.incident_cells import heading, missing, tag
from cxkit.reports.incident_words import local, say, share_of
from cxkit.reports.wording import (
    FEW,
    Language,
    counted,
    counted_of,
    day,
    instant,
    interval,
    number,
    percent,
    percent_interval,
    proportion,
    word,
)
from cxkit.schema.results.incident_postmortem import Postmortem

NEEDED = {"contacts": "day", "complaints": "review"}
TONES = {"proven": "pos", "failed": "neg"}


def verification_section(post: Postmortem, language: Language) -> Group:
    """Build section 12: the figure, its table, and a verdict with its reasons for each check."""
    section = heading(12, say_it.verification_finding(post, language), language)
    if post.verification.empty:
        return show(section)
    draw = partial(plot_verification, post.verification, language=language)
    figure = chart(
        draw,
        _checks_table(post, language),
        anchor="verify",
        title=say("verify_title", language),
        how_to_read=say("verify_how", language),
        alt=say("verify_alt", language),
    )
    return show(section, figure, *_verdicts(post, language))


def _checks_table(post: Postmortem, language: Language) -> Table:
    rows = tuple(
        (
            say(f"check_{row['check']}", language),
            *(_rate(row, phase, language) for phase in ("before", "during", "after")),
            _number(row, float(row["bound"]), language),
            tag(say(row["verdict"], language), TONES[row["verdict"]])
            if row["verdict"] in TONES
            else missing(say(row["verdict"], language)),
        )
        for _, row in post.verification.iterrows()
    )
    heads = ("check", "before", "during", "after", "bound", "verdict")
    columns = tuple(say(name, language).capitalize() for name in heads)
    return Table("verify", say("verify_caption", language), columns, rows, align="lrrrrl")


def _rate(row: pd.Series, phase: str, language: Language) -> Any:
    value = row[f"rate_{phase}"]
    if pd.isna(value):
        return missing(say("unknown", language).lower())
    low, high = row[f"rate_{phase}_low"], row[f"rate_{phase}_high"]
    if row["check"] == "complaints":
        base = int(row[f"base_{phase}"])
        told = share_of(int(row[f"n_{phase}"]), base, language)
        spread = (
            percent_interval(low, high, language) if base >= FEW else word("small_base", language)
        )
        return f"{told}, {spread}"
    return f"{number(value, language, 1)} ({interval(low, high, language, 1)})"


def _number(row: pd.Series, value: float, language: Language) -> str:
    return percent(value, language) if row["check"] == "complaints" else number(value, language, 1)


def _verdicts(post: Postmortem, language: Language) -> list[Block]:
    """Say each check's verdict with its reasons; those that all checks share stand once below."""
    checks = [row for _, row in post.verification.iterrows()]
    reasons = [_reasons(row, post.incident.time_zone, language) for row in checks]
    shared = [one for one in reasons[0] if len(checks) > 1 and all(one in own for own in reasons)]
    calls: list[Block] = [
        Call(
            f"{say('check_' + row['check'], language)}: {say(row['verdict'], language)}",
            " ".join(one for one in own if one not in shared),
            state=TONES.get(row["verdict"], "few"),  # type: ignore[arg-type]
        )
        for row, own in zip(checks, reasons, strict=True)
    ]
    return [*calls, *([Note(" ".join(shared), small=True)] if shared else [])]


def _reasons(row: pd.Series, zone: str, language: Language) -> list[str]:
    said = [_against_bound(row, language), _counted_after(row, zone, language)]
    if pd.notna(row["again_at"]):
        said.append(_came_again(row, zone, language))
    if pd.notna(row["other_ratio"]):
        said.append(_comparison(row, language))
    if row["verdict"] in ("unproven", "too_few"):
        said.append(_needed(row, language))
    return [sentence for sentence in said if sentence]


def _against_bound(row: pd.Series, language: Language) -> str:
    """Say the rate after the fix beside the bound; a share of few texts only as its counts."""
    bound = _number(row, float(row["bound"]), language)
    if pd.isna(row["rate_after"]):
        return say("fix_no_data", language, bound=bound)
    n, base = int(row["n_after"]), int(row["base_after"])
    if row["check"] == "complaints" and base < FEW:
        return say("fix_unhappy", language, told=proportion(n, base, language), bound=bound)
    after, high = (
        _number(row, float(row[name]), language) for name in ("rate_after", "rate_after_high")
    )
    return say("fix_rate", language, after=after, high=high, bound=bound)


def _counted_after(row: pd.Series, zone: str, language: Language) -> str:
    """Say which time counts as after the fix; "" where the record does not reach it."""
    if row["after_until"] <= row["after_from"]:
        return ""
    first = instant(local(row["after_from"], zone), language)
    last = day(local(row["after_until"] - pd.Timedelta("1s"), zone), language, year=True)
    return say("fix_after", language, first=first, last=last)


def _came_again(row: pd.Series, zone: str, language: Language) -> str:
    """Say on how many days after the fix the incident was there again."""
    days = counted(int(row["n_again"]), language, "day")
    first = day(local(row["again_at"], zone), language, year=True)
    return say("fix_again", language, days=days, first=first)


def _comparison(row: pd.Series, language: Language) -> str:
    """Say whether the comparison topic moved as well."""
    ratio = number(row["other_ratio"], language, 2)
    spread = interval(row["other_ratio_low"], row["other_ratio_high"], language, 2)
    has_moved = float(row["other_ratio_low"]) > 1 or float(row["other_ratio_high"]) < 1
    key = "other_moved" if has_moved else "other_still"
    return say(key, language, ratio=ratio, spread=spread)


def _needed(row: pd.Series, language: Language) -> str:
    """Say how much would settle it; "" where what was seen would never prove it."""
    noun = NEEDED[row["check"]]
    if pd.notna(row["base_needed"]):
        need = counted_of(round(row["base_needed"]), language, noun)
        return say("need_at_rate", language, need=need)
    if row["verdict"] != "too_few":
        return ""
    if row["check"] == "contacts":
        return say("need_days", language, need=counted_of(round(LEAST_DAYS), language, noun))
    before, after = (number(row[f"base_{phase}"], language) for phase in ("before", "after"))
    need = counted_of(LEAST_TEXTS, language, noun)
    return say("need_texts", language, need=need, before=before, after=after)
