"""The part of docs/accuracy.md about touchpoints, emotions and stories."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from measure_factors import by_tone, reasons
from measure_topics import measured
from score_bank import LANGUAGES, recall_by_kind
from score_stories import COUNTED, SCORER, load, machine, measure, stories

ROOT = Path(__file__).parents[1]
UNREAD = ROOT / "tools" / "story_texts" / "unread"
UNREAD_TITLE = "**texts by seven more authors, one in eight telling nothing (never trained on)**"
SECOND = ROOT / "tools" / "story_texts" / "second_coder.jsonl"
"""What a second coder, who had not seen the gold, says of some of the unread texts."""

FIGURES = ROOT / "tools" / "story_texts" / "figures.json"
COUNTS = ("stories", "passages")
FOLDERS = {
    "shared stories (read while the word classes were written)": ROOT.parent / "shared" / "stories",
    "sample stories (read while the word classes were written)": ROOT / "data" / "stories",
    "development stories (read while the word classes were widened)": ROOT
    / "tests"
    / "language"
    / "story"
    / "dev_stories",
    "**held-back stories (not read by who wrote rules, but for one gold; sums were watched)**": ROOT
    / "tests"
    / "stories",
}


def topics_table(folder: Path) -> list[str]:
    """Give a table of macro-F1 of touchpoints and emotions, a row a set."""
    rows = measured(folder)
    head = [
        "| set | language | layer | codes | macro-F1 | signs right |",
        "|---|---|---|--:|--:|--:|",
    ]
    body = []
    for (name, language, layer), codes in rows.groupby(["set", "language", "layer"], sort=False):
        right = pd.to_numeric(codes["share_of_signs_right"]).mean()
        signs = "–" if pd.isna(right) else f"{right:.2f}"
        figures = f"{len(codes)} | **{codes['f1'].mean():.3f}** | {signs}"
        body.append(f"| {name} | {language} | {layer} | {figures} |")
    return head + body


def reasons_table(folder: Path) -> list[str]:
    """Give a table of reasons and themes, a row each: how far our factors are found where told."""
    rows = reasons(folder)
    lines = ["| set | reason | texts | precision | recall | F1 |", "|---|---|--:|--:|--:|--:|"]
    for name, own in rows.groupby("set", sort=False):
        lines += [
            f"| {name} | {row.reason} | {row.n:,} | {row.precision:.2f} | {row.recall:.2f} "
            f"| {row.f1:.2f} |"
            for row in own.itertuples()
        ]
        means = " | ".join(
            f"**{own[column].mean():.2f}**" for column in ("precision", "recall", "f1")
        )
        lines.append(f"| {name} | mean | | {means} |")
    return lines


def by_tone_table(folder: Path) -> list[str]:
    """Give a table of how many texts of each tone hold a factor, a row a set."""
    lines = ["| set | language | negative | neutral | positive |", "|---|---|--:|--:|--:|"]
    for row in by_tone(folder).to_dict("records"):
        cells = ["–" if pd.isna(row[sign]) else f"{row[sign]:.2f}" for sign in (-1, 0, 1)]
        lines.append(f"| {row['set']} | {row['language']} | {' | '.join(cells)} |")
    return lines


def stories_table() -> list[str]:
    """Give a table of F1 by layer, a row a set of stories and language; sets that are there."""
    if not SCORER.is_file():
        return ["The scorer was not there when this page was written."]
    score = load(SCORER)
    head = [
        f"| stories | language | n | {' | '.join(COUNTED)} | sign of valence | channel |",
        "|---|---|--:|" + "--:|" * (len(COUNTED) + 2),
    ]
    with TemporaryDirectory() as unread:
        unpack(UNREAD, Path(unread))
        body = [
            row
            for title, folder in {**FOLDERS, UNREAD_TITLE: Path(unread)}.items()
            for row in _rows_of(title, folder, score)
        ]
    return head + body


def _rows_of(title: str, folder: Path, score: Callable[..., dict]) -> Iterator[str]:
    """Give a row a language; none where the folder is not there."""
    known = list(stories([folder])) if folder.is_dir() else []
    for language in ("ru", "en"):
        golds = [gold for gold, own in known if own == language]
        if golds:
            figures = _cells(measure(score, golds))
            yield f"| {title} | {language} | {len(golds)} | {' | '.join(figures)} |"


def second_coder_table() -> list[str]:
    """Give how a second coder and cxkit agree with the gold of the texts that both read."""
    if not SCORER.is_file():
        return ["The scorer was not there when this page was written."]
    score = load(SCORER)
    coded = map(json.loads, SECOND.read_text(encoding="utf-8").splitlines())
    second = {(one["author"], one["name"]): one for one in coded}
    named = " | ".join((*COUNTED, "sign of valence", "channel"))
    head = [
        f"| by the gold of {len(second)} texts | {named} |",
        "|---|" + "--:|" * (len(COUNTED) + 2),
    ]
    answers = {
        "a second coder": lambda gold, text: _as_extraction(
            second[gold["author"], gold["name"]], text
        ),
        "cxkit": machine,
    }
    with TemporaryDirectory() as unread:
        unpack(UNREAD, Path(unread))
        golds = [gold for gold, _ in stories([unread]) if _key(gold) in second]
        body = [
            f"| {who} | {' | '.join(_cells(measure(score, golds, answer)))} |"
            for who, answer in answers.items()
        ]
    return head + body


def _key(gold: Path) -> tuple[str, str]:
    known = json.loads(gold.read_text(encoding="utf-8"))
    return known["author"], known["name"]


def _as_extraction(coded: dict, text: str) -> dict:
    """Write what a coder says of a text in the form in which the scorer reads what cxkit finds."""

    def at(quote: str) -> dict[str, int]:
        start = text.index(quote)
        return {"start": start, "end": start + len(quote)}

    return {
        "episodes": [one | at(one["quote"]) for one in coded["episodes"]],
        "factors": [one | at(one["quote"]) for one in coded["factors"]],
        "recovery": [{"code": code} for code in coded["recovery"]],
        "outcomes": [{"code": code} for code in coded["outcomes"]],
        "promises": [one | at(one["promised"]) for one in coded["promises"]],
        "effort": coded["effort"],
    }


def _cells(report: dict) -> list[str]:
    """Write F1 of each layer, and the shares of signs and channels that are right."""
    figures = [f"{report[layer]['f1']:.2f}" for layer in COUNTED]
    return figures + [f"{report[side]['share'] or 0:.2f}" for side in ("valence", "channel")]


def unpack(source: Path, folder: Path) -> None:
    """Write each line of the files of a folder as a text and its gold."""
    for path in sorted(source.glob("*.jsonl")):
        for place, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            gold = json.loads(line) | {"author": path.stem}
            name = f"{path.stem}-{place:03}"
            (folder / f"{name}.txt").write_text(gold.pop("text"), encoding="utf-8")
            written = json.dumps(gold | {"story": f"{name}.txt"}, ensure_ascii=False)
            (folder / f"{name}.gold.yaml").write_text(written, encoding="utf-8")


def rounds_table() -> list[str]:
    """Give what training found for stories of authors that were left out of it."""
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    head = ["| of stories by authors left out | both | ru | en |", "|---|--:|--:|--:|"]
    kinds = [name for name in figures if not name.endswith((", ru", ", en")) and name not in COUNTS]
    return head + [
        f"| {name} | **{figures[name]:.2f}** | {_of(figures, name, 'ru')} "
        f"| {_of(figures, name, 'en')} |"
        for name in kinds
    ]


def _of(figures: dict[str, float], name: str, language: str) -> str:
    value = figures.get(f"{name}, {language}")
    return "" if value is None else f"{value:.2f}"


def bank_table() -> list[str]:
    """Give a table of recall on the bank's checking half, a row a kind of code."""
    found = {language: recall_by_kind(language, "check") for language in LANGUAGES}
    head = ["| kind | ru | en |", "|---|--:|--:|"]
    return head + [
        f"| {kind} | {found['ru'][kind]:.2f} | {found['en'][kind]:.2f} |" for kind in found["ru"]
    ]
