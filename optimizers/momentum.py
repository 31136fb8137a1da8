"""Momentum (heavy ball): the steps add up, so the marble gains speed along a valley and swings across it.

    v <- beta v + g             velocity
    direction = v

Source: Polyak 1964, USSR Comp. Math. 4(5), 1-17. As torch.optim.SGD(momentum=beta): the rate multiplies outside, so a
schedule brakes all of the velocity at once; in Keras it is inside, and only new gradients feel it.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import keras, optax, pytorch
from optimizers.optimizer import PLAIN_AND_MOMENTUM, Optimizer, by_curvature


class MomentumState(NamedTuple):
    velocity: np.ndarray


@dataclass(frozen=True)
class Momentum(Optimizer):
    title: ClassVar[str] = "Momentum"
    family: ClassVar[str] = PLAIN_AND_MOMENTUM
    lesson: ClassVar[str] = "Speed builds up: it rushes along a valley, and can overshoot the minimum and swing back."
    also: ClassVar[tuple[str, ...]] = ("sgd with momentum", "heavy ball", "polyak momentum", "velocity")
    best: ClassVar[str] = (
        "landscape=ravine&kappa=100&angle=30&x=-4&y=-1&optimizer=momentum&schedule=exponential&decay=1"
        "&alpha=0.004&steps=120&noise=0&seed=0"
    )
    latex: ClassVar[str] = r"\begin{aligned} v &\leftarrow \beta v + g \\ w &\leftarrow w - \alpha\, v \end{aligned}"

    momentum: float = knob(0.9, low=0.0, high=0.99, title="Momentum", symbol="β", help="memory of the velocity")

    def init(self, position):
        return MomentumState(velocity=np.zeros_like(position))

    def update(self, here, state, step):
        velocity = self.momentum * state.velocity + here.gradient
        return velocity, MomentumState(velocity)

    def at_rest(self, state, position):
        return MomentumState(np.zeros_like(position))

    @property
    def memory_span(self):
        return 1 / (1 - self.momentum)

    def suggested_rate(self, landscape):
        return (1 - self.momentum) * by_curvature(landscape)

    def native(self, library, learning_rate):
        return {
            "pytorch": pytorch("SGD", lr=learning_rate, momentum=self.momentum),
            "optax": optax("sgd", learning_rate=learning_rate, momentum=self.momentum),
        }.get(library)

    @property
    def stability_bound(self):
        return 2 * (1 + self.momentum)


@dataclass(frozen=True)
class KerasMomentum(Momentum):
    """As keras.optimizers.SGD(momentum=beta): v <- beta v + rate g, and v is the step."""

    latex: ClassVar[str] = r"\begin{aligned} v &\leftarrow \beta v + \alpha\, g \\ w &\leftarrow w - v \end{aligned}"
    rate_inside: ClassVar[bool] = True

    def update(self, here, state, step):
        velocity = self.momentum * state.velocity + here.rate * here.gradient
        return velocity, MomentumState(velocity)

    def native(self, library, learning_rate):
        return {"keras": keras("SGD", learning_rate=learning_rate, momentum=self.momentum)}.get(library)
