"""Adagrad: each axis slows down by all the gradient it has seen so far.

    s <- s + g^2                                    sum of squares
    direction = g / (sqrt(s) + epsilon)

Source: Duchi, Hazan & Singer 2011, JMLR 12, 2121-2159. As torch.optim.Adagrad: s starts at 0, epsilon outside the root.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.native import changed, keras, optax, pytorch
from optimizers.optimizer import ADAPTIVE, Optimizer, by_distance


class AdagradState(NamedTuple):
    sum_of_squares: np.ndarray


@dataclass(frozen=True)
class Adagrad(Optimizer):
    title: ClassVar[str] = "Adagrad"
    family: ClassVar[str] = ADAPTIVE
    lesson: ClassVar[str] = "Each axis is divided by all its slopes so far: the same slope moves it less and less."
    also: ClassVar[tuple[str, ...]] = ("adaptive gradient", "per-axis rate")
    best: ClassVar[str] = (
        "landscape=ravine&kappa=100&angle=0&x=-4.3&y=3.8&optimizer=adagrad&schedule=exponential&decay=1&alpha=1.2"
        "&steps=40&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} s &\leftarrow s + g^2 \\"
        r" w &\leftarrow w - \alpha\, \frac{g}{\sqrt{s} + \epsilon} \end{aligned}"
    )

    epsilon: float = 1e-10
    initial_accumulator: float = 0.0

    def init(self, position):
        return AdagradState(sum_of_squares=np.full_like(position, self.initial_accumulator))

    def update(self, here, state, step):
        sum_of_squares = state.sum_of_squares + here.gradient**2
        return here.gradient / (np.sqrt(sum_of_squares) + self.epsilon), AdagradState(sum_of_squares)

    def scale(self, before, state, step):
        return np.sqrt(state.sum_of_squares) + self.epsilon

    def suggested_rate(self, landscape):
        return 4 * by_distance(landscape)

    def native(self, library, learning_rate):
        return {
            "pytorch": pytorch(
                "Adagrad",
                lr=learning_rate,
                **changed(self, eps="epsilon", initial_accumulator_value="initial_accumulator"),
            ),
        }.get(library)


@dataclass(frozen=True)
class AdagradWithHeadStart(Adagrad):
    """As keras.optimizers.Adagrad and optax.adagrad: s starts at 0.1, and epsilon is inside the root."""

    latex: ClassVar[str] = (
        r"\begin{aligned} s &\leftarrow s + g^2 \\"
        r" w &\leftarrow w - \alpha\, \frac{g}{\sqrt{s + \epsilon}}, \quad \text{first } s = 0.1 \end{aligned}"
    )

    epsilon: float = 1e-7
    initial_accumulator: float = 0.1

    def update(self, here, state, step):
        sum_of_squares = state.sum_of_squares + here.gradient**2
        return here.gradient / np.sqrt(sum_of_squares + self.epsilon), AdagradState(sum_of_squares)

    def scale(self, before, state, step):
        return np.sqrt(state.sum_of_squares + self.epsilon)

    def native(self, library, learning_rate):
        start = changed(self, initial_accumulator_value="initial_accumulator")
        return {
            "keras": keras("Adagrad", learning_rate=learning_rate, **start, **changed(self, epsilon="epsilon")),
            "optax": optax("adagrad", learning_rate=learning_rate, **start, **changed(self, eps="epsilon")),
        }.get(library)
