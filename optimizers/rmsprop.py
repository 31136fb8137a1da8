"""RMSprop: each axis is rescaled by the recent size of its gradient.

    v <- rho v + (1 - rho) g^2                      running mean square
    direction = g / (sqrt(v) + epsilon)

Source: Tieleman & Hinton 2012, Coursera lecture 6e. As torch.optim.RMSprop (where rho is called alpha): v starts at 0
without a bias correction, so the first step has the length rate / sqrt(1 - rho); epsilon outside the root.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import changed, keras, optax, pytorch
from optimizers.optimizer import ADAPTIVE, SCALE_MEMORY, Optimizer, by_distance

RHO = SCALE_MEMORY | {"symbol": "ρ", "high": 0.999}


class RMSpropState(NamedTuple):
    mean_square: np.ndarray


@dataclass(frozen=True)
class RMSprop(Optimizer):
    title: ClassVar[str] = "RMSprop"
    family: ClassVar[str] = ADAPTIVE
    lesson: ClassVar[str] = "On steady slopes each axis steps by about α, steep or flat; near a minimum it may tremble."
    also: ClassVar[tuple[str, ...]] = ("root mean square", "hinton", "adaptive", "per-axis rate")
    best: ClassVar[str] = (
        "landscape=plateau&x=-3&y=2.6&optimizer=rmsprop&schedule=exponential&decay=1&alpha=0.02&steps=60&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} v &\leftarrow \rho v + (1 - \rho)\, g^2 \\"
        r" w &\leftarrow w - \alpha\, \frac{g}{\sqrt{v} + \epsilon} \end{aligned}"
    )

    rho: float = knob(0.99, **RHO)
    epsilon: float = 1e-8

    def init(self, position):
        return RMSpropState(mean_square=np.zeros_like(position))

    def update(self, here, state, step):
        mean_square = self.rho * state.mean_square + (1 - self.rho) * here.gradient**2
        return here.gradient / (np.sqrt(mean_square) + self.epsilon), RMSpropState(mean_square)

    def scale(self, before, state, step):
        return np.sqrt(state.mean_square) + self.epsilon

    def suggested_rate(self, landscape):
        return np.sqrt(1 - self.rho) * by_distance(landscape)

    def native(self, library, learning_rate):
        return {
            "pytorch": pytorch("RMSprop", lr=learning_rate, **changed(self, alpha="rho", eps="epsilon")),
        }.get(library)


@dataclass(frozen=True)
class KerasRMSprop(RMSprop):
    """As keras.optimizers.RMSprop: a shorter memory, and epsilon inside the root."""

    latex: ClassVar[str] = (
        r"\begin{aligned} v &\leftarrow \rho v + (1 - \rho)\, g^2 \\"
        r" w &\leftarrow w - \alpha\, \frac{g}{\sqrt{v + \epsilon}} \end{aligned}"
    )

    rho: float = knob(0.9, **RHO)
    epsilon: float = 1e-7

    def update(self, here, state, step):
        mean_square = self.rho * state.mean_square + (1 - self.rho) * here.gradient**2
        return here.gradient / np.sqrt(mean_square + self.epsilon), RMSpropState(mean_square)

    def scale(self, before, state, step):
        return np.sqrt(state.mean_square + self.epsilon)

    def native(self, library, learning_rate):
        return {
            "keras": keras("RMSprop", learning_rate=learning_rate, **changed(self, rho="rho", epsilon="epsilon")),
        }.get(library)


@dataclass(frozen=True)
class OptaxRMSprop(KerasRMSprop):
    """As optax.rmsprop: as Keras, with a smaller epsilon."""

    epsilon: float = 1e-8

    def native(self, library, learning_rate):
        return {
            "optax": optax("rmsprop", learning_rate=learning_rate, **changed(self, decay="rho", eps="epsilon")),
        }.get(library)
