"""Easom's function: one narrow hole in an endless plain.

Its minimum is (pi, pi). The four other minima, at pi +- 1.8366 in both coordinates, are only 0.00008 deep; with
u = x - pi they solve tan u = -2 u. The customary window reaches to 100, where nothing but the plain can be seen.

Source: E. E. Easom, A survey of global optimization techniques, thesis, University of Louisville (1990); Jamil & Yang,
arXiv:1308.4008.
"""

import math
from itertools import product

from landscapes.landscape import Landscape

LEFT, RIGHT = math.pi - 1.8365972031521258, math.pi + 1.8365972031521258

EASOM = Landscape(
    key="easom",
    title="Easom",
    family="Saddles, plateaus and cliffs",
    also=("needle in a haystack", "flat", "vanishing gradient", "hole"),
    lesson="Outside the hole there is no slope to follow: after one step too long, no α finds the way back.",
    formula="-cos(x)*cos(y)*exp(-(x - pi)^2 - (y - pi)^2)",
    window=((0.2, 6.1), (0.2, 6.1)),
    start=(2.3, 4.3),
    learning_rate=4.0,
    steps=40,
    minima=((math.pi, math.pi), *product((LEFT, RIGHT), (LEFT, RIGHT))),
    source="Easom (1990), as in Jamil & Yang (2013), arXiv:1308.4008",
)
