"""The contract of a schedule: a pure function from the number of steps done to a factor on the learning rate.

    alpha_t = alpha * schedule(t)       t = 0, 1, 2, ... steps done

`final` is the factor at `horizon`, whatever the schedule's shape; `final = 1` means no decay and gives exactly 1. One
without an end, where neither has a meaning, accepts both, says so and has no slider for them.
A schedule that `looks_at_loss` is no function of the step: it is followed with `init` and `update`, which no other has.
Called with a step, it tells the fastest it can go.

Past its horizon a schedule does what its PyTorch twin does, and its file says what that is.

Shapes: `step` and every field may be a number or an array. They broadcast: steps of shape (steps, 1) against a
`final` of shape (runs,) give factors of shape (steps, runs). Powers are `np.float_power`, as in an optimizer.
Formulas in `latex` write t for the steps done, T for the horizon and f for the final factor.
Errors: a negative `final` or a `horizon` below one step is a ValueError.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from knobs import knob
from libraries import Native


def pytorch(name: str, **arguments) -> Native:
    return Native(name, arguments, "torch.optim.lr_scheduler")


def keras(name: str, **arguments) -> Native:
    return Native(name, arguments, "keras.optimizers.schedules")


def optax(name: str, **arguments) -> Native:
    return Native(name, arguments, "optax")


def unless_default(**values) -> dict[str, Any]:
    """The arguments that have to be written: `patience=(ours, the library's default)` is left out where both agree."""
    return {name: ours for name, (ours, default) in values.items() if np.any(ours != default)}


FAMILIES = ("Constant", "Decay", "Warm-up", "Cycles", "By the loss")
CONSTANT, DECAY, WARM_UP, CYCLES, BY_THE_LOSS = FAMILIES

FINAL = {"low": 0.001, "high": 1.0, "title": "Decay", "scale": "log", "is_factor": True}


@dataclass(frozen=True)
class Schedule:
    """What all schedules share; each file adds the shape."""

    title: ClassVar[str]
    family: ClassVar[str]
    lesson: ClassVar[str]  # a line of a menu
    also: ClassVar[tuple[str, ...]]  # what else it is called or looked for by, in small letters
    # The address of the picture that it was made for, complete: no default of another record has a part in it. There it
    # arrives a fifth sooner than a constant rate from the same α, or ends at half the loss
    best: ClassVar[str]
    latex: ClassVar[str]
    twin_ends_at_horizon: ClassVar[bool] = False  # past it, the twin does something else or fails
    looks_at_loss: ClassVar[bool] = False

    final: float = knob(0.01, **FINAL, help="learning rate at the end, as a share of α")
    horizon: int = 200

    def __post_init__(self):
        if not np.all(np.asarray(self.final) >= 0):
            raise ValueError(f"A schedule's final factor cannot be negative; got {self.final}. 1 means no decay.")
        if not np.all(np.asarray(self.horizon) >= 1):
            raise ValueError(f"A schedule's horizon is a number of steps, at least 1; got {self.horizon}.")

    def __call__(self, step):
        """The factor on the learning rate after `step` steps."""
        raise NotImplementedError

    def init(self, runs: int) -> Any:
        """What a schedule that looks at the loss remembers before the first step."""
        raise NotImplementedError

    def update(self, loss: np.ndarray, memory: Any) -> tuple[np.ndarray, Any]:
        """The factors of the step about to leave points of these losses, (runs,), and what it remembers then."""
        raise NotImplementedError

    def code(self, step: str = "step") -> str:
        """The factor as one line of Python that needs no more than `math`, for a library without a twin."""
        raise NotImplementedError

    def native(self, library: str, learning_rate: float = 1.0) -> Native | None:
        """The same schedule in "pytorch", "keras" or "optax", from this learning rate on; None if it has none."""
        raise NotImplementedError
