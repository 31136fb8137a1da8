"""Valleys of equal minima: floors that are curves, followed both ways from a point, as far as they go in a window.

The curve crosses the rim of a box about a point of it. From crossing to crossing it is followed, with smaller boxes
towards an end, until it leaves the window, ends, or is back where it began; then the gaps are filled. Every point lies
on the floor to full precision.

Points: (2, count). Distances are in shares of the window.
"""

import numpy as np

from landscapes.curvature import principal_curvatures
from landscapes.polishing import NEARBY
from landscapes.rim import LEVEL, Rim, is_surrounded, loss_at, roughness, zoom

STRIDE = 1 / 40  # half the side of a box of size 1
DENSE = 1 / 200  # between neighbouring points, at most
SHORTEST = 1 / 16  # of a tracer's first box
MOST_STRIDES = 1000
STRIDES = 120.0  # microseconds that one takes beside what the surface is asked
BEND, CORNER = 0.15, 0.55  # how far from the middle of an edge the curve is sought, as a share of its length
BACK = 0.85  # cosine of the angle within which a crossing is the way back
ON_BORDER = 1e-9  # of the window: what is nearer to a border lies on it
HOLLOWS = 6  # four where two valleys cross


class Tracer:
    """One way along a curve. `way` is a list of points, `size` that of its box, 0 when it goes no further."""

    def __init__(self, start, size, forward: "Tracer | None" = None):
        self.way = [start]
        self.size = self.largest = size
        self.forward = forward
        self.closed = False

    @property
    def here(self):
        return self.way[-1]

    def narrow(self):
        self.size = self.size / 2 if self.size > SHORTEST * self.largest else 0.0

    def choose(self, crossings, half):
        """Which crossing goes on, as the place in its row; None if there is none. Points (2, count)."""
        ahead = (crossings - self.here[:, np.newaxis]) / half
        if len(self.way) > 1:
            last = self.here - self.way[-2]
        elif self.forward is None:
            return 0
        elif len(self.forward.way) > 1:
            last = self.here - self.forward.way[1]
        else:
            return None
        last = last / half[:, 0]
        onward = last @ ahead / (np.hypot(*last) * np.hypot(*ahead))
        best = int(onward.argmax())
        return best if onward[best] > -BACK else None

    def comes_round(self, half) -> bool:
        """Whether the start lies ahead, within reach."""
        if len(self.way) < 4:
            return False
        (last, home) = ((to - self.here) / half[:, 0] for to in (self.way[-2], self.way[0]))
        return bool(np.abs(home).max() <= 1.01 and home @ last < 0)


def follow(surface, starts, sizes, borders) -> list[np.ndarray]:
    """The curve on the level of each start, from end to end; the start alone where it is no point of such a curve.

    Where there is no more work to spend, those that are not yet at their ends are left: only their starts are given.
    `sizes` are those of boxes whose rim the curve crosses and nothing lower does. A closed curve ends where it begins.
    """
    span = np.diff(borders, axis=1)
    forward = [Tracer(start, size) for start, size in zip(starts.T, sizes, strict=True)]
    backward = [Tracer(one.here, one.size, one) for one in forward]
    floor = loss_at(surface, starts)
    rough = roughness(surface, starts, floor, span)
    left: set[int] = set()
    for _ in range(MOST_STRIDES):
        busy = [
            (tracer, i)
            for i, pair in enumerate(zip(forward, backward, strict=True))
            for tracer in pair
            if tracer.size > 0 and not pair[0].closed
        ]
        if not busy:
            break
        if surface.is_spent:
            left = {i for _, i in busy}
            break
        surface.spent += STRIDES * len(busy)
        level = floor[[i for _, i in busy]]
        half = STRIDE * span * [tracer.size for tracer, _ in busy]
        rim = Rim(surface, np.transpose([tracer.here for tracer, _ in busy]), half)
        slack = rough[[i for _, i in busy]] + LEVEL * rim.rise(level)
        places, losses = rim.hollows(HOLLOWS)
        fits = (np.abs(losses - level) <= slack) & ~rim.is_level(level + slack)
        fits &= is_surrounded(surface, places, ON_BORDER * span)
        fits &= ~_goes_out(rim.centre[:, np.newaxis], places, borders)
        fits &= losses.min(axis=0) >= level - slack
        for k, (tracer, _) in enumerate(busy):
            crossings = places[:, fits[:, k], k]
            chosen = None if not crossings.size else tracer.choose(crossings, half[:, [k]])
            if tracer.comes_round(half[:, [k]]):
                tracer.way.append(tracer.way[0])
                tracer.closed = True
            elif chosen is None:
                tracer.narrow()
            else:
                _advance(surface, tracer, crossings[:, chosen], half[:, k], level[k] + slack[k], borders)
    return [
        np.transpose(one.way[:1] if i in left else one.way if one.closed else other.way[:0:-1] + one.way)
        for i, (one, other) in enumerate(zip(forward, backward, strict=True))
    ]


