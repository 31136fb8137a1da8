"""Take it home as code: a run as a complete, short program for PyTorch, Keras or Optax.

The program defines the same loss, start, optimizer, schedule and number of steps. It prints where it ends, where the
run on the page ends, and whether the two agree. A library whose method is not quite the one shown gets the nearest that
it has, with a remark on the distance; where it has none, the program is nothing but a sentence that says so and names
the libraries that have one.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from descent.setting import Course, Runner
from export.call import twins_within
from export.keras import keras_program
from export.log import LOGS
from export.nearest import ASIDE, Yardstick, methods_in, schedule_in
from export.optax import FIRST_RATE_ONLY, TAKE_NO_SCHEDULE, optax_program
from export.pytorch import pytorch_program
from export.run import Run, plain
from libraries import LIBRARIES
from optimizers import Optimizer
from optimizers.optimizer import SECOND_ORDER
from schedules import SCHEDULES

PROGRAMS = {"pytorch": pytorch_program, "keras": keras_program, "optax": optax_program}

# What comes nearest to a method that none of the libraries has.
NEAREST = {SECOND_ORDER: "nor do the others; nearest is L-BFGS, as torch.optim.LBFGS or optax.lbfgs"}

WRITE_IT = "nor do the others; its rule is short enough to write out"
WITHOUT_NOISE = "The noise of the run on the page is left out: every library draws its own."


class Program(NamedTuple):
    """A program's text, and what its first lines say of how it differs from the run on the page; empty if it agrees."""

    text: str
    remark: str = ""


def programs(course: Course, runner: Runner, log: str = "") -> dict[str, Program]:
    """Each library's program, by the library's key. All numbers are single, not sweeps.

    `log` is a key of `log.LOGS`: then the programs log their steps there. Without it they log nothing.
    """
    yardstick = measure_from(course, runner)
    return {library: _program(library, yardstick, log) for library in LIBRARIES}


def program(library: str, course: Course, runner: Runner, log: str = "") -> Program:
    """One program; `library` is "pytorch", "keras" or "optax"."""
    return _program(library, measure_from(course, runner), log)


def measure_from(course: Course, runner: Runner) -> Yardstick:
    """The run shown, in plain numbers that can be written, as what the libraries' own are held against."""
    x, y = course.start
    return Yardstick(
        replace(course, start=(float(x), float(y)), steps=int(course.steps)),
        Runner(runner.optimizer.knowing(course.landscape), runner.schedule, float(runner.learning_rate)),
    )


def _program(library: str, yardstick: Yardstick, log: str) -> Program:
    shown, course = yardstick.shown, yardstick.course
    methods = methods_in(library, shown.optimizer)
    if not methods:
        return refuse(library, shown.optimizer)
    runner = min((replace(shown, optimizer=method) for method in methods), key=yardstick.distance)
    if takes_first_rate_only(library, runner.optimizer):
        constant = SCHEDULES["constant"](horizon=shown.schedule.horizon)
        runner = Runner(runner.optimizer, constant, shown.learning_rate * float(shown.schedule(0)))
    schedule, schedule_twin = schedule_in(library, runner, course.steps)
    runner = replace(runner, schedule=schedule)
    remarks = tuple(remarks_on(library, yardstick.distance(runner), yardstick.unrest, yardstick.as_shown.noise > 0))
    run = Run(library, yardstick.as_shown, runner, schedule_twin, yardstick.end, remarks, LOGS.get(log))
    return Program(PROGRAMS[library](run), " ".join(remarks))


def takes_first_rate_only(library: str, method: Optimizer) -> bool:
    return _has_part(library, method, FIRST_RATE_ONLY)


def takes_no_schedule(library: str, method: Optimizer) -> bool:
    """Whether it takes a number for its rate, and nothing else."""
    return _has_part(library, method, (*FIRST_RATE_ONLY, *TAKE_NO_SCHEDULE))


def _has_part(library: str, method: Optimizer, names: tuple[str, ...]) -> bool:
    twin = method.native(library, 1.0)
    return twin is not None and any(part.name in names for part in twins_within(twin))


def remarks_on(library: str, distance: float, unrest: float, noisy: bool) -> Iterator[str]:
    """What to know where the program takes another path than the run shown."""
    if noisy:
        yield WITHOUT_NOISE
    if distance:
        yield f"{LIBRARIES[library]} does not do quite what the run shown does: it ends {_far(distance, 'away')}."
        if not unrest:
            yield f"With the convention {LIBRARIES[library]}, run and program agree."
    if unrest:
        together = f"starts {ASIDE} apart end {_far(unrest, 'apart')}"
        yield f"Rounding decides where this run ends, and every library rounds in its own way: {together}."


def _far(distance: float, word: str) -> str:
    return f"{distance:.1e} {word}" if np.isfinite(distance) else "elsewhere"


def refuse(library: str, optimizer: Optimizer) -> Program:
    """A program that only says who has the method."""
    others = [title for other, title in LIBRARIES.items() if methods_in(other, optimizer)]
    advice = f"take the program for {' or '.join(others)}" if others else NEAREST.get(optimizer.family, WRITE_IT)
    sentence = plain(f"{LIBRARIES[library]} does not come with {optimizer.title}: {advice}.")
    return Program(f'raise SystemExit("{sentence}")\n', sentence)
