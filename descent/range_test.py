"""The learning-rate range test: one run whose rate grows at every step, to see which rates make the loss fall.

    alpha_t = low (high / low)^(t / (steps - 1)),    t = 0, ..., steps - 1

It recommends the rate of the steepest fall: of the loss, averaged over SMOOTHING points, against log alpha, up to where
the average is lowest; not the rate of that lowest point, which is nearly too large. The curve ends where it blows up:
at a loss that is not finite, or more than STOP times as far above the best minimum as the start (or as the window's
middling height, if that is higher).

Every later rate starts where the earlier ones have led, so the test knows less than a sweep: `compare` says how far
it is off, and why.

Errors: rates that do not grow from above 0, fewer than 2 steps or more than one run are a ValueError.
Source: Smith 2017, "Cyclical Learning Rates for Training Neural Networks", section 3.3, arXiv:1506.01186, where the
growth is linear; exponential growth, the steepest fall and the factor 4 as in fastai's lr_find and its rule `steep`,
whose average over the past would shift the curve to larger rates; here it is centred.
"""

from dataclasses import dataclass, replace

import numpy as np

from descent.figures import apart, capital, number
from descent.setting import Course, Runner
from descent.terrain import terrain_of
from descent.verdict import NEAR, ROUNDING
from landscapes.curvature import principal_curvatures
from schedules import Schedule

SMOOTHING = 5  # points, the middle one included
STOP = 4.0
SAME = 1.25  # rates no farther apart than this factor agree
SHARPER = 1.5  # curvatures farther apart than this factor differ
MOSTLY, NEARLY = 0.5, 0.999  # of the fall
DIGITS = 4  # of a rate of the sweep, as sliders have them


@dataclass(frozen=True)
class ExponentialGrowth(Schedule):
    """The factor on the rate: from 1 to `ratio` in equal ratios."""

    ratio: float = 1.0

    def __call__(self, step):
        return np.float_power(self.ratio, step / (self.horizon - 1))


@dataclass(frozen=True, eq=False)
class RangeTest:
    """What the test saw. The step at `rates[i]` leads from `losses[i]` to `losses[i + 1]`."""

    rates: np.ndarray  # (steps,)
    losses: np.ndarray  # (steps + 1,), exact, without any noise
    blew_up: int  # the step that ended the curve, -1 if none did
    steepest: int  # the step of the steepest fall, -1 if the average never fell
    lowest: int  # the point where the averaged curve is lowest
    trapped: float  # the loss above the best of the local minimum that this point lies in; nan if it lies in none
    curvatures: np.ndarray  # (2,), the largest eigenvalue of the Hessian at the steepest fall and at the lowest point
    memory: float  # how many steps a momentum remembers, 1 / (1 - beta); 1 without momentum
    noise: str  # what it is called, and how much there is; "" where there is none

    @property
    def recommended(self) -> float:
        """The rate of the steepest fall; nan if the average never fell."""
        return float(self.rates[self.steepest]) if self.steepest >= 0 else np.nan


def range_test(course: Course, runner: Runner, low: float, high: float, steps: int = 100) -> RangeTest:
    """Run the test with rates from `low` to `high`; the runner's own rate and schedule play no part."""
    if not (0 < low < high < np.inf):
        raise ValueError(f"The range test needs rates that grow from above 0: choose low < high, not {low} and {high}.")
    if steps < 2:
        raise ValueError(f"The range test needs at least 2 steps to let the rate grow, not {steps}.")
    landscape, growth = course.landscape, ExponentialGrowth(horizon=steps, ratio=high / low)
    trajectory = replace(course, steps=steps).run(Runner(runner.optimizer, growth, low))
    if trajectory.runs != 1:
        raise ValueError(f"The range test is a single run: give one start and plain numbers, not {trajectory.runs}.")
    terrain = terrain_of(landscape)
    with np.errstate(all="ignore"):
        losses = trajectory.losses[:, 0]
        gaps = losses - terrain.best
        finite = np.isfinite(losses)
        broken = ~(finite[0] & finite[1:] & (gaps[1:] <= STOP * max(gaps[0], abs(terrain.height))))
        blew_up = int(broken.argmax()) if broken.any() else -1
        curve = average(losses[: blew_up + 1] if broken.any() else losses)
        lowest = int(curve.argmin())
        falls = np.diff(curve[: lowest + 1])
        fell = falls.min(initial=0.0) < -ROUNDING * abs(terrain.height)
        steepest = int(falls.argmin()) if fell else -1
        places = trajectory.positions[[max(steepest, 0), lowest], :, 0].T
        curvatures = principal_curvatures(landscape.hessian(*places))[0]
    return RangeTest(
        rates=low * growth(np.arange(steps)),
        losses=losses,
        blew_up=blew_up,
        steepest=steepest,
        lowest=lowest,
        trapped=height_of_trap(terrain, places[:, 1:]),
        curvatures=curvatures,
        memory=1.0 if (span := runner.optimizer.memory_span) is None else float(span),
        noise=course.noise_in_words and f"{course.noise_in_words} ({', '.join(course.noises.values())})",
    )


