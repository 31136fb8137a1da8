"""Say of lesson files whether all that they say is true: `python -m lessons FILE…`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from lessons import read_file
from lessons.checking import hints_of, problems_of
from lessons.lesson import BrokenError


def main(paths: Sequence[str]) -> int:
    """0 where nothing is broken or false; numbers that nobody computes are hinted at."""
    if not paths:
        print("Give the files of lessons: python -m lessons FILE…", file=sys.stderr)
        return 2
    hold = [say(Path(path)) for path in paths]
    print(f"{sum(hold)} of {len(paths)} lessons hold what they say.")
    return 0 if all(hold) else 1


def say(path: Path) -> bool:
    """Print what is wrong with a lesson; whether nothing is."""
    try:
        lesson = read_file(path)
        problems, hints = problems_of(lesson), hints_of(lesson)
    except BrokenError as broken:
        problems, hints = [str(broken)], []
    except OSError as error:
        problems, hints = [f"{path.name} cannot be read: {error}."], []
    for line in [*problems, *(f"A hint. {hint}" for hint in hints)]:
        print(line)
    return not problems


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
