"""Levy's function: a bowl cut by waves, coarse along x and fine along y.

    loss = sin(pi u)^2 + (u - 1)^2 (1 + 10 sin(pi u + 1)^2) + (v - 1)^2 (1 + sin(2 pi v)^2)
    u = (x + 3)/4,    v = (y + 3)/4

It is a sum of one function of x and one of y, so its minima are all pairs of the one-dimensional ones.

Source: Levy & Montalvo, SIAM Journal on Scientific and Statistical Computing 6 (1985) 15-29; in this form Laguna &
Martí, Journal of Global Optimization 33 (2005) 235-255. "Levy 13" is another function with the same minimum (1, 1).
"""

from itertools import product

from landscapes.landscape import Landscape

ACROSS = (1.0, 3.79108219045051, -4.205434985718203, 7.723082150790462, -8.244554665464944)
ALONG = (
    1.0,
    -2.8906496084617133,
    4.890649608461714,
    -4.930286250610244,
    6.930286250610244,
    8.948452278487519,
    -6.948452278487519,
    -8.959023320607939,
)

LEVY = Landscape(
    key="levy",
    title="Levy",
    family="Many minima",
    also=("waves", "local minima", "trap", "multimodal"),
    lesson="A bold α leaps from wave to wave down to the best one; a timid one stops in the first it meets.",
    formula=(
        "sin(pi*(x + 3)/4)^2 + (x - 1)^2/16*(1 + 10*sin(pi*(x + 3)/4 + 1)^2) + (y - 1)^2/16*(1 + sin(pi*(y + 3)/2)^2)"
    ),
    window=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-3.5, 1.8),
    learning_rate=0.3,
    steps=80,
    minima=tuple(product(ACROSS, ALONG)),
    source="Levy & Montalvo (1985); Laguna & Martí, Journal of Global Optimization 33 (2005) 235-255",
)
