"""Rebuild the story model from our own stories and passages.

    python tools/train_stories.py

Reads ``tools/story_texts``, writes ``cxkit/language/story/data/story_model.npz`` and prints how
well stories are read by models that have not seen any story of their author. Heads that read what
other heads say are trained on what those say of stories that they were not trained on.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from story_texts import MAYBE, YES, Story, passages, stories

from cxkit.language.story.effort import effort
from cxkit.language.story.episodes import (
    candidates,
    felt_numbers,
    moment_numbers,
    passage_of,
)
from cxkit.language.story.judge import Verdict, told_numbers
from cxkit.language.story.ledgers import ledger_numbers
from cxkit.language.story.linear import Linear
from cxkit.language.story.promises import fate_numbers, promises
from cxkit.language.story.story_model import FILE, StoryModel, save

TARGET = Path(__file__).parents[1] / "cxkit" / "language" / "story" / "data" / FILE
N_FOLDS = 5
LAYERS = ("factor", "recovery", "outcome")
LEAST_SEEN = 3  # rows in which a term must stand
LEAST_WEIGHT = 0.03
HEAVIER = 3.0  # weight of a line that shows a code beside one that does not
PLAIN = ("w:", "c:", "f:", "g:", "m:", "told:", "lang:")
"""Terms by which a told experience is told apart from other texts."""

WAYS = np.arange(0.1, 0.75, 0.025)
FATES = {True: "kept", False: "broken", None: "unknown"}
SIGNS = {-1: "bad", 0: "mixed", 1: "good"}

Rows = Sequence[Mapping[str, float]]


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
    brings numbers to the same scale first. ``mask(code, terms)`` says which terms a code may read.
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

    def one(place: int) -> tuple[np.ndarray, float]:
        labels, weights = target(place)
        kept = weights > 0
        read = np.ones(len(terms), bool) if mask is None else mask(codes[place], terms)
        own = np.zeros(len(terms))
        if labels[kept].sum() < LEAST_SEEN:
            return own, -9.0
        model = LogisticRegression(C=strength, solver="liblinear")
        model.fit(table[kept][:, read], labels[kept], sample_weight=weights[kept])
        own[read] = model.coef_[0]
        return own / scale, float(model.intercept_[0] - (own * middle / scale).sum())

    fitted = Parallel(n_jobs=-1, prefer="threads")(
        delayed(one)(place) for place in range(len(codes))
    )
    weights = np.column_stack([own for own, _ in fitted])
    if not even:
        weights[np.abs(weights) < LEAST_WEIGHT] = 0.0
    used = np.abs(weights).sum(axis=1) > 0
    return Linear(
        tuple(codes),
        tuple(terms[used].tolist()),
        sparse.csr_array(weights[used]),
        np.array([intercept for _, intercept in fitted]),
    )


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
            return np.ones(len(terms), bool)
        return np.array([term.startswith(PLAIN) for term in terms])

    return fit(rows, codes, target, strength=0.1, mask=mask)


def fit_choice(rows: Rows, chosen: Sequence[str], codes: Sequence[str], strength: float) -> Linear:
    """Fit what chooses one of several codes."""
    held = np.array(chosen)
    return fit(
        rows, codes, lambda place: (held == codes[place], np.ones(len(held))), strength=strength
    )


def fates_of(known: list[tuple[Story, Verdict]]) -> tuple[list, list]:
    """Give the numbers of all promises of the gold, and their fates."""
    rows, chosen = [], []
    for story, verdict in known:
        for promise in story.gold["promises"]:
            rows.append(fate_numbers(verdict, story.lines_of(promise["promised"])[0]))
            chosen.append(FATES[promise["kept"]])
    return rows, chosen


def feelings_of(known: list[tuple[Story, Verdict]]) -> tuple[list, list, list]:
    """Give the numbers of all episodes of the gold, their channels and signs of valence."""
    rows, channels, signs = [], [], []
    for story, verdict in known:
        for episode in story.gold["episodes"]:
            lines = story.lines_of(episode["quote"])
            rows.append(felt_numbers(verdict, lines, episode["touchpoint"]))
            channels.append(episode["channel"])
            signs.append(SIGNS[int(np.sign(episode["valence"]))])
    return rows, channels, signs


def moments_of(known: list[tuple[Story, Verdict]]) -> tuple[list, np.ndarray, list]:
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
        for index, run in enumerate(runs):
            is_free = run.touchpoint in story.gold["optional_episodes"]
            right.append(1 if index in taken else -1 if is_free else 0)
            rows.append(moment_numbers(verdict, run))
            places.append((story, run.touchpoint, spans[index]))
    return rows, np.array(right), places


def _loudness(verdict: Verdict, run: object) -> float:
    return float(verdict.shares[run.best, verdict.columns[f"touchpoint:{run.touchpoint}"]])


def told_rows(known: list[tuple[Story, Verdict]]) -> list:
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
        return (ending[:, 0] == code) | (ending[:, 2] == "1") | (ending[:, 1] == "")

    return fit(rows, codes, target, strength=0.01, even=True, mask=mask)


def fit_moments(rows: Rows, right: np.ndarray) -> Linear:
    """Fit what tells whether a candidate is an episode; optional ones are left out."""
    return fit(
        rows,
        ["is"],
        lambda _: (right == 1, (right >= 0).astype(float)),
        strength=0.03,
        even=True,
    )


def best_cut(count: Callable[[float], tuple[int, int, int]]) -> tuple[float, float]:
    """Give the cut with the highest F1 and that F1; ``count(cut)`` gives found, false, missed."""

    def f1(cut: float) -> float:
        found, false, missed = count(cut)
        return 2 * found / max(1, 2 * found + false + missed)

    best = max(WAYS, key=f1)
    return float(round(best, 3)), round(f1(best), 3)


def folds_of(known: list[Story]) -> list[set[str]]:
    authors = sorted({story.author for story in known})
    return [set(authors[place::N_FOLDS]) for place in range(N_FOLDS)]


def blank(lines: Linear) -> StoryModel:
    """Give a model that has only its first head."""
    return StoryModel(*[lines] * 6, cuts={"promise": 0.35})


def with_lines(known: list[Story], lines: Linear) -> list[tuple[Story, Verdict]]:
    model = blank(lines)
    return [
        (story, Verdict(story.reading, story.terms, lines.shares(story.terms), model))
        for story in known
    ]


def promise_count(
    known: list[tuple[Story, Verdict]],
) -> Callable[[float], tuple[int, int, int]]:
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


def told_count(
    shares: np.ndarray, codes: list[str], layer: str, known: list[Story]
) -> Callable[[float], tuple[int, int, int]]:
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


def moment_count(
    shares: np.ndarray, places: list, known: list[Story]
) -> Callable[[float], tuple[int, int, int]]:
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


def story_cut(known: list[tuple[Story, Verdict]]) -> tuple[float, float]:
    """Give the mean logit that parts stories from other texts best, each kind weighing the same."""
    scores = np.array([verdict.story for _, verdict in known])
    is_story = np.array([story.is_story for story, _ in known])

    def right(cut: float) -> float:
        return float(((scores[is_story] >= cut).mean() + (scores[~is_story] < cut).mean()) / 2)

    best = max(np.unique(scores.round(2)), key=right)
    return float(best), round(right(best), 3)


def say(what: str, figure: object) -> None:
    sys.stdout.write(f"{what}: {figure}\n")
    sys.stdout.flush()


def main() -> None:
    known, more = stories(), passages()
    say("stories, passages", (len(known), len(more)))
    all_codes = sorted({code for story in known for own in story.labels for code in own})
    codes = [code for code in all_codes if ":" in code] + ["promise", "story"]
    told_codes = [code for code in codes if code.partition(":")[0] in LAYERS]
    folds = folds_of(known)

    unseen: list[tuple[Story, Verdict]] = []
    for fold in folds:
        lines = fit_lines([story for story in known if story.author not in fold], more, codes)
        unseen += with_lines([story for story in known if story.author in fold], lines)
    own = [story for story, _ in unseen]
    inside = np.array([[story.author in fold for fold in folds] for story in own]).argmax(axis=1)
    cuts = {}
    cuts["story"], figure = story_cut(unseen)
    say("told apart from other texts", figure)
    cuts["promise"], figure = best_cut(promise_count(unseen))
    say("promises F1", figure)

    rows, chosen = fates_of(unseen)
    fold_of = np.repeat(inside, [len(story.gold["promises"]) for story in own])
    guessed = np.empty(len(chosen), dtype=object)
    ready = list(unseen)
    for fold in range(N_FOLDS):
        train = [i for i in range(len(rows)) if fold_of[i] != fold]
        head = fit_choice(
            [rows[i] for i in train], [chosen[i] for i in train], tuple(FATES.values()), 0.05
        )
        test = np.flatnonzero(fold_of == fold)
        best = head.logits([rows[i] for i in test]).argmax(axis=1)
        guessed[test] = [head.codes[place] for place in best]
        for place in np.flatnonzero(inside == fold):
            story, verdict = unseen[place]
            model = replace(verdict.model, fates=head, cuts=cuts)
            ready[place] = (story, replace(verdict, model=model))
    say("fates right", round(float((guessed == np.array(chosen)).mean()), 3))
    fates = fit_choice(rows, chosen, tuple(FATES.values()), 0.05)

    rows = told_rows(ready)
    shares = np.zeros((len(rows), len(told_codes)))
    for fold in range(N_FOLDS):
        train, test = np.flatnonzero(inside != fold), np.flatnonzero(inside == fold)
        head = fit_told([rows[i] for i in train], [own[i] for i in train], told_codes)
        shares[test] = head.shares([rows[i] for i in test])
    for layer in LAYERS:
        cuts[layer], figure = best_cut(told_count(shares, told_codes, layer, own))
        say(f"{layer} F1", figure)
        for language in ("ru", "en"):
            chosen_rows = [i for i, story in enumerate(own) if story.gold["language"] == language]
            part = [own[i] for i in chosen_rows]
            found, false, missed = told_count(shares[chosen_rows], told_codes, layer, part)(
                cuts[layer]
            )
            say(f"  {language}", round(2 * found / (2 * found + false + missed), 3))
    told = fit_told(rows, own, told_codes)

    rows, right, places = moments_of(unseen)
    number = {id(story): fold for story, fold in zip(own, inside, strict=True)}
    fold_of = np.array([number[id(story)] for story, _, _ in places])
    shares = np.zeros(len(rows))
    for fold in range(N_FOLDS):
        train, test = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
        head = fit_moments([rows[i] for i in train], right[train])
        shares[test] = head.shares([rows[i] for i in test])[:, 0]
    cuts["moments"], figure = best_cut(moment_count(shares, places, own))
    say("episodes F1", figure)
    moments = fit_moments(rows, right)

    rows, channels, signs = feelings_of(unseen)
    fold_of = np.repeat(inside, [len(story.gold["episodes"]) for story in own])
    for name, chosen, strength in (("channel", channels, 0.1), ("valence", signs, 0.05)):
        hits = 0
        kinds = tuple(sorted(set(chosen)))
        for fold in range(N_FOLDS):
            train, test = np.flatnonzero(fold_of != fold), np.flatnonzero(fold_of == fold)
            head = fit_choice([rows[i] for i in train], [chosen[i] for i in train], kinds, strength)
            best = head.logits([rows[i] for i in test]).argmax(axis=1)
            hits += sum(kinds[b] == chosen[i] for b, i in zip(best, test, strict=True))
        say(f"{name} right", round(hits / len(rows), 3))
    channel_head = fit_choice(rows, channels, tuple(sorted(set(channels))), 0.1)
    valence_head = fit_choice(rows, signs, tuple(SIGNS.values()), 0.05)

    lines = fit_lines(known, more, codes)
    model = StoryModel(lines, told, moments, channel_head, valence_head, fates, cuts)
    save(model, TARGET)
    say("cuts", cuts)
    say(
        "terms",
        {n: len(getattr(model, n).terms) for n in ("lines", "channels", "valence", "fates")},
    )
    say("bytes", TARGET.stat().st_size)


if __name__ == "__main__":
    main()
