"""Names of the steps of event logs: usual steps and the codebook in words, others readable."""

import re
from functools import cache
from importlib.resources import files

import yaml

from cxkit.codebook.load import load_codebook
from cxkit.reports.wording import Language

_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")


def step_name(step: str, language: Language) -> str:
    """Name a step, a touchpoint or a channel of a log.

    A code that has no name is written with spaces; a name in the source's own words stays.

    Examples
    --------
    >>> step_name("order_placed", "ru"), step_name("courier", "ru")
    ('Заказ оформлен', 'Курьер')
    >>> step_name("parcel_weighed", "en"), step_name("Create Fine", "en")
    ('parcel weighed', 'Create Fine')
    """
    if step in (names := _names()):
        return names[step][language]
    label = load_codebook().label(step, language)
    return readable(step) if label == step else label


def readable(code: str) -> str:
    """Write a code such as "after_delivery" with spaces; other words stay as they are.

    Examples
    --------
    >>> readable("after_delivery"), readable("O_17")
    ('after delivery', 'O_17')
    """
    return code.replace("_", " ") if _CODE.fullmatch(code) else code


@cache
def _names() -> dict[str, dict[str, str]]:
    text = files("cxkit.reports").joinpath("step_names.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))
