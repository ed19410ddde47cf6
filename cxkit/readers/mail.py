"""Read messages of a mail box (MBOX) or one message (EML) into a grid: one row a message."""

import email
import email.policy
import re
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

import pandas as pd

from cxkit.errors import ReadError
from cxkit.readers.cells import without_markup
from cxkit.readers.files import Source
from cxkit.readers.grid import Grid
from cxkit.readers.layout import Layout

START = re.compile(rb"^From \S+.*\r?\n(?=[\w-]+:)", re.M)
"""The line that begins each message of a box."""
COLUMNS = ("message id", "case id", "date", "from", "subject", "text")


def read_mail(source: Source, _: Layout) -> Grid:
    """Read the messages in their order; rows count them from 1. Attachments are left out.

    Raises
    ------
    ReadError
        There is no message in the file.
    """
    parts = [part for part in START.split(source.data) if part.strip()]
    messages = [email.message_from_bytes(part, policy=email.policy.default) for part in parts]
    rows = [_row(one) for one in messages if isinstance(one, EmailMessage) and one["from"]]
    if not rows:
        raise ReadError(
            f"{source.path.name}: there is no message in it that says from whom it is."
            " Export the mail box again."
        )
    index = pd.RangeIndex(1, len(rows) + 1, name="row")
    cells = pd.DataFrame(rows, columns=list(COLUMNS), index=index, dtype="object")
    return Grid(cells, source.format, notes=["rows are messages, counted from 1"])


def _row(message: EmailMessage) -> tuple[object, ...]:
    body = message.get_body(("plain", "html"))
    try:
        text = str(body.get_content()).strip() if body is not None else ""
    except (LookupError, ValueError):
        text = ""
    text = str(without_markup(pd.Series([text], dtype="str"))[0].iloc[0])
    return (
        str(message["message-id"] or "").strip("<> "),
        _thread(message),
        _date(str(message["date"] or "")),
        parseaddr(str(message["from"]))[1],
        str(message["subject"] or ""),
        text or str(message["subject"] or ""),
    )


def _thread(message: EmailMessage) -> str:
    """Give the id of the message that began the exchange."""
    for head in ("references", "in-reply-to", "message-id"):
        if found := str(message[head] or "").split():
            return found[0].strip("<>")
    return ""


def _date(written: str) -> object:
    try:
        return parsedate_to_datetime(written)
    except ValueError:
        return written
