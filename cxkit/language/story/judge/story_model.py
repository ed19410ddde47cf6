"""The heads of the story model and their cuts, read from ``data/story_model.npz``.

``data/story_model.md`` says from what they were trained; ``tools/train_stories.py`` rebuilds them.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file
from pathlib import Path

import numpy as np

from cxkit.language.story.frames.word_classes import DATA
from cxkit.language.story.judge.linear import Linear
from cxkit.language.story.judge.net import Net

FILE = "story_model.npz"
HEADS = ("lines", "told", "moments", "chosen", "felt", "fates")
CUTS = ("story", "factor", "recovery", "outcome", "moments", "promise")
FEW_LINES = 8
"""Lines of a text so short that it has cuts of its own."""

FEW = ", few lines"
PARTS = ("steps", "of_term", "of_code")
STEPS, LEAST = 127, 1e-12


@dataclass(frozen=True)
class StoryModel:
    """What reads stories.

    Attributes
    ----------
    lines : Net
        Line terms to codes ("factor:late_disclosure", "touchpoint:visit", "promise", "story").
    told : Linear
        Numbers of a whole story to its factors, recovery acts and outcomes.
    moments : Linear
        Numbers of a possible moment to whether it is one ("is").
    chosen : Net
        The same, once what ``moments`` says of all possible moments of the story is known.
    felt : Net
        Numbers of a moment to its channel ("channel:phone") and to the sign of what is felt
        ("valence:bad", "valence:mixed", "valence:good").
    fates : Linear
        Numbers of a promise to what became of it: "kept", "broken", "unknown".
    cuts : dict of str to float
        Least share that counts, for each of ``CUTS``, and for each again in a text of few lines.
    """

    lines: Net
    told: Linear
    moments: Linear
    chosen: Net
    felt: Net
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
    with np.load(path, allow_pickle=False) as opened:
        stored = dict(opened)

    def linear(name: str) -> Linear:
        return _read(name, stored)

    def net(name: str, *, together: bool) -> Net:
        return Net(linear(name), linear(f"{name}_second"), together)

    return StoryModel(
        lines=net("lines", together=True),
        told=linear("told"),
        moments=linear("moments"),
        chosen=net("chosen", together=False),
        felt=net("felt", together=False),
        fates=linear("fates"),
        cuts=json.loads(str(stored["cuts"])),
    )


def _read(name: str, stored: dict[str, np.ndarray]) -> Linear:
    terms = tuple(bytes(stored[f"{name}_terms"]).decode().split("\n"))
    codes = tuple(bytes(stored[f"{name}_codes"]).decode().split())
    steps, of_term, of_code = (stored[f"{name}_{part}"] for part in PARTS)
    weights = steps.astype(np.float32) * of_term[:, None] * of_code
    return Linear(codes, terms, weights, stored[f"{name}_intercepts"].astype(np.float64))


def save(model: StoryModel, path: Path) -> None:
    """Write a model to a compressed file of plain arrays; nothing in it is ever run.

    A weight is kept as one of 255 steps, whose size is its term's and its code's.
    """
    arrays: dict[str, np.ndarray] = {"cuts": np.array(json.dumps(model.cuts))}
    for name in HEADS:
        head: Linear | Net = getattr(model, name)
        if isinstance(head, Net):
            arrays |= _written(name, head.first) | _written(f"{name}_second", head.second)
        else:
            arrays |= _written(name, head)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def _written(name: str, head: Linear) -> dict[str, np.ndarray]:
    of_code = np.abs(head.weights).max(axis=0, initial=0) + LEAST
    of_term = np.abs(head.weights / of_code).max(axis=1, initial=0) / STEPS + LEAST
    steps = np.round(head.weights / of_code / of_term[:, None]).astype(np.int8)
    parts = (steps, of_term.astype(np.float32), of_code.astype(np.float32))
    return {
        f"{name}_terms": np.array("\n".join(head.terms).encode()),
        f"{name}_codes": np.array(" ".join(head.codes).encode()),
        f"{name}_intercepts": head.intercepts.astype(np.float32),
        **{f"{name}_{part}": values for part, values in zip(PARTS, parts, strict=True)},
    }
