"""Measured figures beside their budgets: `python -m bench`, or only some: `python -m bench engine wire load`.

`python -m bench claims` checks what is said of runs, on settings drawn anew.

Numbers to look at, never a pass or fail: machines differ, and a busy one is slow. Times are medians.
"""

import importlib
import os
import platform
import sys

from bench.figure import align, busy

AREAS = ("engine", "wire", "browser", "load")
LONG = ("claims",)  # only when asked for


def show(figures):
    lines = [("what", "measured", "budget", "measured / budget")]
    for figure in figures:
        budget = "" if figure.budget is None else f"{figure.budget:,.4g} {figure.unit}"
        share = f"{figure.measured / figure.budget:.2f}" if figure.budget and figure.measured is not None else ""
        measured = figure.note if figure.measured is None else f"{figure.measured:,.4g} {figure.unit}"
        lines.append((figure.what, measured, budget, share))
    print(align(lines))


areas = sys.argv[1:] or AREAS
if unknown := set(areas) - {*AREAS, *LONG}:
    sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}: choose from {', '.join(AREAS + LONG)}.")
print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {busy()} at the start\n")
show([figure for area in areas for figure in importlib.import_module(f"bench.{area}").measure()])
