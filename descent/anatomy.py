"""Anatomy: one run's steps taken apart: along the directions of curvature, and by what each axis is rescaled.

    downhill_i = -alpha_t grad f(w_t) . e_i         e_i, the unit eigenvectors of the Hessian at w_t
    factor_i = 1 - alpha_t lambda_i                 what plain descent keeps of the distance to the floor along e_i

On a quadratic the factors are exact: below -1 plain descent diverges along e_i; elsewhere they hold nearby.
Shapes: time comes first, the runs' axis is gone. What rescales comes from an optimizer's `scale`.
"""

from dataclasses import dataclass

import numpy as np

from descent.descend import Trajectory, count_runs
from descent.setting import Course, Runner
from descent.witness import Memoir, Witness, pick
from landscapes import Landscape
from landscapes.curvature import principal_curvatures
from optimizers import OPTIMIZERS, Optimizer

ROUNDING = 4 * np.finfo(float).eps  # of a step, in its parts
PLAIN_BOUND = OPTIMIZERS["gradient_descent"]().stability_bound  # drawn also for methods that have none of their own


@dataclass(frozen=True, eq=False)
class Anatomy:
    """All is at the points that are shown, without noise. Where the Hessian is not finite, so are not its parts."""

    positions: np.ndarray  # (steps + 1, 2), as descend has them
    curvatures: np.ndarray  # (steps + 1, 2), the Hessian's eigenvalues, the lower first, the sharpest last
    directions: np.ndarray  # (steps + 1, 2, 2), [t, :, i] is the unit eigenvector of curvatures[t, i]
    limits: np.ndarray  # (steps + 1,), the rate that the sharpest curvature can just hold; nan where nothing curves up
    downhill: np.ndarray  # (steps, 2), the plain step -alpha grad f along each of the directions; 0 below rounding
    factors: np.ndarray  # (steps, 2), 1 - alpha lambda
    effective_rates: np.ndarray | None  # (steps, 2), x and y: the rate divided by the optimizer's scale of that axis


def dissect(course: Course, runner: Runner) -> Anatomy:
    """Take one run apart. Raises ValueError for more than one run."""
    memoir, run = watch(course, runner)
    return take_apart(course.landscape, runner.optimizer, run, memoir)


def take_apart(landscape: Landscape, optimizer: Optimizer, run: Trajectory, memoir: Memoir) -> Anatomy:
    """The anatomy of a trajectory of one run, with what its optimizer saw of it."""
    positions, gradients, rates = run.positions[..., 0], run.gradients[:-1, :, 0], run.rates
    bound = PLAIN_BOUND if optimizer.stability_bound is None else optimizer.stability_bound
    with np.errstate(all="ignore"):
        sharpest, flattest, across = principal_curvatures(landscape.hessian(*positions.T))
        along = np.stack([across[1], -across[0]])
        directions = turn_together(np.stack([along.T, across.T], axis=2))
        scale = scale_of(optimizer, memoir)
        curvatures = np.stack([flattest, sharpest], axis=1)
        return Anatomy(
            positions,
            curvatures,
            directions,
            limits=np.where(sharpest > 0, bound / sharpest, np.nan),
            downhill=split(-rates * gradients, directions[:-1]),
            factors=1 - rates * curvatures[:-1],
            effective_rates=None if scale is None else rates / scale,
        )


def split(steps: np.ndarray, directions: np.ndarray) -> np.ndarray:
    """Steps (time, 2) along two directions each; what rounding leaves of one where the other takes all is 0."""
    parts = np.einsum("tk,tki->ti", steps, directions)
    longest = np.abs(steps).max(axis=1, keepdims=True)
    return np.where((np.abs(parts) <= ROUNDING * longest) & np.isfinite(longest), 0.0, parts)


def scale_of(optimizer: Optimizer, memoir: Memoir) -> np.ndarray | None:
    """An optimizer's own `scale` at all steps at once, (steps, 2), as if each were a run; or None."""
    if optimizer.scale is None:
        return None
    before, after = (pick(memoir.states, steps) for steps in (slice(None, -1), slice(1, None)))
    return optimizer.scale(before, after, np.arange(len(memoir.rates))).T


def turn_together(directions: np.ndarray) -> np.ndarray:
    """Eigenvectors (time, 2, 2) with signs that do not flip from one point to the next; the first is left as it is."""
    turned = np.einsum("tki,tki->ti", directions[1:], directions[:-1]) < 0
    signs = np.cumprod(np.where(turned, -1.0, 1.0), axis=0)
    return np.concatenate([directions[:1], directions[1:] * signs[:, np.newaxis]])


def watch(course: Course, runner: Runner) -> tuple[Memoir, Trajectory]:
    """Run a runner, and keep all that its optimizer saw on the way. Raises ValueError for more than one run."""
    numbers = map(np.asarray, (course.start, runner.learning_rate, course.noise))
    runs = count_runs(runner.optimizer, runner.schedule, *numbers)
    if runs != 1:
        raise ValueError(f"One run at a time can be taken apart, and here are {runs}: choose one value for each.")
    witness = Witness()
    run = course.run(runner, witness)
    return witness.memoir(0), run
