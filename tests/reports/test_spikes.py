"""Spikes on the page."""

import pandas as pd
import pytest

from cxkit.measures.spikes import spikes
from cxkit.reports.spikes import spikes_section


def weeks(last):
    when = pd.date_range("2026-01-05", periods=18, freq="7D", tz="UTC")
    counts = [20, 22, 18, 21, 19, 20, 23, 20] * 2 + [last, 20]
    timeline = pd.DataFrame({"group": "all", "period_at": when, "is_partial": False, "n": counts})
    timeline.attrs = {"period": "7D", "time_zone": "UTC"}
    return timeline


@pytest.mark.parametrize(
    ("language", "said"), [("en", "in the week of 27 April"), ("ru", "на неделе с 27 апреля")]
)
def test_a_spike_is_named_with_what_is_usual(language, said):
    timeline = weeks(60)
    section, table = spikes_section(spikes(timeline), timeline, language=language).blocks
    assert said in section.finding.replace("\xa0", " ")
    # The mean of the 16 weeks before: (20 + 22 + 18 + 21 + 19 + 20 + 23 + 20) / 8 = 20.4.
    assert table.rows[0][1:3] == ("60", "20")


def test_no_spike_is_no_section():
    timeline = weeks(20)
    assert not spikes_section(spikes(timeline), timeline).blocks
