"""Runs the programs of every slider's both ends in their libraries: a file an optimizer in the folder slider_ends.

Run from the top folder, with torch, keras, optax and jax installed: `python -m tests.goldens.record_slider_ends`, or
with `--only KEY` for one optimizer. It takes half an hour on one core. A program that was run already, with the
versions that are installed, is not run again: delete a file to have all of its programs run.
Of each program only a digest is kept, by what it says of itself. It must be what came out: a program that fails, or
ends anywhere else than it says, is an error that names it.
"""

import json
import math
import re

from optimizers import OPTIMIZERS
from tests.goldens.archive import FOLDER, choose, versions_of, write
from tests.goldens.claims import claim, digest
from tests.goldens.record_programs import PACKAGES, Surroundings
from tests.goldens.slider_ends import cases_of, summary

ENDS_AWAY = re.compile(r"it ends (\S+) away")
ENDS_APART = re.compile(r"They end (\S+) apart")


def disprove(made, outcome) -> str:
    """What a program's outcome has against what it says of itself; empty if nothing."""
    said = claim(made)
    if said == "refused":
        return "" if "refusal" in outcome else f"is not refused, and {outcome}"
    if "verdict" not in outcome:
        return f"says that it will {said}, and {outcome}"
    held = {
        "agree": outcome["verdict"] == "They agree.",
        "differ": outcome["verdict"] != "They agree." and as_foretold(made.remark, outcome["verdict"]),
        "tremble": True,
    }
    return "" if held[said] else f"says “{made.remark or 'They agree'}”, and {outcome}"


def as_foretold(remark, verdict) -> bool:
    """Whether two ends are as far apart as was said; "elsewhere" is where no distance is finite."""
    foretold, apart = (
        float(found[1]) if found else math.inf for found in (ENDS_AWAY.search(remark), ENDS_APART.search(verdict))
    )
    return math.isclose(apart, foretold, rel_tol=0.1) or not (math.isfinite(apart) or math.isfinite(foretold))


def known(item):
    """The digests that need no other run, by library and claim."""
    path = FOLDER / "slider_ends" / f"{item}.json"
    golden = json.loads(path.read_text()) if path.exists() else {}
    if golden.get("versions") != versions_of(PACKAGES):
        return set()
    return {
        (case["library"], said, number)
        for case in golden["cases"]
        for said, numbers in case.items()
        if said not in ("library", "schedule")
        for number in numbers.split()
    }


if __name__ == "__main__":
    surroundings, disproved = Surroundings(), 0
    for item in choose(OPTIMIZERS, __doc__):
        done, programs = known(item), [(case, case.program) for case in cases_of(item)]
        for case, made in programs:
            fact = case.library, claim(made), digest(made)
            if fact in done:
                continue
            done.add(fact)
            wrong = disprove(made, surroundings.run(case.library, made.text))
            if wrong:
                disproved += 1
                print(f"{case.library}, {case.runner}, {case.course.steps} steps: {wrong}", flush=True)
        if not disproved:
            write("slider_ends", item, summary(programs), PACKAGES)
    if disproved:
        raise SystemExit(f"{disproved} programs do not do what they say.")
