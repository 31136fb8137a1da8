"""The six-hump camel: six basins in three pairs of different depth, at losses -1.0316, -0.2155 and 2.1043.

Source: Dixon & Szegö, The global optimization problem: an introduction, in Towards Global Optimisation 2 (1978) 1-15.
Most tables give only the two global minima (0.0898, -0.7126) and (-0.0898, 0.7126).
"""

from landscapes.landscape import Landscape

SIX_HUMP_CAMEL = Landscape(
    key="six_hump_camel",
    title="Six-hump camel",
    family="A few minima",
    also=("local minima", "camel"),
    lesson="Three pairs of basins, each deeper than the last: how far α carries decides the pair, chance the side.",
    formula="(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (4*y^2 - 4)*y^2",
    window=((-2.2, 2.2), (-1.5, 1.5)),
    start=(-2.0, -1.4),
    learning_rate=0.065,
    steps=40,
    minima=(
        (0.08984201310031806, -0.7126564030207396),
        (-0.08984201310031806, 0.7126564030207396),
        (1.703606714969981, -0.7960835686726251),
        (-1.703606714969981, 0.7960835686726251),
        (1.6071047529201972, 0.5686514548841314),
        (-1.6071047529201972, -0.5686514548841314),
    ),
    source="Dixon & Szegö, Towards Global Optimisation 2 (1978) 1-15",
)
