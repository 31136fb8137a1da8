"""Evidence: what may be claimed of a run, worked out from its path alone, and the reader of what is said of it.

Every run is made here, one by one, from its course and its runner; nothing is asked of `descent` but `descend`.
A text is read clause by clause; whatever no clause accounts for is an error, so no claim goes unchecked.
"""

import math
import re
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from descent import descend
from descent.setting import Course, Runner
from descent.witness import Witness
from schedules import SCHEDULES, Schedule

LASTING = 8  # times the steps: how far a claim to last is followed
CONSTANT = SCHEDULES["constant"](final=1.0)
PUSH = 1e-7  # of the window


def value(text):
    """The number behind a text such as 0.12, −3, 3.1×10⁻⁵ or ×1/10."""
    text = text.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-"))
    if text.startswith("×"):
        over, _, under = text[1:].partition("/")
        return value(over) / value(under) if under else value(over)
    return float(text.replace("×10", "e"))


def same(text, true):
    """Whether the text is the number, rounded to three digits or more."""
    return math.isclose(value(text), true, rel_tol=0.0051, abs_tol=1e-300)


def covers(text, true):
    """Whether the text is the number, rounded up to two digits: what is "within" it."""
    return true <= value(text) * (1 + 1e-9) and value(text) <= 1.11 * true + 1e-300


@dataclass(frozen=True)
class Table(Schedule):
    """Rates written down, step by step; the last of them is held."""

    rates: tuple = ()

    def __call__(self, step):
        return np.array(self.rates)[np.minimum(step, len(self.rates) - 1)]


@dataclass(frozen=True, eq=False)
class Ground:
    """A landscape's facts."""

    landscape: object

    def __post_init__(self):
        landscape = self.landscape
        (x0, x1), (y0, y1) = landscape.window
        minima = np.array(landscape.minima).reshape(-1, 2)
        with np.errstate(all="ignore"):
            heights = landscape.loss(*minima.T) if len(minima) else np.array([])
            grid = landscape.loss(*np.meshgrid(np.linspace(x0, x1, 17), np.linspace(y0, y1, 17)))
        lowest = min(heights) if len(heights) else np.nanmin(grid)
        facts = {
            "minima": minima,
            "heights": heights,
            "sides": np.array([x1 - x0, y1 - y0]),
            "lowest": lowest,
            "height": np.nanmedian(grid) - lowest,
        }
        for name, fact in facts.items():
            object.__setattr__(self, name, fact)

    @cached_property
    def is_level(self):
        """Which minima are as low as the lowest."""
        return self.heights - self.lowest < 1e-6 * self.height

    @cached_property
    def is_quadratic(self):
        some = np.random.default_rng(1).uniform(*np.transpose(self.landscape.window), (40, 2)).T
        hessian = self.landscape.hessian(*some)
        return np.allclose(hessian, hessian[..., :1], rtol=1e-6)

    def inside(self, points):
        (x0, x1), (y0, y1) = self.landscape.window
        return [bool(x0 <= x <= x1 and y0 <= y <= y1) for x, y in points]


