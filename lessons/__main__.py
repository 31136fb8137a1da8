"""Say of lesson files whether all that they say is true: `python -m lessons FILE…`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from lessons import read_file
from lessons.checking import problems_of
from lessons.lesson import BrokenError


def main(paths: Sequence[str]) -> int:
    """0 where all is well."""
    if not paths:
        print("Give the files of lessons: python -m lessons FILE…", file=sys.stderr)
        return 2
    problems = [problem for path in paths for problem in problems_at(Path(path))]
    print("\n".join(problems) or f"{len(paths)} of {len(paths)} lessons hold what they say.")
    return 1 if problems else 0


def problems_at(path: Path) -> list[str]:
    try:
        return problems_of(read_file(path))
    except BrokenError as broken:
        return [str(broken)]
    except (OSError, UnicodeDecodeError) as error:
        return [f"{path.name} cannot be read: {error}."]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
