"""What an optimizer is: a rule that turns what it sees here into the direction to subtract.

    direction, state = optimizer.update(here, state, step)
    position <- position - rate * direction,    rate = learning_rate * schedule(step)

`position`, `gradient` and `direction` have the shape (2, runs); `loss` and `rate` have the shape (runs,).
"""

from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, Protocol

import numpy as np

FAMILIES = (
    "Plain and momentum",
    "Adaptive",
    "Sign-based",
    "Second-order and line search",
    "Learning-rate-free",
)
PLAIN_AND_MOMENTUM, ADAPTIVE, SIGN_BASED, SECOND_ORDER, LEARNING_RATE_FREE = FAMILIES


@dataclass(eq=False)
class Evaluation:
    """What an optimizer sees before a step. `gradient` carries the noise, if there is any; all else is exact."""

    landscape: Any
    position: np.ndarray
    gradient: np.ndarray
    rate: np.ndarray

    @cached_property
    def loss(self) -> np.ndarray:
        return self.landscape.loss(*self.position)

    @cached_property
    def hessian(self) -> np.ndarray:
        """Shape (2, 2, runs)."""
        return self.landscape.hessian(*self.position)


class Native(NamedTuple):
    """An optimizer's twin in a library: the name of a class or function, its arguments, the module it lives in."""

    name: str
    arguments: dict[str, Any]
    module: str


class Optimizer(Protocol):
    """A frozen dataclass whose fields are the hyperparameters; each may be an array of the shape (runs,).

    Some have more, and say so by having it:
    `stability_bound`, the αλ above which the method diverges on a quadratic of curvature λ.
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

    def native(self, learning_rate: float) -> Native | None:
        """The twin in the library whose convention this is; None if no library has one."""


def by_curvature(landscape) -> float:
    """For a step in proportion to the gradient: the landscape's own rate, chosen after its curvature."""
    return landscape.learning_rate


def by_distance(landscape) -> float:
    """For a step about as long as the rate itself, whatever the gradient: a fortieth of the window's shorter side."""
    return min(high - low for low, high in landscape.window) / 40


def pytorch(name: str, **arguments) -> Native:
    return Native(name, arguments, "torch.optim")


def changed(optimizer, **arguments: str | tuple[str, ...]) -> dict[str, Any]:
    """A library's arguments, given as names of our fields, without those whose fields are at their defaults."""
    defaults = {field.name: field.default for field in fields(optimizer)}

    def values(names, of):
        return of(names) if isinstance(names, str) else tuple(of(name) for name in names)

    present = {argument: values(names, lambda name: getattr(optimizer, name)) for argument, names in arguments.items()}
    return {a: value for a, value in present.items() if value != values(arguments[a], defaults.__getitem__)}
