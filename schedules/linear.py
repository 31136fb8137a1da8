"""Linear decay: the same amount off at every step.

    factor = 1 - (1 - f) t / T

Past the horizon it stays, as torch.optim.lr_scheduler.LinearLR.
Source: torch.optim.lr_scheduler.LinearLR; for why straight lines do well, Defazio et al. 2023, arXiv:2310.07831.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from libraries import Native
from schedules.schedule import DECAY, Schedule, keras, optax, pytorch


@dataclass(frozen=True)
class Linear(Schedule):
    title: ClassVar[str] = "Linear decay"
    family: ClassVar[str] = DECAY
    lesson: ClassVar[str] = "A straight line down: no choice but where it ends, and often hard to beat."
    also: ClassVar[tuple[str, ...]] = ("linearlr", "straight line")
    best: ClassVar[str] = (
        "landscape=ravine&kappa=20&angle=30&x=-4&y=1.6&optimizer=gradient_descent&schedule=linear&decay=0.01"
        "&alpha=0.08&steps=150&noise=1&seed=3"
    )
    latex: ClassVar[str] = r"1 - (1 - f)\,\frac{t}{T}"

    def __call__(self, step):
        return 1 - (1 - self.final) * (np.minimum(step, self.horizon) / self.horizon)

    def code(self, step: str = "step") -> str:
        return f"1 - (1 - {self.final}) * min({step}, {self.horizon}) / {self.horizon}"

    def native(self, library: str, learning_rate: float = 1.0) -> Native:
        end = self.final * learning_rate
        return {
            "pytorch": pytorch("LinearLR", start_factor=1.0, end_factor=self.final, total_iters=self.horizon),
            "keras": keras(
                "PolynomialDecay",
                initial_learning_rate=learning_rate,
                decay_steps=self.horizon,
                end_learning_rate=end,
            ),
            "optax": optax(
                "linear_schedule",
                init_value=learning_rate,
                end_value=end,
                transition_steps=self.horizon,
            ),
        }[library]
