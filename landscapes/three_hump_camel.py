"""The three-hump camel: a deep basin in the middle, a shallow one on either side.

The side minima are the roots of 8 - 8.4 x^2 + 2 x^4 = 1, with y = -x/2: x^2 = (8.4 + sqrt(14.56)) / 4.

Source: Jamil & Yang, A literature survey of benchmark functions (2013), arXiv:1308.4008.
"""

from landscapes.landscape import Landscape

THREE_HUMP_CAMEL = Landscape(
    key="three_hump_camel",
    title="Three-hump camel",
    family="A few minima",
    also=("local minima", "trap", "camel"),
    lesson="A small α stops in the side basin; a larger one flies over its rim and swings out in the middle.",
    formula="2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
    window=((-2.5, 2.5), (-2.5, 2.5)),
    start=(1.85, 1.5),
    learning_rate=0.08,
    steps=40,
    minima=(
        (0.0, 0.0),
        (1.7475523458302888, -0.8737761729151444),
        (-1.7475523458302888, 0.8737761729151444),
    ),
    source="Jamil & Yang, A literature survey of benchmark functions (2013), arXiv:1308.4008",
)
