"""The menus and number fields of a picture: what can be chosen and what is, as the stage shows it.

The lines of the menus seldom change, so they travel as a part of their own; what is chosen stands in the scene.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import optimizers
import schedules
from address import (
    BATCH,
    LABEL_NOISE,
    NOISE,
    SEED,
    STEPS,
    Look,
    Visit,
    accepts,
    chosen_in,
    ground_entries,
    read,
    write,
)
from address.only import describe_controls
from address.presets import PRESETS
from descent.setting import LETTERS
from knobs import Knob
from landscapes import FORMULA, LANDSCAPES
from libraries import LIBRARIES
from stage.parts import Part, make_part

LIBRARY = "convention"
KEPT = (LIBRARY, "only")
LIBRARY_HELP = "Whose version of an optimizer or schedule is shown, where PyTorch, Keras and Optax differ."
OWN_LINE = replace(FORMULA, title=f"{FORMULA.title}…")  # before all others, where a hand finds it
MENUS = {"landscape": "Landscape", "optimizer": "Optimizer", "schedule": "Schedule"}  # by their names in the address


class Choices(NamedTuple):
    """`lines` is the part with the menus' lines; `chosen` is the key that each menu stands at; `fields` the numbers."""

    lines: Part
    chosen: dict[str, str]
    fields: list[dict]


def choices_of(visit: Visit) -> Choices:
    """What a visit can choose from; of several runners, for the selected one."""
    keys = chosen_in(visit)
    landscape, convention, (optimizer, schedule) = keys.ground.key, keys.convention, keys.runners[visit.race.selected]
    course = visit.setting.course
    values = dict(course.landscape.values)
    letters = {} if visit.ground.is_typed else course.landscape.parameters  # those of a formula have sliders
    fields = [describe_field(name, knob, values[name]) for name, knob in letters.items()]
    if data := course.landscape.data:
        batch = replace(BATCH, default=len(data), high=len(data))
        fields += [
            describe_field("batch_size", batch, course.batch_size or len(data)),
            describe_field("label_noise", LABEL_NOISE, course.label_noise),
        ]
    noise = replace(NOISE, title="Gradient noise") if data else NOISE  # there, labels have noise too
    fields += [
        describe_field("steps", STEPS, course.steps),
        describe_field("noise", noise, course.noise),
        describe_field("seed", SEED, course.seed),
    ]
    chosen = {"landscape": landscape, "optimizer": optimizer, "schedule": schedule, LIBRARY: convention}
    several = len(keys.runners) > 1
    if several:
        chosen["preset"] = preset_of(visit)
    return Choices(pack_lines(convention, several), chosen, fields)


def preset_of(visit: Visit) -> str:
    """The key of the preset that is just this race, however it is looked at; none if there is none."""
    shown = replace(visit, look=Look(), race=replace(visit.race, selected=0), only=None)  # a preset selects the first
    return next((key for key in PRESETS if visit_of(key) == shown), "")


@cache
def visit_of(preset: str) -> Visit:
    return read(PRESETS[preset].params, len(LETTERS))[0]


@lru_cache(maxsize=2 * len(LIBRARIES))
def pack_lines(convention: str, several: bool = False) -> Part:
    """Every menu's name and lines: each item's key, title, family, what it teaches, and what else people call it.

    With them whose conventions there are, and for several runners the races that are ready.
    """
    landscapes = {FORMULA.key: OWN_LINE} | {key: item for key, item in LANDSCAPES.items() if item != FORMULA}
    catalogues = (landscapes, optimizers.CONVENTIONS[convention], schedules.CONVENTIONS[convention])
    menus = {
        name: {"label": label, "items": lines_of(catalogue)}
        for (name, label), catalogue in zip(MENUS.items(), catalogues, strict=True)
    }
    if several:
        menus["preset"] = {"label": "Race", "items": lines_of(PRESETS)}
    library = {"name": LIBRARY, "label": LIBRARY.capitalize(), "help": LIBRARY_HELP, "titles": dict(LIBRARIES)}
    return make_part({"menus": menus, "library": library, "controls": describe_controls()}, {})


def lines_of(catalogue: Mapping[str, Any]) -> list[dict]:
    return [
        {"key": key, "title": item.title, "family": item.family, "lesson": item.lesson, "also": list(item.also)}
        for key, item in catalogue.items()
    ]


def describe_field(name: str, knob: Knob, value: float) -> dict:
    return {
        "name": name,
        "label": knob.label,
        "help": knob.help,
        "value": value,
        "whole": knob.whole,
        "limits": {"low": knob.low, "high": knob.high, "words": f"between {knob.low:,g} and {knob.high:,g}"},
    }


def best_address(visit: Visit, menu: str) -> dict[str, str]:
    """The address of the picture that shows the present item of a menu at its best."""
    runner = visit.setting.runners[0]
    if menu == "landscape":
        return first_address(visit)
    item = {"optimizer": runner.optimizer, "schedule": runner.schedule}[menu]
    return dict(parse_qsl(item.best)) | kept(visit)


def first_address(visit: Visit) -> dict[str, str]:
    """The address of the present landscape's first picture; what is typed in stays."""
    names = {"landscape", *(entry.name for entry in ground_entries(visit.ground))}
    return {name: text for name, text in write(visit).items() if name in names} | kept(visit)


def with_points_of(before: Mapping[str, str], after: dict[str, str]) -> dict[str, str]:
    """Another picture with the points of one's own, where they fit what its loss is made of."""
    points = before.get("data", "")
    return after | {"data": points} if points and accepts(after, "data", points, len(LETTERS)) else after


def kept(visit: Visit) -> dict[str, str]:
    """What another picture need not forget: whose conventions are shown, and what alone is shown."""
    return {name: text for name, text in write(visit).items() if name in KEPT}
