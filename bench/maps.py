"""Maps of where each start ends: what one takes of computing and of memory, and known facts of large ones.

`python -m bench maps`. Computing is the process's own time, so that what else the machine does counts less. A fact's
budget is its known figure: on the hyperbola (1 - xy)²/2 descent settles only where the curvature of its valley, at
least 2, is below 2/α, so that all is over just above α = 1; on Himmelblau the borders of the basins are smooth at a
small α and ragged near the limit. How raggedness is counted stands in `fractals`.
"""

import statistics
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bench.figure import Figure
from bench.fractals import dimension
from descent import descend, examine, map_basins
from descent.basins import WIDEST, Basins, starts_of
from landscapes import LANDSCAPES, Landscape
from landscapes.plane import Window
from optimizers import OPTIMIZERS, Optimizer
from optimizers.momentum import Momentum
from schedules import SCHEDULES

SHAPE, STEPS = (150, 100), 200
PLAIN = {"gradient_descent": (0.01, 0.5), "momentum": (0.01, 0.5), "adam": (0.1, 0.6)}  # α, seconds
MEMORY = 300.0  # MB
REPEATS = 7
SETTLED = 1e-9  # the loss below which a start on the hyperbola is all but on it
WIDE: Window = ((-6.0, 6.0), (-6.0, 6.0))
CONSTANT = SCHEDULES["constant"]()
DESCENT = OPTIMIZERS["gradient_descent"]()
HIMMELBLAU = LANDSCAPES["himmelblau"]
HYPERBOLA = Landscape.from_formula("(1 - x*y)^2/2", window=((-3.0, 3.0), (-3.0, 3.0)))
CUBIC = Landscape.from_formula(
    "(x^3 - 3*x*y^2 - 1)^2 + (3*x^2*y - y^3)^2", window=((-2.0, 2.0), (-2.0, 2.0))
)  # |z³-1|²
RAGGED = (  # α, known dimension
    (DESCENT, 0.01, 1.00),
    (DESCENT, 0.015, 1.30),
    (Momentum(momentum=0.8), 0.01, 1.42),
)


@dataclass(frozen=True)
class Grid:
    """One method at one rate, from all starts of a grid."""

    landscape: Landscape
    optimizer: Optimizer
    rate: float
    window: Window
    shape: tuple[int, int] = SHAPE
    steps: int = STEPS

    def map(self) -> Basins:
        return map_basins(
            self.landscape, self.optimizer, CONSTANT, self.rate, self.window, shape=self.shape, steps=self.steps
        )

    def last_losses(self) -> np.ndarray:
        """Of the same runs in as many at a time, without a verdict: (rows * columns,)."""
        starts = starts_of(self.window, self.shape)
        pieces = [starts[:, begin : begin + WIDEST] for begin in range(0, starts.shape[1], WIDEST)]
        return np.concatenate([self.walk(piece).losses[-1] for piece in pieces])

    def whole(self):
        """The same as one batch, with all that is told of it."""
        return examine(self.walk(starts_of(self.window, self.shape)), self.landscape)

    def walk(self, starts: np.ndarray):
        return descend(self.landscape, self.optimizer, CONSTANT, starts, self.rate, self.steps)


def computing(work: Callable[[], object]) -> float:
    """Seconds of the process's own time."""
    began = time.process_time()
    work()
    return time.process_time() - began


def peak_of(work: Callable[[], object]) -> float:
    """The most MB of memory meanwhile."""
    tracemalloc.start()
    work()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


def share_that_arrives(side: int, rate: float) -> float:
    """Of the starts on the hyperbola's window, side by side, those that come to rest."""
    return float((Grid(HYPERBOLA, DESCENT, rate, HYPERBOLA.window, (side, side), 600).map().arrival >= 0).mean())


def raggedness(side: int, optimizer: Optimizer, rate: float) -> float:
    """The dimension of the borders of Himmelblau's basins."""
    return dimension(Grid(HIMMELBLAU, optimizer, rate, WIDE, (side, side), 400).map().minimum)


def measure_times():
    for key, (rate, budget) in PLAIN.items():
        grid = Grid(HIMMELBLAU, OPTIMIZERS[key](), rate, WIDE)
        grid.map()
        turns = [(computing(grid.map), computing(grid.last_losses)) for _ in range(REPEATS)]
        whole, steps = map(statistics.median, zip(*turns, strict=True))
        yield Figure(f"150 × 100 starts × {STEPS} steps on Himmelblau, {key}: computing", whole, "s", budget)
        yield Figure("  of which the steps alone", 100 * steps / whole, "%")


def measure_memory():
    himmelblau = Grid(HIMMELBLAU, OPTIMIZERS["adam"](), 0.1, WIDE)
    weights = LANDSCAPES["two_weights"]
    fitted = Grid(weights, OPTIMIZERS["adam"](), 0.1, weights.window)
    for name, grid in (("Adam on Himmelblau", himmelblau), ("Adam on two weights fitted to data", fitted)):
        yield Figure(f"memory of such a map, {name}", peak_of(grid.map), "MB", MEMORY)
        yield Figure("  of the same as one batch, with all that is told of it", peak_of(grid.whole), "MB")
    longer = Grid(HIMMELBLAU, OPTIMIZERS["adam"](), 0.1, WIDE, steps=1000)
    yield Figure("  of a map of 1000 steps", peak_of(longer.map), "MB", MEMORY)


def measure_facts():
    for rate, known in ((0.99, 30.4), (1.01, None)):
        arrived = 100 * share_that_arrives(301, rate)
        yield Figure(f"301² starts × 600 steps on the hyperbola, α = {rate}: come to rest", arrived, "%", known)
    losses = Grid(HYPERBOLA, DESCENT, 0.99, HYPERBOLA.window, (301, 301), 600).last_losses()
    settled = 100 * float((losses < SETTLED).mean())
    yield Figure(f"  at α = 0.99 with a loss below {SETTLED:g}", settled, "%", 19.6)
    for optimizer, rate, known in RAGGED:
        what = f"768² starts × 400 steps on Himmelblau, {optimizer.title}, α = {rate}: dimension"
        yield Figure(what, raggedness(768, optimizer, rate), "", known)
    roots = Grid(CUBIC, OPTIMIZERS["newton"](), 1.0, CUBIC.window, (512, 512), 60).map()
    yield Figure("512² starts × 60 steps of Newton on |z³ - 1|²: dimension", dimension(roots.minimum), "")


def measure():
    yield from measure_times()
    yield from measure_memory()
    yield from measure_facts()
