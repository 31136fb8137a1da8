"""A first look at a surface that nobody has seen before: a window onto it, a start and a learning rate.

    window = find_window(surface)
    start, learning_rate = suggest(surface, window, floors)

The window shows the hollows that coarse grids of several sizes give away. Start and rate are those of a run of plain
descent, of many that are tried, that has something to show: it goes a long way, turns, and settles inside.
"""

import math

import numpy as np

from landscapes.curvature import curvature_range
from landscapes.minima import Floors
from landscapes.plane import Point, Window

HALF = 5.0  # of the window where nothing speaks for another one
HALVES = (HALF, 25.0, 125.0, 1.0, 0.1)  # of those that are looked through, in this order
SIDE = 61  # points of their grids
ROOM = 2.5  # half a window beside half of what its hollows span
DEFINED = 0.2  # of a window, where nothing else speaks for it
SHARES = np.array([(0.2, 0.65), (0.75, 0.85), (0.85, 0.3), (0.35, 0.15), (0.55, 0.6)]).T  # of the window: starts
RATES, STEPS = 40, 100  # that are tried from each
LEAP = 0.3  # of the window: the first step of the largest rate, where no curvature says more
RANGE = 300.0  # from the smallest rate to the largest
NEAR, FAR = 0.01, 0.15  # of the window
LAST = 0.05  # of a run's way: what goes farther in its last ten steps has not arrived
MARGIN = 1.1  # windows that a run may fill
SETTLES = 25  # steps: long enough to see, short enough to wait for
TURNS = 4


def find_window(surface) -> Window:
    """The window that shows the surface's hollows; without any the one where most of it is defined.

    Raises ValueError where no loss is found at all.
    """
    defined = []
    for half in HALVES:
        places = np.linspace(-half, half, SIDE)
        losses = surface.loss(places, places[:, np.newaxis])
        finite = np.isfinite(losses)
        hollows = _hollows(np.where(finite, losses, np.inf), places)
        if hollows.size:
            return _around(hollows, half)
        defined.append((float(finite.mean()), half, finite, places))
    if defined[0][0] >= DEFINED:
        return (-HALF, HALF), (-HALF, HALF)
    share, half, finite, places = max(defined, key=lambda entry: entry[0])
    if share == 0:
        raise ValueError("This formula has no finite value near the origin: first set a window where it has one.")
    rows, columns = np.nonzero(finite)
    return _around(np.stack([places[columns], places[rows]]), half)


