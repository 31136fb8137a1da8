"""Matyas' function: a long, shallow valley along the diagonal.

The Hessian's eigenvalues are 0.04 and 1 everywhere: its condition number is 25.

Source: Jamil & Yang, A literature survey of benchmark functions (2013), arXiv:1308.4008.
"""

from landscapes.landscape import Landscape

MATYAS = Landscape(
    key="matyas",
    title="Matyas",
    family="Bowls and valleys",
    also=("valley", "diagonal", "ill-conditioned"),
    lesson="Across the valley the run bounces, along it it creeps: no single α suits both.",
    formula="0.26*(x^2 + y^2) - 0.48*x*y",
    window=((-10.0, 10.0), (-10.0, 10.0)),
    start=(-9.0, -3.0),
    learning_rate=1.8,
    steps=80,
    minima=((0.0, 0.0),),
    source="Jamil & Yang, A literature survey of benchmark functions (2013), arXiv:1308.4008",
)
