"""Ground: what may be claimed of a landscape: where it is lowest, and where its valleys of equal minima lie."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True, eq=False)
class Ground:
    """A landscape's facts."""

    landscape: object

    def __post_init__(self):
        landscape = self.landscape
        (x0, x1), (y0, y1) = landscape.window
        minima = np.array(landscape.minima).reshape(-1, 2)
        with np.errstate(all="ignore"):
            heights = landscape.loss(*minima.T) if len(minima) else np.array([])
            grid = landscape.loss(*np.meshgrid(np.linspace(x0, x1, 17), np.linspace(y0, y1, 17)))
            valleys = [np.array(valley).T for valley in landscape.valleys]  # (2, points) each
            floors = np.array([landscape.loss(*valley).min() for valley in valleys])
        lowest = landscape.minimum_value
        assert lowest <= min([*heights, *floors, np.nanmin(grid)]) + 1e-9 * abs(np.nanmedian(grid))
        facts = {
            "minima": minima,
            "heights": heights,
            "valleys": valleys,
            "floors": floors,
            "sides": np.array([x1 - x0, y1 - y0]),
            "lowest": lowest,
            "height": np.nanmedian(grid) - lowest,
        }
        for name, fact in facts.items():
            object.__setattr__(self, name, fact)

    @cached_property
    def is_level(self):
        """Which minima are as low as the lowest."""
        return self.heights - self.lowest < 1e-6 * self.height

    @cached_property
    def level_valleys(self):
        """Which valleys of equal minima are as low as the lowest."""
        return self.floors - self.lowest < 1e-6 * self.height

    def is_one(self):
        """Whether the lowest loss is at one place only."""
        return self.is_level.sum() + self.level_valleys.sum() == 1

    def valley_of(self, point):
        """The valley that passes by a point, told by many points between its corners; -1 where none does."""
        for index, valley in enumerate(self.valleys):
            shares = np.linspace(0, 1, 33)
            between = valley[:, :-1, np.newaxis] + shares * np.diff(valley, axis=1)[:, :, np.newaxis]
            if np.hypot(*((between.reshape(2, -1).T - point) / self.sides).T).min() <= 0.01:
                return index
        return -1

    @cached_property
    def is_quadratic(self):
        some = np.random.default_rng(1).uniform(*np.transpose(self.landscape.window), (40, 2)).T
        hessian = self.landscape.hessian(*some)
        return np.allclose(hessian, hessian[..., :1], rtol=1e-6)

    def inside(self, points):
        (x0, x1), (y0, y1) = self.landscape.window
        return [bool(x0 <= x <= x1 and y0 <= y <= y1) for x, y in points]
