"""Exponential decay: every step keeps the same share of the rate.

    factor = gamma^t,    gamma = f^(1 / T)

Past the horizon it keeps shrinking, as torch.optim.lr_scheduler.ExponentialLR.
Source: torch.optim.lr_scheduler.ExponentialLR.
"""

from dataclasses import dataclass
from typing import ClassVar

from libraries import Native
from schedules.schedule import Schedule, keras, optax, pytorch


@dataclass(frozen=True)
class Exponential(Schedule):
    title: ClassVar[str] = "Exponential decay"
    lesson: ClassVar[str] = (
        "The same percentage off at every step: too much of it, and the path freezes before it arrives."
    )
    latex: ClassVar[str] = r"\gamma^{t},\quad \gamma = f^{1/T}"

    @property
    def gamma(self):
        return self.final ** (1 / self.horizon)

    def __call__(self, step):
        return self.final ** (step / self.horizon)

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
