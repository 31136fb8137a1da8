"""One line of the table: what was measured, how much it is and how much it may be."""

import os
import statistics
import time
from collections.abc import Callable, Sequence
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


def align(lines: Sequence[Sequence[str]]) -> str:
    """A table whose columns stand under each other."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rows = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
    return "\n".join("  ".join(row).rstrip() for row in rows)


def busy() -> str:
    """How busy the machine is, for those who read the numbers."""
    return f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"
