"""Motion: an optimizer's step about a place of rest on a quadratic, as a map of what moves there, and its Jacobian.

    (w, state) -> (w, state)            J = J_0 + alpha J_1,    a step is the rate times the direction

What moves are the position and those arrays (2, runs) of the state that `at_rest` sets: velocities, means, positions.
All else, what a method divides by or counts, answers alike to a push and to its mirror image: not to first order.

Shapes: what moves (n, runs), J (runs, n, n). The place of rest is the origin.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from descent.witness import remake
from optimizers import Optimizer
from optimizers.optimizer import Evaluation

HAIR = 1e-9  # by how much rounding may part two images of a push, or a radius of 1 from 1
JUST = 1e-6  # below a crossing
APART, FEWEST, MOST = 4.0, -8, 24  # powers of APART, over the curvature: the rates among which a limit is sought
HALVINGS = 30
LATE = 10**9  # a step at which nothing is left of the first ones, such as a correction of their bias


@dataclass(frozen=True, eq=False)
class Quadratic:
    """Ground of one curvature, which may be rescaled by rows; its centre lies `gap` above the lowest loss anywhere."""

    curvature: np.ndarray  # (2, 2, runs)
    centre: np.ndarray  # (2, runs)
    gap: np.ndarray  # (runs,)

    @classmethod
    def about_origin(cls, curvature: np.ndarray) -> "Quadratic":
        return cls(curvature, np.zeros(curvature.shape[1:]), np.zeros(curvature.shape[2:]))

    @property
    def minimum_value(self) -> np.ndarray:
        return -self.gap

    def loss(self, x, y):
        left, down = self.gradient(x, y)
        return ((x - self.centre[0]) * left + (y - self.centre[1]) * down) / 2

    def gradient(self, x, y):
        (a, b), (c, d) = self.curvature
        x, y = x - self.centre[0], y - self.centre[1]
        return np.stack([a * x + b * y, c * x + d * y])

    def hessian(self, x, y):
        return self.curvature


def step_from(optimizer, ground, position, state, rate, step=LATE) -> tuple[np.ndarray, Any]:
    """One step; late in a run, if nothing else is said."""
    here = Evaluation(ground, position, ground.gradient(*position), rate)
    direction, state = optimizer.update(here, state, step)
    return position - (direction if optimizer.rate_inside else rate * direction), state


@dataclass(frozen=True, eq=False)
class Motion:
    """`resting` is the state at rest, `moving` says which of its parts move."""

    optimizer: Optimizer
    ground: Quadratic
    resting: Any
    moving: tuple[int, ...]

    @classmethod
    def of(cls, optimizer: Optimizer, ground: Quadratic, state: Any) -> "Motion":
        origin = np.zeros_like(ground.centre)
        resting = optimizer.at_rest(state, origin)
        pairs = enumerate(zip(parts_of(state), parts_of(resting), strict=True))
        moving = (i for i, (before, after) in pairs if after is not before and after.shape == origin.shape)
        return cls(optimizer, ground, resting, tuple(moving))

    @property
    def size(self) -> int:
        """n: how many numbers move."""
        return 2 + 2 * len(self.moving)

    def step(self, moved: np.ndarray, rate: np.ndarray) -> np.ndarray:
        """What moves, one step later."""
        parts = list(parts_of(self.resting))
        for place, i in enumerate(self.moving, start=1):
            parts[i] = moved[2 * place : 2 * place + 2]
        state = rebuilt(self.resting, iter(parts))
        position, state = step_from(self.optimizer, self.ground, moved[:2], state, rate)
        parts = list(parts_of(state))
        return np.concatenate([position, *(parts[i] for i in self.moving)])

    def linearise(self, push: np.ndarray, unit: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """J_0 and J_1, by pushes of that length to both sides, at the rates 0 and `unit`; all (runs,)."""
        still, full = (self._jacobian(push, rate) for rate in (0 * unit, unit))
        return still, (full - still) / unit[:, np.newaxis, np.newaxis]

    def _jacobian(self, push, rate):
        basis = np.eye(self.size)[:, :, np.newaxis] * push
        columns = [(self.step(each, rate) - self.step(-each, rate)) / (2 * push) for each in basis]
        return np.stack(columns, axis=1).transpose(2, 0, 1)


def parts_of(state: Any) -> list[np.ndarray]:
    """The arrays of a state, however nested."""
    return [part for inner in state for part in parts_of(inner)] if isinstance(state, tuple) else [state]


def rebuilt(state: Any, parts: Iterator[np.ndarray]) -> Any:
    """A state of the same kind, of other arrays."""
    return remake(state, [rebuilt(inner, parts) for inner in state]) if isinstance(state, tuple) else next(parts)


def linear_limits(optimizer: Optimizer, ground: Quadratic, sizes: tuple[float, ...]):
    """The limits (runs,), and where there are any: where one J holds for pushes that meet gradients of all `sizes`."""
    runs, unit = ground.gap.size, 1 / ground.curvature[0, 0]
    motion = Motion.of(optimizer, ground, optimizer.init(np.zeros((2, runs))))
    still, moved = motion.linearise(sizes[0] * unit, unit)
    askew = np.cos(np.arange(1.0, motion.size + 1))[:, np.newaxis]  # along no axis
    linear = np.isfinite(still + moved).all(axis=(1, 2))
    for size in sizes:
        for rate in (unit / 3, 30 * unit):
            push, jacobian = size * unit * askew, still + rate[:, np.newaxis, np.newaxis] * moved
            off = np.abs(motion.step(push, rate) - np.einsum("rij,jr->ir", jacobian, push))
            linear &= (off <= HAIR * size * unit * np.abs(jacobian).sum(axis=2).max(axis=1)).all(axis=0)
    limits = np.full(runs, np.nan)
    if linear.any():
        limits[linear] = first_crossing(still[linear], moved[linear], unit[linear])
    return limits, linear


def first_crossing(still: np.ndarray, moved: np.ndarray, unit: np.ndarray) -> np.ndarray:
    """The least rate at which the radius of still + rate * moved passes 1; nan where it never or always is above."""

    def grows(rate):
        jacobian = still + rate[:, np.newaxis, np.newaxis] * moved
        finite = np.isfinite(jacobian).all(axis=(1, 2))
        jacobian[~finite] = 0
        return ~finite | (np.abs(np.linalg.eigvals(jacobian)).max(axis=1) > 1 + HAIR)

    high = np.full(unit.shape, np.nan)
    always = grows(APART ** (FEWEST - 1) * unit)
    for power in range(FEWEST, MOST + 1):
        rate = APART**power * unit
        high = np.where(np.isnan(high) & grows(rate), rate, high)
        if not np.isnan(high).any():
            break
    high[always] = np.nan
    low = high / APART
    turns = crossings_at_minus_one(still, moved)
    turn = np.where(turns >= low[:, np.newaxis], turns, np.inf).min(axis=1)
    exact = (turn <= high) & ~grows(np.where(turn <= high, turn, 0) * (1 - JUST))
    for _ in range(0 if (exact | np.isnan(high)).all() else HALVINGS):
        middle = np.sqrt(low * high)
        out = grows(np.where(np.isnan(middle), 0, middle))
        low, high = np.where(out, low, middle), np.where(out, middle, high)
    return np.where(exact, turn, high)


def crossings_at_minus_one(still: np.ndarray, moved: np.ndarray) -> np.ndarray:
    """The rates (runs, n) at which an eigenvalue of still + rate * moved is -1; infinite where there is none.

    Nearly all cross there, which tells the rate to its last digit: (1 + still) v = -rate * moved v.
    """
    base = np.eye(still.shape[1]) + still
    with np.errstate(all="ignore"):
        try:
            ratio = np.linalg.solve(base, -moved)
        except np.linalg.LinAlgError:  # one that is singular spoils all
            ratio = np.stack([_solved(*pair) for pair in zip(base, -moved, strict=True)])
        ratio[~np.isfinite(ratio).all(axis=(1, 2))] = 0  # too large for floats: a search finds it
        shares = np.linalg.eigvals(ratio)
        real = (np.abs(shares.imag) <= HAIR * np.abs(shares)) & (shares.real != 0)
        return np.where(real, 1 / shares.real, np.inf)


def _solved(base: np.ndarray, moved: np.ndarray) -> np.ndarray:
    try:
        return np.linalg.solve(base, moved)
    except np.linalg.LinAlgError:
        return np.full(moved.shape, np.nan)
