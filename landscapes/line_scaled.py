"""The line through the same points, their inputs standardised: a round bowl.

    loss = mean of (w u + b - v)^2 / 2,    mean of u = 0, mean of u^2 = 1,    Hessian = (1, 0; 0, 1)

Source: LeCun, Bottou, Orr & Mueller, Efficient BackProp (1998), section 4.3.
"""

from landscapes.landscape import Landscape
from landscapes.line_raw import draw, frame
from landscapes.preparing import standardise

LINE_SCALED = Landscape(
    key="line_scaled",
    title="Line, scaled inputs",
    family="Losses made of data",
    also=("linear regression", "standardise", "normalise", "feature scaling", "whitening", "data"),
    lesson="With inputs of mean 0 and spread 1 the same points make a round bowl: one α suits every direction.",
    formula="(x*u + y - v)^2/2",
    model="x*u + y",
    axes=("w", "b"),
    data=draw(0),
    draw=draw,
    prepare=standardise,
    frame=frame,
    window=((-1.5, 3.5), (0.5, 5.5)),
    start=(-1.1, 5.1),
    learning_rate=0.4,
    steps=40,
    minima=((0.7759953229849675, 3.2229750000000004),),
    source="LeCun, Bottou, Orr & Müller, Efficient BackProp (1998), section 4.3",
)
