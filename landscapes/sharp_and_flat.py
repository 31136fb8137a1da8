"""Two holes in a wide bowl: a sharp deep one and a flat shallow one.

The largest curvature is about 18 in the sharp hole and about 1 in the flat one: between the learning rates 2/18 and 2/1
the flat minimum holds a run and the sharp one cannot.

Source: Hochreiter & Schmidhuber, Flat minima, Neural Computation 9 (1997) 1-42; Keskar et al. (2017), arXiv:1609.04836.
"""

from landscapes.landscape import Landscape

SHARP_AND_FLAT = Landscape(
    key="sharp_and_flat",
    title="Sharp and flat",
    family="A few minima",
    also=("sharp minimum", "flat minimum", "generalization", "two minima"),
    lesson="A large α cannot stay in a sharp minimum, however deep: it is thrown out and settles in the flat one.",
    formula=("(x^2 + y^2)/40 - 1.5*exp(-6*((x + 1.2)^2 + (y + 0.6)^2)) - exp(-((x - 1.4)^2 + (y - 0.5)^2)/2)"),
    window=((-3.0, 3.0), (-3.0, 3.0)),
    start=(-1.4, -2.0),
    learning_rate=0.4,
    steps=80,
    minima=((-1.1939516791336353, -0.5971855951868432), (1.3331732963243121, 0.47613332011582576)),
    source="Hochreiter & Schmidhuber, Neural Computation 9 (1997) 1-42; Keskar et al. (2017), arXiv:1609.04836",
)
