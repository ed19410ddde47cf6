"""What made an experience fail: the factors of the codebook, each with the words that say so."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial

from cxkit.language.ground.document import Document
from cxkit.language.layers import is_read
from cxkit.language.mention import Mention
from cxkit.language.sentiment.tone import read_tokens
from cxkit.language.story.actors import ASKED_BY_ACTORS
from cxkit.language.story.discourse import ASKED_BY_TELLING, mark_told
from cxkit.language.story.frames.frame_gate import wanted
from cxkit.language.story.frames.frame_match import Hit, match
from cxkit.language.story.frames.frames import classes_in
from cxkit.language.story.reading import Line, Reading, Wanted, read

PRAISE = 0.2
"""A sentence of a short text with this tone or a better one praises: it tells of no fault."""

_LONGEST = 400
_GIVING = frozenset(("review_suppression", "responds_to_pressure"))  # faults that give something
_SUPPOSED = frozenset(("late_disclosure",))  # "had I known" is its best sign


def read_factors(document: Document, felt: Mapping[int, float] | None = None) -> list[Mention]:
    """Read the factors of any text, a short review as well as a story.

    A sentence that praises as a whole names a fault that was not there, or was mended ("the leak
    was fixed the same day"), and gives none.

    Parameters
    ----------
    document : Document
        From :func:`cxkit.language.ground.document.parse`.
    felt : mapping of int to float, optional
        From :func:`tones_of`, where the tone of the sentences is known already.

    Returns
    -------
    list of Mention
        Layer "factor", at most one a code and sentence, in the order of the text.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> [m.code for m in read_factors(parse("Nobody told me anything."))]
    ['no_proactive_update']
    """
    felt = tones_of(document) if felt is None else felt
    reading = read(document, partial(_wanted, felt), _classes())
    hits = list(match(reading.lines, "factors"))
    if hits:
        mark_told(reading)
    counted = best_of_line(filter(_counts, hits))
    if not counted:
        return []
    return [mention(hit) for hit in counted if not is_praise(hit, felt)]


def tones_of(document: Document) -> dict[int, float]:
    """Give the tone of each sentence whose words are read, by the place where it begins."""
    return {
        sentence.start: read_tokens(sentence.tokens, document.text).score
        for sentence in document.sentences
        if is_read(sentence)
    }


def is_praise(hit: Hit, felt: Mapping[int, float]) -> bool:
    """Tell whether the words of a fault stand in a sentence that praises as a whole.

    A sentence that *felt* does not name is in a language that is not read, and praises nothing.
    """
    return hit.code not in _GIVING and _praises(hit.line, felt)


def _praises(line: Line, felt: Mapping[int, float]) -> bool:
    return felt.get(line.start, 0.0) >= PRAISE


def _wanted(felt: Mapping[int, float], lines: Sequence[Line]) -> list[Wanted]:
    return wanted("factors", lines, [_GIVING if _praises(line, felt) else None for line in lines])


@cache
def _classes() -> frozenset[str]:
    """Give the classes that decide about factors: a third fewer than a story needs."""
    return classes_in("factors") | ASKED_BY_ACTORS | ASKED_BY_TELLING | {"NEG"}


def factor_hits(reading: Reading) -> list[Hit]:
    """Give the best hit of each factor in each line that counts."""
    return best_of_line(hit for hit in match(reading.lines, "factors") if _counts(hit))


def _counts(hit: Hit) -> bool:
    return hit.line.told == "story" or (hit.line.told == "hypothesis" and hit.code in _SUPPOSED)


def best_of_line(hits: Iterable[Hit]) -> list[Hit]:
    """Keep the strongest hit of each code in each line."""
    best: dict[tuple[int, str], Hit] = {}
    for hit in hits:
        key = (hit.line.number, hit.code)
        if key not in best or hit.frame.score > best[key].frame.score:
            best[key] = hit
    return sorted(best.values(), key=lambda hit: hit.start)


def mention(hit: Hit) -> Mention:
    """Write a hit as a mention of its factor."""
    end = min(hit.end, hit.start + _LONGEST)
    by = f"frame:{hit.code}.{hit.frame.name}"
    return Mention(hit.start, end, "factor", hit.code, None, hit.frame.score, by)
