"""Mapped: settings anywhere in the catalogues, and single starts of their maps beside a run of each alone."""

from dataclasses import dataclass

import numpy as np
from tally import FORMULAS, typed

from descent import basins, descend, examine
from descent.basins import Basins
from descent.setting import Runner, suggest_rate
from landscapes import LANDSCAPES, Landscape
from landscapes.plane import Window
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

UNDEFINED = ("sqrt(x + 4) + y^2", "log(x + y) + x^2 + y^2", "1/x + x + y^2", "sqrt(1 - x^2 - y^2)")


@dataclass(frozen=True)
class Mapped:
    """A map that is asked for, and in how many pieces it is walked."""

    landscape: Landscape
    runner: Runner
    window: Window
    shape: tuple[int, int]
    steps: int
    noise: float
    seed: int

    def walked(self, pieces: int, monkeypatch) -> Basins:
        columns, rows = self.shape
        monkeypatch.setattr(basins, "PIECE", -(-columns * rows // pieces) * self.steps)
        runner = self.runner
        return basins.map_basins(
            self.landscape,
            runner.optimizer,
            runner.schedule,
            runner.learning_rate,
            window=self.window,
            shape=self.shape,
            steps=self.steps,
            noise=self.noise,
            seed=self.seed,
        )

    def start(self, row: int, column: int) -> tuple[float, float]:
        (x0, x1), (y0, y1) = self.window
        columns, rows = self.shape
        return float(np.linspace(x0, x1, columns)[column]), float(np.linspace(y0, y1, rows)[row])

    def alone(self, row: int, column: int) -> tuple[str, int, int]:
        """Verdict, minimum and arrival of one start, by the run that the page would show of it."""
        runner = self.runner
        walk = descend(
            self.landscape,
            runner.optimizer,
            runner.schedule,
            self.start(row, column),
            runner.learning_rate,
            self.steps,
            self.noise,
            self.seed,
        )
        found = examine(walk, self.landscape)
        rests = found.reached[0] >= 0
        return str(found.verdict[0]), int(found.minimum[0]) if rests else -1, int(found.reached[0])

    def misses(self, found: Basins, some: int, random) -> list[str]:
        """Of so many starts, drawn at random, those of which the map says something else than their own run."""
        columns, rows = self.shape
        missed = []
        for place in random.choice(columns * rows, min(some, columns * rows), replace=False):
            at = divmod(int(place), columns)
            mapped = str(found.verdicts[at]), int(found.minimum[at]), int(found.arrival[at])
            alone = self.alone(*at)
            if mapped != alone:
                missed.append(f"{self}: from {self.start(*at)} the map has {mapped}, the run alone {alone}")
        return missed


def draw(random, count: int, shape: tuple[int, int]) -> list[Mapped]:
    """So many settings: every optimizer, schedule and ground in turn, each shuffled, with knobs anywhere in range."""
    grounds = [*LANDSCAPES.values(), *map(typed, {**dict.fromkeys(FORMULAS), **dict.fromkeys(UNDEFINED)})]
    turns = [in_turns(list(items), count, random) for items in (grounds, OPTIMIZERS.values(), SCHEDULES.values())]
    return [setting(*items, shape, random) for items in zip(*turns, strict=True)]


def in_turns(items: list, count: int, random) -> list:
    order = np.concatenate([random.permutation(len(items)) for _ in range(-(-count // len(items)))])
    return [items[place] for place in order[:count]]


def setting(ground, optimizer, schedule, shape, random) -> Mapped:
    steps = int(random.integers(1, 301)) if random.random() < 0.9 else int(random.integers(1, 6))
    rate = suggest_rate(optimizer(), ground) * 10 ** random.uniform(-1, 1)
    runner = Runner(optimizer(), schedule(final=float(10 ** random.uniform(-2, 0)), horizon=steps), rate)
    for name, knob in runner.knobs.items():
        if name != "final" and random.random() < 0.4:
            runner = runner.moved(**{name: type(knob.default)(random.choice(knob.notches()))})
    sides = np.array(ground.window)
    middle, half = sides.mean(axis=1), np.diff(sides)[:, 0] / 2
    middle, half = middle + random.uniform(-0.5, 0.5, 2) * half, half * 10 ** random.uniform(-1, 0.5)
    (x0, y0), (x1, y1) = (middle - half).tolist(), (middle + half).tolist()
    window = ground.window if random.random() < 0.4 else ((x0, x1), (y0, y1))  # kinks are often in the middle of that
    slope = ground.height / np.diff(sides).max()
    noise = float(random.choice([0.0, 0.0, 0.01, 0.3])) * slope
    return Mapped(ground, runner, window, shape, steps, noise, int(random.integers(9)))
