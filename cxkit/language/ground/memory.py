"""What was worked out once and is asked again and again, for every word of every text."""

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Made = TypeVar("Made")


class Memory(dict[Key, Made]):
    """What a function makes of each key, made once; it starts anew when it holds *most* keys.

    Looking up is that of a plain dictionary, which no wrapper of a function is as quick as.

    Examples
    --------
    >>> lengths = Memory(len, most=2)
    >>> [lengths[word] for word in ("one", "two", "three")], list(lengths)
    ([3, 3, 5], ['three'])
    """

    def __init__(self, make: Callable[[Key], Made], most: int) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, key: Key) -> Made:
        if len(self) >= self._most:
            self.clear()
        made = self[key] = self._make(key)
        return made
