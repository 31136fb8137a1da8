"""Silver steps: mostly short ones, and now and then one so long that it alone would throw the run out.

    factor = (rho + rho^v) / (rho + 1),    rho = 1 + sqrt(2),    2^v the largest power of two that divides t + 1

v is 0, 1, 0, 2, 0, 1, 0, 3, ... That is the published step (1 + rho^(v - 1)) / lambda, divided by its first one,
sqrt(2) / lambda, for a schedule starts at 1: so alpha = sqrt(2) / lambda, 0.71 of the bound 2 / lambda, makes it the
published one, lambda being the largest curvature. A run of 2^m - 1 steps is a whole pattern.

It has no end and nothing to decay: `final` and `horizon` are accepted, as by every schedule, and change nothing. Steps
are whole numbers. None of PyTorch, Keras and Optax has a twin.
Source: Altschuler & Parrilo 2023, arXiv:2309.16530, whose steps these are; in arXiv:2309.07879 they found them for a
known condition. The name is that of the silver ratio, rho.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from libraries import Native
from schedules.schedule import CYCLES, Schedule

RHO = 1 + 2**0.5


@dataclass(frozen=True)
class Silver(Schedule):
    title: ClassVar[str] = "Silver steps"
    family: ClassVar[str] = CYCLES
    lesson: ClassVar[str] = "Short steps make up for a few far past the bound. As published, α is √2/λ."
    also: ClassVar[tuple[str, ...]] = ("altschuler", "parrilo", "long steps", "acceleration by stepsize")
    best: ClassVar[str] = (
        "landscape=ravine&kappa=100&angle=30&x=-4&y=-0.5&optimizer=gradient_descent&schedule=silver&alpha=0.0141421356"
        "&steps=127&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{gathered} \frac{\rho + \rho^v}{\rho + 1}, \quad \rho = 1 + \sqrt{2} \\"
        r" 2^v \text{ the largest power of two that divides } t + 1 \end{gathered}"
    )

    final: float = 1.0  # not a knob: no slider

    def __call__(self, step):
        factor = (RHO + np.float_power(RHO, np.log2(step + 1 & ~step))) / (RHO + 1)
        return np.broadcast_to(factor, np.broadcast(step, self.final, self.horizon).shape)[()]

    def code(self, step: str = "step") -> str:
        return f"({RHO} + {RHO} ** math.log2({step} + 1 & ~{step})) / {RHO + 1}"

    def native(self, library: str, learning_rate: float = 1.0) -> Native | None:
        return {"pytorch": None, "keras": None, "optax": None}[library]
