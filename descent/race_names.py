"""What the runners of a race are called: by the method's title, and where two have the same, by what tells them apart.

    Adam, Momentum from (1, 2), Momentum from (0, 3), the first Lion, the second Lion
    α = 0.1, α = 0.2                            where all have the same method

The learning rate, which is tuned and dragged, tells only those apart that are equal in all else.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from descent.control import CURVATURE, DIGITS
from descent.figures import EXACT, capital, number
from descent.outcomes import factor_in_words
from descent.setting import Course, Runner
from knobs import knobs_of
from landscapes.plane import Point
from optimizers import Optimizer
from schedules import Schedule

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
WITH = "with "


class Build(NamedTuple):
    """All of a runner but its rate, and of its course what is its own."""

    optimizer: Optimizer
    schedule: Schedule
    start: Point
    seed: int


def name_runners(runners: Sequence[Runner], courses: Sequence[Course]) -> list[str]:
    """The name of each, as it stands in the midst of a sentence."""
    titles = [runner.optimizer.title for runner in runners]
    if len(set(titles)) == len(titles):
        return titles
    names = [
        _with_rate(own, name, alike, runners)
        for own, (name, alike) in enumerate(_tell_apart(_builds(runners, courses)))
    ]
    return _without_title(titles, names)


def name_builds(runners: Sequence[Runner], courses: Sequence[Course]) -> list[str]:
    """The name of each, whatever its rate: those that nothing but their rates tells apart have the same one."""
    names = [name for name, _ in _tell_apart(_builds(runners, courses))]
    return _without_title([runner.optimizer.title for runner in runners], names)


def label_runners(runners: Sequence[Runner], courses: Sequence[Course]) -> list[str | None]:
    """The name of each as long as its learning rate moves; None for one that nothing but its rate tells apart."""
    names = name_builds(runners, courses)
    return [capital(name) if names.count(name) == 1 else None for name in names]


def _builds(runners: Sequence[Runner], courses: Sequence[Course]) -> tuple[Build, ...]:
    pairs = zip(runners, courses, strict=True)
    return tuple(Build(own.optimizer, own.schedule, course.start, course.seed) for own, course in pairs)


def _without_title(titles: Sequence[str], names: list[str]) -> list[str]:
    return [_without(titles[0], name) for name in names] if len(names) > len(set(titles)) == 1 else names


def traits_of(runners: Sequence[Runner], courses: Sequence[Course]) -> list[str]:
    """What tells each apart from others of its method, beside schedule and rate; "" where nothing does."""
    traits = []
    for runner, label in zip(runners, label_runners(runners, courses), strict=True):
        known = (runner.optimizer.title, runner.schedule.title, f"under {runner.schedule.title}")
        trait = (label or "").removeprefix(runner.optimizer.title).strip().removeprefix("The run ")
        traits.append("" if trait in known else trait[:1].lower() + trait[1:])
    return traits


def _without(title: str, name: str) -> str:
    """A name without the title that all have, where it is told apart by more than its place."""
    if name.startswith("the ") and not name.endswith(title):
        return name.replace(title, "run", 1)
    for opening, short in ((" at α", "α"), (" under ", ""), (" with seed", "seed"), (" ", "the run ")):
        if name.startswith(title + opening):
            return short + name.removeprefix(title + opening)
    return name


def _with_rate(own, name, alike, runners):
    """A name, with the rate or the place of its runner among those that have the same one."""
    if len(alike) == 1:
        return name
    rates = _spell(tuple((float(runners[other].learning_rate),) for other in alike))
    rate = rates[alike.index(own)]
    same = [other for other, text in zip(alike, rates, strict=True) if text == rate]
    if len(same) < len(alike):
        name, alike = f"{name} at α = {rate}", same
    return name if len(alike) == 1 else f"the {ORDINALS[alike.index(own)]} {name}"


@lru_cache(maxsize=64)  # the same at every notch of the learning rate
def _tell_apart(builds: tuple[Build, ...]) -> list[tuple[str, list[int]]]:
    """For each its name, without its rate, and all that have the same name."""
    named = []
    for own, build in enumerate(builds):
        alike = [other for other, its in enumerate(builds) if its.optimizer.title == build.optimizer.title]
        name, place = build.optimizer.title, alike.index(own)
        facts = [texts for texts in _facts([builds[other] for other in alike]) if len(set(texts)) > 1]
        alone = [texts for texts in facts if len(set(texts)) == len(texts) and all(texts)]
        alone += [texts for texts in facts if texts.count(texts[place]) == 1 and texts[place]]
        among = list(range(len(alike)))
        for texts in alone[:1] or facts:
            same = [other for other in among if texts[other] == texts[place]]
            if texts[place] and len(same) < len(among):
                among, name = same, _join(name, texts[place])
        named.append((name, [alike[other] for other in among]))
    return named


def _join(name: str, fact: str) -> str:
    """A name and one thing more to tell it by: with this and that."""
    goes_on = fact.startswith(WITH) and WITH in name.rpartition(" under ")[2]
    return f"{name} and {fact.removeprefix(WITH)}" if goes_on else f"{name} {fact}"


def _facts(builds: list[Build]) -> list[list[str]]:
    """What each of some of one title may be told by, "" where it has no such thing."""
    facts = [
        [f"from ({text})" for text in _spell(tuple(tuple(build.start) for build in builds))],
        [f"{WITH}seed {build.seed}" for build in builds],
        [f"under {build.schedule.title}" for build in builds],
    ]
    owners = [(build.schedule, build.optimizer) for build in builds]
    knobs = {name: knob for parts in owners for part in parts for name, knob in knobs_of(part).items()}
    for name, knob in knobs.items():
        values = [float(getattr(part, name)) for parts in owners for part in parts if name in knobs_of(part)]
        texts = iter(_spell(tuple((value,) for value in values), knob.is_factor))
        has = [any(name in knobs_of(part) for part in parts) for parts in owners]
        facts.append([f"{WITH}{_call(knob)}{next(texts)}" if own else "" for own in has])
    return facts


def _call(knob):
    """A knob and what stands between it and its value."""
    called = knob.title.lower() if knob.symbol in ("", CURVATURE) else knob.symbol
    return f"{knob.title.lower()} " if knob.is_factor else f"{called} = "


@lru_cache(maxsize=4096)
def _spell(points: tuple[tuple[float, ...], ...], as_factor: bool = False) -> tuple[str, ...]:
    """Points of a few numbers each, with so many digits that different ones read differently."""
    write, fewest = (factor_in_words, 3) if as_factor else (number, DIGITS)
    texts = ()
    for digits in range(fewest, EXACT + 1):
        texts = tuple(", ".join(write(value, digits) for value in point) for point in points)
        if len(set(texts)) == len(set(points)):
            break
    return texts
