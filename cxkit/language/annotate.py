"""From a table of texts to the table of mentions: every text read once, in pieces."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter
from typing import Any

import numpy as np
import pandas as pd
from joblib import Parallel, cpu_count, delayed
from rich.progress import track

from cxkit.codebook.model import Codebook
from cxkit.language.ground.document import Document, parse
from cxkit.language.layers import read_layers
from cxkit.language.mention import Mention
from cxkit.language.sentiment.sentiment_model import SentimentModel
from cxkit.language.sentiment.tone import Tone
from cxkit.language.story.discourse import words_of_others
from cxkit.language.story.frames.factors import read_factors
from cxkit.language.story.story import read_story
from cxkit.language.story.times.due_times import due_times
from cxkit.language.story.times.moment_times import moment_times
from cxkit.language.topics import Terms, terms_of
from cxkit.schema.conform import check_columns, conform, empty
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.mentions import MENTIONS

PIECE = 5_000
"""Texts that are read before their mentions are packed into a frame."""

MANY = 15_000
"""Texts from which on other processes help: each of them first reads dictionaries for seconds."""

MOST_PROCESSES = 4
"""No more help than this: each process holds some 300 MB."""

REMEMBERED = 64
"""Texts whose mentions are kept: equal texts come one after the other."""

SHORT = 6
"""Sentences up to which a text in which no story is found is read like a review.

