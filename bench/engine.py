"""The engine: a sweep of learning rates as one batch, beside torch.optim.Adam walking the same paths one by one.

PyTorch is not needed for anything else here. Where it is not installed its line says so, and the sweep has no budget.
"""

import importlib.util
import time

import numpy as np

from bench.figure import Figure, milliseconds
from descent.descend import descend
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

RATES = np.geomspace(1e-3, 1, 81)
STEPS = 200
SHARE = 1 / 250  # of PyTorch's time
LANDSCAPE = LANDSCAPES["himmelblau"]


def sweep():
    return descend(LANDSCAPE, OPTIMIZERS["adam"](), SCHEDULES["constant"](), LANDSCAPE.start, RATES, STEPS)


def walk_with_torch() -> np.ndarray:
    """The same paths, (steps + 1, 2, runs), as people train: autograd and an optimizer, one run after the other."""
    import torch  # pyright: ignore[reportMissingImports] -- measured only where it is installed

    torch.set_num_threads(1)
    paths = np.empty((STEPS + 1, 2, len(RATES)))
    for run, rate in enumerate(RATES):
        position = torch.tensor(LANDSCAPE.start, dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.Adam([position], lr=float(rate))
        paths[0, :, run] = LANDSCAPE.start
        for step in range(STEPS):
            optimizer.zero_grad()
            x, y = position
            ((x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2).backward()
            optimizer.step()
            paths[step + 1, :, run] = position.detach().numpy()
    return paths


def measure():
    sweep()
    ours = milliseconds(sweep, repeats=15)
    what = f"sweep of {len(RATES)} rates × {STEPS} steps, Adam on Himmelblau"
    if importlib.util.find_spec("torch") is None:
        yield Figure(what, ours, "ms")
        yield Figure("the same paths by torch.optim.Adam", None, "ms", note="PyTorch is not installed")
        return
    began = time.perf_counter()
    paths = walk_with_torch()
    theirs = 1000 * (time.perf_counter() - began)
    np.testing.assert_allclose(sweep().positions, paths, rtol=1e-8, atol=1e-10)
    yield Figure(what, ours, "ms", budget=theirs * SHARE)
    yield Figure("the same paths by torch.optim.Adam", theirs, "ms")
