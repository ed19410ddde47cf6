"""Texts that are nearly the same: praise or blame by the batch, said and not averaged away."""

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import HashingVectorizer
from sklearn.preprocessing import normalize

from cxkit.measures.periods import length_of
from cxkit.schema.conform import conform, conform_columns, empty
from cxkit.schema.feedback import FEEDBACK
from cxkit.schema.results.near_duplicates import NEAR_DUPLICATES

Numbers = npt.NDArray[np.int64]

LIKENESS = 0.7
SHORTEST = 40
"""Characters; "all is well" is written by many people independently."""
PIECE = 2_000
HINT = 0.3
"""Likeness of rare pieces of words from which two texts are compared in full."""
RARE = 0.01
COMMON = 60
"""A piece of a word in more than 1 % of the texts (but 60 at least) tells nothing of copying."""
BANDS, HASHES = 8, 2
"""Keys of a text, and least hashes in each: like texts share one of eight nearly always."""
PAIRS = 50_000
"""Pairs that are compared in full at once."""


def near_duplicates(
    feedback: pd.DataFrame,
    *,
    within: str = "7D",
    likeness: float = LIKENESS,
    min_texts: int = 5,
) -> pd.DataFrame:
    """Find groups of texts that are nearly the same and close in time.

    Parameters
    ----------
    feedback : DataFrame
        FEEDBACK; undated texts and those under 40 characters are left out.
    within : str
        Longest time between neighbours in a group, with a unit.
    likeness : float
        From which cosine likeness of their character 4-grams two texts are the same, 0 to 1.
    min_texts : int
        Smallest group that is reported.

    Returns
    -------
    DataFrame
        NEAR_DUPLICATES, one row a text, group by group in order of time. Empty when there are
        none.

    Raises
    ------
    ParameterError
        When *within* is no length of time.
    SchemaError
        When *feedback* are no texts.

    Notes
    -----
    This is the one measure that looks at texts: it compares their letters and reads no meaning.
    A group is a connected set: each text is like at least one other of the group.

    References
    ----------
    Broder, A. Z. (1997). On the resemblance and containment of documents. SEQUENCES.

    Examples
    --------
    >>> texts = ["Everything arrived on time, the courier was polite and quick",
    ...          "Everything arrived on time, the courier was polite and quick!",
    ...          "everything arrived on time, the courier was polite & quick",
    ...          "The lamp came broken and nobody answers my letters any more"]
    >>> day = pd.Timestamp("2026-03-02", tz="UTC")
    >>> feedback = pd.DataFrame({"feedback_id": list("abcd"), "text": texts, "created_at": day})
    >>> near_duplicates(feedback, min_texts=3)["feedback_id"].tolist()
    ['a', 'b', 'c']
    """
    longest = length_of(within, "within")
    texts = conform_columns(feedback, FEEDBACK, ("feedback_id", "text", "created_at"))
    is_long = texts["text"].str.strip().str.len().ge(SHORTEST)
    texts = texts[is_long & texts["created_at"].notna()]
    texts = texts.sort_values(["created_at", "feedback_id"], ignore_index=True)
    if len(texts) < min_texts:
        return empty(NEAR_DUPLICATES)
    pairs = _pairs(texts, longest, likeness)
    shape = (len(texts), len(texts))
    links = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=shape)
    _, cluster = connected_components(links, directed=False)
    sizes = pd.Series(cluster).map(pd.Series(cluster).value_counts())
    kept = texts.assign(cluster=cluster, n=sizes)[sizes >= min_texts]
    if kept.empty:
        return empty(NEAR_DUPLICATES)
    first = kept.groupby("cluster")["created_at"].transform("min")
    kept = kept.assign(first=first).sort_values(["first", "cluster", "created_at", "feedback_id"])
    number = kept.groupby("cluster", sort=False).ngroup() + 1
    columns = ["feedback_id", "created_at", "n"]
    return conform(kept[columns].assign(cluster=number.to_numpy()), NEAR_DUPLICATES)


def _pairs(texts: pd.DataFrame, within: pd.Timedelta, likeness: float) -> Numbers:
    """Return the numbers of two like texts a row, shape (pairs, 2); *texts* are in order of time.

    Pairs that share rare pieces of words are found first, and those of large batches, whose
    pieces are common for that very reason, by their least hashes; the likeness of all pieces
    decides. Texts further apart than *within* are never multiplied.
    """
    grams = _grams(texts["text"].str.casefold())
    spread = grams.getnnz(axis=0)
    is_rare = (spread > 1) & (spread <= max(COMMON, RARE * len(texts)))
    rare = normalize(grams[:, is_rare], copy=False)
    whole = normalize(grams, copy=False)
    when = texts["created_at"].astype("int64").to_numpy()
    longest = within // pd.Timedelta(1, unit="us")
    found = [np.empty((0, 2), dtype=np.int64)]
    for start in range(0, len(texts), PIECE):
        end = min(start + PIECE, len(texts))
        last = int(np.searchsorted(when, when[end - 1] + longest, side="right"))
        like = (rare[start:end] @ rare[start:last].T).tocoo()
        rows, others = like.row + start, like.col + start
        is_pair = (like.data >= HINT) & (others > rows)
        is_pair &= np.abs(when[rows] - when[others]) <= longest
        rows, others = rows[is_pair], others[is_pair]
        found.append(np.column_stack([rows, others]))
    pairs = np.vstack([*found, _of_one_hash(grams, when, longest)])
    return pairs[_likenesses(whole, pairs) >= likeness]


