"""Schedule-free AdamW: Adam's rescaled steps, with a mean of the path in place of momentum and decay.

    y = (1 - beta1) z + beta1 x                                     where the gradient g is taken
    v <- beta2 v + (1 - beta2) g^2                                  running mean square
    z <- z - rate (g / (sqrt(v_hat) + epsilon) + lambda y)          the hat divides by 1 - beta2^t, t = 1, 2, ...
    x <- (1 - c) x + c z                                            c = rate_max^2 / (sum of all rate_max^2 so far)

The path shows x, the mean; the gradient is taken at y.
Source: Defazio et al. 2024, Algorithm 1, arXiv:2405.15682. As optax.contrib.schedule_free_adamw.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import changed, contrib, keras
from optimizers.optimizer import LEARNING_RATE_FREE, SCALE_MEMORY, WEIGHT_DECAY, Optimizer, by_distance
from optimizers.schedule_free_sgd import BLEND, Mean


class ScheduleFreeAdamWState(NamedTuple):
    mean: Mean
    mean_square: np.ndarray
    shown: np.ndarray


@dataclass(frozen=True)
class ScheduleFreeAdamW(Optimizer):
    title: ClassVar[str] = "Schedule-free AdamW"
    family: ClassVar[str] = LEARNING_RATE_FREE
    lesson: ClassVar[str] = "The mean smooths the trembling of its steps; on the way down it lags behind them."
    also: ClassVar[tuple[str, ...]] = ("averaging", "no schedule", "defazio", "adaptive")
    best: ClassVar[str] = (
        "landscape=beale&x=-2.7&y=-1.8&optimizer=schedule_free_adamw&schedule=exponential&decay=1&alpha=2"
        "&steps=160&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} y &= (1 - \beta_1)\, z + \beta_1\, w, \quad g = \nabla f(y) \\"
        r" v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\"
        r" z &\leftarrow z - \alpha \left(\frac{g}{\sqrt{v / (1 - \beta_2^t)} + \epsilon} + \lambda y\right) \\"
        r" A &\leftarrow A + \alpha_{\max}^2, \quad c = \alpha_{\max}^2 / A \\"
        r" w &\leftarrow (1 - c)\, w + c\, z \end{aligned}"
    )
    rate_inside: ClassVar[bool] = True
    shows_mean: ClassVar[bool] = True

    beta1: float = knob(0.9, **BLEND)
    beta2: float = knob(0.999, **SCALE_MEMORY)
    weight_decay: float = knob(0.0, **WEIGHT_DECAY)
    epsilon: float = 1e-8

    def init(self, position):
        return ScheduleFreeAdamWState(Mean.of(position), np.zeros_like(position), shown=position)

    def update(self, here, state, step):
        mean_square = self.beta2 * state.mean_square + (1 - self.beta2) * here.gradient**2
        mean_square_hat = mean_square / (1 - np.float_power(self.beta2, step + 1))
        direction = here.gradient / (np.sqrt(mean_square_hat) + self.epsilon) + self.weight_decay * here.position
        mean, following = state.mean.step(here.rate * direction, here.rate, self.beta1)
        return here.position - following, ScheduleFreeAdamWState(mean, mean_square, mean.shown)

    def scale(self, before, state, step):
        return np.sqrt(state.mean_square / (1 - np.float_power(self.beta2, step + 1))) + self.epsilon

    def at_rest(self, state, position):
        return state._replace(mean=state.mean.at_rest(position), shown=position)

    def suggested_rate(self, landscape):
        return by_distance(landscape)

    def native(self, library, learning_rate):
        arguments = changed(self, b1="beta1", b2="beta2", eps="epsilon", weight_decay="weight_decay")
        return {"optax": contrib("schedule_free_adamw", learning_rate=learning_rate, **arguments)}.get(library)


@dataclass(frozen=True)
class KerasScheduleFreeAdamW(ScheduleFreeAdamW):
    """As keras.optimizers.ScheduleFreeAdamW: x is the plain mean, c = 1 / t, and the decay shrinks y rather than z.

    Keras recovers x from the shrunken y, so the decay moves x as well, by rate lambda y / beta1.
    """

    latex: ClassVar[str] = (
        r"\begin{aligned} y &= (1 - \beta_1)\, z + \beta_1\, w, \quad g = \nabla f(y) \\"
        r" v &\leftarrow \beta_2 v + (1 - \beta_2)\, g^2 \\"
        r" z &\leftarrow z - \alpha\, \frac{g}{\sqrt{v / (1 - \beta_2^t)} + \epsilon} \\"
        r" w &\leftarrow (1 - \tfrac{1}{t}) (w - \alpha \lambda y / \beta_1) + \tfrac{1}{t}\, z \end{aligned}"
    )

    def update(self, here, state, step):
        mean_square = self.beta2 * state.mean_square + (1 - self.beta2) * here.gradient**2
        mean_square_hat = mean_square / (1 - np.float_power(self.beta2, step + 1))
        move = here.rate * here.gradient / (np.sqrt(mean_square_hat) + self.epsilon)
        pull = here.rate * self.weight_decay * here.position / self.beta1
        mean = state.mean._replace(shown=state.mean.shown - pull)
        mean, following = mean.step(move, np.ones_like(here.rate), self.beta1)
        return here.position - following, ScheduleFreeAdamWState(mean, mean_square, mean.shown)

    def native(self, library, learning_rate):
        arguments = changed(self, beta_1="beta1", beta_2="beta2", epsilon="epsilon", weight_decay="weight_decay")
        return {"keras": keras("ScheduleFreeAdamW", learning_rate=learning_rate, **arguments)}.get(library)
