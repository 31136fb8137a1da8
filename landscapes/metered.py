"""A surface that counts what it is asked: a search that has its limit there ends in the same place on every machine.

    search = Metered(surface, most=PATIENCE)
    while not search.is_spent: ...

Work is counted in about microseconds of one core, from the number of points and the length of the formula alone.
"""

import numpy as np

from landscapes.surface import Surface

PATIENCE = 800_000.0  # for the floors of one window
ASKED, PLACED = 15.0, 0.015  # for a call, and for each point that somebody had to choose


class Metered:
    """A surface, what it has been asked so far (`spent`), and whether that is more than it may be (`is_spent`)."""

    def __init__(self, surface: Surface, most: float = PATIENCE):
        self._surface, self.most, self.spent = surface, most, 0.0

    @property
    def is_spent(self) -> bool:
        return self.spent >= self.most

    def left(self, share: float = 1.0) -> float:
        """What may still be spent until that share of all is."""
        return max(share * self.most - self.spent, 0.0)

    def price(self, order: int, points: int) -> float:
        """Of asking for so many points: losses (order 0), slopes (1) or second derivatives (2)."""
        return ASKED + PLACED * points + self._surface.work(order, points)

    def loss(self, x, y) -> np.ndarray:
        losses = self._surface.loss(x, y)
        self.spent += self.price(0, np.size(losses))
        return losses

    def gradient(self, x, y) -> np.ndarray:
        slopes = self._surface.gradient(x, y)
        self.spent += self.price(1, slopes[0].size)
        return slopes

    def hessian(self, x, y) -> np.ndarray:
        curvatures = self._surface.hessian(x, y)
        self.spent += self.price(2, curvatures[0, 0].size)
        return curvatures
