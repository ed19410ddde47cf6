"""Read the planned journey, a small YAML file, into PLAN."""

from pathlib import Path
from typing import Annotated

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cxkit.errors import ReadError
from cxkit.readers.declared import read_yaml
from cxkit.schema.conform import conform, empty
from cxkit.schema.plan import PLAN

HOUR = pd.Timedelta(hours=1)


class _Step(BaseModel):
    model_config = ConfigDict(extra="forbid")

    event: str
    touchpoint: str | None = None
    channel: str | None = None
    within: Annotated[str | None, Field(pattern=r"^[0-9]+(min|h|d|D)$")] = None
    optional: bool = False


class _Plan(BaseModel):
    model_config = ConfigDict(extra="ignore")

    steps: Annotated[list[_Step], Field(min_length=1)]
    not_planned: list[str] = []
    failures: list[str] = []


def read_plan(path: str | Path | None) -> pd.DataFrame:
    """Read a plan.

    The file has ``steps``, a list in the planned order: ``event`` (its name in the log) and, where
    known, ``touchpoint``, ``channel``, ``within`` (latest time after the step before it: "90min",
    "48h", "3d") and ``optional``; and, where wanted, ``not_planned`` (events that the plan does
    not hold) and ``failures`` (events that say that a planned step failed).

    Parameters
    ----------
    path : path or None
        A YAML file; None gives an empty table.

    Returns
    -------
    DataFrame
        PLAN, planned steps first, in order.

    Raises
    ------
    ReadError
        The file cannot be read, or is not a plan; the message says where.
    SchemaError
        One event stands in the plan twice.
    """
    if path is None:
        return empty(PLAN)
    name, stated = read_yaml(path, "the plan")
    try:
        plan = _Plan.model_validate(stated)
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in problem['loc']) or 'plan'}: {problem['msg']}"
            for problem in error.errors()
        )
        raise ReadError(
            f"{name}: this is not a plan: {problems}."
            " A plan has 'steps', each with 'event' and perhaps 'within: 48h'."
        ) from error
    return conform(pd.DataFrame(_rows(plan)), PLAN)


def _rows(plan: _Plan) -> list[dict[str, object]]:
    steps: list[dict[str, object]] = [
        {
            "event": step.event,
            "step": place,
            "touchpoint": step.touchpoint,
            "channel": step.channel,
            "within_hours": None if step.within is None else pd.Timedelta(step.within) / HOUR,
            "is_optional": step.optional,
            "is_failure": False,
        }
        for place, step in enumerate(plan.steps, start=1)
    ]
    unwanted = dict.fromkeys(plan.not_planned, False) | dict.fromkeys(plan.failures, True)
    others: list[dict[str, object]] = [
        {"event": event, "is_optional": True, "is_failure": is_failure}
        for event, is_failure in unwanted.items()
    ]
    return steps + others
