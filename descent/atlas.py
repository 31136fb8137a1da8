"""An atlas of two sliders: what becomes of the present start at each pair of values of alpha and one thing more.

    atlas = map_settings(course, runner, "momentum", ((1e-3, 1.0), (0.0, 0.99)))
    atlas.basins.minimum[row, column]     at atlas.rates[column] and atlas.values[row]

The other axis is a knob of the runner, or STEPS_AXIS: then the schedule is stretched to the steps of each row, as the
page does. Values are spread as on the sliders, the ends of a range included, and rounded to what a link can say
shortly; what is mapped is each rounded value itself. A whole number has rows at whole numbers alone.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from descent.basins import PIECE, WIDEST, Basins, Ends, Pause, Pulse, ends_of, join, judge_ends
from descent.control import RATE, STEPS, rate_notches
from descent.examination import examine
from descent.findings import Verdict
from descent.sentence import limits_of
from descent.setting import LEARNING_RATE, Course, Runner, suggest_rate
from knobs import Knob, knobs_of

STEPS_AXIS = "steps"
FEWEST_DIGITS, MOST_DIGITS = 4, 15  # of a value
SPARE = 2  # digits beyond those that tell neighbours apart: they stay evenly spread

Range = tuple[float, float]
Ranges = tuple[Range, Range]  # of alpha, and of the other axis


@dataclass(frozen=True, eq=False)
class Plan:
    """The settings of an atlas: a runner on a course, at each rate (columns,) and each value (rows,), both rising."""

    course: Course
    runner: Runner
    name: str  # of a knob, or STEPS_AXIS
    rates: np.ndarray
    values: np.ndarray

    @property
    def shape(self) -> tuple[int, int]:
        """Columns and rows."""
        return len(self.rates), len(self.values)


@dataclass(frozen=True, eq=False)
class Atlas:
    """What becomes of each setting; `basins` has one row a value and one column a rate."""

    rates: np.ndarray  # (columns,), rising
    values: np.ndarray  # (rows,), rising
    basins: Basins


@dataclass(frozen=True, eq=False)
class Bound:
    """The stability bound over an atlas, and what it is, in words; "" where there is none."""

    rates: np.ndarray  # (rows,), nan where there is none
    caption: str


def map_settings(
    course: Course, runner: Runner, name: str, ranges: Ranges | None = None, shape: tuple[int, int] = (150, 100)
) -> Atlas:
    """What becomes of the course's start at `shape` (columns, rows) settings; without ranges, over the whole sliders.

    Raises ValueError for ranges or a shape that are none, KeyError for a knob that the runner does not have.
    """
    plan = plan_of(course, runner, name, ranges, shape)
    return Atlas(plan.rates, plan.values, join(settings_of(plan), plan.shape))


def axes_of(runner: Runner) -> dict[str, Knob]:
    """What may stand beside alpha, by name: the knobs of the optimizer, then those of the schedule, then the steps."""
    return knobs_of(runner.optimizer) | knobs_of(runner.schedule) | {STEPS_AXIS: STEPS}


def whole_of(course: Course, runner: Runner, name: str) -> Ranges:
    """The ranges of the sliders, the learning rate's widened to the present one. Raises KeyError as above.

    Around a whole number is half a one, so that all have as much room.
    """
    rates = rate_notches(suggest_rate(runner.optimizer, course.landscape))
    present, knob = runner.learning_rate, axes_of(runner)[name]
    room = 0.5 if knob.whole and knob.scale == "linear" else 0.0
    return (min(rates[0], present), max(rates[-1], present)), (knob.low - room, knob.high + room)


def plan_of(course: Course, runner: Runner, name: str, ranges: Ranges | None, shape: tuple[int, int]) -> Plan:
    """The settings of such an atlas. Raises as `map_settings` does."""
    rates, others = ranges or whole_of(course, runner, name)
    knob, (columns, rows) = axes_of(runner)[name], shape
    return Plan(course, runner, name, spread(RATE, rates, columns), spread(knob, others, rows))


def spread(knob: Knob, ends: Range, count: int) -> np.ndarray:
    """Values (count,) of a knob from end to end, as its scale spreads them; of a whole one as many as there are.

    Raises ValueError where the range, or what of it the knob allows, is none, or too narrow for so many.
    """
    if count < 2:
        raise ValueError(f"An atlas has at least two columns and two rows, not {count}.")
    low, high = max(ends[0], knob.low), min(ends[1], knob.high)
    if not (ends[0] < ends[1] and low <= high and (low < high or knob.whole)):  # nor where one is not a number
        raise ValueError(f"A range of {knob.label} rises, within {knob.low:g} and {knob.high:g}; {ends} does not.")
    if knob.whole:
        return whole_values(knob, math.ceil(low), math.floor(high), count)
    places = np.linspace(place_of(knob, low), place_of(knob, high), count)
    values = places if knob.scale == "linear" else 10.0**places if knob.scale == "log" else 1 - 10.0**-places
    gaps, sizes = np.diff(values), np.maximum(np.abs(values[1:]), np.abs(values[:-1]))
    if gaps.min() <= 0 or (digits := SPARE + math.ceil(math.log10((sizes / gaps).max()))) > MOST_DIGITS:
        raise ValueError(f"The range of {knob.label} is too narrow for {count} different values.")
    digits = max(digits, FEWEST_DIGITS)
    return np.clip([float(f"{value:.{digits}g}") for value in values.tolist()], low, high)


def whole_values(knob: Knob, low: int, high: int, count: int) -> np.ndarray:
    if low > high:
        raise ValueError(f"No whole number of {knob.label} lies in this range.")
    if high - low < count:
        return np.arange(low, high + 1)
    places = np.geomspace if knob.scale == "log" else np.linspace
    return np.unique(np.rint(places(low, high, count)).astype(int))


def place_of(knob: Knob, values: ArrayLike) -> np.ndarray:
    """Where values lie on the knob's scale, where equal steps look equally long: on an axis."""
    values = np.asarray(values, dtype=float)
    if knob.scale == "linear":
        return values
    return np.log10(values) if knob.scale == "log" else -np.log10(1 - values)


