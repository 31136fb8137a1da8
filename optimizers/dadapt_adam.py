"""D-Adaptation Adam: Adam whose rate is a lower bound, found on the way, on the distance to the solution.

    a = d rate sqrt(1 - beta2^t) / (1 - beta1^t)                            this step's rate, t = 1, 2, ...
    n <- sqrt(beta2) n + (1 - sqrt(beta2)) a  g . s / (sqrt(v) + epsilon)   agreement of the gradients
    m <- beta1 m + (1 - beta1) a g                                          running mean
    v <- beta2 v + (1 - beta2) g^2                                          running mean square
    s <- sqrt(beta2) s + (1 - sqrt(beta2)) a g                              weighted sum of gradients
    d <- max(d, n / ((1 - sqrt(beta2)) |s|_1))
    step = m / (sqrt(v) + epsilon) + a lambda w

`rates` shows d times the rate. The rate is meant to be 1.
Source: Defazio & Mishchenko 2023, Algorithm 5, arXiv:2301.07733. As optax.contrib.dadapt_adamw.
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
from optimizers.prodigy import FIRST_ESTIMATE


class DAdaptAdamState(NamedTuple):
    mean: np.ndarray
    mean_square: np.ndarray
    gradient_sum: np.ndarray
    agreement: np.ndarray
    distance: np.ndarray
    rate: np.ndarray


@dataclass(frozen=True)
class DAdaptAdam(Optimizer):
    title: ClassVar[str] = "D-Adaptation Adam"
    family: ClassVar[str] = LEARNING_RATE_FREE
    lesson: ClassVar[str] = "Meant for α = 1: as gradients agree, its guess of the way ahead can grow, and its rate."
    also: ClassVar[tuple[str, ...]] = ("dadaptation", "parameter-free", "no learning rate", "adaptive")
    best: ClassVar[str] = (
        "landscape=ravine&kappa=100&angle=0&x=-3&y=3.8&optimizer=dadapt_adam&schedule=exponential&decay=1&alpha=1"
        "&steps=120&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} a &= d\, \alpha \sqrt{1 - \beta_2^t} / (1 - \beta_1^t), \quad \gamma = \sqrt{\beta_2} \\"
        r" n &\leftarrow \gamma n + (1 - \gamma)\, a\, g^\top \tfrac{s}{\sqrt{v} + \epsilon} \\"
        r" m &\leftarrow \beta_1 m + (1 - \beta_1)\, a g, \quad v \leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\"
        r" s &\leftarrow \gamma s + (1 - \gamma)\, a g \\"
        r" d &\leftarrow \max(d,\, n / ((1 - \gamma) \lVert s \rVert_1)) \\"
        r" w &\leftarrow w - \frac{m}{\sqrt{v} + \epsilon} - a \lambda w, \quad \text{first } d = d_0 \end{aligned}"
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
        return DAdaptAdamState(nothing, nothing, nothing, number, number + self.first_estimate, number)

    def update(self, here, state, step):
        gradient = here.gradient
        memory = np.sqrt(self.beta2)
        rate = state.distance * here.rate
        corrected = (
            rate * np.sqrt(1 - np.float_power(self.beta2, step + 1)) / (1 - np.float_power(self.beta1, step + 1))
        )

        rescaled_sum = state.gradient_sum / (np.sqrt(state.mean_square) + self.epsilon)
        agreement = memory * state.agreement + (1 - memory) * corrected * (gradient * rescaled_sum).sum(axis=0)
        mean = self.beta1 * state.mean + (1 - self.beta1) * corrected * gradient
        mean_square = self.beta2 * state.mean_square + (1 - self.beta2) * gradient**2
        gradient_sum = memory * state.gradient_sum + (1 - memory) * corrected * gradient
        distance = np.maximum(state.distance, agreement / ((1 - memory) * np.abs(gradient_sum).sum(axis=0)))

        move = mean / (np.sqrt(mean_square) + self.epsilon) + corrected * self.weight_decay * here.position
        return move, DAdaptAdamState(mean, mean_square, gradient_sum, agreement, distance, rate)

    memory_span = span_of_mean
    at_rest = without_mean

    def scale(self, before, state, step):
        return (np.sqrt(state.mean_square) + self.epsilon) / np.sqrt(1 - np.float_power(self.beta2, step + 1))

    def suggested_rate(self, landscape):
        return 1.0

    def native(self, library, learning_rate):
        arguments = changed(
            self, betas=("beta1", "beta2"), eps="epsilon", estim_lr0="first_estimate", weight_decay="weight_decay"
        )
        return {"optax": contrib("dadapt_adamw", learning_rate=learning_rate, **arguments)}.get(library)
