"""Inverse time decay: quick to slow down at first, then ever more patient.

    factor = 1 / (1 + k t / T),    k = 1 / f - 1

Past the horizon it keeps shrinking, as keras.optimizers.schedules.InverseTimeDecay; PyTorch and Optax have no twin.
Errors: it never reaches 0, so `final = 0` is a ValueError.
Source: Robbins & Monro 1951 (steps like 1/t); the form is Keras' InverseTimeDecay.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from libraries import Native
from schedules.schedule import DECAY, Schedule, keras


@dataclass(frozen=True)
class InverseTime(Schedule):
    title: ClassVar[str] = "Inverse time decay"
    family: ClassVar[str] = DECAY
    lesson: ClassVar[str] = "Brakes early, then ever more gently: the sum of its rates grows without limit."
    also: ClassVar[tuple[str, ...]] = ("1/t", "robbins-monro", "hyperbolic")
    best: ClassVar[str] = (
        "landscape=bowl&x=-4&y=2.5&optimizer=gradient_descent&schedule=inverse_time&decay=0.02&alpha=0.5"
        "&steps=150&noise=0.7&seed=2"
    )
    latex: ClassVar[str] = r"\frac{1}{1 + k\,t/T},\quad k = \frac{1}{f} - 1"

    def __post_init__(self):
        super().__post_init__()
        if not np.all(self.final):
            raise ValueError("Inverse time decay never reaches 0: choose a final factor above 0.")

    @property
    def decay_rate(self):
        return 1 / self.final - 1

    def __call__(self, step):
        return 1 / (1 + self.decay_rate * step / self.horizon)

    def code(self, step: str = "step") -> str:
        return f"1 / (1 + {self.decay_rate} * {step} / {self.horizon})"

    def native(self, library: str, learning_rate: float = 1.0) -> Native | None:
        return {
            "pytorch": None,
            "keras": keras(
                "InverseTimeDecay",
                initial_learning_rate=learning_rate,
                decay_steps=self.horizon,
                decay_rate=self.decay_rate,
            ),
            "optax": None,
        }[library]
