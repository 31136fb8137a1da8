"""Heights: where a landscape is lowest, how high it stands, and which losses are on one level.

A loss is low or high only beside the others in the window, so all is counted from the lowest loss and measured by the
landscape's own height: nothing here changes when a loss is multiplied by a number, or a number is added to it.
"""

from collections.abc import Sequence

import numpy as np

from landscapes.plane import Point, Window
from landscapes.surface import Surface

LOWEST_GRID, TYPICAL_GRID, LOW_GRID = 81, 17, 60  # points a side
LOW = 0.1  # of the window lies below the low-lying gap
# Of the height. Minima that are equally low come out of the arithmetic some 1e-16 of it apart; whatever lies farther
# apart than this is really higher, however little that is.
SAME_LEVEL = 1e-9
ROUNDING = 8  # units in the last place of a loss far from 0, which are more than a share of a small height


def losses_over(surface: Surface, window: Window, count: int) -> np.ndarray:
    """The finite losses on a grid of `count` points a side, in one row."""
    x, y = (np.linspace(low, high, count) for low, high in window)
    losses = surface.loss(x, y[:, np.newaxis])
    return losses[np.isfinite(losses)]


def find_lowest(surface: Surface, window: Window, floors: Sequence[Point]) -> float:
    """The lowest loss at points of floors and on a grid over the window; 0 where there is no loss at all."""
    known = np.append(losses_over(surface, window, LOWEST_GRID), surface.loss(*np.reshape(floors, (-1, 2)).T))
    return float(known.min()) if known.size else 0.0


def typical_height(surface: Surface, window: Window, lowest: float) -> float:
    """How far the middling point of the window stands above the lowest loss."""
    losses = losses_over(surface, window, TYPICAL_GRID)
    with np.errstate(over="ignore"):
        return float(np.median(losses) - lowest) if losses.size else 0.0


def low_lying_gap(surface: Surface, window: Window, lowest: float) -> float:
    """How far above the lowest loss the lowest tenth of the window reaches; 1 where that is nothing."""
    losses = losses_over(surface, window, LOW_GRID)
    with np.errstate(over="ignore"):
        gap = float(np.quantile(losses - lowest, LOW)) if losses.size else 0.0
    return gap if gap > 0 else 1.0


def at_level(losses: np.ndarray, level: float, height: float) -> np.ndarray:
    """Whether losses are no higher than a level, but for rounding."""
    return losses - level <= SAME_LEVEL * height + ROUNDING * np.spacing(abs(level))
