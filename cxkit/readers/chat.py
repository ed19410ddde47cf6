"""Read a chat as WhatsApp exports it into a grid: one row a message."""

import re

import pandas as pd

from cxkit.readers.files import MESSAGE, Source
from cxkit.readers.grid import Grid
from cxkit.readers.layout import Layout
from cxkit.readers.sniff import decode

SAID = re.compile(r"(?P<user>[^:\n]{1,60}): (?P<text>.*)", re.S)
"""Who wrote a message, and its words; what the messenger writes itself has no such head."""
NOTE = "\u200e"
"""A mark of direction: on an iPhone, before what the messenger says in somebody's name."""


def read_chat(source: Source, layout: Layout) -> Grid:
    """Read the messages in their order; rows count the lines on which they begin, from 1.

    What the messenger writes itself ("Messages are encrypted", "image omitted") is refused.
    """
    text, encoding, notes = decode(source.data, source.path.name, layout.encoding)
    heads = list(MESSAGE.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    rows, refused = {}, []
    for head, end in zip(heads, ends, strict=True):
        number = text.count("\n", 0, head.start()) + 1
        words = text[head.end() : end].strip()
        if (said := SAID.fullmatch(words)) and not said["text"].startswith(NOTE):
            rows[number] = {"date": head["date"], **said.groupdict(), "kind": "message"}
        else:
            why = "no message: the messenger wrote it"
            refused.append({"row": number, "column": "", "value": words, "reason": why})
    index = pd.Index(list(rows), name="row", dtype="int64")
    columns = ["date", "user", "text", "kind"]
    cells = pd.DataFrame(list(rows.values()), index=index, columns=columns, dtype="object")
    notes = [*notes, "rows are messages, numbered by their first lines"]
    return Grid(cells, source.format, encoding, refused=refused, notes=notes)
