"""Warm up, stay, decay: most of the way at full speed, and a short straight way down at the end.

    factor = s + (1 - s) t / n              t < n
    factor = 1                              n <= t < T - c
    factor = 1 - (1 - f) (t - T + c) / c    from there on, the c steps of cooldown

Past the horizon it stays, as PyTorch's LinearLR.
Source: Hu et al. 2024, section 4, arXiv:2404.06395 (MiniCPM); the straight cooldown is that of Hägele et al. 2024,
arXiv:2405.18392.
"""

from dataclasses import dataclass
from itertools import accumulate, compress
from typing import ClassVar

import numpy as np

from knobs import knob
from libraries import Native
from schedules.schedule import WARM_UP, optax, pytorch
from schedules.warm_up import WarmUp


@dataclass(frozen=True)
class WarmupStayDecay(WarmUp):
    title: ClassVar[str] = "Warm up, stay, decay"
    family: ClassVar[str] = WARM_UP
    lesson: ClassVar[str] = "Full speed most of the way; a run that still bounces can come down in the short cooldown."
    also: ClassVar[tuple[str, ...]] = ("wsd", "trapezoidal", "warmup stable decay", "cooldown")
    best: ClassVar[str] = (
        "landscape=booth&x=-6&y=4&optimizer=gradient_descent&schedule=wsd&decay=0.01&cooldown=0.3&alpha=0.09"
        "&steps=200&noise=3&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{cases} s + (1 - s)\,t/n & t < n \\ 1 & n \le t < T - c \\"
        r" 1 - (1 - f)\,\frac{t - T + c}{c} & t \ge T - c \end{cases}"
    )

    cooldown: float = knob(0.2, low=0.05, high=0.5, title="Cooldown", help="share of the way spent coming down")

    @property
    def cooldown_steps(self):
        longest = self.horizon - self.warmup_steps
        return np.clip(np.rint(self.cooldown * self.horizon), 1, longest).astype(int)[()]

    def shape(self, step, steps):
        falling = np.clip(step - (steps - self.cooldown_steps), 0, self.cooldown_steps)
        return 1 - (1 - self.final) * (falling / self.cooldown_steps)

    def shape_code(self, step: str, steps: int) -> str:
        cooldown = self.cooldown_steps
        falling = f"min(max({step} - {steps - cooldown}, 0), {cooldown})"
        return f"1 - (1 - {self.final}) * {falling} / {cooldown}"

    def native(self, library: str, learning_rate: float = 1.0) -> Native | None:
        start, end = self.warmup_start * learning_rate, self.final * learning_rate
        warmup, cooldown = self.warmup_steps, self.cooldown_steps
        lengths = (warmup, self.horizon - warmup - cooldown, cooldown)
        pytorchs = (
            pytorch("LinearLR", start_factor=self.warmup_start, total_iters=warmup),
            pytorch("ConstantLR", factor=1.0),
            pytorch("LinearLR", start_factor=1.0, end_factor=self.final, total_iters=cooldown),
        )
        optaxs = (
            optax("linear_schedule", init_value=start, end_value=learning_rate, transition_steps=warmup),
            optax("constant_schedule", value=learning_rate),
            optax("linear_schedule", init_value=learning_rate, end_value=end, transition_steps=cooldown),
        )
        walked = [length > 0 for length in lengths]  # PyTorch before 2.13 goes astray at two milestones in one place
        bounds = list(accumulate(compress(lengths, walked)))[:-1]
        if not bounds:
            return {"pytorch": pytorchs[-1], "keras": None, "optax": optaxs[-1]}[library]
        return {
            "pytorch": pytorch("SequentialLR", schedulers=list(compress(pytorchs, walked)), milestones=bounds),
            "keras": None,
            "optax": optax("join_schedules", schedules=list(compress(optaxs, walked)), boundaries=bounds),
        }[library]
