"""AMSGrad: Adam with the largest running mean square that there has been, so that a steep place is not forgotten.

    m <- beta1 m + (1 - beta1) g                        running mean
    v <- beta2 v + (1 - beta2) g^2                      running mean square
    s <- max(s, v)                                      the largest there has been
    direction = m_hat / (sqrt(s_hat) + epsilon)         hats divide by 1 - beta^t, t = 1, 2, ...

Source: Reddi, Kale & Kumar 2018, Algorithm 2, arXiv:1904.09237. As torch.optim.Adam(amsgrad=True): the largest is taken
before the bias correction.
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


class AMSGradState(NamedTuple):
    mean: np.ndarray
    mean_square: np.ndarray
    largest: np.ndarray


@dataclass(frozen=True)
class AMSGrad(Optimizer):
    title: ClassVar[str] = "AMSGrad"
    family: ClassVar[str] = ADAPTIVE
    lesson: ClassVar[str] = "It keeps the largest scale it has met: where Adam would speed up again, it stays careful."
    also: ClassVar[tuple[str, ...]] = ("adam that converges", "adaptive", "maximum")
    best: ClassVar[str] = (
        "landscape=beale&x=-3.5&y=0.2&optimizer=amsgrad&beta2=0.9&schedule=exponential&decay=1&alpha=1.6"
        "&steps=240&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\"
        r" s &\leftarrow \max(s, v) \\"
        r" w &\leftarrow w - \alpha\, \frac{m / (1 - \beta_1^t)}{\sqrt{s / (1 - \beta_2^t)} + \epsilon} \end{aligned}"
    )

    beta1: float = knob(0.9, **DIRECTION_MEMORY)
    beta2: float = knob(0.999, **SCALE_MEMORY)
    epsilon: float = 1e-8

    def init(self, position):
        nothing = np.zeros_like(position)
        return AMSGradState(mean=nothing, mean_square=nothing, largest=nothing)

    def update(self, here, state, step):
        mean = self.beta1 * state.mean + (1 - self.beta1) * here.gradient
        mean_square = self.beta2 * state.mean_square + (1 - self.beta2) * here.gradient**2
        largest = np.maximum(state.largest, mean_square)
        mean_hat = mean / (1 - np.float_power(self.beta1, step + 1))
        largest_hat = largest / (1 - np.float_power(self.beta2, step + 1))
        return mean_hat / (np.sqrt(largest_hat) + self.epsilon), AMSGradState(mean, mean_square, largest)

    memory_span = span_of_mean
    at_rest = without_mean

    def scale(self, before, state, step):
        return np.sqrt(state.largest / (1 - np.float_power(self.beta2, step + 1))) + self.epsilon

    def suggested_rate(self, landscape):
        return by_distance(landscape)

    def native(self, library, learning_rate):
        arguments = changed(self, betas=("beta1", "beta2"), eps="epsilon")
        return {"pytorch": pytorch("Adam", lr=learning_rate, amsgrad=True, **arguments)}.get(library)


@dataclass(frozen=True)
class KerasAMSGrad(AMSGrad):
    """As keras.optimizers.Adam(amsgrad=True): epsilon is added before the bias correction, as in Keras' Adam."""

    latex: ClassVar[str] = (
        r"\begin{aligned} m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\"
        r" s &\leftarrow \max(s, v) \\"
        r" w &\leftarrow w - \alpha\, \frac{\sqrt{1 - \beta_2^t}}{1 - \beta_1^t}\,"
        r" \frac{m}{\sqrt{s} + \epsilon} \end{aligned}"
    )

    epsilon: float = 1e-7

    def update(self, here, state, step):
        mean = self.beta1 * state.mean + (1 - self.beta1) * here.gradient
        mean_square = self.beta2 * state.mean_square + (1 - self.beta2) * here.gradient**2
        largest = np.maximum(state.largest, mean_square)
        correction = np.sqrt(1 - np.float_power(self.beta2, step + 1)) / (1 - np.float_power(self.beta1, step + 1))
        return correction * mean / (np.sqrt(largest) + self.epsilon), AMSGradState(mean, mean_square, largest)

    def scale(self, before, state, step):
        return (np.sqrt(state.largest) + self.epsilon) / np.sqrt(1 - np.float_power(self.beta2, step + 1))

    def native(self, library, learning_rate):
        arguments = changed(self, beta_1="beta1", beta_2="beta2", epsilon="epsilon")
        return {"keras": keras("Adam", learning_rate=learning_rate, amsgrad=True, **arguments)}.get(library)


@dataclass(frozen=True)
class OptaxAMSGrad(AMSGrad):
    """As optax.amsgrad: the largest is taken after the bias correction, so the very first gradients weigh fully."""

    latex: ClassVar[str] = (
        r"\begin{aligned} m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\"
        r" s &\leftarrow \max(s, v / (1 - \beta_2^t)) \\"
        r" w &\leftarrow w - \alpha\, \frac{m / (1 - \beta_1^t)}{\sqrt{s} + \epsilon} \end{aligned}"
    )

    def update(self, here, state, step):
        mean = self.beta1 * state.mean + (1 - self.beta1) * here.gradient
        mean_square = self.beta2 * state.mean_square + (1 - self.beta2) * here.gradient**2
        mean_hat = mean / (1 - np.float_power(self.beta1, step + 1))
        largest = np.maximum(state.largest, mean_square / (1 - np.float_power(self.beta2, step + 1)))
        return mean_hat / (np.sqrt(largest) + self.epsilon), AMSGradState(mean, mean_square, largest)

    def scale(self, before, state, step):
        return np.sqrt(state.largest) + self.epsilon

    def native(self, library, learning_rate):
        arguments = changed(self, b1="beta1", b2="beta2", eps="epsilon")
        return {"optax": optax("amsgrad", learning_rate=learning_rate, **arguments)}.get(library)
