"""A bowl: the simplest quadratic, three times as steep along y as along x.

    loss = (x^2 + 3 y^2) / 2

The Hessian's eigenvalues are 1 and 3: each step multiplies x by 1 - alpha and y by 1 - 3 alpha.

Source: the quadratic model of Goh, "Why Momentum Really Works", Distill (2017), doi:10.23915/distill.00006.
"""

from landscapes.landscape import Landscape

BOWL = Landscape(
    key="bowl",
    title="Bowl",
    family="Bowls and valleys",
    also=("quadratic", "parabola", "convex", "sphere"),
    lesson="Each step keeps a fixed share of the distance: above α = 1/3 it crosses the middle, above 2/3 it explodes.",
    formula="(x^2 + 3*y^2)/2",
    window=((-5.0, 5.0), (-5.0, 5.0)),
    start=(-4.0, 2.5),
    learning_rate=0.6,
    steps=30,
    minima=((0.0, 0.0),),
    source="Goh, Why Momentum Really Works, Distill (2017), doi:10.23915/distill.00006",
)
