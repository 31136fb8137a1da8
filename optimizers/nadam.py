"""NAdam: Adam with Nesterov's look ahead, under a momentum that warms up from half its size.

    mu_t = beta1 (1 - 0.96^(t psi) / 2)                             momentum of step t = 1, 2, ...
    m <- beta1 m + (1 - beta1) g                                    running mean
    v <- beta2 v + (1 - beta2) g^2                                  running mean square
    m_hat = mu_(t+1) m / (1 - mu_1 ... mu_(t+1)) + (1 - mu_t) g / (1 - mu_1 ... mu_t)
    direction = m_hat / (sqrt(v / (1 - beta2^t)) + epsilon)

Source: Dozat 2016, Algorithm 2, ICLR workshop, OpenReview OM0jvwB8jIp57ZJjtNEZ. As torch.optim.NAdam.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.adam import Adam, AdamState
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


class NAdamState(NamedTuple):
    mean: np.ndarray
    mean_square: np.ndarray
    momentum_product: np.ndarray


@dataclass(frozen=True)
class NAdam(Optimizer):
    title: ClassVar[str] = "NAdam"
    family: ClassVar[str] = ADAPTIVE
    lesson: ClassVar[str] = "It gives the newest gradient more weight than Adam does, and so tends to turn earlier."
    also: ClassVar[tuple[str, ...]] = ("nesterov adam", "adaptive", "look ahead")
    best: ClassVar[str] = (
        "landscape=beale&x=-1.8&y=1.8&optimizer=nadam&schedule=exponential&decay=1&alpha=1.3&steps=100&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} \mu_t &= \beta_1 (1 - \tfrac{1}{2} \cdot 0.96^{t\psi}) \\"
        r" m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\"
        r" \Pi &\leftarrow \Pi\, \mu_t, \quad \text{first } \Pi = 1 \\"
        r" \hat m &= \frac{\mu_{t+1}\, m}{1 - \Pi\, \mu_{t+1}} + \frac{(1 - \mu_t)\, g}{1 - \Pi} \\"
        r" w &\leftarrow w - \alpha\, \frac{\hat m}{\sqrt{v / (1 - \beta_2^t)} + \epsilon} \end{aligned}"
    )

    beta1: float = knob(0.9, **DIRECTION_MEMORY)
    beta2: float = knob(0.999, **SCALE_MEMORY)
    momentum_decay: float = knob(
        4e-3, low=1e-3, high=1.0, title="Warm-up", symbol="ψ", help="how soon the momentum is full", scale="log"
    )
    epsilon: float = 1e-8

    def init(self, position):
        return NAdamState(
            mean=np.zeros_like(position),
            mean_square=np.zeros_like(position),
            momentum_product=np.ones(position.shape[1:]),
        )

    def momentum(self, t):
        return self.beta1 * (1 - 0.5 * np.float_power(0.96, t * self.momentum_decay))

    def update(self, here, state, step):
        now, following = self.momentum(step + 1), self.momentum(step + 2)
        product = state.momentum_product * now
        mean = self.beta1 * state.mean + (1 - self.beta1) * here.gradient
        mean_square = self.beta2 * state.mean_square + (1 - self.beta2) * here.gradient**2
        mean_hat = following * mean / (1 - product * following) + (1 - now) * here.gradient / (1 - product)
        mean_square_hat = mean_square / (1 - np.float_power(self.beta2, step + 1))
        return mean_hat / (np.sqrt(mean_square_hat) + self.epsilon), NAdamState(mean, mean_square, product)

    memory_span = span_of_mean

    def at_rest(self, state, position):
        return without_mean(self, state, position)._replace(momentum_product=np.zeros_like(state.momentum_product))

    def scale(self, before, state, step):
        return np.sqrt(state.mean_square / (1 - np.float_power(self.beta2, step + 1))) + self.epsilon

    def suggested_rate(self, landscape):
        return by_distance(landscape)

    def native(self, library, learning_rate):
        arguments = changed(self, betas=("beta1", "beta2"), eps="epsilon", momentum_decay="momentum_decay")
        return {"pytorch": pytorch("NAdam", lr=learning_rate, **arguments)}.get(library)


@dataclass(frozen=True)
class KerasNAdam(NAdam):
    """As keras.optimizers.Nadam: psi is 1, so the momentum is full after some fifty steps."""

    latex: ClassVar[str] = NAdam.latex.replace(r"t\psi", "t")

    momentum_decay: float = 1.0
    epsilon: float = 1e-7

    def native(self, library, learning_rate):
        if self.momentum_decay != 1.0:
            return None
        arguments = changed(self, beta_1="beta1", beta_2="beta2", epsilon="epsilon")
        return {"keras": keras("Nadam", learning_rate=learning_rate, **arguments)}.get(library)


@dataclass(frozen=True)
class OptaxNAdam(Adam):
    """As optax.nadam: the momentum does not warm up.

    m_hat = beta1 m / (1 - beta1^(t+1)) + (1 - beta1) g / (1 - beta1^t)
    """

    title: ClassVar[str] = NAdam.title
    lesson: ClassVar[str] = NAdam.lesson
    also: ClassVar[tuple[str, ...]] = NAdam.also
    best: ClassVar[str] = NAdam.best
    latex: ClassVar[str] = (
        r"\begin{aligned} m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\"
        r" \hat m &= \frac{\beta_1 m}{1 - \beta_1^{t+1}} + \frac{(1 - \beta_1)\, g}{1 - \beta_1^t} \\"
        r" w &\leftarrow w - \alpha\, \frac{\hat m}{\sqrt{v / (1 - \beta_2^t)} + \epsilon} \end{aligned}"
    )

    def update(self, here, state, step):
        mean = self.beta1 * state.mean + (1 - self.beta1) * here.gradient
        mean_square = self.beta2 * state.mean_square + (1 - self.beta2) * here.gradient**2
        ahead, newest = self.beta1 * mean, (1 - self.beta1) * here.gradient
        mean_hat = ahead / (1 - np.float_power(self.beta1, step + 2)) + newest / (
            1 - np.float_power(self.beta1, step + 1)
        )
        mean_square_hat = mean_square / (1 - np.float_power(self.beta2, step + 1))
        return mean_hat / (np.sqrt(mean_square_hat) + self.epsilon), AdamState(mean, mean_square)

    def native(self, library, learning_rate):
        arguments = changed(self, b1="beta1", b2="beta2", eps="epsilon")
        return {"optax": optax("nadam", learning_rate=learning_rate, **arguments)}.get(library)
