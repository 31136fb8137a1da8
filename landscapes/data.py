"""Data: the points that a loss is made of, those held back to validate, and the order in which mini-batches take them.

    data.inputs, data.targets                           u and v of the points that are trained on, (n,)
    data.validation_inputs, data.validation_targets     and of those that are not, (m,)

Equal when all points are. Arrays may be read, not written.
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from formulas import Formula, column_vector

INPUT, TARGET = "u", "v"  # what a point's two numbers are called in a formula
MEAN = r"\frac{1}{n} \sum_{i=1}^{n} "
BLOCK = 1 << 15  # numbers that are worked on at once: a row of them stays in the processor's cache

Points = tuple[tuple[float, float], ...]  # u and v of each


@dataclass(frozen=True)
class Data:
    """`seed` is that of the draw, None for points that were not drawn here; `raw` are the points as they came.

    Where `raw` is None, they came like this.
    """

    points: Points = field(repr=False)
    validation: Points = field(repr=False)
    seed: int | None = None
    raw: "Data | None" = field(default=None, repr=False, compare=False)

    @cached_property
    def inputs(self) -> np.ndarray:
        return _column(self.points, 0)

    @cached_property
    def targets(self) -> np.ndarray:
        return _column(self.points, 1)

    @cached_property
    def validation_inputs(self) -> np.ndarray:
        return _column(self.validation, 0)

    @cached_property
    def validation_targets(self) -> np.ndarray:
        return _column(self.validation, 1)

    def __len__(self) -> int:
        """How many points are trained on."""
        return len(self.points)

    def batches(self, steps: int, size: int, seed: int) -> list[np.ndarray]:
        """The indices of each step's points, as PyTorch's DataLoader with shuffling hands them out.

        Every epoch takes all points once, in a new order; its last batch is smaller where `size` does not divide them.

        Raises ValueError for a size that the data does not have.
        """
        if not 1 <= size <= len(self):
            raise ValueError(f"A batch has from 1 to {len(self)} of these points, not {size}.")
        random, taken = np.random.default_rng(seed), []
        while len(taken) < steps:
            order = random.permutation(len(self))
            taken += [order[first : first + size] for first in range(0, len(self), size)]
        return taken[:steps]


@dataclass(frozen=True, eq=False)
class MeanSurface:
    """The mean over points of a formula in x and y that is given each point's u and v."""

    formula: Formula
    inputs: np.ndarray  # (n,)
    targets: np.ndarray  # (n,)

    def of(self, chosen: np.ndarray, targets: np.ndarray | None = None) -> "MeanSurface":
        """That over some of the points, by index; `targets` stand in for all points' own."""
        targets = self.targets if targets is None else targets
        return MeanSurface(self.formula, self.inputs[chosen], targets[chosen])

    def loss(self, x, y) -> np.ndarray:
        return self._mean(lambda *all_of: self.formula.loss(*all_of)[np.newaxis], x, y, 1)[0][()]

    def gradient(self, x, y) -> np.ndarray:
        """The slopes along x and y, shape (2, ...)."""
        return self.loss_and_gradient(x, y)[1]

    def loss_and_gradient(self, x, y) -> tuple[np.ndarray, np.ndarray]:
        """Both at once, for little more than the price of the gradient."""
        rows = self._mean(lambda *all_of: _joined(*self.formula.loss_and_gradient(*all_of)), x, y, 3)
        return rows[0][()], rows[1:]

    def hessian(self, x, y) -> np.ndarray:
        """The second derivatives, shape (2, 2, ...)."""
        rows = self._mean(lambda *all_of: _flat(self.formula.hessian(*all_of)), x, y, 4)
        return rows.reshape(2, 2, *rows.shape[1:])

    def work(self, order: int, points: int) -> float:
        """About how many microseconds of one core so many points take: losses (order 0), slopes (1), hessians (2)."""
        return self.formula.work(order, points * len(self.inputs))

    @property
    def latex(self) -> str:
        return MEAN + self.formula.summands_latex[0]

    @property
    def gradient_latex(self) -> str:
        """A column vector."""
        return column_vector(*(MEAN + slope for slope in self.formula.summands_latex[1:]))

    def _mean(self, compute, x, y, count: int) -> np.ndarray:
        """(count, ...): points stand last, so that a place's mean has the same digits alone and among others."""
        x, y = np.broadcast_arrays(np.asarray(x, dtype=float), np.asarray(y, dtype=float))
        rows, (x, y, shape) = np.empty((count, x.size)), (x.reshape(-1, 1), y.reshape(-1, 1), x.shape)
        block = max(BLOCK // len(self.inputs), 1)
        with np.errstate(all="ignore"):
            for first in range(0, len(x), block):
                some = slice(first, first + block)
                rows[:, some] = compute(x[some], y[some], self.inputs, self.targets).mean(axis=-1)
        return rows.reshape(count, *shape)


def _joined(loss: np.ndarray, gradient: np.ndarray) -> np.ndarray:
    return np.concatenate([loss[np.newaxis], gradient])


def _flat(hessian: np.ndarray) -> np.ndarray:
    return hessian.reshape(4, *hessian.shape[2:])


def _column(points: Points, which: int) -> np.ndarray:
    column = np.array([point[which] for point in points], dtype=float)
    column.flags.writeable = False
    return column