def settings_of(plan: Plan, pause: Pause | None = None) -> Iterator[Ends]:
    """The ends of all settings, row by row, in pieces of any width."""
    if plan.name == STEPS_AXIS:
        yield from rows_of_steps(plan, pause)
        return
    rates, values = (each.ravel() for each in np.meshgrid(plan.rates, plan.values))
    starts = np.repeat(np.reshape(plan.course.start, (2, 1)), len(rates), axis=1)
    yield from ends_of(plan.course, spread_out(plan.runner, {LEARNING_RATE: rates, plan.name: values}), starts, pause)


def spread_out(runner: Runner, values: dict[str, Any]) -> Runner:
    """The runner of many settings at once, an array (runs,) of values for each name."""
    return runner.moved(**values)


def rows_of_steps(plan: Plan, pause: Pause | None) -> Iterator[Ends]:
    """Each row at its own number of steps. Rows walk together as far as the longest, and are judged at their ends."""
    columns, (first, counts) = len(plan.rates), (0, plan.values.tolist())
    while first < len(counts):
        last = first + 1
        while last < len(counts) and (last + 1 - first) * columns <= min(PIECE // counts[last], WIDEST):
            last += 1
        together = counts[first:last]
        horizons, rates = np.repeat(together, columns), np.tile(plan.rates, len(together))
        course = replace(plan.course, steps=together[-1])
        trajectory = course.run(stretched(plan.runner, horizons, rates), Pulse(pause) if pause else None)
        for place, steps in enumerate(together):
            row = trajectory.of(slice(place * columns, (place + 1) * columns))
            yield judge_ends(row.until(steps), course.landscape)
            if pause:
                pause()
        first = last


def stretched(runner: Runner, horizons: Any, rates: Any) -> Runner:
    """A runner whose schedule ends with other steps."""
    return Runner(runner.optimizer, replace(runner.schedule, horizon=horizons), rates)


def bound_of(plan: Plan) -> Bound:
    """The bound for each row, at the minimum that the present run ends at, or else at the one that it belongs to."""
    course, runner = plan.course, plan.runner
    findings = examine(course.run(runner), course.landscape)
    rows = len(plan.values)
    site = replace(
        findings, place=np.repeat(findings.place, rows, axis=1), in_valley=np.repeat(findings.in_valley, rows)
    )
    steers = plan.name in runner.knobs
    rates = limits_of(site, course, spread_out(runner, {plan.name: plan.values} if steers else {})).rate
    if not np.isfinite(rates).any():
        return Bound(rates, "")
    rests = findings.verdict[0] in (Verdict.CONVERGED, Verdict.TRAPPED)
    where = "at the minimum where the present run ends" if rests else "at the minimum nearest to the present run"
    caption = f"Dashed: the stability bound on α {where}; above it, that one cannot hold a run."
    factors = np.unique(runner.schedule(np.arange(course.steps)))
    if runner.schedule.looks_at_loss or len(factors) > 1 or plan.name == "final":
        caption += " It is that of a rate that stays, and the schedule changes it on the way."
    return Bound(rates, caption)
