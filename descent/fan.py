"""A fan of seeds: the same run under many draws of its noise, and how many escape where it would rest without any.

    fan = fan_out(course, runner, range(64))        one run a seed, each as the course with that seed runs it
    fan.escaped                                     (seeds,), whether each escapes
    escapes_over_rate(course, runner, rates, range(64))     the share that does, (rates,)
    escapes_over_noise(course, runner, range(64))   the same for more noise and less

A run escapes if in the end it does not belong to the minimum that the same run rests at without noise: it rests at
another, bounces around another, ends nearer to another, or diverged. Where that run rests at no listed minimum there
is none to escape: then a share is nan.

The runs of one batch share their draws, so each seed is a call of its own; what shares it are the notches of a slider.
`pause` is called at every step. Raises ValueError where `descend` does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from descent.basins import Pause, Pulse
from descent.descend import Trajectory, join_runs
from descent.figures import capital, enumerate_names, number
from descent.findings import SETTLED, Verdict
from descent.headline import name_lowest
from descent.setting import Course, Runner
from descent.terrain import Terrain, terrain_of
from descent.verdict import decide
from knobs import round_notches

SEEDS = 64
STAYS = (*SETTLED, Verdict.OSCILLATING)  # at a minimum, or around it

# Of a notch of noise, in shares of the present one. Noise of the gradient is one batch, other noise a batch a notch.
MANY_TIMES = 10.0 ** (np.arange(-12, 13) / 8)
FEW_TIMES = 10.0 ** (np.arange(-3, 4) / 3)
DIGITS = 3

DEFINITION = (
    "A seed escapes if it ends at another minimum than the same run without noise, around another or nearer to "
    "another, or if it diverges. A gap: that run rests at no minimum with a mark."
)


# How the seeds end that are at no listed minimum, as a verb and the rest.
ELSEWHERE = {
    Verdict.CONVERGED: ("end", "at {goal}"),
    Verdict.TRAPPED: ("end", "at a minimum without a mark"),
    Verdict.OSCILLATING: ("bounce", "where no single minimum is"),
    Verdict.STALLED: ("stand", "still where no minimum is"),
    Verdict.CRAWLING: ("are", "still on the way when the steps run out"),
    Verdict.DIVERGED: ("diverge", ""),
}
# How the run ends that rests at none without noise.
CALM = {
    Verdict.CONVERGED: "rest at {goal}",
    Verdict.TRAPPED: "rest at a minimum without a mark",
    Verdict.STALLED: "stand still where no minimum is",
    Verdict.OSCILLATING: "still be bouncing when the steps run out",
    Verdict.CRAWLING: "still be on the way when the steps run out",
    Verdict.DIVERGED: "diverge",
}


class Group(NamedTuple):
    """Seeds that end alike: at or around one listed minimum, or, with -1 for it, all with one verdict."""

    minimum: int
    verdict: Verdict  # the first one's
    words: tuple[str, str]  # what many seeds do: a verb and the rest
    count: int


@dataclass(frozen=True, eq=False)
class Fan:
    """One run a seed; every array is (seeds,)."""

    course: Course
    seeds: Sequence[int]
    trajectory: Trajectory  # its runs are the seeds
    verdicts: np.ndarray  # of Verdict
    minimum: np.ndarray  # the listed one that each belongs to in the end, -1 for none
    calm: int  # the one that the run rests at without noise, -1 for none
    calm_verdict: Verdict  # of that run

    @property
    def escaped(self) -> np.ndarray:
        """Whether each escapes; none does where there is nothing to escape."""
        return (self.minimum != self.calm) & (self.calm >= 0)

    @property
    def held(self) -> np.ndarray:
        """The minimum of each that rests there or bounces around it, -1 for others."""
        return np.where(np.isin(self.verdicts, STAYS), self.minimum, -1)

    @property
    def groups(self) -> list[Group]:
        """The seeds by how they end: minima in their order, then what ends elsewhere."""
        terrain = terrain_of(self.course.landscape)
        held, goal = self.held, _lowest(terrain)
        elsewhere = [(verdict, (verb, rest.format(goal=goal))) for verdict, (verb, rest) in ELSEWHERE.items()]
        alike = [(i, held == i, _around(terrain, i)) for i in np.unique(held[held >= 0]).tolist()]
        alike += [(-1, (held < 0) & (self.verdicts == verdict), words) for verdict, words in elsewhere]
        return [
            Group(index, self.verdicts[seeds][0], words, int(seeds.sum()))
            for index, seeds, words in alike
            if seeds.any()
        ]

    @property
    def sentence(self) -> str:
        """How many of the seeds end where, and how many escape."""
        return f"{self._shares()} {self._escapes()}"

    def _shares(self) -> str:
        counts: dict[tuple[str, str], int] = {}
        for group in self.groups:
            counts[group.words] = counts.get(group.words, 0) + group.count
        total, said, parts = len(self.seeds), "", []
        for (verb, rest), count in counts.items():
            subject = f"{_of(count, total)} seeds" if not parts else f"{count}"
            does = rest if verb == said else f"{_conjugate(verb, count)} {rest}"
            parts.append(f"{subject} {does}".rstrip())
            said = verb
        return f"{capital(enumerate_names(parts))}."

    def _escapes(self) -> str:
        without = f"Without {self.course.noise_in_words or 'noise'} it would"
        if self.calm < 0:
            goal = _lowest(terrain_of(self.course.landscape))
            return f"{without} {CALM[self.calm_verdict].format(goal=goal)}: there is no escape to count."
        (x, y), total = self.course.landscape.minima[self.calm], len(self.seeds)
        count = int(self.escaped.sum())
        share = f"{_of(count, total)} seeds {_conjugate('escape', count)}" if count else "no seed escapes"
        return f"{without} rest at ({number(x)},\N{NBSP}{number(y)}): {share} it."


class Escapes(NamedTuple):
    """The share of the seeds that escapes at each of some values, (values,); nan where there is nothing to escape."""

    values: np.ndarray
    shares: np.ndarray


def fan_out(course: Course, runner: Runner, seeds: Sequence[int], pause: Pause | None = None) -> Fan:
    """One run for each of the seeds."""
    runs = [_run(replace(course, seed=seed), runner, pause) for seed in seeds]
    trajectory = join_runs(runs)
    terrain = terrain_of(course.landscape)
    with np.errstate(all="ignore"):
        found = decide(trajectory, course.landscape, terrain)
        calm, verdicts = _calm(course, runner, pause)
        return Fan(course, seeds, trajectory, found.verdict, found.home(terrain), int(calm[0]), verdicts[0])


def escapes_over_rate(
    course: Course, runner: Runner, rates: np.ndarray, seeds: Sequence[int], pause: Pause | None = None
) -> Escapes:
    """The share that escapes at each learning rate, each from where the run at that rate rests without noise."""
    calm, _ = _calm(course, _at(runner, rates), pause)
    shares, rests = np.full(len(rates), np.nan), calm >= 0
    if rests.any():
        shares[rests] = _share(course, _at(runner, rates[rests]), calm[rests], seeds, pause)
    return Escapes(rates, shares)


def escapes_over_noise(course: Course, runner: Runner, seeds: Sequence[int], pause: Pause | None = None) -> Escapes:
    """The share that escapes with more and with less of the noise that `noise_axis` names; other noise stays."""
    axis, values, (calm, _) = noise_axis(course), noise_notches(course), _calm(course, runner, pause)
    if calm[0] < 0:
        return Escapes(values, np.full(len(values), np.nan))
    if axis == "noise":
        whole: Any = replace(course, noise=values)
        return Escapes(values, _share(whole, runner, calm, seeds, pause))
    each: list[Course] = [replace(course, **{axis: value}) for value in values.tolist()]
    return Escapes(values, np.concatenate([_share(own, runner, calm, seeds, pause) for own in each]))


def noise_axis(course: Course) -> str:
    """The field of the course that says how much noise there is: of the gradient, else of labels, else in batches.

    Raises ValueError for a course without noise.
    """
    if not course.is_noisy:
        raise ValueError("There is no noise here: with another seed each run would be the same.")
    return "noise" if course.noise else "label_noise" if course.label_noise else "batch_size"


def noise_notches(course: Course) -> np.ndarray:
    """The values of that field to try, from the smallest up, the present one among them.

    Batches are doubled and halved as far as they are smaller than all points.
    """
    axis = noise_axis(course)
    if axis == "noise":
        return _times(course.noise, MANY_TIMES)
    if axis == "label_noise":
        return _times(course.label_noise, FEW_TIMES)
    present, count = course.batch_size, len(course.landscape.data or ())
    halves = [present >> power for power in range(1, present.bit_length())]
    doubles = [present << power for power in range(count.bit_length()) if present << power < count]
    return np.array(sorted(halves + doubles))


def _share(course: Course, runner: Runner, calm: np.ndarray, seeds: Sequence[int], pause: Pause | None) -> np.ndarray:
    """The share of the seeds whose run does not belong to `calm`, (runs,)."""
    away = [_homes(replace(course, seed=seed), runner, pause) != calm for seed in seeds]
    return np.mean(away, axis=0)


def _homes(course: Course, runner: Runner, pause: Pause | None) -> np.ndarray:
    """The listed minimum that each run belongs to, -1 for none."""
    terrain = terrain_of(course.landscape)
    trajectory = _run(course, runner, pause)
    with np.errstate(all="ignore"):
        return decide(trajectory, course.landscape, terrain).home(terrain)


def _calm(course: Course, runner: Runner, pause: Pause | None) -> tuple[np.ndarray, np.ndarray]:
    """The listed minimum that each run rests at without noise, -1 for none, and the verdicts, (runs,)."""
    terrain = terrain_of(course.landscape)
    trajectory = _run(course.without_noise(), runner, pause)
    with np.errstate(all="ignore"):
        found = decide(trajectory, course.landscape, terrain)
    rests = np.isin(found.verdict, SETTLED)
    return np.where(rests, found.home(terrain), -1), found.verdict


def _run(course: Course, runner: Runner, pause: Pause | None) -> Trajectory:
    return course.run(runner, Pulse(pause) if pause else None)


def _times(present: float, factors: np.ndarray) -> np.ndarray:
    """Short numbers, but for the present one."""
    return np.where(factors == 1, present, round_notches(present * factors, DIGITS))


def _at(runner: Runner, rates: Any) -> Runner:
    return replace(runner, learning_rate=rates)


def _around(terrain: Terrain, minimum: int) -> tuple[str, str]:
    if terrain.is_global[minimum]:
        return "end", f"around {name_lowest(terrain.goal, minimum, in_valley=False)}"
    return "end", f"around {'the' if (~terrain.is_global).sum() == 1 else 'a'} local minimum"


def _lowest(terrain: Terrain) -> str:
    """What lies as low as the lowest where no listed minimum is."""
    valley = "a valley of equal minima"
    return valley if len(terrain.landscape.global_valleys) else "the lowest level known"


def _of(count: int, total: int) -> str:
    return f"all {total}" if count == total else f"{count} of {total}"


def _conjugate(verb: str, count: int) -> str:
    return verb if count != 1 else "is" if verb == "are" else f"{verb}s"
