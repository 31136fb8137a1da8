"""Rosenbrock's valley: getting in is easy, getting along it is not.

The Hessian at the minimum has the eigenvalues 0.399 and 1001.6: plain gradient descent needs a rate below 0.002.

Source: H. H. Rosenbrock, The Computer Journal 3 (1960) 175-184.
"""

from landscapes.landscape import Landscape

ROSENBROCK = Landscape(
    key="rosenbrock",
    title="Rosenbrock valley",
    family="Bowls and valleys",
    also=("banana", "valley", "curved valley"),
    lesson="Steep walls force a small α; the nearly flat, curved floor then makes it slow.",
    formula="(1 - x)^2 + 100*(y - x^2)^2",
    window=((-2.0, 2.0), (-1.0, 3.0)),
    start=(-1.3, 1.1),
    learning_rate=0.0019,
    steps=500,
    minima=((1.0, 1.0),),
    camera=(-0.15, -1.1, 1.5, 0.0, 0.0, 0.0),
    source="Rosenbrock, The Computer Journal 3 (1960) 175-184, doi:10.1093/comjnl/3.3.175",
)