None of 233 longer stories of our own was taken for something else, of short reviews one in five.
"""

NEUTRAL = 0.2
"""Up to this far from 0 a touchpoint is felt as neither good nor bad."""

FAULT = -0.5
"""What is felt about it where a fault is told: two in three of such texts of the labelled sets are
rated bad, one in seven good."""

_FIELDS = ("start", "end", "layer", "code", "value", "score", "by", "episode", "promise")


def annotate(
    feedback: pd.DataFrame,
    *,
    codebook: Codebook | None = None,
    sentiment: SentimentModel | None = None,
    progress: bool = False,
) -> pd.DataFrame:
    """Read everything that cxkit finds in texts.

    Equal texts are read once. A story (``kind == "story"``) is also read for its episodes,
    promises, recovery acts, outcomes and effort. From 15,000 texts on up to four processes share
    the work; the environment variable ``LOKY_MAX_CPU_COUNT=1`` keeps it in one.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK; rows without a text give no mentions.
    codebook : Codebook, optional
        With codes of the researcher's own: their labels are looked for in the texts as well.
    sentiment : SentimentModel, optional
        From :func:`cxkit.language.sentiment.fit_sentiment.fit_sentiment`: it reads the tone of
        whole texts (layer "sentiment") in place of the general model.
    progress : bool
        Whether to show a progress bar.

    Returns
    -------
    DataFrame
        MENTIONS, in the order of *feedback*; ``quote == text[start:end]`` in every row. Empty for
        an empty table.

    Raises
    ------
    SchemaError
        If *feedback* is not FEEDBACK.

    Examples
    --------
    >>> reviews = pd.DataFrame({"feedback_id": ["r1"], "text": ["Курьер нахамил"]})
    >>> mentions = annotate(reviews)
    >>> mentions.loc[mentions["layer"] == "touchpoint", ["quote", "code"]].values.tolist()
    [['Курьер нахамил', 'delivery']]
    """
    pieces = list(
        annotate_in_pieces(feedback, codebook=codebook, sentiment=sentiment, progress=progress)
    )
    if not pieces:
        return empty(MENTIONS)
    mentions = pd.concat(pieces, ignore_index=True)
    place = pd.Series(range(len(feedback)), index=feedback["feedback_id"].astype("str"))
    order = np.argsort(mentions["feedback_id"].map(place).to_numpy(), kind="stable")
    return mentions.take(order).reset_index(drop=True)


def annotate_in_pieces(
    feedback: pd.DataFrame,
    *,
    codebook: Codebook | None = None,
    sentiment: SentimentModel | None = None,
    size: int = PIECE,
    progress: bool = False,
) -> Iterator[pd.DataFrame]:
    """Give the mentions of a large table piece by piece, so that memory stays bounded.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK.
    codebook : Codebook, optional
        As for :func:`annotate`.
    sentiment : SentimentModel, optional
        As for :func:`annotate`.
    size : int
        Rows of feedback in a piece.
    progress : bool
        Whether to show a progress bar.

    Yields
    ------
    DataFrame
        MENTIONS of the next *size* rows that have a text. Rows with equal texts come together,
        in the order in which their text comes first, so that each text is read once.
    """
    check_columns(feedback, FEEDBACK, ("feedback_id", "text"))
    rows = conform(feedback, FEEDBACK)
    rows = rows[rows["text"].notna()]
    rows = rows.iloc[np.argsort(pd.factorize(rows["text"])[0], kind="stable")]
    pieces = [rows.iloc[start : start + size] for start in range(0, len(rows), size)]
    done = _read_pieces(pieces, codebook, sentiment)
    yield from track(done, "Reading texts", total=len(pieces), disable=not progress)


def _read_pieces(
    pieces: Sequence[pd.DataFrame], codebook: Codebook | None, sentiment: SentimentModel | None
) -> Iterator[pd.DataFrame]:
    """Read piece after piece, many of them in several processes; a round waits to be fetched."""
    is_many = sum(map(len, pieces)) >= MANY
    n_processes = min(cpu_count(), MOST_PROCESSES) if is_many else 1
    if n_processes == 1:
        read = _reader(codebook, sentiment)
        for rows in pieces:
            yield _piece(rows, read)
        return
    for first in range(0, len(pieces), n_processes):
        together = pieces[first : first + n_processes]
        yield from Parallel(n_jobs=n_processes)(
            delayed(_read_piece)(rows, codebook, sentiment) for rows in together
        )


def _read_piece(
    rows: pd.DataFrame, codebook: Codebook | None, sentiment: SentimentModel | None
) -> pd.DataFrame:
    return _piece(rows, _reader(codebook, sentiment))


def _reader(
    codebook: Codebook | None, sentiment: SentimentModel | None
) -> Callable[[str, bool], list[Mention]]:
    """Give a function that reads a text, and remembers what it read lately."""
    known = terms_of(codebook)

    @lru_cache(maxsize=REMEMBERED)
    def read(text: str, is_story: bool) -> list[Mention]:
        return read_text(text, is_story=is_story, known=known, sentiment=sentiment)

    return read


def read_text(
    text: str,
    *,
    is_story: bool,
    known: Terms | None = None,
    sentiment: SentimentModel | None = None,
) -> list[Mention]:
    """Give all mentions of one text.

    Parameters
    ----------
    text : str
        Any text.
    is_story : bool
        Whether to read it as a story as well.
    known : mapping, optional
        Terms of touchpoints, channels and emotions, from
        :func:`cxkit.language.topics.terms_of`; the package's own when absent.
    sentiment : SentimentModel, optional
        As for :func:`annotate`.

    Examples
    --------
    >>> {found.layer for found in read_text("Nobody called me back.", is_story=False)} >= {"factor"}
    True
    """
    document = parse(text)
    if is_story:
        document.remember()
    found = _of_any_text(document, known, sentiment)
    if document.language == "other":
        return found
    if is_story:
        told = read_story(document)
        times = moment_times(document, told) + due_times(document, told)
        is_others = words_of_others(text)
        felt = [one for one in found if one.layer != "emotion" or not is_others(one.start)]
        is_none = not told and len(document.sentences) > SHORT
        return _with_story(felt, told + times, is_none=is_none)
    tones = {one.start: one.value or 0.0 for one in found if one.layer == "sentence"}
    faults = read_factors(document, tones)
    return _with_faults(found, faults) + faults if faults else found


def read_tone_and_topics(text: str, *, sentiment: SentimentModel | None = None) -> list[Mention]:
    """Give the mentions of one text without its factors and without its story; twice as fast.

    Parameters
    ----------
    text : str
        Any text.
    sentiment : SentimentModel, optional
        As for :func:`annotate`.

    Examples
    --------
    >>> found = read_tone_and_topics("The courier was rude.")
    >>> [mention.code for mention in found if mention.layer == "touchpoint"]
    ['delivery']
    """
    return _of_any_text(parse(text), None, sentiment)


def _of_any_text(
    document: Document, known: Terms | None, sentiment: SentimentModel | None
) -> list[Mention]:
    found = read_layers(document, known)
    if sentiment and document.language != "other":
        return _with_adapted(found, sentiment.read(document))
    return found


def _with_adapted(found: list[Mention], tone: Tone) -> list[Mention]:
    """Put what an adapted model says of the whole text in the place of the general tone."""
    return [
        mention._replace(
            code=tone.label, value=tone.score, score=tone.confidence, by="adapted model"
        )
        if mention.layer == "sentiment"
        else mention
        for mention in found
    ]


def _with_faults(found: Sequence[Mention], faults: Sequence[Mention]) -> list[Mention]:
    """Give touchpoints that are felt as neither, where a fault is told, the value of a fault."""
    places = sorted((fault.start, fault.end) for fault in faults)
    starts = [start for start, _ in places]
    reached = list(accumulate((end for _, end in places), max))
    told = list(found)
    for index, mention in enumerate(found):
        if mention.layer == "touchpoint" and abs(mention.value or 0.0) <= NEUTRAL:
            before = bisect_left(starts, mention.end)
            if before and reached[before - 1] > mention.start and mention.value is not None:
                told[index] = mention._replace(value=FAULT, by="terms and fault")
    return told


_TOLD_BY_STORY = frozenset(("channel", "contacts", "duration"))
_OF_MOMENTS = _TOLD_BY_STORY | {"touchpoint"}


def _with_story(found: list[Mention], told: list[Mention], *, is_none: bool) -> list[Mention]:
    """Join the layers of a story: it says itself what its channels and its effort were.

    A text that tells no experience (a recipe, an advertisement) has no moments and no effort,
    whatever it names; *is_none* says that it is one. A feeling belongs to the episode that was
    begun last before it. A date that the story gives to an episode stands in the place of the same
    words read without the story.
    """
    episodes = [mention for mention in told if mention.layer == "episode"]
    replaced = _OF_MOMENTS if is_none else _TOLD_BY_STORY if told else frozenset[str]()
    kept = [mention for mention in found if mention.layer not in replaced]
    times = {mention.start for mention in told if mention.layer == "date"}
    kept = [mention for mention in kept if mention.layer != "date" or mention.start not in times]
    return [_in_episode(mention, episodes) for mention in kept] + told


def _in_episode(mention: Mention, episodes: Sequence[Mention]) -> Mention:
    """Give an emotion the number of the episode in which it is told."""
    begun = [episode for episode in episodes if episode.start <= mention.start]
    if mention.layer != "emotion" or not begun:
        return mention
    return mention._replace(episode=max(begun, key=lambda episode: episode.start).episode)


def _piece(rows: pd.DataFrame, read: Callable[[str, bool], list[Mention]]) -> pd.DataFrame:
    """Pack the mentions of some rows into a frame."""
    texts = rows["text"].tolist()
    stories = rows["kind"].eq("story").fillna(False).tolist()
    found: list[Mention] = []
    quotes: list[str] = []
    counts: list[int] = []
    for text, is_story in zip(texts, stories, strict=True):
        own = read(text, is_story)
        found += own
        quotes += [text[mention.start : mention.end] for mention in own]
        counts.append(len(own))
    columns: dict[str, Any] = {
        name: list(map(itemgetter(place), found)) for place, name in enumerate(_FIELDS)
    }
    ids = np.repeat(rows["feedback_id"].to_numpy(dtype=object), counts)
    frame = pd.DataFrame({"feedback_id": ids, "quote": quotes, **columns})
    return conform(frame, MENTIONS)
