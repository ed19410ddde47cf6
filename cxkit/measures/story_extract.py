"""One story's mentions as a plain dict, in the form that an extraction is written and scored in."""

from typing import Any

import pandas as pd

_KEPT = {"kept": True, "late": False, "broken": False}
_HOURS_A_DAY = 24


def story_extract(mentions: pd.DataFrame) -> dict[str, Any]:
    """Gather the mentions of one story.

    Parameters
    ----------
    mentions : DataFrame
        Of one text, as declared in ``cxkit.schema.mentions``. Empty input gives empty lists.

    Returns
    -------
    dict
        ``episodes`` (touchpoint, channel, valence, emotions, start, end of the passage),
        ``factors``, ``recovery``, ``outcomes`` (code, start, end), ``promises`` (start, end,
        kept, gap_days) and ``effort`` (contacts, hours, days; None where the story does not say).

    Examples
    --------
    >>> import pandas as pd
    >>> row = {"start": 0, "end": 9, "layer": "factor", "code": "hard_to_reach", "value": None}
    >>> story_extract(pd.DataFrame([row]))["factors"]
    [{'code': 'hard_to_reach', 'start': 0, 'end': 9}]
    """
    rows = mentions.sort_values(["start", "end"]).to_dict("records")
    return {
        "episodes": [_episode(row, rows) for row in rows if row["layer"] == "episode"],
        "factors": _codes(rows, "factor"),
        "recovery": _codes(rows, "recovery"),
        "outcomes": _codes(rows, "outcome"),
        "promises": [_promise(row) for row in rows if row["layer"] == "promise"],
        "effort": _effort(rows),
    }


def _codes(rows: list[dict[str, Any]], layer: str) -> list[dict[str, Any]]:
    held = [row for row in rows if row["layer"] == layer]
    return [
        {"code": row["code"], "start": int(row["start"]), "end": int(row["end"])} for row in held
    ]


def _episode(row: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    parts = [other for other in rows if other.get("episode") == row.get("episode")]
    channels = [other["code"] for other in parts if other["layer"] == "channel"]
    passage = next((other for other in parts if other["layer"] == "passage"), row)
    return {
        "touchpoint": row["code"],
        "channel": channels[0] if channels else "unknown",
        "valence": int(row["value"]),
        "emotions": [other["code"] for other in parts if other["layer"] == "emotion"],
        "start": int(passage["start"]),
        "end": int(passage["end"]),
    }


def _promise(row: dict[str, Any]) -> dict[str, Any]:
    gap = None if pd.isna(row["value"]) else float(row["value"])
    return {
        "start": int(row["start"]),
        "end": int(row["end"]),
        "kept": _KEPT.get(row["code"]),
        "gap_days": gap,
    }


def _effort(rows: list[dict[str, Any]]) -> dict[str, Any]:
    contacts = [row["value"] for row in rows if row["layer"] == "contacts"]
    spent = [row["value"] for row in rows if row["layer"] == "duration" and row["code"] == "spent"]
    elapsed = [
        row["value"] for row in rows if row["layer"] == "duration" and row["code"] == "elapsed"
    ]
    return {
        "contacts": int(max(contacts)) if contacts else None,
        "hours": _whole(max(spent)) if spent else None,
        "days": _whole(max(elapsed) / _HOURS_A_DAY) if elapsed else None,
    }


def _whole(amount: float) -> float:
    return int(amount) if float(amount).is_integer() else round(float(amount), 2)
