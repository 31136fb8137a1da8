"""Backtracking line search: try a long step and shorten it until the loss falls enough (Armijo's rule).

    a <- rate
    a <- shrink a   until f(w - a g) <= f(w) - slope a |g|^2
    step = a g

`rates` shows the a it found: the step is taken with the last one tried if none is short enough.
Source: Armijo 1966, Pacific J. Math. 16(1), 1-3; Nocedal & Wright 2006, Numerical Optimization, Algorithm 3.1.
As optax.scale_by_backtracking_linesearch that starts anew at each step.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import chain, optax
from optimizers.optimizer import SECOND_ORDER, Optimizer, by_curvature

TRIALS, AT_ONCE = 60, 12  # tries a step, and how many are evaluated together


class BacktrackingState(NamedTuple):
    rate: np.ndarray


def find_rate(here, direction, shrink, slope):
    """The first rate, from `here.rate` down, at which the loss falls enough along the direction; (runs,)."""
    promise = slope * (here.gradient * direction).sum(axis=0)
    lost = ~np.isfinite(here.loss)
    rate = here.rate
    for _ in range(TRIALS // AT_ONCE):
        rates = rate * shrink ** np.arange(AT_ONCE)[:, np.newaxis]
        points = here.position[:, np.newaxis] - rates * direction[:, np.newaxis]
        falls = here.loss_at(points) <= here.loss - rates * promise
        stands = (points == here.position[:, np.newaxis]).all(axis=0)  # too short to move: nothing shorter will do
        done = falls | stands | lost
        first = np.where(done.any(axis=0), done.argmax(axis=0), AT_ONCE - 1)
        rate = rates[first, np.arange(rates.shape[1])]
        if done.any(axis=0).all():
            break
    return rate


@dataclass(frozen=True)
class Backtracking(Optimizer):
    title: ClassVar[str] = "Backtracking line search"
    family: ClassVar[str] = SECOND_ORDER
    lesson: ClassVar[str] = "α is only the first try: watch which α each place really bears. The loss never rises."
    latex: ClassVar[str] = (
        r"\begin{aligned} a &\leftarrow \alpha, \quad a \leftarrow \eta\, a \text{ until }"
        r" f(w - a\, g) \le f(w) - c\, a \lVert g \rVert^2 \\ w &\leftarrow w - a\, g \end{aligned}"
    )
    rate_inside: ClassVar[bool] = True
    searches: ClassVar[bool] = True
    finds_own_rate: ClassVar[bool] = True

    shrink: float = knob(0.5, low=0.1, high=0.9, title="Shrink", symbol="η", help="factor from one try to the next")
    slope: float = knob(
        1e-4, low=1e-4, high=0.5, title="Sufficient decrease", symbol="c", help="share of the promise", scale="log"
    )

    def init(self, position):
        return BacktrackingState(rate=np.zeros(position.shape[1:]))

    def update(self, here, state, step):
        rate = find_rate(here, here.gradient, self.shrink, self.slope)
        return rate * here.gradient, BacktrackingState(rate)

    def suggested_rate(self, landscape):
        return 20 * by_curvature(landscape)

    def native(self, library, learning_rate):
        search = optax(
            "scale_by_backtracking_linesearch",
            max_backtracking_steps=TRIALS,
            decrease_factor=self.shrink,
            increase_factor=float("inf"),
            max_learning_rate=learning_rate,
            slope_rtol=self.slope,
        )
        return {"optax": chain(optax("sgd", learning_rate=1.0), search)}.get(library)
