"""How a file is laid out, where a researcher knows better than the guess."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from cxkit.errors import ParameterError, did_you_mean


@dataclass(frozen=True)
class Layout:
    """What to believe instead of guessing.

    Attributes
    ----------
    encoding : str, optional
        A codec's name: "utf-8", "cp1251".
    delimiter : str, optional
        One character between the fields.
    sheet : str, optional
        Name of a workbook's sheet.
    header : bool
        Whether the first row names the columns; if not they are "column 1", "column 2", ...
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header: bool = True


def layout_of(given: Mapping[str, object] | None) -> Layout:
    """Check a mapping of layout words.

    Raises
    ------
    ParameterError
        A word is unknown, the delimiter is longer than one character or a type is wrong.

    Examples
    --------
    >>> layout_of({"encoding": "cp1251"}).encoding
    'cp1251'
    """
    known = [field.name for field in fields(Layout)]
    values = dict(given or {})
    for name, value in values.items():
        if name not in known:
            raise ParameterError(
                f"layout: '{name}' is not known. Allowed: {', '.join(known)}."
                f"{did_you_mean(name, known)}"
            )
        wanted = bool if name == "header" else str
        if value is not None and not isinstance(value, wanted):
            raise ParameterError(f"layout: {name}={value!r} is not a {wanted.__name__}.")
    delimiter = values.get("delimiter")
    if isinstance(delimiter, str) and len(delimiter) != 1:
        raise ParameterError(f"layout: delimiter={delimiter!r} must be one character.")
    return Layout(**values)  # type: ignore[arg-type]
