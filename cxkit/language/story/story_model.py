"""The heads of the story model and their cuts, read from ``data/story_model.npz``.

``data/story_model.md`` says from what they were trained; ``tools/train_stories.py`` rebuilds them.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file
from pathlib import Path

import numpy as np
from scipy import sparse

from cxkit.language.story.linear import Linear
from cxkit.language.story.word_classes import DATA

FILE = "story_model.npz"
HEADS = ("lines", "told", "moments", "chosen", "felt", "fates")
CUTS = ("story", "factor", "recovery", "outcome", "moments", "promise")
FEW_LINES = 8
"""Lines of a text so short that it has cuts of its own."""

FEW = ", few lines"


@dataclass(frozen=True)
class StoryModel:
    """What reads stories.

    Attributes
    ----------
    lines : Linear
        Line terms to codes ("factor:late_disclosure", "touchpoint:visit", "promise", "story").
    told : Linear
        Numbers of a whole story to its factors, recovery acts and outcomes.
    moments : Linear
        Numbers of a possible moment to whether it is one ("is").
    chosen : Linear
        The same, once what ``moments`` says of all possible moments of the story is known.
    felt : Linear
        Numbers of a moment to its channel ("channel:phone") and to the sign of what is felt
        ("valence:bad", "valence:mixed", "valence:good").
    fates : Linear
        Numbers of a promise to what became of it: "kept", "broken", "unknown".
    cuts : dict of str to float
        Least share that counts, for each of ``CUTS``, and for each again in a text of few lines.
    """

    lines: Linear
    told: Linear
    moments: Linear
    chosen: Linear
    felt: Linear
    fates: Linear
    cuts: dict[str, float]

    def cut(self, what: str, n_lines: int) -> float:
        """Give the least share of one of ``CUTS`` that counts in a text of so many lines."""
        return self.cuts[what + FEW if n_lines <= FEW_LINES else what]


@cache
def story_model() -> StoryModel:
    """Read the model that the package ships."""
    with as_file(DATA / FILE) as path:
        return load(path)


def load(path: Path) -> StoryModel:
    """Read a model from a file that :func:`save` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        heads = {name: _head(name, dict(stored)) for name in HEADS}
        cuts = json.loads(str(stored["cuts"]))
    return StoryModel(**heads, cuts=cuts)


def _head(name: str, stored: dict[str, np.ndarray]) -> Linear:
    terms = tuple(bytes(stored[f"{name}_terms"]).decode().split("\n"))
    codes = tuple(bytes(stored[f"{name}_codes"]).decode().split("\n"))
    parts = [stored[f"{name}_{part}"] for part in ("weights", "places", "ends")]
    weights = sparse.csr_array(
        (parts[0].astype(np.float32), parts[1].astype(np.int32), parts[2]),
        shape=(len(terms), len(codes)),
    )
    return Linear(codes, terms, weights.toarray(), stored[f"{name}_intercepts"].astype(np.float64))


def save(model: StoryModel, path: Path) -> None:
    """Write a model to a compressed file of plain arrays; nothing in it is ever run."""
    arrays: dict[str, np.ndarray] = {"cuts": np.array(json.dumps(model.cuts))}
    for name in HEADS:
        head: Linear = getattr(model, name)
        arrays[f"{name}_terms"] = np.array("\n".join(head.terms).encode())
        arrays[f"{name}_codes"] = np.array("\n".join(head.codes).encode())
        weights = sparse.csr_array(head.weights)
        arrays[f"{name}_weights"] = weights.data.astype(np.float16)
        arrays[f"{name}_places"] = weights.indices.astype(np.uint8)
        arrays[f"{name}_ends"] = weights.indptr.astype(np.int32)
        arrays[f"{name}_intercepts"] = head.intercepts.astype(np.float32)
    np.savez_compressed(path, allow_pickle=False, **arrays)
