"""A rippled bowl: a plain quadratic under ripples, twenty-five minima in the window.

    loss = x^2 + 2 y^2 - 0.3 cos(3 pi x) - 0.4 cos(4 pi y) + 0.7

It is a sum of one function of x and one of y, so its minima are all pairs of the one-dimensional ones.

Source: the first function of Bohachevsky, Johnson & Stein, Technometrics 28 (1986) 209-217.
"""

from itertools import product

from landscapes.landscape import Landscape

ACROSS = (0.0, 0.6186120678279501, -0.6186120678279501, 1.2224947771568115, -1.2224947771568115)
ALONG = (0.0, 0.46952754566849225, -0.46952754566849225, 0.9333791416826435, -0.9333791416826435)

RIPPLED_BOWL = Landscape(
    key="rippled_bowl",
    title="Rippled bowl",
    former_key="noisy_bowl",
    family="Many minima",
    also=("ripples", "local minima", "trap", "noisy bowl", "bohachevsky"),
    lesson="A small α gets stuck in the ripples; a large one strides over them, and decay lets it settle in the end.",
    formula="x^2 + 2*y^2 - 0.3*cos(3*pi*x) - 0.4*cos(4*pi*y) + 0.7",
    window=((-2.0, 2.0), (-2.0, 2.0)),
    start=(-1.5, 1.3),
    learning_rate=0.12,
    steps=30,
    decay=0.02,
    minima=tuple(product(ACROSS, ALONG)),
    source="Bohachevsky, Johnson & Stein, Technometrics 28 (1986) 209-217",
)
