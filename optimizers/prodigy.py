"""Prodigy: Adam whose rate is its own growing estimate d of how far the solution is from the start.

    a = d rate sqrt(1 - beta2^t) / (1 - beta1^t)                    this step's rate, t = 1, 2, ...
    m <- beta1 m + (1 - beta1) d g                                  running mean
    v <- beta2 v + (1 - beta2) d^2 g^2                              running mean square
    s <- sqrt(beta2) s + a d g / d_0                                weighted sum of gradients
    n <- sqrt(beta2) n + a d / d_0  g . (w_0 - w)                   progress against the gradient
    d <- max(d, n / |s|_1)
    step = a (m / (sqrt(v) + d epsilon) + lambda w)

`rates` shows d times the rate. The rate is meant to be 1.
Source: Mishchenko & Defazio 2024, Algorithm 4, arXiv:2306.06101. As optax.contrib.prodigy.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import changed, contrib
from optimizers.optimizer import (
    DIRECTION_MEMORY,
    LEARNING_RATE_FREE,
    SCALE_MEMORY,
    Optimizer,
    span_of_mean,
    without_mean,
)

FIRST_ESTIMATE = {
    "low": 1e-8,
    "high": 1.0,
    "title": "First estimate",
    "symbol": "d₀",
    "help": "distance it starts from, too small on purpose",
    "scale": "log",
}


class ProdigyState(NamedTuple):
    start: np.ndarray
    mean: np.ndarray
    mean_square: np.ndarray
    gradient_sum: np.ndarray
    progress: np.ndarray
    distance: np.ndarray
    rate: np.ndarray


@dataclass(frozen=True)
class Prodigy(Optimizer):
    title: ClassVar[str] = "Prodigy"
    family: ClassVar[str] = LEARNING_RATE_FREE
    lesson: ClassVar[str] = "Meant for α = 1: its rate grows from d₀ on, with its estimate of how far it has to go."
    also: ClassVar[tuple[str, ...]] = ("parameter-free", "no learning rate", "adaptive")
    best: ClassVar[str] = (
        "landscape=goldstein_price&x=-0.9&y=0.4&optimizer=prodigy&schedule=exponential&decay=1&alpha=1"
        "&steps=170&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} a &= d\, \alpha \sqrt{1 - \beta_2^t} / (1 - \beta_1^t) \\"
        r" m &\leftarrow \beta_1 m + (1 - \beta_1)\, d g, \quad v \leftarrow \beta_2 v + (1 - \beta_2)\, d^2 g^2 \\"
        r" s &\leftarrow \sqrt{\beta_2}\, s + \tfrac{a d}{d_0}\, g, \quad"
        r" n \leftarrow \sqrt{\beta_2}\, n + \tfrac{a d}{d_0}\, g^\top (w_0 - w) \\"
        r" d &\leftarrow \max(d,\, n / \lVert s \rVert_1) \\"
        r" w &\leftarrow w - a \left(\frac{m}{\sqrt{v} + d\, \epsilon} + \lambda w\right),"
        r" \quad \text{first } d = d_0 \end{aligned}"
    )
    rate_inside: ClassVar[bool] = True
    finds_own_rate: ClassVar[bool] = True

    beta1: float = knob(0.9, **DIRECTION_MEMORY)
    beta2: float = knob(0.999, **SCALE_MEMORY)
    first_estimate: float = knob(1e-6, **FIRST_ESTIMATE)
    epsilon: float = 1e-8
    weight_decay: float = 0.0

    def init(self, position):
        nothing, number = np.zeros_like(position), np.zeros(position.shape[1:])
        return ProdigyState(position, nothing, nothing, nothing, number, number + self.first_estimate, number)

    def update(self, here, state, step):
        gradient, distance = here.gradient, state.distance
        memory = np.sqrt(self.beta2)
        rate = distance * here.rate
        corrected = (
            rate * np.sqrt(1 - np.float_power(self.beta2, step + 1)) / (1 - np.float_power(self.beta1, step + 1))
        )
        weight = corrected * distance / self.first_estimate

        mean = self.beta1 * state.mean + (1 - self.beta1) * distance * gradient
        mean_square = self.beta2 * state.mean_square + (1 - self.beta2) * (distance * gradient) ** 2
        gradient_sum = memory * state.gradient_sum + weight * gradient
        progress = memory * state.progress + weight * (gradient * (state.start - here.position)).sum(axis=0)
        distance = np.maximum(distance, progress / np.abs(gradient_sum).sum(axis=0))

        direction = mean / (np.sqrt(mean_square) + distance * self.epsilon) + self.weight_decay * here.position
        return corrected * direction, ProdigyState(
            state.start, mean, mean_square, gradient_sum, progress, distance, rate
        )

    memory_span = span_of_mean
    at_rest = without_mean

    def scale(self, before, state, step):
        size = np.sqrt(state.mean_square) + state.distance * self.epsilon
        return size / (before.distance * np.sqrt(1 - np.float_power(self.beta2, step + 1)))

    def suggested_rate(self, landscape):
        return 1.0

    def native(self, library, learning_rate):
        arguments = changed(
            self, betas=("beta1", "beta2"), eps="epsilon", estim_lr0="first_estimate", weight_decay="weight_decay"
        )
        return {"optax": contrib("prodigy", learning_rate=learning_rate, **arguments)}.get(library)