def _likenesses(whole: csr_matrix, pairs: Numbers) -> npt.NDArray[np.float64]:
    """Return the cosine likeness of each pair, shape (pairs,)."""
    found = [
        np.asarray(whole[some[:, 0]].multiply(whole[some[:, 1]]).sum(axis=1)).ravel()
        for some in np.array_split(pairs, len(pairs) // PAIRS + 1)
    ]
    return np.concatenate(found)


def _of_one_hash(grams: csr_matrix, when: Numbers, longest: int) -> Numbers:
    """Return neighbours in time among the texts whose least hashes agree, shape (pairs, 2).

    A batch of hundreds of copies is a chain of such neighbours.
    """
    random = np.random.default_rng(0)
    pieces = grams.indices.astype(np.uint64) + np.uint64(1)
    found = [np.empty((0, 2), dtype=np.int64)]
    for _ in range(BANDS):
        key = np.zeros(grams.shape[0], dtype=np.uint64)
        for _ in range(HASHES):
            odd = np.uint64(random.integers(1, 2**62) * 2 + 1)
            least = np.minimum.reduceat(pieces * odd >> np.uint64(20), grams.indptr[:-1])
            key = key * np.uint64(1_000_003) + least
        order = np.lexsort((when, key))
        before, after = order[:-1], order[1:]
        is_pair = (key[before] == key[after]) & (when[after] - when[before] <= longest)
        found.append(np.sort(np.column_stack([before, after])[is_pair], axis=1))
    return np.unique(np.vstack(found), axis=0)


def _grams(texts: pd.Series) -> csr_matrix:
    """Count the character 4-grams of each text, shape (texts, features)."""
    reader = HashingVectorizer(
        analyzer="char_wb",
        ngram_range=(4, 4),
        n_features=2**20,
        alternate_sign=False,
        norm=None,
        dtype=np.float32,
    )
    return reader.transform(texts)


def doubled_periods(
    timeline: pd.DataFrame,
    duplicates: pd.DataFrame,
    *,
    without: pd.DataFrame | None = None,
    share: float = 0.2,
) -> pd.DataFrame:
    """Return the periods in which near-duplicates make up a large share of the texts.

    Parameters
    ----------
    timeline : DataFrame
        SENTIMENT_TIMELINE of one group.
    duplicates : DataFrame
        NEAR_DUPLICATES of the same texts.
    without : DataFrame, optional
        SENTIMENT_TIMELINE with ``copies``, or of the texts that `without_duplicates` leaves: each
        row then has the figures of its period there, with the ending "_without".
    share : float
        From which share of a period's texts it is said, 0 to 1.

    Returns
    -------
    DataFrame
        Columns period_at, n, n_duplicates, share_duplicates; one row such a period.
    """
    table = timeline.sort_values("period_at", ignore_index=True)[["period_at", "n"]]
    when = duplicates["created_at"]
    place = table["period_at"].searchsorted(when, side="right")[
        when < timeline["period_end_at"].max()
    ]
    counts = np.bincount(place, minlength=len(table) + 1)[1:]
    table["n_duplicates"] = pd.array(counts, dtype="Int64")
    table["share_duplicates"] = table["n_duplicates"] / table["n"].where(table["n"] > 0)
    table = table[table["share_duplicates"].fillna(0) >= share].reset_index(drop=True)
    if without is None:
        return table
    figures = without.set_index("period_at").add_suffix("_without")
    return table.merge(figures, left_on="period_at", right_index=True, how="left")


def without_duplicates(feedback: pd.DataFrame, duplicates: pd.DataFrame) -> pd.DataFrame:
    """Return the texts that are no near-duplicates, to see what the figures were without them.

    Examples
    --------
    >>> feedback = pd.DataFrame({"feedback_id": ["a", "b"]})
    >>> without_duplicates(feedback, pd.DataFrame({"feedback_id": ["a"]}))["feedback_id"].tolist()
    ['b']
    """
    return feedback[~feedback["feedback_id"].isin(duplicates["feedback_id"])]
