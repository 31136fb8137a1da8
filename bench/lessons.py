"""What a screen of a lesson costs the server: at first, again, and its goal at a release; and what a browser gets."""

import json
import statistics
import zlib
from collections.abc import Iterator
from functools import partial

from bench.figure import Figure, milliseconds
from lessons import read_all
from lessons.goal import tell_goal
from lessons.run import runs_at
from lessons.telling import tell

RELEASE = 25.0  # milliseconds of Python's own work for what a hand lets go of
OPENED = 1000.0  # until a screen that nobody has seen yet is told
ROUNDS = 5


def measure() -> Iterator[Figure]:
    screens = [(lesson, place) for lesson in read_all().values() for place in range(len(lesson.screens))]
    cold, warm, goals, sizes = [], [], [], []
    for lesson, place in screens:
        screen = lesson.screens[place]
        cold.append(milliseconds(partial(told, lesson, place), 1))
        warm.append(milliseconds(partial(told, lesson, place), ROUNDS))
        if screen.goal:
            visit = runs_at(screen.picture)[0].visit
            goals.append(milliseconds(partial(tell_goal, screen, visit), ROUNDS, tell_goal.cache_clear))
        sizes.append(len(zlib.compress(json.dumps(told(lesson, place)).encode())) / 1000)
    yield Figure("a lesson's screen that nobody has seen, the slowest of all", max(cold), "ms", OPENED)
    yield Figure("… the median", statistics.median(cold), "ms")
    yield Figure("the same, seen before, the slowest", max(warm), "ms", RELEASE)
    yield Figure("a goal judged at all notches of its sliders, the median", statistics.median(goals), "ms")
    yield Figure("… the slowest", max(goals), "ms")
    yield Figure("what is told of a screen, compressed, the largest", max(sizes), "kB")


def told(lesson, place):
    return tell(lesson, place, runs_at(lesson.screens[place].picture)[0].visit)
