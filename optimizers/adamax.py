"""Adamax: Adam with the largest recent gradient of each axis in place of the root mean square.

    m <- beta1 m + (1 - beta1) g                running mean
    u <- max(beta2 u, |g| + epsilon)            fading maximum
    direction = m_hat / u                       the hat divides by 1 - beta1^t, t = 1, 2, ...

Source: Kingma & Ba 2015, Algorithm 2, arXiv:1412.6980. As torch.optim.Adamax.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import changed, keras, optax, pytorch
from optimizers.optimizer import (
    ADAPTIVE,
    DIRECTION_MEMORY,
    SCALE_MEMORY,
    Optimizer,
    by_distance,
    span_of_mean,
    without_mean,
)


class AdamaxState(NamedTuple):
    mean: np.ndarray
    fading_maximum: np.ndarray


@dataclass(frozen=True)
class Adamax(Optimizer):
    title: ClassVar[str] = "Adamax"
    family: ClassVar[str] = ADAPTIVE
    lesson: ClassVar[str] = "One steep moment brakes an axis at once; β₂ says how slowly the brake is released."
    also: ClassVar[tuple[str, ...]] = ("infinity norm", "adaptive")
    best: ClassVar[str] = (
        "landscape=double_well&tilt=0.3&x=0.4&y=1.5&optimizer=adamax&schedule=exponential&decay=1&alpha=1.8"
        "&steps=80&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" u &\leftarrow \max(\beta_2 u,\, |g| + \epsilon) \\"
        r" w &\leftarrow w - \frac{\alpha}{1 - \beta_1^t}\, \frac{m}{u} \end{aligned}"
    )

    beta1: float = knob(0.9, **DIRECTION_MEMORY)
    beta2: float = knob(0.999, **SCALE_MEMORY)
    epsilon: float = 1e-8

    def init(self, position):
        return AdamaxState(mean=np.zeros_like(position), fading_maximum=np.zeros_like(position))

    def update(self, here, state, step):
        mean = self.beta1 * state.mean + (1 - self.beta1) * here.gradient
        fading_maximum = np.maximum(self.beta2 * state.fading_maximum, np.abs(here.gradient) + self.epsilon)
        mean_hat = mean / (1 - np.float_power(self.beta1, step + 1))
        return mean_hat / fading_maximum, AdamaxState(mean, fading_maximum)

    memory_span = span_of_mean
    at_rest = without_mean

    def scale(self, before, state, step):
        return state.fading_maximum

    def suggested_rate(self, landscape):
        return by_distance(landscape)

    def native(self, library, learning_rate):
        return {
            "pytorch": pytorch("Adamax", lr=learning_rate, **changed(self, betas=("beta1", "beta2"), eps="epsilon")),
            "optax": optax(
                "adamax", learning_rate=learning_rate, **changed(self, b1="beta1", b2="beta2", eps="epsilon")
            ),
        }.get(library)


@dataclass(frozen=True)
class KerasAdamax(Adamax):
    """As keras.optimizers.Adamax: epsilon is added to the maximum when dividing, not within it."""

    latex: ClassVar[str] = (
        r"\begin{aligned} m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" u &\leftarrow \max(\beta_2 u,\, |g|) \\"
        r" w &\leftarrow w - \frac{\alpha}{1 - \beta_1^t}\, \frac{m}{u + \epsilon} \end{aligned}"
    )

    epsilon: float = 1e-7

    def update(self, here, state, step):
        mean = self.beta1 * state.mean + (1 - self.beta1) * here.gradient
        fading_maximum = np.maximum(self.beta2 * state.fading_maximum, np.abs(here.gradient))
        mean_hat = mean / (1 - np.float_power(self.beta1, step + 1))
        return mean_hat / (fading_maximum + self.epsilon), AdamaxState(mean, fading_maximum)

    def scale(self, before, state, step):
        return state.fading_maximum + self.epsilon

    def native(self, library, learning_rate):
        arguments = changed(self, beta_1="beta1", beta_2="beta2", epsilon="epsilon")
        return {"keras": keras("Adamax", learning_rate=learning_rate, **arguments)}.get(library)
