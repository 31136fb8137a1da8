"""Cosine annealing: slow to leave, quick in the middle, slow to arrive.

    factor = f + (1 - f) (1 + cos(pi t / T)) / 2

Past the horizon it rises again and is back at 1 after two horizons, as torch.optim.lr_scheduler.CosineAnnealingLR.
Source: Loshchilov & Hutter 2017, equation 5, arXiv:1608.03983.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from libraries import Native
from schedules.schedule import DECAY, Schedule, keras, optax, pytorch


@dataclass(frozen=True)
class Cosine(Schedule):
    title: ClassVar[str] = "Cosine annealing"
    family: ClassVar[str] = DECAY
    lesson: ClassVar[str] = "Slow to leave α, slow to arrive: most of the way comes first, the fine work last."
    also: ClassVar[tuple[str, ...]] = ("cosine decay", "cosineannealinglr")
    best: ClassVar[str] = (
        "landscape=double_well&tilt=0.3&x=1.5&y=-1.6&optimizer=gradient_descent&schedule=cosine&decay=0.02"
        "&alpha=0.25&steps=80&noise=0&seed=0"
    )
    latex: ClassVar[str] = r"f + (1 - f)\,\tfrac{1}{2}\left(1 + \cos\frac{\pi t}{T}\right)"

    def __call__(self, step):
        return self.final + (1 - self.final) * (1 + np.cos(np.pi * step / self.horizon)) / 2

    def code(self, step: str = "step") -> str:
        return f"{self.final} + (1 - {self.final}) * (1 + math.cos(math.pi * {step} / {self.horizon})) / 2"

    def native(self, library: str, learning_rate: float = 1.0) -> Native:
        return {
            "pytorch": pytorch("CosineAnnealingLR", T_max=self.horizon, eta_min=self.final * learning_rate),
            "keras": keras(
                "CosineDecay",
                initial_learning_rate=learning_rate,
                decay_steps=self.horizon,
                alpha=self.final,
            ),
            "optax": optax(
                "cosine_decay_schedule",
                init_value=learning_rate,
                decay_steps=self.horizon,
                alpha=self.final,
            ),
        }[library]


class CosineThatStays(Cosine):
    """As Keras and Optax have it: past the horizon the rate stays at `final`."""

    latex: ClassVar[str] = Cosine.latex.replace(r"\pi t", r"\pi \min(t, T)")

    def __call__(self, step):
        return super().__call__(np.minimum(step, self.horizon))

    def code(self, step: str = "step") -> str:
        return super().code(f"min({step}, {self.horizon})")
