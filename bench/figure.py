"""One line of the table: what was measured, how much it is and how much it may be."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`budget` is None for a number that has none; `note` says why something was not measured."""

    what: str
    measured: float | None
    unit: str
    budget: float | None = None
    note: str = ""


def milliseconds(work: Callable[[], object], repeats: int, before: Callable[[], object] = lambda: None) -> float:
    """The median duration of `work`, each time after `before`, which is not counted."""
    durations = []
    for _ in range(repeats):
        before()
        began = time.perf_counter()
        work()
        durations.append(1000 * (time.perf_counter() - began))
    return statistics.median(durations)
