"""After which step customers contact support."""

import pandas as pd

from cxkit.measures.contact_steps import contact_steps

T0 = pd.Timestamp("2026-03-01", tz="UTC")


def at(*hours):
    return [T0 + pd.Timedelta(hours=hour) for hour in hours]


LOG = pd.DataFrame(
    {"case_id": ["c1", "c1", "c2", "c2", "c3"], "customer_key": ["k1", "k1", "k2", "k2", "k3"],
     "event": ["order", "pay", "order", "pay", "order"], "event_at": at(0, 10, 0, 10, 5)}
)  # fmt: skip


def calls(**columns):
    return pd.DataFrame(
        {"contact_id": [str(n) for n in range(len(columns["started_at"]))]} | columns
    )


# An analyst with a log and the contacts of the same cases could not see where customers call.
def test_a_contact_comes_after_the_last_step_of_its_case():
    made = calls(case_id=["c1", "c1", "c2", "c3"], started_at=at(2, 4, 12, 1))
    found = contact_steps(LOG, made).set_index("event")
    assert found.loc["order", ["n_contacts", "n_cases", "hours_median"]].tolist() == [2, 1, 3]
    assert found.loc["order", "share_cases"] == 1 / 3  # of three that ordered
    assert found.loc["pay", ["n_contacts", "share_cases"]].tolist() == [1, 0.5]
    assert found.loc["(start)", "n_cases"] == 1  # c3 called before its first step
    assert pd.isna(found.loc["(start)", "share_cases"])


def test_the_customer_joins_where_the_case_is_not_in_the_log_and_the_provider_is_left_out():
    made = calls(
        case_id=["t7", "c1", None], customer_key=["k2", "k1", "k9"],
        direction=["in", "out", "in"], started_at=at(11, 11, 11),
    )  # fmt: skip
    found = contact_steps(LOG, made)
    assert found[["event", "n_contacts"]].to_numpy().tolist() == [["pay", 1]]


def test_a_step_that_records_the_contact_itself_is_not_before_it():
    assert contact_steps(LOG, calls(case_id=["c1"], started_at=at(10)))["event"].tolist() == [
        "order"
    ]
