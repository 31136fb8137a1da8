"""A cut through every step of one run: the loss along the line that the step took, and what was to be expected of it.

    s = w_{t+1} - w_t                      places on the line are w_t + u s: u = 0 before the step, 1 after it
    slope = grad f(w_t) . s,    bend = s^T H(w_t) s
    f(w_t) + slope u + bend u^2 / 2        the parabola that slope and curvature see; its floor lies at -slope / bend

A plain step s = -alpha grad f has its floor at u = 1 / (alpha lambda), lambda the curvature along the line, and keeps
1 - alpha lambda of the distance to it: at alpha lambda = 2 it lands as high as it began.

    remembered = s - (the step by the same rule, had the memory been empty)       beta (w_t - w_{t-1}) for momentum

Shapes: time comes first. What is not finite stays so.
"""

from dataclasses import dataclass

import numpy as np

from descent.descend import Trajectory
from descent.witness import Memoir, pick
from landscapes import Landscape
from optimizers import Optimizer
from optimizers.optimizer import Evaluation

SAMPLES = 41  # of the loss on each line
FARTHEST = 8.0  # steps: how far ahead or behind a floor, and the place beyond it that is as high, are still shown
ROOM = 0.15  # of that, on both sides of it
_ASIDE = round(SAMPLES * ROOM / (1 + 2 * ROOM))
INNER = slice(_ASIDE, -_ASIDE)  # the samples without that room


@dataclass(frozen=True, eq=False)
class Crosscut:
    slopes: np.ndarray  # (steps,)
    bends: np.ndarray  # (steps,)
    ends: np.ndarray  # (steps, 2), the first and the last u of the samples, which are spread evenly
    rises: np.ndarray  # (steps, SAMPLES), the loss there above that at w_t
    remembered: np.ndarray | None  # (steps, 2), x and y: memory's part of the step; None without a memory


def cut(landscape: Landscape, optimizer: Optimizer, run: Trajectory, memoir: Memoir) -> Crosscut:
    """Cuts through the steps of a trajectory of one run."""
    positions, gradients = run.positions[..., 0], run.gradients[:-1, :, 0]
    with np.errstate(all="ignore"):
        steps = np.diff(positions, axis=0)
        slopes = (gradients * steps).sum(axis=1)
        bends = np.einsum("ti,ijt,tj->t", steps, landscape.hessian(*positions[:-1].T), steps)
        ends = frame(slopes, bends)
        places = np.linspace(ends[:, 0], ends[:, 1], SAMPLES, axis=1)
        x, y = positions[:-1].T[..., np.newaxis] + places * steps.T[..., np.newaxis]
        rises = landscape.loss(x, y) - run.losses[:-1]
        return Crosscut(slopes, bends, ends, rises, recall(landscape, optimizer, memoir))


def frame(slopes: np.ndarray, bends: np.ndarray) -> np.ndarray:
    """From where to where each line is shown, (steps, 2): the step, the floor, and beyond that the place as high."""
    floors = np.where(bends > 0, -slopes / bends, 0.0)
    floors = np.nan_to_num(floors, nan=0.0, posinf=FARTHEST, neginf=-FARTHEST)
    beyond = np.clip(2 * floors, -FARTHEST, FARTHEST)
    first, last = np.minimum(beyond, 0.0), np.maximum(beyond, 1.0)
    room = ROOM * (last - first)
    return np.stack([first - room, last + room], axis=1)


def recall(landscape: Landscape, optimizer: Optimizer, memoir: Memoir) -> np.ndarray | None:
    """What memory adds to each step, (steps, 2); all at once, as if each were a run. None without a memory.

    Without it the optimizer had stood still before the step. Both steps are its own updates: from points, which are
    rounded, a short step would have a memory where there is none.
    """
    if optimizer.memory_span is None:
        return None
    states, steps = pick(memoir.states, slice(None, -1)), np.arange(len(memoir.rates))
    here = Evaluation(landscape, memoir.positions, memoir.gradients, memoir.rates)
    fresh, _ = optimizer.update(here, optimizer.at_rest(states, memoir.positions), steps)
    whole, _ = optimizer.update(here, states, steps)
    return ((fresh - whole) * (1 if optimizer.rate_inside else memoir.rates)).T
