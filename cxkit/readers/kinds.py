"""Which kind of table a file holds, and what tells it."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

from cxkit.errors import some
from cxkit.readers.cells import present
from cxkit.readers.columns import known_names, plain, recognise, short
from cxkit.readers.dates import EXCEL, as_instants
from cxkit.readers.files import Source
from cxkit.readers.grid import Grid
from cxkit.readers.grids import read_grid
from cxkit.readers.layout import Layout
from cxkit.readers.likely import filled, found_in, says, step_times
from cxkit.readers.parts import parts_of
from cxkit.readers.question import Question, points_of
from cxkit.readers.question_kind import BETWEEN, recognise_kind
from cxkit.readers.reviews import how_to_read, longest_texts
from cxkit.readers.sniff import decode
from cxkit.readers.split_times import LOOK
from cxkit.readers.survey_headers import read_headers
from cxkit.readers.survey_long import is_long
from cxkit.schema.coding_sheet import CODING_SHEET
from cxkit.schema.corrections import CORRECTIONS

Find = Callable[[str], dict[str, str]]
"""Gives for the name of a table which of its columns a file has."""
CERTAIN = {
    "sav": ("answers", "an SPSS file holds survey answers"),
    "dta": ("answers", "a Stata file holds survey answers"),
    "xes": ("events", "an XES log holds events"),
    "mail message": ("contacts", "a mail box holds messages of customers"),
    "chat": ("reviews", "a chat holds messages"),
    "md": ("stories", "a Markdown file is a text"),
    "html": ("stories", "a web page is a text"),
    "docx": ("stories", "a Word document is a text"),
}
"""Formats that tell the kind by themselves, and why."""


STATES = frozenset({"status", "state", "статус", "состояние"})
"""Words in the name of a column that tells how a case stands."""
LOOKED = 300
"""Columns that are looked at."""
MANY = 10
"""Rows from which the questions of a survey repeat."""
REPEATED = (MANY, 0.2)
"""Texts, and share of different ones, from which machines wrote what few words repeat."""


def kind_of_file(source: Source) -> tuple[str, str]:
    """Tell which reader fits an opened file, and why; no kind when none does.

    Raises
    ------
    ReadError
        The file is of no known format, or broken.
    """
    certain = CERTAIN.get(source.format)
    if certain is not None:
        return certain
    if source.format == "txt" and not _is_table(source):
        return _kind_of_text(source)
    grid = read_grid(source, Layout())
    return kind_of_grid(grid)


def _kind_of_text(source: Source) -> tuple[str, str]:
    if _is_list(source):
        return "", "it is a list of words or short entries, neither a story nor a table."
    return "stories", "a text without columns is a story"


def kind_of_grid(grid: Grid) -> tuple[str, str]:
    """Tell by the names of the columns which table a grid holds, and why.

    The first 300 columns tell it.
    """
    grid = replace(grid, cells=grid.cells.iloc[:, :LOOKED])
    for find in (cache(partial(recognise, filled(grid))), cache(partial(found_in, grid))):
        for kind, recognised in RECOGNISERS:
            why = recognised(grid, find)
            if why:
                return kind, why
    if times := step_times(grid):
        return "events", f"it has one row a case and a column a step: {', '.join(times)}"
    return "", _no_kind(grid)


def _of_machines(grid: Grid, find: Find) -> str:
    """Find lists of alerts and incidents, whose texts no customer wrote."""
    known = known_names("machines")["any"]
    telling = [name for name in grid.names if not {plain(name), short(name)}.isdisjoint(known)]
    found = found_in(grid, "happenings")
    if not telling or "at" not in found or len(found) < 2:
        return ""
    return f"it has the columns of alerts and incidents: {some(telling, 3)}"


def _platform(grid: Grid, find: Find) -> str:
    form = read_headers(grid).form
    return f"its header rows are those of {form}" if form else ""


def _long(grid: Grid, find: Find) -> str:
    found = find("answers")
    asked = grid.cells[found.get("question_id") or found["question"]] if is_long(found) else None
    is_repeated = asked is not None and (len(asked) < MANY or 2 * asked.nunique() <= len(asked))
    return "it has a column for the question and one for the answer" if is_repeated else ""


def _events(grid: Grid, find: Find) -> str:
    found = find("events")
    whose = "case_id" if "case_id" in found else "customer_key"
    wanted = (whose, "event", "event_at")
    if not set(wanted) <= set(found) or _one_row_a_case(grid, find, found):
        return ""
    if whose == "customer_key" and "text" in find("feedback"):
        return ""
    is_known = found[whose] in recognise(grid.names, "events").values()
    if not is_known and len(grid.cells) > 1 and len(present(grid.cells[found[whose]]).unique()) < 2:
        return ""  # the id of a page or a project that all rows share
    return f"it has {whose.partition('_')[0]}, step and time: " + ", ".join(
        f"'{found[name]}'" for name in wanted
    )


def _one_row_a_case(grid: Grid, find: Find, found: dict[str, str]) -> bool:
    """Tell whether a table tells of each case or contact once: no log then."""
    is_state = not STATES.isdisjoint(plain(found["event"]).split())
    is_list = bool(_contacts(grid, find) or _tickets(grid, find))
    ids = [found["case_id"]] if "case_id" in found else []
    ids += [find("contacts")["contact_id"]] if is_state and _tickets(grid, find) else []
    is_once = any(grid.cells[name].is_unique for name in ids)
    return is_once and (is_state or is_list)


def _contacts(grid: Grid, find: Find) -> str:
    found = find("contacts")
    telling = [found[name] for name in ("ended_at", "line", "agent", "direction") if name in found]
    if not found.keys().isdisjoint(("agent", "line", "customer_key")):
        lengths = known_names("talk")["name"]
        telling += [one for one in grid.names if any(says(one, length) for length in lengths)]
    telling += [one for one in grid.names if _has_sign(one)]
    number = found.get("contact_id", "")
    if number and plain(number) not in known_names("feedback")["feedback_id"]:
        telling.append(number)
    is_handled = "agent" in found and "text" in found and "rating" not in find("feedback")
    if "started_at" not in found or len(telling) + is_handled < 2:
        return ""
    return f"it has the columns of support contacts: {', '.join(telling)}"


def _has_sign(name: str) -> bool:
    """Tell whether a column is one that lists of requests have and reviews have not."""
    return not set(known_names("signs")["name"]).isdisjoint(plain(name).split())


def _dated_contacts(grid: Grid, find: Find) -> str:
    """Find contacts by a start that is none of a review, or by channels of support."""
    review = find("feedback")
    if "rating" in review or ("created_at" in review and not _has_calls(grid, find)):
        return ""
    return _tickets(grid, find)


def _handled(grid: Grid, find: Find) -> str:
    """Find contacts, by likeness too, where an employee stands beside texts without ratings."""
    is_handled = "agent" in find("contacts") and "rating" not in find("feedback")
    return _contacts(grid, partial(found_in, grid)) if is_handled else ""


def _has_calls(grid: Grid, find: Find) -> bool:
    """Tell whether a channel is one through which customers reach support: phone, chat, mail."""
    channel = find("contacts").get("channel")
    if channel is None:
        return False
    told = {plain(value) for value in present(grid.cells[channel]).head(2000).unique()}
    return not told.isdisjoint(known_names("support")["channel"])


def _tickets(grid: Grid, find: Find) -> str:
    found = find("contacts")
    wanted = ("contact_id", "started_at", "text")
    if not set(wanted) <= set(found):
        return ""
    return "it has number, time and text of contacts: " + ", ".join(
        f"'{found[name]}'" for name in wanted
    )


def _scales(grid: Grid, find: Find) -> str:
    """Find the columns that are questions on a scale, beside those that reviews have."""
    found = {}
    review = find("feedback")
    known = set(review.values()) if "text" in review else set()
    wordings = read_headers(grid).wordings
    for name in [one for one in grid.names if one not in known]:
        wording = wordings.get(name) or name
        question = Question(name, wording, grid.cells[name].head(2000))
        points = points_of(question)
        kind = recognise_kind(question, points)
        is_asked = question.scale is not None or BETWEEN.search(wording) is not None
        if kind in ("nps", "csat", "ces") or (kind == "likert" and is_asked and not known):
            found[name] = kind
    asked = ", ".join(f"'{name[:40]}' ({kind})" for name, kind in list(found.items())[:3])
    return f"it has questions on scales: {asked}" if asked else ""


def _texts(grid: Grid, find: Find) -> str:
    found = find("feedback")
    parts = parts_of(grid, found)
    texts = [*([found["text"]] if "text" in found else []), *parts.values()]
    if not texts:
        return ""
    said = present(grid.cells[texts[0]])
    is_repeated = len(said) >= REPEATED[0] and said.nunique() <= REPEATED[1] * len(said)
    is_written = not is_repeated or "rating" in found
    return f"the texts are in {', '.join(map(repr, texts))}" if is_written else ""


def _asked(grid: Grid, find: Find) -> str:
    asked = [name for name in grid.names if name.rstrip(" :").endswith("?")]
    return f"{len(asked)} of its columns are named by questions" if len(asked) > 1 else ""


RECOGNISERS: tuple[tuple[str, Callable[[Grid, Find], str]], ...] = (
    ("answers", _platform),
    ("happenings", _of_machines),
    ("answers", _long),
    ("events", _events),
    ("contacts", _contacts),
    ("answers", _scales),
    ("contacts", _dated_contacts),
    ("contacts", _handled),
    ("reviews", _texts),
    ("answers", _asked),
    ("contacts", _tickets),
)
"""What a grid may hold, the surest sign first; a recogniser gives its reason or nothing."""


LINES, LOGS = "values", ("stream.", "metric.")
"""Columns of log lines and measurements, and how those of their labels begin."""
OWN = (
    (CORRECTIONS.required, "corrections"),
    ([name for name in CODING_SHEET.required if name != "coder"], "coding_sheet"),
)
"""Columns of the tables that researchers write for cxkit, and what they hold."""


def _is_table(source: Source) -> bool:
    """Whether the lines of a text file are cut evenly by one delimiter."""
    grid = read_grid(source, Layout())
    n_columns = len(grid.names)
    enough = n_columns > 1 and len(grid.cells) >= 3 and len(grid.refused) < 0.1 * grid.n_rows
    return enough and (grid.delimiter in ("\t", ";", "|") or n_columns > 3)


def _is_list(source: Source) -> bool:
    """Whether nearly every line is a word or two, or an entry of four and more short fields."""
    text = decode(source.data, source.path.name)[0]
    lines = [line for line in text.splitlines() if line.strip()]
    short = sum(len(line.split()) < 3 or line.count(",") > 2 for line in lines)
    ended = sum(line.rstrip()[-1] in ".!?…" for line in lines)
    return len(lines) >= 20 and short > 0.9 * len(lines) and ended < 0.1 * len(lines)


def _column_of_times(grid: Grid) -> str | None:
    """Return the first column that holds nothing but dates."""
    for name in grid.names:
        cells = present(grid.cells[name].head(LOOK))
        instants, _, forms = as_instants(cells)
        if len(cells) and instants.notna().all() and EXCEL not in forms:
            return name
    return None


def _no_kind(grid: Grid) -> str:
    if "at" in (found := found_in(grid, "happenings")) and len(found) > 1:
        named = ", ".join(repr(name) for name in found.values())
        return f"it holds happenings ({named}): read_happenings(path) reads it."
    if LINES in grid.names and any(name.startswith(LOGS) for name in grid.names):
        return (
            "it holds log lines or measurements of machines, as Loki and Prometheus give them:"
            " cxkit has no use for these. An incident is told by its alerts or updates: export"
            " those as a table with a time and a title; read_happenings(path) reads it."
        )
    for needed, what in OWN:
        if set(needed) <= set(grid.names):
            return f"it holds {what.replace('_', ' ')}: read_{what}(path) reads it."
    shown = [name if len(name) <= 40 else f"{name[:40]}…" for name in grid.names[:8]]
    seen = (
        f"its columns ({', '.join(shown)}) are not those of feedback, answers, contacts or events."
    )
    guess = longest_texts(grid)
    if (time := _column_of_times(grid)) is not None and guess in (None, time):
        return (
            f"{seen} If each row is one step of a case at '{time}', type read_events(path,"
            f' columns={{"case_id": "…", "event": "…", "event_at": "{time}"}}).'
        )
    if guess is None:
        return f"{seen} It looks like a word list or a table of numbers: cxkit has no use for it."
    return seen + how_to_read(grid, guess)
