"""RAdam: Adam that trusts its scale only once it has seen enough gradients; until then it is plain momentum.

    m <- beta1 m + (1 - beta1) g                        running mean
    v <- beta2 v + (1 - beta2) g^2                      running mean square
    n = n_max - 2 t beta2^t / (1 - beta2^t)             how many gradients v has seen; n_max = 2 / (1 - beta2) - 1
    r = sqrt((n - 4)(n - 2) n_max / ((n_max - 4)(n_max - 2) n))
    direction = m_hat r sqrt(1 - beta2^t) / (sqrt(v) + epsilon)     if n > 5
    direction = m_hat                                               otherwise; m_hat = m / (1 - beta1^t)

Source: Liu et al. 2020, Algorithm 2, arXiv:1908.03265. As torch.optim.RAdam.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import changed, optax, pytorch
from optimizers.optimizer import (
    ADAPTIVE,
    DIRECTION_MEMORY,
    SCALE_MEMORY,
    Optimizer,
    by_curvature,
    by_distance,
    span_of_mean,
    without_mean,
)

ENOUGH = 5


class RAdamState(NamedTuple):
    mean: np.ndarray
    mean_square: np.ndarray


@dataclass(frozen=True)
class RAdam(Optimizer):
    title: ClassVar[str] = "RAdam"
    family: ClassVar[str] = ADAPTIVE
    lesson: ClassVar[str] = "Its first steps follow the mean of the raw gradients: short on flat ground, long on steep."
    also: ClassVar[tuple[str, ...]] = ("rectified adam", "adaptive", "warm-up")
    best: ClassVar[str] = (
        "landscape=plateau&x=-2.3&y=2.9&optimizer=radam&schedule=exponential&decay=1&alpha=0.54&steps=115"
        "&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} m &\leftarrow \beta_1 m + (1 - \beta_1)\, g \\"
        r" v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\"
        r" n_{\max} &= \frac{2}{1 - \beta_2} - 1, \quad n = n_{\max} - \frac{2 t \beta_2^t}{1 - \beta_2^t} \\"
        r" r &= \sqrt{\frac{(n - 4) (n - 2)\, n_{\max}}{(n_{\max} - 4) (n_{\max} - 2)\, n}} \\"
        r" w &\leftarrow w - \alpha\, \frac{m}{1 - \beta_1^t}"
        r" \begin{cases} r\, \frac{\sqrt{1 - \beta_2^t}}{\sqrt{v} + \epsilon} & n > 5 \\"
        r" 1 & n \le 5 \end{cases} \end{aligned}"
    )

    beta1: float = knob(0.9, **DIRECTION_MEMORY)
    beta2: float = knob(0.999, **SCALE_MEMORY)
    epsilon: float = 1e-8

    def init(self, position):
        return RAdamState(mean=np.zeros_like(position), mean_square=np.zeros_like(position))

    def update(self, here, state, step):
        mean = self.beta1 * state.mean + (1 - self.beta1) * here.gradient
        mean_square = self.beta2 * state.mean_square + (1 - self.beta2) * here.gradient**2
        mean_hat = mean / (1 - np.float_power(self.beta1, step + 1))
        fading = np.float_power(self.beta2, step + 1)
        enough, trust = self.trust(step, fading)
        rescaled = trust * mean_hat * self.inverse_scale(mean_square, 1 - fading)
        return np.where(enough, rescaled, mean_hat), RAdamState(mean, mean_square)

    def trust(self, step, fading):
        most = 2 / (1 - self.beta2) - 1
        seen = most - 2 * (step + 1) * fading / (1 - fading)
        enough = seen > ENOUGH
        trusted = np.where(enough, seen, np.nan)
        return enough, np.sqrt((trusted - 4) * (trusted - 2) * most / ((most - 4) * (most - 2) * trusted))

    def inverse_scale(self, mean_square, correction):
        return np.sqrt(correction) / (np.sqrt(mean_square) + self.epsilon)

    memory_span = span_of_mean
    at_rest = without_mean

    def scale(self, before, state, step):
        fading = np.float_power(self.beta2, step + 1)
        enough, trust = self.trust(step, fading)
        return np.where(enough, 1 / (trust * self.inverse_scale(state.mean_square, 1 - fading)), 1.0)

    def suggested_rate(self, landscape):
        # its first steps are as long as the gradient says, the later ones as long as the rate
        return min(by_curvature(landscape), by_distance(landscape))

    def native(self, library, learning_rate):
        arguments = changed(self, betas=("beta1", "beta2"), eps="epsilon")
        return {"pytorch": pytorch("RAdam", lr=learning_rate, **arguments)}.get(library)


@dataclass(frozen=True)
class OptaxRAdam(RAdam):
    """As optax.radam: epsilon is added after the bias correction. (It says n >= 5; n is never exactly 5.)"""

    latex: ClassVar[str] = RAdam.latex.replace(
        r"\frac{\sqrt{1 - \beta_2^t}}{\sqrt{v} + \epsilon}", r"\frac{1}{\sqrt{v / (1 - \beta_2^t)} + \epsilon}"
    )

    def inverse_scale(self, mean_square, correction):
        return 1 / (np.sqrt(mean_square / correction) + self.epsilon)

    def native(self, library, learning_rate):
        arguments = changed(self, b1="beta1", b2="beta2", eps="epsilon")
        return {"optax": optax("radam", learning_rate=learning_rate, **arguments)}.get(library)
