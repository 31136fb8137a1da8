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
from tests.goldens.grounds import ground, ground_of_data

PRESENT = {"plateau": {"patience": 2}}  # by schedule, what forty steps need in the place of a default
FORMULA = (
    "sigmoid(3x)/2 - abs(y)^1.5 + x^2/(1 + y^2) - 2^(-y^2)/3 + 2y^2 + tan(x/10) + asin(x/100) - acos(y/100)/7 + x^4/99"
    " + sqrt(1 + x^2) + log(2 + x^2) + cosh(y/2) - e*tanh(pi*x) - (x - y) - 3*(-x) + exp(-x) + atan(x*y) + sin(x)^2"
    " + sinh(y/9)*cos(1/3) - 1e-3*x^-2"
)
EDGES = "max(x, y)^2 + floor(x) + min(x, 2y) - ceil(3y)/3 + softplus(-3x - y) + relu(x - 1) + x^2"


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
    batch_size: int = 0
    label_noise: float = 0.0
    seed: int = 0

    @property
    def course(self) -> Course:
        landscape = ground_of_data(self.landscape)
        if landscape is None:
            landscape = (
                ground(self.landscape) if self.landscape in LANDSCAPES else Landscape.from_formula(self.landscape)
            )
        seen = {"seed": self.seed, "batch_size": self.batch_size, "label_noise": self.label_noise}
        return Course(landscape, landscape.start, self.steps, **seen)

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


def cases_of_data(optimizer="gradient_descent", schedule="constant", **seen):
    """On all ground that is made of points; 16 of them are trained on."""
    fields = {} if schedule == "constant" else {"final": 0.02, "horizon": 40} | PRESENT.get(schedule, {})
    for library in LIBRARIES:
        for landscape in ("points on a line", "points on a curve", "points of two classes", "points on waves"):
            yield Case(library, landscape, optimizer, {}, schedule, fields, 40, **seen)


def cases_told_more():
    """With methods and schedules that a program has to tell what a step sees."""
    for library in LIBRARIES:
        for optimizer, schedule in (
            ("momentum", "plateau"),
            ("rprop", "plateau"),
            ("polyak", "constant"),
            ("backtracking", "exponential"),
            ("schedule_free_sgd", "warmup_linear"),
            ("schedule_free_adamw", "exponential"),
            ("prodigy", "plateau"),
        ):
            fields = {} if schedule == "constant" else {"final": 0.02, "horizon": 40} | PRESENT.get(schedule, {})
            yield Case(library, "points on a curve", optimizer, {}, schedule, fields, 40, 6, 0.1, 3)


# By the name of an item's golden, its cases that have to be run in the libraries
REQUIRED = {
    **{f"optimizer-{key}": list(cases_of_optimizer(key)) for key in optimizers.OPTIMIZERS},
    **{f"schedule-{key}": list(cases_of_schedule(key)) for key in schedules.SCHEDULES},
    "landscape-typed": list(cases_of_landscape(FORMULA)),
    "landscape-edges": list(cases_of_landscape(EDGES)),
    "landscape-logistic": list(cases_of_landscape("logistic")),
    "landscape-points": list(cases_of_landscape("points on a line")),
    "data": list(cases_of_data("adam", "cosine")),
    "data-batches": list(cases_of_data("momentum", "inverse_time", batch_size=6, seed=3)),
    "data-even-batches": list(cases_of_data(batch_size=4)),
    "data-label-noise": list(cases_of_data("adam", label_noise=0.3, seed=1)),
    "data-told-more": list(cases_told_more()),
}
# and all that can be: a landscape's program is the typed formula's in all but what is the landscape's own
OFFERED = REQUIRED | {f"landscape-{key}": list(cases_of_landscape(key)) for key in LANDSCAPES}
