"""Read the files of one incident together; each kind of file may be missing."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from cxkit.readers.contacts import read_contacts
from cxkit.readers.events import read_events
from cxkit.readers.reviews import read_reviews
from cxkit.readers.stories import read_stories
from cxkit.schema.conform import conform, empty
from cxkit.schema.feedback import FEEDBACK


class IncidentFiles(NamedTuple):
    """What was read: CONTACTS, EVENTS, and FEEDBACK of reviews and stories; empty where no file."""

    contacts: pd.DataFrame
    events: pd.DataFrame
    feedback: pd.DataFrame


def read_incident_files(
    *,
    contacts: str | Path | None = None,
    events: str | Path | None = None,
    reviews: str | Path | None = None,
    stories: Sequence[str | Path] = (),
    dates: str | None = None,
    timezone: str = "UTC",
) -> IncidentFiles:
    """Read contacts, events, reviews and stories of an incident.

    Parameters
    ----------
    contacts, events, reviews : path, optional
        One export of each kind.
    stories : sequence of path
        Texts that tell the incident; all of them belong to it.
    dates : {"day first", "month first"}, optional
        How 3/4/2015 is to be read. Needed only where nothing in a file decides.
    timezone : str
        Zone of times that name none.

    Returns
    -------
    IncidentFiles
        Three conformed frames; their ``attrs["reading"]`` says how each file was read.

    Raises
    ------
    ReadError
        A file cannot be read.
    """
    texts = [read_reviews(reviews, dates=dates, timezone=timezone)] if reviews else []
    texts += [read_stories(list(stories))] if stories else []
    feedback = conform(pd.concat(texts), FEEDBACK) if texts else empty(FEEDBACK)
    feedback.attrs = {"reading": [one for part in texts for one in part.attrs["reading"]]}
    return IncidentFiles(
        read_contacts(contacts or None, dates=dates, timezone=timezone),
        read_events(events or None, dates=dates, timezone=timezone),
        feedback,
    )
