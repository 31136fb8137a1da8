"""Cosine with warm restarts: land softly, then start again at full speed.

    factor = f + (1 - f) (1 + cos(pi s / T_i)) / 2      s steps into cycle i = 0, 1, ..., n - 1
    T_i = T_0 m^i,    T_0 + T_0 m + ... + T_0 m^(n - 1) = T

A restart falls on the step that ends a cycle, so only at the horizon is `final` reached: that one step belongs to the
cycle that ends. From the next step on it goes on restarting, as torch.optim.lr_scheduler.CosineAnnealingWarmRestarts,
which needs a whole T_0 and a whole m: in any other case PyTorch has no twin.
Source: Loshchilov & Hutter 2017, section 3, arXiv:1608.03983.
"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from knobs import knob
from libraries import Native
from schedules.schedule import CYCLES, Schedule, keras, optax, pytorch, unless_default

ROUNDING = 1e-9  # in cycles


@dataclass(frozen=True)
class CosineRestarts(Schedule):
    title: ClassVar[str] = "Cosine with restarts"
    family: ClassVar[str] = CYCLES
    lesson: ClassVar[str] = "Every restart is a kick: it may leave a shallow valley, or a good one."
    also: ClassVar[tuple[str, ...]] = ("sgdr", "warm restarts", "cosine annealing", "local minima")
    best: ClassVar[str] = (
        "landscape=three_hump_camel&x=1.9&y=-1.2&optimizer=momentum&momentum=0.9&schedule=cosine_restarts&decay=0.05"
        "&cycles=3&alpha=0.17&steps=90&noise=0&seed=0"
    )
    latex: ClassVar[str] = (
        r"\begin{gathered} f + (1 - f)\,\tfrac{1}{2}\left(1 + \cos\frac{\pi s}{T_i}\right),"
        r" \quad s \text{ steps into cycle } i \\ T_i = T_0\, m^i, \quad T_0 + \ldots + T_{n - 1} = T \end{gathered}"
    )

    twin_ends_at_horizon: ClassVar[bool] = True

    cycles: int = knob(4, low=1, high=8, symbol="n", title="Cycles", help="how often it comes down until the end")
    stretch: float = knob(1.0, low=1.0, high=3.0, symbol="m", title="Stretch", help="how much longer each cycle gets")

    @property
    def first_cycle(self):
        """T_0, in steps."""
        return self.horizon / sum_of_powers(self.stretch, np.rint(self.cycles))

    def __call__(self, step):
        cycles_done = step / self.first_cycle  # counted in lengths of the first one
        cycle = count_cycles(cycles_done, self.stretch)
        share = (cycles_done - sum_of_powers(self.stretch, cycle)) / np.float_power(self.stretch, cycle)
        share = np.where(step == self.horizon, 1.0, share)[()]
        return self.final + (1 - self.final) * (1 + np.cos(np.pi * share)) / 2

    def code(self, step: str = "step") -> str:
        done = f"{step} / {self.first_cycle}"
        if self.stretch == 1:
            share = f"({done} + {ROUNDING}) % 1 - {ROUNDING}"
        else:
            grown = f"math.log1p({done} * {self.stretch - 1}) / math.log({self.stretch})"
            ended = f"({self.stretch} ** (i := math.floor({grown} + {ROUNDING})) - 1) / {self.stretch - 1}"
            share = f"({done} - {ended}) / {self.stretch} ** i"
        cosine = f"{self.final} + (1 - {self.final}) * (1 + math.cos(math.pi * ({share}))) / 2"
        return f"{self.final} if {step} == {self.horizon} else {cosine}"

    def native(self, library: str, learning_rate: float = 1.0) -> Native | None:
        end = self.final * learning_rate
        first, lengths = self.first_cycle, self.first_cycle * self.stretch ** np.arange(np.rint(self.cycles))
        if library == "pytorch" and (first % 1 or self.stretch % 1):
            return None
        return {
            "pytorch": pytorch(
                "CosineAnnealingWarmRestarts",
                T_0=int(first),
                eta_min=end,
                **unless_default(T_mult=(int(self.stretch), 1)),
            ),
            "keras": keras(
                "CosineDecayRestarts",
                initial_learning_rate=learning_rate,
                first_decay_steps=first,
                alpha=self.final,
                **unless_default(t_mul=(self.stretch, 2.0)),
            ),
            "optax": optax(
                "sgdr_schedule",
                cosine_kwargs=[
                    {
                        "init_value": learning_rate,
                        "peak_value": learning_rate,
                        "warmup_steps": 0,
                        "decay_steps": length,
                        "end_value": end,
                    }
                    for length in lengths.tolist()
                ],
            ),
        }[library]


class CosineRestartsThatStay(CosineRestarts):
    """As Optax' sgdr_schedule, whose list of cycles has an end: past the horizon the rate stays at `final`."""

    latex: ClassVar[str] = CosineRestarts.latex.replace(r"n - 1} = T", r"n - 1} = T \text{, and then } f")

    twin_ends_at_horizon: ClassVar[bool] = False

    def __call__(self, step):
        return super().__call__(np.minimum(step, self.horizon))

    def code(self, step: str = "step") -> str:
        return super().code(f"min({step}, {self.horizon})")


def sum_of_powers(ratio, count):
    """1 + ratio + ratio^2 + ... with `count` terms."""
    ratio = np.asarray(ratio, dtype=float)
    off = np.where(ratio == 1, 1.0, ratio - 1)
    return np.where(ratio == 1, count, (np.float_power(ratio, count) - 1) / off)[()]


def count_cycles(cycles_done, stretch):
    """How many whole cycles fit; one that only rounding leaves short of its end is whole."""
    stretch = np.asarray(stretch, dtype=float)
    growth = np.where(stretch == 1, 2.0, stretch)
    grown = np.log1p(cycles_done * (growth - 1)) / np.log(growth)
    return np.floor(np.where(stretch == 1, cycles_done, grown) + ROUNDING)[()]
