"""The table of the address: each name, the kind of its value, its default, and where that stands in a visit.

Which lines there are depends on a few keys: those of the landscape, the convention and the runners' methods.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple

import optimizers
import schedules
from address.entry import Entry
from address.ground import Ground
from address.ground_table import PLACE, ground_entries
from address.kinds import Choice, Number, Numbers
from address.only import SHORT_NAMES, Names
from address.visit import LOSS, SHOWN, Visit
from descent.control import RATE, STEPS
from descent.setting import LEARNING_RATE, LETTERS, Runner, suggest_rate
from descent.together import ALPHA, APART, MULTIPLE
from knobs import Knob
from landscapes import LANDSCAPES, Landscape
from libraries import LIBRARIES

NOISE = Knob(0.0, low=0.0, high=1000.0, title="Noise", help="standard deviation of the gradient's noise, 0 for none")
BATCH = Knob(1, low=1, high=1, title="Batch size", help="how many of the points each step sees, all in turn")
LABEL_NOISE = Knob(
    0.0,
    low=0.0,
    high=1000.0,
    title="Label noise",
    help="standard deviation of what each step sees added to the targets",
)
TRAINING, VALIDATION = "training", "validation"  # on which points the loss is shown
SEED = Knob(0, low=0, high=999_999, title="Seed", help="which draw of noise and mini-batches: same seed, same draw")
SWITCH = Knob(0, low=0, high=1)
COLOURS = 6
STEP = Knob(0.0, low=0.0, high=float(STEPS.high))  # it may rest on the way to the next
ZOOM = Knob(1.0, low=1e-4, high=1e7)  # as far as the map goes
CAMERA = Knob(1.0, low=0.1, high=100.0)  # how far the eye is from the middle of the 3D picture

MOST_WORK = 80.0  # microseconds, about: of one slope on a landscape whose parameters may move all; the catalogue's: 44
MOST_KEPT = 256  # tables: each is read twice at every run, and a class opens a few

FIRST = {
    "landscape": next(iter(LANDSCAPES)),
    "optimizer": next(iter(optimizers.OPTIMIZERS)),
    "schedule": "exponential",  # with its slider where the landscape's first picture has it
    "convention": next(iter(LIBRARIES)),
}
OF_GROUND = ("landscape", "f", "data")  # the choices with which the ground is another one
SHARED, OWN = "shared", "own"
SHARED_OR_OWN = ("starts", "draws")  # names of choices, and fields of Chosen
SHARING = {SHARED: "one for all", OWN: "one each"}
NOTHING = "nothing that one slider moves for all here"
NEITHER = f"neither “{SHARED}” nor “{OWN}”"
RATES_TOGETHER = {ALPHA: "One α for all", MULTIPLE: "One multiple of each suggestion"}
FORMER_LANDSCAPES = MappingProxyType({item.former_key: key for key, item in LANDSCAPES.items() if item.former_key})
PREFIXES = ("", *(f"{letter}." for letter in LETTERS[1:]))  # of the runners' names


class Chosen(NamedTuple):
    """The ground and the keys that decide which numbers there are, and what they are when nothing is said."""

    ground: Ground
    convention: str
    runners: tuple[tuple[str, str], ...]  # optimizer and schedule of each
    starts: str = SHARED  # where several begin
    draws: str = SHARED  # and which noise they meet

    @property
    def table(self) -> list[Entry]:
        return [*self.choices, *self.numbers]

    @property
    @lru_cache(MOST_KEPT)  # noqa: B019 -- a value with few forms, in a bounded memory
    def choices(self) -> list[Entry]:
        """The table's first lines, each with a menu."""
        table = [
            Entry(
                "landscape",
                Choice(LANDSCAPES, FORMER_LANDSCAPES),
                FIRST["landscape"],
                lambda v: v.ground.key,
            ),
            *ground_entries(self.ground),
            Entry("convention", Choice(LIBRARIES), FIRST["convention"], lambda v: v.convention),
        ]
        for place, prefix in enumerate(PREFIXES[: len(self.runners)]):
            table += menus_of(place, prefix, self.convention)
        return table + race_menus_of(self) if len(self.runners) > 1 else table

    @property
    @lru_cache(MOST_KEPT)  # noqa: B019 -- a value with few forms, in a bounded memory
    def numbers(self) -> list[Entry]:
        """All other lines: the runners', the course's, the page's."""
        landscape, of_ground = self.ground.landscape, OF_GROUND
        parameters = landscape.parameters.items()
        return [
            *(entry for place in range(len(self.runners)) for entry in numbers_of(place, self)),
            *race_numbers_of(self),
            *(Entry(name, Number(knob), knob.default, parameter_in(name), ("landscape",)) for name, knob in parameters),
            Entry("x", Number(PLACE), float(landscape.start[0]), lambda v: v.setting.course.start[0], of_ground),
            Entry("y", Number(PLACE), float(landscape.start[1]), lambda v: v.setting.course.start[1], of_ground),
            Entry("steps", Number(STEPS), landscape.steps, lambda v: v.setting.course.steps, ("landscape",)),
            Entry("noise", Number(NOISE), NOISE.default, lambda v: v.setting.course.noise, ("landscape",)),
            Entry("seed", Number(SEED), SEED.default, lambda v: v.setting.course.seed),
            *data_numbers_of(landscape),
            Entry("range_test", Number(SWITCH), 0, lambda v: int(v.range_test)),
            Entry("step", Number(STEP), 0.0, lambda v: v.look.step, of_ground),
            Entry("play", Number(SWITCH), 1, lambda v: int(v.look.play), of_ground),
            Entry("view", Numbers(3, is_view), None, lambda v: v.look.view, (*of_ground, "window")),
            Entry("camera", Numbers(6, is_camera), None, lambda v: v.look.camera, (*of_ground, "window")),
            Entry("show", Choice({name: name for name in SHOWN}), LOSS, lambda v: v.look.show),
            Entry("only", Names(), None, lambda v: v.only),
        ]


