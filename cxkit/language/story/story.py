"""A story read as data: factors, recovery acts, outcomes, episodes, promises, effort."""

from cxkit.language.ground.document import Document
from cxkit.language.mention import Mention
from cxkit.language.story.discourse import mark_told
from cxkit.language.story.effort import Told, effort
from cxkit.language.story.episodes import Episode, episodes
from cxkit.language.story.frames.factors import factor_hits, mention
from cxkit.language.story.judge.judge import Sign, judge, told_signs
from cxkit.language.story.judge.story_model import FEW_LINES, StoryModel
from cxkit.language.story.ledgers import ledger_numbers
from cxkit.language.story.promises.promises import Promise, promises
from cxkit.language.story.reading import Reading, read


def read_story(document: Document, model: StoryModel | None = None) -> list[Mention]:
    """Read everything that a story tells, nothing from a text that tells no experience.

    Parameters
    ----------
    document : Document
        From :func:`cxkit.language.ground.document.parse`.
    model : StoryModel, optional
        Another than the one the package ships.

    Returns
    -------
    list of Mention
        Layers factor, recovery, outcome, episode, passage, channel, promise, fulfilment, contacts
        and duration, in the order of the text. Parts of one episode or promise carry its number.

    Examples
    --------
    >>> from cxkit.language.ground.document import parse
    >>> read_story(parse("Beat the eggs with the sugar. Bake for forty minutes."))
    []
    """
    if not document.sentences:
        return []
    reading = read(document)
    mark_told(reading)
    verdict = judge(reading, model)
    if verdict.story < verdict.cut("story"):
        return []
    given, amounts = promises(verdict), effort(reading)
    signs = told_signs(verdict, ledger_numbers(reading, given, amounts))
    found = [_of_sign(sign) for sign in signs]
    if len(verdict.terms) <= FEW_LINES:
        found += _by_frames(reading, {sign.code for sign in signs})
    for number, episode in enumerate(episodes(verdict), start=1):
        found += _of_episode(episode, number)
    for number, promise in enumerate(given, start=1):
        found += _of_promise(promise, number)
    found += [_of_effort(amount) for amount in amounts]
    return sorted(found, key=lambda one: (one.start, one.end, one.layer, one.code))


def _by_frames(reading: Reading, known: set[str]) -> list[Mention]:
    """Give the factors that frames find in a short text beside those that are known.

    A short text says plainly what happened, and nothing around a line speaks for a code
    (``docs/decisions/0010-stories-are-judged.md``).
    """
    return [mention(hit) for hit in factor_hits(reading) if hit.code not in known]


def _of_sign(sign: Sign) -> Mention:
    return Mention(sign.start, sign.end, sign.layer, sign.code, None, sign.score, sign.by)


def _of_episode(episode: Episode, number: int) -> list[Mention]:
    by = f"judge:touchpoint.{episode.touchpoint}"
    place, score = (episode.start, episode.end), episode.score
    value = float(episode.valence)
    return [
        Mention(*place, "episode", episode.touchpoint, value, score, by, number),
        Mention(*episode.passage, "passage", episode.touchpoint, None, score, by, number),
        Mention(*place, "channel", episode.channel, None, score, by, number),
    ]


def _of_promise(promise: Promise, number: int) -> list[Mention]:
    own = Mention(
        promise.start,
        promise.end,
        "promise",
        promise.fate,
        promise.gap_days,
        promise.score,
        promise.by,
        None,
        number,
    )
    if promise.proof is None or promise.fate not in ("kept", "late", "broken"):
        return [own]
    proof = Mention(
        *promise.proof, "fulfilment", promise.fate, None, promise.score, promise.by, None, number
    )
    return [own, proof]


_LAYERS = {
    "contacts": ("contacts", "unknown"),
    "hours": ("duration", "spent"),
    "days": ("duration", "elapsed"),
}


def _of_effort(told: Told) -> Mention:
    layer, code = _LAYERS[told.kind]
    value = told.amount * 24 if told.kind == "days" else told.amount
    return Mention(told.start, told.end, layer, code, value, 0.7, f"amount:{told.kind}")
