"""The mark at the top of a report whose latest period trips a rule."""

import pandas as pd

from cxkit.figures.units import UNITS
from cxkit.reports.blocks import Call, Group, show
from cxkit.reports.series_words import say
from cxkit.reports.wording import Language, day, number


def alerts_section(
    fired: pd.DataFrame, *, time_zone: str = "UTC", language: Language = "en"
) -> Group:
    """Say which rules were tripped; nothing where none was.

    Parameters
    ----------
    fired : DataFrame
        ALERTS.
    time_zone : str
        Clock of the dates.
    language : {"ru", "en"}
        Language of the page.
    """
    calls = []
    for row in fired.to_dict("records"):
        date = day(row["period_at"].tz_convert(time_zone), language, year=True)
        text = say(
            f"alert{'_n' if row['figure'] == 'n' else ''}_{row['side']}",
            language,
            value=_written(row, "value", language),
            threshold=_written(row, "threshold", language),
            n=number(row["n"], language),
            day=date,
        )
        calls.append(Call(str(row["rule"]), text, state="neg"))
    return show(*calls)


def _written(row: dict[str, float], name: str, language: Language) -> str:
    unit = UNITS.get(str(row["figure"]))
    return unit.axis(row[name], language) if unit else number(row[name], language)
