"""The readers' word lists, from ``words.yaml``."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def words(section: str) -> dict[Any, list[str]]:
    """Give one section: words by what they stand for.

    Examples
    --------
    >>> words("months")[8]
    ['авг', 'aug']
    """
    return dict(_all()[section])


@cache
def meaning_of(section: str) -> dict[str, Any]:
    """Give one section turned round: what each word stands for.

    Examples
    --------
    >>> meaning_of("months")["авг"]
    8
    """
    return {one: meaning for meaning, listed in words(section).items() for one in listed}


@cache
def _all() -> dict[str, Any]:
    text = files("cxkit.readers").joinpath("words.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
