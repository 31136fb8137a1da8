"""Records where the exported programs end, by running them in their libraries, into programs.json beside this script.

Run from the top folder, with torch, keras, optax and jax installed: `python tests/goldens/record_programs.py`.
Each library, and each backend of Keras, has a process of its own: no program lives on what another one has set.
"""

import contextlib
import io
import json
import multiprocessing
import os
import sys
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).parent
sys.path[:0] = [str(FOLDER), str(FOLDER.parents[1])]

from programs import cases  # noqa: E402

PACKAGES = {"pytorch": ("torch",), "keras": ("keras", "torch"), "optax": ("optax", "jax")}


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


def record(surrounded):
    os.environ["JAX_PLATFORMS"] = "cpu"
    return [
        (number, asdict(case) | {"digest": case.digest} | run(case.text))
        for number, case in enumerate(cases())
        if surroundings(case) == surrounded
    ]


if __name__ == "__main__":
    results = []
    for surrounded in dict.fromkeys(map(surroundings, cases())):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            results += pool.apply(record, (surrounded,))
        print(*surrounded, len(results), flush=True)
    lines = [json.dumps(result) for _, result in sorted(results, key=lambda numbered: numbered[0])]
    header = {
        "script": "tests/goldens/record_programs.py",
        "versions": {library: {name: version(name) for name in names} for library, names in PACKAGES.items()},
    }
    (FOLDER / "programs.json").write_text(json.dumps(header)[:-1] + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n")
