"""From an address to a visit and back, and from one address to the next."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import takewhile

from address.kinds import RefusedError
from address.strangers import name_strangers
from address.table import FIRST, PREFIXES, Chosen, chosen_in, first_runner, menus_of, name_of
from address.visit import Look, Visit
from descent.setting import LEARNING_RATE, Course, Setting
from landscapes import LANDSCAPES, Landscape


def read(params: Mapping[str, str], most_runners: int = 1) -> tuple[Visit, list[str]]:
    """The visit that an address asks for, and a sentence for each thing in it that could not be had."""
    notices: list[str] = []
    chosen = choose(params, most_runners, notices)
    values = {entry.name: entry.read(params, notices) for entry in chosen.numbers}
    landscape = LANDSCAPES[chosen.landscape]
    if landscape.parameters:
        landscape = with_parameters(chosen.landscape, tuple((name, values[name]) for name in landscape.parameters))
    course = Course(landscape, (values["x"], values["y"]), values["steps"], values["noise"], values["seed"])
    runners = []
    for place in range(len(chosen.runners)):
        runner = first_runner(chosen, place, course.steps)
        fields = (LEARNING_RATE, *runner.knobs)
        runners.append(runner.moved(**{field: values[name_of(place, field)] for field in fields}))
    look = Look(values["step"], bool(values["play"]), values["view"], values["camera"])
    visit = Visit(Setting(course, tuple(runners)), chosen.convention, bool(values["range_test"]), look)
    return visit, notices + name_strangers(params, {entry.name for entry in chosen.table})


def write(visit: Visit) -> dict[str, str]:
    """The address of a visit."""
    chosen = chosen_in(visit)
    texts = {entry.name: entry.write(visit) for entry in chosen.table}
    return {name: text for name, text in texts.items() if text is not None}


def changed(params: Mapping[str, str], name: str, text: str, most_runners: int = 1) -> dict[str, str]:
    """The address after one value was changed.

    What is read no longer is forgotten, and so is what had its scale from a choice that is now another one. Names that
    were never read stay.
    """
    after = dict(params) | {name: text}
    before, now = (choose(each, most_runners, []) for each in (params, after))
    forgotten = {entry.name for entry in before.numbers} - {entry.name for entry in now.numbers}
    forgotten |= {entry.name for entry in before.numbers if entry.scale_of == name}
    forgotten |= {entry.name for entry in now.table if entry.name == name and entry.is_idle(text)}
    return {name: text for name, text in after.items() if name not in forgotten}


def accepts(params: Mapping[str, str], name: str, text: str, most_runners: int = 1) -> bool:
    """Whether the picture at an address has a value of this name, and it may be this one."""
    for entry in choose(params, most_runners, []).table:
        if entry.name == name:
            try:
                entry.kind.read(text)
            except RefusedError:
                return False
            return True
    return False


@lru_cache(maxsize=64)  # 0.05 MB each
def with_parameters(key: str, values: tuple[tuple[str, float], ...]) -> Landscape:
    """A landscape of the catalogue at these values: its floors are searched for once, and all that follows kept."""
    return LANDSCAPES[key].with_parameters(**dict(values))


def choose(params: Mapping[str, str], most_runners: int, notices: list[str]) -> Chosen:
    """What the address says of the menus."""
    courses = Chosen(FIRST["landscape"], FIRST["convention"], ()).choices
    landscape, convention = (entry.read(params, notices) for entry in courses)
    asked = takewhile(lambda prefix: f"{prefix}optimizer" in params, PREFIXES[1:most_runners])
    menus = (menus_of(place, prefix, convention) for place, prefix in enumerate(("", *asked)))
    runners = [[entry.read(params, notices) for entry in menu] for menu in menus]
    return Chosen(landscape, convention, tuple((optimizer, schedule) for optimizer, schedule in runners))
