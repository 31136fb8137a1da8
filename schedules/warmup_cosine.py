"""Warm-up and cosine: first small steps, then full speed, then a soft landing.

    factor = s + (1 - s) t / n                                      t < n
    factor = f + (1 - f) (1 + cos(pi (t - n) / (T - n))) / 2        from there on

Past the horizon it rises again, as PyTorch's LinearLR followed by CosineAnnealingLR.
Source: Goyal et al. 2017, arXiv:1706.02677, and Loshchilov & Hutter 2017, arXiv:1608.03983.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from libraries import Native
from schedules.cosine import Cosine
from schedules.schedule import WARM_UP, keras, optax, pytorch
from schedules.warm_up import WarmUp


@dataclass(frozen=True)
class WarmupCosine(WarmUp):
    title: ClassVar[str] = "Warm-up and cosine"
    family: ClassVar[str] = WARM_UP
    lesson: ClassVar[str] = "The first steps are short: where the start is steepest, a larger α can survive it."
    also: ClassVar[tuple[str, ...]] = ("linear warmup", "cosine annealing", "pretraining")
    best: ClassVar[str] = (
        "landscape=three_hump_camel&x=1.7&y=-1.7&optimizer=gradient_descent&schedule=warmup_cosine&decay=0.02"
        "&alpha=0.5&steps=120&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{cases} s + (1 - s)\,t/n & t < n \\"
        r" f + (1 - f)\,\tfrac{1}{2}\left(1 + \cos\frac{\pi (t - n)}{T - n}\right) & t \ge n \end{cases}"
    )

    def shape(self, step, steps):
        return self.final + (1 - self.final) * (1 + np.cos(np.pi * step / steps)) / 2

    def shape_code(self, step: str, steps: int) -> str:
        return f"{self.final} + (1 - {self.final}) * (1 + math.cos(math.pi * {step} / {steps})) / 2"

    def native(self, library: str, learning_rate: float = 1.0) -> Native:
        start, end, warmup = self.warmup_start * learning_rate, self.final * learning_rate, self.warmup_steps
        if not warmup:
            return Cosine(self.final, self.horizon).native(library, learning_rate)
        rise = pytorch("LinearLR", start_factor=self.warmup_start, total_iters=warmup)
        fall = pytorch("CosineAnnealingLR", T_max=self.horizon - warmup, eta_min=end)
        return {
            "pytorch": pytorch("SequentialLR", schedulers=[rise, fall], milestones=[warmup]),
            "keras": keras(
                "CosineDecay",
                initial_learning_rate=start,
                decay_steps=self.horizon - warmup,
                alpha=self.final,
                warmup_target=learning_rate,
                warmup_steps=warmup,
            ),
            "optax": optax(
                "warmup_cosine_decay_schedule",
                init_value=start,
                peak_value=learning_rate,
                warmup_steps=warmup,
                decay_steps=self.horizon,
                end_value=end,
            ),
        }[library]


class WarmupCosineThatStays(WarmupCosine):
    """As Keras and Optax have it: past the horizon the rate stays at `final`."""

    latex: ClassVar[str] = WarmupCosine.latex.replace(r"\pi (t - n)", r"\pi (\min(t, T) - n)")

    def __call__(self, step):
        return super().__call__(np.minimum(step, self.horizon))

    def code(self, step: str = "step") -> str:
        return super().code(f"min({step}, {self.horizon})")
