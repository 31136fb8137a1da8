"""Many seeds: where the same run ends under many draws of its noise, then who escapes at other rates and other noise.

Three messages: the ways of all seeds, from the run's own seed on; the share that escapes at each notch of the learning
rate's slider; the same over the noise. A seed's end is a byte, as a start's is on the map of basins.
"""

from collections.abc import Iterator

import numpy as np

from address.table import SEED
from descent.fan import DEFINITION, SEEDS, Escapes, Fan, escapes_over_noise, escapes_over_rate, fan_out, noise_axis
from descent.setting import LEARNING_RATE
from door.courtesy import Pause
from maps.ask import Ask, UnclearError
from maps.basins import CODES, MOST_MINIMA, control_of
from stage.encoding import AS_BYTES, encode

POINTS = 200  # of a way that are drawn, but for its end; of a longer one every second, third, …
BITS = 12  # of a place, in windows from the middle: far less than a pixel
QUIET = "There is no noise here: with another seed the run would be the same."


def draw(ask: Ask, pause: Pause) -> Iterator[bytes]:
    """The three messages. Raises UnclearError where there is no noise."""
    course, runner = ask.course, ask.runner
    if not course.is_noisy:
        raise UnclearError(QUIET)
    seeds = seeds_from(course.seed)
    yield draw_ways(fan_out(course, runner, seeds, pause))
    rates = control_of(ask, LEARNING_RATE).values
    yield draw_shares(LEARNING_RATE, runner.learning_rate, escapes_over_rate(course, runner, rates, seeds, pause))
    axis = noise_axis(course)
    yield draw_shares(axis, getattr(course, axis), escapes_over_noise(course, runner, seeds, pause))


def rank(ask: Ask, done: int) -> int:
    """The ways are small, and somebody waits for them; the shares at other rates may come last of all."""
    return 2 if done else 0


def seeds_from(first: int) -> list[int]:
    """So many seeds from the first on, as the page's field has them: after the highest comes 0."""
    return [seed % (int(SEED.high) + 1) for seed in range(first, first + SEEDS)]


def draw_ways(fan: Fan) -> bytes:
    """All ways, in windows from the window's middle: (2, seeds, points)."""
    landscape = fan.course.landscape
    window = np.array(landscape.window, dtype=float)
    middle, size = window.mean(axis=1), np.diff(window, axis=1)[:, 0]
    stride = -(-fan.course.steps // POINTS)
    kept = [*range(0, fan.course.steps, stride), fan.course.steps]
    ways = (fan.trajectory.positions[kept].transpose(1, 2, 0) - middle[:, None, None]) / size[:, None, None]
    facts = {
        "seeds": list(fan.seeds),
        "stride": stride,
        "words": CODES,
        "middle": middle.tolist(),
        "size": size.tolist(),
        "sentence": fan.sentence,
        "definition": DEFINITION,
        "groups": [{"code": code_of(group.minimum, group.verdict), "count": group.count} for group in fan.groups],
    }
    codes = np.array([code_of(*end) for end in zip(fan.held.tolist(), fan.verdicts, strict=True)], np.uint8)
    return encode(facts, {"ways": (ways, BITS), "codes": (codes, AS_BYTES)})


def code_of(minimum: int, verdict: str) -> int:
    """A place in CODES, or, for one that ends around a listed minimum, its index behind them."""
    return len(CODES) + minimum if 0 <= minimum < MOST_MINIMA else CODES.index(verdict)


def draw_shares(over: str, present: float, escapes: Escapes) -> bytes:
    return encode({"over": over, "present": present}, {"values": (escapes.values, 0), "shares": (escapes.shares, 0)})
