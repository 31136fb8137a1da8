"""The sentence that sums a race up: who arrives when, what became of the others, and whether that is α's doing.

    "Adam arrives first at the global minimum, after 36 steps; Momentum needs 50. Lion is still bouncing after 100
    steps. With α = 0.3 for all, Adam would be last."

Every clause says what was run, the last one too: it is of rates that are among those of every runner.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from descent.control import DIGITS
from descent.figures import number
from descent.findings import Ground, Verdict
from descent.finish import Finish
from descent.headline import name_lowest, steps_in_words
from descent.race import Entrant, reversals, standings
from descent.race_names import capital, enumerate_names, name_runners
from descent.response import level
from descent.sentence import keep_together
from descent.setting import Runner

SEVERAL = 3  # from so many on they go by "all" and "the others"

# What became of one that did not arrive, and of some; STILL ones are so after all steps.
STALLED = {
    Ground.FLAT: ("stalls on flat ground", "stall on flat ground"),
    Ground.SADDLE: ("stalls on a saddle", "stall on a saddle"),
    Ground.TOP: ("stalls on a top", "stall on a top"),
    Ground.SLOPE: ("stands still on a slope", "stand still on a slope"),
    Ground.KINK: ("stops at a kink without a slope", "stop at a kink without a slope"),
}
FATES = {
    Verdict.TRAPPED: ("is trapped in a local minimum", "are trapped in a local minimum"),
    Verdict.OSCILLATING: ("is still bouncing", "are still bouncing"),
    Verdict.CRAWLING: ("is still moving", "are still moving"),
    Verdict.DIVERGED: ("diverges", "diverge"),
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
    def fate(self) -> tuple[str, str]:
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
    others = ranked[len(arrived) :]
    if arrived:
        return " ".join(filter(None, (_arrivals(arrived, len(rows)), _fates(others, steps_in_words(steps)))))
    if len(rows) == 1:
        (row,) = rows
        return f"{_does(ranked, steps_in_words(steps))}{', ' if row.level else ''}{row.level}."
    opening = f"{'None' if len(rows) >= SEVERAL else 'Neither'} arrives within {steps_in_words(steps)}"
    both = "all" if len(rows) >= SEVERAL else "both"
    if all(row.verdict == Verdict.DIVERGED for row in rows):
        return f"{opening}: {both} diverge."
    first = [row for row in ranked if row.place == 1]
    if len(first) == len(rows):
        ends = f"{both} end equally low"
    else:
        ends = f"{_names(first)} {'ends' if len(first) == 1 else 'end'} lowest"
    return f"{opening}: {ends}, {first[0].level}. {_fates(others, '', both)}"


def _arrivals(arrived: list[Row], runners: int) -> str:
    """Who arrives when; they are in the order of their places."""
    groups = _groups(arrived, lambda row: row.reached)
    first, *later = groups
    place = first[0].rests if len({row.rests for row in arrived}) == 1 else ANY_PLACE
    s = "s" if len(first) == 1 else ""
    who, when = _names(first), f"after {steps_in_words(first[0].reached)}"
    if len(first) == runners >= SEVERAL:
        who = "All"
    if first[0].reached == 0:
        text = f"{who} start{s} at {place} and stay{s} there"
    elif len(first) > 1:
        text = f"{who} arrive together at {place}, {when}"
    elif runners == 1:
        text = f"{who} arrives at {place} {when}"
    elif later:
        text = f"{who} arrives first at {place}, {when}"
    else:
        text = f"Only {who} arrives at {place}, {when}"
    for group in later:
        text += f"; {_names(group)} need{'s' if len(group) == 1 else ''} {group[0].reached}"
    if later and first[0].reached == 0:
        text += " steps" if later[-1][0].reached > 1 else " step"
    return f"{capital(text)}."


def _fates(others: list[Row], steps: str, everybody: str = "") -> str:
    """What became of those that did not arrive, "" of none; `everybody` is a word for them where they are all."""
    groups = _groups(others, lambda row: row.fate)
    if not groups:
        return ""
    if len(groups) == 1 and (everybody or len(others) >= SEVERAL):
        return f"{capital(_does(others, steps, everybody or 'the others'))}."
    return f"{capital('; '.join(_does(group, steps) for group in groups))}."


def _does(group: list[Row], steps: str, who: str = "") -> str:
    """What became of some in the same way; `steps` are those that ran out, "" where that has been said."""
    after = f" after {steps}" if steps and group[0].verdict in STILL else ""
    return f"{who or _names(group)} {group[0].fate[len(group) > 1]}{after}"


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
    names = name_runners([own.runner for own in entrants], [own.course for own in entrants], by_rate=False)
    best = f"best of {tuned[0].of} rates"
    lost = [name for name, own in zip(names, tuned, strict=True) if own.notch < 0]
    none = f"None of {tuned[0].of} rates each arrives within {steps_in_words(entrants[0].course.steps)}"
    if len(lost) == len(entrants):
        return f"{none}: every one diverges."
    present = [own.runner.learning_rate for own in entrants]
    if all(own.notch < 0 or own.rate == rate for own, rate in zip(tuned, present, strict=True)):
        every = f" Every rate of {enumerate_names(lost)} diverges." if lost else ""
        if not any(own.arrive for own in tuned):
            return f"{none}. Each has the one that ends lowest.{every}"
        others = "" if all(own.arrive for own in tuned) else ", or where none arrives, lowest end"
        return f"Each has its {best}: first to arrive at a global minimum{others}.{every}"
    finishes = [own.tried.of(max(own.tuned.notch, 0)) for own in entrants]
    leading = np.flatnonzero(standings(finishes)[:, 0] == 1)
    who, alone = enumerate_names([names[at] for at in leading]), len(leading) == 1
    reached = tuned[leading[0]].reached
    if reached < 0:
        how = "would end lowest" if alone else "would end equally low, and lowest"
        return f"{none}. Each at the one that ends lowest, {who} {how}."
    when = f"after {steps_in_words(reached)}" if reached else "there from the start"
    return f"Each at its {best}, {who} would {'be first' if alone else 'tie'}, {when}."


def _groups(rows: list[Row], key) -> list[list[Row]]:
    """Those of a kind together, in the order in which the kinds first come."""
    groups = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return list(groups.values())


def _names(rows: list[Row]) -> str:
    return enumerate_names([row.name for row in rows])
