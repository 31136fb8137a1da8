"""Cyclic: a triangle wave between a low rate and α, its peaks as high each time or ever lower.

    factor = f + (1 - f) h^c (1 - |2 s - 1|)        s the share of cycle c = 0, 1, ... that is done

n cycles fill the horizon; h is what each peak keeps of the height before: h = 1 is "triangular", h = 1/2 "triangular2".
Past the horizon it goes on cycling, as torch.optim.lr_scheduler.CyclicLR. Keras and Optax have no twin.
Source: Smith 2017, arXiv:1506.01186.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from knobs import knob
from libraries import Native
from schedules.schedule import CYCLES, Schedule, pytorch


@dataclass(frozen=True)
class Cyclic(Schedule):
    title: ClassVar[str] = "Cyclic"
    family: ClassVar[str] = CYCLES
    lesson: ClassVar[str] = "Up and down again: high rates can leave a shallow valley, low ones settle where they are."
    also: ClassVar[tuple[str, ...]] = ("clr", "triangular", "cycliclr", "sawtooth", "local minima")
    best: ClassVar[str] = (
        "landscape=three_hump_camel&x=1.5&y=-1.8&optimizer=gradient_descent&schedule=cyclic&decay=0.02&cycles=3"
        "&peak=0.5&alpha=0.4&steps=120&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"f + (1 - f)\,h^{c}\,\bigl(1 - |2s - 1|\bigr),\quad c = \lfloor n\,t/T \rfloor,\quad s = n\,t/T - c"
    )

    cycles: int = knob(4, low=1, high=8, symbol="n", title="Cycles", help="how often it goes up and down")
    peak: float = knob(1.0, low=0.25, high=1.0, symbol="h", title="Peak", help="what each peak keeps of the one before")

    def __call__(self, step):
        cycle, share = np.divmod(step * np.rint(self.cycles) / self.horizon, 1)
        return self.final + (1 - self.final) * np.float_power(self.peak, cycle) * (1 - np.abs(2 * share - 1))

    def code(self, step: str = "step") -> str:
        done = f"{step} * {int(np.rint(self.cycles))} / {self.horizon}"
        height = f"{self.peak} ** ({done} // 1) * " if self.peak != 1 else ""
        return f"{self.final} + (1 - {self.final}) * {height}(1 - abs(2 * ({done} % 1) - 1))"

    def native(self, library: str, learning_rate: float = 1.0) -> Native | None:
        modes = {1.0: {}, 0.5: {"mode": "triangular2"}}
        if library != "pytorch" or self.peak not in modes:
            return None
        return pytorch(
            "CyclicLR",
            base_lr=self.final * learning_rate,
            max_lr=learning_rate,
            step_size_up=float(self.horizon / (2 * np.rint(self.cycles))),
            cycle_momentum=False,
            **modes[self.peak],
        )
