"""Lion: sign descent along a blend of momentum and the newest gradient, with decoupled weight decay.

    direction = sign(beta1 m + (1 - beta1) g) + lambda w
    m <- beta2 m + (1 - beta2) g                            running mean

Source: Chen et al. 2023, Algorithm 2, arXiv:2302.06675. As keras.optimizers.Lion: no weight decay unless asked for.
"""

from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import changed, keras, optax
from optimizers.optimizer import (
    DIRECTION_MEMORY,
    SIGN_BASED,
    WEIGHT_DECAY,
    Optimizer,
    by_distance,
    span_of_mean,
    without_mean,
)

LEAST_MEMORY = 1e-300  # for Keras, which refuses a beta_1 of 0; it leaves nothing of m beside g


class LionState(NamedTuple):
    mean: np.ndarray


@dataclass(frozen=True)
class Lion(Optimizer):
    title: ClassVar[str] = "Lion"
    family: ClassVar[str] = SIGN_BASED
    lesson: ClassVar[str] = "Steps of one size along its momentum, far or near: at a minimum it swings until α falls."
    also: ClassVar[tuple[str, ...]] = ("evolved sign momentum", "sign sgd")
    best: ClassVar[str] = (
        "landscape=plateau&x=2.6&y=3&optimizer=lion&schedule=exponential&decay=1&alpha=0.03&steps=220&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} c &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" m &\leftarrow \beta_2 m + (1 - \beta_2)\, g \\"
        r" w &\leftarrow w - \alpha\, (\operatorname{sign}(c) + \lambda w) \end{aligned}"
    )

    beta1: float = knob(0.9, **DIRECTION_MEMORY)
    beta2: float = knob(0.99, **(DIRECTION_MEMORY | {"symbol": "β₂", "high": 0.999, "title": "Long momentum"}))
    weight_decay: float = knob(0.0, **WEIGHT_DECAY)

    def init(self, position):
        return LionState(mean=np.zeros_like(position))

    def update(self, here, state, step):
        blend = self.beta1 * state.mean + (1 - self.beta1) * here.gradient
        mean = self.beta2 * state.mean + (1 - self.beta2) * here.gradient
        return np.sign(blend) + self.weight_decay * here.position, LionState(mean)

    memory_span = span_of_mean
    at_rest = without_mean

    def suggested_rate(self, landscape):
        return by_distance(landscape)

    def native(self, library, learning_rate):
        accepted = replace(self, beta1=self.beta1 or LEAST_MEMORY)
        arguments = changed(accepted, beta_1="beta1", beta_2="beta2", weight_decay="weight_decay")
        return {"keras": keras("Lion", learning_rate=learning_rate, **arguments)}.get(library)


@dataclass(frozen=True)
class OptaxLion(Lion):
    """As optax.lion: the same rule, with some weight decay."""

    weight_decay: float = knob(1e-3, **WEIGHT_DECAY)

    def native(self, library, learning_rate):
        arguments = changed(self, b1="beta1", b2="beta2", weight_decay="weight_decay")
        return {"optax": optax("lion", learning_rate=learning_rate, **arguments)}.get(library)
