"""Adagrad: each axis slows down by all the gradient it has seen so far.

    s <- s + g^2                                    sum of squares
    direction = g / (sqrt(s) + epsilon)

Source: Duchi, Hazan & Singer 2011, JMLR 12, 2121-2159. As torch.optim.Adagrad: s starts at 0, epsilon outside the root.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.optimizer import ADAPTIVE, by_distance, changed, pytorch


class AdagradState(NamedTuple):
    sum_of_squares: np.ndarray


@dataclass(frozen=True)
class Adagrad:
    title: ClassVar[str] = "Adagrad"
    family: ClassVar[str] = ADAPTIVE
    lesson: ClassVar[str] = "Steep and flat axes advance alike, and every step is shorter than the one before."
    latex: ClassVar[str] = (
        r"\begin{aligned} s &\leftarrow s + g^2 \\"
        r" w &\leftarrow w - \alpha\, \frac{g}{\sqrt{s} + \epsilon} \end{aligned}"
    )

    epsilon: float = 1e-10

    def init(self, position):
        return AdagradState(sum_of_squares=np.zeros_like(position))

    def update(self, here, state, step):
        sum_of_squares = state.sum_of_squares + here.gradient**2
        return here.gradient / (np.sqrt(sum_of_squares) + self.epsilon), AdagradState(sum_of_squares)

    def suggested_rate(self, landscape):
        return 4 * by_distance(landscape)

    def native(self, learning_rate):
        return pytorch("Adagrad", lr=learning_rate, **changed(self, eps="epsilon"))
