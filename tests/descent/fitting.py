"""Whether what a runner of a race is called is true of an entrant."""

import math
import re

from reading import value

from descent.race import Entrant

NUMBER = r"(−?[\d.]*\d(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)"


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
        elif match := re.match(rf" with ([^=×]+) ×(1/)?{NUMBER}", rest):
            name = factors.get(match[1])
            factor = 1 / value(match[3]) if match[2] else value(match[3])
            true = [name is not None and math.isclose(factor, runner.value_of(name), rel_tol=5e-3)]
        elif match := re.match(rf" with ([^=]+) = {NUMBER}", rest):
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
