"""Two wells side by side, one deeper than the other as soon as the ground is tilted.

    loss = (x^2 - 1)^2 + tilt x + y^2 / 2

Minima solve 4 x^3 - 4 x + tilt = 0 with y = 0; both wells exist while |tilt| < 8 / (3 sqrt 3) = 1.54.

Source: the quartic double well of Landau's theory and of the Duffing oscillator, e.g. Strogatz, Nonlinear Dynamics and
Chaos (1994), example 6.5.2; the tilt is the imperfection of section 3.6.
"""

from knobs import Knob
from landscapes.landscape import Landscape

DOUBLE_WELL = Landscape(
    key="double_well",
    title="Double well",
    family="A few minima",
    also=("two minima", "local minimum", "trap", "escape"),
    lesson="A careful α settles in the shallow well where it started; a bolder one jumps the ridge into the deep one.",
    formula="(x^2 - 1)^2 + tilt*x + y^2/2",
    window=((-2.2, 2.2), (-2.2, 2.2)),
    start=(1.5, -1.6),
    learning_rate=0.15,
    steps=50,
    minima=((-1.0355787140888537, 0.0), (0.9601495555191055, 0.0)),
    source="Strogatz, Nonlinear Dynamics and Chaos (1994), example 6.5.2 and section 3.6",
    parameters={
        "tilt": Knob(
            0.3,
            low=0.0,
            high=1.4,
            title="Tilt",
            symbol="τ",
            help="How far the ground leans to the left: at 0 both wells are as deep, near 1.5 the right one vanishes.",
        )
    },
)
