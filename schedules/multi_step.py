"""Multi-step decay: two drops at milestones, as recipes for training write them down.

    factor = gamma^(number of milestones <= t),    gamma = f^(1 / 2)

The milestones are shares of the horizon, rounded to whole steps.
Past its milestones it stays, as torch.optim.lr_scheduler.MultiStepLR.
Source: He et al. 2015, section 4.2, arXiv:1512.03385: drops at 32 and 48 of 64 thousand iterations.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from knobs import knob
from libraries import Native
from schedules.schedule import DECAY, Schedule, keras, optax, pytorch


@dataclass(frozen=True)
class MultiStep(Schedule):
    title: ClassVar[str] = "Multi-step decay"
    family: ClassVar[str] = DECAY
    lesson: ClassVar[str] = "Stay fast as long as it pays, then drop twice: when to drop is the whole art."
    also: ClassVar[tuple[str, ...]] = ("milestones", "multisteplr", "piecewise constant", "staircase")
    best: ClassVar[str] = (
        "landscape=matyas&x=-8&y=5&optimizer=gradient_descent&schedule=multi_step&decay=0.01&alpha=1.8&steps=150"
        "&noise=0.3&seed=0"
    )
    latex: ClassVar[str] = r"\gamma^{k},\quad k = \#\{i : \lfloor m_i T \rceil \le t\},\quad \gamma = \sqrt{f}"

    first: float = knob(0.5, low=0.05, high=1.0, symbol="m₁", title="First drop", help="where on the way, as a share")
    second: float = knob(
        0.75, low=0.05, high=1.0, symbol="m₂", title="Second drop", help="where on the way, as a share"
    )

    @property
    def milestones(self) -> tuple:
        """The steps of the drops, in the order of the fields."""
        return tuple(
            np.maximum(1, np.rint(share * self.horizon)).astype(int)[()] for share in (self.first, self.second)
        )

    @property
    def gamma(self):
        return self.final**0.5

    def __call__(self, step):
        first, second = self.milestones
        return np.float_power(self.final, ((step >= first) * 1 + (step >= second)) / 2)

    def code(self, step: str = "step") -> str:
        first, second = self.milestones
        return f"{self.gamma} ** (({step} >= {first}) + ({step} >= {second}))"

    def native(self, library: str, learning_rate: float = 1.0) -> Native:
        milestones = sorted(self.milestones)
        values = [learning_rate, learning_rate * self.gamma, learning_rate * self.final]
        scales = dict.fromkeys(milestones, self.gamma if len(set(milestones)) == 2 else self.final)
        return {
            "pytorch": pytorch("MultiStepLR", milestones=milestones, gamma=self.gamma),
            "keras": keras("PiecewiseConstantDecay", boundaries=milestones, values=values),
            "optax": optax("piecewise_constant_schedule", init_value=learning_rate, boundaries_and_scales=scales),
        }[library]


class MultiStepAfterBoundary(MultiStep):
    """As Keras' PiecewiseConstantDecay: at the milestone itself the old value still holds; it drops one step later."""

    latex: ClassVar[str] = MultiStep.latex.replace(r"\le t", "< t")

    def __call__(self, step):
        return super().__call__(step - 1)

    def code(self, step: str = "step") -> str:
        return super().code(f"{step} - 1")
