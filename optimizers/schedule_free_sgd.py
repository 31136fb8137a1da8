"""Schedule-free SGD: plain steps, and their weighted mean in place of a decaying rate.

    y = (1 - beta1) z + beta1 x                 where the gradient g is taken
    z <- z - rate g
    x <- (1 - c) x + c z                        c = rate_max^2 / (sum of all rate_max^2 so far)

The path shows x, the mean, which is what the method promises to be good; the gradient is taken at y.
Source: Defazio et al. 2024, Algorithm 1, arXiv:2405.15682. As optax.contrib.schedule_free_sgd.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import changed, contrib
from optimizers.optimizer import LEARNING_RATE_FREE, Optimizer, by_curvature

BLEND = {"low": 0.1, "high": 0.99, "title": "Blend", "symbol": "β₁", "help": "how near the mean the gradient is taken"}


class Mean(NamedTuple):
    """The sequence z, its mean x, and what the next weight needs."""

    sequence: np.ndarray
    shown: np.ndarray
    largest_rate: np.ndarray
    weight_sum: np.ndarray

    @classmethod
    def of(cls, position):
        nothing = np.zeros(position.shape[1:])
        return cls(position, position, nothing, nothing)

    def at_rest(self, position):
        """Both stand at the position, and so many steps were taken that the next one weighs nothing."""
        return self._replace(sequence=position, shown=position, weight_sum=np.full_like(self.weight_sum, np.inf))

    def step(self, move, rate, blend):
        """Move the sequence; return the next mean and the next point at which to take the gradient."""
        largest_rate = np.maximum(self.largest_rate, rate)
        weight = largest_rate**2
        weight_sum = self.weight_sum + weight
        share = np.where(weight_sum == 0, 0.0, weight / weight_sum)
        sequence = self.sequence - move
        shown = (1 - share) * self.shown + share * sequence
        return Mean(sequence, shown, largest_rate, weight_sum), (1 - blend) * sequence + blend * shown


@dataclass(frozen=True)
class ScheduleFreeSGD(Optimizer):
    title: ClassVar[str] = "Schedule-free SGD"
    family: ClassVar[str] = LEARNING_RATE_FREE
    lesson: ClassVar[str] = "Averaging does the work of decay: the shown mean can settle while the steps stay long."
    also: ClassVar[tuple[str, ...]] = ("averaging", "polyak-ruppert", "no schedule", "defazio")
    best: ClassVar[str] = (
        "landscape=himmelblau&x=-0.5&y=-1.2&optimizer=schedule_free_sgd&schedule=exponential&decay=1&alpha=0.013"
        "&steps=150&noise=20&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} y &= (1 - \beta_1)\, z + \beta_1\, w \\"
        r" z &\leftarrow z - \alpha\, \nabla f(y) \\"
        r" A &\leftarrow A + \alpha_{\max}^2, \quad c = \alpha_{\max}^2 / A \\"
        r" w &\leftarrow (1 - c)\, w + c\, z \end{aligned}"
    )
    rate_inside: ClassVar[bool] = True
    shows_mean: ClassVar[bool] = True

    beta1: float = knob(0.9, **BLEND)

    def init(self, position):
        return Mean.of(position)

    def update(self, here, state, step):
        state, following = state.step(here.rate * here.gradient, here.rate, self.beta1)
        return here.position - following, state

    def at_rest(self, state, position):
        return state.at_rest(position)

    def suggested_rate(self, landscape):
        return by_curvature(landscape)

    def native(self, library, learning_rate):
        arguments = changed(self, b1="beta1")
        return {"optax": contrib("schedule_free_sgd", learning_rate=learning_rate, **arguments)}.get(library)
