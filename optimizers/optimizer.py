"""What an optimizer is: a rule that turns what it sees here into the direction to subtract.

    direction, state = optimizer.update(here, state, step)
    position <- position - rate * direction,    rate = learning_rate * schedule(step)

`position`, `gradient` and `direction` have the shape (2, runs); `loss` and `rate` have the shape (runs,).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Protocol

import numpy as np

from libraries import Native

FAMILIES = (
    "Plain and momentum",
    "Adaptive",
    "Sign-based",
    "Second-order and line search",
    "Learning-rate-free",
)
PLAIN_AND_MOMENTUM, ADAPTIVE, SIGN_BASED, SECOND_ORDER, LEARNING_RATE_FREE = FAMILIES

# Facts of knobs that many optimizers have.
DIRECTION_MEMORY = {"low": 0.0, "high": 0.99, "title": "Momentum", "symbol": "β₁", "help": "memory of the direction"}
SCALE_MEMORY = {
    "low": 0.5,
    "high": 0.9999,
    "title": "Scale memory",
    "symbol": "β₂",
    "help": "memory of the gradient's size",
    "scale": "memory",
}
WEIGHT_DECAY = {"low": 0.0, "high": 0.5, "title": "Weight decay", "symbol": "λ", "help": "pull towards the origin"}


@dataclass(eq=False)
class Evaluation:
    """What an optimizer sees before a step. `gradient` carries the noise, if there is any; all else is exact."""

    landscape: Any
    position: np.ndarray
    gradient: np.ndarray
    rate: np.ndarray

    @cached_property
    def loss(self) -> np.ndarray:
        return self.loss_at(self.position)

    @cached_property
    def hessian(self) -> np.ndarray:
        """Shape (2, 2, runs)."""
        return self.landscape.hessian(*self.position)

    def loss_at(self, position: np.ndarray) -> np.ndarray:
        """The loss at a point that is only tried."""
        return self.landscape.loss(*position)


class Optimizer(Protocol):
    """A frozen dataclass whose fields are the hyperparameters; each may be an array of the shape (runs,).

    Some have more, and say so by having it:
    `stability_bound`, the αλ above which the method diverges on a quadratic of curvature λ;
    `rate_inside = True`, when `here.rate` is already in the direction, which is then subtracted as it is;
    a state with a field `rate`, shape (runs,): the rate the step really used, if the method finds its own;
    a state with a field `shown`, shape (2, runs): the point to report, where the gradient is taken elsewhere;
    `memory(before, state, step)`, (2, runs): the running direction that the step followed, as long as a `direction`;
    `scale(before, state, step)`, (2, runs): what the step divided each axis by. Both look at the states around it.
    """

    title: ClassVar[str]
    family: ClassVar[str]
    lesson: ClassVar[str]
    latex: ClassVar[str]

    def init(self, position: np.ndarray) -> Any:
        """The state before the first step."""

    def update(self, here: Evaluation, state: Any, step: int) -> tuple[np.ndarray, Any]:
        """The direction to subtract, before the learning rate, and the next state. `step` counts from 0."""

    def suggested_rate(self, landscape) -> float:
        """A learning rate that shows something on this landscape."""

    def native(self, library: str, learning_rate: float) -> Native | None:
        """The same method in "pytorch", "keras" or "optax"; None if that library has none."""


def corrected_mean(self, before, state, step):
    """The `memory` of Adam and its kin: the running mean, corrected for its start at zero."""
    return state.mean / (1 - self.beta1 ** (step + 1))


def by_curvature(landscape) -> float:
    """For a step in proportion to the gradient: the landscape's own rate, chosen after its curvature."""
    return landscape.learning_rate


def by_distance(landscape) -> float:
    """For a step about as long as the rate itself, whatever the gradient: a fortieth of the window's shorter side."""
    return min(high - low for low, high in landscape.window) / 40
