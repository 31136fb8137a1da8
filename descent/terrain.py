"""Terrain: what a verdict needs to know of a landscape, worked out once: its minima, their curvature, its height.

Shapes: points (2, ...). `scaled` coordinates make the window a unit square about the origin.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from landscapes import Landscape
from landscapes.curvature import principal_curvatures

LOWEST = "the lowest level known"  # where it is neither a listed minimum nor a valley
DOMAIN = 1000.0  # windows: this near, what is not a number comes from the formula and not from an overflow
NEAR = 0.01  # of the window: about the marble's radius on the map
GRID = 17  # points a side, where the curvature is compared
SAME_CURVATURE = 1e-9


@dataclass(frozen=True, eq=False)
class Terrain:
    """A landscape's facts. `minima` is (2, count), its global ones first; every other array has one entry a minimum."""

    landscape: Landscape
    centre: np.ndarray  # (2, 1)
    size: np.ndarray  # (2, 1)
    minima: np.ndarray

    @classmethod
    def of(cls, landscape: Landscape) -> "Terrain":
        window = np.array(landscape.window, dtype=float)
        return cls(
            landscape,
            centre=window.mean(axis=1, keepdims=True),
            size=np.diff(window, axis=1),
            minima=np.array(landscape.minima, dtype=float).reshape(-1, 2).T,
        )

    @cached_property
    def losses(self) -> np.ndarray:
        return self.landscape.loss(*self.minima)

    @cached_property
    def curvatures(self):
        """Sharpest and flattest curvature at each minimum, and the steepest direction (2, count)."""
        return principal_curvatures(self.landscape.hessian(*self.minima))

    @property
    def best(self) -> float:
        """The lowest loss known."""
        return self.landscape.minimum_value

    @property
    def height(self) -> float:
        """How far the middling point of the window stands above the best."""
        return self.landscape.height

    @property
    def is_global(self) -> np.ndarray:
        return self.landscape.is_global

    @cached_property
    def is_quadratic(self) -> bool:
        """Whether the curvature is the same everywhere, so that what holds near a minimum holds in the whole window."""
        x, y = (np.linspace(*sides, GRID) for sides in self.landscape.window)
        hessian = self.landscape.hessian(x, y[:, np.newaxis]).reshape(4, -1)
        return bool((np.ptp(hessian, axis=1) <= SAME_CURVATURE * np.abs(hessian).max()).all())

    @property
    def goal(self) -> str:
        """What it is to reach the lowest loss there."""
        minima, valleys = int(self.is_global.sum()), len(self.landscape.global_valleys)
        if minima + valleys == 0:
            return LOWEST
        kind = "global minimum" if minima else "valley of equal minima"
        return f"{'the' if minima + valleys == 1 else 'a'} {kind}"

    def valley_at(self, points):
        """Index of a valley of equal minima that each point (2, runs) lies in, but for NEAR; -1 where it is in none."""
        found = np.full(points.shape[1], -1)
        for index, valley in reversed(list(enumerate(self.landscape.valleys))):
            corners = self.scale(np.transpose(valley))
            ways = np.diff(corners, axis=1)[:, :, np.newaxis]
            away = self.scale(points)[:, np.newaxis] - corners[:, :-1, np.newaxis]
            share = np.clip((away * ways).sum(axis=0) / (ways**2).sum(axis=0), 0, 1)
            found[(np.hypot(*(away - share * ways)) <= NEAR).any(axis=0)] = index
        return found

    def scale(self, points):
        return (points - self.centre) / self.size

    def nearest(self, points, only_global=False):
        """Index of the minimum nearest to each point (2, runs), as the map shows distance; -1 where there is none."""
        minima = self.scale(self.minima)
        if only_global:
            minima = minima[:, self.is_global]  # global minima come first, so the indices stay
        if not minima.size:
            return np.full(points.shape[1], -1)
        x, y = self.scale(points)[:, np.newaxis]
        squares = (x - minima[0, :, np.newaxis]) ** 2 + (y - minima[1, :, np.newaxis]) ** 2
        return np.where(np.isfinite(squares[0]), squares.argmin(axis=0), -1)


@lru_cache(maxsize=64)
def terrain_of(landscape: Landscape) -> Terrain:
    with np.errstate(all="ignore"):
        return Terrain.of(landscape)
