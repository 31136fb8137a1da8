"""Ackley's function: an almost flat plain full of dents, with a funnel in the middle.

The global minimum is the tip of a cone: the slope right beside it is about 2.8 and there is none at the very point,
where gradient and Hessian are nan. So no fixed learning rate ever comes to rest there.

Source: D. H. Ackley, A Connectionist Machine for Genetic Hillclimbing (1987); in this form Bäck, Evolutionary
Algorithms in Theory and Practice (1996).
"""

from landscapes.landscape import Landscape
from landscapes.minima import mirrored

# One of each family of minima that mirroring in the axes and in the diagonal makes equal.
DENTS = (
    (0.0, 0.0),
    (0.9521665459501717, 0.0),
    (0.9684776587077244, 0.9684776587077244),
    (1.9589197181217173, 0.0),
    (1.9646166628629864, 0.9824160350791393),
    (1.9744519864841166, 1.9744519864841166),
)

ACKLEY = Landscape(
    key="ackley",
    title="Ackley",
    family="Many minima",
    also=("funnel", "local minima", "trap", "multimodal"),
    lesson="The dents catch small steps; the funnel's tip never flattens: only an α that fades comes to rest there.",
    formula="20 + e - 20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2)",
    window=((-2.5, 2.5), (-2.5, 2.5)),
    start=(-2.0, 1.4),
    learning_rate=0.16,
    steps=40,
    decay=0.02,
    minima=tuple(dict.fromkeys(minimum for x, y in DENTS for minimum in (*mirrored((x, y)), *mirrored((y, x))))),
    source="Ackley (1987); Bäck, Evolutionary Algorithms in Theory and Practice (1996)",
)
