"""Lines of equal height over a grid, in numpy: each cell is two triangles, and a line crosses two sides of a triangle.

contour_lines(heights, 0.5)     (segments, 2 ends, 2): column and row
join(segments)                  lines of points, for segments that meet
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

Point = tuple[float, ...]


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


def join(segments: Iterable[tuple[Point, Point]]) -> Iterator[list[Point]]:
    """Each segment stands in one line, once."""
    meeting: dict[Point, list[Point]] = defaultdict(list)
    for one, other in segments:
        if one != other:
            meeting[one].append(other)
            meeting[other].append(one)
    ends = [point for point, others in meeting.items() if len(others) == 1]
    for start in [*ends, *meeting]:  # what is left after the ends are rings
        line = [start]
        while others := meeting[line[-1]]:
            there = others.pop()
            meeting[there].remove(line[-1])
            line.append(there)
        if len(line) > 1:
            yield line
