"""Records where the exported programs end, by running them in their libraries: a file an item in the folder programs.

Run from the top folder, with torch, keras, optax and jax installed: `python -m tests.goldens.record_programs`, or with
`--only optimizer-adam` for the programs of one item.
Each library, and each backend of Keras, has a process of its own: no program lives on what another one has set.
"""

import contextlib
import io
import multiprocessing
import os
from dataclasses import asdict

from tests.goldens.archive import choose, write
from tests.goldens.programs import OFFERED

PACKAGES = {"pytorch": ("torch",), "keras": ("keras", "torch", "jax"), "optax": ("optax", "jax")}


def run(text):
    """What the program prints: the final point; or the sentence with which it refuses."""
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(text, "program", "exec"), {"__name__": "__main__"})
    except SystemExit as refusal:
        return {"refusal": str(refusal)}
    return {"end": [float(number) for number in printed.getvalue().split()]}


def surroundings(case):
    """What a process settles once for all: the library and its environment."""
    return case.library, *(line for line in case.text.splitlines() if line.startswith("os.environ"))


def record(surrounded, items):
    """What becomes of the programs of these items that need these surroundings, by item and place in it."""
    os.environ["JAX_PLATFORMS"] = "cpu"
    return {
        (item, place): asdict(case) | {"digest": case.digest} | run(case.text)
        for item in items
        for place, case in enumerate(OFFERED[item])
        if surroundings(case) == surrounded
    }


if __name__ == "__main__":
    items, results = choose(OFFERED, __doc__), {}
    for surrounded in dict.fromkeys(surroundings(case) for item in items for case in OFFERED[item]):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            results |= pool.apply(record, (surrounded, items))
    for item in items:
        write("programs", item, (results[item, place] for place in range(len(OFFERED[item]))), PACKAGES)
