"""Where a surface is lowest: minima polished to full precision, and all that a window holds, points and curves.

A floor is a connected set of points on one level, none of which has lower ground beside it. A floor of one point is a
minimum, smooth, kinked or creased alike; a floor that is a curve is a valley of equal minima, none of whose points is
counted as a minimum; one that has an area is level ground, and neither. The ground must have a height all round: the
brink of a jump, a pole or the edge of the domain is no floor, and the window's border makes none, though one may lie on
it, and a valley is cut off there.

The search has its limits, see `metered`: where it ends before its time, the lowest floor of each part is known first.
What is searched shows on a grid of `GRID` points a side: floors closer together than its cells may be taken for one,
and what rises by less than a few roundings, or by LEVEL of what the walls do, is level.

A surface has `loss(x, y)`, `gradient(x, y)` and `hessian(x, y)`, as `Formula` and `Landscape` do. Points: (2, count).
"""

from typing import NamedTuple

import numpy as np

from landscapes.creases import pinpoint
from landscapes.curvature import curvature_range
from landscapes.metered import Metered
from landscapes.plane import Point, Window
from landscapes.polishing import ROUNDS, polish, polish_a_little
from landscapes.rim import FAN, FINEST, LEVEL, PLACES, Rim, loss_at, roughness, spread_out
from landscapes.valleys import DENSE, STRIDE, distances, fill, follow

GRID = 81
MOST_CANDIDATES = 400
MOVES = 400  # of a cell at most: enough to cross the window along any crease
SMALLEST = 1 / 16  # of a cell: below it a floor is pinpointed
ROUND = 1e-9  # of the largest curvature: what is less curved is not taken for a smooth minimum
FEWEST = 16  # candidates that are looked at, whatever that takes
POLISHED, SETTLED, CLIMBED = 0.3, 0.6, 20  # shares of the work until then; moves that most candidates make
GROUP = 12  # floors that are looked at together: a valley found by one spares others
BRACKETS = len(FAN) * FINEST  # points that one search along a line takes
SIZES = (1.0, 0.5, 0.125, 1 / 32, 1 / 128)  # of the boxes that tell a point from a curve
SPREADS = (0.2, 0.1, 0.05, 0.0)  # of the window, between floors that are looked at together
RING = np.array([(np.cos(turn), np.sin(turn)) for turn in np.arange(16) * np.pi / 8]).T[:, :, None]


def mirrored(*points) -> tuple[tuple[float, float], ...]:
    """The points with their mirror images in both axes, each once."""
    return tuple(dict.fromkeys((x * i + 0.0, y * j + 0.0) for x, y in points for i in (1, -1) for j in (1, -1)))


class Floors(NamedTuple):
    """The minima, and the valleys of equal minima: curves, point by point, closed ones ending where they begin."""

    minima: tuple[Point, ...]
    valleys: tuple[tuple[Point, ...], ...]