def _hollows(losses: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Points (2, count) of the grid's inside that are lower than all their neighbours."""
    inside = losses[1:-1, 1:-1]
    others = [(i, j) for i in (0, 1, 2) for j in (0, 1, 2) if (i, j) != (1, 1)]
    last = len(losses) - 2
    lower = np.all([inside < losses[i : i + last, j : j + last] for i, j in others], axis=0)
    rows, columns = np.nonzero(lower)
    return np.stack([places[columns + 1], places[rows + 1]])


def _around(points: np.ndarray, half: float) -> Window:
    """A square window around points (2, count), no larger than the one in which they were found; in round numbers."""
    low, high = points.min(axis=1), points.max(axis=1)
    span = float((high - low).max()) / 2
    size = min(ROOM * span, half) if span > 0 else min(half, HALF)
    centre = (low + high) / 2
    if size == half or (np.abs(centre) + span <= 0.7 * size).all():
        centre = np.zeros(2)
    digit = 10.0 ** math.floor(math.log10(size))
    size = math.ceil(2 * size / digit) * digit / 2
    x, y = (round(float(place) / digit * 2) * digit / 2 for place in centre)
    return _range(x, size), _range(y, size)


def _range(middle: float, half: float) -> tuple[float, float]:
    return float(f"{middle - half:.12g}"), float(f"{middle + half:.12g}")


def suggest(
    surface, window: Window, floors: Floors, start: Point | None = None, learning_rate: float | None = None
) -> tuple[Point, float]:
    """A start and a learning rate with which plain descent has something to show; what is given stays.

    Raises ValueError for a window without finite loss.
    """
    if start is not None and learning_rate is not None:
        return start, learning_rate
    starts = _starts(surface, window) if start is None else np.reshape(start, (2, 1))
    rates = _rates(surface, window, starts, floors) if learning_rate is None else np.array([learning_rate])
    path = _descend(surface, np.repeat(starts, len(rates), axis=1), np.tile(rates, starts.shape[1]))
    best = int(_show(path, surface.loss(*np.moveaxis(path, 1, 0)), window).argmax())
    x, y = starts[:, best // len(rates)].tolist()
    rate = float(f"{rates[best % len(rates)]:.2g}") if learning_rate is None else learning_rate
    return (x, y) if start is None else start, rate


def _starts(surface, window: Window) -> np.ndarray:
    """Places (2, count) off the middle and off the diagonals, or any that have a loss."""
    (left, right), (bottom, top) = window
    across, up = SHARES
    points = np.stack([left + across * (right - left), bottom + up * (top - bottom)])
    usable = np.isfinite(surface.loss(*points)) & np.isfinite(surface.gradient(*points)).all(axis=0)
    if not usable.any():
        x, y = np.meshgrid(np.linspace(left, right, 41), np.linspace(bottom, top, 41))
        points = np.stack([x.ravel(), y.ravel()])
        usable = np.isfinite(surface.loss(*points))
        if not usable.any():
            raise ValueError("This formula has no finite value in the window: choose other borders.")
        points, usable = points[:, usable], np.arange(int(usable.sum())) % max(int(usable.sum()) // 5, 1) == 0
    return np.array([[float(f"{place:.4g}") for place in row] for row in points[:, usable].tolist()])


def _rates(surface, window: Window, starts: np.ndarray, floors: Floors) -> np.ndarray:
    lowest = [*floors.minima[:1], *(valley[len(valley) // 2] for valley in floors.valleys[:1])]
    points = np.concatenate([starts, np.reshape(lowest, (-1, 2)).T], axis=1)
    size = float(np.diff(window).max())
    with np.errstate(all="ignore"):
        curvature = np.abs(curvature_range(surface.hessian(*points))).ravel()
        slope = np.hypot(*surface.gradient(*starts))
        bounds = np.concatenate([2 / curvature, LEAP * size / slope])
    bounds = bounds[np.isfinite(bounds) & (bounds > 0)]
    if not bounds.size:
        return np.array([0.1])
    low, high = float(bounds.min()), float(np.median(bounds))
    return np.geomspace(low / RANGE, max(high, 2 * low), RATES)


def _descend(surface, points: np.ndarray, rates: np.ndarray) -> np.ndarray:
    """The ways (STEPS + 1, 2, runs) of plain descent."""
    path = np.empty((STEPS + 1, *points.shape))
    path[0] = points
    with np.errstate(all="ignore"):
        for step in range(STEPS):
            path[step + 1] = path[step] - rates * surface.gradient(*path[step])
    return path


def _show(path: np.ndarray, loss: np.ndarray, window: Window) -> np.ndarray:
    """How much each run (runs,) has to show: what settles inside comes first, then what stays long and goes far.

    What only crawls has not settled, and neither has what was thrown onto level ground: that is no lower.
    """
    borders = np.array(window)
    with np.errstate(all="ignore"):
        scaled = (path - borders.mean(axis=1)[:, np.newaxis]) / np.diff(borders, axis=1)
        inside = (np.abs(scaled) <= MARGIN / 2).all(axis=1)
        stays = np.where(inside.all(axis=0), STEPS, (~inside).argmax(axis=0))
        moves = np.diff(scaled, axis=0)
        left, gone = (np.hypot(*np.moveaxis(scaled - end, 1, 0)) for end in (scaled[-1], scaled[0]))
        settles = STEPS + 1 - (left > NEAR)[::-1].argmax(axis=0)
        turns = ((moves[1:] * moves[:-1]).sum(axis=1) < 0).sum(axis=0)
        still = (np.abs(moves[-10:]).max(axis=(0, 1)) <= NEAR) & (left[-11] <= LAST * left.max(axis=0))
        still &= (settles <= STEPS - 10) & (left > NEAR).any(axis=0)
        low = loss[-1] <= (loss[0] + np.nanmin(loss, axis=0, initial=np.inf)) / 2
        pace = -np.abs(np.log(settles / SETTLES)) + np.minimum(turns, TURNS) / TURNS
        long = np.where(inside, gone, 0).max(axis=0) - np.abs(np.log(np.maximum(stays, 1) / (STEPS / 2)))
    settled = (stays == STEPS) & still & low
    return np.where(settled, 10 + 10 * (gone[-1] >= FAR) + np.nan_to_num(pace), np.nan_to_num(long, nan=-9.0))
