"""What the runners of a race are called: by the method's title, and where two have the same, by what tells them apart.

    Adam, Momentum from (1, 2), Momentum from (0, 3), the first Lion, the second Lion

The learning rate, which is tuned and dragged, tells only those apart that are equal in all else.
"""

from collections.abc import Sequence
from functools import lru_cache

from descent.control import CURVATURE, DIGITS
from descent.figures import EXACT, number
from descent.outcomes import factor_in_words
from descent.setting import Course, Runner
from knobs import Knob

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


def name_runners(runners: Sequence[Runner], courses: Sequence[Course], by_rate: bool = True) -> list[str]:
    """The name of each, as it stands in the midst of a sentence; `by_rate`: also by learning rates."""
    titles = [runner.optimizer.title for runner in runners]
    names = titles.copy()
    if len(set(titles)) == len(titles):
        return names
    for title in dict.fromkeys(titles):
        alike = [place for place, other in enumerate(titles) if other == title]
        if len(alike) > 1:
            own = _tell_apart(title, [runners[place] for place in alike], [courses[place] for place in alike], by_rate)
            for place, name in zip(alike, own, strict=True):
                names[place] = name
    return names


def enumerate_names(names: Sequence[str]) -> str:
    """A, B and C."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def capital(text: str) -> str:
    """As a sentence begins."""
    return text[0].upper() + text[1:]


def _tell_apart(title, runners, courses, by_rate):
    """Each by one fact if one is everybody's own, else by as few as it takes."""
    facts, rates = _facts(runners, courses)
    facts = [texts for texts in facts if len(set(texts)) > 1]
    for texts in facts:
        if len(set(texts)) == len(texts) and all(texts):
            return [f"{title} {text}" for text in texts]
    everybody = range(len(runners))
    return [_single_out(title, own, facts, [rates] if by_rate else [], everybody) for own in everybody]


def _single_out(title, own, facts, rates, everybody):
    alone = (texts[own] for texts in facts if texts[own] and texts.count(texts[own]) == 1)
    if (text := next(alone, None)) is not None:
        return f"{title} {text}"
    among, said = list(everybody), title
    for texts in (*facts, *rates):
        same = [other for other in among if texts[other] == texts[own]]
        if texts[own] and len(same) < len(among):
            among, said = same, f"{said} {texts[own]}"
    return said if len(among) == 1 else f"the {ORDINALS[among.index(own)]} {said}"


def _facts(runners, courses):
    """What each of some runners of one title may be told by, "" where it has no such thing; and its rate."""
    facts = [
        [f"from ({text})" for text in _spell(tuple(tuple(course.start) for course in courses))],
        [f"with seed {course.seed}" for course in courses],
        [f"under {runner.schedule.title}" for runner in runners],
    ]
    knobs: dict[str, Knob] = {}
    for runner in runners:
        knobs |= runner.knobs
    for name, knob in knobs.items():
        has = [name in runner.knobs for runner in runners]
        values = tuple((float(runner.value_of(name)),) for runner, own in zip(runners, has, strict=True) if own)
        texts = iter(_spell(values, knob.is_factor))
        facts.append([f"with {_call(knob)}{next(texts)}" if own else "" for own in has])
    rates = _spell(tuple((float(runner.learning_rate),) for runner in runners))
    return facts, [f"at α = {rate}" for rate in rates]


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
