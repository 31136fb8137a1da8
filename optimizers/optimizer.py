"""What an optimizer is: a rule that turns what it sees here into the direction to subtract.

    direction, state = optimizer.update(here, state, step)
    position <- position - rate * direction,    rate = learning_rate * schedule(step)

`position`, `gradient` and `direction` have the shape (2, runs); `loss` and `rate` have the shape (runs,).

Powers are `np.float_power`: it takes one number at a time, so a run has the same digits alone and among others.
`**` and `np.power` take another way for an array than for a number, on a processor that has one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

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
    """What an optimizer sees before a step. `gradient` carries the noise, if there is any; all else is exact.

    Of a landscape that is made of data it may be a few points alone: then `landscape` has the loss of those.
    """

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


@dataclass(frozen=True)
class Optimizer:
    """What all optimizers can be asked. A subclass's fields are the hyperparameters; each may be an array (runs,).

    Here stands what holds for a method that can do no more than `init` and `update`; the others say so in its place.
    """

    title: ClassVar[str]
    family: ClassVar[str]
    lesson: ClassVar[str]  # a line of a menu
    also: ClassVar[tuple[str, ...]]  # what else it is called or looked for by, in small letters
    # The address of the picture that it was made for, complete: no default of another record has a part in it. There it
    # arrives a fifth sooner than plain descent at its best α, or ends at half the loss, or shows what its lesson says
    best: ClassVar[str]
    latex: ClassVar[str]

    # `here.rate` is already in the direction, which is then subtracted as it is
    rate_inside: ClassVar[bool] = False
    # it tries points and steps to the first that will do: no rate is too large before it runs out of tries
    searches: ClassVar[bool] = False
    # the state has a field `rate`, (runs,): the rate the step really used
    finds_own_rate: ClassVar[bool] = False
    # what a step looks at beside the gradient: the loss where it stands, and the Hessian there
    looks_at_loss: ClassVar[bool] = False
    looks_at_hessian: ClassVar[bool] = False
    # the state has a field `shown`, (2, runs): the point to report, where the gradient is taken elsewhere
    shows_mean: ClassVar[bool] = False

    # `scale(before, state, step)`, asked with the states around a step -> (2, runs): what it divided each axis by
    scale: ClassVar[Callable[..., np.ndarray] | None] = None

    # `ill_posed(hessian)`, (2, 2, runs) -> (runs,): whether the rule divides by a curvature that is singular there
    ill_posed: ClassVar[Callable[..., np.ndarray] | None] = None

    @property
    def memory_span(self) -> float | None:
        """How many steps its momentum remembers, 1 / (1 - beta); None where it has none, not even one of zero."""
        return None

    @property
    def stability_bound(self) -> float | None:
        """The αλ above which it diverges on a quadratic of curvature λ; None if it has no such bound."""
        return None

    def init(self, position: np.ndarray) -> Any:
        """The state before the first step."""
        raise NotImplementedError

    def update(self, here: Evaluation, state: Any, step: int | np.ndarray) -> tuple[np.ndarray, Any]:
        """The direction to subtract, before the learning rate, and the next state. `step` counts from 0.

        It may be an array (runs,) where each run is at a step of its own."""
        raise NotImplementedError

    def tried(self, state: Any) -> np.ndarray:
        """Of a method that `searches`: at how many points the step that led to this state tried the loss, (runs,)."""
        raise NotImplementedError

    def at_rest(self, state: Any, position: np.ndarray) -> Any:
        """The same state, had the run long stood at `position`: its motion is gone, what it divides by is kept."""
        return state

    def suggested_rate(self, landscape) -> float:
        """A learning rate that shows something on this landscape."""
        raise NotImplementedError

    def knowing(self, landscape) -> "Optimizer":
        """The same method, with what it would look up on the landscape as a number of its own."""
        return self

    def native(self, library: str, learning_rate: float) -> Native | None:
        """The same method in "pytorch", "keras" or "optax"; None if that library has none."""
        return None


def without_mean(self, state, position):
    """The state `at_rest` of Adam and its kin: nothing is left of the running mean."""
    return state._replace(mean=np.zeros_like(position))


@property
def span_of_mean(self) -> float:
    """The `memory_span` of a running mean that keeps beta1 of itself at every step."""
    return 1 / (1 - self.beta1)


def by_curvature(landscape) -> float:
    """For a step in proportion to the gradient: the landscape's own rate, chosen after its curvature."""
    return landscape.learning_rate


def by_distance(landscape) -> float:
    """For a step about as long as the rate itself, whatever the gradient: a fortieth of the window's shorter side."""
    return min(high - low for low, high in landscape.window) / 40
