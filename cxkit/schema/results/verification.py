"""VERIFICATION and INCIDENT_ACTIONS: did the fix work, and what is still to be done."""

from cxkit.schema.incident import ACTION_STATES
from cxkit.schema.table import FLAG, INSTANT, NUMBER, TEXT, WHOLE, Table, column, interval

VERDICTS = ("proven", "unproven", "failed", "too_few")
CHECKS = ("contacts", "complaints")

VERIFICATION = Table(
    name="verification",
    row="one check: the topic's rate before, during and after, beside a comparison topic",
    key=("check",),
    columns={
        "check": column(TEXT, "contacts a day, or share of unhappy texts about it", required=True,
                        allowed=CHECKS),
        "n_before": column(WHOLE, "contacts or unhappy texts before", required=True),
        "n_during": column(WHOLE, "the same from signal to fix", required=True),
        "n_after": column(WHOLE, "the same after the fix has settled", required=True),
        "base_before": column(NUMBER, "days, or texts in all, before", required=True),
        "base_during": column(NUMBER, "the same from signal to fix", required=True),
        "base_after": column(NUMBER, "the same after", required=True),
        **interval("rate_before", "a day, or share 0 to 1"),
        **interval("rate_during", "a day, or share 0 to 1"),
        **interval("rate_after", "a day, or share 0 to 1"),
        "bound": column(NUMBER, "highest rate after that counts as back to normal"),
        **interval("other_ratio", "comparison topic: rate after over before"),
        "n_other": column(WHOLE, "contacts of the comparison topic, before and after"),
        "after_from": column(INSTANT, "from when it counts as after the fix, UTC"),
        "after_until": column(INSTANT, "before when, UTC"),
        "n_again": column(WHOLE, "days after with half of the incident's rise or more"),
        "again_at": column(INSTANT, "the first of them, UTC"),
        "base_needed": column(NUMBER, "days or texts after the fix that would settle it"),
        "verdict": column(TEXT, "what is proven", required=True, allowed=VERDICTS),
    },
)  # fmt: skip

INCIDENT_ACTIONS = Table(
    name="incident actions",
    row="one corrective action with the check that will prove it",
    key=("action_id",),
    columns={
        "action_id": column(TEXT, "id of the action", required=True),
        "what": column(TEXT, "what is done", required=True),
        "owner_role": column(TEXT, "role that owns it; missing is a fault of the plan"),
        "due_on": column(TEXT, "due day, ISO"),
        "ticket": column(TEXT, "where it is tracked"),
        "check": column(TEXT, "what will prove it"),
        "state": column(TEXT, "state as told", required=True, allowed=ACTION_STATES),
        "days_late": column(WHOLE, "days after the due day while not done; missing when in time"),
        "is_overdue": column(FLAG, "due, and neither done nor dropped", required=True),
    },
)
