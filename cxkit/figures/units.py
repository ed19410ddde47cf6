"""How the figures of a timeline are written: points, percent, tone or stars."""

from dataclasses import dataclass
from math import inf
from typing import Literal

from cxkit.figures.wording import Language, forms, interval, number, plural, signed


@dataclass(frozen=True)
class Unit:
    """Factor and decimals of a figure; whether its values carry a sign; sign of good news.

    *bounds_of_axis* are the least and the largest value that there can be, as it is written.
    """

    factor: float
    digits: int
    has_sign: bool
    suffix: Literal["", "%"] = ""
    good: int = 1
    bounds_of_axis: tuple[float, float] = (-inf, inf)

    def axis(self, value: float, language: Language) -> str:
        """Write a value on an axis or beside a line."""
        write = signed if self.has_sign else number
        return write(self.factor * value, language, self.digits) + self._sign(language)

    def bounds(self, low: float, high: float, language: Language) -> str:
        """Write an interval in words."""
        ends = (self.factor * low, self.factor * high)
        return interval(*ends, language, self.digits, sign=self.has_sign) + self._sign(language)

    def change(self, value: float, language: Language) -> str:
        """Write a change with its sign, in points where the value is a share."""
        return signed(self.factor * value, language, self.digits)

    def change_in_words(self, value: float, language: Language) -> str:
        """Write a change with its sign and the word for its unit.

        Examples
        --------
        >>> UNITS["net"].change_in_words(-0.29, "en"), UNITS["rating"].change_in_words(0.5, "en")
        ('−29 points', '+0.50')
        """
        return self._with_points(self.change(value, language), value, language)

    def size_in_words(self, value: float, language: Language) -> str:
        """Write the size of a change without its sign.

        Examples
        --------
        >>> UNITS["net"].size_in_words(-0.21, "ru")
        '21 пункт'
        """
        size = number(abs(self.factor * value), language, self.digits)
        return self._with_points(size, value, language)

    def _with_points(self, text: str, value: float, language: Language) -> str:
        if self.factor == 1:
            return text
        amount = abs(round(self.factor * value, self.digits))
        return f"{text} {plural(amount, language, forms('point', language))}"

    def _sign(self, language: Language) -> str:
        return f"\u202f{self.suffix}" if self.suffix and language == "ru" else self.suffix


UNITS = {
    "net": Unit(100, 0, has_sign=True, bounds_of_axis=(-100, 100)),
    "share_negative": Unit(100, 0, has_sign=False, suffix="%", good=-1, bounds_of_axis=(0, 100)),
    "share_positive": Unit(100, 0, has_sign=False, suffix="%", bounds_of_axis=(0, 100)),
    "sentiment": Unit(1, 2, has_sign=True, bounds_of_axis=(-1, 1)),
    "rating": Unit(1, 2, has_sign=False),
}
"""Figure of a timeline to its unit."""