def average(values):
    """The mean of SMOOTHING values centred at each, of fewer near the ends."""
    reach, window = SMOOTHING // 2, np.ones(SMOOTHING)
    sums, counts = (np.convolve(each, window)[reach:-reach] for each in (values, np.ones_like(values)))
    return sums / counts


def height_of_trap(terrain, place) -> float:
    """How far above the best the local minimum stands that has the place (2, 1) within NEAR; nan if none has."""
    (nearest,) = terrain.nearest(place)
    if nearest < 0 or terrain.is_global[nearest]:
        return np.nan
    away = np.hypot(*terrain.scale(place) - terrain.scale(terrain.minima[:, [nearest]]))
    return float(terrain.losses[nearest] - terrain.best) if away[0] <= NEAR else np.nan


def compare(test: RangeTest, best_rate: float, bound: float, steps: int) -> str:
    """The test's recommendation beside the sweep's best rate for `steps` steps, and why they differ.

    `best_rate` is nan where every rate of the sweep diverged; `bound` is the stability bound on the rate, or nan.
    """
    recommended, within = test.recommended, f"{steps} step" if steps == 1 else f"{steps} steps"
    nothing = np.isnan(recommended)
    opening = "The test recommends " + (
        f"nothing: averaged over {SMOOTHING} points, its loss never fell"
        if nothing
        else f"{number(recommended)}, where its loss fell fastest while α grew at every step"
    )
    if np.isnan(best_rate):
        return f"{opening}; of those on the slider every α diverges."
    opening += f"; best here, for {within}, is {number(best_rate, DIGITS)}"
    if nothing:
        return f"{opening}."
    times = max(recommended, best_rate) / min(recommended, best_rate)
    if times <= SAME:
        return f"{opening}, nearly the same. {_why_it_agrees(test, bound)}"
    subject = "and the test's is " if recommended > best_rate else ""
    return f"{opening}, {subject}{number(times, 2)} times as much. {_why_it_misleads(test, best_rate, bound)}"


def _why_it_agrees(test, bound):
    if test.noise:
        return _noisy(test)
    if test.blew_up >= 0 and test.rates[test.blew_up] > SAME * bound:
        late = number(test.rates[test.blew_up])
        return (
            f"Its loss blew up only at {late}, past the stability bound {number(bound)}: a bounce takes time to grow."
        )
    return "Here it is a good guide."


def _why_it_misleads(test, best_rate, bound):
    if test.recommended >= bound:
        return (
            f"It lies past the stability bound {apart(bound, test.recommended)}: one fast step is not a rate to keep."
        )
    if not np.isnan(test.trapped):
        gap = number(test.trapped)
        return f"Its way led into a local minimum, {gap} above the best known loss, and it judged by that way."
    share = fallen_before(test, best_rate) if test.recommended < best_rate else 0.0
    if share >= MOSTLY:
        done = f"over {100 * NEARLY:g} %" if share > NEARLY else f"{number(100 * share)} %"
        return (
            f"It moves while the rate grows: when α passed {number(best_rate, DIGITS)} it had done {done} of its fall, "
            "so it never saw what that rate does from the start."
        )
    if test.noise:
        return _noisy(test)
    if test.recommended > best_rate and test.memory > 1:
        grown = number((test.rates[1] / test.rates[0]) ** test.memory, 2)
        return (
            f"Momentum lags: it remembers about {number(test.memory, 2)} steps, in which the rate grew {grown} times, "
            "so what a rate does shows only later."
        )
    if max(test.curvatures) > SHARPER * abs(min(test.curvatures)):
        steep, low = (number(curvature) for curvature in test.curvatures)
        return (
            f"It moves while the rate grows: where it fell steepest λ was {steep}, at its lowest point {low}, "
            "and what suits the one need not suit the other."
        )
    return "It gives each α one step from where the smaller ones have led; the best one had the whole way."


def _noisy(test):
    return f"{capital(test.noise)} shakes this single run: another seed may recommend another rate."


def fallen_before(test: RangeTest, rate: float) -> float:
    """The share of the test's whole fall that it had done when its rate reached this one; 0 if it never did."""
    before = test.losses[: np.searchsorted(test.rates, rate) + 1]
    if len(before) == len(test.losses):
        return 0.0
    curve = test.losses if test.blew_up < 0 else test.losses[: test.blew_up + 1]
    fall = curve[0] - curve.min()
    return float((curve[0] - np.nanmin(before[: len(curve)])) / fall) if 0 < fall < np.inf else 0.0
