"""A trend and a fast wave, fitted to nine noisy points: the loss still falls when the fit has long been at its best.

    loss = mean of (a u + c sin(4 pi u) - v)^2 / 2

The points lie about a quarter apart, next to where the wave is zero: they hardly feel it, and the other points, held
back, feel all of it. So the trend is learned at once and the wave slowly, and what the wave learns is the noise: it
must be large to pass near nine points, and is wrong everywhere between them. The validation loss turns long before the
training loss does; that is the step to stop at.

The inputs are laid out for this to be seen, on the multiples of 1/4 but for a jitter of 0.01, and the series of draws
was chosen, of twelve, for a first one that shows it well: so do half of the others. Inputs and targets are brought to
-1 ... 1.

Source: L. Prechelt, Early stopping, but when?, Neural Networks: Tricks of the Trade (1998) 55-69.
"""

import numpy as np

from landscapes.data import Data
from landscapes.draws import draw_along, rounded
from landscapes.landscape import Landscape
from landscapes.preparing import fit_to_range

POINTS, SLOPE, NOISE, JITTER = 9, 0.8, 0.4, 0.01
SERIES = 2  # of draws


def draw(seed: int) -> Data:
    random = np.random.default_rng([seed, SERIES])
    u = np.linspace(-1, 1, POINTS) + JITTER * random.normal(size=POINTS)
    v = SLOPE * u + NOISE * random.normal(size=POINTS)
    held_back = draw_along(lambda u: SLOPE * u, -1.0, 1.0, NOISE, seed=int(random.integers(1 << 32)))
    return Data(rounded(u, v), held_back.validation, seed)


OVERFIT = Landscape(
    key="overfit",
    title="A fit that goes too far",
    family="Losses made of data",
    also=("overfitting", "early stopping", "generalisation", "validation loss", "noise", "regularisation", "data"),
    lesson="The trend is learned first, then the noise: the loss still falls when new points are fitted ever worse.",
    formula="(x*u + y*sin(4*pi*u) - v)^2/2",
    model="x*u + y*sin(4*pi*u)",
    axes=("a", "c"),
    data=draw(0),
    draw=draw,
    prepare=fit_to_range,
    window=((-2.0, 2.5), (-2.25, 2.25)),
    start=(-1.0, -0.6),
    learning_rate=2.0,
    minima=((0.6917628410518909, 1.141373240450644),),
    source="Prechelt, Early stopping, but when? (1998)",
)
