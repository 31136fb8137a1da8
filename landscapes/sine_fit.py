"""A sine of unknown frequency and phase, fitted to points: a real problem with many local minima.

    loss = mean of (sin(w u + p) - v)^2 / 2

A wrong frequency falls out of step with the points: on its way to the right one it has to get worse before it gets
better, and between any two there is a ridge. The deepest minimum is as narrow as the points reach far.

Source: B. G. Quinn & E. J. Hannan, The Estimation and Tracking of Frequency (2001), chapter 1.
"""

import numpy as np

from landscapes.data import Data
from landscapes.draws import draw_along
from landscapes.landscape import Landscape
from landscapes.preparing import fit_to_range


def draw(seed: int) -> Data:
    return draw_along(lambda u: np.sin(7 * u + 0.5), -1.0, 1.0, noise=0.15, seed=seed)


SINE_FIT = Landscape(
    key="sine_fit",
    title="Sine, frequency and phase",
    family="Losses made of data",
    also=("frequency", "phase", "local minima", "nonlinear least squares", "harmonic", "curve fitting", "data"),
    lesson="Each local minimum is a wave out of step; only from near the right frequency does descent find it.",
    formula="(sin(x*u + y) - v)^2/2",
    model="sin(x*u + y)",
    axes=("ω", "φ"),
    data=draw(0),
    draw=draw,
    prepare=fit_to_range,
    window=((-1.0, 12.0), (-4.0, 4.0)),
    start=(2.0, 0.4),
    learning_rate=1.0,
    minima=(
        (6.784775291777955, 0.44737233273176147),
        (-0.19544901791851735, 0.01894599507144335),
        (0.19544901791851738, 3.12264665851835),
        (0.19544901791851735, -3.1605386486612366),
        (2.3087019359002356, -1.8990110729316454),
        (11.125324686275258, -2.278558604270585),
    ),
    source="Quinn & Hannan, The Estimation and Tracking of Frequency (2001), chapter 1",
)
