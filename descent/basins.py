"""Basins: where each of many starts ends, without keeping the ways.

    basins = map_basins(landscape, optimizer, schedule, 0.01, window=((-6, 6), (-6, 6)), shape=(300, 300))
    basins.minimum[row, column]     index of the minimum in landscape.minima, -1 for none; the first row is at y0

The runs are those of `descend`, the verdicts those of `judge`; a run's digits do not depend on who runs beside it. So a
map is walked in pieces, each forgotten but for its ends: in memory are PIECE steps at once, of WIDEST runs at most,
whatever the shape. Who shares the processor with others hands in a `pause`, which is called at every step of a piece
and after every JUDGED verdicts; what it raises ends the map.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

import numpy as np

from descent.descend import Trajectory, check
from descent.findings import Verdict
from descent.setting import Course, Runner
from descent.terrain import terrain_of
from descent.verdict import decide
from descent.witness import Witness
from landscapes import Landscape
from landscapes.plane import Window
from optimizers import Optimizer
from schedules import Schedule

PIECE = 1_000_000  # steps of all its runs together, about 60 bytes each
WIDEST = 5000  # runs, however few their steps: an optimizer works on all of them at once
JUDGED = 500  # runs at once: each end is compared with all minima and all corners of valleys, which may take 50 ms

Pause = Callable[[], None]


@dataclass(frozen=True, eq=False)
class Basins:
    """What becomes of each start of a grid; every array is (rows, columns), its first row at the window's y0."""

    verdicts: np.ndarray  # of Verdict
    minimum: np.ndarray  # the one that it rests at, an index into `landscape.minima`; -1 for none that is listed
    arrival: np.ndarray  # the step from which it stays where it rests, -1 for never


class Ends(NamedTuple):
    """The ends of some runs, (runs,), as `Basins` has them."""

    verdicts: np.ndarray
    minimum: np.ndarray
    arrival: np.ndarray


class Pulse(Witness):
    """A witness that keeps nothing, and pauses whenever it is told something."""

    def __init__(self, pause: Pause):
        self.pause = pause

    def begin(self, state: Any):
        pass

    def see(self, here: Any, state: Any):
        self.pause()

    def look(self):
        self.pause()


def map_basins(
    landscape: Landscape,
    optimizer: Optimizer,
    schedule: Schedule,
    learning_rate: float,
    window: Window,
    shape: tuple[int, int] = (150, 100),
    steps: int = 200,
    noise: float = 0.0,
    seed: int = 0,
) -> Basins:
    """What becomes of a grid of `shape` (columns, rows) starts, from border to border of `window` ((x0, x1), (y0, y1)).

    All starts see the same noise, a standard deviation of the gradient's, made from `seed`. Raises ValueError for a
    shape or a window that is none, and where `descend` does.
    """
    starts = starts_of(window, shape)
    course = Course(landscape, (0.0, 0.0), steps, noise, seed)
    return join(ends_of(course, Runner(optimizer, schedule, learning_rate), starts), shape)


def starts_of(window: Window, shape: tuple[int, int]) -> np.ndarray:
    """The points (2, rows * columns) of a grid, row by row."""
    if np.shape(shape) != (2,) or not all(is_count(side) for side in shape):
        raise ValueError(f"The shape of a map is (columns, rows), whole numbers from 1 on, not {shape}.")
    if np.shape(window) != (2, 2) or not all(0 < float(high) - float(low) < np.inf for low, high in window):
        raise ValueError(f"A window is ((x0, x1), (y0, y1)) with x0 < x1 and y0 < y1, all finite, not {window}.")
    (columns, rows), ((x0, x1), (y0, y1)) = shape, window
    x, y = np.meshgrid(np.linspace(x0, x1, columns), np.linspace(y0, y1, rows))
    return np.stack([x.ravel(), y.ravel()])


def is_count(value: Any) -> bool:
    """Whether it is a whole number from 1 on."""
    return isinstance(value, int | np.integer) and not isinstance(value, bool) and int(value) >= 1


def join(pieces: Iterator[Ends], shape: tuple[int, int]) -> Basins:
    """The pieces of a map, as one."""
    columns, rows = shape
    verdicts, minimum, arrival = map(np.concatenate, zip(*pieces, strict=True))
    return Basins(*(part.reshape(rows, columns) for part in (verdicts, minimum, arrival)))


def ends_of(course: Course, runner: Runner, starts: np.ndarray, pause: Pause | None = None) -> Iterator[Ends]:
    """The ends of runs from `starts` (2, runs), piece by piece.

    Every number of the runner may be an array (runs,). The course's own start does not count. Raises ValueError where
    `descend` does.
    """
    check(starts, np.asarray(runner.learning_rate), course.steps, np.asarray(course.noise))
    runs, width = starts.shape[1], min(max(PIECE // course.steps, 1), WIDEST)
    for begin in range(0, runs, width):
        piece = slice(begin, min(begin + width, runs))
        yield end_of(course, among(runner, piece), starts[:, piece], pause)


def end_of(course: Course, runner: Runner, starts: np.ndarray, pause: Pause | None = None) -> Ends:
    """The ends of runs that are few enough to be kept in whole."""
    own: Any = replace(course, start=starts)
    trajectory = own.run(runner, Pulse(pause) if pause else None)
    judged = []
    for begin in range(0, trajectory.runs, JUDGED):
        judged.append(judge_ends(trajectory.of(slice(begin, begin + JUDGED)), course.landscape))
        if pause:
            pause()
    return Ends(*map(np.concatenate, zip(*judged, strict=True)))


def judge_ends(trajectory: Trajectory, landscape: Landscape) -> Ends:
    """The ends of runs that have been walked."""
    terrain = terrain_of(landscape)
    with np.errstate(all="ignore"):
        found = decide(trajectory, landscape, terrain)
        reached = found.reached(terrain)
    there = found.listed & (found.verdict != Verdict.DIVERGED)
    return Ends(found.verdict, np.where(there, found.nearest, -1), reached)


def among(runner: Runner, runs: slice) -> Runner:
    """A runner of some of a sweep's runs."""

    def part(value: Any) -> Any:
        return value[runs] if np.size(value) > 1 else value

    def parts(owner: Any) -> Any:
        return replace(owner, **{field.name: part(getattr(owner, field.name)) for field in fields(owner)})

    return Runner(parts(runner.optimizer), parts(runner.schedule), part(runner.learning_rate))
