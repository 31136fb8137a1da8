"""Walks: the runs that a file of numbers holds, in the order of the picture's runners.

    walks_of(shown)                     the present run of each runner
    walks_of(shown, "learning_rate")    each runner at every notch of that slider, or of the one that moves all

Few notches walk side by side: the numbers are those of `descend` for each alone, and no visitor waits for long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from address.table import SHORT_NAMES
from descent.basins import Pulse
from descent.control import Control, controls_for
from descent.descend import Trajectory
from descent.setting import LEARNING_RATE, LETTERS, Course, Runner, Setting, suggest_rate
from descent.together import APART, ground_at, ground_notches, shared_rates
from export.shown import Pause, Shown, TooMuchError

ABREAST = 16  # notches that walk side by side
MOST_ROWS = 600_000  # steps of all runs in a file: six runners of 1000 steps at all notches of a slider are fewer
LONG_NAMES = {short: name for name, short in SHORT_NAMES.items()}


@dataclass(frozen=True, eq=False)
class Walk:
    """Some runs of one runner; where a slider moves, `values` (runs,) are its notches, else it is empty."""

    letter: str
    course: Course
    runner: Runner  # its numbers may be arrays (runs,)
    values: np.ndarray

    @property
    def runs(self) -> int:
        return max(len(self.values), 1)

    @property
    def has_validation(self) -> bool:
        data = self.course.landscape.data
        return data is not None and bool(data.validation)

    def walk(self, pause: Pause) -> Trajectory:
        return self.course.run(self.runner, Pulse(pause))

    def validate(self, trajectory: Trajectory) -> np.ndarray:
        """The loss on the points that were held back, (steps + 1, runs)."""
        return self.course.landscape.validation_loss(*trajectory.positions.swapaxes(0, 1))

    def value_of(self, name: str, run: int) -> float:
        """A number of one of the runs."""
        return float(np.broadcast_to(self.runner.value_of(name), self.runs)[run])


def walks_of(shown: Shown, slider: str = "") -> list[Walk]:
    """All walks of a picture. A slider goes by its field or as in an address: "learning_rate" or "alpha".

    Raises TooMuchError, with a sentence, where no runner has such a slider.
    """
    setting, race = shown.visit.setting, shown.visit.race
    if slider and slider == race.together != APART:
        return list(_walk_together(setting, slider, race.selected))
    name = LONG_NAMES.get(slider, slider)
    walks = [walk for place in range(len(setting.runners)) for walk in _walk_alone(setting, place, name)]
    if slider and not any(len(walk.values) for walk in walks):
        known = dict.fromkeys(name for runner in setting.runners for name in (LEARNING_RATE, *runner.knobs))
        raise TooMuchError(f"Nothing in this picture has a slider “{slider[:40]}”: choose among {', '.join(known)}.")
    return walks


def check_length(pictures: Sequence[Sequence[Walk]], most: int = MOST_ROWS):
    """Raises TooMuchError where the walks of some pictures have more steps than a file is to hold."""
    rows = sum(walk.runs * (walk.course.steps + 1) for walks in pictures for walk in walks)
    if rows > most:
        raise TooMuchError(
            f"All runs together have {rows:,} steps, and one file holds {most:,} at most: take the present runs alone, "
            "fewer steps or fewer pictures."
        )


def slider_column(slider: str) -> str:
    """What a slider's column is called: as in an address, for "learning_rate" is the one that a step used."""
    return SHORT_NAMES.get(slider, slider)


def _walk_alone(setting: Setting, place: int, name: str) -> Iterator[Walk]:
    """One runner: at its own notches of a slider that it has, else as it is."""
    runner, course = setting.runners[place], setting.course_of(place)
    walk = partial(Walk, LETTERS[place], course)
    control = next((own for own in controls_of(course, runner) if own.name == name), None)
    if control is None:
        yield walk(runner, np.empty(0))
    else:
        for values in _blocks(control.values):
            moved: dict[str, Any] = {name: values}
            yield walk(runner.moved(**moved), values)


def controls_of(course: Course, runner: Runner) -> tuple[Control, ...]:
    return controls_for(runner, suggest_rate(runner.optimizer, course.landscape))


def _walk_together(setting: Setting, name: str, lead: int) -> Iterator[Walk]:
    """All runners at the notches of the one slider that moves them all."""
    landscape, runners = setting.course.landscape, setting.runners
    if name in landscape.parameters:
        notches = ground_notches(landscape, name, len(runners) * setting.course.steps)
        for place, runner in enumerate(runners):
            for values in _blocks(notches, 1):
                ground = ground_at(landscape, name, float(values[0]))
                yield Walk(LETTERS[place], replace(setting.course_of(place), landscape=ground), runner, values)
        return
    suggested = [suggest_rate(runner.optimizer, landscape) for runner in runners]
    notches, rates = shared_rates(name, runners, suggested, lead)
    for place, (runner, own) in enumerate(zip(runners, rates, strict=True)):
        for values, block in zip(_blocks(notches), _blocks(own), strict=True):
            moved: dict[str, Any] = {LEARNING_RATE: block}
            yield Walk(LETTERS[place], setting.course_of(place), runner.moved(**moved), values)


def _blocks(values: np.ndarray, size: int = ABREAST) -> list[np.ndarray]:
    return [values[first : first + size] for first in range(0, len(values), size)]
