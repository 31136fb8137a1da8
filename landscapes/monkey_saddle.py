"""A monkey saddle: three valleys and three ridges meet at a point where even the curvature vanishes.

    loss = x^3 - 3 x y^2 + (x^2 + y^2)^2 / 2

In polar coordinates r^3 cos(3 phi) + r^4 / 2: the minima lie at r = 3/2 in the directions pi and +- pi/3.

Source: Hilbert & Cohn-Vossen, Geometry and the Imagination (1932); the quartic term is added so that each valley has an
end.
"""

import math

from landscapes.landscape import Landscape

MONKEY_SADDLE = Landscape(
    key="monkey_saddle",
    title="Monkey saddle",
    family="Saddles, plateaus and cliffs",
    also=("saddle point", "degenerate saddle", "flat point"),
    lesson="Gradient and curvature both vanish in the middle: even knowing the curvature does not help there.",
    formula="x^3 - 3*x*y^2 + (x^2 + y^2)^2/2",
    window=((-2.5, 2.5), (-2.5, 2.5)),
    start=(2.0, 0.02),
    learning_rate=0.05,
    minima=((-1.5, 0.0), (0.75, math.sqrt(27) / 4), (0.75, -math.sqrt(27) / 4)),
    source="Hilbert & Cohn-Vossen, Geometry and the Imagination (1932), closed by a quartic term",
)
