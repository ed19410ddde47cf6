"""Print how every set of stories is read, a line a set: run it before and after a change.

usage: score_all_stories.py [--scorer FILE] [--shared FOLDER]

The sets are those of ``docs/accuracy.md``, the unread texts among them; a set that is not there is
left out.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from accuracy_stories import FOLDERS, UNREAD, unpack
from score_stories import SCORER, line, load, measure, stories


def main() -> None:
    """Print the figures of each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scorer", type=Path, default=SCORER)
    parser.add_argument("--shared", type=Path, default=SCORER.parent)
    asked = parser.parse_args()
    score = load(asked.scorer)
    with TemporaryDirectory() as unread:
        unpack(UNREAD, Path(unread))
        for folder in (asked.shared, *list(FOLDERS.values())[1:], Path(unread)):
            golds = [gold for gold, _ in stories([folder])]
            name = "unread" if folder == Path(unread) else "/".join(folder.parts[-2:])
            if golds:
                print(line(f"{name:24} {len(golds):3}", measure(score, golds)), flush=True)


if __name__ == "__main__":
    main()
