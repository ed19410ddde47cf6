"""Offer a coder codes for the sentences of stories that the machine left alone."""

from dataclasses import dataclass
from math import prod

import pandas as pd

from cxkit.errors import ParameterError
from cxkit.language.ground.document import parse
from cxkit.language.story.discourse import mark_told
from cxkit.language.story.exemplars import Exemplars, exemplars
from cxkit.language.story.judge.judge import LEFT_OUT, LONGEST, Verdict, judge
from cxkit.language.story.judge.line_terms import spoken, telling
from cxkit.language.story.reading import Line, read
from cxkit.schema.conform import conform, empty
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import MENTIONS
from cxkit.schema.results.code_suggestions import CODE_SUGGESTIONS

LAYERS = ("factor", "recovery", "outcome")

Offer = tuple[float, str, str, str]
"""Share, code ("layer:code"), because, source."""

Row = tuple[int, int, str, str, str, float, str, str]
"""The columns of CODE_SUGGESTIONS after the id of the text."""


def suggest_codes(
    feedback: pd.DataFrame,
    mentions: pd.DataFrame,
    n: int = 3,
    *,
    least: float = 0.1,
    similarity: bool = False,
) -> pd.DataFrame:
    """Offer up to *n* codes for each sentence of a story that holds no code yet.

    Looked at are the sentences of stories that hold no factor, recovery act or outcome, also in
    texts that the machine does not hold for stories. What is offered is a question to a person
    and never becomes a mention.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK; rows of the kind "story" with a text are looked at.
    mentions : DataFrame
        MENTIONS of these texts, from :func:`cxkit.language.annotate.annotate` or corrected.
    n : int
        Codes to offer for a sentence at most.
    least : float
        Share below which a code is not offered: with 0.05 twice as many are offered.
    similarity : bool
        Whether sentences are also compared with exemplars of each code. Needs the extra
        "similarity"; some 30 sentences a second.

    Returns
    -------
    DataFrame
        CODE_SUGGESTIONS, stories in the order of *feedback*, the surest first within each.

    Raises
    ------
    SchemaError
        If a table is not what it should be.
    ParameterError
        If *n* is below 1, *least* is not between 0 and 1, or *similarity* is asked for and not
        installed.

    Notes
    -----
    Source "judge": the probability that the model of stories gives to the code in that sentence,
    too low to be given. Source "similarity" fills the places that the judge leaves free: by how
    many standard deviations a code's exemplars are nearer on the average than those of all other
    codes, made into shares that sum to 1 over the codes, times the probability by the judge that
    the sentence holds any code at all. Exemplars rank codes and cannot tell whether there is one.

    Examples
    --------
    A coder who begins afresh passes mentions without codes:

    >>> from cxkit.language.annotate import annotate
    >>> text = "We bought a lamp in May. They charged my card twice for it."
    >>> stories = pd.DataFrame({"feedback_id": ["s1"], "kind": ["story"], "text": [text]})
    >>> mentions = annotate(stories).query("layer == 'sentence'")
    >>> offered = suggest_codes(stories, mentions, n=1)
    >>> offered.loc[0, ["quote", "code", "source"]].tolist()
    ['They charged my card twice for it.', 'billing_error', 'judge']
    """
    if n < 1:
        raise ParameterError(f"n={n}: at least one code must be offered.")
    if not 0 <= least <= 1:
        raise ParameterError(f"least={least}: a share from 0 to 1 is needed.")
    offer = _Offers(n, least, exemplars() if similarity else None)
    rows, held = conform(feedback, FEEDBACK), conform(mentions, MENTIONS)
    rows = rows[rows["kind"].eq("story").fillna(False) & rows["text"].notna()]
    held = held[held["layer"].isin(LAYERS)]
    places = {key: list(zip(own["start"], own["end"], strict=True))
              for key, own in held.groupby("feedback_id")}  # fmt: skip
    found = [
        (feedback_id, *row)
        for feedback_id, text in zip(rows["feedback_id"], rows["text"], strict=True)
        for row in offer.of_story(str(text), places.get(feedback_id, []))
    ]
    if not found:
        return empty(CODE_SUGGESTIONS)
    return conform(pd.DataFrame(found, columns=list(CODE_SUGGESTIONS.columns)), CODE_SUGGESTIONS)


@dataclass(frozen=True)
class _Offers:
    """How many codes are offered, how sure they must be, and by whom."""

    n: int
    least: float
    known: Exemplars | None

    def of_story(self, text: str, held: list[tuple[int, int]]) -> list[Row]:
        """Give what is offered for one story, the surest first."""
        document = parse(text)
        if not document.sentences or document.language == "other":
            return []
        reading = read(document)
        mark_told(reading)
        verdict = judge(reading)
        free = [one for one in reading.lines if one.told not in LEFT_OUT and not _meets(one, held)]
        found = [
            (line.start, min(line.end, line.start + LONGEST), *offer)
            for line in free
            for offer in self.of_line(verdict, line)
        ]
        found.sort(key=lambda one: (-one[2], one[0]))
        return [
            (start, end, text[start:end], *_parts(code), share, because, source)
            for start, end, share, code, because, source in found
        ]

    def of_line(self, verdict: Verdict, line: Line) -> list[Offer]:
        """Give what the judge offers, and in places that it leaves free what is similar."""
        shares = {
            code: float(share)
            for code, share in zip(verdict.codes, verdict.shares[line.number], strict=True)
            if code.split(":")[0] in LAYERS
        }
        lines, told = verdict.model.lines, telling(verdict.terms[line.number])
        offers = [
            (share, code, spoken(lines.why(told, code)), "judge")
            for code, share in self._best(shares)
        ]
        likely = 1 - prod(1 - share for share in shares.values())
        if self.known is None or len(offers) == self.n or likely < self.least:
            return offers
        quote = verdict.reading.document.text[line.start : line.end]
        near = self.known.near(quote)
        offered = {code for _, code, _, _ in offers}
        others = {code: share * likely for code, (share, _) in near.items() if code not in offered}
        offers += [
            (share, code, f"≈ {near[code][1]}", "similarity") for code, share in self._best(others)
        ]
        return offers[: self.n]

    def _best(self, shares: dict[str, float]) -> list[tuple[str, float]]:
        """Give the codes with the greatest shares that are great enough."""
        ranked = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(code, round(share, 3)) for code, share in ranked[: self.n] if share >= self.least]


def _meets(line: Line, held: list[tuple[int, int]]) -> bool:
    return any(start < line.end and line.start < end for start, end in held)


def _parts(code: str) -> tuple[str, str]:
    layer, _, name = code.partition(":")
    return layer, name
