"""The Styblinski-Tang function: the same tilted double well along both axes, so four minima of three depths.

    loss = (sum over x and y of u^4 - 16 u^2 + 5 u) / 2

Its minima are all pairs of the one-dimensional ones, the outer roots of 4 u^3 - 32 u + 5 = 0.

Source: M. A. Styblinski & T.-S. Tang, Neural Networks 3 (1990) 467-483. Many tables give -39.16599 for
each coordinate at the lowest point; computed exactly it is -39.16616570...
"""

from landscapes.landscape import Landscape

DEEP, SHALLOW = -2.903534027771177, 2.746802770990837

STYBLINSKI_TANG = Landscape(
    key="styblinski_tang",
    title="Styblinski-Tang",
    family="A few minima",
    also=("local minima", "four minima", "trap"),
    lesson="Each axis has a good and a bad side: a run can get one right and be trapped on the other.",
    formula="(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)/2",
    window=((-5.0, 5.0), (-5.0, 5.0)),
    start=(4.4, -0.3),
    learning_rate=0.04,
    steps=40,
    minima=((DEEP, DEEP), (DEEP, SHALLOW), (SHALLOW, DEEP), (SHALLOW, SHALLOW)),
    source="Styblinski & Tang, Neural Networks 3 (1990) 467-483",
)
