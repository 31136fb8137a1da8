"""Himmelblau's function: four equally deep minima; start and learning rate decide which one a run ends in.

Source: D. M. Himmelblau, Applied Nonlinear Programming (1972).
"""

from landscapes.landscape import Landscape

HIMMELBLAU = Landscape(
    key="himmelblau",
    title="Himmelblau",
    family="A few minima",
    also=("four minima", "basins of attraction"),
    lesson="Four equally good minima: a small α ends in the nearest, a larger one can fly past it to another.",
    formula="(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    window=((-5.0, 5.0), (-5.0, 5.0)),
    start=(1.5, -4.25),
    learning_rate=0.018,
    steps=40,
    minima=(
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.2831859912861696),
        (3.5844283403304917, -1.8481265269644036),
    ),
    source="Himmelblau, Applied Nonlinear Programming (1972)",
)
