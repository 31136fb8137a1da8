"""The opening of a landscape that nobody arranged by hand: its first window, start and learning rate."""

import math

import numpy as np

from landscapes.curvature import curvature_range
from landscapes.plane import Point, Window
from landscapes.surface import Surface

WIDENED = 3  # times at most, where no floor is in sight


def first_rate(surface: Surface, start: Point, minima: tuple[Point, ...], valleys: tuple[tuple[Point, ...], ...]):
    """1.5 over the largest curvature at the start and at the lowest minimum: overshoots, and settles on a quadratic.

    Where there are only valleys, at the point of the lowest one that lies nearest to the start.
    """
    floor = minima[:1] or [min(valley, key=lambda point: math.dist(point, start)) for valley in valleys[:1]]
    points = np.transpose([start, *floor])
    curvature = np.abs(curvature_range(surface.hessian(*points)))
    sharpest = float(np.max(curvature, initial=0.0, where=np.isfinite(curvature)))
    return float(f"{1.5 / sharpest:.2g}") if sharpest > 1e-6 else 0.1


def widened(window: Window) -> Window:
    """Twice as wide and high, about the same middle."""
    borders = np.array(window)
    middle = borders.mean(axis=1, keepdims=True)
    return to_window(middle + 2 * (borders - middle))


def to_window(borders: np.ndarray) -> Window:
    """Borders (2, 2), one row for each axis."""
    (left, right), (bottom, top) = borders.tolist()
    return (left, right), (bottom, top)


def moved_along(point: Point, window: Window, other: Window) -> Point:
    """The place in the other window that the point has in its own."""
    x, y = (
        low + (value - near) / (far - near) * (high - low)
        for value, (near, far), (low, high) in zip(point, window, other, strict=True)
    )
    return x, y