def find_floors(surface, window: Window) -> Floors:
    """Every floor that a grid over the window gives away, the lowest first; of a `Metered` surface what it pays for."""
    surface = surface if isinstance(surface, Metered) else Metered(surface)
    borders = np.array(window, dtype=float)
    span = np.diff(borders, axis=1)
    candidates = _candidates(surface, *(np.linspace(low, high, GRID) for low, high in borders))
    steps = sum(surface.price(order, ROUNDS) for order in range(3))
    candidates = candidates[:, _some(candidates.shape[1], surface.left(POLISHED) / steps)]
    polished = polish(surface, candidates)
    smooth = is_smooth_minimum(surface, polished, span)
    minima, valleys = [polished[:, smooth]], []
    rest = candidates[:, ~smooth]
    if rest.size:
        moves = CLIMBED * surface.price(0, PLACES + 3 * BRACKETS)
        few = _some(rest.shape[1], surface.left(SETTLED) / moves)
        polished, rest = polished[:, ~smooth][:, few], rest[:, few]
        close = (np.abs(polished - rest) <= span / (GRID - 1)).all(axis=0)
        rest = _settle(surface, np.where(close, polished, rest), borders)
        rest = _each_once(surface, rest, span, 0.25 / GRID)
    for apart in SPREADS:  # few at first: one point gives away a whole valley
        if not rest.size:
            break
        chosen = spread_out(rest, span, apart)
        ahead, rest = rest[:, chosen], np.delete(rest, chosen, axis=1)
        while ahead.size and not surface.is_spent:
            before, group = len(valleys), _affordable(surface)
            minima.append(_look_at(surface, ahead[:, :group], borders, valleys))
            ahead = ahead[:, group:]
            for valley in valleys[before:]:
                ahead, rest = (some[:, distances(some, valley, span) > DENSE] for some in (ahead, rest))
    minima = np.concatenate(minima, axis=1)
    inside = ((minima >= borders[:, :1]) & (minima <= borders[:, 1:])).all(axis=0)
    minima = _each_once(surface, minima[:, inside], span, 1e-4)
    valleys.sort(key=lambda valley: float(surface.loss(*valley).min()))
    return Floors(
        tuple((float(x), float(y)) for x, y in minima.T),
        tuple(tuple((float(x), float(y)) for x, y in valley.T) for valley in valleys),
    )


def _some(count: int, most: float) -> np.ndarray:
    """Which of so many that stand in order are looked at: the lowest, and some of every height."""
    most = max(int(min(most, MOST_CANDIDATES)), FEWEST)
    half = most // 2
    if count <= most:
        return np.arange(count)
    return np.append(np.arange(half), np.linspace(half, count - 1, half, dtype=int))


def _affordable(surface: Metered) -> int:
    """How many floors can be looked at together."""
    return int(np.clip(surface.left() / surface.price(0, 4 * BRACKETS**2), 1, GROUP))


def _look_at(surface, floors, borders, valleys: list[np.ndarray]) -> np.ndarray:
    """The minima among some floors, (2, count); the valleys among them join those that are known."""
    points, strict, level = _tell_apart(surface, floors, borders)
    ways = follow(surface, points[:, level > 0], level[level > 0], borders)
    for i, way in zip(np.flatnonzero(level), ways, strict=True):
        closed = (way[:, 0] == way[:, -1]).all()
        if way.shape[1] == 1 or (strict[i] and not closed):
            continue
        strict[i] = False
        if all(distances(points[:, [i]], valley, np.diff(borders, axis=1)) > DENSE / 2 for valley in valleys):
            valleys.append(fill(surface, way, borders))
    return points[:, strict]


def _candidates(surface, across, up) -> np.ndarray:
    """Grid points no higher than their neighbours, and lower than one of them, shape (2, count)."""
    loss = surface.loss(across[None, :], up[:, None])
    loss = np.where(np.isnan(loss), np.inf, loss)
    lowest, highest = (
        extreme(
            [rim[1 + i : rim.shape[0] - 1 + i, 1 + j : rim.shape[1] - 1 + j] for i in (-1, 0, 1) for j in (-1, 0, 1)],
            axis=0,
        )
        for extreme, rim in (
            (np.min, np.pad(loss, 1, constant_values=np.inf)),
            (np.max, np.pad(loss, 1, constant_values=-np.inf)),
        )
    )
    rows, columns = np.nonzero(np.isfinite(loss) & (loss <= lowest) & (loss < highest))
    order = np.argsort(loss[rows, columns], kind="stable")
    return np.stack([across[columns[order]], up[rows[order]]])


def _each_once(surface, points, span, apart) -> np.ndarray:
    """The points from the lowest up, without those that lie closer to a lower one than a share of the window."""
    points = points[:, np.argsort(surface.loss(*points), kind="stable")]
    return points[:, spread_out(points, span, apart)]


