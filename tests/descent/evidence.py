"""Evidence: what may be claimed of a run, worked out from its path alone.

Every run is made here, one by one, from its course and its runner; nothing is asked of `descent` but `descend`.
"""

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from ground import Ground

from descent import descend
from descent.setting import Course, Runner
from descent.witness import Witness
from schedules import SCHEDULES, Schedule

LASTING = 8  # times the steps: how far a claim to last is followed
CONSTANT = SCHEDULES["constant"](final=1.0)


@dataclass(frozen=True)
class Table(Schedule):
    """Rates written down, step by step; the last of them is held."""

    rates: tuple = ()

    def __call__(self, step):
        return np.array(self.rates)[np.minimum(step, len(self.rates) - 1)]


class Run:
    """One run, with everything a claim may speak of worked out from its path alone."""

    def __init__(self, course: Course, runner: Runner, ground: Ground, **changes):
        self.course, self.runner, self.ground, self.changes = course, runner, ground, changes
        self.landscape, self.optimizer, self.noise = course.landscape, runner.optimizer, course.noise
        trajectory = self.walk()
        self.path = trajectory.positions[:, :, 0].copy()
        self.losses, self.gradients = trajectory.losses[:, 0].copy(), trajectory.gradients[:, :, 0].copy()
        self.rates = trajectory.rates[:, 0]
        self.steps = len(self.rates)
        self.tail = min(self.steps, max(3, self.steps // 20))
        bound = self.optimizer.stability_bound
        self.bound = math.nan if bound is None else float(bound)
        self.minima, self.sides, self.height, self.lowest = ground.minima, ground.sides, ground.height, ground.lowest
        self.rounding, self.grain = 1e-12 * self.height, 1e-12 * self.sides.min()
        self.centre = np.mean(self.landscape.window, axis=1)
        self.kink = self.stop_at_kink()
        with np.errstate(all="ignore"):
            self.moves = np.diff(self.path, axis=0)
            self.lengths = np.hypot(*self.moves.T)
            self.finite = np.isfinite(self.path).all(axis=1) & np.isfinite(self.losses)
            self.away = np.abs((self.path - self.centre) / self.sides).max(axis=1)
        self.inside = ground.inside(self.path)

    def walk(self, witness=None):
        course, runner = self.course, self.runner
        start, noise = self.changes.get("start", course.start), self.changes.get("noise", course.noise)
        return descend(
            course.landscape,
            runner.optimizer,
            runner.schedule,
            start,
            runner.learning_rate,
            course.steps,
            noise,
            course.seed,
            witness,
            self.changes.get("tremble", 0.0),
            self.changes.get("batch_size", course.batch_size) or None,
            self.changes.get("label_noise", course.label_noise),
        )

    def stop_at_kink(self):
        """The first step where the loss is a number and its slope is not; from there on the run stands."""
        with np.errstate(all="ignore"):
            slopeless = np.isnan(self.gradients).any(axis=1) & np.isfinite(self.losses)
            near = (np.abs((self.path - self.centre) / self.sides) < 1000).all(axis=1)
        if not slopeless.any() or not near[step := int(np.isnan(self.gradients).any(axis=1).argmax())]:
            return -1
        if not slopeless[step]:
            return -1
        self.path[step:], self.losses[step:], self.gradients[step:] = self.path[step], self.losses[step], 0.0
        return step

    @cached_property
    def asked(self):
        """The rate that each step was asked to take, also where the method then finds one of its own."""
        return np.array([float(here.rate[0]) for here in self.witness.sights])

    @cached_property
    def witness(self):
        witness = Witness()
        self.walk(witness)
        return witness

    @property
    def last_states(self):
        """What the optimizer remembered before its last step and after it."""
        return self.witness.states[-2:]

    @cached_property
    def continued(self) -> "Run":
        """The same run with its last rate held."""
        schedule = Table(final=1.0, horizon=self.steps, rates=tuple(self.asked))
        course = replace(self.course, steps=LASTING * self.steps)
        return Run(course, Runner(self.optimizer, schedule, 1.0), self.ground, **self.changes)

    def changed(self, **changes) -> "Run":
        return Run(self.course, self.runner, self.ground, **(self.changes | changes))

    def with_runner(self, runner) -> "Run":
        return Run(self.course, runner, self.ground, **self.changes)

    # Where it ends.

    @cached_property
    def rest(self):
        """What it rests at: (kind, place, since), kind "global", "local" or "" where it does not."""
        if not self.finite.all():
            return "", None, -1
        tail = self.path[-self.tail - 1 :]
        far = [np.hypot(*((tail - minimum) / self.sides).T).max() for minimum in self.minima]
        if far and min(far) <= 0.01:
            index = int(np.argmin([math.dist(*(np.array([self.path[-1], m]) / self.sides)) for m in self.minima]))
            if far[index] <= 0.01:
                kind = "global" if self.ground.is_level[index] else "local"
                return kind, self.minima[index], self.since(self.minima[index])
        if not self.is_still:
            return "", None, -1
        if self.in_valley:
            level = self.ground.level_valleys[self.ground.valley_of(self.path[-1])]
            return "global" if level else "local", self.path[-1], self.since(self.path[-1])
        end, low = self.path[-1], abs(self.losses[-1] - self.lowest) <= 1e-6 * self.height
        kind = "global" if self.losses[-1] - self.lowest <= 1e-6 * self.height else "local"
        curvatures = self.curvature(end)
        if self.is_flat and curvatures[1] > 1e-12 * curvatures[0]:
            newton = np.linalg.solve(self.landscape.hessian(*end), self.gradients[-1]) / self.sides
            if np.hypot(*newton) <= 0.01 and not any(np.hypot(*((end - m) / self.sides)) <= 0.02 for m in self.minima):
                return kind, end, self.since(end)
        if low and np.hypot(*(self.moves[-self.tail :] / self.sides).T).sum() <= 0.001:
            return "global", end, self.since(end)
        return "", None, -1

    @cached_property
    def in_valley(self):
        """Whether it has come to rest in a valley of equal minima, at none of the minima that are points."""
        away = [np.hypot(*((self.path[-self.tail - 1 :] - m) / self.sides).T).max() for m in self.minima]
        still = self.finite.all() and self.is_still
        return bool(still and min(away, default=1) > 0.01 and self.ground.valley_of(self.path[-1]) >= 0)

    @cached_property
    def is_still(self):
        with np.errstate(all="ignore"):
            tail = (self.path[-self.tail - 1 :] - self.path[-1]) / self.sides
            return bool((np.hypot(*tail.T) <= 0.01).all())

    @cached_property
    def is_flat(self):
        """A slope that would win less than a hundredth of what is still to lose across the window."""
        tail = slice(-self.tail - 1, None)
        slopes = np.hypot(*(self.gradients[tail] * self.sides).T)
        return bool((slopes <= 0.0101 * abs(self.losses[tail] - self.lowest)).all())

    def since(self, place):
        away = np.flatnonzero(~(np.hypot(*((self.path - place) / self.sides).T) <= 0.01))
        return int(away[-1]) + 1 if len(away) else 0

    def did(self, what):
        """Whether it did what the other notches of a slider are said to have done."""
        kind = self.rest[0]
        match what:
            case "reaches":
                return kind == "global"
            case "ends in a local minimum" | "ends in a local one":
                return kind == "local"
            case "ends out of the window":
                return not self.inside[-1] and not kind
            case "lands where the loss has no value":
                return not self.finite.all() and self.has_no_value
            case "ends still moving":
                return bool(self.finite.all() and not kind and not (self.is_still and self.is_flat))
            case "ends at no minimum":
                return bool(self.finite.all() and not kind and self.is_still)
        raise AssertionError(f"nobody knows whether a run {what!r}")

    @cached_property
    def has_no_value(self):
        step = int((~self.finite).argmax())
        return bool(np.isnan(self.losses[step]) and self.away[step] < 1000)

    @property
    def gone(self):
        """The step from which it stays out of the window, -1 where it ends inside."""
        return -1 if self.inside[-1] else max((step + 1 for step, there in enumerate(self.inside) if there), default=0)

    @property
    def gap(self):
        return self.losses[-1] - self.lowest

    def curvature(self, point):
        hessian = self.landscape.hessian(*point)
        return np.linalg.eigvalsh(hessian)[::-1] if np.isfinite(hessian).all() else np.array([np.nan, np.nan])

    @property
    def belongs_to(self):
        """Where it rests, else the minimum nearest to where it last was in the window, or to what it bounces about."""
        if self.rest[0]:
            return self.rest[1]
        if not self.inside[-1] or not self.finite.all():
            here = self.path[max(self.gone_or_lost - 1, 0)]
        else:
            even = 2 * max(1, self.tail // 2)
            here = self.path[-even:].mean(axis=0) if self.wanders else self.path[-1]
        return self.minima[np.hypot(*((self.minima - here) / self.sides).T).argmin()]

    @cached_property
    def wanders(self):
        """Its last half goes to and fro: its way is three times as long as it gets."""
        half = max(1, self.steps // 2)
        way = np.hypot(*(self.moves[-half:] / self.sides).T).sum()
        return bool(np.hypot(*((self.path[-1] - self.path[-half - 1]) / self.sides)) < way / 3)

    @property
    def gone_or_lost(self):
        return self.gone if self.gone >= 0 else int((~self.finite).argmax())

    def places(self):
        """The minima, the nearest to its end first, and its end where it rests at one that nobody listed."""
        nearest = sorted(self.minima.tolist(), key=lambda minimum: math.dist(minimum, self.path[-1]))
        return [*nearest, *([self.path[-1]] if self.rest[0] else [])]

    def kinds(self, place):
        """The minima that a place names."""
        level = self.ground.is_level
        if "global" in place:
            self.check_article(place)
        return self.minima[level if "global" in place else ~level]

    def check_article(self, place):
        """The one place where the loss is lowest is "the" one."""
        assert place.startswith("the ") == self.ground.is_one(), f"{place} is not the only one, or is it"

    def overshot(self):
        past = ((self.gradients[1:] * self.moves).sum(axis=1) > self.rounding).any()
        return past or any(self.turns(minimum) for minimum in self.places())

    def turns(self, minimum):
        values, vectors = np.linalg.eigh(self.landscape.hessian(*minimum))
        along = self.moves @ vectors[:, 1] if values[1] - values[0] > 1e-9 * values[1] else self.moves @ self.moves[0]
        return ((along[1:] * along[:-1] < 0) & (abs(along[1:]) > self.grain) & (abs(along[:-1]) > self.grain)).any()
