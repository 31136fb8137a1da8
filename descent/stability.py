"""Stability: from which learning rate on a small push away from a minimum grows, found from `update` itself.

    limit = the least alpha at which the spectral radius of the method's step, linearised at rest there, exceeds 1

The ground is the quadratic with the landscape's Hessian, so that nothing but the method is linearised. Where no one
Jacobian holds for pushes of every size, `descent.growth` finds the limit, if there is any. A method that is braked by
what it grew to, as Adam is, has none that is fixed; but a given run of it has one: its preconditioner's as it stands.

All limits are those of late steps. A schedule-free mean that is young bears less: the method's first steps are plain.
So a limit also tells whether it `bears` all pushes just below it, from the first step on, and `breaks` just above.

Shapes: places (2, runs), J (runs, n, n). Flat directions neither grow nor fade, and set no limit.
Source: Cohen et al. 2021, arXiv:2103.00065, section 2; and 2022, arXiv:2207.14484, for preconditioned methods.
"""

from dataclasses import fields
from typing import NamedTuple

import numpy as np

from descent.growth import Cases, by_pull, by_walking, try_out
from descent.motion import LATE, Motion, Quadratic, first_crossing, linear_limits, step_from
from descent.witness import Memoir
from landscapes.curvature import curvature_range, principal_curvatures
from landscapes.heights import at_level
from optimizers import Optimizer

FLAT = 1e-9  # of the sharpest curvature: a direction that curves up by less, or down, counts as flat
NEARBY, CREASED = 1e-6, 10.0  # how far beside a place, and times the change of slope that its curvature explains
SIZES = 1.0, 1e-6, 1e6  # of the gradients after a push
SURE = 12  # digits of a limit; what follows is rounding
FAINT = 1e-12  # of what the run divides by: a push that does not change it

KNOWN: dict[tuple, tuple[float, bool, bool]] = {}  # what was found before: while sliders are dragged, little is new
MOST_KNOWN = 100_000


class Limits(NamedTuple):
    """A learning rate each, nan where there is none, and what it is worth for a run; all (runs,)."""

    rate: np.ndarray
    bears: np.ndarray  # just below it every push fades, also at the first steps
    breaks: np.ndarray  # just above it every push grows


def rate_limits(optimizer: Optimizer, landscape, places: np.ndarray) -> np.ndarray:
    """The learning rate (runs,) from which on a push at each place grows; nan where there is no such fixed limit.

    It is nan, too, where a place is, or where nothing curves up. The optimizer's fields are numbers or (runs,).
    """
    return limits_at(optimizer, landscape, places).rate


def limits_at(optimizer: Optimizer, landscape, places: np.ndarray) -> Limits:
    """The same, with what each limit is worth."""
    with np.errstate(all="ignore"):
        x, y = places = np.asarray(places, dtype=float)
        sharpest, flattest, (across, up) = upward_curvatures(landscape.hessian(x, y))
        curved = np.isfinite(places).all(axis=0) & np.isfinite(sharpest) & (sharpest > 0)
        curved &= ~is_creased(landscape, places, sharpest)
        if optimizer.stability_bound is not None:
            return Limits(np.where(curved, optimizer.stability_bound / sharpest, np.nan), curved, curved)
        curved &= not optimizer.searches
        loss, lowest = landscape.loss(x, y), landscape.minimum_value
        gap = np.where(at_level(loss, lowest, landscape.height), 0.0, loss - lowest)
        site = sharpest, flattest, across * x + up * y, across * y - up * x, gap  # in the axes of the curvature
        knobs = {field.name: getattr(optimizer, field.name) for field in fields(optimizer)}
        knobs = {name: value for name, value in knobs.items() if value is not None}
        columns = np.stack(np.broadcast_arrays(*site, *knobs.values()))
        curved = np.broadcast_to(curved, columns.shape[1:])
        limits = Limits(np.full(curved.shape, np.nan), np.zeros_like(curved), np.zeros_like(curved))
        if curved.any():
            distinct, which = np.unique(columns[:, curved], axis=1, return_inverse=True)
            for part, found in zip(limits, recall(Cases(optimizer, tuple(knobs), distinct)), strict=True):
                part[curved] = found[which.reshape(-1)]
        return limits


