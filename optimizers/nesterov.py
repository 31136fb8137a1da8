"""Nesterov momentum: momentum that already looks where it is about to go, and so brakes earlier.

    v <- beta v + g             velocity
    direction = g + beta v

Source: Nesterov 1983, Soviet Math. Dokl. 27, 372-376, rewritten for the looked-ahead point, which is the point shown.
As torch.optim.SGD(momentum=beta, nesterov=True).
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import keras, optax, pytorch
from optimizers.optimizer import PLAIN_AND_MOMENTUM, Optimizer, by_curvature


class NesterovState(NamedTuple):
    velocity: np.ndarray


@dataclass(frozen=True)
class Nesterov(Optimizer):
    title: ClassVar[str] = "Nesterov momentum"
    family: ClassVar[str] = PLAIN_AND_MOMENTUM
    lesson: ClassVar[str] = "Looking ahead damps the swing; but in a bowl it diverges at a smaller α than momentum."
    also: ClassVar[tuple[str, ...]] = ("nag", "accelerated gradient", "look ahead", "sgd with momentum")
    best: ClassVar[str] = (
        "landscape=ravine&kappa=100&angle=30&x=2.6&y=3.9&optimizer=nesterov&schedule=exponential&decay=1"
        "&alpha=0.01&steps=80&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} v &\leftarrow \beta v + g \\ w &\leftarrow w - \alpha\,(g + \beta v) \end{aligned}"
    )

    momentum: float = knob(0.9, low=0.0, high=0.99, title="Momentum", symbol="β", help="memory of the velocity")

    def init(self, position):
        return NesterovState(velocity=np.zeros_like(position))

    def update(self, here, state, step):
        velocity = self.momentum * state.velocity + here.gradient
        return here.gradient + self.momentum * velocity, NesterovState(velocity)

    def at_rest(self, state, position):
        return NesterovState(np.zeros_like(position))

    @property
    def memory_span(self):
        return 1 / (1 - self.momentum)

    def suggested_rate(self, landscape):
        return (1 - self.momentum) * by_curvature(landscape)

    def native(self, library, learning_rate):
        ahead = {"nesterov": True} if self.momentum else {}  # PyTorch refuses to look ahead without momentum
        return {
            "pytorch": pytorch("SGD", lr=learning_rate, momentum=self.momentum, **ahead),
            "optax": optax("sgd", learning_rate=learning_rate, momentum=self.momentum, nesterov=True),
        }.get(library)

    @property
    def stability_bound(self):
        return 2 * (1 + self.momentum) / (1 + 2 * self.momentum)


@dataclass(frozen=True)
class KerasNesterov(Nesterov):
    """As keras.optimizers.SGD(momentum=beta, nesterov=True): v <- beta v + rate g, and rate g + beta v is the step."""

    latex: ClassVar[str] = (
        r"\begin{aligned} v &\leftarrow \beta v + \alpha\, g \\ w &\leftarrow w - (\alpha\, g + \beta v) \end{aligned}"
    )
    rate_inside: ClassVar[bool] = True

    def update(self, here, state, step):
        velocity = self.momentum * state.velocity + here.rate * here.gradient
        return here.rate * here.gradient + self.momentum * velocity, NesterovState(velocity)

    def native(self, library, learning_rate):
        return {"keras": keras("SGD", learning_rate=learning_rate, momentum=self.momentum, nesterov=True)}.get(library)
