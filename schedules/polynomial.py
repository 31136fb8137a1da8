"""Polynomial decay: a line bent by its power; above 1 it brakes early, below 1 it brakes late.

    factor = f + (1 - f) (1 - t / T)^p

Past the horizon it stays, as torch.optim.lr_scheduler.PolynomialLR, which can only end at 0: that is the one case
in which PyTorch has a twin. Keras and Optax end anywhere.
Source: keras.optimizers.schedules.PolynomialDecay; Chen et al. 2017, arXiv:1606.00915 ("power decay", p = 0.9).
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from knobs import knob
from libraries import Native
from schedules.schedule import DECAY, Schedule, keras, optax, pytorch, unless_default


@dataclass(frozen=True)
class Polynomial(Schedule):
    title: ClassVar[str] = "Polynomial decay"
    family: ClassVar[str] = DECAY
    lesson: ClassVar[str] = "One power decides where the budget goes: into long early steps or into fine late ones."
    also: ClassVar[tuple[str, ...]] = ("power decay", "polynomiallr", "quadratic")
    best: ClassVar[str] = (
        "landscape=mccormick&x=-1&y=2.5&optimizer=gradient_descent&schedule=polynomial&decay=0.01&alpha=0.4"
        "&steps=150&noise=0.5&seed=0"
    )
    latex: ClassVar[str] = r"f + (1 - f)\left(1 - \frac{t}{T}\right)^{p}"

    power: float = knob(2.0, low=0.25, high=4.0, symbol="p", title="Power", help="above 1 brakes early, below 1 late")

    def __call__(self, step):
        return self.final + (1 - self.final) * np.float_power(
            1 - np.minimum(step, self.horizon) / self.horizon, self.power
        )

    def code(self, step: str = "step") -> str:
        way = f"min({step}, {self.horizon}) / {self.horizon}"
        return f"{self.final} + (1 - {self.final}) * (1 - {way}) ** {self.power}"

    def native(self, library: str, learning_rate: float = 1.0) -> Native | None:
        power = unless_default(power=(self.power, 1.0))
        end = self.final * learning_rate
        return {
            "pytorch": None if self.final else pytorch("PolynomialLR", total_iters=self.horizon, **power),
            "keras": keras(
                "PolynomialDecay",
                initial_learning_rate=learning_rate,
                decay_steps=self.horizon,
                end_learning_rate=end,
                **power,
            ),
            "optax": optax(
                "polynomial_schedule",
                init_value=learning_rate,
                end_value=end,
                power=self.power,
                transition_steps=self.horizon,
            ),
        }[library]
