"""Stationary points: whether a run that stands still stands where the slope is nothing, or only where it is small.

Newton's method is started where the run ended. A saddle or a top is there if it gets to a point without slope that is
not farther than NEARBY, and whose curvature has the same signs.
"""

import numpy as np

from landscapes.curvature import curvature_range

NEARBY = 0.02  # of the window
STEPS = 12
FLATTER = 1e-6  # of the slope at the run's end: as good as none, if there was any
LEVEL = 1e-10  # of the landscape's height, across the window: no slope to speak of


def lies_at_stationary_point(landscape, terrain, ends) -> np.ndarray:
    """Whether each of the points (2, count) lies at a stationary point of the landscape, (count,) of bool."""
    points = np.array(ends)
    if not points.size:
        return np.zeros(points.shape[1], dtype=bool)
    first = _slope(landscape, terrain, points)
    signs = np.sign(curvature_range(landscape.hessian(*points)))
    for _ in range(STEPS):
        (a, b), (_, c) = landscape.hessian(*points)
        g, h = landscape.gradient(*points)
        step = np.stack([c * g - b * h, a * h - b * g]) / (a * c - b * b)
        points = points - np.where(np.isfinite(step), step, 0.0)
    away = np.hypot(*((points - ends) / terrain.size))
    settled = _slope(landscape, terrain, points) <= np.maximum(FLATTER * first, LEVEL * abs(terrain.height))
    alike = (np.sign(curvature_range(landscape.hessian(*points))) == signs).all(axis=0)
    return (away <= NEARBY) & settled & alike


def _slope(landscape, terrain, points):
    return np.hypot(*(landscape.gradient(*points) * terrain.size))
