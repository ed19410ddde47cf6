"""How grave an incident is, by a stated rule; what a person judged and how many were hit."""

from cxkit.schema.incident import Severity

MANY, SOME = 1_000, 30


def incident_severity(judged: Severity, n_customers: int) -> tuple[int, str]:
    """Return the severity, 1 (highest) to 4, and what decided it.

    1: safety or personal data at risk. 2: money taken or asked for twice, or 1,000 customers. 3: 30
    customers, or no workaround. 4: all else. *n_customers* got in touch, or the log shows them to
    be hit.

    Examples
    --------
    >>> incident_severity(Severity(money_taken_or_asked_twice=True), 132)
    (2, 'money')
    >>> incident_severity(Severity(workaround_exists=True), 5)
    (4, 'few')
    """
    rules = (
        (1, "safety", judged.safety_at_risk),
        (1, "personal_data", judged.personal_data_at_risk),
        (2, "money", judged.money_taken_or_asked_twice),
        (2, "many", n_customers >= MANY),
        (3, "some", n_customers >= SOME),
        (3, "no_workaround", not judged.workaround_exists),
    )
    return next(((level, why) for level, why, holds in rules if holds), (4, "few"))
