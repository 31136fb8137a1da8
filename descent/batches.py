"""Mini-batches: what each step sees of a landscape that is made of data.

    seen = glimpses(landscape, steps, batch_size=4, label_noise=0.0, seed=0)
    seen[step].loss_and_gradient(x, y)      of the points of that step's batch alone, at the targets it has for them

The batches are those of `Data.batches`. Label noise draws the targets anew at each step: v + label noise times a row of
standard normals, one for each point of the data, whichever of them the step sees.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from landscapes import Landscape
from landscapes.data import MeanSurface

ALIKE = 1e-9  # of its size: curvature that differs by less is the same
LABELS = 1  # beside the seed: the targets' noise is a draw of its own


class Glimpse:
    """A landscape as one step sees it: its loss is that of a few points, all else is the landscape's own."""

    def __init__(self, landscape: Landscape, surface: MeanSurface):
        self._landscape = landscape
        self.loss, self.gradient, self.hessian = surface.loss, surface.gradient, surface.hessian
        self.loss_and_gradient = surface.loss_and_gradient

    def __getattr__(self, name):
        return getattr(self._landscape, name)


@dataclass(frozen=True, eq=False)
class Glimpses:
    """What each step sees: `chosen` are the places of its points in the data."""

    landscape: Landscape
    points: MeanSurface  # all of them
    chosen: Sequence[np.ndarray]
    targets: np.ndarray | None  # (steps, n), where each step has its own

    def __getitem__(self, step: int) -> Glimpse:
        targets = None if self.targets is None else self.targets[step]
        return Glimpse(self.landscape, self.points.of(self.chosen[step], targets))


def curve_alike(landscape: Landscape, places: np.ndarray, in_batches: bool, label_noise: float) -> np.ndarray:
    """Whether the loss curves at each place (2, runs) as it does without noise, whatever a step sees of it: (runs,).

    Of batches every point's own loss has to, of noisy labels each point's has to wherever its label is. Then noise only
    pushes; elsewhere it also shakes the curvature, and with it every limit.
    """
    data = landscape.data
    if data is None:
        return np.ones(places.shape[1], dtype=bool)
    formula = landscape.mean_over(data.inputs, data.targets).formula
    distinct, which = np.unique(places, axis=1, return_inverse=True, equal_nan=True)
    x, y = distinct[:, :, np.newaxis]
    with np.errstate(all="ignore"):
        each = formula.hessian(x, y, data.inputs, data.targets)
        moved = formula.hessian(x, y, data.inputs, data.targets + label_noise)
        miss = np.abs(each - moved)
        if in_batches:
            miss = np.maximum(miss, np.abs(each - each.mean(axis=-1, keepdims=True)))
        size, miss = np.abs(each).max(axis=(0, 1, 3)), miss.max(axis=(0, 1, 3))
        return (miss <= ALIKE * size)[which.reshape(-1)]


def glimpses(
    landscape: Landscape, steps: int, batch_size: int | None, label_noise: float, seed: int
) -> Glimpses | None:
    """What the steps see, None where each sees all points as they are.

    Raises ValueError where the landscape has no data, or not so many points, or where a number makes no sense.
    """
    if batch_size is None and label_noise == 0:
        return None
    data = getattr(landscape, "data", None)
    if data is None:
        raise ValueError("This landscape is not made of data: mini-batches and label noise need a landscape that is.")
    if not (np.ndim(label_noise) == 0 and 0 <= label_noise < np.inf):
        raise ValueError("The label noise must be one number, finite and not negative.")
    every = np.arange(len(data))
    if batch_size is None:
        batch_size = len(data)
    if isinstance(batch_size, bool) or not isinstance(batch_size, int | np.integer):
        raise ValueError(f"The size of a batch must be a whole number, not {batch_size!r}.")
    chosen = data.batches(steps, batch_size, seed) if batch_size != len(data) else [every] * steps
    points = landscape.mean_over(data.inputs, data.targets)
    if label_noise == 0:
        return None if batch_size == len(data) else Glimpses(landscape, points, chosen, None)
    draws = np.random.default_rng([seed, LABELS]).standard_normal((steps, len(data)))
    return Glimpses(landscape, points, chosen, data.targets + label_noise * draws)
