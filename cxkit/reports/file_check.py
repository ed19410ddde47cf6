"""What cxkit sees in a file, in lines of plain text."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from cxkit.errors import some
from cxkit.messages import shown
from cxkit.readers.cells import counted
from cxkit.readers.reading import general

SHOWN = 5
NAMED = 12
"""Questions of one kind that are named; the others are counted."""
LONGEST = 60
"""Letters of a question's name; of a longer one the middle is left out, as items end it."""
WIDTH = 13
"""Letters of a label before what it labels."""
QUESTION = "question "
OF_UTC = "times without a zone are taken as UTC"
IN_A_RUN = (
    "notebooks with time_zone take such times in it, Europe/Moscow unless you say another;"
    " a post-mortem in the zone of its incident"
)


def check_lines(found: Mapping[str, Any]) -> list[str]:
    """Write what was found in a file: the sentence, the format, the columns, what was refused.

    *found* is a file check as plain data: path, message, kind, why, call, reading, warnings.

    Examples
    --------
    >>> check_lines({"message": "x.csv: there is no such file.", "kind": "", "reading": {}})
    ['x.csv: there is no such file.']
    """
    lines = [shown(found["message"])]
    if found["kind"]:
        lines.append(_line("what it is", f"{found['kind']}: {shown(found['why'])}"))
    reading = found["reading"]
    if reading:
        lines += [_line("format", _format(reading)), *_columns(reading), *_refused(reading)]
        lines += [_line("note", shown(note)) for note in reading["notes"]]
        if any(note.endswith(OF_UTC) for note in reading["notes"]):
            lines.append(_line("in a run", shown(IN_A_RUN)))
        lines.append(_line("to read it", f"cx.{found['call']}"))
    return lines


def _line(label: str, text: str) -> str:
    return f"  {shown(label):<{WIDTH}}{text}"


def _format(reading: Mapping[str, Any]) -> str:
    parts = [str(reading["format"])]
    if reading.get("encoding"):
        parts.append(str(reading["encoding"]))
    if reading.get("delimiter"):
        parts.append(shown(f"delimiter {reading['delimiter']!r}"))
    return ", ".join(parts)


def _columns(reading: Mapping[str, Any]) -> list[str]:
    """Name the columns, and the questions of a survey by their kind."""
    pairs, kinds = [], defaultdict(list)
    for name, column in reading["columns"].items():
        if name.startswith(QUESTION):
            asked = name.removeprefix(QUESTION)
            wording = reading.get("wordings", {}).get(asked)
            kinds[column].append(_short(asked) + (f" ({_short(wording)})" if wording else ""))
        else:
            pairs.append(f"{name} ← '{column}'")
    lines = [_line("columns", ", ".join(pairs))] if pairs else []
    for kind, asked in kinds.items():
        head = "questions" if kind == next(iter(kinds)) else ""
        lines.append(_line(head, f"{len(asked):,} × {kind}: {shown(some(asked, NAMED))}"))
    return lines


def _short(name: str) -> str:
    half = LONGEST // 2
    return name if len(name) <= LONGEST else f"{name[:half].rstrip()}…{name[-half:].lstrip()}"


def _refused(reading: Mapping[str, Any]) -> list[str]:
    rows = reading["refused"]
    if not rows:
        return []
    reasons = Counter(general(row["reason"]) for row in rows)
    lines = [_line("refused", shown(counted(reading["n_refused"], "row")))]
    for reason, n in reasons.most_common(SHOWN):
        first = next(row for row in rows if general(row["reason"]) == reason)
        place = f"row {first['row']}" + (f", '{first['column']}'" if first["column"] else "")
        lines.append(_line("", shown(f"{n:,} × {reason} (first: {place})")))
    return lines
