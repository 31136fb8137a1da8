"""Faults that the app must survive: `python -m bench.faults`, or only some files: `python -m bench.faults restart`.

Each file of this folder that has a function `cases()` is run. It returns functions without arguments, in the order in
which they are to be tried, and each is one case:

* the first line of its docstring names the case, and is the first column of the table;
* it returns, in a few words, what was seen: the figures, and what the visitor saw of it;
* it fails by raising anything: `assert` with a sentence is enough, and the sentence stands in the table.

A case starts what it needs and ends it, talks to this machine only and is cut off after PATIENCE seconds, or after its
file's own `PATIENCE`. What cannot be tried here it says by raising `unittest.SkipTest`. One line is printed for each
case as it ends; the exit code is 1 if one failed, so that a script can ask.
"""

import argparse
import importlib
import pkgutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from unittest import SkipTest

PATIENCE = 180  # seconds
ROW = "{:<7}{:>7}  {:<58}  {}"


def run(case: Callable[[], str], patience: float) -> tuple[str, str]:
    """How a case ended, in a word, and what was seen of it."""
    signal.setitimer(signal.ITIMER_REAL, patience)
    try:
        return "passed", case()
    except SkipTest as reason:
        return "skipped", str(reason)
    except Exception as error:
        return "FAILED", " ".join(f"{type(error).__name__}: {error}".split())
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def cut_off(*_):
    raise TimeoutError("it did not end in time")


def find_files() -> dict[str, ModuleType]:
    """The files of this folder that have cases, by name."""
    names = [file.name for file in pkgutil.iter_modules([str(Path(__file__).parent)]) if file.name != "__main__"]
    files = {name: importlib.import_module(f"bench.faults.{name}") for name in names}
    return {name: file for name, file in files.items() if hasattr(file, "cases")}


def read_files() -> list[ModuleType]:
    files = find_files()
    parser = argparse.ArgumentParser(
        prog="python -m bench.faults", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="file", help=f"{', '.join(files)}; all of them if none is named")
    names = parser.parse_args().names
    if unknown := sorted(set(names) - set(files)):
        parser.error(f"there is no {', '.join(unknown)} here: choose from {', '.join(files)}.")
    return [files[name] for name in names or files]


def main() -> int:
    files = read_files()
    signal.signal(signal.SIGALRM, cut_off)
    print(ROW.format("", "seconds", "case", "seen"))
    endings = []
    for file in files:
        for case in file.cases():
            began = time.monotonic()
            ending, seen = run(case, getattr(file, "PATIENCE", PATIENCE))
            what = (case.__doc__ or case.__name__).splitlines()[0]
            print(ROW.format(ending, f"{time.monotonic() - began:.1f}", what, seen), flush=True)
            endings.append(ending)
    return int("FAILED" in endings)


if __name__ == "__main__":
    sys.exit(main())
