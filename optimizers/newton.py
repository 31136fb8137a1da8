"""Newton's method: jump to where the local quadratic is flat. On a quadratic bowl one step of rate 1 is enough.

    direction = (H + mu I)^-1 g         H, the Hessian; mu, the damping

Undamped it goes to the nearest point of zero gradient, and a saddle or a summit is as good as a minimum.
Where H + mu I is singular the direction is inf or nan. None of PyTorch, Keras and Optax has a twin.
Source: Nocedal & Wright 2006, Numerical Optimization, section 2.2; Levenberg 1944 for the damping.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from knobs import knob
from optimizers.optimizer import SECOND_ORDER, Optimizer

SINGULAR = 1e-12  # of its size, squared: a determinant that is nothing but rounding


@dataclass(frozen=True)
class Newton(Optimizer):
    title: ClassVar[str] = "Newton's method"
    family: ClassVar[str] = SECOND_ORDER
    lesson: ClassVar[str] = "It sees the curvature: a ravine is no harder than a bowl; but saddles draw it as well."
    also: ClassVar[tuple[str, ...]] = ("newton-raphson", "hessian", "curvature", "second order")
    best: ClassVar[str] = (
        "landscape=ravine&kappa=100&angle=30&x=-4&y=3.5&optimizer=newton&schedule=exponential&decay=1&alpha=0.15"
        "&steps=40&noise=0&seed=0"
    )
    latex: ClassVar[str] = r"w \leftarrow w - \alpha\, (H + \mu I)^{-1} g"
    looks_at_hessian: ClassVar[bool] = True

    damping: float = knob(
        0.0, low=0.0, high=50.0, title="Damping", symbol="μ", help="curvature added in all directions"
    )

    def init(self, position):
        return ()

    def update(self, here, state, step):
        (a, b), (_, c) = here.hessian
        a, c = a + self.damping, c + self.damping
        x, y = here.gradient
        return np.stack([c * x - b * y, a * y - b * x]) / (a * c - b * b), state

    def ill_posed(self, hessian):
        (a, b), (_, c) = hessian
        a, c = a + self.damping, c + self.damping
        return np.abs(a * c - b * b) <= SINGULAR * (np.abs(a) + np.abs(c) + 2 * np.abs(b)) ** 2

    def suggested_rate(self, landscape):
        return 1.0
