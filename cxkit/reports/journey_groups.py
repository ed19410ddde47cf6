"""The section that compares those who left with those who stayed."""

import pandas as pd

from cxkit.codebook.load import load_codebook
from cxkit.figures.journey_groups import plot_journey_groups
from cxkit.reports.blocks import Call, Group, Section, Table, show
from cxkit.reports.charts import chart
from cxkit.reports.findings.journey_aggregate import groups_finding
from cxkit.reports.journey_words import felt, say
from cxkit.reports.wording import Language, interval, number, sample, word

NAMED = ("left", "stayed")


def groups_section(groups: pd.DataFrame, *, language: Language = "en") -> Group:
    """Build the section of JOURNEY_GROUPS; nothing when no path of one of the groups is known.

    Where there are too few to compare it says so and shows no means.
    """
    if not groups["first_n"].any() or not groups["second_n"].any():
        return show()
    codes = load_codebook()
    labels = {code: codes.label(code, language) for code in groups["touchpoint"]}
    section = Section("groups", groups_finding(groups, labels, language),
                      say("name_groups", language))  # fmt: skip
    shared = groups.loc[(groups["first_n"] > 0) & (groups["second_n"] > 0)]
    if shared["is_significant"].isna().all():
        return show(section, _too_few(groups, language))
    table, title = _table(groups, labels, language), say("groups_title", language)
    figure = chart(
        plot_journey_groups(shared, language=language),
        table,
        anchor="groups-figure",
        title=title,
        how_to_read=say("groups_how", language),
        alt=f"{title}. {table.caption}.",
    )
    return show(section, figure)


def _too_few(groups: pd.DataFrame, language: Language) -> Call:
    ends = zip(_names(groups, language), ("first_n", "second_n"), strict=True)
    told = ", ".join(f"{name}: {number(groups[n].max(), language)}" for name, n in ends)
    text = {
        "ru": f"Больше всего путей на одной точке контакта: {told}. Чтобы сравнить, нужно по пять.",
        "en": f"Most paths at one touchpoint: {told}. A test needs five of each.",
    }[language]
    return Call(word("too_few", language), text, "few")


def _names(groups: pd.DataFrame, language: Language) -> list[str]:
    return [
        say(name, language) if name in NAMED else str(name)
        for name in (groups["first_group"].iloc[0], groups["second_group"].iloc[0])
    ]


def _table(groups: pd.DataFrame, labels: dict[str, str], language: Language) -> Table:
    ends = (say(head, language) for head in ("difference", "interval", "after_holm"))
    heads = (say("touchpoint_head", language), *_names(groups, language), *ends)
    rows = tuple(_row(row, labels, language) for _, row in groups.iterrows())
    return Table("groups-table", say("groups_caption", language), heads, rows, align="lrrrrl")


def _row(row: pd.Series, labels: dict[str, str], language: Language) -> tuple[object, ...]:
    state: object = {"text": word("too_few", language), "unknown": True}
    if pd.notna(row["is_significant"]):
        state = say("proven", language) if row["is_significant"] else word("unproven", language)
    bounds = ""
    if pd.notna(row["difference_low"]):
        ends = float(row["difference_low"]), float(row["difference_high"])
        bounds = interval(*ends, language, 1, sign=True)
    difference = row["difference"]
    return (
        labels[row["touchpoint"]],
        _mean(row["first_mean"], row["first_n"], language),
        _mean(row["second_mean"], row["second_n"], language),
        "" if pd.isna(difference) else felt(float(difference), language, 1),
        bounds,
        state,
    )


def _mean(mean: float, n: int, language: Language) -> object:
    if pd.isna(mean):
        return {"text": word("no_data", language), "unknown": True}
    return f"{felt(float(mean), language, 1)}, {sample(int(n), language)}"
