"""A ravine: a quadratic kappa times as steep across as along, turned by an angle.

    loss = (u^2 + kappa v^2) / 2,    u along the ravine, v across it

The Hessian's eigenvalues are 1 and kappa, so plain gradient descent diverges exactly above a learning rate of 2/kappa.

Source: the standard example of conditioning, e.g. Nocedal & Wright, Numerical Optimization (2006), section 3.3.
"""

from knobs import Knob
from landscapes.landscape import Landscape

RAVINE = Landscape(
    key="ravine",
    title="Ravine",
    family="Bowls and valleys",
    also=("valley", "zigzag", "ill-conditioned", "condition number", "ellipse"),
    lesson="The walls cap α, the floor wants it large: near the cap each step crosses over; past it, decay must help.",
    formula=("((x*cos(pi*angle/180) + y*sin(pi*angle/180))^2 + kappa*(y*cos(pi*angle/180) - x*sin(pi*angle/180))^2)/2"),
    window=((-5.0, 5.0), (-5.0, 5.0)),
    start=(-4.0, -0.5),
    learning_rate=0.105,
    decay=0.3,
    minima=((0.0, 0.0),),
    source="Nocedal & Wright, Numerical Optimization (2006), section 3.3",
    parameters={
        "kappa": Knob(
            20.0,
            low=1.0,
            high=1000.0,
            scale="log",
            symbol="κ",
            title="Condition",
            help="How many times steeper the walls are than the floor.",
        ),
        "angle": Knob(
            30.0,
            low=-90.0,
            high=90.0,
            symbol="θ",
            title="Angle",
            is_angle=True,
            help="Direction of the floor in degrees: along an axis, at 0, methods with one rate per axis shine.",
        ),
    },
)
