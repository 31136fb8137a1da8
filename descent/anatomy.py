"""Anatomy: one run's steps taken apart: along the curvature, into what is remembered, by what each axis is rescaled.

    downhill_i = -alpha_t grad f(w_t) . e_i         e_i, the unit eigenvectors of the Hessian at w_t
    factor_i = 1 - alpha_t lambda_i                 what plain descent keeps of the distance to the floor along e_i

On a quadratic the factors are exact: below -1 plain descent diverges along e_i; elsewhere they hold nearby.
Shapes: time comes first, the runs' axis is gone. What an optimizer remembers comes from its `memory` and `scale`.
"""

from dataclasses import dataclass

import numpy as np

from descent.descend import Trajectory, count_runs, descend
from landscapes.curvature import principal_curvatures


@dataclass(frozen=True, eq=False)
class Anatomy:
    """All is at the points that are shown, without noise. Where the Hessian is not finite, so are not its parts."""

    positions: np.ndarray  # (steps + 1, 2), as descend has them
    curvatures: np.ndarray  # (steps + 1, 2), the Hessian's eigenvalues, the lower first, the sharpest last
    directions: np.ndarray  # (steps + 1, 2, 2), [t, :, i] is the unit eigenvector of curvatures[t, i]
    downhill: np.ndarray  # (steps, 2), the plain step -alpha grad f along each of the directions
    factors: np.ndarray  # (steps, 2), 1 - alpha lambda
    velocity: np.ndarray | None  # (steps, 2), x and y: the step that the remembered direction alone would make
    effective_rates: np.ndarray | None  # (steps, 2), x and y: the rate divided by the optimizer's scale of that axis


def dissect(landscape, optimizer, schedule, start, learning_rate, steps, noise=0.0, seed=0) -> Anatomy:
    """Take one run apart; the arguments are those of `descend`.

    `velocity` is -rate * memory, or -memory where the rate is already in it, and has no scale in it: Adam steps by
    velocity / scale, and so by effective_rates / rate * velocity. Raises ValueError for more than one run.
    """
    witness, run = watch(landscape, optimizer, schedule, start, learning_rate, steps, noise, seed)
    return take_apart(landscape, optimizer, run, witness.states)


def take_apart(landscape, optimizer, run, states) -> Anatomy:
    """The anatomy of a trajectory of one run whose optimizer went through `states`, the first before the first step."""
    positions, gradients, rates = run.positions[..., 0], run.gradients[:-1, :, 0], run.rates
    with np.errstate(all="ignore"):
        sharpest, flattest, across = principal_curvatures(landscape.hessian(*positions.T))
        curvatures = np.stack([flattest, sharpest], axis=1)
        along = np.stack([across[1], -across[0]])
        directions = turn_together(np.stack([along.T, across.T], axis=2))
        downhill = -rates * np.einsum("tk,tki->ti", gradients, directions[:-1])
        memory, scale = (ask(optimizer, question, states) for question in ("memory", "scale"))
        rate_inside = getattr(optimizer, "rate_inside", False)
        return Anatomy(
            positions,
            curvatures,
            directions,
            downhill,
            1 - rates * curvatures[:-1],
            None if memory is None else -memory if rate_inside else -rates * memory,
            None if scale is None else rates / scale,
        )


def ask(optimizer, question: str, states) -> np.ndarray | None:
    """The optimizer's own `memory` or `scale` of all steps at once, (steps, 2), as if each were a run; or None."""
    answer = getattr(optimizer, question, None)
    if answer is None:
        return None
    history = side_by_side(states)
    before, after = (pick(history, steps) for steps in (slice(None, -1), slice(1, None)))
    return answer(before, after, np.arange(len(states) - 1)).T


def turn_together(directions: np.ndarray) -> np.ndarray:
    """Eigenvectors (time, 2, 2) with signs that do not flip from one point to the next; the first is left as it is."""
    turned = np.einsum("tki,tki->ti", directions[1:], directions[:-1]) < 0
    signs = np.cumprod(np.where(turned, -1.0, 1.0), axis=0)
    return np.concatenate([directions[:1], directions[1:] * signs[:, np.newaxis]])


def watch(landscape, optimizer, schedule, start, learning_rate, steps, noise, seed) -> tuple["Witness", Trajectory]:
    """Descend once, and keep all that the optimizer saw on the way. Raises ValueError for more than one run."""
    runs = count_runs(optimizer, schedule, *map(np.asarray, (start, learning_rate, noise)))
    if runs != 1:
        raise ValueError(f"One run at a time can be taken apart, and here are {runs}: choose one value for each.")
    witness = Witness(optimizer)
    return witness, descend(landscape, witness, schedule, start, learning_rate, steps, noise, seed)


@dataclass
class Witness:
    """An optimizer that remembers what it saw and what it knew, at the start and after each step."""

    optimizer: object

    def __post_init__(self):
        self.seen, self.states = [], []

    @property
    def rate_inside(self) -> bool:
        return getattr(self.optimizer, "rate_inside", False)

    def init(self, position):
        self.states.append(self.optimizer.init(position))
        return self.states[0]

    def update(self, here, state, step):
        direction, state = self.optimizer.update(here, state, step)
        self.seen.append(here)
        self.states.append(state)
        return direction, state

    def states_of(self, run: int) -> list:
        """What the optimizer knew of one run of a batch, as if that run had been alone."""
        return [pick(state, slice(run, run + 1)) for state in self.states]


def side_by_side(states):
    """The same state at several times, with times where the runs were."""
    if isinstance(states[0], tuple):
        return type(states[0])(*map(side_by_side, zip(*states, strict=True)))
    return np.concatenate(states, axis=-1)


def pick(history, places: slice):
    """The same places of every array of a state; what is one for all stays so."""
    if isinstance(history, tuple):
        return type(history)(*(pick(part, places) for part in history))
    return history[..., places] if np.ndim(history) and np.shape(history)[-1] > 1 else history
