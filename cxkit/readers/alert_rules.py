"""Read a file of alert rules (YAML) into ALERT_RULES."""

from pathlib import Path
from typing import Any

import pandas as pd

from cxkit.errors import ReadError, SchemaError, did_you_mean
from cxkit.readers.declared import read_yaml
from cxkit.schema.conform import conform, empty
from cxkit.schema.results.alerts import ALERT_RULES, SIDES

DEFAULTS: dict[str, Any] = {"group": "all", "min_n": 30, "quiet": "28D"}
KEYS = ("rule", "figure", "group", "below", "above", "min_n", "quiet")


def read_alert_rules(path: str | Path | None) -> pd.DataFrame:
    """Read alert rules.

    The file is a YAML list; a rule has ``rule`` (its name), ``figure``, ``below`` or ``above``
    with the threshold, and may have ``group``, ``min_n`` and ``quiet``::

        - {rule: delivery got bad, figure: net, group: delivery, below: 0, min_n: 30, quiet: 28D}

    Parameters
    ----------
    path : path or None
        The file; None gives no rules.

    Returns
    -------
    DataFrame
        ALERT_RULES in the order of the file.

    Raises
    ------
    ReadError
        The file is not such a list; the message names the rule and the field.
    """
    if path is None:
        return empty(ALERT_RULES)
    name, listed = read_yaml(path, "the rules")
    if not isinstance(listed, list) or not all(isinstance(rule, dict) for rule in listed):
        raise ReadError(f"{name}: alert rules are a YAML list of mappings; this is not one.")
    rows = [_rule(rule, place, name) for place, rule in enumerate(listed, start=1)]
    if not rows:
        return empty(ALERT_RULES)
    try:
        return conform(pd.DataFrame(rows), ALERT_RULES)
    except SchemaError as error:
        raise ReadError(f"{name}: {error}") from error


def _rule(rule: dict[str, Any], place: int, file: str) -> dict[str, Any]:
    for key in rule:
        if key not in KEYS:
            raise ReadError(
                f"{file}, rule {place}: '{key}' is no field of a rule.{did_you_mean(key, KEYS)}"
                f" Fields: {', '.join(KEYS)}."
            )
    sides = [side for side in SIDES if side in rule]
    if len(sides) != 1 or "figure" not in rule:
        raise ReadError(
            f"{file}, rule {place}: a rule needs 'figure' and one of 'below' and 'above'."
        )
    side = sides[0]
    fields = DEFAULTS | {"rule": f"rule {place}"} | rule
    return {
        **{name: fields[name] for name in ("rule", "figure", "group", "min_n", "quiet")},
        "side": side,
        "threshold": fields[side],
    }
