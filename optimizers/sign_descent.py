"""Sign descent: every axis steps by the rate itself; of the gradient only the sign counts.

    direction = sign(g)

Source: Bernstein et al. 2018, signSGD, Algorithm 1, arXiv:1802.04434. As optax.sign_sgd.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from optimizers.native import optax
from optimizers.optimizer import SIGN_BASED, Optimizer, by_distance


@dataclass(frozen=True)
class SignDescent(Optimizer):
    title: ClassVar[str] = "Sign descent"
    family: ClassVar[str] = SIGN_BASED
    lesson: ClassVar[str] = "Each axis walks at one speed, steep or flat, and then to and fro until α falls."
    also: ClassVar[tuple[str, ...]] = ("signsgd", "sign sgd", "fixed step length")
    best: ClassVar[str] = (
        "landscape=ravine&kappa=100&angle=0&x=3.9&y=1.9&optimizer=sign_descent&schedule=exponential&decay=1"
        "&alpha=0.06&steps=90&noise=0&seed=0"
    )
    latex: ClassVar[str] = r"w \leftarrow w - \alpha\, \operatorname{sign}(g)"

    def init(self, position):
        return ()

    def update(self, here, state, step):
        return np.sign(here.gradient), state

    def suggested_rate(self, landscape):
        return by_distance(landscape)

    def native(self, library, learning_rate):
        return {"optax": optax("sign_sgd", learning_rate=learning_rate)}.get(library)