def data_numbers_of(landscape: Landscape) -> list[Entry]:
    """What a step sees of the data that a landscape is made of, and on which of it the loss is shown."""
    if landscape.data is None:
        return []
    count = len(landscape.data)
    batch = replace(BATCH, default=count, high=count)
    return [
        Entry(
            "batch_size", Number(batch), count, lambda v: v.setting.course.batch_size or count, ("landscape", "data")
        ),
        Entry("label_noise", Number(LABEL_NOISE), 0.0, lambda v: v.setting.course.label_noise, ("landscape", "data")),
        Entry(
            "surface",
            Choice({TRAINING: TRAINING, VALIDATION: VALIDATION}, missing=f"neither “{TRAINING}” nor “{VALIDATION}”"),
            TRAINING,
            lambda v: VALIDATION if v.validates else TRAINING,
            ("landscape",),
        ),
    ]


def menus_of(place: int, prefix: str, convention: str) -> list[Entry]:
    """The choices of one runner."""
    methods, shapes = optimizers.CONVENTIONS[convention], schedules.CONVENTIONS[convention]
    return [
        Entry(
            f"{prefix}optimizer",
            Choice(methods),
            FIRST["optimizer"],
            lambda v: key_of(v.setting.runners[place].optimizer, methods),
            stays=place > 0,
        ),
        Entry(
            f"{prefix}schedule",
            Choice(shapes),
            FIRST["schedule"],
            lambda v: key_of(v.setting.runners[place].schedule, shapes),
        ),
    ]


def race_menus_of(chosen: Chosen) -> list[Entry]:
    """The choices that only several runners have."""
    letters = {letter: letter for letter in LETTERS[: len(chosen.runners)]}
    return [
        Entry(
            "selected", Choice(letters, missing="none of these runners"), LETTERS[0], lambda v: LETTERS[v.race.selected]
        ),
        Entry(
            "together",
            Choice(together_in(chosen.ground.landscape), missing=NOTHING),
            APART,
            lambda v: v.race.together,
        ),
        Entry("starts", Choice(SHARING, missing=NEITHER), SHARED, lambda v: OWN if v.setting.starts else SHARED),
        Entry("draws", Choice(SHARING, missing=NEITHER), SHARED, lambda v: OWN if v.setting.draws else SHARED),
    ]


def race_numbers_of(chosen: Chosen) -> list[Entry]:
    """The numbers that only several runners have: their colours, and their own starts and draws where each has one."""
    places = range(len(chosen.runners) if len(chosen.runners) > 1 else 0)
    entries = [one_of_six(place, "colour", lambda visit, place: visit.race.colours[place]) for place in places]
    if chosen.draws == OWN:
        entries += [one_of_six(place, "draw", lambda visit, place: visit.setting.draws[place]) for place in places]
    if chosen.starts == SHARED:
        return entries
    start = chosen.ground.landscape.start
    for place in places[1:]:
        for axis, name in enumerate("xy"):
            default = float(start[axis])
            where = start_in(place, axis)
            entries.append(Entry(f"{PREFIXES[place]}{name}", Number(PLACE), default, where, OF_GROUND))
    return entries


