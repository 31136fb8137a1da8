"""Griewank's function: regular waves on a bowl so wide that one window hardly shows it.

The customary window reaches to 600, where the waves cannot be seen; this one shows the first seventeen minima.

Source: A. O. Griewank, Journal of Optimization Theory and Applications 34 (1981) 11-39. It divides by 200 for two
variables and by 4000 for ten; most tables since, and this file, take 4000 for any number of variables.
"""

from landscapes.landscape import Landscape
from landscapes.minima import mirrored

GRIEWANK = Landscape(
    key="griewank",
    title="Griewank",
    family="Many minima",
    also=("waves", "local minima", "trap", "multimodal"),
    lesson="From nearby all minima look alike: only the bowl beneath, too flat to feel, tells which is the best.",
    formula="1 + (x^2 + y^2)/4000 - cos(x)*cos(y/sqrt(2))",
    window=((-10.0, 10.0), (-10.0, 10.0)),
    start=(5.0, -3.0),
    learning_rate=6.4,
    steps=40,
    decay=0.05,
    minima=mirrored(
        (0.0, 0.0),
        (3.1400226338955397, 4.438444480920714),
        (6.280045279379904, 0.0),
        (0.0, 8.876888929095657),
        (9.420067886213593, 4.438444437201061),
        (6.280045217550294, 8.876888885374552),
    ),
    source="Griewank, Journal of Optimization Theory and Applications 34 (1981) 11-39",
)