def is_creased(landscape, places: np.ndarray, sharpest: np.ndarray) -> np.ndarray:
    """Whether the slope beside each place changes by more than its curvature says, as at a kink, (runs,)."""
    ways = NEARBY * np.eye(2)[:, :, np.newaxis]
    ahead, back = (landscape.gradient(*(places[:, np.newaxis] + side * ways)) for side in (1, -1))
    steps = np.hypot(*(ahead - back))
    return ~(steps <= CREASED * 2 * NEARBY * sharpest).all(axis=0)


def upward_curvatures(hessian):
    """The principal curvatures; what is flat beside the sharpest, or bends down, counts as 0."""
    sharpest, flattest, direction = principal_curvatures(hessian)
    return sharpest, np.where(flattest > FLAT * sharpest, flattest, 0.0), direction


def recall(cases: Cases) -> Limits:
    """The limits of distinct cases: those known from before, and all others found at once."""
    keys = [(type(cases.template), cases.knobs, column.tobytes()) for column in cases.columns.T]
    limits = [KNOWN.get(key) for key in keys]
    missing = [place for place, limit in enumerate(limits) if limit is None]
    if missing:
        if len(KNOWN) + len(missing) > MOST_KNOWN:
            KNOWN.clear()
        for place, limit in zip(missing, zip(*find_limits(cases.among(missing)), strict=True), strict=True):
            limits[place] = KNOWN[keys[place]] = limit
    return Limits(*map(np.array, zip(*limits, strict=True)))


def find_limits(cases: Cases) -> Limits:
    """By one Jacobian for pushes of every size where there is one, else by what remains of a step far away."""
    limits, linear = linear_limits(cases.optimizer, cases.about_origin, SIZES)
    walked = ~linear
    if walked.any():
        limits[walked] = by_pull(cases.among(walked))
        walked &= np.isnan(limits)
    if walked.any():
        limits[walked] = by_walking(cases.among(walked))
    limits = np.array([float(f"{limit:.{SURE}g}") for limit in limits])
    bears, breaks = np.zeros((2, len(cases)), dtype=bool)
    (found,) = np.nonzero(np.isfinite(limits))
    if found.size:
        bears[found], breaks[found] = try_out(cases.among(found), limits[found])
        breaks &= bears | ~walked  # a limit that no rule gives has to tell the runs apart
    return Limits(limits, bears, breaks)


def preconditioned_limit(optimizer: Optimizer, landscape, place: np.ndarray, memoir: Memoir) -> float:
    """The learning rate from which on a push at `place`, (2,), grows under this run's preconditioner as it ends.

    A diagnostic, for methods that rescale each axis: the preconditioner moves on. It is nan where there is none.
    """
    if optimizer.scale is None:
        return np.nan
    with np.errstate(all="ignore"):
        steps = len(memoir.rates)
        before, state = memoir.state(steps - 1), memoir.state(steps)
        scale = optimizer.scale(before, state, steps - 1)
        x, y = np.reshape(place, (2, 1)).astype(float)
        steep, gentle, (across, up) = upward_curvatures(landscape.hessian(x, y))
        there, aside = np.stack([across, up]), np.stack([-up, across])
        hessian = steep * there[:, np.newaxis] * there + gentle * aside[:, np.newaxis] * aside
        if is_creased(landscape, np.reshape(place, (2, 1)).astype(float), steep).any():
            return np.nan
        sharpest = curvature_range(hessian / np.sqrt(scale[:, np.newaxis] * scale))[0]
        if not (np.isfinite(sharpest).all() and (sharpest > 0).all()):
            return np.nan
        # A step at rest lets the scale fade or its correction end: the ground makes up for what that changes
        origin = np.zeros((2, 1))
        resting = optimizer.at_rest(state, origin)
        _, after = step_from(optimizer, Quadratic.about_origin(0 * hessian), origin, resting, np.ones(1))
        late = optimizer.scale(resting, after, LATE)
        ground = Quadratic.about_origin((late / scale)[:, np.newaxis] * hessian)
        push = FAINT * late.min(axis=0) / np.abs(ground.curvature).max(axis=(0, 1))
        still, moved = Motion.of(optimizer, ground, state).linearise(push, 1 / sharpest)
        if not np.isfinite(still + moved).all():
            return np.nan
        return float(first_crossing(still, moved, 1 / sharpest)[0])
