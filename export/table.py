"""A table: every step of a picture's runs, one to a row, as text that a person and pandas can read.

    python -m export.table LINK… -o file.csv                            the present runs
    python -m export.table LINK… -o file.csv --notches learning_rate    at every notch of a slider
    python -m export.table LINK… -o file.npz --npz                      the same as arrays, see export/arrays.py

Numbers are those of `descend`, to the last digit; what is not finite is written inf or nan.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import repeat
from pathlib import Path

from descent.descend import Trajectory
from export.account import describe, lines_of
from export.arrays import write_arrays
from export.command import carry_out, read_links, save
from export.shown import Pause, Shown, go_on
from export.walks import check_length, slider_column, walks_of

READING = 'pandas.read_csv("this_file.csv", comment="#")  before pandas 3.1 with float_precision="round_trip" as well'
COLUMNS = {
    "picture": "its number",
    "runner": "its letter",
    "optimizer": "its method",
    "step": "steps done, from 0",
    "x": "position",
    "y": "position",
    "loss": "there; without noise and of all points",
    "gradient_x": "its slope along x; without noise and of all points",
    "gradient_y": "its slope along y; without noise and of all points",
    "learning_rate": "that the step from here used; empty after the last step",
    "validation_loss": "on the points that were held back",
}


def write_table(pictures: Sequence[Shown], slider: str = "", pause: Pause = go_on) -> Iterator[bytes]:
    """The file, a piece for the head and one for each run. Raises TooMuchError before the first piece."""
    walks = [walks_of(shown, slider) for shown in pictures]
    check_length(walks)
    names = list(COLUMNS)
    if slider:
        names.insert(names.index("step"), slider_column(slider))
    if len(pictures) == 1:
        names.remove("picture")
    if not any(own[0].has_validation for own in walks):
        names.remove("validation_loss")
    yield _encode([*_head(pictures, names, pause), ",".join(names)])
    for place, own in enumerate(walks, start=1):
        for walk in own:
            before = [str(place)] if len(pictures) > 1 else []
            trajectory = walk.walk(pause)
            validation = walk.validate(trajectory) if walk.has_validation else None
            for run in range(walk.runs):
                pause()
                first = [*before, walk.letter, cell(walk.runner.optimizer.title)]
                if slider:
                    first.append(repr(float(walk.values[run])) if len(walk.values) else "")
                columns = _columns(trajectory, run)
                if "validation_loss" in names:
                    columns.append(repeat("") if validation is None else map(repr, validation[:, run].tolist()))
                yield _encode(map(",".join, zip(repeat(",".join(first)), *columns, strict=False)))


def _columns(trajectory: Trajectory, run: int) -> list:
    """The texts of one run's numbers, each column in the order of the steps."""
    numbers = [
        *trajectory.positions[:, :, run].T,
        trajectory.losses[:, run],
        *trajectory.gradients[:, :, run].T,
    ]
    texts = [map(repr, column.tolist()) for column in numbers]
    return [map(str, range(trajectory.steps + 1)), *texts, [*map(repr, trajectory.rates[:, run].tolist()), ""]]


def _head(pictures: Sequence[Shown], names: list[str], pause: Pause) -> Iterator[str]:
    """The comment: what this is, what was set, what became of it, and how it is read."""
    yield "# Overshoot: gradient descent, one row a step"
    for place, shown in enumerate(pictures, start=1):
        facts = describe(shown, pause)
        if len(pictures) > 1:
            yield f"# picture {place}"
        yield from (f"# {name}: {text}" for name, text in lines_of(facts))
        axes = facts["landscape"]["axes"]
        if axes != ["x", "y"]:
            yield f"# axes: x is {axes[0]} of this loss; y is {axes[1]}"
    yield f"# to read it: {READING}"
    yield "# numbers: exact and without units; inf and nan where a run overflowed or the loss has no value"
    yield from (f"# column {name}: {COLUMNS.get(name, 'the notch that this slider stands at')}" for name in names)


def _encode(lines) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def cell(text: str) -> str:
    """A text that no reader takes for more than one cell, a comment or a formula."""
    return "".join(" " if sign in '#,"\r\n' else sign for sign in text).strip().lstrip("=+-@").strip()


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser("python -m export.table", description="Every step of pictures, as numbers.")
    parser.add_argument("links", nargs="+", metavar="LINK", help="what Copy link gives")
    parser.add_argument("-o", "--output", required=True, metavar="FILE")
    parser.add_argument("--notches", default="", metavar="SLIDER", help="at every notch of it: learning_rate, final …")
    parser.add_argument("--npz", action="store_true", help="as arrays for numpy.load")
    chosen = parser.parse_args(arguments)
    write, target = write_arrays if chosen.npz else write_table, Path(chosen.output)
    return carry_out(target, lambda: save(target, write(read_links(chosen.links), chosen.notches)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
