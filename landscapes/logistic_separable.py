"""Logistic regression on two classes with a gap between them: a loss without a minimum.

    loss = mean of log(1 + exp(-v (w u + b))),    v = -1 or 1

Whatever weight and bias tell the classes apart, twice as much of both tells them apart with more confidence: the loss
goes on falling, the weights grow like the logarithm of the steps, and their direction turns to the widest margin.

Source: Soudry et al., The implicit bias of gradient descent on separable data, JMLR 19 (2018), arXiv:1710.10345.
"""

import numpy as np

from landscapes.columns import split_classes
from landscapes.data import Data
from landscapes.draws import draw_along
from landscapes.landscape import Landscape
from landscapes.preparing import classify

GAP = 0.6  # on either side of 0, before the inputs are standardised


def draw(seed: int) -> Data:
    """As many points of one class as of the other, less those that fell into the gap."""
    drawn = draw_along(lambda u: np.sign(u), -3.0, 3.0, noise=0.0, seed=seed)
    points, validation = (tuple((u + GAP * v, v) for u, v in some) for some in (drawn.points, drawn.validation))
    return Data(points, validation, seed)


LOGISTIC_SEPARABLE = Landscape(
    key="logistic_separable",
    title="Classes apart",
    family="Losses made of data",
    also=("logistic regression", "separable", "classification", "implicit bias", "margin", "sigmoid", "cross-entropy"),
    lesson="No weights are large enough: the loss falls for ever, ever slower, and α only says how far one gets.",
    formula="softplus(-v*(x*u + y))",
    model="2*sigmoid(x*u + y) - 1",
    axes=("w", "b"),
    data=draw(0),
    draw=draw,
    split=split_classes,
    prepare=classify,
    window=((-2.0, 13.0), (-5.0, 5.0)),
    start=(-1.0, 4.0),
    learning_rate=4.0,
    steps=200,
    minima=(),
    source="Soudry et al., JMLR 19 (2018), arXiv:1710.10345",
)
