"""Draws: points around a curve, made up from a seed and always the same for it.

Inputs are spread evenly, each anywhere in its own share of the range, so that one draw is as good as another. All
numbers have three decimals: they are read, shown and sent as they are.
"""

from collections.abc import Callable

import numpy as np

from landscapes.data import Data, Points

DECIMALS = 3
TRAINED_ON, HELD_BACK = 40, 20


def draw_along(
    curve: Callable[[np.ndarray], np.ndarray],
    low: float,
    high: float,
    noise: float,
    seed: int,
    trained_on: int = TRAINED_ON,
    held_back: int = HELD_BACK,
) -> Data:
    """Points (u, curve(u)) from `low` to `high`, their targets off by a normal deviate of size `noise`."""
    random = np.random.default_rng(seed)

    def some(count: int) -> Points:
        u = low + (high - low) * (np.arange(count) + random.random(count)) / count
        v = curve(u) + noise * random.normal(size=count)
        return rounded(u, v)

    return Data(some(trained_on), some(held_back), seed)


def rounded(u: np.ndarray, v: np.ndarray) -> Points:
    return tuple((round(a, DECIMALS), round(b, DECIMALS)) for a, b in zip(u.tolist(), v.tolist(), strict=True))
