"""A plateau: a shelf so flat that the gradient vanishes, then a drop into a pit.

    loss = 2 sigmoid(x^2 / 2 + y^2) - 1

Out on the shelf the gradient shrinks like exp(-x^2/2 - y^2), as in a saturated neuron; in the pit the Hessian's
eigenvalues are 1/2 and 1.

Source: saturation as in Glorot & Bengio, "Understanding the difficulty of training deep feedforward neural networks"
(2010).
"""

from landscapes.landscape import Landscape

PLATEAU = Landscape(
    key="plateau",
    title="Plateau",
    family="Saddles, plateaus and cliffs",
    also=("vanishing gradient", "flat", "saturation", "sigmoid"),
    lesson="On the shelf there is hardly a slope to follow: a small α starves there, a large one overshoots the pit.",
    formula="2*sigmoid(x^2/2 + y^2) - 1",
    window=((-3.4, 3.4), (-3.4, 3.4)),
    start=(-2.9, 2.0),
    learning_rate=1.8,
    steps=80,
    minima=((0.0, 0.0),),
    source="Glorot & Bengio, Understanding the difficulty of training deep feedforward neural networks (2010)",
)
