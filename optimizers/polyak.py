"""Polyak's step: who knows how low the loss can get can tell from the slope how far to go.

    direction = min((f - f_min) / |g|^2, longest) g

f_min is the landscape's minimum value unless `lowest` says otherwise; where no minimum is known that is the lowest loss
seen in the window, and below it the method steps uphill. `rates` shows the rate that it found. There is no step where
|g|^2 is below the rounding error.
Source: Polyak 1969, USSR Comp. Math. 9(3), 14-29; Loizou et al. 2021, arXiv:2002.10542. As optax.polyak_sgd, where
`longest` is max_learning_rate; its code divides by `scaling` where its text multiplies, so the twin is made of parts.
"""

from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import chain, changed, optax
from optimizers.optimizer import SECOND_ORDER, Optimizer


class PolyakState(NamedTuple):
    rate: np.ndarray


@dataclass(frozen=True)
class Polyak(Optimizer):
    title: ClassVar[str] = "Polyak's step"
    family: ClassVar[str] = SECOND_ORDER
    lesson: ClassVar[str] = "The lowest loss tells it how far to go; at a minimum that lies higher it may find no rest."
    also: ClassVar[tuple[str, ...]] = ("polyak step size", "sps", "adaptive step", "lowest loss")
    best: ClassVar[str] = (
        "landscape=beale&x=-1.7&y=-3.7&optimizer=polyak&schedule=exponential&decay=1&alpha=0.57&steps=85&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"w \leftarrow w - \alpha\, \min\left(\frac{f(w) - f_{\min}}{\lVert g \rVert^2},\, \gamma\right) g"
    )
    finds_own_rate: ClassVar[bool] = True
    looks_at_loss: ClassVar[bool] = True

    longest: float = knob(
        1.0, low=1e-3, high=100.0, title="Longest step", symbol="γ", help="largest rate allowed", scale="log"
    )
    lowest: float | None = None

    def init(self, position):
        return PolyakState(rate=np.zeros(position.shape[1:]))

    def update(self, here, state, step):
        lowest = here.landscape.minimum_value if self.lowest is None else self.lowest
        square = (here.gradient**2).sum(axis=0)
        found = np.where(square <= np.finfo(float).eps, 0.0, np.minimum((here.loss - lowest) / square, self.longest))
        return found * here.gradient, PolyakState(here.rate * found)

    def suggested_rate(self, landscape):
        return 1.0

    def knowing(self, landscape):
        return self if self.lowest is not None else replace(self, lowest=landscape.minimum_value)

    def native(self, library, learning_rate):
        arguments = changed(self, max_learning_rate="longest", f_min="lowest")
        return {
            "optax": chain(
                optax("scale_by_polyak", **arguments), optax("scale_by_learning_rate", learning_rate=learning_rate)
            ),
        }.get(library)
