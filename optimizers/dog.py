"""DoG, distance over gradients: the rate is how far it has come, over the size of all gradients on the way.

    r <- max(r, |w - w_0|)                          r starts at first_step (1 + |w_0|)
    G <- G + |g|^2
    direction = r / sqrt(G + epsilon) g

`rates` shows the rate that it found. The rate is meant to be 1.
Source: Ivgi, Hinder & Carmon 2023, Algorithm 1, arXiv:2302.12022. As optax.contrib.dog.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import changed, contrib
from optimizers.optimizer import LEARNING_RATE_FREE, Optimizer


class DoGState(NamedTuple):
    start: np.ndarray
    farthest: np.ndarray
    sum_of_squares: np.ndarray
    rate: np.ndarray


@dataclass(frozen=True)
class DoG(Optimizer):
    title: ClassVar[str] = "DoG (distance over gradients)"
    family: ClassVar[str] = LEARNING_RATE_FREE
    lesson: ClassVar[str] = "Meant for α = 1: the farther it has come, and the flatter the ground, the larger its rate."
    also: ClassVar[tuple[str, ...]] = ("parameter-free", "no learning rate", "adaptive")
    best: ClassVar[str] = (
        "landscape=himmelblau&x=-0.5&y=-1.2&optimizer=dog&schedule=exponential&decay=1&alpha=1&steps=150&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} r &\leftarrow \max(r,\, \lVert w - w_0 \rVert), \quad G \leftarrow G + \lVert g \rVert^2 \\"
        r" w &\leftarrow w - \alpha\, \frac{r}{\sqrt{G + \epsilon}}\, g,"
        r" \quad \text{first } r = r_0 (1 + \lVert w_0 \rVert) \end{aligned}"
    )
    finds_own_rate: ClassVar[bool] = True

    first_step: float = knob(
        1e-6, low=1e-8, high=0.1, title="First step", symbol="r₀", help="share of the start's size", scale="log"
    )
    epsilon: float = 1e-8

    def init(self, position):
        nothing = np.zeros(position.shape[1:])
        return DoGState(position, self.first_step * (1 + norm(position)), nothing, nothing)

    def update(self, here, state, step):
        farthest = np.maximum(state.farthest, norm(here.position - state.start))
        sum_of_squares = state.sum_of_squares + (here.gradient**2).sum(axis=0)
        found = farthest / np.sqrt(sum_of_squares + self.epsilon)
        return found * here.gradient, DoGState(state.start, farthest, sum_of_squares, here.rate * found)

    def suggested_rate(self, landscape):
        return 1.0

    def native(self, library, learning_rate):
        first = {} if self.first_step == 1e-6 else {"init_step": ("heuristic", self.first_step)}
        arguments = first | changed(self, eps="epsilon")
        return {"optax": contrib("dog", learning_rate=learning_rate, **arguments)}.get(library)


def norm(vector):
    return np.sqrt((vector**2).sum(axis=0))
