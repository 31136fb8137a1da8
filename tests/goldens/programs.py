"""The runs that are exported to prove the export: every optimizer, schedule and landscape, in every library.

Shared by the recorder and the tests, so that both build the very same programs.
"""

from dataclasses import dataclass, field

import optimizers
import schedules
from descent.setting import Course, Runner
from export import Program, program
from knobs import knobs_of
from landscapes import LANDSCAPES, Landscape
from libraries import LIBRARIES
from tests.goldens.claims import digest
from tests.goldens.grounds import ground

FORMULA = (
    "sigmoid(3x)/2 - abs(y)^1.5 + x^2/(1 + y^2) - 2^(-y^2)/3 + 2y^2 + tan(x/10) + asin(x/100) - acos(y/100)/7 + x^4/99"
    " + sqrt(1 + x^2) + log(2 + x^2) + cosh(y/2) - e*tanh(pi*x) - (x - y) - 3*(-x) + exp(-x) + atan(x*y) + sin(x)^2"
    " + sinh(y/9)*cos(1/3) - 1e-3*x^-2"
)


@dataclass(frozen=True)
class Case:
    """One run, in the convention of the library that it is exported to."""

    library: str
    landscape: str = "ravine"
    optimizer: str = "gradient_descent"
    knobs: dict = field(default_factory=dict)
    schedule: str = "constant"
    fields: dict = field(default_factory=dict)
    steps: int = 25

    @property
    def course(self) -> Course:
        landscape = ground(self.landscape) if self.landscape in LANDSCAPES else Landscape.from_formula(FORMULA)
        return Course(landscape, landscape.start, self.steps)

    @property
    def runner(self) -> Runner:
        optimizer = optimizers.CONVENTIONS[self.library][self.optimizer](**self.knobs)
        schedule = schedules.CONVENTIONS[self.library][self.schedule](**self.fields)
        return Runner(optimizer, schedule, optimizer.suggested_rate(self.course.landscape))

    @property
    def program(self) -> Program:
        return program(self.library, self.course, self.runner)

    @property
    def text(self) -> str:
        return self.program.text

    @property
    def digest(self) -> str:
        return digest(self.program)


def cases_of_optimizer(key):
    for library, catalogue in optimizers.CONVENTIONS.items():
        moved = {name: float(knob.notches(7)[3]) for name, knob in knobs_of(catalogue[key]).items()}
        for knobs in ({}, moved) if moved else ({},):
            yield Case(library, "himmelblau", key, knobs)
        yield Case(library, "himmelblau", key, {}, "exponential", {"final": 0.1, "horizon": 25})


def cases_of_schedule(key):
    for library in LIBRARIES:
        for horizon in (40, 50):  # past it, and just within it
            yield Case(library, schedule=key, fields={"final": 0.02, "horizon": horizon}, steps=50)


def cases_of_landscape(key):
    for library in LIBRARIES:
        yield Case(library, key)


# By the name of an item's golden, its cases that have to be run in the libraries
REQUIRED = {
    **{f"optimizer-{key}": list(cases_of_optimizer(key)) for key in optimizers.OPTIMIZERS},
    **{f"schedule-{key}": list(cases_of_schedule(key)) for key in schedules.SCHEDULES},
    "landscape-typed": list(cases_of_landscape(FORMULA)),
}
# and all that can be: a landscape's program is the typed formula's in all but what is the landscape's own
OFFERED = REQUIRED | {f"landscape-{key}": list(cases_of_landscape(key)) for key in LANDSCAPES}
