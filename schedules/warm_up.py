"""Warming up: what the schedules that start low have in common.

    factor = s + (1 - s) t / n            t < n, the n steps of warm-up
    factor = shape(t - n, T - n)          from there on, each file's own

Source: Goyal et al. 2017, section 2.2, arXiv:1706.02677 (gradual warm-up).
"""

from dataclasses import dataclass

import numpy as np

from knobs import knob
from schedules.schedule import Schedule


@dataclass(frozen=True)
class WarmUp(Schedule):
    warmup: float = knob(0.1, low=0.0, high=0.5, title="Warm-up", help="share of the way spent warming up")
    warmup_start: float = knob(
        0.1, low=0.01, high=1.0, title="Warm-up start", scale="log", help="the first learning rate, as a share of α"
    )

    @property
    def warmup_steps(self):
        return np.minimum(np.rint(self.warmup * self.horizon), self.horizon - 1).astype(int)[()]

    def __call__(self, step):
        steps = self.warmup_steps
        rising = self.warmup_start + (1 - self.warmup_start) * step / np.maximum(steps, 1)
        return np.where(step < steps, rising, self.shape(step - steps, self.horizon - steps))[()]

    def code(self, step: str = "step") -> str:
        steps = self.warmup_steps
        shape = self.shape_code(f"({step} - {steps})" if steps else step, self.horizon - steps)
        rising = f"{self.warmup_start} + (1 - {self.warmup_start}) * {step} / {steps}"
        return f"{rising} if {step} < {steps} else {shape}" if steps else shape

    def shape(self, step, steps):
        """The factor `step` steps after the warm-up, of `steps` that remain then."""
        raise NotImplementedError

    def shape_code(self, step: str, steps: int) -> str:
        """`shape` as a line of Python."""
        raise NotImplementedError
