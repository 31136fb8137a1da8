"""Booth's function: two straight lines that should hold at once, squared and added; a bowl turned by 45 degrees.

The Hessian's eigenvalues are 2 and 18 everywhere.

Source: Jamil & Yang, A literature survey of benchmark functions (2013), arXiv:1308.4008.
"""

from landscapes.landscape import Landscape

BOOTH = Landscape(
    key="booth",
    title="Booth",
    family="Bowls and valleys",
    also=("least squares", "quadratic", "linear regression"),
    lesson="A linear least-squares problem: one direction is nine times as stiff, and it alone limits α.",
    formula="(x + 2*y - 7)^2 + (2*x + y - 5)^2",
    window=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-6.0, 4.0),
    learning_rate=0.1,
    steps=50,
    minima=((1.0, 3.0),),
    source="Jamil & Yang, A literature survey of benchmark functions (2013), arXiv:1308.4008",
)
