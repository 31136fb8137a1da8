"""Two weights in a row, fitted to points: the least network that has depth.

    loss = mean of (w1 w2 u - v)^2 / 2 = (1 - w1 w2)^2 / 2 + what no weights can mend

Inputs and targets are scaled so that the mean of u^2 and that of u v are 1. All weights with w1 w2 = 1 are equally
good, a valley, and where both are 0 is a saddle. The curvature of the valley's floor is w1^2 + w2^2, least at (1, 1):
with an α beyond 2/curvature a run is thrown across, and lands where the floor is flatter; beyond 4/curvature all is
lost.

Source: Lewkowycz et al., The large learning rate phase of deep learning: the catapult mechanism (2020),
arXiv:2003.02218; Wang et al., Large learning rate tames homogeneity (2022), arXiv:2110.03677.
"""

import numpy as np

from landscapes.data import Data
from landscapes.draws import draw_along
from landscapes.landscape import Landscape
from landscapes.minima import Floors
from landscapes.plane import Point
from landscapes.preparing import fit_to_product

FAR = 4.5  # the border
DENSE = 0.009  # between neighbouring points of a valley, as a share of their larger weight


def draw(seed: int) -> Data:
    return draw_along(lambda u: u, -1.7, 1.7, noise=0.3, seed=seed)


def hyperbola(product: float) -> tuple[tuple[Point, ...], ...]:
    """The two branches of w1 w2 = product, from border to border; the axes for 0."""
    if product == 0:
        line = np.linspace(-FAR, FAR, 401).tolist()
        return tuple((w, 0.0) for w in line), tuple((0.0, w) for w in line)
    low, high = np.log(abs(product) / FAR), np.log(FAR)
    branch = np.exp(np.linspace(low, high, 1 + int(np.ceil((high - low) / DENSE)))).tolist()
    return tuple(tuple((sign * w, product / (sign * w)) for w in branch) for sign in (1, -1))


def floors(data: Data) -> Floors:
    """In closed form: following a curve over the mean of many points would take seconds."""
    square = float((data.inputs**2).mean())
    product = float((data.inputs * data.targets).mean()) / square if square else np.inf
    return Floors((), hyperbola(product) if abs(product) < FAR**2 else ())


TWO_WEIGHTS = Landscape(
    key="two_weights",
    title="Two weights in a row",
    family="Losses made of data",
    also=(
        "catapult",
        "deep linear network",
        "valley of minima",
        "edge of stability",
        "hyperbola",
        "flat minimum",
        "data",
    ),
    lesson="Too large an α for the sharp end of a valley throws a run across it, to where the valley is flat enough.",
    formula="(x*y*u - v)^2/2",
    model="x*y*u",
    axes=("w₁", "w₂"),
    data=draw(0),
    draw=draw,
    prepare=fit_to_product,
    window=((-FAR, FAR), (-FAR, FAR)),
    start=(4.0, 0.1),
    learning_rate=0.195,
    minima=(),
    valleys=hyperbola(1.0),
    floors=floors,
    source="Lewkowycz et al. (2020), arXiv:2003.02218; Wang et al. (2022), arXiv:2110.03677",
)
