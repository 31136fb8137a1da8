"""The address: one table of all that a link may say, how each value is read, checked and written, and what it is about.

    visit, notices = read({"optimizer": "adam", "alpha": "0.05"})
    write(visit)                            ->  {"optimizer": "adam", "alpha": "0.05"}
    changed(params, "optimizer", "lion")    ->  the address after one choice: what belonged to Adam alone is forgotten

Pure: from texts to a Visit and back. A value at its default is left out of the address; one that is refused falls back
to its default, and a sentence says so; so does a name that nobody reads. The first runner's names stand plain, those of
the second begin with "b.", and so on; a page says how many runners it reads.
"""

import difflib
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, NamedTuple

import optimizers
import schedules
from descent.control import NO_DECAY, RATE
from descent.setting import LEARNING_RATE, Course, Runner, Setting, suggest_rate
from knobs import Knob
from landscapes import LANDSCAPES
from libraries import LIBRARIES

STEPS = Knob(100, low=10, high=1000, title="Steps", help="how many steps the optimizer takes")
NOISE = Knob(0.0, low=0.0, high=1000.0, title="Noise", help="standard deviation of the gradient's noise, 0 for none")
SEED = Knob(0, low=0, high=999_999, title="Seed", help="which draw of the noise: same seed, same noise")
PLACE = Knob(0.0, low=-1e9, high=1e9)
SWITCH = Knob(0, low=0, high=1)
STEP = Knob(0, low=0, high=STEPS.high)

FIRST = {
    "landscape": next(iter(LANDSCAPES)),
    "optimizer": next(iter(optimizers.OPTIMIZERS)),
    "schedule": "exponential",  # with its slider at no decay: the first picture is plain descent
    "convention": next(iter(LIBRARIES)),
}
PREFIXES = ("", "b.", "c.", "d.", "e.", "f.")  # of the runners' names
SHORT_NAMES = {LEARNING_RATE: "alpha", "final": "decay"}  # other knobs go by the names of their fields
TRACKERS = ("utm_", "fbclid", "gclid", "msclkid")  # what mailers and networks hang on a link
MOST_NAMED, LONGEST_NAME = 3, 24  # of the names that nobody reads


@dataclass(frozen=True)
class Look:
    """How a picture is looked at."""

    step: int = 0
    play: bool = True  # whether it moves on from there
    view: tuple[float, ...] | None = None  # centre and zoom of the map; None for the landscape's window
    camera: tuple[float, ...] | None = None  # eye and centre of the 3D picture; None for where it stands at first


@dataclass(frozen=True)
class Visit:
    """All that an address says."""

    setting: Setting
    convention: str = FIRST["convention"]
    range_test: bool = False
    look: Look = Look()


class RefusedError(ValueError):
    """Why a text is none of the values that a name may have."""


@dataclass(frozen=True)
class Choice:
    """One of a menu's keys."""

    menu: Mapping[str, Any]

    def read(self, text: str) -> str:
        if text not in self.menu:
            raise RefusedError("not in the catalogue")
        return text

    def refuse(self, name: str, why: RefusedError, default: str) -> str:
        shown = getattr(self.menu[default], "title", self.menu[default])
        return f"The link asks for a {name} that is {why}, so {shown} is shown."


@dataclass(frozen=True)
class Number:
    """A number between a knob's ends, whole where its default is."""

    knob: Knob

    def read(self, text: str) -> float:
        try:
            value = int(text) if self.knob.whole else float(text)
        except ValueError:
            value = math.nan
        if not self.knob.low <= value <= self.knob.high:
            kind = "whole number" if self.knob.whole else "number"
            raise RefusedError(f"not a {kind} from {self.knob.low:g} to {self.knob.high:g}")
        return value

    def refuse(self, name: str, why: RefusedError, default: float) -> str:
        return f"The link's value of “{name}” is {why}, so {default:g} is used."


@dataclass(frozen=True)
class Numbers:
    """So many numbers with commas between them."""

    count: int

    def read(self, text: str) -> tuple[float, ...]:
        try:
            values = tuple(map(float, text.split(",")))
        except ValueError:
            values = ()
        if len(values) != self.count or not all(abs(value) <= PLACE.high for value in values):
            raise RefusedError(f"not {self.count} numbers with commas between them")
        return values

    def refuse(self, name: str, why: RefusedError, default: None) -> str:
        return f"The link's value of “{name}” is {why}, so it is left out."


