"""Inverse square root decay: brakes hardest at first, and changes ever less.

    factor = 1 / sqrt(1 + k t / T),    k = 1 / f^2 - 1

In other words sqrt(tau / (t + tau)) with the time scale tau = T / k. Past the horizon it keeps shrinking. None of
PyTorch, Keras and Optax has a twin; transformers' get_inverse_sqrt_schedule(num_warmup_steps=0, timescale=tau) is one.
Errors: it never reaches 0, so `final = 0` is a ValueError.
Source: Vaswani et al. 2017, equation 3, arXiv:1706.03762, without its warm-up.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from libraries import Native
from schedules.schedule import DECAY, Schedule


@dataclass(frozen=True)
class InverseSqrt(Schedule):
    title: ClassVar[str] = "Inverse square root decay"
    family: ClassVar[str] = DECAY
    lesson: ClassVar[str] = "Brakes hardest at the start; from then on, the longer it runs, the less it changes."
    also: ClassVar[tuple[str, ...]] = ("noam", "transformer", "1/sqrt(t)")
    best: ClassVar[str] = (
        "landscape=ravine&kappa=20&angle=30&x=-4&y=-0.2&optimizer=gradient_descent&schedule=inverse_sqrt"
        "&decay=0.3&alpha=0.115&steps=120&noise=0&seed=0"
    )
    latex: ClassVar[str] = r"\frac{1}{\sqrt{1 + k\,t/T}},\quad k = \frac{1}{f^2} - 1"

    def __post_init__(self):
        super().__post_init__()
        if not np.all(self.final):
            raise ValueError("Inverse square root decay never reaches 0: choose a final factor above 0.")

    @property
    def decay_rate(self):
        return 1 / (self.final * self.final) - 1  # a power of an array has other digits than one of a number

    def __call__(self, step):
        return 1 / np.sqrt(1 + self.decay_rate * step / self.horizon)

    def code(self, step: str = "step") -> str:
        return f"1 / math.sqrt(1 + {self.decay_rate} * {step} / {self.horizon})"

    def native(self, library: str, learning_rate: float = 1.0) -> Native | None:
        return {"pytorch": None, "keras": None, "optax": None}[library]
