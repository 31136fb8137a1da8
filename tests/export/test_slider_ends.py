"""The programs of every optimizer under every schedule, at both ends of every slider, do what they say.

They were run in their libraries by tests/goldens/record_slider_ends.py; here it is proven that none is missing.
"""

import pytest
from archive import FOLDER, read
from claims import claim
from record_slider_ends import disprove
from slider_ends import cases_of, summary

from export import Program
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

GOLDENS = read("slider_ends")


def test_none_missing_none_orphaned():
    assert GOLDENS.keys() == OPTIMIZERS.keys()


SHARES = 6  # of the schedules each optimizer meets one here, its neighbours the others; the recorder meets all


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_program_at_a_sliders_end_was_run(key):
    met = list(SCHEDULES)[list(OPTIMIZERS).index(key) % SHARES :: SHARES]
    made = [(case, case.program) for case in cases_of(key) if case.schedule in met]
    recorded = sorted(GOLDENS[key]["cases"], key=lambda line: (line["library"], line["schedule"]))
    assert {line["schedule"] for line in recorded} == set(SCHEDULES), f"run the recorder with --only {key}"
    assert summary(made) == [line for line in recorded if line["schedule"] in met], (
        f"run the recorder with --only {key}"
    )
    assert (FOLDER.parents[1] / GOLDENS[key]["script"]).exists()
    in_own = {claim(program) for case, program in made if case.in_own_convention}
    assert in_own <= {"agree", "refused"}, "a program says that it agrees with the run in its library's own convention"


AGREE, APART = {"verdict": "They agree."}, {"verdict": "They end 1.2e-03 apart."}
ELSEWHERE, REFUSED, FAILED = {"verdict": "They end nan apart."}, {"refusal": "no"}, {"error": "ValueError()"}
CALM, AWAY, LOST = Program("text"), Program("text", "it ends 1.2e-03 away."), Program("text", "it ends elsewhere.")
FARTHER, TREMBLING = Program("text", "it ends 1.5e-03 away."), Program("text", "Rounding decides where")
REFUSING = Program('raise SystemExit("no")', "no")


@pytest.mark.parametrize(
    ("made", "outcomes"),
    [
        (CALM, [AGREE]),
        (AWAY, [APART]),
        (FARTHER, []),
        (LOST, [ELSEWHERE]),
        (TREMBLING, [AGREE, APART, ELSEWHERE]),
        (REFUSING, [REFUSED]),
    ],
)
def test_only_what_a_program_says_is_recorded_of_it(made, outcomes):
    accepted = [outcome for outcome in (AGREE, APART, ELSEWHERE, REFUSED, FAILED) if not disprove(made, outcome)]
    assert accepted == outcomes
