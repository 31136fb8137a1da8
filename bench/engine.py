"""The engine: a sweep of learning rates as one batch, beside torch.optim.Adam walking the same paths one by one.

PyTorch is not needed for anything else here. Where it is not installed its line says so, and the sweep has no budget.
And a sweep on a loss that is made of data, and what the whole picture of one takes of memory at most while it is made.
"""

import importlib.util
import time
import tracemalloc
from functools import partial

import numpy as np

from bench.figure import Figure, milliseconds
from descent.descend import descend
from descent.setting import Course, Runner
from landscapes import LANDSCAPES, Landscape
from landscapes.draws import draw_along
from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from stage.picture import make_picture

RATES = np.geomspace(1e-3, 1, 81)
STEPS = 200
SHARE = 1 / 250  # of PyTorch's time
LANDSCAPE = LANDSCAPES["himmelblau"]
FITTED = LANDSCAPES["tanh_neuron"]
ON_DATA = {40: 60.0, 200: 300.0}  # ms, by how many points are trained on
MEMORY = 100.0  # MB


def sweep(landscape: Landscape = LANDSCAPE, **seen):
    return descend(landscape, OPTIMIZERS["adam"](), SCHEDULES["constant"](), landscape.start, RATES, STEPS, **seen)


def made_of(count: int) -> Landscape:
    """One neuron, fitted to so many points."""
    data = draw_along(lambda u: np.tanh(1.5 * u - 0.5), -2.0, 2.0, noise=0.15, seed=0, trained_on=count)
    return FITTED.with_data(data)


def peak_of_a_picture(landscape: Landscape, steps: int) -> float:
    """The most MB of memory while the sweeps of all of Adam's sliders are made, of noisy labels in mini-batches."""
    course = Course(landscape, landscape.start, steps, batch_size=20, label_noise=0.1)
    runner = Runner(OPTIMIZERS["adam"](), SCHEDULES["exponential"](horizon=steps), 0.1)
    tracemalloc.start()
    make_picture(course, runner, lean=False)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


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
    yield from measure_rates()
    yield from measure_data()


def measure_data():
    for count, budget in ON_DATA.items():
        landscape = made_of(count)
        run = partial(sweep, landscape)
        run()
        what = f"sweep of {len(RATES)} rates × {STEPS} steps, Adam on one neuron and {count} points"
        yield Figure(what, milliseconds(run, repeats=9), "ms", budget)
        batches = partial(sweep, landscape, batch_size=count // 10)
        yield Figure("  in mini-batches of a tenth", milliseconds(batches, repeats=9), "ms", budget)
    for steps in (STEPS, 1000):
        peak = peak_of_a_picture(landscape, steps)
        yield Figure(f"memory while the picture of {steps} such steps is made, all sliders", peak, "MB", MEMORY)


def measure_rates():
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
