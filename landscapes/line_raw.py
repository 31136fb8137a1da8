"""A line through points whose inputs lie to one side of zero: a ravine.

    loss = mean of (w u + b - v)^2 / 2,    Hessian = mean of (u^2, u; u, 1)

Steep where weight and bias push the same way, nearly flat where one makes up for the other. The points are drawn
around 0.7 u + 1, between 1 and 5.

Source: LeCun, Bottou, Orr & Mueller, Efficient BackProp (1998), section 4.3: why inputs are shifted to a mean of zero.
"""

import numpy as np

from landscapes.data import Data
from landscapes.draws import draw_along
from landscapes.landscape import Landscape
from landscapes.opening import to_window
from landscapes.plane import Window
from landscapes.preparing import vary


def draw(seed: int) -> Data:
    return draw_along(lambda u: 0.7 * u + 1, 1.0, 5.0, noise=0.4, seed=seed)


def frame(data: Data) -> Window:
    """The best line in the middle; each way as far as moves the targets' spread by its triple."""
    columns = np.stack([data.inputs, np.ones(len(data))], axis=1)
    best, *_ = np.linalg.lstsq(columns, data.targets, rcond=None)
    spread = float(data.targets.std()) or float(np.abs(data.targets).max()) or 1.0
    reach = 3 * spread / np.sqrt((columns**2).mean(axis=0))
    return to_window(np.stack([best - reach, best + reach], axis=1))


LINE_RAW = Landscape(
    key="line_raw",
    title="Line, raw inputs",
    family="Losses made of data",
    also=("linear regression", "least squares", "fit", "mean squared error", "data", "ill-conditioned"),
    lesson="Inputs far from zero make a ravine: its walls cap α, and at that α the floor takes for ever.",
    formula="(x*u + y - v)^2/2",
    model="x*u + y",
    axes=("w", "b"),
    data=draw(0),
    draw=draw,
    prepare=vary,
    frame=frame,
    window=((-2.0, 4.0), (-2.0, 4.0)),
    start=(1.9, -1.5),
    learning_rate=0.17,
    minima=((0.6699421729352637, 1.210652946600025),),
    source="LeCun, Bottou, Orr & Müller, Efficient BackProp (1998), section 4.3",
)
