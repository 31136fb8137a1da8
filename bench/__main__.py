"""Measured figures beside their budgets: `python -m bench`, or only some: `python -m bench engine wire load`.

`python -m bench claims` checks what is said of runs, on settings drawn anew.

Numbers to look at, never a pass or fail: machines differ, and a busy one is slow. Times are medians.
"""

import argparse
import importlib
import os
import platform

from bench.figure import align, busy

AREAS = (
    "engine",
    "maps",
    "maps_load",
    "take_home",
    "lessons",
    "classroom",
    "wire",
    "browser",
    "typing",
    "race",
    "loading",
    "load",
)
LONG = ("claims",)  # only when asked for


def show(figures):
    lines = [("what", "measured", "budget", "measured / budget")]
    for figure in figures:
        budget = "" if figure.budget is None else f"{figure.budget:,.4g} {figure.unit}"
        share = f"{figure.measured / figure.budget:.2f}" if figure.budget and figure.measured is not None else ""
        measured = figure.note if figure.measured is None else f"{figure.measured:,.4g} {figure.unit}"
        lines.append((figure.what, measured, budget, share))
    print(align(lines))


def main():
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    said = f"{', '.join(AREAS)}, which are measured if none is named; {', '.join(LONG)}"
    parser.add_argument("areas", nargs="*", metavar="area", help=said)
    areas = parser.parse_args().areas or AREAS
    if unknown := sorted(set(areas) - {*AREAS, *LONG}):
        parser.error(f"there is no benchmark {', '.join(unknown)}: choose from {', '.join(AREAS + LONG)}.")
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {busy()} at the start\n")
    show([figure for area in areas for figure in importlib.import_module(f"bench.{area}").measure()])


if __name__ == "__main__":
    main()
