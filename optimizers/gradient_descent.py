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
    lesson: ClassVar[str] = "Everything hangs on α: too small it crawls, too large it climbs from wall to wall."
    also: ClassVar[tuple[str, ...]] = ("gd", "sgd", "steepest descent", "vanilla", "batch gradient descent")
    best: ClassVar[str] = (
        "landscape=ravine&kappa=20&angle=30&x=-4&y=1.6&optimizer=gradient_descent&schedule=exponential&decay=1"
        "&alpha=0.09&steps=60&noise=0&seed=0"
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
