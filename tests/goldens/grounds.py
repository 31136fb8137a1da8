"""The ground that goldens were recorded on: a landscape with the start and rate that it had then.

A first picture may change its start and its rate; what was run in the libraries stays what it was. What is not in the
table has its own of today. Those that are made of data are drawn for the goldens: no catalogue changes their points.
"""

from dataclasses import replace
from functools import cache

import numpy as np

from landscapes import LANDSCAPES, Landscape
from landscapes.data import Data

RECORDED = {
    "ravine": ((-4.0, -0.5), 0.09),
    "bowl": ((-4.0, 2.5), 0.55),
    "rosenbrock": ((-1.2, 1.0), 0.0018),
    "booth": ((-6.0, 4.0), 0.1),
    "matyas": ((-8.0, 5.0), 1.8),
    "beale": ((-0.5, 1.3), 0.036),
    "saddle": ((1.8, 0.02), 0.85),
    "monkey_saddle": ((2.0, 0.1), 0.12),
    "plateau": ((1.6, 2.7), 1.8),
    "easom": ((4.6, 1.7), 0.6),
    "double_well": ((1.5, -1.6), 0.18),
    "himmelblau": ((-0.5, -1.2), 0.013),
    "sharp_and_flat": ((-1.0, -0.9), 0.5),
    "three_hump_camel": ((2.0, 1.5), 0.38),
    "six_hump_camel": ((1.0, -1.3), 0.1),
    "mccormick": ((-1.0, 2.5), 0.4),
    "styblinski_tang": ((0.4, -0.9), 0.05),
    "goldstein_price": ((-1.3, -0.8), 0.0003),
    "rastrigin": ((3.5, -2.5), 0.005),
    "ackley": ((-2.0, 1.4), 0.035),
    "griewank": ((5.0, -3.0), 1.7),
    "levy": ((5.0, -4.0), 0.6),
    "rippled_bowl": ((-1.5, 1.3), 0.028),
}


def ground(key: str) -> Landscape:
    """A landscape of the catalogue as goldens know it. Raises KeyError for a key that is not there."""
    landscape = LANDSCAPES[key]
    start, rate = RECORDED.get(key, (landscape.start, landscape.learning_rate))
    return replace(landscape, start=start, learning_rate=rate)


@cache
def ground_of_data(key: str) -> Landscape | None:
    """A landscape that is made of points, None for a key that none of them has."""
    random = np.random.default_rng(7)
    u = random.uniform(-2, 2, size=24)
    about = random.normal(size=24)
    formula, v, axes = {
        "points on a line": ("(x*u + y - v)^2/2", 0.7 * u + 0.4 + 0.3 * about, ("w", "b")),
        "points on a curve": ("(tanh(x*u + y) - v)^2/2", np.tanh(1.2 * u - 0.3) + 0.2 * about, ("w", "b")),
        "points of two classes": ("log(1 + exp(-v*(x*u + y)))", np.where(u + about > 0.2, 1.0, -1.0), ("w", "b")),
        "points on waves": ("(x*sin(3*u) + y*abs(u) + x^2/9 - v)^2/2", np.sin(2 * u) + 0.1 * about, ("w₁", "w₂")),
    }.get(key, ("", u, ("", "")))
    points = tuple(zip(u.tolist(), v.tolist(), strict=True))
    if not formula:
        return None
    return Landscape(
        key="points",
        title=f"P{key[1:]}",
        lesson="",
        formula=formula,
        axes=axes,
        data=Data(points[:16], points[16:]),
        window=((-3.0, 3.0), (-3.0, 3.0)),
        start=(-1.3, 1.6),
        learning_rate=0.1,
        minima=(),
    )
