"""Lines of equal height over a grid, in numpy: each cell is two triangles, and a line crosses two sides of a triangle.

contour_lines(heights, 0.5)     (segments, 2 ends, 2): column and row
"""

import numpy as np


def contour_lines(heights: np.ndarray, level: float) -> np.ndarray:
    """Heights are (rows, columns); where one is not finite there is no line."""
    rows, columns = np.indices(heights.shape)
    points = np.stack([columns, rows, heights], axis=-1)
    a, b, c, d = points[:-1, :-1], points[:-1, 1:], points[1:, 1:], points[1:, :-1]
    triangles = np.concatenate([np.stack(corners, axis=2).reshape(-1, 3, 3) for corners in ((a, b, c), (a, c, d))])
    above = triangles[..., 2] > level
    mixed = np.isin(above.sum(axis=1), (1, 2)) & np.isfinite(triangles[..., 2]).all(axis=1)
    triangles, above = triangles[mixed], above[mixed]
    alone = np.where(above.sum(axis=1) == 1, above.argmax(axis=1), above.argmin(axis=1))
    each = np.arange(len(triangles))
    corner = triangles[each, alone]
    return np.stack([cross(corner, triangles[each, (alone + way) % 3], level) for way in (1, 2)], axis=1)


def cross(one: np.ndarray, other: np.ndarray, level: float) -> np.ndarray:
    """Where the level lies between points of (…, 3)."""
    share = (level - one[:, 2]) / (other[:, 2] - one[:, 2])
    return one[:, :2] + share[:, None] * (other[:, :2] - one[:, :2])
