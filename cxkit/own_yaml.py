"""Floor 0: the YAML of a user; a name that stands twice is refused, YAML itself keeps the last."""

from typing import Any

import yaml


class _Once(yaml.constructor.BaseConstructor):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key.value, str) and key.value in seen:
                line = key.start_mark.line + 1
                raise yaml.YAMLError(f"line {line}: '{key.value}' stands there again. Keep one")
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


class _Typed(_Once, yaml.SafeLoader):
    pass


class _Texts(_Once, yaml.BaseLoader):
    pass


def own_yaml(text: str, *, is_typed: bool = True) -> Any:
    """Return what a YAML text holds.

    Parameters
    ----------
    text : str
        YAML.
    is_typed : bool
        Whether numbers and dates are read as such; otherwise every value is text.

    Raises
    ------
    yaml.YAMLError
        It is no YAML, or a name stands twice in one mapping.

    Examples
    --------
    >>> own_yaml("code: 007", is_typed=False)
    {'code': '007'}
    """
    return yaml.load(text, Loader=_Typed if is_typed else _Texts)
