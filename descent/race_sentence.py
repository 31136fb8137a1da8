"""The sentence that sums a race up: who arrives when, what became of the others, and whether that is α's doing.

    "Adam arrives first at the global minimum, after 36 steps; Momentum needs 50. Lion is still bouncing after 100
    steps. With α = 0.3 for all, Adam would be last."

Every clause says what was run, the last one too: it is of rates that are among those of every runner. Nothing is said
twice, and from some number of runners on not all are named: "three more need 60 to 90", "the others diverge".
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from descent.control import DIGITS
from descent.figures import capital, enumerate_names, number
from descent.findings import Ground, Verdict
from descent.finish import Finish
from descent.headline import name_lowest, steps_in_words
from descent.race import Entrant, reversals, standings
from descent.race_names import name_builds, name_runners
from descent.response import level
from descent.sentence import keep_together
from descent.setting import Runner

SEVERAL = 3  # from so many on they go by "all", "the others" and "three more"
COUNTS = ("no", "one", "two", "three", "four", "five")

# What became of one that did not arrive, of some, and what such a one is; STILL ones are so after all steps.
STALLED = {
    Ground.FLAT: ("stalls on flat ground", "stall on flat ground", "stalled on flat ground"),
    Ground.SADDLE: ("stalls on a saddle", "stall on a saddle", "stalled on a saddle"),
    Ground.TOP: ("stalls on a top", "stall on a top", "stalled on a top"),
    Ground.SLOPE: ("stands still on a slope", "stand still on a slope", "standing still on a slope"),
    Ground.KINK: (
        "stops at a kink without a slope",
        "stop at a kink without a slope",
        "stopped at a kink without a slope",
    ),
}
FATES = {
    Verdict.TRAPPED: ("is trapped in a local minimum", "are trapped in a local minimum", "trapped in a local minimum"),
    Verdict.OSCILLATING: ("is still bouncing", "are still bouncing", "still bouncing"),
    Verdict.CRAWLING: ("is still moving", "are still moving", "still moving"),
    Verdict.DIVERGED: ("diverges", "diverge", "diverged"),
}
STILL = (Verdict.OSCILLATING, Verdict.CRAWLING)
ANY_PLACE = name_lowest("", -1, in_valley=False)  # where they rest, if not all at the same kind of place


class Telling(NamedTuple):
    """What is said of a race; `fairness` is of the learning rates, "" where only a slider moves."""

    places: list[int]  # of each entrant, from 1 on
    sentence: str
    fairness: str


class Row(NamedTuple):
    """One entrant in one race."""

    place: int
    name: str
    verdict: Verdict
    ground: Ground
    rests: str
    reached: int
    level: str  # the loss of one that leads without having arrived

    @property
    def arrives(self) -> bool:
        return self.verdict == Verdict.CONVERGED

    @property
    def fate(self) -> tuple[str, str, str]:
        return STALLED[self.ground] if self.verdict == Verdict.STALLED else FATES[self.verdict]


def tell_race(entrants: Sequence[Entrant]) -> Telling:
    """What is said of the race as it stands."""
    (told,) = tell_along(entrants, {}, of_rates=True)
    return told._replace(fairness=tell_fairness(entrants))


def tell_along(
    entrants: Sequence[Entrant], column: Mapping[int, tuple[Sequence[Runner], Finish]], of_rates: bool = False
) -> list[Telling]:
    """What is said at each notch of a slider that moves some entrants, one of them or several.

    `column` has for each of these its runner and its finish at every notch. `of_rates`: the notches are learning rates,
    and so the entrants' tried ones are the same at each; of other notches it is not said what a rate for all would do.
    """
    count = max((len(finish.reached) for _, finish in column.values()), default=1)
    finishes = [column[at][1] if at in column else own.finish.of([0] * count) for at, own in enumerate(entrants)]
    walkers = [column[at][0] if at in column else [own.runner] * count for at, own in enumerate(entrants)]
    courses, steps = [own.course for own in entrants], entrants[0].course.steps
    flips = reversals(entrants) if of_rates else [[] for _ in entrants]
    columns = [
        zip(*(facts.tolist() for facts in (own.verdicts, own.grounds, own.places, own.reached, own.gaps)), strict=True)
        for own in finishes
    ]
    told = []
    for places, runners, facts in zip(
        standings(finishes).T.tolist(), zip(*walkers, strict=True), zip(*columns, strict=True), strict=True
    ):
        names = name_runners(runners, courses)
        rows = tuple(map(_row, places, names, facts))
        sentence = _outcome(rows, steps) + _flip(rows, runners, flips)
        told.append(Telling(places, keep_together(sentence), ""))
    return told


def _row(place, name, facts) -> Row:
    verdict, ground, rests, reached, gap = facts
    leads = place == 1 and verdict not in (Verdict.CONVERGED, Verdict.DIVERGED)
    return Row(place, name, verdict, ground, rests, reached, level(gap) if leads else "")


@lru_cache(maxsize=4096)
def _outcome(rows: tuple[Row, ...], steps: int) -> str:
    """What happened; most notches of a slider have an outcome that another has as well."""
    ranked = sorted(rows, key=lambda row: row.place)
    arrived = [row for row in ranked if row.arrives]
    if not arrived:
        return _nobody(ranked, steps_in_words(steps))
    return " ".join(filter(None, (_arrivals(arrived, ranked), _fates(ranked[len(arrived) :], steps_in_words(steps)))))


def _nobody(ranked: list[Row], steps: str) -> str:
    """Where none arrives: what became of them, and who ends lowest."""
    first = [row for row in ranked if row.place == 1]
    others, level = ranked[len(first) :], first[0].level
    if len({row.fate for row in ranked}) == 1:
        does = capital(_does(ranked, steps, _name_some(_names(ranked), [])))
        if others:
            return f"{does}; {_name_all(_names(first))} {_ends(first, others)} {level}."
        equally = ", equally low" if len(ranked) > 1 else ""
        return f"{does}{equally}, {level}." if level else f"{does}."
    leading = " and ".join(
        f"{_name_all(_names(own))}, {own[0].fate[-1]}," for own in _groups(first, lambda row: row.fate)
    )
    none = f"{'None' if len(ranked) >= SEVERAL else 'Neither'} arrives within {steps}."
    return f"{none} {capital(leading)} {_ends(first, others)} {level}. {_fates(others, '')}".rstrip()


def _ends(first: list[Row], others: list[Row]) -> str:
    """Ends lowest, as far as there is anything to compare."""
    ends, alone = ("ends", True) if len(first) == 1 else ("end", False)
    if all(row.verdict == Verdict.DIVERGED for row in others):
        return ends if alone else f"{ends} equally low,"
    return f"{ends} {'lowest' if len(first) + len(others) >= SEVERAL else 'lower'},"


def _arrivals(arrived: list[Row], ranked: list[Row]) -> str:
    """Who arrives when; they are in the order of their places."""
    first, *later = _groups(arrived, lambda row: row.reached)
    place = first[0].rests if len({row.rests for row in arrived}) == 1 else ANY_PLACE
    s = "s" if len(first) == 1 else ""
    who, when = _name_some(_names(first), _names(ranked[len(first) :])), f"after {steps_in_words(first[0].reached)}"
    if first[0].reached == 0:
        text = f"{who} start{s} at {place} and stay{s} there"
    elif len(first) > 1:
        text = f"{who} arrive together at {place}, {when}"
    elif len(ranked) == 1:
        text = f"{who} arrives at {place} {when}"
    elif later:
        text = f"{who} arrives first at {place}, {when}"
    else:
        text = f"Only {who} arrives at {place}, {when}"
    needs = list(map(_needs, later))
    if sum(map(len, later[1:])) >= SEVERAL:
        needs[1:] = [_more_need([row for group in later[1:] for row in group])]
    if later and first[0].reached == 0:
        needs[-1] += " steps" if later[-1][0].reached > 1 else " step"
    return f"{capital('; '.join([text, *needs]))}."


def _needs(group: list[Row]) -> str:
    return f"{_name_all(_names(group))} need{'s' if len(group) == 1 else ''} {group[0].reached}"


def _more_need(rows: list[Row]) -> str:
    soonest, latest = rows[0].reached, rows[-1].reached
    return f"{COUNTS[len(rows)]} more need {soonest}{f' to {latest}' if latest > soonest else ''}"


def _fates(others: list[Row], steps: str) -> str:
    """What became of those of whom nothing has been said, "" of none; a good many go by "the others", at the end."""
    groups = _groups(others, lambda row: row.fate)
    largest = max(groups, key=len, default=[])
    if len(largest) >= SEVERAL:
        groups = [*(group for group in groups if group is not largest), largest]
    clauses = []
    for group in groups:
        who = "the others" if group is largest and len(group) >= SEVERAL else ""
        clauses.append(_does(group, steps, who))
        steps = "" if group[0].verdict in STILL else steps
    return f"{capital('; '.join(clauses))}." if clauses else ""


def _does(group: list[Row], steps: str, who: str = "") -> str:
    """What became of some in the same way; `steps` are those that ran out, "" where that has been said."""
    after = f" after {steps}" if steps and group[0].verdict in STILL else ""
    return f"{who or _name_all(_names(group))} {group[0].fate[len(group) > 1]}{after}"


def _flip(rows: Sequence[Row], runners: Sequence[Runner], flips: list[list[float]]) -> str:
    """That the winner, if there is one alone, would be last with the same rate for all."""
    winner, *others = (place for place, row in enumerate(rows) if row.place == 1)
    if others or not flips[winner]:
        return ""
    own = runners[winner].learning_rate
    rate = min(flips[winner], key=lambda rate: max(rate / own, own / rate))
    return f" With α = {number(rate, DIGITS)} for all, {rows[winner].name} would be last."


def tell_fairness(entrants: Sequence[Entrant]) -> str:
    """What the runners' present rates are beside the best of those that each of them has to choose from."""
    tuned = [own.tuned for own in entrants]
    names = name_builds([own.runner for own in entrants], [own.course for own in entrants])
    of, steps = tuned[0].of, steps_in_words(entrants[0].course.steps)
    none, best = f"Of {of} rates each, none arrives within {steps}", f"its best of {of} rates"
    lost = [name for name, own in zip(names, tuned, strict=True) if own.notch < 0]
    if len(lost) == len(entrants):
        return f"Of {of} rates each, every one diverges."
    if all(own.notch < 0 or own.rate == now.runner.learning_rate for own, now in zip(tuned, entrants, strict=True)):
        every = f" Every rate of {_name_all(lost)} diverges." if lost else ""
        if not any(own.arrive for own in tuned):
            return f"{none}; each has the one that ends lowest.{every}"
        others = "" if all(own.arrive for own in tuned) else ", or if none does, the one that ends lowest"
        return f"Each has {best}: the first to arrive at a global minimum{others}.{every}"
    leads = standings([own.tried.of(max(own.tuned.notch, 0)) for own in entrants])[:, 0] == 1
    leading = [name for name, first in zip(names, leads, strict=True) if first]
    others = [name for name, first in zip(names, leads, strict=True) if not first]
    who, alone = _name_some(leading, others), len(set(leading)) == 1 and (others or len(names) == 1)
    reached = tuned[leads.argmax()].reached
    if reached < 0:
        lowest = ("lowest" if len(names) >= SEVERAL else "lower") if others else "equally low"
        return f"{none}; at the best of them, {who} {'ends' if alone else 'end'} {lowest}."
    if reached and len(set(names)) == 1:
        return f"The best of {of} rates arrives after {steps_in_words(reached)}."
    when = f"after {steps_in_words(reached)}" if reached else f"staying where {'it starts' if alone else 'they start'}"
    if others and alone and sum(own.arrive > 0 for own in tuned) == len(leading):
        return f"Each at {best}, only {who} would arrive, {when}."
    return f"Each at {best}, {who} would {'be first' if alone else 'tie'}, {when}."


def _groups(rows: list[Row], key) -> list[list[Row]]:
    """Those of a kind together, in the order in which the kinds first come."""
    groups = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def _names(rows: list[Row]) -> list[str]:
    return [row.name for row in rows]


def _name_all(names: Sequence[str]) -> str:
    """By their names, each of which is said once."""
    return enumerate_names(list(dict.fromkeys(names)))


def _name_some(names: Sequence[str], others: Sequence[str]) -> str:
    """Some as shortly as may be: "all", "both", "all but A", or by their names; `others` are all the others."""
    if not others and len(names) > 1:
        return "all" if len(names) >= SEVERAL else "both"
    if len(set(names)) >= SEVERAL and len(set(others)) < len(set(names)):
        return f"all but {_name_all(others)}"
    return _name_all(names)
