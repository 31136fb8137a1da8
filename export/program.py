"""Take it home as code: a run as a complete, short program for PyTorch, Keras or Optax.

The program defines the same loss, start, optimizer, schedule and number of steps, and prints the final point. A library
whose method is not quite the one shown gets the nearest that it has, with a remark on the distance; where it has none,
the program is nothing but a sentence that says so and names the libraries that have one.
"""

from dataclasses import replace

import numpy as np

from descent.setting import Course, Runner
from export.call import twins_within
from export.keras import keras_program
from export.nearest import Yardstick, methods_in, schedule_in
from export.optax import optax_program
from export.pytorch import pytorch_program
from export.run import Run, plain
from libraries import LIBRARIES
from optimizers import Optimizer
from optimizers.optimizer import SECOND_ORDER
from schedules import SCHEDULES

PROGRAMS = {"pytorch": pytorch_program, "keras": keras_program, "optax": optax_program}
TAKE_NO_SCHEDULE = ("rprop", "scale_by_backtracking_linesearch")  # Optax' functions that take the first rate only

# What comes nearest to a method that none of the libraries has.
NEAREST = {SECOND_ORDER: "nor do the others; nearest is L-BFGS, as torch.optim.LBFGS or optax.lbfgs"}

WRITE_IT = "nor do the others; its rule is short enough to write out"


def programs(course: Course, runner: Runner) -> dict[str, str]:
    """The text of each library's program, by the library's key. All numbers are single, not sweeps."""
    yardstick = measure_from(course, runner)
    return {library: _program(library, yardstick) for library in LIBRARIES}


def program(library: str, course: Course, runner: Runner) -> str:
    """The text of one program; `library` is "pytorch", "keras" or "optax"."""
    return _program(library, measure_from(course, runner))


def measure_from(course: Course, runner: Runner) -> Yardstick:
    """The run shown, in plain numbers that can be written, as what the libraries' own are held against."""
    x, y = course.start
    return Yardstick(
        replace(course, start=(float(x), float(y)), steps=int(course.steps)),
        Runner(runner.optimizer.knowing(course.landscape), runner.schedule, float(runner.learning_rate)),
    )


def _program(library: str, yardstick: Yardstick) -> str:
    shown, course = yardstick.shown, yardstick.course
    methods = methods_in(library, shown.optimizer)
    if not methods:
        return refuse(library, shown.optimizer)
    runner = min((replace(shown, optimizer=method) for method in methods), key=yardstick.distance)
    if takes_no_schedule(library, runner.optimizer):
        constant = SCHEDULES["constant"](horizon=shown.schedule.horizon)
        runner = Runner(runner.optimizer, constant, shown.learning_rate * float(shown.schedule(0)))
    schedule, schedule_twin = schedule_in(library, runner, course.steps)
    runner = replace(runner, schedule=schedule)
    remark = remark_on(library, yardstick.distance(runner))
    return PROGRAMS[library](Run(library, course, runner, schedule_twin, remark))


def takes_no_schedule(library: str, method: Optimizer) -> bool:
    twin = method.native(library, 1.0)
    return twin is not None and any(part.name in TAKE_NO_SCHEDULE for part in twins_within(twin))


def remark_on(library: str, distance: float) -> str:
    """What to know where the program takes another path than the run shown."""
    if not distance:
        return ""
    away = f"{distance:.1e} away" if np.isfinite(distance) else "elsewhere"
    return (
        f"{LIBRARIES[library]} does not do quite what the run shown does: it ends {away}. "
        f"With the convention {LIBRARIES[library]}, run and program agree."
    )


def refuse(library: str, optimizer: Optimizer) -> str:
    """A program that only says who has the method."""
    others = [title for other, title in LIBRARIES.items() if methods_in(other, optimizer)]
    advice = f"take the program for {' or '.join(others)}" if others else NEAREST.get(optimizer.family, WRITE_IT)
    sentence = plain(f"{LIBRARIES[library]} does not come with {optimizer.title}: {advice}.")
    return f'raise SystemExit("{sentence}")\n'
