"""A cliff: a gentle slope that ends at an exponential wall.

    loss = y^2 / 20 - x / 2 + exp(6 (x - 1))

The minimum is where the wall has risen to a slope of 1/2, at x = 1 - ln(12)/6; the curvature there is 3, and one unit
further the gradient is four hundred times that of the slope.

Source: the cliffs of Pascanu, Mikolov & Bengio, On the difficulty of training recurrent neural networks (2013),
arXiv:1211.5063, figure 6.
"""

import math

from landscapes.landscape import Landscape

CLIFF = Landscape(
    key="cliff",
    title="Cliff",
    family="Saddles, plateaus and cliffs",
    also=("exploding gradient", "wall", "recurrent network"),
    lesson="One step too far onto the wall, and its huge gradient throws the run far away: an exploding gradient.",
    formula="y^2/20 - x/2 + exp(6*(x - 1))",
    window=((-4.5, 1.5), (-3.0, 3.0)),
    start=(-3.4, 2.3),
    learning_rate=1.5,
    steps=20,
    minima=((1 - math.log(12) / 6, 0.0),),
    source="Pascanu, Mikolov & Bengio (2013), arXiv:1211.5063, figure 6",
)
