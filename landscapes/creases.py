"""The lowest point near a place on creased ground, to full precision: a search within a search.

    sunk(u) = min over v of loss(u, v)

takes every crease away that runs along u; of it the lowest place is sought. Where loss slopes by left and right (l_u,
l_v), (r_u, r_v) on the two sides of the crease, l_v <= 0 <= r_v, the slope of `sunk` is the mean of l_u and r_u with
the weights that make that of l_v and r_v vanish, and where it changes sign is known to the last digit, as no comparison
of losses tells it.

Points: (2, count).
"""

import numpy as np

from landscapes.rim import FAN, NARROWER, loss_at, roughness, zoom

SIDE = 16  # spacings of floats: so far beside a crease its sides' slopes are taken
REACH = 1e-5  # of the window: how far a search among losses may have missed
ROUNDS = 12  # from there to a spacing
SMOOTH = 1e-3  # of the first slope: what is left of one that vanishes and does not jump


def pinpoint(surface, points, width, span) -> np.ndarray:
    """The lowest points within `width` (2, 1) of points on creased or smooth ground."""
    for outer in (0, 1):
        points = _lower(surface, points, _search(surface, points, width, outer), 0.0)
    for outer in (0, 1):
        slack = roughness(surface, points, loss_at(surface, points), span)
        points = _lower(surface, points, _slide(surface, points, span, outer), slack)
    return points


def _lower(surface, points, others, slack) -> np.ndarray:
    """The others where they are no higher by more than `slack`; nan is no place, though loss may not depend on it."""
    better = loss_at(surface, others) <= loss_at(surface, points) + slack
    return np.where(better & np.isfinite(others).all(axis=0), others, points)


def _ordered(u, v, outer) -> tuple[np.ndarray, np.ndarray]:
    return (v, u) if outer else (u, v)


def _sunk(surface, u, v, width, outer) -> tuple[np.ndarray, np.ndarray]:
    """Where the loss is lowest over v, and that loss."""
    middle = np.broadcast_to(v, u.shape)
    return zoom(lambda trial: loss_at(surface, _ordered(u, trial, outer)), middle, width)


def _search(surface, points, width, outer) -> np.ndarray:
    u, v = points[outer], points[1 - outer]
    (wide,), (deep,) = width[outer], width[1 - outer]
    u, _ = zoom(lambda trial: _sunk(surface, trial, v, deep, outer)[1], u, wide)
    return np.stack(_ordered(u, _sunk(surface, u, v, deep, outer)[0], outer))


def _slide(surface, points, span, outer) -> np.ndarray:
    """Where the slope of `sunk` vanishes; nan where it does not nearby, or jumps: a search finds such a place."""
    u, v = points[outer], points[1 - outer]
    wide, deep = REACH * span[outer, 0], 10 * REACH * span[1 - outer, 0]
    aside = SIDE * np.spacing(np.maximum(np.abs(v), span[1 - outer] / 8))

    def slope_at(trial):
        at, _ = _sunk(surface, trial, v, deep, outer)
        slopes = [surface.gradient(*_ordered(trial, at + shift * aside, outer)) for shift in (-4, -1, 1, 4)]
        (l_u, r_u), (far_l, l_v, r_v, far_r) = (one[outer] for one in slopes[1:3]), (one[1 - outer] for one in slopes)
        with np.errstate(all="ignore"):
            kinked = (l_v <= 0) & (r_v >= 0) & (far_l < l_v / 2) & (far_r > r_v / 2)  # a cusp has no slope to go by
            return np.where(kinked, (l_u * r_v - r_u * l_v) / (r_v - l_v), np.nan)

    slopes = []
    for _ in range(ROUNDS):
        slope = slope_at(u + wide * FAN[:, np.newaxis])
        turns = (slope[:-1] <= 0) & (slope[1:] >= 0)
        first = turns.argmax(axis=0)
        slopes.append(np.abs(np.take_along_axis(slope, first[np.newaxis], axis=0)[0]))
        u = np.where(turns.any(axis=0), u + wide * (FAN[first] + FAN[first + 1]) / 2, np.nan)
        wide = wide / NARROWER
    u = np.where(slopes[-1] <= SMOOTH * slopes[0], u, np.nan)
    return np.stack(_ordered(u, _sunk(surface, u, v, deep, outer)[0], outer))
