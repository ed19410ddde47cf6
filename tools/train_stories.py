"""Rebuild the story model from our own stories and passages.

    python tools/train_stories.py

Reads ``tools/story_texts``, writes ``cxkit/language/story/data/story_model.npz`` and prints how
well stories are read by models that have not seen any story of their author. Heads that read what
other heads say are trained on what those say of stories that they were not trained on.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from net_training import FEELINGS, LINES, MOMENTS, fit_net
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from story_texts import MAYBE, YES, Story, passages, stories

from cxkit.language.sentiment.fit_sentiment import leanings
from cxkit.language.story.candidates import Candidate, candidates, one_a_sentence
from cxkit.language.story.effort import effort
from cxkit.language.story.episodes import (
    SIGNS,
    beside_numbers,
    felt_numbers,
    moment_numbers,
    passage_of,
)
from cxkit.language.story.judge.judge import Verdict, told_numbers
from cxkit.language.story.judge.linear import Linear, Table, shares_of
from cxkit.language.story.judge.net import Net
from cxkit.language.story.judge.story_model import CUTS, FEW, FEW_LINES, FILE, StoryModel, save
from cxkit.language.story.ledgers import ledger_numbers
from cxkit.language.story.promises.promises import fate_numbers, promises, read_outright

TARGET = Path(__file__).parents[1] / "cxkit" / "language" / "story" / "data" / FILE
FIGURES = Path(__file__).parent / "story_texts" / "figures.json"
N_FOLDS = 5
LANGUAGES = ("ru", "en")
FATE_STRENGTH = 0.05
LAYERS = ("factor", "recovery", "outcome")
LEAST_SEEN = 3  # rows in which a term must stand
LEAST_WEIGHT = 0.03
LOUDER = 4.0  # of what a code itself shows, beside what the other codes of a story show
HEAVIER = 3.0  # weight of a line that shows a code beside one that does not
PLAIN = ("w:", "c:", "f:", "g:", "m:", "told:", "lang:")
"""Terms by which a told experience is told apart from other texts."""

WAYS = np.arange(0.1, 0.75, 0.025)
SLACK = 0.005
MIXED = 3.0
"""How much more a moment counts that is neither good nor bad."""

LOST = 3.0
"""How much worse it is to lose a story than to read a text that tells none."""

DOUBT = 0.7
"""Benefit of the doubt of longer texts: real essays say more beside what happened than ours do."""

FATES = {True: "kept", False: "broken", None: "unknown"}
SIGNED = {sign: name for name, sign in SIGNS.items()}

Rows = Sequence[Mapping[str, float]]
Head = Linear | Net
Judged = list[tuple[Story, Verdict]]
Count = Callable[[float], tuple[int, int, int]]
"""Gives found, false and missed at a cut."""


def fit(
    rows: Rows,
    codes: Sequence[str],
    target: Callable[[int], tuple[np.ndarray, np.ndarray]],
    *,
    strength: float,
    even: bool = False,
    mask: Callable[[str, np.ndarray], np.ndarray] | None = None,
) -> Linear:
    """Fit one logistic regression a code.

    ``target(place)`` gives labels and sample weights of a code (weight 0: left out). ``even``
    brings numbers to the same scale first. ``mask(code, terms)`` says how loud each term is to a
    code: 0 is not read.
    """
    vectorizer = DictVectorizer(dtype=np.float32)
    table = vectorizer.fit_transform(rows).tocsr()
    terms = np.array(vectorizer.get_feature_names_out())
    seen = np.asarray((table != 0).sum(axis=0)).ravel() >= LEAST_SEEN
    table, terms = table[:, seen], terms[seen]
    middle, scale = np.zeros(len(terms)), np.ones(len(terms))
    if even:
        dense = table.toarray()
        middle, scale = dense.mean(axis=0), dense.std(axis=0) + 1e-6
        table = sparse.csr_matrix((dense - middle) / scale)

    def task(place: int) -> tuple:
        labels, weights = target(place)
        loud = np.ones(len(terms)) if mask is None else mask(codes[place], terms)
        return delayed(_fit_one)(table, labels, weights, loud, strength, even)

    own_fits = Parallel(n_jobs=-1)(task(place) for place in range(len(codes)))
    fitted = [
        (own / scale, float(intercept - (own * middle / scale).sum()))
        for own, intercept in own_fits
    ]
    weights = np.column_stack([own for own, _ in fitted])
    if not even:
        weights[np.abs(weights) < LEAST_WEIGHT] = 0.0
    used = np.abs(weights).sum(axis=1) > 0
    return Linear(
        tuple(codes),
        tuple(terms[used].tolist()),
        weights[used].astype(np.float32),
        np.array([intercept for _, intercept in fitted]),
    )


def _fit_one(
    table: sparse.csr_matrix,
    labels: np.ndarray,
    weights: np.ndarray,
    loud: np.ndarray,
    strength: float,
    even: bool,
) -> tuple[np.ndarray, float]:
    """Fit one code; give its weights and its intercept.

    Words and frames that lean to the code or away from it are heard louder, as in
    :func:`cxkit.language.sentiment.fit_sentiment.leanings`.
    """
    kept, read = weights > 0, loud > 0
    own = np.zeros(len(loud))
    if labels[kept].sum() < LEAST_SEEN:
        return own, -9.0
    model = LogisticRegression(C=strength, solver="lbfgs" if even else "liblinear")
    if not even:
        loud = loud * leanings(table[kept], labels[kept])
    heard = table[kept][:, read].multiply(loud[read]).tocsr()
    model.fit(heard, labels[kept], sample_weight=weights[kept])
    own[read] = model.coef_[0] * loud[read]
    return own, float(model.intercept_[0])


def fit_lines(known: list[Story], more: list, codes: list[str]) -> Linear:
    """Fit what reads single lines; the last code is "story"."""
    rows = [terms for story in known for terms in story.terms] + [terms for terms, _ in more]
    labels = [own for story in known for own in story.labels] + [own for _, own in more]
    told = np.array([story.is_story for story in known for _ in story.terms] + [True] * len(more))
    share = [len(story.terms) ** -0.5 for story in known for _ in story.terms] + [0.0] * len(more)
    whole = np.array(share)
    whole[told] *= (whole[~told].sum() / whole[told].sum()) if whole[told].sum() else 1.0
    whole *= len(rows) / whole.sum()

    def target(place: int) -> tuple[np.ndarray, np.ndarray]:
        if codes[place] == "story":
            return told, whole
        given = np.array([own.get(codes[place], 0.0) for own in labels])
        return given == YES, np.where(given == MAYBE, 0.0, np.where(given == YES, HEAVIER, 1.0))

    def mask(code: str, terms: np.ndarray) -> np.ndarray:
        if code != "story":
            return np.ones(len(terms))
        return np.array([float(term.startswith(PLAIN)) for term in terms])

    return fit(rows, codes, target, strength=0.1, mask=mask)


def fit_lines_together(known: list[Story], more: list, codes: list[str]) -> Net:
    """Fit what reads lines: each by itself, and a network that reads it with those around it."""
    rows = [terms for story in known for terms in story.terms] + [terms for terms, _ in more]
    given = [own for story in known for own in story.labels] + [own for _, own in more]
    shown = [code for code in codes if code != "story"]
    labels = np.array([[own.get(code, 0.0) for code in shown] for own in given])
    weights = np.where(labels == MAYBE, 0.0, np.where(labels == YES, HEAVIER, 1.0))
    sizes = [len(story.terms) for story in known] + [1] * len(more)
    text_of = np.repeat(np.arange(len(sizes)), sizes)
    hidden, second = fit_net(rows, labels == YES, weights, shown, LINES, text_of)
    return Net(joined(fit_lines(known, more, codes), hidden), second, together=True)


def fit_choice(
    rows: Rows,
    chosen: Sequence[str],
    codes: Sequence[str],
    strength: float,
    layer: str = "",
    heavier: Mapping[str, float] | None = None,
) -> Linear:
    """Fit what chooses one of several codes, which are called by their layer and name."""
    held, heavy = np.array(chosen), heavier or {}

    def target(place: int) -> tuple[np.ndarray, np.ndarray]:
        is_own = held == codes[place]
        return is_own, np.where(is_own, heavy.get(codes[place], 1.0), 1.0)

    head = fit(rows, codes, target, strength=strength)
    return replace(head, codes=tuple(f"{layer}{code}" for code in codes))


def fates_of(known: Judged) -> tuple[list, list]:
    """Give the numbers of all promises of the gold, and their fates."""
    rows, chosen = [], []
    for story, verdict in known:
        for promise in story.gold["promises"]:
            number = story.lines_of(promise["promised"])[0]
            rows.append(fate_numbers(verdict, number, read_outright(verdict, number).fate))
            chosen.append(FATES[promise["kept"]])
    return rows, chosen


def feelings_of(known: Judged) -> tuple[list, list, list]:
    """Give the numbers of all episodes of the gold, their channels and signs of valence."""
    rows, channels, signs = [], [], []
    for story, verdict in known:
        for episode in story.gold["episodes"]:
            lines = story.lines_of(episode["quote"])
            rows.append(felt_numbers(verdict, lines, episode["touchpoint"]))
            channels.append(episode["channel"])
            signs.append(SIGNED[int(np.sign(episode["valence"]))])
    return rows, channels, signs


def moments_of(known: Judged) -> tuple[list, np.ndarray, list]:
    """Give the numbers of all candidates, whether each is an episode (-1: optional), and places."""
    rows, right, places = [], [], []
    for story, verdict in known:
        runs = candidates(verdict)
        spans = [passage_of(verdict.reading.lines, run.best) for run in runs]
        taken: set[int] = set()
        for episode in story.gold["episodes"]:
            start = story.text.index(episode["quote"])
            end = start + len(episode["quote"])
            met = [
                index
                for index, (run, span) in enumerate(zip(runs, spans, strict=True))
                if index not in taken
                and run.touchpoint == episode["touchpoint"]
                and span[0] < end
                and start < span[1]
            ]
            if met:
                taken.add(max(met, key=lambda index: _loudness(verdict, runs[index])))
        table = moment_numbers(verdict, runs) if runs else Table((), np.zeros((0, 0)))
        rows += table.rows
        for index, run in enumerate(runs):
            is_free = run.touchpoint in story.gold["optional_episodes"]
            right.append(1 if index in taken else -1 if is_free else 0)
            places.append((story, run.touchpoint, spans[index]))
    return rows, np.array(right), places


def _loudness(verdict: Verdict, run: object) -> float:
    return float(verdict.shares[run.best, verdict.columns[f"touchpoint:{run.touchpoint}"]])


def told_rows(known: Judged) -> list:
    """Give the numbers of whole stories."""
    return [
        told_numbers(
            verdict,
            ledger_numbers(story.reading, promises(verdict), effort(story.reading)),
        )
        for story, verdict in known
    ]


def fit_told(rows: Rows, known: list[Story], codes: list[str]) -> Linear:
    """Fit what judges a whole story, each code by its own lines and the best of all others."""

    def target(place: int) -> tuple[np.ndarray, np.ndarray]:
        layer, _, code = codes[place].partition(":")
        labels = np.array([code in story.told(layer) for story in known])
        maybe = np.array([code in story.optional(layer) for story in known])
        return labels, (~maybe | labels).astype(float)

    def mask(code: str, terms: np.ndarray) -> np.ndarray:
        ending = np.char.partition(terms.astype(str), "|")
        others = (ending[:, 2] == "1") | (ending[:, 1] == "")
        return np.where(ending[:, 0] == code, LOUDER, others.astype(float))

    return fit(rows, codes, target, strength=0.02, even=True, mask=mask)


def fit_moments(rows: Rows, right: np.ndarray) -> Linear:
    """Fit what tells whether a candidate is an episode; optional ones are left out."""
    return fit(
        rows,
        ["is"],
        lambda _: (right == 1, (right >= 0).astype(float)),
        strength=0.05,
        even=True,
    )


def fit_moments_again(rows: Rows, right: np.ndarray) -> Net:
    """Fit the same once all runs of a story are judged, with a network beside it."""
    labels, counted = right[:, None] == 1, (right[:, None] >= 0).astype(float)
    hidden, second = fit_net(rows, labels, counted, ["is"], MOMENTS)
    return Net(joined(fit_moments(rows, right), hidden), second)


def best_cut(count: Count) -> tuple[float, float]:
    """Give a cut and its F1; ``count(cut)`` gives found, false and missed.

    Of cuts that are equally good but for ``SLACK`` the middle one is taken.
    """

    figures = [f1_of(count(cut)) for cut in WAYS]
    good = [place for place, figure in enumerate(figures) if figure >= max(figures) - SLACK]
    middle = good[len(good) // 2]
    return float(round(WAYS[middle], 3)), figures[middle]


def f1_of(counts: tuple[int, int, int]) -> float:
    """Give F1 of found, false and missed."""
    found, false, missed = counts
    return 2 * found / max(1, 2 * found + false + missed)


def blank(lines: Net) -> StoryModel:
    """Give a model that has only its first head."""
    cuts = dict.fromkeys([cut + few for cut in CUTS for few in ("", FEW)], 0.35)
    return StoryModel(lines, lines.first, lines.first, lines, lines, lines.first, cuts)


def with_lines(known: list[Story], lines: Net) -> Judged:
    """Give stories with what the first head says of their lines."""
    model = blank(lines)
    return [
        (story, Verdict(story.reading, story.terms, lines.shares(story.terms), model))
        for story in known
    ]


def promise_count(
    known: Judged,
) -> Count:
    """Count promises found, false and missed at a cut."""

    def count(cut: float) -> tuple[int, int, int]:
        found = false = missed = 0
        for story, verdict in known:
            shares = verdict.shares[:, verdict.columns["promise"]]
            free = set(np.flatnonzero(shares >= cut).tolist())
            for promise in story.gold["promises"]:
                met = [n for n in story.lines_of(promise["promised"]) if n in free]
                free -= set(met[:1])
                found, missed = found + bool(met), missed + (not met)
            false += len(free)
        return found, false, missed

    return count


def told_count(shares: np.ndarray, codes: list[str], layer: str, known: list[Story]) -> Count:
    """Count codes of a layer found, false and missed at a cut."""
    own = [place for place, code in enumerate(codes) if code.startswith(f"{layer}:")]
    names = [codes[place].partition(":")[2] for place in own]
    right = np.array([[name in story.told(layer) for name in names] for story in known])
    free = np.array([[name in story.optional(layer) for name in names] for story in known])

    def count(cut: float) -> tuple[int, int, int]:
        given = shares[:, own] >= cut
        return (
            int((given & right).sum()),
            int((given & ~right & ~free).sum()),
            int((~given & right).sum()),
        )

    return count


def moment_count(shares: np.ndarray, places: list, known: list[Story]) -> Count:
    """Count episodes found, false and missed at a cut, as the scorer does."""

    def count(cut: float) -> tuple[int, int, int]:
        given = defaultdict(list)
        for share, (story, touchpoint, span) in zip(shares, places, strict=True):
            if share >= cut:
                given[story.author, story.name].append((span, touchpoint))
        found = false = missed = 0
        for story in known:
            free = sorted(given[story.author, story.name])
            for episode in story.gold["episodes"]:
                start = story.text.index(episode["quote"])
                end = start + len(episode["quote"])
                met = [
                    one
                    for one in free
                    if one[1] == episode["touchpoint"] and one[0][0] < end and start < one[0][1]
                ]
                if met:
                    free.remove(met[0])
                found, missed = found + bool(met), missed + (not met)
            optional = story.gold["optional_episodes"]
            false += sum(touchpoint not in optional for _, touchpoint in free)
        return found, false, missed

    return count


def told_apart(known: Judged) -> Callable[[float], tuple[float, float]]:
    """Give, at a cut, the share of stories kept and the share of other texts left empty."""
    scores = np.array([verdict.story for _, verdict in known])
    is_story = np.array([story.is_story for story, _ in known])

    def shares(cut: float) -> tuple[float, float]:
        return float((scores[is_story] >= cut).mean()), float((scores[~is_story] < cut).mean())

    return shares


def story_cut(known: Judged, doubt: float) -> float:
    """Give the mean logit from which a text is taken to tell an experience.

    Stories and other texts weigh the same, but a lost story is ``LOST`` times as bad; of cuts that
    are equally good but for ``SLACK`` the middle one is taken, and *doubt* off it.
    """
    scores = [verdict.story for _, verdict in known]
    cuts = np.arange(min(scores), max(scores), 0.02)
    apart = told_apart(known)
    worth = np.array([LOST * kept + clean for kept, clean in map(apart, cuts)]) / (LOST + 1)
    good = np.flatnonzero(worth >= worth.max() - SLACK)
    return float(round(cuts[good[len(good) // 2]] - doubt, 2))


class Rounds:
    """Our stories in five rounds: in each, the stories of some authors are left out.

    Attributes
    ----------
    known : list of Story
        All stories, round by round.
    round_of : array
        In which round each story is left out.
    figures : dict
        How well stories were read in the rounds in which they were left out.
    """

    def __init__(self, known: list[Story]) -> None:
        authors = sorted({story.author for story in known})
        number = {author: place % N_FOLDS for place, author in enumerate(authors)}
        self.known = sorted(known, key=lambda story: number[story.author])
        self.round_of = np.array([number[story.author] for story in self.known])
        self.figures: dict[str, float] = {}

    def left_out(self, number: int) -> list[Story]:
        """Give the stories that are left out in a round."""
        return [self.known[i] for i in np.flatnonzero(self.round_of == number)]

    def kept(self, number: int) -> list[Story]:
        """Give the stories that are not; all of them for a round that there is not."""
        return [self.known[i] for i in np.flatnonzero(self.round_of != number)]

    def of_each(self, counts: Sequence[int]) -> np.ndarray:
        """Give the round of each row, when every story gives some rows."""
        return np.repeat(self.round_of, counts)

    def of_length(self) -> dict[str, np.ndarray]:
        """Give the places of longer and of short texts, by the ending of their cuts."""
        few = np.array([len(story.terms) <= FEW_LINES for story in self.known])
        return {"": np.flatnonzero(~few), FEW: np.flatnonzero(few)}

    def say(self, what: str, figure: float) -> None:
        """Keep a figure and print it."""
        self.figures[what] = round(float(figure), 3)
        sys.stdout.write(f"{what}: {figure:.3f}\n")
        sys.stdout.flush()


def line_heads(rounds: Rounds, more: list, codes: list[str]) -> list[Net]:
    """Fit what reads lines for each round, and at last on all stories; two at a time."""
    return Parallel(n_jobs=2)(
        delayed(fit_lines_together)(rounds.kept(number), more, codes)
        for number in range(N_FOLDS + 1)
    )


def crossed(
    rounds: np.ndarray, rows: Rows, train: Callable[[np.ndarray], Head]
) -> tuple[np.ndarray, list[Head]]:
    """Give logits of rows by heads that were not trained on them, and these heads."""
    heads, logits = [], []
    for number in range(N_FOLDS):
        heads.append(train(np.flatnonzero(rounds != number)))
        own = np.flatnonzero(rounds == number)
        logits.append((own, heads[-1].logits([rows[i] for i in own])))
    found = np.zeros((len(rows), logits[0][1].shape[1]))
    for own, values in logits:
        found[own] = values
    return found, heads


def chosen_right(
    rounds: np.ndarray, rows: Rows, chosen: Sequence[str], codes: Sequence[str], strength: float
) -> tuple[float, list[Linear]]:
    """Give the share of choices that heads get right which were not trained on them."""

    def train(kept: np.ndarray) -> Linear:
        return fit_choice([rows[i] for i in kept], [chosen[i] for i in kept], codes, strength)

    logits, heads = crossed(rounds, rows, train)
    guessed = np.array(codes)[logits.argmax(axis=1)]
    return float((guessed == np.array(chosen)).mean()), heads


def train_fates(rounds: Rounds, unseen: Judged, cuts: dict[str, float]) -> tuple[Linear, Judged]:
    """Train what reads fates; give it, and the verdicts with heads that did not see the story."""
    rows, chosen = fates_of(unseen)
    places = rounds.of_each([len(story.gold["promises"]) for story in rounds.known])
    codes = tuple(FATES.values())
    right, heads = chosen_right(places, rows, chosen, codes, FATE_STRENGTH)
    rounds.say("fate of a promise right", right)
    ready = [
        (story, replace(verdict, model=replace(verdict.model, fates=heads[number], cuts=cuts)))
        for (story, verdict), number in zip(unseen, rounds.round_of, strict=True)
    ]
    return fit_choice(rows, chosen, codes, FATE_STRENGTH), ready


def train_told(rounds: Rounds, ready: Judged, codes: list[str], cuts: dict[str, float]) -> Linear:
    """Train what judges whole stories, and set its cuts."""
    rows, known = told_rows(ready), rounds.known

    def train(kept: np.ndarray) -> Linear:
        return fit_told([rows[i] for i in kept], [known[i] for i in kept], codes)

    logits, _ = crossed(rounds.round_of, rows, train)
    shares = shares_of(logits)
    for layer in LAYERS:

        def count(places: list[int], layer: str = layer) -> Count:
            return told_count(shares[places], codes, layer, [known[i] for i in places])

        set_cuts(rounds, layer, layer, count, cuts)
    return fit_told(rows, known, codes)


def set_cuts(
    rounds: Rounds,
    what: str,
    title: str,
    count: Callable[[list[int]], Count],
    cuts: dict[str, float],
) -> None:
    """Set a cut for longer and for short texts, and say what it gives."""
    for ending, places in rounds.of_length().items():
        cuts[what + ending], figure = best_cut(count(places.tolist()))
        rounds.say(f"{title} F1{ending}", figure)
        for language in LANGUAGES:
            own = [i for i in places.tolist() if rounds.known[i].gold["language"] == language]
            rounds.say(f"{title} F1{ending}, {language}", f1_of(count(own)(cuts[what + ending])))


def train_moments(rounds: Rounds, unseen: Judged, cuts: dict[str, float]) -> tuple[Linear, Net]:
    """Train what tells events from other runs of lines, first and again, and set its cut."""
    rows, right, places = moments_of(unseen)
    runs = [candidates(verdict) for _, verdict in unseen]
    inside = np.repeat(rounds.round_of, [len(own) for own in runs])

    def crossed_shares(rows: Rows, fit_head: Callable[[Rows, np.ndarray], Head]) -> np.ndarray:
        logits, _ = crossed(
            inside, rows, lambda kept: fit_head([rows[i] for i in kept], right[kept])
        )
        return shares_of(logits[:, 0])

    first = crossed_shares(rows, fit_moments)
    again = [{**row, **more} for row, more in zip(rows, beside(unseen, runs, first), strict=True)]
    shares = crossed_shares(again, fit_moments_again)
    ends = np.cumsum([len(own) for own in runs])
    for own, end in zip(runs, ends, strict=True):
        place = slice(end - len(own), end)
        shares[place] = one_a_sentence(own, shares[place])

    def count(own: list[int]) -> Count:
        return moment_count(shares, places, [rounds.known[i] for i in own])

    set_cuts(rounds, "moments", "episodes", count, cuts)
    return fit_moments(rows, right), fit_moments_again(again, right)


def beside(known: Judged, runs: list[list[Candidate]], shares: np.ndarray) -> list:
    """Give what stands beside each run, story by story."""
    rows = []
    for (_, verdict), own in zip(known, runs, strict=True):
        if own:
            place = slice(len(rows), len(rows) + len(own))
            rows += beside_numbers(own, shares[place], len(verdict.terms)).rows
    return rows


def train_feelings(rounds: Rounds, unseen: Judged) -> Net:
    """Train what chooses the channel of an event and the sign of what is felt."""
    rows, channels, signs = feelings_of(unseen)
    places = rounds.of_each([len(story.gold["episodes"]) for story in rounds.known])
    known = sorted(set(channels))

    def train(kept: Sequence[int]) -> Net:
        own = ([held[i] for i in kept] for held in (rows, channels, signs))
        return fit_felt(*own, known)

    logits, heads = crossed(places, rows, train)
    for what, chosen in (("channel", channels), ("valence", signs)):
        given = [f"{what}:{one}" for one in chosen]
        own = [place for place, code in enumerate(heads[0].codes) if code.startswith(what)]
        guessed = np.array(heads[0].codes)[own][logits[:, own].argmax(axis=1)]
        rounds.say(f"{what} right", (guessed == np.array(given)).mean())
    return train(range(len(rows)))


def fit_felt(rows: Rows, channels: list[str], signs: list[str], known: list[str]) -> Net:
    """Fit what chooses the channel of an event, of those known, and the sign of what is felt.

    A plain or mixed moment counts more: shown as good or bad it is a false number.
    """
    linear = joined(
        fit_choice(rows, channels, known, 0.1, "channel:"),
        fit_choice(rows, signs, sorted(SIGNS), 0.05, "valence:", {"mixed": MIXED}),
    )
    given = [
        {f"channel:{one}", f"valence:{sign}"} for one, sign in zip(channels, signs, strict=True)
    ]
    labels = np.array([[code in own for code in linear.codes] for own in given])
    heavy = np.array([MIXED if code == "valence:mixed" else 1.0 for code in linear.codes])
    hidden, second = fit_net(rows, labels, np.where(labels, heavy, 1.0), linear.codes, FEELINGS)
    return Net(joined(linear, hidden), second)


def joined(one: Linear, other: Linear) -> Linear:
    """Put two heads into one: the terms of both, the codes of both."""
    terms = sorted({*one.terms, *other.terms})
    place_of = {term: place for place, term in enumerate(terms)}
    weights = np.zeros((len(terms), len(one.codes) + len(other.codes)), dtype=np.float32)
    weights[[place_of[term] for term in one.terms], : len(one.codes)] = one.weights
    weights[[place_of[term] for term in other.terms], len(one.codes) :] = other.weights
    intercepts = np.concatenate([one.intercepts, other.intercepts])
    return Linear((*one.codes, *other.codes), tuple(terms), weights, intercepts)


def main() -> None:
    rounds, more = Rounds(stories()), passages()
    known, cuts = rounds.known, {}
    codes = sorted({code for story in known for own in story.labels for code in own} - {"promise"})
    told_codes = [code for code in codes if code.partition(":")[0] in LAYERS]
    codes += ["promise", "story"]

    *crossed_lines, lines = line_heads(rounds, more, codes)
    unseen: Judged = []
    for number, head in enumerate(crossed_lines):
        unseen += with_lines(rounds.left_out(number), head)
    for ending, places in rounds.of_length().items():
        own = [unseen[i] for i in places]
        cuts["story" + ending] = story_cut(own, doubt=0.0 if ending else DOUBT)
        kept, clean = told_apart(own)(cuts["story" + ending])
        rounds.say(f"stories kept{ending}", kept)
        rounds.say(f"other texts left empty{ending}", clean)
    set_cuts(
        rounds, "promise", "promises", lambda own: promise_count([unseen[i] for i in own]), cuts
    )
    fates, ready = train_fates(rounds, unseen, cuts)
    told = train_told(rounds, ready, told_codes, cuts)
    moments, chosen = train_moments(rounds, unseen, cuts)
    felt = train_feelings(rounds, unseen)
    save(StoryModel(lines, told, moments, chosen, felt, fates, cuts), TARGET)
    figures = {"stories": len(known), "passages": len(more), **rounds.figures}
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
