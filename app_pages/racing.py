"""What hands do to a race as a whole: from one address to the next, whichever runners come and go.

    raced(params, {"do": "duplicate", "runner": "b"})       the address with one more runner like the second

Nothing happens that a race does not allow: fewer than two runners, more than six, a colour that there is not.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import optimizers
from address import COLOURS, OWN, RATES_TOGETHER, SHARED, Visit, changed, chosen_in, name_of, read, write
from address.presets import PRESETS
from address.race import MOST, newcomer_to
from app_pages.choices import kept, with_points_of
from descent.setting import HIGHEST_RATE, LEARNING_RATE, LETTERS, LOWEST_RATE, Runner, suggest_rate
from descent.together import rates_at
from stage.race import tuned_rates

FEWEST = 2

Item = TypeVar("Item")
Change = Callable[[Visit, Mapping[str, Any]], Visit]


def raced(params: dict[str, str], act: Mapping[str, Any]) -> dict[str, str]:
    """The address after an act of `CHANGES`, or with another preset; the same where there is no such act."""
    what, key = (text if isinstance(text, str) else "" for text in (act.get("do"), act.get("key")))
    if what == "preset" and key in PRESETS:
        return with_points_of(params, kept(read(params, MOST)[0]) | PRESETS[key].params)
    if what not in CHANGES:
        return params
    visit, _ = read(params, MOST)
    after = CHANGES[what](visit, act)
    return params if after is visit else strangers_in(params, visit) | write(after)


def add(visit: Visit, act: Mapping[str, Any]) -> Visit:
    """One more runner, with a method that is not there yet and the schedule of the selected one."""
    method = optimizers.CONVENTIONS[visit.convention][newcomer_to(visit)]()
    schedule = visit.setting.runners[visit.race.selected].schedule
    rate = suggest_rate(method, visit.setting.course.landscape)
    return with_one_more(visit, Runner(method, schedule, rate), visit.race.selected)


def duplicate(visit: Visit, act: Mapping[str, Any]) -> Visit:
    place = place_of(visit, act)
    return visit if place is None else with_one_more(visit, visit.setting.runners[place], place)


def with_one_more(visit: Visit, runner: Runner, like: int) -> Visit:
    """At the end, in the first colour that is free; it begins where another one does, and is selected."""
    setting = visit.setting
    if len(setting.runners) >= MOST:
        return visit
    starts = (*setting.starts, setting.starts[like]) if setting.starts else ()
    draws = with_a_free_one(setting.draws) if setting.draws else ()
    setting = replace(setting, runners=(*setting.runners, runner), starts=starts, draws=draws)
    race = replace(visit.race, colours=with_a_free_one(visit.race.colours), selected=len(setting.runners) - 1)
    return replace(visit, setting=setting, race=race)


def with_a_free_one(taken: tuple[int, ...]) -> tuple[int, ...]:
    """What tells runners apart, and the first of six that nobody has."""
    return (*taken, next(free for free in range(COLOURS) if free not in taken))


def remove(visit: Visit, act: Mapping[str, Any]) -> Visit:
    place, setting = place_of(visit, act), visit.setting
    if place is None or len(setting.runners) <= FEWEST:
        return visit
    starts = without(setting.starts, place)
    course = replace(setting.course, start=starts[0]) if starts else setting.course
    runners, draws = without(setting.runners, place), without(setting.draws, place)
    selected = min(visit.race.selected - (place < visit.race.selected), len(runners) - 1)
    race = replace(visit.race, colours=without(visit.race.colours, place), selected=selected)
    return replace(
        visit, setting=replace(setting, course=course, runners=runners, starts=starts, draws=draws), race=race
    )


def recolour(visit: Visit, act: Mapping[str, Any]) -> Visit:
    """Who has that colour already takes the other one."""
    place, colour, colours = place_of(visit, act), act.get("colour"), visit.race.colours
    if place is None or not isinstance(colour, int) or colour not in range(COLOURS):
        return visit
    swapped = {colours[place]: colour, colour: colours[place]}
    return replace(visit, race=replace(visit.race, colours=tuple(swapped.get(own, own) for own in colours)))


def tune(visit: Visit, act: Mapping[str, Any]) -> Visit:
    """Each at the best of its rates; one for which all diverge keeps its own."""
    rates = tuned_rates(visit.setting)
    runners = tuple(
        runner if rate is None else runner.moved(learning_rate=rate)
        for runner, rate in zip(visit.setting.runners, rates, strict=True)
    )
    return replace(visit, setting=replace(visit.setting, runners=runners))


def share(visit: Visit, act: Mapping[str, Any]) -> Visit:
    """One start for all or one each, one draw of the noise for all or one each."""
    setting, how = visit.setting, act.get("how")
    if how not in (SHARED, OWN):
        return visit
    if act.get("what") == "starts":
        starts = (setting.course.start,) * len(setting.runners) if how == OWN else ()
        return replace(visit, setting=replace(setting, starts=setting.starts or starts if how == OWN else ()))
    if act.get("what") == "draws":
        draws = tuple(range(len(setting.runners))) if how == OWN else ()
        return replace(visit, setting=replace(setting, draws=setting.draws or draws if how == OWN else ()))
    return visit


CHANGES: dict[str, Change] = {
    "add": add,
    "duplicate": duplicate,
    "remove": remove,
    "recolour": recolour,
    "tune": tune,
    "share": share,
}


def texts_together(name: str, value: float, visit: Visit) -> dict[str, str]:
    """What the address says when one slider has moved for all; nothing where a runner could not have its rate."""
    landscape = visit.setting.course.landscape
    if knob := landscape.parameters.get(name):
        return {name: repr(value)} if knob.low <= value <= knob.high else {}
    if name not in RATES_TOGETHER:
        return {}
    suggested = [suggest_rate(runner.optimizer, landscape) for runner in visit.setting.runners]
    rates = rates_at(name, [value], suggested)[:, 0].tolist()
    if not all(LOWEST_RATE <= rate <= HIGHEST_RATE for rate in rates):
        return {}
    return {name_of(place, LEARNING_RATE): repr(rate) for place, rate in enumerate(rates)}


def place_of(visit: Visit, act: Mapping[str, Any]) -> int | None:
    letters, letter = LETTERS[: len(visit.setting.runners)], act.get("runner")
    return letters.index(letter) if isinstance(letter, str) and len(letter) == 1 and letter in letters else None


def without(items: tuple[Item, ...], place: int) -> tuple[Item, ...]:
    return items[:place] + items[place + 1 :]


def strangers_in(params: Mapping[str, str], visit: Visit) -> dict[str, str]:
    """What an address says that its picture does not read."""
    known = {entry.name for entry in chosen_in(visit).table}
    return {name: text for name, text in params.items() if name not in known}


def selected_in(params: dict[str, str], letter: Any) -> dict[str, str]:
    """The address with another runner selected."""
    visit, _ = read(params, MOST)
    place = place_of(visit, {"runner": letter})
    return params if place is None else changed(params, "selected", LETTERS[place], MOST)
