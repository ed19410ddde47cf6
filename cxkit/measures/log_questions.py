"""Four questions to a service desk's log: first line, ping-pong, waiting on users, conformance.

They are those of the BPI Challenge 2013, asked of any log that names lines and states.
"""

import pandas as pd

from cxkit.measures.intervals import share_interval
from cxkit.schema.conform import conform, empty
from cxkit.schema.incident import Log
from cxkit.schema.results.log_questions import LOG_QUESTIONS

LONG = 0.5
"""Part of a case's time on the customer from which the wait is long."""
AT_ONCE = 5 / 60
"""Hours: a wait on the customer that ends so soon was hardly one."""


def log_questions(
    steps: pd.DataFrame, cases: pd.DataFrame, events: pd.DataFrame, log: Log
) -> pd.DataFrame:
    """Answer the four questions from the ESCALATION_STEPS, ESCALATION_CASES and EVENTS of a log.

    *solved_in_first_line*: no other line had the case. *ping_pong*: it came back to a line that had
    passed it on. *waited_on_customer*: it stood in a state of waiting on the customer;
    *waited_long_on_customer*: for half of its time or more; *back_to_us_at_once*: waits that ended
    within five minutes, as when a clock is to be stopped. *ended_as_planned*: the last state is one
    of ``log.closed``; *reopened*: work went on after such a state.

    Returns
    -------
    DataFrame
        LOG_QUESTIONS; what the log does not name is left out. Empty without cases.

    References
    ----------
    Steeman, W. (2013). BPI Challenge 2013, incidents. 4TU.ResearchData.
    doi:10.4121/500573e6-accc-4b0c-9576-aa5468b10cee
    """
    if cases.empty:
        return empty(LOG_QUESTIONS)
    hours = cases["hours"].astype(float)
    rows = [
        _answer("solved_in_first_line", cases["is_first_line_only"], hours),
        _answer("ping_pong", cases["is_ping_pong"], hours),
    ]
    if log.waits_on_customer:
        waited = cases["hours_customer"].astype(float)
        waits = steps[steps["waits_on"].eq("customer")]
        length = waits["hours"].astype(float)
        rows += [
            _answer("waited_on_customer", waited.gt(0), waited),
            _answer("waited_long_on_customer", waited.ge(LONG * hours) & waited.gt(0), waited),
            _answer("back_to_us_at_once", length.le(AT_ONCE), length),
        ]
    if log.closed:
        rows += _ends(events, log, hours.set_axis(cases["thread_id"]))
    return conform(pd.DataFrame(rows), LOG_QUESTIONS)


def _answer(answer: str, has: pd.Series, hours: pd.Series) -> dict[str, object]:
    n, n_of = len(has), int(has.sum())
    median = float(hours[has.astype(bool)].median()) if n_of else None
    share = share_interval(n_of, n).named("share")
    return {"answer": answer, "n": n, "n_of": n_of, **share, "hours": median}


def _ends(events: pd.DataFrame, log: Log, hours: pd.Series) -> list[dict[str, object]]:
    rows = events.assign(_order=range(len(events)))
    rows = rows.sort_values(["case_id", "event_at", "_order"])
    state = rows[log.state] if log.state in rows else rows["event"]
    is_closed = state.isin(log.closed)
    by_case = is_closed.groupby(rows["case_id"])
    ended = by_case.last()
    # Closed and then not closed: work went on.
    went_on = is_closed.astype(int).groupby(rows["case_id"]).diff().eq(-1)
    reopened = went_on.groupby(rows["case_id"]).any()
    known = hours.reindex(ended.index)
    return [
        _answer("ended_as_planned", ended, known),
        _answer("reopened", reopened, known),
    ]
