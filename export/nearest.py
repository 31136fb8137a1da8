"""What a library has that comes nearest to the run shown, and how far from it that ends.

A method is shown in the convention of some library. Another library may do the same rule with other defaults, or quite
another rule; which of its variants comes nearest is measured, by running them.
"""

import math
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cached_property
from typing import TypeVar, cast

import numpy as np

from descent.setting import Course, Runner
from export.ending import Point, agree
from libraries import Native
from optimizers import CONVENTIONS as METHODS
from optimizers import Optimizer
from schedules import CONVENTIONS as SCHEDULES
from schedules import Schedule

Part = TypeVar("Part", Optimizer, Schedule)

ASIDE = 1e-14  # of the start: some fifty roundings
ASIDES = np.array([(0, 1, -0.6), (0, -0.7, -1)])  # each column a start, the first one that of the run shown
BLUR = np.array([0, 1e-16, 1e-16])  # of the first slope: what rounding may add to each gradient


class Yardstick:
    """How far from the end of the run shown others end. No run is made twice, and none before it is asked for."""

    def __init__(self, course: Course, shown: Runner):
        """All numbers of the runner are single.

        The noise of the course's gradient is left out: every library draws its own. Batches and label noise stay.
        """
        self.as_shown, self.course = course, replace(course, noise=0.0)
        self.shown = shown
        self._ends: dict[Runner, Point] = {}

    @cached_property
    def end(self) -> Point:
        """Where the run shown ends."""
        return self._shown_ends[0]

    @cached_property
    def unrest(self) -> float:
        """How far apart runs end that only rounding tells apart, at their starts and in their gradients."""
        return max(_distance(end, self.end) for end in self._shown_ends)

    def distance(self, runner: Runner) -> float:
        """0 where only rounding tells the ends apart, inf where just one of them is still on the plane."""
        if runner == self.shown:
            return 0.0
        if runner not in self._ends:
            (self._ends[runner],) = _ends_of(self.course, runner)
        return _distance(self._ends[runner], self.end)

    @cached_property
    def _shown_ends(self) -> list[Point]:
        start = np.reshape(self.course.start, (2, 1))
        starts = start + ASIDE * np.maximum(np.abs(start), 1) * ASIDES
        slope = np.nan_to_num(np.hypot(*self.course.landscape.gradient(*self.course.start)), posinf=0)
        batch = replace(self.course, start=cast(Point, starts), noise=cast(float, BLUR * slope))
        return _ends_of(batch, self.shown)


def _ends_of(course: Course, runner: Runner) -> list[Point]:
    return [(float(x), float(y)) for x, y in course.run(runner).positions[-1].T]


def _distance(end: Point, other: Point) -> float:
    return 0.0 if agree(end, other) else float(np.nan_to_num(math.dist(end, other), nan=np.inf))


def relatives(library: str, part: Part, conventions: Mapping[str, Mapping[str, type[Part]]]) -> list[Part]:
    """An optimizer or schedule, then the library's variant of it: with the library's defaults, then with its values."""
    keys = {kind: key for catalogue in conventions.values() for key, kind in catalogue.items()}
    kind = conventions[library][keys[type(part)]]
    known = {field.name for field in fields(kind)}
    values = {field.name: getattr(part, field.name) for field in fields(part) if field.name in known}
    changed = {
        field.name: values[field.name]
        for field in fields(part)
        if values.get(field.name, field.default) != field.default
    }
    return [part, kind(**changed), kind(**values)]


def methods_in(library: str, optimizer: Optimizer) -> list[Optimizer]:
    """Those of its relatives that the library has."""
    return [method for method in relatives(library, optimizer, METHODS) if method.native(library, 1.0)]


def schedule_in(library: str, runner: Runner, steps: int) -> tuple[Schedule, Native | None]:
    """The schedule that the program follows, and its twin if the library's own gives the very same rates."""
    schedule = runner.schedule
    _, _, cousin = relatives(library, schedule, SCHEDULES)
    twin = cousin.native(library, runner.learning_rate)
    if schedule.looks_at_loss:
        return cousin, twin
    taken = np.arange(steps)
    strays = cousin.twin_ends_at_horizon and steps > cousin.horizon
    exact = not strays and np.array_equal(schedule(taken), cousin(taken))
    return schedule, twin if exact and np.any(schedule(taken) != 1) else None
