"""One cycle: a half cosine up to α, then a long half cosine down.

    factor = s + (1 - s) (1 - cos(pi t / u)) / 2                  t <= u = r (T + 1) - 1
    factor = f + (1 - f) (1 + cos(pi (t - u) / (T - u))) / 2      from there on

It is torch.optim.lr_scheduler.OneCycleLR with total_steps = T + 1, so that its last step is the horizon, and with
cycle_momentum=False. Past the horizon PyTorch raises an error; here the rate stays.
Source: Smith & Topin 2018, arXiv:1708.07120; two phases and cosines as PyTorch has them.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from knobs import knob
from libraries import Native
from schedules.schedule import WARM_UP, Schedule, optax, pytorch, unless_default


@dataclass(frozen=True)
class OneCycle(Schedule):
    title: ClassVar[str] = "One cycle"
    family: ClassVar[str] = WARM_UP
    lesson: ClassVar[str] = "Up first, gently, then down: an α too large to start with may serve in the middle."
    also: ClassVar[tuple[str, ...]] = ("1cycle", "super-convergence", "onecyclelr")
    best: ClassVar[str] = (
        "landscape=goldstein_price&x=-0.8&y=1.2&optimizer=gradient_descent&schedule=one_cycle&decay=0.02"
        "&alpha=0.00017&steps=150&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{cases} s + (1 - s)\,\tfrac{1}{2}\left(1 - \cos\frac{\pi t}{u}\right) & t \le u \\"
        r" f + (1 - f)\,\tfrac{1}{2}\left(1 + \cos\frac{\pi (t - u)}{T - u}\right) & t > u \end{cases}"
        r" \quad u = r (T + 1) - 1"
    )

    twin_ends_at_horizon: ClassVar[bool] = True

    rise: float = knob(0.3, low=0.05, high=0.9, symbol="r", title="Rise", help="share of the way spent rising")
    warmup_start: float = knob(
        0.04, low=0.01, high=1.0, title="Warm-up start", scale="log", help="the first learning rate, as a share of α"
    )

    @property
    def top(self):
        """The step of the highest rate, not always a whole one."""
        return self.rise * (self.horizon + 1) - 1

    def __call__(self, step):
        step, top = np.minimum(step, self.horizon), self.top
        rising = self.warmup_start + (1 - self.warmup_start) * half_cosine(step, top)
        falling = self.final + (1 - self.final) * (1 - half_cosine(step - top, self.horizon - top))
        return np.where(step <= top, rising, falling)[()]

    def code(self, step: str = "step") -> str:
        top, start, step = self.top, self.warmup_start, f"min({step}, {self.horizon})"
        rising = f"{start} + (1 - {start}) * (1 - math.cos(math.pi * {step} / {top})) / 2" if top else 1
        cosine = f"math.cos(math.pi * ({step} - {top}) / {self.horizon - top})"
        falling = f"{self.final} + (1 - {self.final}) * (1 + {cosine}) / 2"
        return f"{rising} if {step} <= {top} else {falling}"

    def native(self, library: str, learning_rate: float = 1.0) -> Native | None:
        if library == "pytorch" and self.top == 0:  # OneCycleLR divides by it
            return None
        facts = unless_default(
            pct_start=(self.rise, 0.3),
            div_factor=(1 / self.warmup_start, 25.0),
            final_div_factor=(self.warmup_start / self.final if self.final else np.inf, 1e4),
        )
        return {
            "pytorch": pytorch(
                "OneCycleLR", max_lr=learning_rate, total_steps=self.horizon + 1, cycle_momentum=False, **facts
            ),
            "keras": None,
            "optax": optax(
                "cosine_onecycle_schedule", transition_steps=self.horizon, peak_value=learning_rate, **facts
            ),
        }[library]


class OneCycleOnWholeSteps(OneCycle):
    """As Optax' cosine_onecycle_schedule: the top is the whole step at or before r T."""

    latex: ClassVar[str] = OneCycle.latex.replace("r (T + 1) - 1", r"\lfloor r T \rfloor")

    twin_ends_at_horizon: ClassVar[bool] = False

    @property
    def top(self):
        return np.floor(self.rise * self.horizon)


def half_cosine(step, steps):
    """From 0 to 1 in `steps` steps, slow at both ends; 1 if there are none."""
    return (1 - np.cos(np.pi * np.where(steps == 0, 1.0, step / np.where(steps == 0, 1.0, steps)))) / 2
