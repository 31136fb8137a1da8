"""Step decay: a staircase of equal ratios, the last one taken at the horizon.

    factor = gamma^floor(t / step_size),    step_size = ceil(T / drops),    gamma = f^(1 / floor(T / step_size))

Where `drops` does not divide the horizon, there are a few drops less, never more, so that stairs stay whole steps.
Past the horizon it keeps dropping, as torch.optim.lr_scheduler.StepLR.
Source: Krizhevsky, Sutskever & Hinton 2012, section 5 (divided by 10, three times); drops timed as in StepLR.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from knobs import knob
from libraries import Native
from schedules.schedule import DECAY, Schedule, keras, optax, pytorch


@dataclass(frozen=True)
class Step(Schedule):
    title: ClassVar[str] = "Step decay"
    family: ClassVar[str] = DECAY
    lesson: ClassVar[str] = "Long steps first; after each drop a run that bounces can come down a little further."
    also: ClassVar[tuple[str, ...]] = ("staircase", "steplr", "drop")
    best: ClassVar[str] = (
        "landscape=ravine&kappa=20&angle=30&x=-4&y=1.6&optimizer=gradient_descent&schedule=step&decay=0.05"
        "&alpha=0.1&steps=120&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\gamma^{\lfloor t/s \rfloor},\quad s = \lceil T/n \rceil,\quad \gamma = f^{1/\lfloor T/s \rfloor}"
    )

    drops: int = knob(4, low=1, high=10, symbol="n", title="Drops", help="how many times the rate falls at most")

    @property
    def step_size(self):
        return np.ceil(self.horizon / np.asarray(self.drops)).astype(int)[()]

    @property
    def gamma(self):
        return self.final ** (1 / (self.horizon // self.step_size))

    def __call__(self, step):
        return np.float_power(self.final, (step // self.step_size) / (self.horizon // self.step_size))

    def code(self, step: str = "step") -> str:
        return f"{self.gamma} ** ({step} // {self.step_size})"

    def native(self, library: str, learning_rate: float = 1.0) -> Native:
        staircase = {"transition_steps": self.step_size, "decay_rate": self.gamma, "staircase": True}
        return {
            "pytorch": pytorch("StepLR", step_size=self.step_size, gamma=self.gamma),
            "keras": keras(
                "ExponentialDecay",
                initial_learning_rate=learning_rate,
                decay_steps=self.step_size,
                decay_rate=self.gamma,
                staircase=True,
            ),
            "optax": optax("exponential_decay", init_value=learning_rate, **staircase),
        }[library]
