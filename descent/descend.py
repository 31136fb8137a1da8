"""The stepper: walk down a landscape, many runs at once, and write down the way.

    position <- position - learning_rate * schedule(step) * direction,    step = 0, 1, ...

Nothing is ever clipped or stopped: a run that blows up holds inf and nan.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike

from descent.batches import glimpses
from descent.witness import Witness
from landscapes import Landscape
from optimizers import Optimizer
from optimizers.optimizer import Evaluation
from schedules import Schedule

SEEDS = 2**32 - 1
BLOCK = 1 << 14  # points whose loss is worked out at once: a formula's every part is as large as they are


@dataclass(frozen=True, eq=False)
class Trajectory:
    """Where the runs went. Losses and gradients are those at `positions`, exact: of all points, without any noise."""

    positions: np.ndarray  # (steps + 1, 2, runs)
    losses: np.ndarray  # (steps + 1, runs)
    gradients: np.ndarray  # (steps + 1, 2, runs)
    rates: np.ndarray  # (steps, runs), the learning rate each step really used

    @property
    def steps(self) -> int:
        return self.rates.shape[0]

    @property
    def runs(self) -> int:
        return self.rates.shape[1]

    def of(self, runs: slice) -> "Trajectory":
        """Some of the runs."""
        return Trajectory(
            self.positions[..., runs], self.losses[..., runs], self.gradients[..., runs], self.rates[..., runs]
        )

    def until(self, steps: int) -> "Trajectory":
        """The same runs, and no more than their first steps."""
        points = slice(steps + 1)
        return Trajectory(self.positions[points], self.losses[points], self.gradients[points], self.rates[:steps])

    def run(self, index: int) -> "Trajectory":
        """One run on its own, as a trajectory of one run."""
        index = range(self.runs)[index]
        return self.of(slice(index, index + 1))


def join_runs(runs: Sequence[Trajectory]) -> Trajectory:
    """Trajectories of as many steps, as one of all their runs."""
    return Trajectory(
        *(
            np.concatenate([getattr(run, name) for run in runs], axis=-1)
            for name in ("positions", "losses", "gradients", "rates")
        )
    )


def descend(
    landscape: Landscape,
    optimizer: Optimizer,
    schedule: Schedule,
    start,
    learning_rate,
    steps: int,
    noise: ArrayLike = 0.0,
    seed: int = 0,
    witness: Witness | None = None,
    tremble: ArrayLike = 0.0,
    batch_size: int | None = None,
    label_noise: float = 0.0,
) -> Trajectory:
    """Run `optimizer` from `start`, (2,) or (2, runs), for `steps` steps.

    `learning_rate`, `noise` and every field of the optimizer and the schedule is a number or an array (runs,); all
    broadcast to one batch of runs. `noise` is the standard deviation of Gaussian noise on the gradient that the
    optimizer sees: the same draws, made from `seed`, for every run. `witness` is told all that the optimizer sees.
    `tremble`, a number or (runs,), is noise too, in shares of the gradient's size: what rounding might have done.
    On a landscape that is made of data a step sees `batch_size` of its points, None for all, and its targets with
    `label_noise`, a standard deviation: the same for every run (see `batches`). Then all that the optimizer sees, and
    a schedule that looks at the loss, is of those.

    Raises ValueError when a value or a shape makes no sense.
    """
    start, learning_rate, noise, tremble = (
        np.asarray(value, dtype=float) for value in (start, learning_rate, noise, tremble)
    )
    check(start, learning_rate, steps, noise)
    runs = count_runs(optimizer, schedule, start, learning_rate, noise)  # a tremble has as many, or one for all
    seen = glimpses(landscape, steps, batch_size, label_noise, seed)

    with np.errstate(all="ignore"):
        disturbance = noise * np.random.default_rng(seed).standard_normal((steps, 2, 1)) if noise.any() else None
        trembling = (
            tremble * np.random.default_rng(~seed & SEEDS).standard_normal((steps, 2, 1)) if tremble.any() else None
        )
        start = np.broadcast_to(start.reshape(2, -1), (2, runs))
        noises = seen, disturbance, trembling
        return walk(landscape, optimizer, schedule, start, learning_rate, steps, noises, witness)


def walk(landscape, optimizer, schedule, start, learning_rate, steps, noises, witness) -> Trajectory:
    """The steps one by one; what the landscape says at each of them is kept, for it is what a trajectory reports."""
    seen, disturbance, trembling = noises
    runs = start.shape[1]
    positions, gradients = np.empty((2, steps + 1, 2, runs))
    losses, rates = np.empty((steps + 1, runs)), np.empty((steps, runs))
    positions[0] = start
    rates[:] = learning_rate * schedule(np.arange(steps)[:, np.newaxis])
    memory = schedule.init(runs) if schedule.looks_at_loss else None

    state = optimizer.init(positions[0])
    used = np.empty_like(rates) if optimizer.finds_own_rate else rates
    shown = positions.copy() if optimizer.shows_mean else positions
    if witness is not None:
        witness.begin(state)

    for step in range(steps):
        position, rate = positions[step], rates[step]
        ground = landscape if seen is None else seen[step]
        losses[step], gradients[step] = loss, gradient = ground.loss_and_gradient(*position)
        if schedule.looks_at_loss:
            factor, memory = schedule.update(loss, memory)
            rate[:] = learning_rate * factor
        if disturbance is not None:
            gradient = gradient + disturbance[step]
        if trembling is not None:
            gradient = gradient + np.hypot(*gradient) * trembling[step]
        here = Evaluation(ground, position, gradient, rate)
        here.loss = loss
        direction, state = optimizer.update(here, state, step)
        np.subtract(position, direction if optimizer.rate_inside else rate * direction, out=positions[step + 1])
        if witness is not None:
            witness.see(here, state)
        if used is not rates:
            used[step] = state.rate
        if shown is not positions:
            shown[step + 1] = state.shown
    if shown is positions and seen is None:
        losses[-1], gradients[-1] = landscape.loss_and_gradient(*positions[-1])
    else:  # its gradients were taken elsewhere, or of a few points
        look_along(landscape, shown, losses, gradients, witness)
    return Trajectory(shown, losses, gradients, used)


def look_along(landscape, positions, losses, gradients, witness):
    """What the landscape says at positions (times, 2, runs), written to `losses` and `gradients` block by block."""
    times, _, runs = positions.shape
    width = max(BLOCK // runs, 1)
    for begin in range(0, times, width):
        some = slice(begin, begin + width)
        losses[some], along = landscape.loss_and_gradient(*np.ascontiguousarray(positions[some].swapaxes(0, 1)))
        gradients[some] = along.swapaxes(0, 1)
        if witness is not None:
            witness.look()


def check(start, learning_rate, steps, noise):
    if start.shape[:1] != (2,) or start.ndim > 2 or start.size == 0:
        raise ValueError(f"The start must be a point (x, y), or an array of the shape (2, runs), not {start.shape}.")
    if not np.isfinite(start).all():
        raise ValueError("The start must be finite: choose numbers for x and y.")
    if isinstance(steps, bool) or not isinstance(steps, int | np.integer) or steps < 1:
        raise ValueError(f"The number of steps must be a whole number from 1 on, not {steps!r}.")
    for name, value in (("learning rate", learning_rate), ("noise", noise)):
        if not (np.isfinite(value).all() and (value >= 0).all()):
            raise ValueError(f"The {name} must be finite and not negative.")


def count_runs(optimizer, schedule, start, learning_rate, noise) -> int:
    """How many runs the batch has, from everything that may be an array."""
    shapes = {"start": start.shape[1:], "learning_rate": learning_rate.shape, "noise": noise.shape}
    for owner in (optimizer, schedule):
        for field in fields(owner):
            shapes[f"{type(owner).__name__}.{field.name}"] = np.shape(getattr(owner, field.name))
    try:
        (runs,) = np.broadcast_shapes((1,), *shapes.values())
    except ValueError:
        found = ", ".join(f"{name} {shape}" for name, shape in shapes.items() if shape)
        raise ValueError(f"All arrays must have the shape (runs,) for the same number of runs; got {found}.") from None
    return runs
