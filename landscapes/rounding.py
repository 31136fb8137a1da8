"""Rounding: how far above the lowest loss all that numbers say of it is noise.

On short lines, ever nearer to a lowest point, third differences of the loss are next to nothing where it is smooth.
Where they are more than a hundredth of its rise above the floor, they come from rounding.
"""

from collections.abc import Sequence

import numpy as np

from landscapes.heights import ROUNDING
from landscapes.plane import Point, Window
from landscapes.surface import Surface

WAYS = np.array([(1.0, 0.6), (-0.7, 1.0)])
DISTANCES = np.geomspace(1e-16, 1e-4, 37)  # of the window
LINE = np.linspace(1, 1.5, 16)  # of the distance
NOISE = 0.01  # of the rise
POINTS = 4  # more lowest points than these are alike


def rounding_above(surface: Surface, window: Window, floor: float, lowest: Sequence[Point]) -> float:
    """The rise above the floor up to which losses are but rounding; around no point at all, the floor's own."""
    own = float(ROUNDING * np.spacing(abs(floor)))
    if not lowest:
        return own
    points = np.reshape(lowest[:POINTS], (-1, 1, 1, 1, 2))
    steps = DISTANCES[:, np.newaxis, np.newaxis] * LINE[:, np.newaxis] * np.diff(window)[:, 0]
    places = points + WAYS[:, np.newaxis, np.newaxis] * steps
    with np.errstate(all="ignore"):
        rises = surface.loss(places[..., 0], places[..., 1]) - floor
        bends = np.abs(np.diff(rises, 3, axis=-1)).max(axis=-1)
        noisy = bends > NOISE * np.abs(rises).max(axis=-1)
    return max(own, float(bends.max(initial=0.0, where=noisy)))
