"""One neuron: tanh of a weighted input, fitted to points; a gutter between plateaus.

    loss = mean of (tanh(w u + b) - v)^2 / 2

Where |w u + b| is large for every point the neuron is saturated: it answers -1 or 1 whatever it is given, and its slope
is next to nothing. Inputs are standardised, targets run from -1 to 1.

Source: Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS (2010).
"""

import numpy as np

from landscapes.data import Data
from landscapes.draws import draw_along
from landscapes.landscape import Landscape
from landscapes.preparing import fit_to_curve


def draw(seed: int) -> Data:
    return draw_along(lambda u: np.tanh(1.5 * u - 0.5), -2.0, 2.0, noise=0.15, seed=seed)


TANH_NEURON = Landscape(
    key="tanh_neuron",
    title="One neuron",
    family="Losses made of data",
    also=("tanh", "perceptron", "saturation", "vanishing gradient", "dead neuron", "plateau", "data"),
    lesson="Saturated, the neuron answers the same to everything and hardly learns: a long crawl, then a few steps.",
    formula="(tanh(x*u + y) - v)^2/2",
    model="tanh(x*u + y)",
    axes=("w", "b"),
    data=draw(0),
    draw=draw,
    prepare=fit_to_curve,
    window=((-6.0, 6.0), (-6.0, 6.0)),
    start=(-1.5, 3.5),
    learning_rate=4.0,
    minima=((1.0798797258522523, -0.33119133100661996),),
    source="Glorot & Bengio, AISTATS (2010)",
)
