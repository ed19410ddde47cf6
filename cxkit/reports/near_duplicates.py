"""The warning that a period holds many near-duplicates."""

import pandas as pd

from cxkit.reports.blocks import Call, Group, Section, show
from cxkit.reports.series_words import in_period, local, say
from cxkit.reports.wording import Language, number, percent


def duplicates_section(
    doubled: pd.DataFrame, timeline: pd.DataFrame, *, language: Language = "en"
) -> Group:
    """Say which periods near-duplicates doubled; nothing where there are none.

    Parameters
    ----------
    doubled : DataFrame
        What `doubled_periods` found.
    timeline : DataFrame
        SENTIMENT_TIMELINE, for its clock and period.
    language : {"ru", "en"}
        Language of the page.
    """
    if doubled.empty:
        return show()
    calls = [
        Call(
            say("doubled_title", language, when=_when(row["period_at"], timeline, language)),
            say(
                "doubled_text",
                language,
                n=number(row["n_duplicates"], language),
                all=number(row["n"], language),
                share=percent(row["share_duplicates"], language),
            ),
            state="flag",
        )
        for row in doubled.to_dict("records")
    ]
    section = Section(
        anchor="duplicates",
        finding=say("doubled_heading", language),
        name=say("doubled_name", language),
    )
    return show(section, *calls)


def _when(period_at: pd.Timestamp, timeline: pd.DataFrame, language: Language) -> str:
    when = in_period(local(period_at, timeline), timeline.attrs["period"], language)
    return when[:1].upper() + when[1:]
