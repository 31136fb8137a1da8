"""Rastrigin's function: a bowl covered with egg-box dents, each a minimum of its own.

    loss = 20 + sum over x and y of u^2 - 10 cos(2 pi u)

The customary window reaches to 5.12, where a run within one dent is too small to be seen; this one shows 25 of the 121.
It is a sum of one function of x and the same of y, so its minima are all pairs of the one-dimensional ones, which solve
u + 10 pi sin(2 pi u) = 0.

Source: L. A. Rastrigin, Systems of Extremal Control (1974); the form for two variables of Törn & Žilinskas, Global
Optimization (1989).
"""

from itertools import product

from landscapes.landscape import Landscape

DENTS = (0.0, 0.9949586376523348, 1.9899122337085495)
LINE = (*(-dent for dent in DENTS[:0:-1]), *DENTS)

RASTRIGIN = Landscape(
    key="rastrigin",
    title="Rastrigin egg box",
    family="Many minima",
    also=("egg box", "local minima", "trap", "multimodal"),
    lesson="The nearest dent catches every careful run; only steps as long as a dent ever see the bowl beneath.",
    formula="20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)",
    window=((-2.6, 2.6), (-2.6, 2.6)),
    start=(-2.35, 1.25),
    learning_rate=0.016,
    steps=30,
    decay=0.02,
    minima=tuple(sorted(product(LINE, LINE), key=lambda dent: dent[0] ** 2 + dent[1] ** 2)),
    source="Rastrigin, Systems of Extremal Control (1974); Törn & Žilinskas, Global Optimization (1989)",
)
