"""Beale's function: a deep curved trough between four steep corners, with long floors where nearly nothing pulls.

The Hessian at the minimum has the eigenvalues 0.30 and 48.98.

Source: E. M. L. Beale, On an iterative method for finding a local minimum of a function of more than one variable,
Princeton technical report 25 (1958); problem 5 of Moré, Garbow & Hillstrom, ACM TOMS 7 (1981) 17-41.
"""

from landscapes.landscape import Landscape

BEALE = Landscape(
    key="beale",
    title="Beale",
    family="Bowls and valleys",
    also=("flat floor", "corners", "narrow trough"),
    lesson="Cliffs in the corners, a nearly flat floor in between: what is safe at the edge crawls in the middle.",
    formula="(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
    window=((-4.5, 4.5), (-4.5, 4.5)),
    start=(-0.5, 1.3),
    learning_rate=0.036,
    minima=((3.0, 0.5),),
    source="Beale (1958); Moré, Garbow & Hillstrom, ACM TOMS 7 (1981) 17-41, problem 5",
)