def _goes_out(here, places, borders) -> np.ndarray:
    """Whether places lie beyond a border on which the way to them begins."""
    low, high = borders.T.reshape(2, 2, 1, 1)
    slack = ON_BORDER * (high - low)
    return ((here <= low) & (places < low - slack) | (here >= high) & (places > high + slack)).any(axis=0)


def _advance(surface, tracer, point, half, level, borders) -> None:
    """One stride; the last one ends on the window's border."""
    low, high = borders.T
    inside = np.clip(point, low, high)
    if (np.abs(inside - point) <= ON_BORDER * (high - low)).all():
        tracer.way.append(inside)
        tracer.size = min(tracer.largest, 2 * tracer.size)
        return
    tracer.size = 0.0
    move = point - tracer.here
    with np.errstate(all="ignore"):
        share = np.where(point != inside, (inside - tracer.here) / move, np.inf)
    axis = int(share.argmin())
    place = tracer.here + share[axis] * move
    place[axis] = inside[axis]

    def along(shift):
        """Points on the border."""
        return place.reshape(2, *[1] * shift.ndim) + np.multiply.outer(np.arange(2) != axis, shift)

    shift, lowest = zoom(lambda shift: loss_at(surface, along(shift)), np.zeros(1), half[1 - axis])
    if lowest[0] <= level:
        tracer.way.append(np.clip(along(shift)[:, 0], low, high))


def fill(surface, way, borders) -> np.ndarray:
    """The curve with a point at least every DENSE, each of them on the floor."""
    span = np.diff(borders, axis=1)
    highest = loss_at(surface, way).max()
    for _ in range(4):
        edge = np.diff(way, axis=1) / span
        wide = np.hypot(*edge) > DENSE
        if not wide.any():
            break
        ends = np.stack([way[:, :-1], way[:, 1:]])[:, :, wide]
        middle = _beside(surface, ends, BEND, span)
        loss = loss_at(surface, middle)
        off = loss > highest + roughness(surface, middle, loss, span)
        if off.any():
            middle[:, off] = _beside(surface, ends[:, :, off], CORNER, span)
        way = np.insert(way, np.flatnonzero(wide) + 1, middle, axis=1)
    inside = ((way > borders[:, :1]) & (way < borders[:, 1:])).all(axis=0)  # the others stay on the border
    way[:, inside] = _sink(surface, way[:, inside], span)
    loss = loss_at(surface, way)
    return way[:, loss <= highest + roughness(surface, way, loss, span)]


def _beside(surface, ends, reach, span) -> np.ndarray:
    """The lowest points across from the middle of edges with ends (2, 2, count), within a share of their length."""
    middle, (x, y) = ends.mean(axis=0), np.abs(ends[1] - ends[0]) / span
    across = (np.stack([x < y, x >= y]) * span)[:, np.newaxis]
    wide = reach * np.maximum(x, y)
    shift, _ = zoom(lambda shift: loss_at(surface, middle[:, np.newaxis] + across * shift), np.zeros(wide.shape), wide)
    return (middle[:, np.newaxis] + across * shift)[:, 0]


def _sink(surface, points, span) -> np.ndarray:
    """Newton's method across the curve alone: on smooth ground the slope tells the floor better than the loss does."""
    for _ in range(4):
        loss = loss_at(surface, points)
        sharpest, _, across = principal_curvatures(surface.hessian(*points))
        with np.errstate(all="ignore"):
            slope = (surface.gradient(*points) * across).sum(axis=0)
            trial = points - slope / sharpest * across
            better = np.abs((surface.gradient(*trial) * across).sum(axis=0)) < np.abs(slope)
            better &= (np.abs(trial - points) <= NEARBY * span).all(axis=0)
        better &= loss_at(surface, trial) <= loss + roughness(surface, points, loss, span)
        points = np.where(better, trial, points)
    return points


def distances(points, valley, span) -> np.ndarray:
    """From each point to a polyline, (count,)."""
    ends = ((valley[:, np.newaxis] - points[:, :, np.newaxis]).T / span[:, 0]).T
    edge = np.diff(ends, axis=2)
    length = np.maximum((edge**2).sum(axis=0), np.finfo(float).tiny)
    share = np.clip(-(ends[:, :, :-1] * edge).sum(axis=0) / length, 0, 1)
    return np.hypot(*(ends[:, :, :-1] + share * edge)).min(axis=1)
