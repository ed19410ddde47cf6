"""Everything known about one case or one customer on one time axis."""

import pandas as pd

from cxkit.errors import ParameterError
from cxkit.schema.conform import conform, empty, given
from cxkit.schema.contacts import CONTACTS
from cxkit.schema.events import EVENTS
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.results.case_timeline import CASE_TIMELINE
from cxkit.schema.results.journey_map import JOURNEY_MAP
from cxkit.schema.table import Table

LINK = ["case_id", "source_id"]


def case_timeline(
    key: str,
    *,
    contacts: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    feedback: pd.DataFrame | None = None,
    journey: pd.DataFrame | None = None,
    links: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Put contacts, events, feedback and told moments of one case in the order of time.

    Rows are joined by the case, then by the customers of that case, then by the researcher's
    table: a join that rests on nothing is never made.

    Parameters
    ----------
    key : str
        A ``case_id`` or a ``customer_key``.
    contacts, events, feedback, journey : DataFrame, optional
        CONTACTS, EVENTS, FEEDBACK, JOURNEY_MAP. Of the journey, moments of joined texts are
        shown, at the text's time plus their day where both are known.
    links : DataFrame, optional
        Columns ``case_id`` and ``source_id``: which text, contact or event belongs to which case
        or customer, where no key says so.

    Returns
    -------
    DataFrame
        CASE_TIMELINE, by time; things without a time last. Empty when nothing is known. Its
        ``attrs["reading"]`` tells how the files were read, the zone of their clock among it.

    Raises
    ------
    ParameterError
        *links* lacks a column.

    Notes
    -----
    A rating is put on -2 to 2 by its scale; the words of a moment are felt as coded. A story's
    day 0 is not its date of writing, so its moments have a time only when the researcher's
    ``links`` give one in a column ``started_at``.
    """
    linked = _links(links)
    mine = linked.loc[linked["case_id"] == key]
    called = _matched(contacts, CONTACTS, "contact_id", key, mine)
    stepped = _matched(events, EVENTS, None, key, mine)
    keys = {key, *called["customer_key"].dropna(), *stepped["customer_key"].dropna()}
    said = _said(feedback, keys, key, mine)
    parts = [
        _contact_rows(called),
        _event_rows(stepped),
        _feedback_rows(said),
        _reply_rows(said),
        _moment_rows(journey, said, mine),
    ]
    joined = pd.concat([part for part in parts if len(part)] or [empty(CASE_TIMELINE)])
    at = pd.to_datetime(joined["at"], utc=True)
    ordered = joined.assign(at=at).sort_values(["at", "kind", "source_id"], kind="stable")
    table = conform(ordered.reindex(columns=list(CASE_TIMELINE.columns)), CASE_TIMELINE)
    frames = [frame for frame in (contacts, events, feedback) if frame is not None]
    table.attrs = {"reading": [one for frame in frames for one in frame.attrs.get("reading", [])]}
    return table


def _links(links: pd.DataFrame | None) -> pd.DataFrame:
    if links is None:
        return pd.DataFrame(columns=[*LINK, "started_at"])
    missing = [name for name in LINK if name not in links.columns]
    if missing:
        raise ParameterError(
            f"links lacks {', '.join(missing)}. It has one row a link: {', '.join(LINK)},"
            " and perhaps started_at, the day on which a story begins."
        )
    return links.reindex(columns=[*LINK, "started_at"])


def _matched(
    frame: pd.DataFrame | None, table: Table, id_column: str | None, key: str, mine: pd.DataFrame
) -> pd.DataFrame:
    """Rows of a log that belong to the key, with ``joined_by``."""
    rows = given(frame, table)
    joined = pd.Series(pd.NA, index=rows.index, dtype="object")
    if id_column is not None:
        joined = joined.mask(rows[id_column].isin(mine["source_id"]), "links")
    joined = joined.mask((rows["customer_key"] == key).fillna(value=False), "customer_key")
    joined = joined.mask((rows["case_id"] == key).fillna(value=False), "case_id")
    return rows.assign(joined_by=joined).loc[joined.notna()]


def _said(
    feedback: pd.DataFrame | None, keys: set[str], key: str, mine: pd.DataFrame
) -> pd.DataFrame:
    rows = given(feedback, FEEDBACK)
    joined = pd.Series(pd.NA, index=rows.index, dtype="object")
    joined = joined.mask(rows["customer_key"].isin(keys), "customer_key")
    by_hand = rows["feedback_id"].isin(mine["source_id"]) | (rows["feedback_id"] == key)
    joined = joined.mask(by_hand, "links")
    return rows.assign(joined_by=joined).loc[joined.notna()]


def _contact_rows(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {"at": rows["started_at"], "ended_at": rows["ended_at"], "kind": "contact",
         "what": rows["direction"].fillna("contact"), "channel": rows["channel"],
         "source_id": rows["contact_id"], "joined_by": rows["joined_by"]}
    )  # fmt: skip


def _event_rows(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {"at": rows["event_at"], "kind": "event", "what": rows["event"],
         "channel": rows["channel"], "source_id": rows["case_id"], "joined_by": rows["joined_by"]}
    )  # fmt: skip


def _feedback_rows(rows: pd.DataFrame) -> pd.DataFrame:
    width = rows["rating_max"] - rows["rating_min"]
    return pd.DataFrame(
        {"at": rows["created_at"], "kind": "feedback", "what": rows["kind"].fillna("review"),
         "channel": rows["channel"], "source_id": rows["feedback_id"],
         "valence": 4 * (rows["rating"] - rows["rating_min"]) / width.where(width > 0) - 2,
         "joined_by": rows["joined_by"]}
    )  # fmt: skip


def _reply_rows(rows: pd.DataFrame) -> pd.DataFrame:
    replied = rows.loc[rows["reply_at"].notna()]
    return pd.DataFrame(
        {"at": replied["reply_at"], "kind": "reply", "what": "reply", "channel": replied["channel"],
         "source_id": replied["feedback_id"], "joined_by": replied["joined_by"]}
    )  # fmt: skip


def _moment_rows(
    journey: pd.DataFrame | None, said: pd.DataFrame, mine: pd.DataFrame
) -> pd.DataFrame:
    rows = given(journey, JOURNEY_MAP)
    rows = rows.loc[rows["feedback_id"].isin(said["feedback_id"])]
    starts = pd.to_datetime(mine.dropna(subset="started_at").set_index("source_id")["started_at"],
                            utc=True)  # fmt: skip
    begins = pd.to_datetime(rows["feedback_id"].map(starts.to_dict()), utc=True)
    joined = said.set_index("feedback_id")["joined_by"]
    return pd.DataFrame(
        {"at": begins + pd.to_timedelta(rows["day"].astype(float), unit="D"), "kind": "moment",
         "what": rows["touchpoint"], "channel": rows["channel"], "valence": rows["valence"],
         "source_id": rows["feedback_id"], "start": rows["start"], "end": rows["end"],
         "quote": rows["quote"], "joined_by": rows["feedback_id"].map(joined)}
    )  # fmt: skip
