"""Rprop: each axis has a step of its own, longer while the sign of its gradient lasts, shorter when it flips.

    d <- clip(growth d, shortest, longest)      where g p > 0
    d <- clip(shrink d, shortest, longest)      where g p < 0
    p <- g, but 0 where g p < 0                 p, the gradient that counts: at a flip turn round first, move next time
    step = d sign(p)

The rate is the first d and nothing else, so a schedule changes nothing; `rates` shows the longer of the two steps.
Source: Riedmiller & Braun 1993, ICNN, 586-591. As torch.optim.Rprop.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from optimizers.native import changed, optax, pytorch
from optimizers.optimizer import SIGN_BASED, Optimizer, by_distance


class RpropState(NamedTuple):
    counted: np.ndarray
    length: np.ndarray
    rate: np.ndarray


@dataclass(frozen=True)
class Rprop(Optimizer):
    title: ClassVar[str] = "Rprop"
    family: ClassVar[str] = SIGN_BASED
    lesson: ClassVar[str] = "A step grows while its sign lasts and shrinks where the sign flips; α is only the first."
    also: ClassVar[tuple[str, ...]] = ("resilient backpropagation", "step per axis")
    best: ClassVar[str] = (
        "landscape=beale&x=-1&y=-0.8&optimizer=rprop&schedule=exponential&decay=1&alpha=0.63&steps=60&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{aligned} q &= g\, p \\"
        r" d &\leftarrow d \cdot \begin{cases} \eta^+ & q > 0 \\ \eta^- & q < 0 \\ 1 & \text{else} \end{cases} \\"
        r" d &\leftarrow \min(\max(d, 10^{-6}), 50), \quad \text{first } d = \alpha \\"
        r" p &\leftarrow \begin{cases} g & q \ge 0 \\ 0 & \text{else} \end{cases}, \quad \text{first } p = 0 \\"
        r" w &\leftarrow w - d\, \operatorname{sign}(p) \end{aligned}"
    )
    rate_inside: ClassVar[bool] = True
    finds_own_rate: ClassVar[bool] = True

    growth: float = knob(1.2, low=1.05, high=2.0, title="Growth", symbol="η⁺", help="factor while the sign lasts")
    shrink: float = knob(0.5, low=0.1, high=0.95, title="Shrink", symbol="η⁻", help="factor when the sign flips")
    shortest: float = 1e-6
    longest: float = 50.0

    def init(self, position):
        return RpropState(np.zeros_like(position), length=np.zeros_like(position), rate=np.zeros(position.shape[1:]))

    def update(self, here, state, step):
        agrees = here.gradient * state.counted
        factor = np.where(agrees > 0, self.growth, np.where(agrees < 0, self.shrink, 1.0))
        length = np.clip(factor * (state.length if step else here.rate), self.shortest, self.longest)
        counted = np.where(agrees < 0, 0.0, here.gradient)
        return length * np.sign(counted), RpropState(counted, length, length.max(axis=0))

    def at_rest(self, state, position):
        return state._replace(counted=np.zeros_like(position))

    def suggested_rate(self, landscape):
        return by_distance(landscape)

    def native(self, library, learning_rate):
        arguments = changed(self, etas=("shrink", "growth"), step_sizes=("shortest", "longest"))
        return {"pytorch": pytorch("Rprop", lr=learning_rate, **arguments)}.get(library)


class OptaxRpropState(NamedTuple):
    planned: np.ndarray
    length: np.ndarray
    rate: np.ndarray


@dataclass(frozen=True)
class OptaxRprop(Rprop):
    """As optax.rprop in version 0.2.8: every step is taken one step late, and cancelled if the sign flips meanwhile.

    d <- clip(growth d, shortest, longest)          where g p > 0, p the step that is planned
    d <- clip(shrink d, shortest, longest)          where g p < 0
    step = p,  p <- d sign(g)                       but both 0 where g p < 0
    """

    lesson: ClassVar[str] = "α is only the first length; each step comes one late, and none where the sign flips."
    latex: ClassVar[str] = (
        r"\begin{aligned} q &= g\, p \\"
        r" d &\leftarrow d \cdot \begin{cases} \eta^+ & q > 0 \\ \eta^- & q < 0 \\ 1 & \text{else} \end{cases} \\"
        r" d &\leftarrow \min(\max(d, 10^{-6}), 50) \text{ where } q \ne 0, \quad \text{first } d = \alpha \\"
        r" w &\leftarrow w - p \text{ where } q \ge 0, \quad \text{first } p = 0 \\"
        r" p &\leftarrow \begin{cases} d\, \operatorname{sign}(g) & q \ge 0 \\ 0 & \text{else} \end{cases}"
        r" \end{aligned}"
    )

    def init(self, position):
        return OptaxRpropState(np.zeros_like(position), np.zeros_like(position), rate=np.zeros(position.shape[1:]))

    def update(self, here, state, step):
        agrees = here.gradient * state.planned
        length = state.length if step else np.broadcast_to(here.rate, here.gradient.shape)
        changed_length = np.clip(np.where(agrees > 0, self.growth, self.shrink) * length, self.shortest, self.longest)
        length = np.where(agrees == 0, length, changed_length)
        flipped = agrees < 0
        planned = np.where(flipped, 0.0, length * np.sign(here.gradient))
        move = np.where(flipped, 0.0, state.planned)
        return move, OptaxRpropState(planned, length, length.max(axis=0))

    def at_rest(self, state, position):
        return state._replace(planned=np.zeros_like(position))

    def native(self, library, learning_rate):
        arguments = changed(
            self, eta_plus="growth", eta_minus="shrink", min_step_size="shortest", max_step_size="longest"
        )
        return {"optax": optax("rprop", learning_rate=learning_rate, **arguments)}.get(library)