def together_in(landscape: Landscape) -> dict[str, str]:
    """What one slider may move for all runners on a landscape, and what that is called.

    Not the letters of a formula whose slopes take so long that a walk of all runners for each notch would keep others
    waiting.
    """
    letters = landscape.parameters if landscape.work(1, 1) <= MOST_WORK else {}
    return {APART: "each one's own slider"} | RATES_TOGETHER | {name: knob.label for name, knob in letters.items()}


def numbers_of(place: int, chosen: Chosen) -> list[Entry]:
    """The learning rate and the knobs of one runner. In a race another method brings a rate of its own."""
    runner = first_runner(chosen, place)
    of_landscape = {LEARNING_RATE, "final"} if chosen.runners[place][1] == FIRST["schedule"] else {LEARNING_RATE}
    of_method = {LEARNING_RATE} if len(chosen.runners) > 1 else set()
    return [
        Entry(
            name_of(place, field),
            Number(knob),
            runner.value_of(field),
            knob_in(place, field),
            (("landscape",) if field in of_landscape else ())
            + (OF_GROUND if field == LEARNING_RATE else ())
            + ((f"{PREFIXES[place]}optimizer",) if field in of_method else ()),
        )
        for field, knob in ({LEARNING_RATE: RATE} | runner.knobs).items()
    ]


def is_view(values: tuple[float, ...]) -> bool:
    """The centre of the map, and its zoom."""
    x, y, zoom = values
    return max(abs(x), abs(y)) <= PLACE.high and ZOOM.low <= zoom <= ZOOM.high


def is_camera(values: tuple[float, ...]) -> bool:
    """The camera's eye, and where it looks."""
    eye, centre = values[:3], values[3:]
    return CAMERA.low <= math.dist(eye, centre) <= CAMERA.high and max(map(abs, centre)) <= CAMERA.high


def one_of_six(place: int, name: str, value_in: Callable[[Visit, int], int]) -> Entry:
    """A number that tells runners apart: each one's place, unless something else is said."""
    knob = Knob(place, low=0, high=COLOURS - 1)
    return Entry(f"{PREFIXES[place]}{name}", Number(knob), place, lambda visit: value_in(visit, place))


def start_in(place: int, axis: int) -> Callable[[Visit], float]:
    return lambda visit: visit.setting.starts[place][axis]


def knob_in(place: int, field: str) -> Callable[[Visit], float]:
    return lambda visit: visit.setting.runners[place].value_of(field)


def parameter_in(name: str) -> Callable[[Visit], float]:
    return lambda visit: dict(visit.setting.course.landscape.values)[name]


def first_runner(chosen: Chosen, place: int, steps: int = 1) -> Runner:
    """A runner as it is when the address says no more than its choices."""
    method, shape = chosen.runners[place]
    landscape = chosen.ground.landscape
    optimizer = optimizers.CONVENTIONS[chosen.convention][method]()
    schedule = schedules.CONVENTIONS[chosen.convention][shape](horizon=steps)
    if shape == FIRST["schedule"]:
        schedule = replace(schedule, final=landscape.decay)
    return Runner(optimizer, schedule, suggest_rate(optimizer, landscape))


def name_of(place: int, field: str) -> str:
    """What a runner's learning rate or a knob of it is called in the address."""
    return PREFIXES[place] + SHORT_NAMES.get(field, field)


def chosen_in(visit: Visit) -> Chosen:
    """The keys of what a visit shows."""
    methods, shapes = optimizers.CONVENTIONS[visit.convention], schedules.CONVENTIONS[visit.convention]
    runners = visit.setting.runners
    keys = tuple((key_of(runner.optimizer, methods), key_of(runner.schedule, shapes)) for runner in runners)
    starts, draws = (OWN if each else SHARED for each in (visit.setting.starts, visit.setting.draws))
    return Chosen(visit.ground, visit.convention, keys, starts, draws)


def key_of(item: Any, menu: Mapping[str, type]) -> str:
    return next(key for key, kind in menu.items() if kind is type(item))
