"""Where a surface is lowest: minima polished to full precision, and all isolated minima of a window.

A surface has `loss(x, y)`, `gradient(x, y)` and `hessian(x, y)`, as `Formula` and `Landscape` do. Points: (2, count).
"""

import numpy as np

from landscapes.curvature import curvature_range

GRID = 81
MOST_CANDIDATES = 400
RING = np.array([(np.cos(turn), np.sin(turn)) for turn in np.arange(16) * np.pi / 8]).T[:, :, None]


def polish(surface, points) -> np.ndarray:
    """Newton's method with as much damping as keeps it going downhill, shape (2, count) in and out."""
    points = np.array(points, dtype=float)
    damping = np.zeros(points.shape[1])
    slope = surface.gradient(*points)
    loss = surface.loss(*points)
    for _ in range(60):
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


def mirrored(*points) -> tuple[tuple[float, float], ...]:
    """The points with their mirror images in both axes, each once."""
    return tuple(dict.fromkeys((x * i + 0.0, y * j + 0.0) for x, y in points for i in (1, -1) for j in (1, -1)))


def find_minima(surface, window) -> tuple[tuple[float, float], ...]:
    """Every isolated minimum that a grid over the window gives away, the lowest first."""
    (left, right), (bottom, top) = window
    span = np.array([[right - left], [top - bottom]])
    candidates = _candidates(surface, np.linspace(left, right, GRID), np.linspace(bottom, top, GRID))
    points = polish(surface, candidates)
    kinked = ~_is_minimum(surface, points, span)
    points[:, kinked] = _zoom(surface, candidates[:, kinked], span / GRID)
    inside = ((points >= [[left], [bottom]]) & (points <= [[right], [top]])).all(axis=0)
    points = points[:, inside & _is_minimum(surface, points, span)]
    points = points[:, np.argsort(surface.loss(*points), kind="stable")]
    kept: list[tuple[float, float]] = []
    for x, y in points.T:
        if all(np.hypot((x - a) / span[0, 0], (y - b) / span[1, 0]) > 1e-4 for a, b in kept):
            kept.append((float(x), float(y)))
    return tuple(kept)


def _candidates(surface, across, up) -> np.ndarray:
    """Grid points no higher than their neighbours, shape (2, count)."""
    loss = surface.loss(across[None, :], up[:, None])
    loss = np.where(np.isnan(loss), np.inf, loss)
    rim = np.pad(loss, 1, constant_values=np.inf)
    sides = [rim[1 + i : rim.shape[0] - 1 + i, 1 + j : rim.shape[1] - 1 + j] for i in (-1, 0, 1) for j in (-1, 0, 1)]
    rows, columns = np.nonzero(np.isfinite(loss) & (loss <= np.min(sides, axis=0)))
    lowest = np.argsort(loss[rows, columns], kind="stable")[:MOST_CANDIDATES]
    return np.stack([across[columns[lowest]], up[rows[lowest]]])


def _zoom(surface, points, step) -> np.ndarray:
    """The best of nine neighbours, again and again on a finer grid: works at kinks too, where Newton's method fails."""
    moves = np.array([(i, j) for i in (0, -1, 1) for j in (0, -1, 1)]).T[:, :, None]
    for _ in range(120 if points.size else 0):
        around = points[:, None] + moves * step[:, :, None]
        best = np.nan_to_num(surface.loss(*around), nan=np.inf).argmin(axis=0)
        points = around[:, best, np.arange(points.shape[1])]
        step = step / np.sqrt(2)
    return points


def _is_minimum(surface, points, span) -> np.ndarray:
    """Whether the ground rises from the point on all sides, and not in a jump.

    A flat floor or a valley's line does not count, nor does a pole, nor a saddle too narrow for the ring.
    """
    loss = surface.loss(*points)
    sharpest, flattest = curvature_range(surface.hessian(*points))
    with np.errstate(all="ignore"):
        near, far = (surface.loss(*(points[:, None] + size * span[:, :, None] * RING)) - loss for size in (1e-6, 1e-4))
        rises = far.min(axis=0) > 1e-9 * far.max(axis=0)
        jumps = near.max(axis=0) > far.max(axis=0) / 2
        narrow_saddle = flattest < -1e-9 * np.abs(sharpest + flattest)
    return rises & ~jumps & ~narrow_saddle
