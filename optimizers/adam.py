"""Adam: momentum, with each axis rescaled by the recent size of its gradient.

    m <- beta1 m + (1 - beta1) g                    running mean
    v <- beta2 v + (1 - beta2) g^2                  running mean square
    direction = m_hat / (sqrt(v_hat) + epsilon)     hats divide by 1 - beta^t, t = 1, 2, ...

Source: Kingma & Ba 2015, Algorithm 1, arXiv:1412.6980. As torch.optim.Adam: epsilon is added after bias correction.
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


class AdamState(NamedTuple):
    mean: np.ndarray
    mean_square: np.ndarray


@dataclass(frozen=True)
class Adam(Optimizer):
    title: ClassVar[str] = "Adam"
    family: ClassVar[str] = ADAPTIVE
    lesson: ClassVar[str] = "At first every axis steps by about α, steep or flat; momentum can carry it too far."
    also: ClassVar[tuple[str, ...]] = ("adaptive moment estimation", "adaptive", "momentum and rmsprop")
    best: ClassVar[str] = (
        "landscape=beale&x=-3.5&y=0.2&optimizer=adam&schedule=exponential&decay=1&alpha=0.95&steps=200&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\"
        r" w &\leftarrow w - \alpha\, \frac{m / (1 - \beta_1^t)}{\sqrt{v / (1 - \beta_2^t)} + \epsilon} \end{aligned}"
    )

    beta1: float = knob(0.9, **DIRECTION_MEMORY)
    beta2: float = knob(0.999, **SCALE_MEMORY)
    epsilon: float = 1e-8

    def init(self, position):
        return AdamState(mean=np.zeros_like(position), mean_square=np.zeros_like(position))

    def update(self, here, state, step):
        mean = self.beta1 * state.mean + (1 - self.beta1) * here.gradient
        mean_square = self.beta2 * state.mean_square + (1 - self.beta2) * here.gradient**2
        mean_hat = mean / (1 - np.float_power(self.beta1, step + 1))
        mean_square_hat = mean_square / (1 - np.float_power(self.beta2, step + 1))
        return mean_hat / (np.sqrt(mean_square_hat) + self.epsilon), AdamState(mean, mean_square)

    memory_span = span_of_mean
    at_rest = without_mean

    def scale(self, before, state, step):
        return np.sqrt(state.mean_square / (1 - np.float_power(self.beta2, step + 1))) + self.epsilon

    def suggested_rate(self, landscape):
        return by_distance(landscape)

    def native(self, library, learning_rate):
        return {
            "pytorch": pytorch("Adam", lr=learning_rate, **changed(self, betas=("beta1", "beta2"), eps="epsilon")),
            "optax": optax("adam", learning_rate=learning_rate, **changed(self, b1="beta1", b2="beta2", eps="epsilon")),
        }.get(library)


@dataclass(frozen=True)
class KerasAdam(Adam):
    """As keras.optimizers.Adam: epsilon is added before the bias correction, so at first it weighs far more.

    The paper calls it "epsilon hat": direction = m sqrt(1 - beta2^t) / (1 - beta1^t) / (sqrt(v) + epsilon).
    """

    latex: ClassVar[str] = (
        r"\begin{aligned} m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\"
        r" w &\leftarrow w - \alpha\, \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t}\,"
        r" \frac{m}{\sqrt{v} + \epsilon} \end{aligned}"
    )

    epsilon: float = 1e-7

    def update(self, here, state, step):
        mean = self.beta1 * state.mean + (1 - self.beta1) * here.gradient
        mean_square = self.beta2 * state.mean_square + (1 - self.beta2) * here.gradient**2
        correction = np.sqrt(1 - np.float_power(self.beta2, step + 1)) / (1 - np.float_power(self.beta1, step + 1))
        return correction * mean / (np.sqrt(mean_square) + self.epsilon), AdamState(mean, mean_square)

    def scale(self, before, state, step):
        return (np.sqrt(state.mean_square) + self.epsilon) / np.sqrt(1 - np.float_power(self.beta2, step + 1))

    def native(self, library, learning_rate):
        arguments = changed(self, beta_1="beta1", beta_2="beta2", epsilon="epsilon")
        return {"keras": keras("Adam", learning_rate=learning_rate, **arguments)}.get(library)
