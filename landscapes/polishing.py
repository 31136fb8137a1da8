"""Minima polished to full precision, where the ground is smooth.

A surface has `loss(x, y)`, `gradient(x, y)` and `hessian(x, y)`. Points: (2, count).
"""

import numpy as np

from landscapes.curvature import curvature_range

ROUNDS = 60
NEARBY = 1e-5  # of the window


def polish(surface, points) -> np.ndarray:
    """Newton's method with as much damping as keeps it going downhill, shape (2, count) in and out."""
    points = np.array(points, dtype=float)
    damping = np.zeros(points.shape[1])
    slope = surface.gradient(*points)
    loss = surface.loss(*points)
    for _ in range(ROUNDS):
        hessian = surface.hessian(*points)
        (xx, xy), (_, yy) = hessian
        sharpest, flattest = curvature_range(hessian)
        strongest = np.maximum(sharpest, -flattest)
        with np.errstate(all="ignore"):
            shift = np.maximum(damping, 1e-3 * strongest - flattest) * ((damping > 0) | (flattest <= 0))
            xx, yy = xx + shift, yy + shift
            x_step, y_step = yy * slope[0] - xy * slope[1], xx * slope[1] - xy * slope[0]
            trial = points - np.stack([x_step, y_step]) / (xx * yy - xy**2)
            trial_slope, trial_loss = surface.gradient(*trial), surface.loss(*trial)
            flatter = (np.hypot(*trial_slope) < np.hypot(*slope)) & (shift == 0)
            better = (trial_loss < loss) | (flatter & (trial_loss <= loss + 1e-9 * np.maximum(1.0, np.abs(loss))))
            damping = np.where(
                better, np.where(damping > 1e-9 * strongest, damping / 10, 0), np.maximum(10 * damping, strongest)
            )
        points = np.where(better, trial, points)
        slope = np.where(better, trial_slope, slope)
        loss = np.where(better, trial_loss, loss)
    return points


def polish_a_little(surface, points, span) -> np.ndarray:
    """The points polished where that moves them by next to nothing: not down from a crease, nor along a valley."""
    polished = polish(surface, points)
    return np.where((np.abs(polished - points) <= NEARBY * span).all(axis=0), polished, points)
