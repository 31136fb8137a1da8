"""Sliders that move all runners of a race at once, ready to travel: one rate for all, or the ground under them.

    alpha       the same learning rate for all
    multiple    the same multiple of what is suggested for each
    angle, …    a parameter of the landscape, and how the ground looks at each of its notches

Each runner's runs at the notches are a part of their own, as a sweep is.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

import numpy as np

from descent.control import RATE, Control
from descent.setting import HIGHEST_RATE, LOWEST_RATE, Course, Runner, Setting, suggest_rate
from descent.together import ALPHA, Column, ground_at, ground_notches, run_grounds, run_rates, shared_rates
from landscapes import LANDSCAPES, Landscape
from memory import remember
from stage.parts import (
    SURFACE_BITS,
    Part,
    arrays_of,
    arrays_of_fit,
    header_of,
    header_of_loss,
    make_part,
    spread,
    widen,
)

GROUND_GRID = (67, 41)  # columns and rows of the ground at each notch: it is but seen while a slider is dragged
GROUND_REACH = (2.2, 1.3)  # windows: no wider one is asked for meanwhile

Item = TypeVar("Item")


@dataclass(frozen=True, eq=False)
class Packed:
    """A column, ready to travel."""

    column: Column
    sweep: Part

    @classmethod
    def of(cls, column: Column) -> "Packed":
        header = {"steps": column.trajectory.steps, **header_of(column.stories)}
        return cls(column, make_part(header, arrays_of(column.trajectory) | arrays_of_fit(column.stories)))


@dataclass(frozen=True, eq=False)
class Shared:
    """One slider for all; `even` says whether all stand at its present notch: until it moves they need not."""

    control: Control
    even: bool
    rates: list[list[float]] | None  # each runner's at every notch; None where no rate moves
    packed: list[Packed]  # each runner's column
    ground: Part | None


def shared_of(setting: Setting, name: str, lead: int, pause: Callable[[], None] = lambda: None) -> Shared:
    """The slider of that name; it stands where the runner does whose sliders were shown. `pause` comes in between."""

    def each(items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            pause()
            yield item

    landscape, runners = setting.course.landscape, setting.runners
    courses = [setting.course_of(place) for place in range(len(runners))]
    if name in landscape.parameters:
        knob, present = landscape.parameters[name], dict(landscape.values)[name]
        control = Control(name, knob, present, ground_notches(landscape, name, len(runners) * setting.course.steps))
        base, notches = ground_at(landscape, name, control.knob.default), tuple(control.values.tolist())
        packed = [
            pack_grounds(replace(course, landscape=base), runner, name, notches)
            for course, runner in each(zip(courses, runners, strict=True))
        ]
        pause()
        return Shared(control, True, None, packed, pack_ground(base, name, notches))
    suggested = [suggest_rate(runner.optimizer, landscape) for runner in runners]
    notches, rates = shared_rates(name, runners, suggested, lead)
    control = rate_for_all(name, notches, runners[lead].learning_rate, suggested, lead)
    packed = [
        pack_rates(course, runner.moved(learning_rate=1.0), tuple(own))
        for course, runner, own in each(zip(courses, runners, rates.tolist(), strict=True))
    ]
    own = [runner.learning_rate for runner in runners]
    even = bool(np.allclose(rates[:, control.index], own, rtol=1e-3))
    return Shared(control, even, rates.tolist(), packed, ground=None)


def rate_for_all(name: str, notches: np.ndarray, rate: float, suggested: list[float], lead: int) -> Control:
    """The learning rate of all, or what each one's suggestion is multiplied by."""
    if name == ALPHA:
        knob = replace(RATE, default=suggested[lead], title="Same learning rate")
        return Control(name, knob, rate, notches)
    knob = replace(
        RATE,
        default=1.0,
        low=LOWEST_RATE / min(suggested),
        high=HIGHEST_RATE / max(suggested),
        symbol="",
        title="Times each one's suggested α",
        help="what is suggested for each runner is multiplied by this",
    )
    return Control(name, knob, rate / suggested[lead], notches)


@remember(megabytes=48, apart=LANDSCAPES.values())
def pack_rates(course: Course, runner: Runner, rates: tuple[float, ...]) -> Packed:
    """A runner at each of some rates, wherever it stands now."""
    return Packed.of(run_rates(course, runner, np.array(rates)))


@remember(megabytes=24, apart=LANDSCAPES.values())
def pack_grounds(course: Course, runner: Runner, name: str, notches: tuple[float, ...]) -> Packed:
    """A runner on the ground at each of some values of a parameter, wherever that stands now."""
    return Packed.of(run_grounds(course, runner, name, np.array(notches)))


@lru_cache(maxsize=16)
def pack_ground(landscape: Landscape, name: str, notches: tuple[float, ...]) -> Part:
    """The loss at each of some values of a parameter, coarse, with the minima there."""
    piece, grounds, rises = widen(landscape.window, GROUND_REACH), [], []
    x, y = spread(piece, GROUND_GRID)
    for value in notches:
        there = ground_at(landscape, name, value)
        losses = there.loss(x, y)
        facts = header_of_loss(there, piece, losses, (x, y))
        grounds.append(facts | {"minima": [list(point) for point in there.minima], "globals": len(there.global_minima)})
        rises.append(losses - facts["lowest"])
    return make_part({"grounds": grounds}, {"rises": (np.stack(rises), SURFACE_BITS)})
