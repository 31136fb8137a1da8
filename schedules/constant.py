"""Constant: the learning rate stays what it is.

    factor = 1

There is nothing to decay: `final` and `horizon` are accepted, as by every schedule, and change nothing.
Source: torch.optim.lr_scheduler.ConstantLR with factor 1.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from libraries import Native
from schedules.schedule import CONSTANT, Schedule, optax, pytorch


@dataclass(frozen=True)
class Constant(Schedule):
    title: ClassVar[str] = "Constant"
    family: ClassVar[str] = CONSTANT
    lesson: ClassVar[str] = "One α for the whole way: what is right at the start is often too large at the end."
    also: ClassVar[tuple[str, ...]] = ("fixed", "no decay", "none", "flat")
    best: ClassVar[str] = (
        "landscape=booth&x=-6&y=4&optimizer=gradient_descent&schedule=constant&alpha=0.1&steps=100&noise=8&seed=0"
    )
    latex: ClassVar[str] = "1"

    final: float = 1.0  # not a knob: no slider

    def __call__(self, step):
        return np.ones(np.broadcast(step, self.final, self.horizon).shape)[()]

    def code(self, step: str = "step") -> str:
        return "1"

    def native(self, library: str, learning_rate: float = 1.0) -> Native | None:
        return {
            "pytorch": pytorch("ConstantLR", factor=1.0),
            "keras": None,  # a plain number is Keras' constant
            "optax": optax("constant_schedule", value=learning_rate),
        }[library]
