"""A story read as data: factors, recovery acts, outcomes, episodes, promises, effort."""

from cxkit.language.document import Document
from cxkit.language.mention import Mention
from cxkit.language.story.discourse import mark_told, tells_experience
from cxkit.language.story.effort import Told, effort
from cxkit.language.story.episodes import Episode, episodes
from cxkit.language.story.factors import factor_hits, mention
from cxkit.language.story.ledgers import ledger_factors
from cxkit.language.story.outcomes import outcome_hits
from cxkit.language.story.promises import Promise, promises
from cxkit.language.story.reading import read
from cxkit.language.story.recovery import recovery_hits


def read_story(document: Document) -> list[Mention]:
    """Read everything that a story tells, nothing from a text that tells no experience.

    Parameters
    ----------
    document : Document
        From :func:`cxkit.language.document.parse`.

    Returns
    -------
    list of Mention
        Layers factor, recovery, outcome, episode, channel, promise, fulfilment, contacts, duration;
        in the order of the text. Parts of one episode or promise carry its number.

    Examples
    --------
    >>> from cxkit.language.document import parse
    >>> read_story(parse("Beat the eggs with the sugar. Bake for forty minutes."))
    []
    """
    reading = read(document)
    mark_told(reading)
    factors = factor_hits(reading)
    recoveries = recovery_hits(reading)
    told = episodes(reading, factors, recoveries)
    places = {line.number for episode in told for line in episode.lines}
    places |= {hit.line.number for hit in factors + recoveries}
    if not tells_experience(reading, places):
        return []
    found = [mention(hit, "factor") for hit in factors]
    found += [mention(hit, "recovery") for hit in recoveries]
    found += [mention(hit, "outcome") for hit in outcome_hits(reading)]
    for number, episode in enumerate(told, start=1):
        found += _of_episode(episode, number)
    given, amounts = promises(reading), effort(reading)
    for number, promise in enumerate(given, start=1):
        found += _of_promise(promise, number)
    found += [_of_effort(amount) for amount in amounts]
    found += ledger_factors(reading, given, amounts)
    return sorted(found, key=lambda one: (one.start, one.end, one.layer, one.code))


def _of_episode(episode: Episode, number: int) -> list[Mention]:
    place = (episode.start, episode.end)
    return [
        Mention(
            *place,
            "episode",
            episode.touchpoint,
            float(episode.valence),
            episode.score,
            episode.by,
            number,
        ),
        Mention(*place, "channel", episode.channel, None, episode.score, episode.by, number),
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
