"""A saddle with a way down on both sides: flat in the middle, with a minimum to the left and the right of the pass.

    loss = x^2 + y^4 / 4 - y^2 / 2

At the saddle (0, 0) the Hessian's eigenvalues are 2 and -1; a small offset in y grows by 1 + alpha a step.

Source: the pass of Dauphin et al., "Identifying and attacking the saddle point problem" (2014), arXiv:1406.2572, closed
by the quartic term so that a run ends somewhere.
"""

from landscapes.landscape import Landscape

SADDLE = Landscape(
    key="saddle",
    title="Saddle",
    family="Saddles, plateaus and cliffs",
    also=("saddle point", "pass", "strict saddle"),
    lesson="Fast down the slope, but at the pass the gradient all but vanishes: the run waits, then slides off.",
    formula="x^2 + y^4/4 - y^2/2",
    window=((-2.2, 2.2), (-2.2, 2.2)),
    start=(1.9, 0.004),
    learning_rate=0.25,
    steps=50,
    minima=((0.0, -1.0), (0.0, 1.0)),
    source="Dauphin et al., Identifying and attacking the saddle point problem (2014), arXiv:1406.2572",
)
