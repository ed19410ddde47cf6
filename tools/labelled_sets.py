"""The public labelled sets that sentiment is trained and measured on, read from a folder by path.

A set is texts with labels -1, 0, 1 (two-class sets have no 0). ``POOL`` names the sets whose
licence lets us train on them; each must stand in FOLDER under the name given here, as published.
One of them, ``own``, was written for this project and lies here, in ``own_texts.tsv``.
"""

import csv
import gzip
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from defusedxml import ElementTree

POOL = ("cedr", "social", "nhs", "goemotions", "uci", "own")
OWN = Path(__file__).with_name("own_texts.tsv")
GOOD = {
    "admiration", "amusement", "approval", "caring", "excitement", "gratitude", "joy", "love",
    "optimism", "pride", "relief", "desire",
}  # fmt: skip
BAD = {
    "anger", "annoyance", "disappointment", "disapproval", "disgust", "embarrassment", "fear",
    "grief", "nervousness", "remorse", "sadness",
}  # fmt: skip
TELECOMS = ("beeline", "mts", "megafon", "tele2", "rostelecom", "komstar", "skylink")
BANKS = ("sberbank", "vtb", "gazprom", "alfabank", "bankmoskvy", "raiffeisen", "uralsib", "rshb")


def folder_given(usage: str) -> Path:
    """Give the folder of the sets that the call names, or end with how to call."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        raise SystemExit(usage)
    return Path(sys.argv[1])


class Labelled(NamedTuple):
    """Texts of one set with their labels, -1, 0 or 1."""

    name: str
    language: str
    texts: list[str]
    labels: list[int]

    @property
    def classes(self) -> list[int]:
        return sorted(set(self.labels))


def text_of(path: Path) -> str:
    """Give what a file holds, unpacked."""
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes()).decode("utf-8-sig")
    return path.read_text(encoding="utf-8-sig")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(text_of(path)))


def _labelled(name: str, language: str, pairs: list[tuple[str, int | None]]) -> Labelled:
    kept = [(text, label) for text, label in pairs if label is not None and text.strip()]
    return Labelled(name, language, [text for text, _ in kept], [label for _, label in kept])


def marketplace(folder: Path) -> Labelled:
    """Stars 1-2, 3, 4; the 5-star rows were drawn from another sorting and are left out."""
    sign = {"1": -1, "2": -1, "3": 0, "4": 1}
    path = folder / "ru_marketplace_stars" / "wildberries_reviews.csv"
    return _labelled(
        "marketplace", "ru", [(row["review text"], sign.get(row["rating"])) for row in _rows(path)]
    )


def marketplace_2(folder: Path) -> Labelled:
    whole = marketplace(folder)
    return _labelled(
        "marketplace_2",
        "ru",
        [(t, s or None) for t, s in zip(whole.texts, whole.labels, strict=True)],
    )


def dimabsa(folder: Path) -> Labelled:
    """Sentences whose opinions all have one sign."""
    path = folder / "ru_dimabsa2026_restaurants" / "rus_restaurant_train_alltasks_polarity.jsonl.gz"
    pairs: list[tuple[str, int | None]] = []
    for line in text_of(path).splitlines():
        row = json.loads(line)
        signs = {quad["Polarity"].upper() for quad in row["Quadruplet"]}
        pairs.append(
            (row["Text"], {"POS": 1, "NEG": -1}.get(signs.pop()) if len(signs) == 1 else None)
        )
    return _labelled("dimabsa", "ru", pairs)


def social(folder: Path) -> Labelled:
    path = folder / "ru_social_human_labels" / "comments.csv"
    return _labelled(
        "social",
        "ru",
        [(row["text"], int(float(row["human_sentiment"])) - 1) for row in _rows(path)],
    )


def cedr(folder: Path) -> Labelled:
    """Joy is positive; sadness, fear, anger negative; no label neutral; the rest is left out."""
    pairs: list[tuple[str, int | None]] = []
    for row in _rows(folder / "ru_cedr_emotions" / "cedr-main-train.csv.gz"):
        found = set(row["labels"].strip("[]").replace(",", " ").split()) - {"2"}
        if not found:
            label = 0 if row["labels"].strip() == "[]" else None
        else:
            label = 1 if found == {"0"} else None if "0" in found else -1
        pairs.append((row["text"], label))
    return _labelled("cedr", "ru", pairs)


def _tweets(name: str, path: Path, companies: tuple[str, ...]) -> Labelled:
    pairs: list[tuple[str, int | None]] = []
    for table in ElementTree.fromstring(text_of(path)).iter("table"):
        row = {column.get("name"): (column.text or "").strip() for column in table}
        marks = {row[key] for key in row if key in companies and row[key] not in ("", "NULL")}
        label = int(marks.pop()) if len(marks) == 1 and marks <= {"-1", "0", "1"} else None
        pairs.append((row.get("text", ""), label))
    return _labelled(name, "ru", pairs)


def telecom(folder: Path) -> Labelled:
    return _tweets(
        "telecom", folder / "ru_sentirueval2015_tweets" / "telecoms_train.xml.gz", TELECOMS
    )


def banks(folder: Path) -> Labelled:
    return _tweets("banks", folder / "ru_sentirueval2015_tweets" / "banks_train.xml.gz", BANKS)


def uci(folder: Path) -> Labelled:
    pairs: list[tuple[str, int | None]] = []
    for name in ("amazon_cells", "imdb", "yelp"):
        for line in text_of(folder / "en_uci_labelled_sentences" / f"{name}_labelled.txt").split(
            "\n"
        ):
            if "\t" in line:
                text, label = line.rsplit("\t", 1)
                pairs.append((text.strip(), 2 * int(label) - 1))
    return _labelled("uci", "en", pairs)


def airline(folder: Path) -> Labelled:
    sign = {"negative": -1, "neutral": 0, "positive": 1}
    path = folder / "en_airline_tweets" / "Tweets.csv.gz"
    return _labelled(
        "airline", "en", [(row["text"], sign.get(row["airline_sentiment"])) for row in _rows(path)]
    )


def nhs(folder: Path) -> Labelled:
    sign = {"1": 1, "2": 1, "3": 0, "4": -1, "5": -1}
    path = folder / "en_nhs_fft_survey" / "v6framework_230831.csv.gz"
    pairs = [
        (row["FFT answer"], sign.get(row["Comment sentiment"].split(".")[0])) for row in _rows(path)
    ]
    return _labelled("nhs", "en", pairs)


def semeval14(folder: Path) -> Labelled:
    """Sentences whose categories all have one polarity."""
    sign = {"positive": 1, "negative": -1, "neutral": 0}
    path = folder / "en_semeval2014_restaurants" / "Restaurants_Train_v2.xml.gz"
    pairs: list[tuple[str, int | None]] = []
    for sentence in ElementTree.fromstring(text_of(path)).iter("sentence"):
        signs = {found.get("polarity") for found in sentence.iter("aspectCategory")}
        text = sentence.findtext("text") or ""
        pairs.append((text, sign.get(signs.pop()) if len(signs) == 1 else None))
    return _labelled("semeval14", "en", pairs)


def goemotions(folder: Path) -> Labelled:
    """Emotions by sign; mixed and ambiguous ones are left out."""
    names = text_of(folder / "en_goemotions" / "labels.txt").split()
    pairs: list[tuple[str, int | None]] = []
    for line in text_of(folder / "en_goemotions" / "dev.tsv.gz").splitlines():
        text, labels, _ = line.split("\t")
        found = {names[int(number)] for number in labels.split(",")}
        good, bad = bool(found & GOOD), bool(found & BAD)
        neutral = found == {"neutral"}
        pairs.append(
            (text, 1 if good and not bad else -1 if bad and not good else 0 if neutral else None)
        )
    return _labelled("goemotions", "en", pairs)


def own(folder: Path) -> Labelled:
    """Texts made up for this project, in Russian and English; they lie beside this file."""
    sign = {"neg": -1, "neu": 0, "pos": 1}
    rows = [line.split("\t") for line in text_of(OWN).splitlines() if not line.startswith("#")]
    return _labelled("own", "ru, en", [(text, sign[tone]) for _, _, tone, _, text in rows])


READERS = {
    read.__name__: read
    for read in (
        marketplace, marketplace_2, dimabsa, social, cedr, telecom, banks,
        uci, airline, nhs, semeval14, goemotions, own,
    )
}  # fmt: skip
