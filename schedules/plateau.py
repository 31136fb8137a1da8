"""Reduce on plateau: the schedule that looks at the loss, and cuts the rate when it stops falling.

    better if loss < best (1 - theta)               theta, the threshold
    bad <- 0 if better, else bad + 1                steps since the last improvement
    factor <- max(factor * gamma, f)                when bad > patience; then bad <- 0

So it is not a function of the step alone. `update(loss, memory)` gives the factors of the step about to be taken and
what to remember, run by run; called with a step it tells the fastest it can go, on a loss that never improves. `final`
is the floor, which such a run reaches if its horizon leaves the time; a run that keeps improving keeps its rate.
As torch.optim.lr_scheduler.ReduceLROnPlateau, stepped with each step's loss after the step.
Negative losses: the relative threshold then lies above the best loss, so that standing still counts as better. That
is how PyTorch and Optax compute it.
Source: torch.optim.lr_scheduler.ReduceLROnPlateau.
"""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from knobs import knob
from libraries import Native
from schedules.schedule import BY_THE_LOSS, FINAL, Schedule, pytorch, unless_default

PATIENCE = {"low": 1, "high": 50, "symbol": "p", "title": "Patience"}


class PlateauMemory(NamedTuple):
    factor: np.ndarray
    best: np.ndarray
    bad: np.ndarray


def write(count: str, until: str, bar: str) -> str:
    """The formula, in words where it counts: how many losses until which step have to miss which bar for a cut."""
    return (
        rf"\begin{{gathered}} \max(\gamma^{{k}}, f), \quad"
        rf" k = \text{{times that }} {count} \text{{ losses in a row, {until} step }} t, \\"
        rf" \text{{were not below }} {bar}, \quad b \text{{ the best before}},\ \theta = 10^{{-4}} \end{{gathered}}"
    )


@dataclass(frozen=True)
class Plateau(Schedule):
    title: ClassVar[str] = "Reduce on plateau"
    family: ClassVar[str] = BY_THE_LOSS
    lesson: ClassVar[str] = "It cuts where the loss stops falling by a share; a crawling run perhaps too early."
    also: ClassVar[tuple[str, ...]] = ("reduce lr on plateau", "reducelronplateau", "adaptive", "patience")
    best: ClassVar[str] = (
        "landscape=himmelblau&x=-0.5&y=-1.2&optimizer=gradient_descent&schedule=plateau&decay=0.01&factor=0.5"
        "&alpha=0.02&steps=120&noise=0&seed=0"
    )
    latex: ClassVar[str] = write(r"\text{more than } p", "before", r"(1 - \theta)\, b")

    looks_at_loss: ClassVar[bool] = True

    final: float = knob(0.01, **FINAL, help="lowest learning rate, as a share of α")
    factor: float = knob(0.1, low=0.05, high=0.95, symbol="γ", title="Cut", help="what each cut leaves of the rate")
    patience: int = knob(10, **PATIENCE, help="bad steps in a row that it puts up with")
    threshold: float = 1e-4

    delay: ClassVar[int] = 1  # a loss counts from the next step on

    @property
    def whole_patience(self):
        return np.rint(np.asarray(self.patience)).astype(int)[()]

    @property
    def longest_wait(self):
        """The steps between two cuts of a run that never improves."""
        return self.whole_patience + 1

    def __call__(self, step):
        cuts = np.maximum(step - self.delay, 0) // self.longest_wait
        return np.maximum(np.float_power(self.factor, cuts), self.final)

    def init(self, runs: int) -> PlateauMemory:
        return PlateauMemory(factor=np.ones(runs), best=np.full(runs, np.inf), bad=np.zeros(runs))

    def update(self, loss, memory: PlateauMemory) -> tuple[np.ndarray, PlateauMemory]:
        """The factor for this step, which the losses before it decided, and the memory with this loss in it."""
        return memory.factor, self.remember(loss, memory)

    def remember(self, loss, memory: PlateauMemory) -> PlateauMemory:
        better = self.is_better(loss, memory.best)
        bad = np.where(better, 0, memory.bad + 1)
        cut = self.is_too_much(bad)
        return PlateauMemory(
            factor=np.where(cut, np.maximum(memory.factor * self.factor, self.final), memory.factor),
            best=np.where(better, loss, memory.best),
            bad=np.where(cut, 0, bad),
        )

    def is_better(self, loss, best):
        return loss < best * (1 - self.threshold)

    def is_too_much(self, bad):
        return bad > self.whole_patience

    def code(self, step: str = "step") -> str:
        return f"max({self.factor} ** (max({step} - {self.delay}, 0) // {self.longest_wait}), {self.final})"

    def native(self, library: str, learning_rate: float = 1.0) -> Native:
        facts = unless_default(factor=(self.factor, 0.1), patience=(self.whole_patience, 10))
        floor = self.final * learning_rate
        return {
            "pytorch": pytorch(
                "ReduceLROnPlateau",
                min_lr=floor,
                eps=0.0,  # by default a cut below 1e-8 is skipped
                **facts,
                **unless_default(threshold=(self.threshold, 1e-4)),
            ),
            "keras": Native(
                "ReduceLROnPlateau",
                {"monitor": "loss", "min_lr": floor, **facts, **unless_default(min_delta=(self.threshold, 1e-4))},
                "keras.callbacks",
            ),
            "optax": Native(
                "reduce_on_plateau",
                {"min_scale": self.final, **facts, **unless_default(rtol=(self.threshold, 1e-4))},
                "optax.contrib",
            ),
        }[library]


@dataclass(frozen=True)
class KerasPlateau(Plateau):
    """As keras.callbacks.ReduceLROnPlateau: the threshold is an amount, and it cuts one bad step earlier."""

    lesson: ClassVar[str] = "It cuts where the loss stops falling by a fixed amount: a crawling run perhaps too early."
    latex: ClassVar[str] = write("p", "before", r"b - \theta")

    patience: int = knob(10, **PATIENCE, help="bad steps in a row that make a cut")

    @property
    def longest_wait(self):
        return self.whole_patience

    def is_better(self, loss, best):
        return loss < best - self.threshold

    def is_too_much(self, bad):
        return bad >= self.whole_patience


@dataclass(frozen=True)
class OptaxPlateau(Plateau):
    """As optax.contrib.reduce_on_plateau: one bad step earlier, and the loss counts for the very step it comes with."""

    latex: ClassVar[str] = write("p", "up to", r"(1 - \theta)\, b")

    patience: int = knob(10, **PATIENCE, help="bad steps in a row that make a cut")

    delay: ClassVar[int] = 0

    @property
    def longest_wait(self):
        return self.whole_patience

    def update(self, loss, memory: PlateauMemory) -> tuple[np.ndarray, PlateauMemory]:
        memory = self.remember(loss, memory)
        return memory.factor, memory

    def is_too_much(self, bad):
        return bad == self.whole_patience
