"""Whether what runners of a race are called is true of them and of no others, and who is meant by a list of names."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from reading import value

from descent.race import Entrant

NUMBER = r"(−?[\d.]*\d(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth"]
SHORT = (("α = ", " at α = "), ("seed ", " with seed "), ("the run ", " "), ("run ", " "))


def spell_out(name: str, title: str) -> str:
    """A name that leaves the title out, which all have, with it."""
    if name.startswith(title) or name == "run":
        return title + name.removeprefix(title).removeprefix("run")
    for opening, full in SHORT:
        if name.startswith(opening):
            return f"{title}{full}{name.removeprefix(opening)}"
    return f"{title} under {name}"


def fits(description, entrant: Entrant) -> bool:
    """Whether a name's words are true of an entrant."""
    title, runner = entrant.runner.optimizer.title, entrant.runner
    if not description.startswith(title):
        return False
    rest = description[len(title) :].replace("\N{NBSP}", " ")
    knobs = {
        (knob.symbol if knob.symbol not in ("", "λ") else knob.title.lower()): name
        for name, knob in runner.knobs.items()
    }
    factors = {knob.title.lower(): name for name, knob in runner.knobs.items() if knob.is_factor}
    while rest:
        if match := re.match(rf" from \({NUMBER}, {NUMBER}\)", rest):
            true = [
                math.isclose(value(text), own, rel_tol=1e-3)
                for text, own in zip(match.groups(), entrant.course.start, strict=True)
            ]
        elif match := re.match(r" with seed (\d+)", rest):
            true = [int(match[1]) == entrant.course.seed]
        elif match := re.match(rf" at α = {NUMBER}", rest):
            true = [math.isclose(value(match[1]), runner.learning_rate, rel_tol=1e-3)]
        elif match := re.match(rf" (?:with|and) ([^=×]+) ×(1/)?{NUMBER}", rest):
            name = factors.get(match[1])
            factor = 1 / value(match[3]) if match[2] else value(match[3])
            true = [name is not None and math.isclose(factor, runner.value_of(name), rel_tol=5e-3)]
        elif match := re.match(rf" (?:with|and) ([^=]+?) = {NUMBER}", rest):
            name = knobs.get(match[1])
            true = [name is not None and math.isclose(value(match[2]), runner.value_of(name), rel_tol=1e-3)]
        elif match := re.match(r" under (.+?)(?= with | at | from |$)", rest):
            true = [match[1] == runner.schedule.title]
        else:
            return False  # another title that begins with this one
        if not all(true):
            return False
        rest = rest[match.end() :]
    return True


def fitting(name: str, entrants: Sequence[Entrant]) -> list[int]:
    """All that a name's words are true of. The title is left out where all have it, and only there."""
    titles = {own.runner.optimizer.title for own in entrants}
    alike = len(titles) == 1 < len(entrants)
    assert not (alike and name.startswith(f"{min(titles)} "))
    full = spell_out(name, min(titles)) if alike else name
    return [at for at, own in enumerate(entrants) if fits(full, own)]


def check_names(names: Sequence[str], entrants: Sequence[Entrant]):
    """Each name fits its runner and no other; an ordinal counts those that are equal in all that was said."""
    assert len(set(names)) == len(names)
    for at, name in enumerate(names):
        match = re.fullmatch(rf"(?:the ({'|'.join(ORDINALS)}) )?(.*)", name)
        assert match
        found = fitting(match[2], entrants)
        if match[1]:
            assert found[ORDINALS.index(match[1])] == at
            alike = [entrants[other] for other in found]
            assert all(a.runner == b.runner and a.course == b.course for a, b in pairwise(alike))
            assert len(found) > 1
        else:
            assert found == [at]


def check_builds(names: Sequence[str], entrants: Sequence[Entrant]):
    """Each name fits all that are its runner at some rate, and no other."""
    builds = [(replace(own.runner, learning_rate=1.0), own.course) for own in entrants]
    for at, name in enumerate(names):
        assert "α" not in name
        alike = [other for other, build in enumerate(builds) if build == builds[at]]
        assert [other for other, its in enumerate(names) if its == name] == alike
        assert fitting(name, entrants) == alike


def meant(text: str, names: Sequence[str]) -> set[int]:
    """Those that a list of names is about: no other word is in it. All of them are never listed one by one."""
    everybody = set(range(len(names)))
    left = text[0].lower() + text[1:] if text.startswith(("The ", "Seed ", "All", "Both")) else text
    if left in ("all", "both"):
        assert len(names) == 2 if left == "both" else len(names) >= 3
        return everybody
    if left.startswith("all but "):
        but = meant(left.removeprefix("all but "), names)
        kinds, rest = ({names[at] for at in some} for some in (everybody - but, but))
        assert len(rest) < len(kinds)
        assert len(kinds) >= 3
        return everybody - but
    found = set()
    for name in sorted(set(names), key=lambda name: -len(name)):
        if match := re.search(rf"(?<![\w]){re.escape(name)}(?=$|, | and )", left):
            found |= {at for at in everybody if names[at] == name}
            left = f"{left[: match.start()]}#{left[match.end() :]}"
    assert re.fullmatch(r"#(?:(?:, #)* and #)?", left), f"no list of names: {text!r}"
    assert found < everybody or len(names) == 1
    return found
