"""Gradient descent: step straight downhill, in proportion to the slope.

    direction = g

Source: Cauchy 1847, Comptes rendus 25, 536-538. As torch.optim.SGD.
"""

from dataclasses import dataclass
from typing import ClassVar

from optimizers.native import keras, optax, pytorch
from optimizers.optimizer import PLAIN_AND_MOMENTUM, Optimizer, by_curvature


@dataclass(frozen=True)
class GradientDescent(Optimizer):
    title: ClassVar[str] = "Gradient descent"
    family: ClassVar[str] = PLAIN_AND_MOMENTUM
    lesson: ClassVar[str] = (
        "Everything hangs on α: too small it crawls, too large it jumps from wall to wall and may climb out."
    )
    latex: ClassVar[str] = r"w \leftarrow w - \alpha\, g"

    def init(self, position):
        return ()

    def update(self, here, state, step):
        return here.gradient, state

    def suggested_rate(self, landscape):
        return by_curvature(landscape)

    def native(self, library, learning_rate):
        return {
            "pytorch": pytorch("SGD", lr=learning_rate),
            "keras": keras("SGD", learning_rate=learning_rate),
            "optax": optax("sgd", learning_rate=learning_rate),
        }.get(library)

    @property
    def stability_bound(self):
        return 2.0
