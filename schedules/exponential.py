"""Exponential decay: every step keeps the same share of the rate.

    factor = gamma^t,    gamma = f^(1 / T)

Past the horizon it keeps shrinking, as torch.optim.lr_scheduler.ExponentialLR.
Source: torch.optim.lr_scheduler.ExponentialLR.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from libraries import Native
from schedules.schedule import DECAY, Schedule, keras, optax, pytorch


@dataclass(frozen=True)
class Exponential(Schedule):
    title: ClassVar[str] = "Exponential decay"
    family: ClassVar[str] = DECAY
    lesson: ClassVar[str] = "The same share off at every step: it rescues an α that is too large, or freezes too early."
    also: ClassVar[tuple[str, ...]] = ("exponentiallr", "geometric", "gamma")
    best: ClassVar[str] = (
        "landscape=matyas&x=-8&y=-6.5&optimizer=gradient_descent&schedule=exponential&decay=0.3&alpha=2.25"
        "&steps=100&noise=0&seed=0"
    )
    latex: ClassVar[str] = r"\gamma^{t},\quad \gamma = f^{1/T}"

    @property
    def gamma(self):
        return self.final ** (1 / self.horizon)

    def __call__(self, step):
        return np.float_power(self.final, step / self.horizon)

    def code(self, step: str = "step") -> str:
        return f"{self.final} ** ({step} / {self.horizon})"

    def native(self, library: str, learning_rate: float = 1.0) -> Native:
        return {
            "pytorch": pytorch("ExponentialLR", gamma=self.gamma),
            "keras": keras(
                "ExponentialDecay",
                initial_learning_rate=learning_rate,
                decay_steps=self.horizon,
                decay_rate=self.final,
            ),
            "optax": optax(
                "exponential_decay",
                init_value=learning_rate,
                transition_steps=self.horizon,
                decay_rate=self.final,
            ),
        }[library]
