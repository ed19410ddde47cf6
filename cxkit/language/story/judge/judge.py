"""The judge: weighs what each line of a story shows, and then the story as a whole.

Words, word classes and frames are witnesses; a small model trained on stories of our own weighs
them (``story_model``). A line alone settles little, so what a story tells is settled by the
strongest lines of a code together with the other codes of the story and its ledgers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from cxkit.language.sentiment.tone import read_tokens
from cxkit.language.story.judge.line_terms import Terms, line_terms
from cxkit.language.story.judge.linear import Numbers, logit
from cxkit.language.story.judge.story_model import StoryModel, story_model
from cxkit.language.story.reading import Line, Reading
from cxkit.language.story.times.act_times import Timed, timed_lines
from cxkit.schema.mentions import INFERRED

STORY_LINES, STORY_SHARE, STORY_LEAST = 20, 0.6, 0.4
"""By how many lines a text is judged to tell an experience: a share of them, up to 20, and no less
than another share, for some lines of every long text look like a story."""

LONGEST = 400

LEFT_OUT = frozenset(("furniture", "title"))
"""Ways of telling that show nothing, whatever the words."""

_TOP = 3
_MANY = 0.99  # a share counts at most so much among many
_FURTHER, _HALF = 0.4, 0.5
_PLAIN = 0.6  # share of a line that the rest of the story cannot overrule
_SHOWN = 0.2  # share from which a line shows a code; below it only the whole story tells it


@dataclass(frozen=True)
class Sign:
    """A code found in a line, or inferred: told by the whole, with the line that is nearest."""

    layer: str
    code: str
    line: Line
    start: int
    end: int
    score: float
    is_inferred: bool = False

    @property
    def by(self) -> str:
        """Who says so."""
        return f"{INFERRED if self.is_inferred else 'judge:'}{self.layer}.{self.code}"


@dataclass(frozen=True)
class Verdict:
    """What each line of a text shows, and how surely.

    Attributes
    ----------
    reading : Reading
        The lines.
    terms : list of dict
        Of each line, from :func:`cxkit.language.story.judge.line_terms.line_terms`.
    shares : array
        Lines by codes: the probability of each code in each line.
    model : StoryModel
        What judged, and goes on judging: moments, promises, the story as a whole.
    """

    reading: Reading
    terms: list[Terms]
    shares: Numbers
    model: StoryModel

    @property
    def codes(self) -> tuple[str, ...]:
        """Of the columns: "layer:code", "promise", "story"."""
        return self.model.lines.codes

    @cached_property
    def logits(self) -> Numbers:
        """Logits of the shares."""
        return logit(self.shares)

    @cached_property
    def loudest(self) -> Numbers:
        """The highest share of each code."""
        return np.asarray(self.shares.max(axis=0))

    @cached_property
    def timed(self) -> list[Timed]:
        """Times of each line."""
        return timed_lines(self.reading)

    @cached_property
    def tones(self) -> list[float]:
        """How each line feels by its words of tone, -1 to 1."""
        return [read_tokens(line.tokens).score for line in self.reading.lines]

    @cached_property
    def columns(self) -> dict[str, int]:
        """Column of each code."""
        return {code: place for place, code in enumerate(self.codes)}

    def of_layer(self, layer: str) -> list[int]:
        """Give the columns of a layer."""
        return [place for code, place in self.columns.items() if code.startswith(f"{layer}:")]

    def cut(self, what: str) -> float:
        """Give the least share of a code, or of another of the model's cuts, that counts here."""
        return self.model.cut(what, len(self.terms))

    @property
    def story(self) -> float:
        """How much the lines that look most like a told experience do so: a mean logit."""
        own = np.sort(self.logits[:, self.columns["story"]])[::-1]
        n_lines = min(STORY_LINES, round(STORY_SHARE * len(own)))
        return float(own[: max(1, n_lines, round(STORY_LEAST * len(own)))].mean())


def judge(reading: Reading, model: StoryModel | None = None) -> Verdict:
    """Judge the lines of a text.

    Parameters
    ----------
    reading : Reading
        At least one line, marked by :func:`cxkit.language.story.discourse.mark_told`. Comments
        and other furniture of a page at its end are left out.
    model : StoryModel, optional
        Another than the one the package ships.
    """
    model = model or story_model()
    own = [line for line in reading.lines if line.told != "furniture"]
    reading = Reading(reading.document, own or reading.lines)
    terms = line_terms(reading)
    shares = model.lines.shares(terms)
    shares[[line.told in LEFT_OUT for line in reading.lines]] = 0.0
    return Verdict(reading, terms, shares, model)


def told_numbers(verdict: Verdict, ledgers: Mapping[str, float]) -> Terms:
    """Give the numbers by which a whole story is judged.

    For every code its three strongest lines (logits), how many lines speak for it, and where the
    strongest stands; the length of the story; what the ledgers count.
    """
    n_lines = len(verdict.terms)
    held = np.full((_TOP, len(verdict.codes)), logit(np.zeros(1)))
    held[:n_lines] = np.sort(verdict.logits, axis=0)[::-1][:_TOP]
    many = np.log1p(-np.log1p(-np.minimum(verdict.shares, _MANY)).sum(axis=0))
    where = verdict.shares.argmax(axis=0) / n_lines
    values = np.vstack([held, many, where]).ravel().tolist()
    told = dict(zip(_told_names(verdict.codes), values, strict=True))
    return {"lines": float(np.log(n_lines)), **ledgers, **told}


@cache
def _told_names(codes: tuple[str, ...]) -> tuple[str, ...]:
    whats = (*range(1, _TOP + 1), "many", "where")
    return tuple(f"{code}|{what}" for what in whats for code in codes)


def told_signs(verdict: Verdict, ledgers: Mapping[str, float]) -> list[Sign]:
    """Give the factors, recovery acts and outcomes that a story tells, each where it shows.

    Parameters
    ----------
    verdict : Verdict
        From :func:`judge`.
    ledgers : mapping
        From :func:`cxkit.language.story.ledgers.ledger_numbers`.

    Notes
    -----
    A code is told when the story as a whole makes it likely, or when one of its lines leaves no
    doubt. Where no line of a likely one shows it the sign is inferred.
    """
    model = verdict.model
    shares = model.told.shares([told_numbers(verdict, ledgers)])[0]
    found: list[Sign] = []
    for name, share in zip(model.told.codes, shares, strict=True):
        layer, _, code = name.partition(":")
        plain = float(verdict.loudest[verdict.columns[name]])
        if share >= verdict.cut(layer) or plain >= _PLAIN:
            found += _signs(verdict, layer, code, float(max(share, plain)))
    return sorted(found, key=lambda sign: (sign.start, sign.layer, sign.code))


def _signs(verdict: Verdict, layer: str, code: str, share: float) -> Iterator[Sign]:
    """Give the strongest line of a code, and further ones that speak nearly as loud."""
    own = verdict.shares[:, verdict.columns[f"{layer}:{code}"]]
    best = own.argmax()
    is_shown = own >= max(_FURTHER, _HALF * own[best])
    is_shown[best] = True
    for number in np.flatnonzero(is_shown).tolist():
        line = verdict.reading.lines[number]
        end = min(line.end, line.start + LONGEST)
        is_inferred = bool(own[number] < _SHOWN)
        yield Sign(layer, code, line, line.start, end, round(share, 3), is_inferred)
