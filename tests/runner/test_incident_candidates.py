import pandas as pd

from cxkit.runner.incident_candidates import find_incidents


def test_a_burst_is_named_by_the_customers_and_its_largest_rise(tmp_path):
    # Nine customers a day wrote of refunds, and the staff read out "please wait": such an incident
    # was called "Waiting" and ended when the script changed.
    days = pd.date_range("2026-01-05 09:00", periods=60, freq="D")
    usual = [(day, "Customer: Is there parking?\nAgent: Yes.") for day in days for _ in range(3)]
    burst = [
        (day, f"Customer: My refund is missing, code {n}.\nAgent: {said}")
        for day, said in zip(
            days[40:52], ["Please wait."] * 5 + ["It is a known error."] * 7, strict=True
        )
        for n in range(9)
    ]
    late = [(day, "Customer: I am waiting.\nAgent: Yes.") for day in days[41:44] for _ in range(6)]
    rows = pd.DataFrame(usual + burst + late, columns=["started_at", "text"])
    rows = rows.assign(contact_id=range(len(rows)), channel="chat", direction="in")
    rows.to_csv(tmp_path / "contacts.csv", index=False)
    found = find_incidents([tmp_path / "contacts.csv"])
    assert found["topic"].tolist() == ["refund"]
    assert found["n_days"].tolist() == [12]
