"""Take it home as code: a run as a complete, short program for PyTorch, Keras or Optax.

The program defines the same loss, start, optimizer, schedule and number of steps, and prints the final point. A library
whose method is not quite the one shown gets the nearest that it has, with a remark on the distance; where it has none,
the program is nothing but a sentence that says so and names the libraries that have one.
"""

from dataclasses import fields, replace
from typing import Any

import numpy as np

import optimizers
import schedules
from descent import descend
from export import keras, optax, pytorch
from export.call import parts
from export.run import Run, plain
from libraries import LIBRARIES
from optimizers.optimizer import SECOND_ORDER

WRITERS = {"pytorch": pytorch.write, "keras": keras.write, "optax": optax.write}
TAKE_NO_SCHEDULE = ("rprop", "scale_by_backtracking_linesearch")  # Optax' functions that take the first rate only


# What comes nearest to a method that none of the libraries has.
NEAREST = {SECOND_ORDER: "nor do the others; nearest is L-BFGS, as torch.optim.LBFGS or optax.lbfgs"}

WRITE_IT = "nor do the others; its rule is short enough to write out"


def program(library: str, landscape, optimizer, schedule, start, learning_rate: float, steps: int) -> str:
    """The text of the program; `library` is "pytorch", "keras" or "optax". All numbers are single, not sweeps."""
    start, learning_rate, steps = tuple(map(float, start)), float(learning_rate), int(steps)

    def distance(method, followed, rate) -> float:
        """How far from the end of the run shown this one ends; 0 where only rounding tells them apart."""
        end = descend(landscape, method, followed, start, rate, steps).positions[-1, :, 0]
        if np.allclose(end, shown, rtol=1e-10, atol=1e-10, equal_nan=True):
            return 0.0
        with np.errstate(all="ignore"):
            return float(np.nan_to_num(np.hypot(*(end - shown)), nan=np.inf))

    shown = descend(landscape, optimizer, schedule, start, learning_rate, steps).positions[-1, :, 0]
    methods = twins(library, tell_lowest(optimizer, landscape))
    if not methods:
        return refuse(library, optimizer)
    method = min(methods, key=lambda method: distance(method, schedule, learning_rate))
    if any(part.name in TAKE_NO_SCHEDULE for part in parts(method.native(library, learning_rate))):
        schedule, learning_rate = schedules.SCHEDULES["constant"](), learning_rate * float(schedule(0))
    schedule, schedule_twin = choose_schedule(library, schedule, learning_rate, steps)
    remark = explain(library, distance(method, schedule, learning_rate))
    return WRITERS[library](
        Run(library, landscape, method, schedule, schedule_twin, start, learning_rate, steps, remark)
    )


def relatives(library: str, part, conventions) -> list[Any]:
    """An optimizer or schedule, then the library's variant of it: with the library's defaults, then with its values."""
    keys = {kind: key for catalogue in conventions.values() for key, kind in catalogue.items()}
    kind = conventions[library][keys[type(part)]]
    known = {field.name for field in fields(kind)}
    values = {field.name: getattr(part, field.name) for field in fields(part) if field.name in known}
    changed = {
        field.name: values[field.name]
        for field in fields(part)
        if values.get(field.name, field.default) != field.default
    }
    return [part, kind(**changed), kind(**values)]


def twins(library: str, optimizer) -> list[Any]:
    """Those of its relatives that the library has."""
    family = relatives(library, optimizer, optimizers.CONVENTIONS)
    return [method for method in family if method.native(library, 1.0)]


def tell_lowest(optimizer, landscape):
    """A method that asks for the lowest loss gets it as a number: a library cannot look it up."""
    if getattr(optimizer, "lowest", 0.0) is None:
        return replace(optimizer, lowest=landscape.minimum_value)
    return optimizer


def choose_schedule(library: str, schedule, learning_rate: float, steps: int) -> tuple[Any, Any]:
    """The schedule that the program follows, and its twin if the library's own gives the very same rates."""
    _, _, cousin = relatives(library, schedule, schedules.CONVENTIONS)
    twin = cousin.native(library, learning_rate)
    if hasattr(schedule, "update"):
        return cousin, twin
    taken = np.arange(steps)
    parts_ways = cousin.twin_ends_at_horizon and steps > cousin.horizon
    exact = not parts_ways and np.array_equal(schedule(taken), cousin(taken))
    return schedule, twin if exact and np.any(schedule(taken) != 1) else None


def explain(library: str, distance: float) -> str:
    """What to know where the program takes another path than the run shown."""
    if not distance:
        return ""
    away = f"{distance:.1e} away" if np.isfinite(distance) else "elsewhere"
    return (
        f"{LIBRARIES[library]} does not do quite what the run shown does: it ends {away}. "
        f"With the convention {LIBRARIES[library]}, run and program agree."
    )


def refuse(library: str, optimizer) -> str:
    """A program that only says who has the method."""
    others = [title for other, title in LIBRARIES.items() if twins(other, optimizer)]
    advice = f"take the program for {' or '.join(others)}" if others else NEAREST.get(optimizer.family, WRITE_IT)
    sentence = plain(f"{LIBRARIES[library]} does not come with {optimizer.title}: {advice}.")
    return f'raise SystemExit("{sentence}")\n'
