"""The runs at both ends of every slider: every optimizer under every schedule, exported to every library.

Shared by the recorder and the tests, so that both build the very same programs. Each is shown in the convention of the
library that it is exported to and, where that is another run, in the one that the page opens with.
"""

from collections.abc import Iterator
from typing import NamedTuple

import optimizers
import schedules
from descent.control import controls_for
from descent.setting import Course, Runner, suggest_rate
from export import Program, program
from libraries import LIBRARIES
from tests.goldens.claims import claim, digest
from tests.goldens.grounds import ground

LANDSCAPE = ground("ravine")
STEPS = (10, 19)  # at 19, one cycle's shortest rise has no step at all
PRESENT = {"plateau": {"patience": 2}}  # by schedule, what ten steps need in the place of a default


class Case(NamedTuple):
    """One run, as a library that it is exported to and what is shown on the page."""

    library: str
    schedule: str
    course: Course
    runner: Runner

    @property
    def program(self) -> Program:
        return program(self.library, self.course, self.runner)

    @property
    def in_own_convention(self) -> bool:
        """Whether the page shows what the library does."""
        catalogues = (optimizers.CONVENTIONS[self.library], schedules.CONVENTIONS[self.library])
        return all(
            type(part) in catalogue.values()
            for part, catalogue in zip((self.runner.optimizer, self.runner.schedule), catalogues, strict=True)
        )


def cases_of(key: str) -> Iterator[Case]:
    """All of one optimizer, the same one never twice."""
    for library in LIBRARIES:
        for schedule in schedules.SCHEDULES:
            conventions = (library, next(iter(LIBRARIES)))
            yield from dict.fromkeys(
                Case(library, schedule, Course(LANDSCAPE, LANDSCAPE.start, steps), runner)
                for steps in STEPS[: 2 if key == next(iter(optimizers.OPTIMIZERS)) else 1]
                for convention in conventions
                for runner in runners_at_ends(convention, key, schedule, steps)
            )


def runners_at_ends(convention: str, key: str, schedule: str, steps: int) -> Iterator[Runner]:
    """The runner with all sliders at their defaults, then with one of them at an end."""
    optimizer = optimizers.CONVENTIONS[convention][key]()
    braking = schedules.CONVENTIONS[convention][schedule](horizon=steps, **PRESENT.get(schedule, {}))
    suggested = suggest_rate(optimizer, LANDSCAPE)
    runner = Runner(optimizer, braking, suggested)
    yield runner
    for control in controls_for(runner, suggested):
        for end in (control.values[0], control.values[-1]):
            yield runner.moved(**{control.name: int(end) if control.knob.whole else float(end)})


def summary(made: list[tuple[Case, Program]]) -> list[dict[str, str]]:
    """What is recorded of an optimizer's programs: a line for each library and schedule, digests by claim."""
    lines: dict[tuple[str, str], dict[str, set[str]]] = {}
    for case, text in made:
        lines.setdefault((case.library, case.schedule), {}).setdefault(claim(text), set()).add(digest(text))
    return [
        {"library": library, "schedule": schedule} | {said: " ".join(sorted(numbers)) for said, numbers in line.items()}
        for (library, schedule), line in sorted(lines.items())  # whatever the order of the catalogue
    ]
