"""Momentum (heavy ball): the steps add up, so the marble gains speed along a valley and swings across it.

    v <- beta v + g             velocity
    direction = v

Source: Polyak 1964, USSR Comp. Math. 4(5), 1-17. As torch.optim.SGD(momentum=beta): the rate multiplies outside.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.optimizer import PLAIN_AND_MOMENTUM, by_curvature, pytorch


class MomentumState(NamedTuple):
    velocity: np.ndarray


@dataclass(frozen=True)
class Momentum:
    title: ClassVar[str] = "Momentum"
    family: ClassVar[str] = PLAIN_AND_MOMENTUM
    lesson: ClassVar[str] = "Speed builds up: it rushes along the valley, overshoots the minimum and swings back."
    latex: ClassVar[str] = r"\begin{aligned} v &\leftarrow \beta v + g \\ w &\leftarrow w - \alpha\, v \end{aligned}"

    momentum: float = knob(0.9, low=0.0, high=0.99, title="Momentum", symbol="β", help="memory of the velocity")

    def init(self, position):
        return MomentumState(velocity=np.zeros_like(position))

    def update(self, here, state, step):
        velocity = self.momentum * state.velocity + here.gradient
        return velocity, MomentumState(velocity)

    def suggested_rate(self, landscape):
        return (1 - self.momentum) * by_curvature(landscape)

    def native(self, learning_rate):
        return pytorch("SGD", lr=learning_rate, momentum=self.momentum)

    @property
    def stability_bound(self):
        return 2 * (1 + self.momentum)
