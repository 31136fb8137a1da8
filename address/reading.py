"""From an address to a visit and back, and from one address to the next."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any

from address.ground import Ground
from address.ground_table import borders_in, data_entries, formula_entry, range_entry, window_entry
from address.kinds import RefusedError
from address.strangers import name_strangers
from address.table import (
    COLOURS,
    FIRST,
    OWN,
    PREFIXES,
    SHARED_OR_OWN,
    VALIDATION,
    Chosen,
    chosen_in,
    first_runner,
    menus_of,
    name_of,
    race_menus_of,
)
from address.visit import Look, Race, Visit
from descent.setting import LEARNING_RATE, LETTERS, Course, Setting
from formulas import letters
from landscapes import FORMULA, landscape_at

FIRST_CHOICES = Chosen(Ground(FIRST["landscape"]), FIRST["convention"], ()).choices


def read(params: Mapping[str, str], most_runners: int = 1) -> tuple[Visit, list[str]]:
    """The visit that an address asks for, and a sentence for each thing in it that could not be had."""
    notices: list[str] = []
    chosen = choose(params, most_runners, notices)
    values = {entry.name: entry.read(params, notices) for entry in chosen.numbers}
    landscape = chosen.ground.landscape
    if landscape.parameters:
        landscape = landscape_at(landscape, tuple((name, values[name]) for name in landscape.parameters))
    course = Course(landscape, (values["x"], values["y"]), values["steps"], values["noise"], values["seed"])
    if data := landscape.data:
        size = values["batch_size"]
        course = replace(course, batch_size=size if size < len(data) else 0, label_noise=values["label_noise"])
    runners = []
    for place in range(len(chosen.runners)):
        runner = first_runner(chosen, place, course.steps)
        fields = (LEARNING_RATE, *runner.knobs)
        runners.append(runner.moved(**{field: values[name_of(place, field)] for field in fields}))
    look = Look(values["step"], bool(values["play"]), values["view"], values["camera"], values["show"])
    setting, race = Setting(course, tuple(runners)), Race()
    if len(runners) > 1:
        setting, race = read_race(setting, chosen, params, values, notices)
    validates = landscape.data is not None and values["surface"] == VALIDATION
    visit = Visit(
        setting, chosen.convention, bool(values["range_test"]), look, race, chosen.ground, validates, values["only"]
    )
    return visit, notices + name_strangers(params, {entry.name for entry in chosen.table})


def read_race(
    setting: Setting, chosen: Chosen, params: Mapping[str, str], values: Mapping[str, Any], notices: list[str]
) -> tuple[Setting, Race]:
    """What an address says of several runners beside what they are. No two have the same colour."""
    menus = {
        entry.name: entry.read(params, notices) for entry in race_menus_of(chosen) if entry.name not in SHARED_OR_OWN
    }
    places = range(len(setting.runners))
    asked = [int(values[f"{PREFIXES[place]}colour"]) for place in places]
    free = iter([colour for colour in range(COLOURS) if colour not in asked])
    colours = []
    for place, colour in enumerate(asked):
        taken = colour in asked[:place]
        colours.append(next(free) if taken else colour)
        if taken and f"{PREFIXES[place]}colour" in params:
            notices.append(f"The link's “{PREFIXES[place]}colour” is another runner's, so another colour is used.")
    if chosen.starts == OWN:
        others = ((values[f"{PREFIXES[place]}x"], values[f"{PREFIXES[place]}y"]) for place in places[1:])
        setting = replace(setting, starts=(setting.course.start, *others))
    if chosen.draws == OWN:
        setting = replace(setting, draws=tuple(int(values[f"{PREFIXES[place]}draw"]) for place in places))
    return setting, Race(LETTERS.index(menus["selected"]), menus["together"], tuple(colours))


def write(visit: Visit) -> dict[str, str]:
    """The address of a visit."""
    chosen = chosen_in(visit)
    texts = {entry.name: entry.write(visit) for entry in chosen.table}
    return {name: text for name, text in texts.items() if text is not None}


def changed(params: Mapping[str, str], name: str, text: str, most_runners: int = 1) -> dict[str, str]:
    """The address after one value was changed.

    What is read no longer is forgotten, and so is what had its scale from a choice that is now another one, or what is
    no longer allowed. Names that were never read stay.
    """
    after = dict(params) | {name: text}
    before, now = (choose(each, most_runners, []) for each in (params, after))
    forgotten = {entry.name for entry in before.table} - {entry.name for entry in now.table}
    forgotten |= {entry.name for entry in before.table if name in entry.scale_of}
    forgotten |= {entry.name for entry in now.choices if entry.name != name and not entry.allows(after)}
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


def choose(params: Mapping[str, str], most_runners: int, notices: list[str]) -> Chosen:
    """What the address says of the menus."""
    ground = choose_ground(params, notices)
    (convention,) = (entry.read(params, notices) for entry in FIRST_CHOICES if entry.name == "convention")
    asked = takewhile(lambda prefix: f"{prefix}optimizer" in params, PREFIXES[1:most_runners])
    menus = (menus_of(place, prefix, convention) for place, prefix in enumerate(("", *asked)))
    runners = [[entry.read(params, notices) for entry in menu] for menu in menus]
    chosen = Chosen(ground, convention, tuple((optimizer, schedule) for optimizer, schedule in runners))
    if len(chosen.runners) == 1:
        return chosen
    shared = {entry.name: entry.read(params, notices) for entry in chosen.choices if entry.name in SHARED_OR_OWN}
    return chosen._replace(**shared)


def choose_ground(params: Mapping[str, str], notices: list[str]) -> Ground:
    """The landscape that an address asks for: one of the menu, and what is typed into it. A formula says it all."""
    (landscape,) = (entry for entry in FIRST_CHOICES if entry.name == "landscape")
    named = params if "landscape" in params or "f" not in params else {"landscape": FORMULA.key}
    ground = Ground(landscape.read(named, notices))
    if not ground.is_typed:
        return choose_data(ground, params, notices)
    asked = borders_in(params)
    formula = formula_entry(asked).read(params, notices)
    ground = ground._replace(formula="" if formula == FORMULA.formula else formula, window=asked)
    for name in letters(ground.text):
        if values := range_entry(name, ground).read(params, notices):
            ground = ground.reaching(name, values)
    borders = window_entry(ground).read(params, notices)
    return ground._replace(window=borders and (borders[:2], borders[2:]))


def choose_data(ground: Ground, params: Mapping[str, str], notices: list[str]) -> Ground:
    """The points that a loss is made of, where it is of any: one's own before those of a draw."""
    entries = {entry.name: entry for entry in data_entries(ground)}
    if "data" in entries and (points := entries["data"].read(params, notices)):
        return ground.made_of_short(points)
    return ground._replace(seed=entries["data_seed"].read(params, notices)) if "data_seed" in entries else ground
