"""A surface: what a landscape is made of, whether from a formula or from anything else that has these answers.

x and y are numbers or arrays of any shapes that broadcast together; outside its domain a surface is nan.
"""

from typing import Protocol

import numpy as np


class Surface(Protocol):
    """A loss over the plane with exact derivatives, and how they are written."""

    def loss(self, x, y) -> np.ndarray: ...

    def gradient(self, x, y) -> np.ndarray:
        """The slopes along x and y, shape (2, ...)."""
        ...

    def loss_and_gradient(self, x, y) -> tuple[np.ndarray, np.ndarray]:
        """Both at once, for little more than the price of the gradient."""
        ...

    def hessian(self, x, y) -> np.ndarray:
        """The second derivatives, shape (2, 2, ...)."""
        ...

    def work(self, order: int, points: int) -> float:
        """About how many microseconds of one core so many points take: losses (order 0), slopes (1), hessians (2)."""
        ...

    @property
    def latex(self) -> str: ...

    @property
    def gradient_latex(self) -> str:
        """A column vector."""
        ...
