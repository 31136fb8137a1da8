"""A witness keeps what an optimizer saw before each step, and what it knew before the first and after each.

`descend(..., witness=witness)` tells it, for the whole batch; `witness.memoir(run)` is one run's part of that.
Shapes: a state is a tuple of arrays (..., runs), or of states; in a memoir times stand where the runs were.
"""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from optimizers.optimizer import Evaluation


@dataclass(frozen=True, eq=False)
class Memoir:
    """One run's: as if it had been alone."""

    positions: np.ndarray  # (2, steps), where the gradient was taken: not always the point that is shown
    gradients: np.ndarray  # (2, steps), with their noise
    rates: np.ndarray  # (steps,), with the schedule
    states: Any  # (..., steps + 1)

    def sight(self, landscape, step: int) -> Evaluation:
        """What the optimizer saw before a step."""
        at = slice(step, step + 1)
        return Evaluation(landscape, self.positions[:, at], self.gradients[:, at], self.rates[at])

    def state(self, step: int) -> Any:
        """What it knew then."""
        return pick(self.states, slice(step, step + 1))


@dataclass
class Witness:
    """What a batch of runs went through."""

    sights: list[Evaluation] = field(default_factory=list)
    states: list[Any] = field(default_factory=list)

    def begin(self, state: Any):
        """What it knows before the first step."""
        self.states.append(state)

    def see(self, here: Evaluation, state: Any):
        """What it saw before a step, and what it knows after it."""
        self.sights.append(here)
        self.states.append(state)

    def look(self):
        """That some losses were worked out after the last step, where the way's are not the run's: it keeps none."""

    def memoir(self, run: int) -> Memoir:
        return Memoir(
            positions=along_time([here.position for here in self.sights], run),
            gradients=along_time([here.gradient for here in self.sights], run),
            rates=along_time([here.rate for here in self.sights], run),
            states=along_time(self.states, run),
        )


def along_time(states: list, run: int) -> Any:
    """One run's part of the same state at several times, with times where the runs were."""
    if isinstance(states[0], tuple):
        return remake(states[0], [along_time(list(parts), run) for parts in zip(*states, strict=True)])
    own, only = slice(run, run + 1), slice(0, 1)
    return np.concatenate([state[..., own if state.shape[-1] > 1 else only] for state in states], axis=-1)


def pick(state: Any, places: slice) -> Any:
    """The same places of every array of a state; what is one for all stays so."""
    if isinstance(state, tuple):
        return remake(state, [pick(part, places) for part in state])
    return state[..., places] if np.ndim(state) and np.shape(state)[-1] > 1 else state


def remake(state: tuple, parts: list) -> tuple:
    """A state of the same kind, of other parts."""
    return type(state)(*parts) if parts else state
