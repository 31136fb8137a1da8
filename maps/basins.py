"""Where each start ends: the exact picture, a rough one first; or a coarser one at each notch of a slider.

Of each start a byte says what became of it (`code_of`), another how soon: a LEVEL, of the steps by their logarithm.
"""

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from descent.basins import Basins, ends_of, join, starts_of
from descent.control import Control, controls_for
from descent.findings import SETTLED, Verdict
from descent.setting import Runner, suggest_rate
from descent.shares import DOES, NOWHERE, shares_of
from descent.terrain import terrain_of
from door.courtesy import Pause
from landscapes import Landscape
from landscapes.plane import Window
from maps.ask import Ask
from stage.encoding import AS_BYTES, encode
from stage.parts import widen

EXACT, ROUGH, COARSE = (150, 100), (50, 34), (45, 30)  # columns and rows of starts, in a window
MOST = 60_000  # starts
LEVELS = 15  # of how soon
CODES = (
    Verdict.CRAWLING,
    Verdict.OSCILLATING,
    Verdict.STALLED,
    Verdict.DIVERGED,
    Verdict.TRAPPED,
    Verdict.CONVERGED,
    NOWHERE,
)
MOST_MINIMA = 256 - len(CODES)
STRIDES = (8, 4, 2, 1)  # of a slider's notches: all of it is there early, and fine later


def draw(ask: Ask, pause: Pause) -> Iterator[bytes]:
    """The messages of a map; where it goes along a slider one for each notch."""
    seen, name = ask.window(), ask.slider()
    if name is None:
        yield draw_one(ask, ask.runner, seen, ROUGH, pause, {})
        yield draw_one(ask, ask.runner, seen, EXACT, pause, {})
        return
    control = control_of(ask, name)
    for index in coarse_first(len(control.values)):
        value = float(control.values[index])
        facts = {"along": name, "value": value}
        yield draw_one(ask, ask.runner.moved(**{name: value}), seen, COARSE, pause, facts)


def rank(ask: Ask, done: int) -> int:
    """A single map before those along a slider."""
    return 0 if ask.slider() is None else 1


def control_of(ask: Ask, name: str) -> Control:
    """A slider as it is without its present value: that may stand anywhere while the map is looked at."""
    course, runner = ask.course, ask.runner
    suggested = suggest_rate(runner.optimizer, course.landscape)
    (control,) = (one for one in controls_for(runner, suggested) if one.name == name)
    return control


def coarse_first(count: int) -> list[int]:
    """The indices of so many notches, first a few from all over, then those between."""
    order = [index for stride in STRIDES for index in range(0, count, stride)]
    return list(dict.fromkeys(order))


def draw_one(ask: Ask, runner: Runner, seen: Window | None, shape: tuple[int, int], pause: Pause, facts: dict) -> bytes:
    """One picture: of the piece that is `seen`, or of the landscape's window and what maps show beside it."""
    landscape = ask.course.landscape
    piece, shape = (seen, shape) if seen else beside(landscape.window, ask.reach(), shape)
    starts = starts_of(piece, shape)
    basins = without_loss(join(ends_of(ask.course, runner, starts, pause), shape), landscape, starts)
    verdicts, codes = basins.verdicts, code_of(basins)
    counted = codes
    if not seen:
        verdicts, counted = (within(part, piece, landscape.window) for part in (verdicts, codes))
    shares = shares_of(verdicts, terrain_of(landscape).goal)
    where = "in view" if seen else "in this window"
    facts |= {
        "piece": piece,
        "words": CODES,
        "sentence": shares.tell(f"of the starts {where}"),
        "starts": counted.size,
        "converged": shares.share(Verdict.CONVERGED),
        "bar": bar_of(counted),
        "goal": shares.goal,
    }
    return encode(facts, {"codes": (codes, AS_BYTES), "levels": (level_of(basins.arrival, ask.course.steps), AS_BYTES)})


def without_loss(basins: Basins, landscape: Landscape, starts: np.ndarray) -> Basins:
    """The same, but for starts where the loss has no value: those are NOWHERE, and did not diverge."""
    with np.errstate(all="ignore"):
        nowhere = ~np.isfinite(landscape.loss(*starts)).reshape(basins.verdicts.shape)
    return replace(basins, verdicts=np.where(nowhere, NOWHERE, basins.verdicts))


def beside(window: Window, reach: tuple[float, float], shape: tuple[int, int]) -> tuple[Window, tuple[int, int]]:
    """A window so many times as wide and as tall, with more starts as it is larger, but for MOST."""
    thinner = max(math.prod(shape) * math.prod(reach) / MOST, 1) ** 0.5
    columns, rows = (math.ceil(count * share / thinner) + 1 for count, share in zip(shape, reach, strict=True))
    return widen(window, reach), (columns, rows)


def within(values: np.ndarray, piece: Window, window: Window) -> np.ndarray:
    """Those of a grid over a piece that lie in the window."""
    rows, columns = values.shape
    (x0, x1), (y0, y1) = window
    x, y = (np.linspace(*side, count) for side, count in zip(piece, (columns, rows), strict=True))
    return values[np.ix_((y0 <= y) & (y <= y1), (x0 <= x) & (x <= x1))]


def bar_of(codes: np.ndarray) -> list[tuple[int, float]]:
    """Each code that there is and its share, in the order of a bar: those that arrive first, lowest minimum first."""
    counts = np.bincount(codes.ravel(), minlength=len(CODES))
    arrived = [*range(len(CODES), len(counts)), *(CODES.index(verdict) for verdict in SETTLED)]
    order = [*arrived, *(CODES.index(verdict) for verdict in DOES if verdict not in SETTLED)]
    return [(code, float(counts[code] / codes.size)) for code in order if counts[code]]


def code_of(basins: Basins) -> np.ndarray:
    """A place in CODES, or, for one that rests at a listed minimum, its index behind them."""
    codes = np.zeros(basins.verdicts.shape, np.uint8)
    for code, verdict in enumerate(CODES):
        codes[basins.verdicts == verdict] = code
    listed = (basins.minimum >= 0) & (basins.minimum < MOST_MINIMA)
    codes[listed] = len(CODES) + basins.minimum[listed]
    return codes


def level_of(arrival: np.ndarray, steps: int) -> np.ndarray:
    """From 0 for at once to LEVELS for the last step; LEVELS too for never."""
    soon = np.log1p(np.maximum(arrival, 0)) / np.log1p(steps)
    return np.where(arrival < 0, LEVELS, np.rint(LEVELS * soon)).astype(np.uint8)