class Entry(NamedTuple):
    """One line of the table: `value_in` finds its value in a visit, `scale_of` is the choice that sets its scale."""

    name: str
    kind: Choice | Number | Numbers
    default: Any
    value_in: Callable[[Visit], Any]
    scale_of: str = ""

    def read(self, params: Mapping[str, str], notices: list[str]) -> Any:
        if self.name not in params:
            return self.default
        try:
            return self.kind.read(params[self.name])
        except RefusedError as why:
            notices.append(self.kind.refuse(self.name, why, self.default))
            return self.default

    def write(self, visit: Visit) -> str | None:
        """The text for its value, None for the default."""
        value = self.value_in(visit)
        if value == self.default:
            return None
        return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


class Chosen(NamedTuple):
    """The keys that decide which numbers there are, and what they are when nothing is said."""

    landscape: str
    convention: str
    runners: tuple[tuple[str, str], ...]  # optimizer and schedule of each

    @property
    def choices(self) -> list[Entry]:
        """The table's first lines, each with a menu."""
        table = [
            Entry("landscape", Choice(LANDSCAPES), FIRST["landscape"], lambda v: v.setting.course.landscape.key),
            Entry("convention", Choice(LIBRARIES), FIRST["convention"], lambda v: v.convention),
        ]
        for place, prefix in enumerate(PREFIXES[: len(self.runners)]):
            table += menus_of(place, prefix, self.convention)
        return table

    @property
    def numbers(self) -> list[Entry]:
        """All other lines: the runners', the course's, the page's."""
        landscape = LANDSCAPES[self.landscape]
        parameters = landscape.parameters.items()
        return [
            *(entry for place in range(len(self.runners)) for entry in numbers_of(place, self)),
            *(Entry(name, Number(knob), knob.default, parameter_in(name), "landscape") for name, knob in parameters),
            Entry("x", Number(PLACE), float(landscape.start[0]), lambda v: v.setting.course.start[0], "landscape"),
            Entry("y", Number(PLACE), float(landscape.start[1]), lambda v: v.setting.course.start[1], "landscape"),
            Entry("steps", Number(STEPS), STEPS.default, lambda v: v.setting.course.steps),
            Entry("noise", Number(NOISE), NOISE.default, lambda v: v.setting.course.noise),
            Entry("seed", Number(SEED), SEED.default, lambda v: v.setting.course.seed),
            Entry("range_test", Number(SWITCH), 0, lambda v: int(v.range_test)),
            Entry("step", Number(STEP), 0, lambda v: v.look.step, "landscape"),
            Entry("play", Number(SWITCH), 1, lambda v: int(v.look.play), "landscape"),
            Entry("view", Numbers(3), None, lambda v: v.look.view, "landscape"),
            Entry("camera", Numbers(6), None, lambda v: v.look.camera),
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
        ),
        Entry(
            f"{prefix}schedule",
            Choice(shapes),
            FIRST["schedule"],
            lambda v: key_of(v.setting.runners[place].schedule, shapes),
        ),
    ]


def numbers_of(place: int, chosen: Chosen) -> list[Entry]:
    """The learning rate and the knobs of one runner."""
    runner = first_runner(chosen, place)
    rate = Entry(name_of(place, LEARNING_RATE), Number(RATE), runner.learning_rate, knob_in(place, LEARNING_RATE))
    return [
        rate._replace(scale_of="landscape"),
        *(
            Entry(name_of(place, field), Number(knob), runner.value_of(field), knob_in(place, field))
            for field, knob in runner.knobs.items()
        ),
    ]


def knob_in(place: int, field: str) -> Callable[[Visit], float]:
    return lambda visit: visit.setting.runners[place].value_of(field)


def parameter_in(name: str) -> Callable[[Visit], float]:
    return lambda visit: dict(visit.setting.course.landscape.values)[name]


def first_runner(chosen: Chosen, place: int, steps: int = STEPS.default) -> Runner:
    """A runner as it is when the address says no more than its choices."""
    method, shape = chosen.runners[place]
    optimizer = optimizers.CONVENTIONS[chosen.convention][method]()
    plain = {"final": NO_DECAY} if shape == FIRST["schedule"] else {}
    schedule = schedules.CONVENTIONS[chosen.convention][shape](horizon=steps, **plain)
    return Runner(optimizer, schedule, suggest_rate(optimizer, LANDSCAPES[chosen.landscape]))


