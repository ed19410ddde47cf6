"""Look for incidents in files of any kind: read, annotate, search for bursts."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from cxkit.errors import ReadError, some
from cxkit.language.annotate import annotate
from cxkit.language.speakers import speakers
from cxkit.measures.incident_candidates import (
    LEAST_DAYS,
    LEAST_EXCESS,
    incident_candidates,
    untestable,
)
from cxkit.measures.incident_signals import contact_signals, event_signals, feedback_signals
from cxkit.readers.check import READERS, check_file
from cxkit.readers.dates import zone_of
from cxkit.schema.as_feedback import contacts_as_feedback

KINDS = ("contacts", "reviews", "events")


def find_incidents(
    files: Sequence[Path],
    *,
    time_zone: str = "UTC",
    dates: str | None = None,
    by: str = "event",
    progress: bool = False,
) -> pd.DataFrame:
    """Find candidate incidents in contacts, reviews and event logs; a file's kind is recognised.

    *by* is the column of event logs whose values are topics, *dates* says how 3/4/2015 is read.

    Returns
    -------
    DataFrame
        INCIDENT_CANDIDATES. Its ``attrs`` say what could not be tested: ``n_tested``, the
        kinds that were, and ``untestable``, days and signals of those that have too few.

    Raises
    ------
    ReadError
        A file cannot be read, or is of a kind that has no incidents.
    ParameterError
        There is no such time zone.
    """
    zone_of(time_zone)
    signals = pd.concat([_signals(file, dates, by, time_zone, progress) for file in files])
    found = incident_candidates(signals, time_zone=time_zone)
    few = untestable(signals, time_zone=time_zone)
    found.attrs |= {
        "n_tested": signals["kind"].nunique() - len(few),
        "untestable": few,
        "least": (LEAST_DAYS, int(LEAST_EXCESS)),
    }
    return found


def _signals(
    file: Path, dates: str | None, by: str, time_zone: str, progress: bool
) -> pd.DataFrame:
    found = check_file(file, dates=dates)
    if not found.is_read:
        raise ReadError(found.message)
    if found.kind not in KINDS:
        raise ReadError(
            f"{file.name}: {found.kind} are not searched for incidents; {some(KINDS)} are."
        )
    frame = READERS[found.kind](file, dates=dates)
    if found.kind == "events":
        return event_signals(frame, by=by, time_zone=time_zone)
    if found.kind == "contacts":
        texts = contacts_as_feedback(frame)
        mentions = annotate(texts, progress=progress)
        # A script that the staff reads out is no topic of customers.
        return contact_signals(frame, mentions[speakers(texts, mentions).ne("staff")])
    return feedback_signals(frame, annotate(frame, progress=progress))
