"""What is said of the best of all rates, worked out again from each runner's own 81 runs."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from fitting import meant
from races import best_among, facts_along, grid, place_all

from descent.race import Entrant

NONE = r"Of 81 rates each, none arrives within (\d+ steps?); "
CLAUSES = {
    "every one diverges": r"Of 81 rates each, every one diverges\.",
    "lowest": NONE + r"each has the one that ends lowest\.( Every rate of (.+) diverges\.)?",
    "ends": NONE + r"at the best of them, (.+) (ends?) (lowest|lower|equally low)\.",
    "tuned": r"Each has its best of 81 rates: the first to arrive at a global minimum"
    r"(, or if none does, the one that ends lowest)?\.( Every rate of (.+) diverges\.)?",
    "one": r"The best of 81 rates arrives after (.+)\.",
    "only": r"Each at its best of 81 rates, only (.+) would arrive, (after|staying) (.+)\.",
    "be first": r"Each at its best of 81 rates, (?!only )(.+) would be first, (after|staying) (.+)\.",
    "tie": r"Each at its best of 81 rates, (.+) would tie, (after|staying) (.+)\.",
}


def steps_of(text):
    count, word = text.split()
    assert (word == "step") == (count == "1")
    return int(count)


def check_fairness(text: str, entrants: Sequence[Entrant], names: Sequence[str]) -> str:
    """Which of the clauses it is. `names` are the runners' whatever their rates."""
    matches = {kind: match for kind, pattern in CLAUSES.items() if (match := re.fullmatch(pattern, text))}
    assert len(matches) == 1, f"nobody knows: {text!r}"
    ((kind, match),) = matches.items()
    everybody = set(range(len(entrants)))
    along = [facts_along(own.course, own.runner, grid(own.runner, own.course)) for own in entrants]
    best = [(found[(len(found) - 1) // 2] if found else -1) for found in map(best_among, along)]
    lost = {at for at in everybody if best[at] < 0}
    there = {at for at, facts in enumerate(along) if any(own.arrives for own in facts)}
    at_best = all(
        at in lost or math.isclose(grid(own.runner, own.course)[best[at]], own.runner.learning_rate, rel_tol=1e-9)
        for at, own in enumerate(entrants)
    )
    assert (kind == "every one diverges") == (lost == everybody)
    if lost == everybody:
        return kind
    assert at_best == (kind in ("lowest", "tuned"))
    assert bool(there) == (kind not in ("lowest", "ends"))
    if not there:
        assert steps_of(match[1]) == entrants[0].course.steps
    if at_best:
        assert (meant(match[3], names) if match[2] else set()) == lost
        assert kind == "lowest" or bool(match[1]) == (there != everybody)
        return kind
    check_leaders(kind, match, [facts[max(at, 0)] for facts, at in zip(along, best, strict=True)], entrants, names)
    return kind


def check_leaders(kind, match, facts, entrants, names):
    """`facts` are of each one's best rate."""
    leading = {at for at, place in enumerate(place_all(facts)) if place == 1}
    builds = [(replace(own.runner, learning_rate=1.0), own.course) for own in entrants]
    first, alike = {builds[at] for at in leading}, len(set(builds)) == 1
    single = len(first) == 1 and (not alike or len(entrants) == 1)
    if kind == "ends":
        assert meant(match[2], names) == leading
        assert (match[3] == "ends") == single
        assert (match[4] == "equally low") == (len(leading) == len(entrants))
        assert (match[4] == "lower") == (len(leading) < len(entrants) == 2)
        return
    soonest = {facts[at].reached for at in leading}
    assert (kind == "one") == (alike and soonest != {0})
    if kind == "one":
        assert soonest == {steps_of(match[1])}
        return
    assert meant(match[1], names) == leading
    others_arrive = any(facts[at].arrives for at in range(len(facts)) if at not in leading)
    assert (kind == "only") == (single and len(leading) < len(entrants) and not others_arrive)
    assert (kind == "tie") == (not single)
    assert soonest == ({steps_of(match[3])} if match[2] == "after" else {0})
    assert match[2] == "after" or match[3] == ("where it starts" if single else "where they start")