def name_of(place: int, field: str) -> str:
    """What a runner's learning rate or a knob of it is called in the address."""
    return PREFIXES[place] + SHORT_NAMES.get(field, field)


def chosen_in(visit: Visit) -> Chosen:
    """The keys of what a visit shows."""
    methods, shapes = optimizers.CONVENTIONS[visit.convention], schedules.CONVENTIONS[visit.convention]
    runners = visit.setting.runners
    keys = tuple((key_of(runner.optimizer, methods), key_of(runner.schedule, shapes)) for runner in runners)
    return Chosen(visit.setting.course.landscape.key, visit.convention, keys)


def key_of(item: Any, menu: Mapping[str, type]) -> str:
    return next(key for key, kind in menu.items() if kind is type(item))


def read(params: Mapping[str, str], most_runners: int = 1) -> tuple[Visit, list[str]]:
    """The visit that an address asks for, and a sentence for each thing in it that could not be had."""
    notices: list[str] = []
    chosen = choose(params, most_runners, notices)
    values = {entry.name: entry.read(params, notices) for entry in chosen.numbers}
    landscape = LANDSCAPES[chosen.landscape]
    if landscape.parameters:
        landscape = landscape.with_parameters(**{name: values[name] for name in landscape.parameters})
    course = Course(landscape, (values["x"], values["y"]), values["steps"], values["noise"], values["seed"])
    runners = []
    for place in range(len(chosen.runners)):
        runner = first_runner(chosen, place, course.steps)
        fields = (LEARNING_RATE, *runner.knobs)
        runners.append(runner.moved(**{field: values[name_of(place, field)] for field in fields}))
    look = Look(values["step"], bool(values["play"]), values["view"], values["camera"])
    visit = Visit(Setting(course, tuple(runners)), chosen.convention, bool(values["range_test"]), look)
    return visit, notices + name_strangers(params, {entry.name for entry in chosen.choices} | values.keys())


def write(visit: Visit) -> dict[str, str]:
    """The address of a visit."""
    chosen = chosen_in(visit)
    texts = {entry.name: entry.write(visit) for entry in (*chosen.choices, *chosen.numbers)}
    return {name: text for name, text in texts.items() if text is not None}


def changed(params: Mapping[str, str], name: str, text: str | None, most_runners: int = 1) -> dict[str, str]:
    """The address after one value was changed; None stands for its default.

    What is read no longer is forgotten, and so is what had its scale from a choice that is now another one. Names that
    were never read stay.
    """
    after = dict(params) | ({} if text is None else {name: text})
    if text is None:
        after.pop(name, None)
    before, now = (choose(each, most_runners, []).numbers for each in (params, after))
    forgotten = {entry.name for entry in before} - {entry.name for entry in now}
    forgotten |= {entry.name for entry in before if entry.scale_of == name}
    return {name: text for name, text in after.items() if name not in forgotten}


def choose(params: Mapping[str, str], most_runners: int, notices: list[str]) -> Chosen:
    """What the address says of the menus."""
    courses = Chosen(FIRST["landscape"], FIRST["convention"], ()).choices
    landscape, convention = (entry.read(params, notices) for entry in courses)
    asked = takewhile(lambda prefix: any(name.startswith(prefix) for name in params), PREFIXES[1:most_runners])
    menus = (menus_of(place, prefix, convention) for place, prefix in enumerate(("", *asked)))
    runners = [[entry.read(params, notices) for entry in menu] for menu in menus]
    return Chosen(landscape, convention, tuple((optimizer, schedule) for optimizer, schedule in runners))


def name_strangers(names: Iterable[str], known: set[str]) -> list[str]:
    """A sentence for names that nobody reads, with the one that was meant where that is easy to guess."""
    strangers = [name for name in names if name not in known and not name.startswith(TRACKERS)]
    said = []
    for name in strangers[:MOST_NAMED]:
        meant = difflib.get_close_matches(SHORT_NAMES.get(name, name).lower(), known, n=1)
        advice = f"did you mean “{meant[0]}”?" if meant else "it is left out."
        said.append(f"Nothing in this picture reads the link's “{name[:LONGEST_NAME]}”: {advice}")
    if more := len(strangers) - len(said):
        said.append(f"{more} more {'name is' if more == 1 else 'names are'} left out too.")
    return said
