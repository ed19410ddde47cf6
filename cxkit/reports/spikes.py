"""The section about periods with unusually many texts."""

import pandas as pd

from cxkit.reports.blocks import Group, Section, Table, show
from cxkit.reports.series_words import in_period, is_long, local, say
from cxkit.reports.wording import Language, number, p_value

MOST = 3


def spikes_section(
    peaks: pd.DataFrame, timeline: pd.DataFrame, *, language: Language = "en"
) -> Group:
    """List the spikes; nothing where there are none.

    Parameters
    ----------
    peaks : DataFrame
        SPIKES of one group.
    timeline : DataFrame
        SENTIMENT_TIMELINE, for its clock and period.
    language : {"ru", "en"}
        Language of the page.
    """
    found = peaks[peaks["is_spike"].astype(bool)]
    if found.empty:
        return show()
    period = timeline.attrs["period"]
    year = is_long(timeline)
    names = [
        in_period(local(when, timeline), period, language, year=year) for when in found["period_at"]
    ]
    told = ", ".join(names[:MOST]) + (", …" if len(names) > MOST else "")
    section = Section(
        anchor="spikes",
        finding=say("spike_finding", language, list=told),
        name=say("spike_name", language),
        lead=say("spike_lead", language),
    )
    keys = ("col_period", "spike_count", "spike_expected", "spike_p")
    rows = tuple(
        (
            name,
            number(row["n"], language),
            number(row["expected"], language),
            p_value(row["p_adjusted"], language),
        )
        for name, row in zip(names, found.to_dict("records"), strict=True)
    )
    heads = tuple(say(key, language) for key in keys)
    return show(section, Table("spikes-table", say("spike_table", language), heads, rows, "lrrr"))
