"""The mark at the top of a report whose latest period trips a rule."""

from collections.abc import Mapping
from typing import Any

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
    calls = [
        Call(str(row["rule"]), alert_text(row, time_zone, language), state="neg")
        for row in fired.to_dict("records")
    ]
    return show(*calls)


def alert_text(alert: Mapping[str, Any], time_zone: str, language: Language) -> str:
    """Say what tripped a rule: since when, the figure with its base, the threshold."""
    return say(
        f"alert{'_n' if alert['figure'] == 'n' else ''}_{alert['side']}",
        language,
        value=_written(alert, "value", language),
        threshold=_written(alert, "threshold", language),
        n=number(alert["n"], language),
        day=day(alert["period_at"].tz_convert(time_zone), language, year=True),
    )


def _written(row: Mapping[str, Any], name: str, language: Language) -> str:
    unit = UNITS.get(str(row["figure"]))
    return unit.axis(row[name], language) if unit else number(row[name], language)
