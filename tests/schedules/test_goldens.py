"""Schedules against the libraries' own values, recorded by tests/goldens/record_schedules.py."""

import json
from pathlib import Path

import numpy as np
import pytest

from schedules import SCHEDULES

FILE = Path(__file__).parents[1] / "goldens" / "schedules.json"
GOLDENS = json.loads(FILE.read_text())
CASES = [
    pytest.param(case, id=f"{case['schedule']}-{case['convention']}-{case['fields']}") for case in GOLDENS["cases"]
]


def test_none_missing_none_orphaned():
    recorded = {(case["schedule"], case["convention"]) for case in GOLDENS["cases"]}
    assert recorded == {(key, library) for key in SCHEDULES for library in GOLDENS["versions"]}
    assert (FILE.parents[2] / GOLDENS["script"]).exists()


@pytest.mark.parametrize("case", CASES)
def test_equals_its_twin(case):
    schedule = SCHEDULES[case["schedule"]](**case["fields"])
    native = schedule.native(case["convention"], GOLDENS["learning_rate"])
    assert (native and native.name) == case["twin"]
    if native:
        factors = schedule(np.arange(len(case["factors"])))
        np.testing.assert_allclose(factors, case["factors"], rtol=1e-11, atol=1e-14)


# PyTorch 2.13 with a learning rate of 1, computed apart from the recorder.
PYTORCH = {
    "step": ({"final": 0.5**4, "horizon": 12, "drops": 4}, [1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.125]),
    "exponential": ({"final": 0.9**10, "horizon": 10}, [1, 0.9, 0.81, 0.729, 0.6561, 0.59049]),
    "cosine": (
        {"final": 0.0, "horizon": 8},
        [1, 0.96194, 0.853553, 0.691342, 0.5, 0.308658, 0.146447, 0.0380602, 0, 0.0380602, 0.146447],
    ),
}


@pytest.mark.parametrize("key", PYTORCH)
def test_published_values(key):
    fields, factors = PYTORCH[key]
    np.testing.assert_allclose(SCHEDULES[key](**fields)(np.arange(len(factors))), factors, atol=3e-6)
