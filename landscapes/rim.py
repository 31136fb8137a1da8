"""The rim of a box about a point, and the lowest places on it: how a crease is followed that no grid has points on.

Ground that sinks to a crease or a curved floor is crossed by the rim at a place that a line search finds to the last
digit, however sharp the crease: along a side of the box one coordinate stands still, and the other is a float to vary.

Shapes: points (2, ...). A place on the rim is a number from 0 to 8, two a side; losses that are nan count as infinite.
"""

import numpy as np

PLACES = 32
SPACING = 8 / PLACES
FAN = np.linspace(-1, 1, 17)
FROM_MIDDLE = FAN[np.argsort(np.abs(FAN), kind="stable")]  # on level ground a search stays where it is
NARROWER = 8  # a bracket reaches from one neighbour of the best place to the other
FINEST = 18  # rounds until a bracket of a cell is narrower than the floats in it
COARSE = 5
LEVEL = 1e-9  # of the rise to the walls
AREA = 0.3  # of a rim
RING = SPACING * np.arange(PLACES)


def loss_at(surface, points) -> np.ndarray:
    loss = surface.loss(*points)
    return np.where(np.isnan(loss), np.inf, loss)


def zoom(loss_of, middle, width, rounds=FINEST) -> tuple[np.ndarray, np.ndarray]:
    """The lowest places in brackets `middle` +- `width` of any shape, and losses: the best of FAN, again and again."""
    fan = FROM_MIDDLE.reshape(-1, *[1] * middle.ndim)
    losses = np.full((1, *middle.shape), np.inf)
    for _ in range(rounds):
        losses = loss_of(middle + width * fan)
        middle = middle + width * FROM_MIDDLE[losses.argmin(axis=0)]
        width = width / NARROWER
    return middle, losses.min(axis=0)


def on_rim(place, centre, half) -> np.ndarray:
    """Points at places on the rim of boxes `centre` +- `half`."""
    unit = (_side(place - turn) for turn in (0, 2))
    return np.stack([middle + side * size for middle, side, size in zip(centre, unit, half, strict=True)])


def _side(turn) -> np.ndarray:
    """How far along its axis a rim is after that turn: level, up, level, down. A remainder by 8 would take longer."""
    turn = np.abs(turn - 8 * np.floor(turn / 8) - 4) - 2
    return np.minimum(np.maximum(turn, -1), 1)


def roughness(surface, points, loss, span) -> np.ndarray:
    """How much of a difference between losses means nothing: a few times what neighbouring floats make."""
    step = np.spacing(np.maximum(np.abs(points), span / 8))[:, np.newaxis]
    around = surface.loss(
        *(points[:, np.newaxis] + step * np.array(on_rim(np.arange(8.0), (0, 0), (1, 1)))[:, :, None])
    )
    with np.errstate(all="ignore"):
        gaps = np.abs(around - loss)
    return 8 * (np.where(np.isfinite(gaps), gaps, 0).max(axis=0) + np.spacing(np.abs(loss)))


def is_surrounded(surface, points, reach) -> np.ndarray:
    """Whether there is ground all round points (2, ...) at a distance, and not the edge of the domain."""
    ring = on_rim(RING[::4], (0, 0), np.broadcast_to(reach, (2, 1)))
    around = points[..., np.newaxis] + ring.reshape(2, *[1] * (points.ndim - 1), -1)
    return np.isfinite(surface.loss(*around)).all(axis=-1)


class Rim:
    """The rims of boxes about points (2, count), and how high the ground stands there: `losses` (PLACES, count)."""

    def __init__(self, surface, centre, half):
        self.surface, self.centre, self.half = surface, centre, half
        self.losses = loss_at(surface, on_rim(RING[:, np.newaxis], centre, half))

    def rise(self, loss) -> np.ndarray:
        """How far the middling place of each rim stands above `loss`."""
        with np.errstate(all="ignore"):
            rise = np.median(self.losses, axis=0) - loss
        return np.where(np.isfinite(rise), np.maximum(rise, 0), 0)

    def is_level(self, loss) -> np.ndarray:
        """Whether more of each rim is no higher than `loss` than two curves can make so."""
        return (self.losses <= loss).mean(axis=0) > AREA

    def hollows(self, most: int, enough=None) -> tuple[np.ndarray, np.ndarray]:
        """The lowest `most` hollows of each rim: points (2, most, count) and losses, infinite where there are fewer.

        Where a hollow lower than `enough` is soon found the search goes no further.
        """
        losses = self.losses
        hollow = (losses <= np.roll(losses, 1, axis=0)) & (losses < np.inf) & (losses <= np.roll(losses, -1, axis=0))
        rated = np.where(hollow, losses, np.inf)
        chosen = np.argsort(rated, axis=0, kind="stable")[:most]
        place, lowest = RING[chosen], np.take_along_axis(rated, chosen, axis=0)
        known = lowest < np.inf
        column = np.nonzero(known)[1]
        found, height = self._refine(place[known], column, SPACING, COARSE)
        deeper = np.ones(column.shape, dtype=bool)
        if enough is not None:
            best = np.full(losses.shape[1], np.inf)
            np.minimum.at(best, column, height)
            deeper = (best >= enough)[column]
        if deeper.any():
            narrow = SPACING / float(NARROWER) ** (COARSE - 1)
            found[deeper], height[deeper] = self._refine(found[deeper], column[deeper], narrow, FINEST - COARSE)
        place[known], lowest[known] = found, height
        return on_rim(place, self.centre[:, np.newaxis], self.half[:, np.newaxis]), lowest

    def _refine(self, place, column, width, rounds):
        centre, half = self.centre[:, column], self.half[:, column]
        return zoom(lambda t: loss_at(self.surface, on_rim(t, centre, half)), place, width, rounds)


def spread_out(points, span, apart) -> np.ndarray:
    """The places of points in their row of which none is closer to an earlier one than a share of the window."""
    scaled = points / span
    free = np.ones(points.shape[1], dtype=bool)
    chosen = []
    for i in range(points.shape[1]):
        if free[i]:
            chosen.append(i)
            free &= np.hypot(*(scaled - scaled[:, [i]])) > apart
    return np.array(chosen, dtype=int)