class Run:
    """One run, with everything a claim may speak of worked out from its path alone."""

    def __init__(self, course: Course, runner: Runner, ground: Ground, **changes):
        self.course, self.runner, self.ground, self.changes = course, runner, ground, changes
        self.landscape, self.optimizer, self.noise = course.landscape, runner.optimizer, course.noise
        trajectory = self.walk()
        self.path = trajectory.positions[:, :, 0].copy()
        self.losses, self.gradients = trajectory.losses[:, 0].copy(), trajectory.gradients[:, :, 0].copy()
        self.rates = trajectory.rates[:, 0]
        self.steps = len(self.rates)
        self.tail = min(self.steps, max(3, self.steps // 20))
        bound = self.optimizer.stability_bound
        self.bound = math.nan if bound is None else float(bound)
        self.minima, self.sides, self.height, self.lowest = ground.minima, ground.sides, ground.height, ground.lowest
        self.rounding, self.grain = 1e-12 * self.height, 1e-12 * self.sides.min()
        self.centre = np.mean(self.landscape.window, axis=1)
        self.kink = self.stop_at_kink()
        with np.errstate(all="ignore"):
            self.moves = np.diff(self.path, axis=0)
            self.lengths = np.hypot(*self.moves.T)
            self.finite = np.isfinite(self.path).all(axis=1) & np.isfinite(self.losses)
            self.away = np.abs((self.path - self.centre) / self.sides).max(axis=1)
        self.inside = ground.inside(self.path)

    def walk(self, witness=None):
        course, runner = self.course, self.runner
        start, noise = self.changes.get("start", course.start), self.changes.get("noise", course.noise)
        return descend(
            course.landscape,
            runner.optimizer,
            runner.schedule,
            start,
            runner.learning_rate,
            course.steps,
            noise,
            course.seed,
            witness,
            self.changes.get("tremble", 0.0),
        )

    def stop_at_kink(self):
        """The first step where the loss is a number and its slope is not; from there on the run stands."""
        with np.errstate(all="ignore"):
            slopeless = np.isnan(self.gradients).any(axis=1) & np.isfinite(self.losses)
            near = (np.abs((self.path - self.centre) / self.sides) < 1000).all(axis=1)
        if not slopeless.any() or not near[step := int(np.isnan(self.gradients).any(axis=1).argmax())]:
            return -1
        if not slopeless[step]:
            return -1
        self.path[step:], self.losses[step:], self.gradients[step:] = self.path[step], self.losses[step], 0.0
        return step

    @cached_property
    def asked(self):
        """The rate that each step was asked to take, also where the method then finds one of its own."""
        witness = Witness()
        self.walk(witness)
        return np.array([float(here.rate[0]) for here in witness.sights])

    @cached_property
    def continued(self) -> "Run":
        """The same run with its last rate held."""
        schedule = Table(final=1.0, horizon=self.steps, rates=tuple(self.asked))
        course = replace(self.course, steps=LASTING * self.steps)
        return Run(course, Runner(self.optimizer, schedule, 1.0), self.ground, **self.changes)

    def changed(self, **changes) -> "Run":
        return Run(self.course, self.runner, self.ground, **(self.changes | changes))

    def with_runner(self, runner) -> "Run":
        return Run(self.course, runner, self.ground, **self.changes)

    # Where it ends.

    @cached_property
    def rest(self):
        """What it rests at: (kind, place, since), kind "global", "local" or "" where it does not."""
        if not self.finite.all():
            return "", None, -1
        tail = self.path[-self.tail - 1 :]
        far = [np.hypot(*((tail - minimum) / self.sides).T).max() for minimum in self.minima]
        if far and min(far) <= 0.01:
            index = int(np.argmin([math.dist(*(np.array([self.path[-1], m]) / self.sides)) for m in self.minima]))
            if far[index] <= 0.01:
                kind = "global" if self.ground.is_level[index] else "local"
                return kind, self.minima[index], self.since(self.minima[index])
        if not self.is_still:
            return "", None, -1
        end, low = self.path[-1], abs(self.losses[-1] - self.lowest) <= 1e-6 * self.height
        kind = "global" if self.losses[-1] - self.lowest <= 1e-6 * self.height else "local"
        curvatures = self.curvature(end)
        if self.is_flat and curvatures[1] > 0:
            newton = np.linalg.solve(self.landscape.hessian(*end), self.gradients[-1]) / self.sides
            if np.hypot(*newton) <= 0.01 and not any(np.hypot(*((end - m) / self.sides)) <= 0.02 for m in self.minima):
                return kind, end, self.since(end)
        if low and (self.lengths[-self.tail :] / self.sides.min()).sum() <= 0.0015:
            return "global", end, self.since(end)
        return "", None, -1

    @cached_property
    def is_still(self):
        with np.errstate(all="ignore"):
            tail = (self.path[-self.tail - 1 :] - self.path[-1]) / self.sides
            return bool((np.hypot(*tail.T) <= 0.01).all())

    @cached_property
    def is_flat(self):
        """A slope that would win less than a hundredth of what is still to lose across the window."""
        tail = slice(-self.tail - 1, None)
        slopes = np.hypot(*(self.gradients[tail] * self.sides).T)
        return bool((slopes <= 0.0101 * abs(self.losses[tail] - self.lowest)).all())

    def since(self, place):
        away = np.flatnonzero(~(np.hypot(*((self.path - place) / self.sides).T) <= 0.01))
        return int(away[-1]) + 1 if len(away) else 0

    def did(self, what):
        """Whether it did what the other notches of a slider are said to have done."""
        kind = self.rest[0]
        match what:
            case "reaches":
                return kind == "global"
            case "ends in a local minimum" | "ends in a local one":
                return kind == "local"
            case "ends out of view":
                return not self.inside[-1] and not kind
            case "lands where the loss has no value":
                return not self.finite.all() and self.has_no_value
            case "ends still moving":
                return bool(self.finite.all() and not kind and not (self.is_still and self.is_flat))
            case "ends at no minimum":
                return bool(self.finite.all() and not kind and self.is_still)
        raise AssertionError(f"nobody knows whether a run {what!r}")

    @cached_property
    def has_no_value(self):
        step = int((~self.finite).argmax())
        return bool(np.isnan(self.losses[step]) and self.away[step] < 1000)

    @property
    def gone(self):
        """The step from which it stays out of the view, -1 where it ends inside."""
        return -1 if self.inside[-1] else max((step + 1 for step, there in enumerate(self.inside) if there), default=0)

    @property
    def gap(self):
        return self.losses[-1] - self.lowest

    def curvature(self, point):
        hessian = self.landscape.hessian(*point)
        return np.linalg.eigvalsh(hessian)[::-1] if np.isfinite(hessian).all() else np.array([np.nan, np.nan])

    def places(self):
        """The minima, the nearest to its end first, and its end where it rests at one that nobody listed."""
        nearest = sorted(self.minima.tolist(), key=lambda minimum: math.dist(minimum, self.path[-1]))
        return [*nearest, *([self.path[-1]] if self.rest[0] else [])]

    def kinds(self, place):
        """The minima that a place names."""
        level = self.ground.is_level
        if place == "the global minimum":
            assert level.sum() == 1
        elif place == "a global minimum":
            assert level.sum() > 1
        return self.minima[level if "global" in place else ~level]

    def overshot(self):
        past = ((self.gradients[1:] * self.moves).sum(axis=1) > self.rounding).any()
        return past or any(self.turns(minimum) for minimum in self.places())

    def turns(self, minimum):
        values, vectors = np.linalg.eigh(self.landscape.hessian(*minimum))
        along = self.moves @ vectors[:, 1] if values[1] - values[0] > 1e-9 * values[1] else self.moves @ self.moves[0]
        return ((along[1:] * along[:-1] < 0) & (abs(along[1:]) > self.grain) & (abs(along[:-1]) > self.grain)).any()


class Slider:
    """The notches of a slider, each a run of its own, made when it is spoken of."""

    def __init__(self, course, runner, control, ground):
        self.course, self.runner, self.control, self.ground = course, runner, control, ground
        self.values, self.runs = control.values, {}
        self.symbol = control.knob.symbol or control.knob.title

    def __getitem__(self, notch):
        if notch not in self.runs:
            runner = self.runner.moved(**{self.control.name: float(self.values[notch])})
            self.runs[notch] = Run(self.course, runner, self.ground)
        return self.runs[notch]

    def __len__(self):
        return len(self.values)

    def notch(self, text):
        """The notch with this name."""
        away = np.abs(self.values / value(text) - 1) if value(text) else np.abs(self.values)
        assert away.min() <= (0.006 if text.startswith("×") else 0.0006), f"{text} is no notch"
        return int(away.argmin())


@dataclass
class Case:
    """What a text is about: one notch of one slider, with the others at hand. `said` is what its clauses leave."""

    run: Run
    slider: Slider | None = None
    notch: int = 0
    sliders: dict = field(default_factory=dict)  # by symbol
    said: dict = field(default_factory=dict)
    limits: list = field(default_factory=list)  # (minimum, learning rate)
    of_others: int = 0  # claims about other notches

    def named(self, symbol) -> Slider:
        assert symbol in self.sliders, f"there is no slider {symbol!r}"
        self.said["slider"] = self.sliders[symbol]
        return self.said["slider"]


CLAUSES = []
WORDS = {
    "#": r"(−?[\d.]*\d(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)",
    "@near": "(?: near this minimum)?",
    "@measure": "(α·λ|α)",
    "@bound": "(?:bound|limit)",
    "@place": "((?:the|a) global minimum|a local minimum|a valley of equal minima|a minimum as low as any known)",
    "@goal": "(?:gets there|reaches (?:(?:the|a) global minimum|the lowest level known))",
    "@symbol": r"([^\d\s,;.:=×]+(?: [^\d\s,;.:=×]+)??)",
    "@value": r"(×?[\d.]*\d(?:/[\d.]*\d)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)",
}
WORDS["@name"] = rf"{WORDS['@symbol']}(?: =)? {WORDS['@value']}"


def clause(pattern):
    """Register how a clause is checked: a function of the case and the groups of its pattern."""
    words = pattern
    for name in ("@name", *WORDS):
        words = words.replace(name, WORDS[name])

    def register(check):
        CLAUSES.append((re.compile(words), check))
        return check

    return register


def check_text(text, case):
    """Read a text from left to right; every clause must be known and true. Returns the names of the checks."""
    assert not re.search(" [=%]|= ", text)  # pairs that must not break
    assert text.endswith(".")
    rest, met = text.replace("\N{NBSP}", " "), []
    while rest:
        for pattern, check in CLAUSES:
            if match := pattern.match(rest):
                with np.errstate(all="ignore"):
                    assert check(case, *match.groups()) is not False, f"false: {match[0]!r}"
                met.append(check.__name__)
                rest = re.sub(r"^[.;,:]?\s*", "", rest[match.end() :])
                break
        else:
            raise AssertionError(f"nobody checks: {rest!r}")
    if "near this minimum" in text or "near the minimum" in text:
        assert not case.run.ground.is_quadratic  # a quadratic needs no such caution
    return met


def check_limits(limits, optimizer, landscape, known):
    """Just below each claimed limit a small push dies out at that minimum; just above it grows."""
    for minimum, limit in limits:
        key = (tuple(np.round(minimum, 9)), float(f"{limit:.9g}"), repr(optimizer))
        if key not in known:
            known[key] = (
                grows(optimizer, landscape, minimum, 0.95 * limit),
                grows(optimizer, landscape, minimum, 1.05 * limit),
            )
        assert known[key] == (False, True), (
            f"α = {limit} is no limit at {minimum}: pushes just below and above {known[key]}"
        )


def grows(optimizer, landscape, minimum, rate, steps=100):
    """Whether any of four small pushes off a minimum is more than three times as large in the end."""
    _, vectors = np.linalg.eigh(landscape.hessian(*minimum))
    side = min(high - low for low, high in landscape.window)
    ways = np.column_stack([vectors, vectors @ [[0.6, 0.8], [0.8, -0.6]]])
    starts = np.array(minimum)[:, np.newaxis] + PUSH * side * ways
    path = descend(landscape, optimizer, CONSTANT, starts, rate, steps).positions
    with np.errstate(all="ignore"):
        away = np.hypot(*(path - np.array(minimum)[:, np.newaxis]).transpose(1, 0, 2))
        return bool((~(away[-1] <= 3 * away[0])).any())
