"""The Goldstein-Price function: four minima in crossing valleys, on ground that rises to a million at the corners.

The minima lie at losses 3, 30, 84 and 840. The point (1.2, -0.2) with loss 99 looks like a fifth on a coarse grid; it
is a saddle, with the curvatures -138 and 30882.

Source: A. A. Goldstein & J. F. Price, On descent from local minima, Mathematics of Computation 25 (1971) 569-574.
"""

from landscapes.landscape import Landscape

GOLDSTEIN_PRICE = Landscape(
    key="goldstein_price",
    title="Goldstein-Price",
    family="A few minima",
    also=("local minima", "badly scaled"),
    lesson="Curvature differs a thousandfold from place to place: an α that suits the valley is hopeless on its walls.",
    formula=(
        "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))"
        " * (30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))"
    ),
    window=((-2.0, 2.0), (-2.0, 2.0)),
    start=(-1.2, -0.4),
    learning_rate=0.00013,
    steps=60,
    minima=((0.0, -1.0), (-0.6, -0.4), (1.8, 0.2), (1.2, 0.8)),
    source="Goldstein & Price, Mathematics of Computation 25 (1971) 569-574",
)
