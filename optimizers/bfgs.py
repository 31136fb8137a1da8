"""BFGS: learns the curvature from how the gradient changes along its own path, and needs no Hessian.

    s = w - w_before,  y = g - g_before,  r = 1 / (s . y)
    B <- (I - r s y') B (I - r y s') + r s s'               inverse Hessian, only where s . y > 0
    step = a B g                                            a from the rate down, by backtracking

B starts as I, and is rescaled to (s . y) / (y . y) I before its first update. `rates` shows the a that was found.
None of PyTorch, Keras and Optax has a twin; their L-BFGS keeps no matrix.
Source: Nocedal & Wright 2006, Numerical Optimization, Algorithm 6.1 and equations 6.17 and 6.20, with the line search
of Algorithm 3.1 in place of Wolfe's.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.backtracking import search, shares_of_rate, tried
from optimizers.optimizer import SECOND_ORDER, Optimizer


class BFGSState(NamedTuple):
    position: np.ndarray
    gradient: np.ndarray
    inverse_hessian: np.ndarray  # (2, 2, runs)
    first: np.ndarray
    taken: np.ndarray
    rate: np.ndarray


@dataclass(frozen=True)
class BFGS(Optimizer):
    title: ClassVar[str] = "BFGS"
    family: ClassVar[str] = SECOND_ORDER
    lesson: ClassVar[str] = "The first step knows only the slope; from how the slope changes it learns the shape."
    also: ClassVar[tuple[str, ...]] = ("quasi-newton", "l-bfgs", "curvature", "second order")
    best: ClassVar[str] = (
        "landscape=rosenbrock&x=-1.2&y=2.1&optimizer=bfgs&schedule=exponential&decay=1&alpha=0.3&steps=100"
        "&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} B &\leftarrow (I - r s y^\top)\, B\, (I - r y s^\top) + r s s^\top,"
        r" \quad s = \Delta w,\ y = \Delta g,\ r = 1 / s^\top y,"
        r" \text{ where } s^\top y > 0 \\"
        r" &\phantom{{}\leftarrow{}} \text{first } B = I,"
        r" \text{ before it first learns } B = (s^\top y / y^\top y)\, I \\"
        r" w &\leftarrow w - a\, B g, \quad a = \alpha, \eta \alpha, \ldots \text{ by backtracking} \end{aligned}"
    )
    rate_inside: ClassVar[bool] = True
    searches: ClassVar[bool] = True
    finds_own_rate: ClassVar[bool] = True
    looks_at_loss: ClassVar[bool] = True

    shrink: float = knob(0.5, low=0.1, high=0.9, title="Shrink", symbol="η", help="factor from one try to the next")
    slope: float = 1e-4

    shares = shares_of_rate
    tried = tried

    def init(self, position):
        number = np.zeros(position.shape[1:])
        identity = np.repeat(np.eye(2)[:, :, np.newaxis], len(number), axis=2)
        return BFGSState(
            position, np.zeros_like(position), identity, number + np.nan, taken=number.astype(int), rate=number
        )

    def update(self, here, state, step):
        inverse = learn(state.inverse_hessian, here.position - state.position, here.gradient - state.gradient, step)
        direction = (inverse * here.gradient).sum(axis=1)
        taken, rate = search(here, direction, self.shares, self.slope, state)
        return rate * direction, BFGSState(here.position, here.gradient, inverse, here.rate, taken, rate)

    def at_rest(self, state, position):
        return state._replace(position=position, gradient=np.zeros_like(position))

    def suggested_rate(self, landscape):
        return 1.0


def learn(inverse, moved, turned, step):
    """The inverse Hessian that explains how the gradient turned; the old one where s . y is not positive."""
    curvature = (moved * turned).sum(axis=0)
    if step == 1:
        inverse = np.where(curvature > 0, curvature / (turned * turned).sum(axis=0), 1.0) * inverse
    explained = (inverse * turned).sum(axis=1)
    growth = 1 + (turned * explained).sum(axis=0) / curvature
    crossed = explained[:, np.newaxis] * moved
    learnt = inverse + (growth * moved[:, np.newaxis] * moved - crossed - crossed.swapaxes(0, 1)) / curvature
    return np.where(curvature > 0, learnt, inverse)