def is_smooth_minimum(surface, points, span) -> np.ndarray:
    """Whether the slope vanishes where the ground is curved upward, and it does rise all round, and not in a jump."""
    loss, slope, hessian = surface.loss(*points), surface.gradient(*points), surface.hessian(*points)
    (xx, xy), (_, yy) = hessian
    sharpest, flattest = curvature_range(hessian)
    with np.errstate(all="ignore"):
        step = np.stack([yy * slope[0] - xy * slope[1], xx * slope[1] - xy * slope[0]]) / (xx * yy - xy**2)
        rests = (flattest > ROUND * sharpest) & (np.abs(step) <= 1e-6 * span).all(axis=0)
        near, far = (surface.loss(*(points[:, None] + size * span[:, :, None] * RING)) - loss for size in (1e-6, 1e-4))
        rises = far.min(axis=0) > 1e-9 * far.max(axis=0)
        jumps = near.max(axis=0) > far.max(axis=0) / 2
    return rests & rises & ~jumps


def _settle(surface, points, borders) -> np.ndarray:
    """Where the points come to rest, moving to the lowest place on the rim of a box that shrinks where none is lower.

    So they follow creases and curved floors, which are lower than their surroundings on any rim. Level ground and what
    leaves the window are left out.
    """
    span = np.diff(borders, axis=1)
    cell = span / (GRID - 1)
    size = np.ones(points.shape[1])
    for _ in range(MOVES):
        busy = np.flatnonzero(size >= SMALLEST)
        if surface.is_spent:
            size[busy] = 0.0
        if surface.is_spent or not busy.size:
            break
        here = points[:, busy]
        loss = loss_at(surface, here)
        rim = Rim(surface, here, size[busy] * cell)
        rough = roughness(surface, here, loss, span)
        enough = loss - rough - 1e-3 * LEVEL * rim.rise(loss)
        places, losses = rim.hollows(3, enough)
        deepest = losses.argmin(axis=0)[np.newaxis]
        lowest = np.take_along_axis(losses, deepest, axis=0)[0]
        moves = lowest < enough
        points[:, busy] = np.where(moves, np.take_along_axis(places, deepest[np.newaxis], axis=1)[:, 0], here)
        size[busy] = np.where(moves, size[busy], size[busy] / 2)
        lost = ~moves & rim.is_level(loss + rough) | (lowest == -np.inf) | ~np.isfinite(loss)
        lost |= ((points[:, busy] < borders[:, :1] - cell) | (points[:, busy] > borders[:, 1:] + cell)).any(axis=0)
        size[busy[lost]] = 0.0
    return points[:, size > 0]


def _tell_apart(surface, floors, borders) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The floors pinpointed; whether higher ground is all round; the size of the largest box with a rim at their level.

    That is 0 for none. A minimum may be so flat that small boxes have one, and a bend so narrow that large ones do not.
    """
    span = np.diff(borders, axis=1)
    floors = polish_a_little(surface, pinpoint(surface, floors, SMALLEST * STRIDE * span, span), span)
    edge = np.clip(floors, borders[:, :1], borders[:, 1:])
    floors = np.where(np.abs(edge - floors) <= 4 * np.spacing(np.abs(floors)), edge, floors)
    loss = loss_at(surface, floors)
    rough = roughness(surface, floors, loss, span)
    strict, level = np.zeros(loss.shape, dtype=bool), np.zeros(loss.shape)
    for size in SIZES:
        rim = Rim(surface, floors, size * STRIDE * span + np.zeros_like(floors))
        slack = rough + LEVEL * rim.rise(loss)
        lowest = rim.hollows(3)[1].min(axis=0, initial=np.inf) - loss
        strict |= lowest > slack
        level[(level == 0) & (np.abs(lowest) <= slack) & ~rim.is_level(loss + slack)] = size
    with np.errstate(all="ignore"):
        near, far = (surface.loss(*(floors[:, None] + size * span[:, :, None] * RING)) - loss for size in (1e-7, 1e-3))
        whole = np.isfinite(far).all(axis=0) & (near.max(axis=0) <= far.max(axis=0) / 2)
    whole &= ((floors >= borders[:, :1]) & (floors <= borders[:, 1:])).all(axis=0)
    return floors, strict & whole, level * whole
