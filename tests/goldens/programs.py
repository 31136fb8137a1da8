"""The runs that are exported to prove the export: every optimizer, schedule and landscape, in every library.

Shared by the recorder and the tests, so that both build the very same programs.
"""

import hashlib
from dataclasses import dataclass, field

from descent.setting import Course, Runner
from export import program
from knobs import knobs_of
from landscapes import LANDSCAPES, Landscape
from optimizers import CONVENTIONS as OPTIMIZERS
from schedules import CONVENTIONS as SCHEDULES

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
        landscape = LANDSCAPES.get(self.landscape) or Landscape.from_formula(FORMULA)
        return Course(landscape, landscape.start, self.steps)

    @property
    def runner(self) -> Runner:
        optimizer = OPTIMIZERS[self.library][self.optimizer](**self.knobs)
        schedule = SCHEDULES[self.library][self.schedule](**self.fields)
        return Runner(optimizer, schedule, optimizer.suggested_rate(self.course.landscape))

    @property
    def text(self) -> str:
        return program(self.library, self.course, self.runner)

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]


def cases():
    for library, catalogue in OPTIMIZERS.items():
        for key, optimizer in catalogue.items():
            moved = {name: float(knob.notches(7)[3]) for name, knob in knobs_of(optimizer).items()}
            for knobs in ({}, moved) if moved else ({},):
                yield Case(library, "himmelblau", key, knobs)
            yield Case(library, "himmelblau", key, {}, "exponential", {"final": 0.1, "horizon": 25})
        for key in SCHEDULES[library]:
            for horizon in (40, 50):  # within it, and past it
                yield Case(library, schedule=key, fields={"final": 0.02, "horizon": horizon}, steps=50)
        for key in (*LANDSCAPES, FORMULA):
            yield Case(library, key)
