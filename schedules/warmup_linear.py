"""Warm-up and linear decay: up in a straight line, down in a straight line.

    factor = s + (1 - s) t / n                      t < n
    factor = 1 - (1 - f) (t - n) / (T - n)          from there on

Past the horizon it stays, as PyTorch's LinearLR.
Source: Devlin et al. 2019, appendix A.2, arXiv:1810.04805 (BERT).
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from libraries import Native
from schedules.linear import Linear
from schedules.schedule import WARM_UP, optax, pytorch
from schedules.warm_up import WarmUp


@dataclass(frozen=True)
class WarmupLinear(WarmUp):
    title: ClassVar[str] = "Warm-up and linear decay"
    family: ClassVar[str] = WARM_UP
    lesson: ClassVar[str] = "Short steps while the ground may be steep, full speed, and short ones again to settle."
    also: ClassVar[tuple[str, ...]] = ("bert", "triangular", "linear warmup")
    best: ClassVar[str] = (
        "landscape=three_hump_camel&x=-1.6&y=2.2&optimizer=gradient_descent&schedule=warmup_linear&decay=0.02"
        "&alpha=0.45&steps=120&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{cases} s + (1 - s)\,t/n & t < n \\ 1 - (1 - f)\,\frac{t - n}{T - n} & t \ge n \end{cases}"
    )

    def shape(self, step, steps):
        return 1 - (1 - self.final) * (np.minimum(step, steps) / steps)

    def shape_code(self, step: str, steps: int) -> str:
        return f"1 - (1 - {self.final}) * min({step}, {steps}) / {steps}"

    def native(self, library: str, learning_rate: float = 1.0) -> Native | None:
        start, end, warmup = self.warmup_start * learning_rate, self.final * learning_rate, self.warmup_steps
        if not warmup:
            return Linear(self.final, self.horizon).native(library, learning_rate)
        return {
            "pytorch": pytorch(
                "SequentialLR",
                schedulers=[
                    pytorch("LinearLR", start_factor=self.warmup_start, total_iters=warmup),
                    pytorch("LinearLR", start_factor=1.0, end_factor=self.final, total_iters=self.horizon - warmup),
                ],
                milestones=[warmup],
            ),
            "keras": None,
            "optax": optax(
                "join_schedules",
                schedules=[
                    optax("linear_schedule", init_value=start, end_value=learning_rate, transition_steps=warmup),
                    optax(
                        "linear_schedule",
                        init_value=learning_rate,
                        end_value=end,
                        transition_steps=self.horizon - warmup,
                    ),
                ],
                boundaries=[warmup],
            ),
        }[library]
