"""Surfaces for goldens, written so that torch, jax and numpy can all evaluate and differentiate them.

Each has what an optimizer may ask of a landscape. None is symmetric, so a mixed-up axis is seen.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

TINY = 1e-40  # a complex step: small enough that its square vanishes beside every value met here


@dataclass(frozen=True)
class Surface:
    loss: Callable
    window: tuple
    start: tuple
    learning_rate: float
    minimum_value: float = 0.0

    def gradient(self, x, y):
        """Exact to rounding, by complex steps: Squire & Trapp 1998, SIAM Review 40(1), 110-112."""
        along_x = self.loss(x + TINY * 1j, y).imag / TINY
        along_y = self.loss(x, y + TINY * 1j).imag / TINY
        return np.stack([along_x, along_y])

    def loss_and_gradient(self, x, y):
        return self.loss(x, y), self.gradient(x, y)

    def hessian(self, x, y):
        """To some ten digits, by central differences of the gradient; no golden needs it.

        Symmetric to the last digit, as a Hessian is: else Newton's step would depend on the order of the axes.
        """
        h = 1e-5
        along_x = self.gradient(x + h, y) - self.gradient(x - h, y)
        along_y = self.gradient(x, y + h) - self.gradient(x, y - h)
        rows = np.stack([along_x, along_y]) / (2 * h)
        return (rows + rows.swapaxes(0, 1)) / 2


# half w'Aw with A = R diag(1, 10) R', R the rotation by 30 degrees
_RAVINE = (3.25, -9 * np.sqrt(3) / 4, 7.75)

SURFACES = {
    "ravine": Surface(
        loss=lambda x, y: 0.5 * (_RAVINE[0] * x * x + 2 * _RAVINE[1] * x * y + _RAVINE[2] * y * y),
        window=((-3.0, 3.0), (-3.0, 3.0)),
        start=(2.0, -0.7),
        learning_rate=0.15,
    ),
    "rosenbrock": Surface(
        loss=lambda x, y: (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x),
        window=((-2.0, 2.0), (-1.0, 3.0)),
        start=(-1.2, 1.0),
        learning_rate=0.0005,
    ),
    "himmelblau": Surface(
        loss=lambda x, y: (x * x + y - 11) * (x * x + y - 11) + (x + y * y - 7) * (x + y * y - 7),
        window=((-5.0, 5.0), (-5.0, 5.0)),
        start=(-3.7, -1.3),
        learning_rate=0.005,
    ),
}
