"""AdaBelief: Adam that looks at how far the gradient is from its own mean: steady gradients make long steps.

    m <- beta1 m + (1 - beta1) g                            running mean
    s <- beta2 s + (1 - beta2) (g - m)^2 + epsilon          running mean square of the surprise
    direction = m_hat / (sqrt(s_hat) + epsilon)             hats divide by 1 - beta^t, t = 1, 2, ...

Source: Zhuang et al. 2020, Algorithm 2, arXiv:2010.07468. As optax.adabelief.
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


class AdaBeliefState(NamedTuple):
    mean: np.ndarray
    mean_square_surprise: np.ndarray


@dataclass(frozen=True)
class AdaBelief(Optimizer):
    title: ClassVar[str] = "AdaBelief"
    family: ClassVar[str] = ADAPTIVE
    lesson: ClassVar[str] = "Gradients as expected make long steps, surprising ones short."
    also: ClassVar[tuple[str, ...]] = ("belief in gradients", "adaptive", "variance")
    best: ClassVar[str] = (
        "landscape=ravine&kappa=100&angle=0&x=-4&y=2.6&optimizer=adabelief&schedule=exponential&decay=1"
        "&alpha=0.28&steps=120&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" s &\leftarrow \beta_2 s + (1 - \beta_2)\, (g - m)^2 + \epsilon \\"
        r" w &\leftarrow w - \alpha\, \frac{m / (1 - \beta_1^t)}{\sqrt{s / (1 - \beta_2^t)} + \epsilon} \end{aligned}"
    )

    beta1: float = knob(0.9, **DIRECTION_MEMORY)
    beta2: float = knob(0.999, **SCALE_MEMORY)
    epsilon: float = 1e-16

    def init(self, position):
        return AdaBeliefState(mean=np.zeros_like(position), mean_square_surprise=np.zeros_like(position))

    def update(self, here, state, step):
        mean = self.beta1 * state.mean + (1 - self.beta1) * here.gradient
        surprise = here.gradient - mean
        mean_square_surprise = self.beta2 * state.mean_square_surprise + (1 - self.beta2) * surprise**2 + self.epsilon
        mean_hat = mean / (1 - np.float_power(self.beta1, step + 1))
        surprise_hat = mean_square_surprise / (1 - np.float_power(self.beta2, step + 1))
        return mean_hat / (np.sqrt(surprise_hat) + self.epsilon), AdaBeliefState(mean, mean_square_surprise)

    memory_span = span_of_mean
    at_rest = without_mean

    def scale(self, before, state, step):
        return np.sqrt(state.mean_square_surprise / (1 - np.float_power(self.beta2, step + 1))) + self.epsilon

    def suggested_rate(self, landscape):
        return by_distance(landscape)

    def native(self, library, learning_rate):
        arguments = changed(self, b1="beta1", b2="beta2", eps="epsilon", eps_root="epsilon")
        return {"optax": optax("adabelief", learning_rate=learning_rate, **arguments)}.get(library)
