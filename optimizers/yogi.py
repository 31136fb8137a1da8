"""Yogi: Adam whose scale moves by a share of g^2 towards it, so that it never collapses after a steep place.

    m <- beta1 m + (1 - beta1) g                                running mean
    v <- v - (1 - beta2) sign(v - g^2) g^2                      scale
    direction = m_hat / (sqrt(v_hat) + epsilon)                 hats divide by 1 - beta^t, t = 1, 2, ...

Source: Zaheer et al. 2018, Algorithm 2, NeurIPS. As optax.yogi: m and v both start at 1e-6, and are corrected for bias.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import changed, optax
from optimizers.optimizer import (
    ADAPTIVE,
    DIRECTION_MEMORY,
    SCALE_MEMORY,
    Optimizer,
    by_distance,
    span_of_mean,
    without_mean,
)

INITIAL_ACCUMULATOR = 1e-6  # optax.scale_by_yogi; optax.yogi offers no other


class YogiState(NamedTuple):
    mean: np.ndarray
    scale: np.ndarray


@dataclass(frozen=True)
class Yogi(Optimizer):
    title: ClassVar[str] = "Yogi"
    family: ClassVar[str] = ADAPTIVE
    lesson: ClassVar[str] = "After a cliff it stays careful for long: small gradients change its scale by little."
    also: ClassVar[tuple[str, ...]] = ("additive adam", "adaptive")
    best: ClassVar[str] = (
        "landscape=beale&x=-0.9&y=-0.6&optimizer=yogi&schedule=exponential&decay=1&alpha=0.63&steps=140&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" v &\leftarrow v - (1 - \beta_2)\, \operatorname{sign}(v - g^2)\, g^2 \\"
        r" w &\leftarrow w - \alpha\, \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon},"
        r" \quad \text{first } m = v = 10^{-6} \end{aligned}"
    )

    beta1: float = knob(0.9, **DIRECTION_MEMORY)
    beta2: float = knob(0.999, **SCALE_MEMORY)
    epsilon: float = 1e-3

    def init(self, position):
        return YogiState(
            mean=np.full_like(position, INITIAL_ACCUMULATOR), scale=np.full_like(position, INITIAL_ACCUMULATOR)
        )

    def update(self, here, state, step):
        square = here.gradient**2
        mean = self.beta1 * state.mean + (1 - self.beta1) * here.gradient
        scale = state.scale - (1 - self.beta2) * np.sign(state.scale - square) * square
        mean_hat = mean / (1 - np.float_power(self.beta1, step + 1))
        scale_hat = scale / (1 - np.float_power(self.beta2, step + 1))
        return mean_hat / (np.sqrt(scale_hat) + self.epsilon), YogiState(mean, scale)

    memory_span = span_of_mean
    at_rest = without_mean

    def scale(self, before, state, step):
        return np.sqrt(state.scale / (1 - np.float_power(self.beta2, step + 1))) + self.epsilon

    def suggested_rate(self, landscape):
        return by_distance(landscape)

    def native(self, library, learning_rate):
        arguments = changed(self, b1="beta1", b2="beta2", eps="epsilon")
        return {"optax": optax("yogi", learning_rate=learning_rate, **arguments)}.get(library)
