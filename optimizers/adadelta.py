"""Adadelta: each axis steps by the recent size of its own steps, so the rate has no unit; it starts very slowly.

    v <- rho v + (1 - rho) g^2                              running mean square of gradients
    direction = sqrt(u + epsilon) / sqrt(v + epsilon) g
    u <- rho u + (1 - rho) direction^2                      running mean square of directions

Source: Zeiler 2012, Algorithm 1, arXiv:1212.5701. As torch.optim.Adadelta.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import changed, keras, optax, pytorch
from optimizers.optimizer import ADAPTIVE, SCALE_MEMORY, Optimizer

RHO = SCALE_MEMORY | {"symbol": "ρ", "high": 0.999}
EPSILON = {
    "low": 1e-10,
    "high": 1e-1,
    "title": "First size",
    "symbol": "ε",
    "help": "how long steps are before there are any",
    "scale": "log",
}


class AdadeltaState(NamedTuple):
    mean_square: np.ndarray
    mean_square_direction: np.ndarray


@dataclass(frozen=True)
class Adadelta(Optimizer):
    title: ClassVar[str] = "Adadelta"
    family: ClassVar[str] = ADAPTIVE
    lesson: ClassVar[str] = "It must first learn how long a step may be: with a small ε it barely moves for long."
    also: ClassVar[tuple[str, ...]] = ("zeiler", "adaptive", "no learning rate")
    best: ClassVar[str] = (
        "landscape=plateau&x=-2.4&y=3&optimizer=adadelta&schedule=exponential&decay=1&alpha=22&steps=130&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} v &\leftarrow \rho v + (1 - \rho)\, g^2 \\"
        r" \Delta &\leftarrow \frac{\sqrt{u + \epsilon}}{\sqrt{v + \epsilon}}\, g \\"
        r" u &\leftarrow \rho u + (1 - \rho)\, \Delta^2 \\"
        r" w &\leftarrow w - \alpha\, \Delta \end{aligned}"
    )

    rho: float = knob(0.9, **RHO)
    epsilon: float = knob(1e-6, **EPSILON)

    def init(self, position):
        return AdadeltaState(mean_square=np.zeros_like(position), mean_square_direction=np.zeros_like(position))

    def update(self, here, state, step):
        mean_square = self.rho * state.mean_square + (1 - self.rho) * here.gradient**2
        direction = np.sqrt(state.mean_square_direction + self.epsilon) / np.sqrt(mean_square + self.epsilon)
        direction = direction * here.gradient
        mean_square_direction = self.rho * state.mean_square_direction + (1 - self.rho) * direction**2
        return direction, AdadeltaState(mean_square, mean_square_direction)

    def scale(self, before, state, step):
        return np.sqrt(state.mean_square + self.epsilon) / np.sqrt(before.mean_square_direction + self.epsilon)

    def suggested_rate(self, landscape):
        return 10.0

    def native(self, library, learning_rate):
        return {
            "pytorch": pytorch("Adadelta", lr=learning_rate, **changed(self, rho="rho", eps="epsilon")),
            "optax": optax("adadelta", learning_rate=learning_rate, **changed(self, rho="rho", eps="epsilon")),
        }.get(library)


@dataclass(frozen=True)
class KerasAdadelta(Adadelta):
    """As keras.optimizers.Adadelta: the same rule, with other defaults."""

    rho: float = knob(0.95, **RHO)
    epsilon: float = knob(1e-7, **EPSILON)

    def native(self, library, learning_rate):
        arguments = changed(self, rho="rho", epsilon="epsilon")
        return {"keras": keras("Adadelta", learning_rate=learning_rate, **arguments)}.get(library)
