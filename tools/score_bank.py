"""Recall and false alarms of codes on the bank of short passages, code by code.

    python tools/score_bank.py [--part dev|check] [--misses] [--language ru|en]

``dev`` is for writing rules; of ``check`` only the sums are looked at.
"""

import argparse
import csv
from collections import defaultdict
from pathlib import Path

from cxkit.language.ground.document import parse
from cxkit.language.story.discourse import mark_told
from cxkit.language.story.judge.judge import judge
from cxkit.language.story.reading import read

BANK = Path(__file__).parents[1] / "tests" / "language" / "story"
LANGUAGES = ("ru", "en")
FAULTS = ("factor", "recovery", "outcome")
CUT = 0.25


def codes_of(text: str) -> set[str]:
    """Give the codes that some line of a passage shows; its lines stand alone, without a story."""
    reading = read(parse(text))
    mark_told(reading)
    verdict = judge(reading)
    highest = verdict.shares.max(axis=0)
    return {code for code, share in zip(verdict.codes, highest, strict=True) if share >= CUT}


def rows(language: str, part: str) -> list[tuple[list[str], str]]:
    with (BANK / f"bank_{language}.tsv").open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(_codes(row["code"]), row["text"]) for row in listed if row["part"] == part]


def _codes(written: str) -> list[str]:
    """Give the codes of a row; the fate of a promise is not told by a passage."""
    codes = written.replace(" ", "").split(",")
    return ["promise" if code.startswith("promise") else code for code in codes]


def recall_by_kind(language: str, part: str) -> dict[str, float]:
    """Give the share of passages whose main code is found; of "none", the share left clean."""
    met, of = defaultdict(int), defaultdict(int)
    for wanted, text in rows(language, part):
        kind = wanted[0].partition(":")[0]
        of[kind] += 1
        met[kind] += is_met(wanted[0], codes_of(text))
    return {kind: met[kind] / of[kind] for kind in of}


def is_met(wanted: str, found: set[str]) -> bool:
    if wanted == "none":
        return not any(code.startswith(FAULTS) for code in found)
    return wanted in found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", default="dev", choices=("dev", "check"))
    parser.add_argument("--language", default="", choices=("", *LANGUAGES))
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    if args.misses and args.part == "check":
        parser.error("the check part is for sums only")
    for language in [args.language] if args.language else LANGUAGES:
        report(language, args.part, misses=args.misses)


def report(language: str, part: str, *, misses: bool) -> None:
    """Print recall and false alarms by code and by kind."""
    met, of, wrong = defaultdict(int), defaultdict(int), defaultdict(int)
    for wanted, text in rows(language, part):
        found, main_code = codes_of(text), wanted[0]
        kinds = {code.partition(":")[0] for code in wanted}
        of[main_code] += 1
        met[main_code] += is_met(main_code, found)
        for code in found - set(wanted):
            if code.partition(":")[0] in kinds or main_code == "none":
                wrong[code] += 1
        if misses and not is_met(main_code, found):
            print(f"MISS {language} {main_code} | {text} | found {sorted(found)}")
    for code in sorted(of):
        print(f"{language} {code:35} {met[code]:3}/{of[code]:3}  false {wrong[code]}")
    for kind in dict.fromkeys(code.partition(":")[0] for code in of):
        hit = sum(n for code, n in met.items() if code.startswith(kind))
        all_ = sum(n for code, n in of.items() if code.startswith(kind))
        bad = sum(n for code, n in wrong.items() if code.startswith(kind))
        print(f"{language} == {kind:12} recall {hit / all_:.2f} ({hit}/{all_}), false {bad}")


if __name__ == "__main__":
    main()
