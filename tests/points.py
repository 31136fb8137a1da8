"""Small landscapes that are made of data, for tests: their points are drawn here."""

import numpy as np

from landscapes import Landscape
from landscapes.data import Data


def made_of(formula, points, validation=(), *, start, window=((-3.0, 3.0), (-3.0, 3.0)), minima=(), **more):
    """A landscape with the loss of one point, and (u, v) of the points."""
    points, validation = (tuple((float(u), float(v)) for u, v in some) for some in (points, validation))
    texts = {"key": "points", "title": "Points", "lesson": "", "learning_rate": 0.1} | more
    return Landscape(
        formula=formula,
        window=window,
        start=start,
        minima=tuple((float(x), float(y)) for x, y in minima),
        data=Data(points, validation, 0),
        **texts,
    )


def straight_line(count=40, held=20, noise=0.5, seed=0, start=(-2.0, 2.0)):
    """v = x u + y: the inputs have mean 0 and variance 1, so the loss is a round bowl about the least squares."""
    random = np.random.default_rng(seed)
    u = random.standard_normal(count + held)
    u = (u - u[:count].mean()) / u[:count].std()
    v = 0.7 * u + 0.4 + noise * random.standard_normal(count + held)
    points = np.stack([u, v], axis=1)
    lowest = (u[:count] @ v[:count] / count, v[:count].mean())
    return made_of("(x*u + y - v)^2/2", points[:count], points[count:], start=start, minima=[lowest])


def cloud(count=40, seed=0, start=(2.0, -1.0), spread=1.0):
    """The mean of half the squared distances to points: the curvature is that of every point alone."""
    points = spread * np.random.default_rng(seed).standard_normal((count, 2))
    return made_of(
        "((x - u)^2 + (y - v)^2)/2", points, points, start=start, minima=[points.mean(axis=0)], learning_rate=0.5
    )


def bent(count=24, held=12, seed=3, start=(-1.5, 1.2)):
    """v = tanh(x u + y): it curves otherwise at every point and target."""
    random = np.random.default_rng(seed)
    u = random.uniform(-2, 2, count + held)
    v = np.tanh(1.2 * u - 0.3) + 0.2 * random.standard_normal(count + held)
    points = np.stack([u, v], axis=1)
    return made_of("(tanh(x*u + y) - v)^2/2", points[:count], points[count:], start=start)
