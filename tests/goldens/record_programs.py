"""Records where the exported programs end, by running them in their libraries: a file an item in the folder programs.

Run from the top folder, with torch, keras, optax and jax installed: `python -m tests.goldens.record_programs`, or with
`--only optimizer-adam` for the programs of one item.
Each library, and each backend of Keras, has a process of its own: no program lives on what another one has set.
"""

import contextlib
import io
import multiprocessing
import os
import tempfile
from dataclasses import asdict

from tests.goldens.archive import choose, write
from tests.goldens.programs import OFFERED

PACKAGES = {"pytorch": ("torch",), "keras": ("keras", "torch", "jax"), "optax": ("optax", "jax")}


class Surroundings:
    """A process for each library, and for what a program wants of its environment; started when it is needed."""

    def __init__(self):
        self._pools, self._cache = {}, tempfile.TemporaryDirectory()

    def run(self, library, text):
        """What becomes of a program."""
        key = library, *(line for line in text.splitlines() if line.startswith("os.environ"))
        if key not in self._pools:
            self._pools[key] = multiprocessing.get_context("spawn").Pool(1, settle, (self._cache.name,))
        return self._pools[key].apply(run, (text,))


def settle(cache):
    """Compiled code is kept for as long as the recorder runs: all programs of a landscape have the same gradient."""
    os.environ |= {
        "JAX_PLATFORMS": "cpu",
        "JAX_COMPILATION_CACHE_DIR": cache,
        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0",
        "JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES": "-1",
    }


def run(text):
    """Where the program ends and what it says of that; or the sentence with which it refuses; or why it failed."""
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(text, "program", "exec"), {"__name__": "__main__"})
    except SystemExit as refusal:
        return {"refusal": str(refusal)}
    except Exception as why:
        return {"error": repr(why)}
    own, _, verdict, *_ = printed.getvalue().strip().split("\n")
    return {"end": [float(number) for number in own.split()[:2]], "verdict": verdict}


if __name__ == "__main__":
    surroundings = Surroundings()
    for item in choose(OFFERED, __doc__):
        outcomes = [surroundings.run(case.library, case.text) for case in OFFERED[item]]
        facts = zip(OFFERED[item], outcomes, strict=True)
        write("programs", item, (asdict(case) | {"digest": case.digest} | outcome for case, outcome in facts), PACKAGES)
