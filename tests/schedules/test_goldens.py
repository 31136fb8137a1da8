"""Schedules against the libraries' own values, recorded by tests/goldens/record_schedules.py."""

import sys

import numpy as np
import pytest
from archive import FOLDER, read, same
from each import each

from knobs import knobs_of
from libraries import LIBRARIES
from schedules import CONVENTIONS, SCHEDULES

GOLDENS = read("schedules")
CASES = [(key, case) for key, golden in GOLDENS.items() for case in golden["cases"]]


def build(key, case):
    return CONVENTIONS[case["convention"]][key](**case["fields"])


def test_none_missing_none_orphaned():
    assert set(GOLDENS) == set(SCHEDULES)
    for golden in GOLDENS.values():
        assert {case["convention"] for case in golden["cases"]} == set(LIBRARIES) == set(golden["versions"])
        assert (FOLDER.parents[1] / golden["script"]).exists()


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("key", GOLDENS)
def test_is_recorded_with_its_defaults_with_other_knobs_and_on_losses_where_it_looks_at_them(library, key):
    cases = [case for case in GOLDENS[key]["cases"] if case["convention"] == library]
    assert any(set(case["fields"]) == {"final", "horizon"} for case in cases)
    assert any(set(case["fields"]) == {"horizon"} | set(knobs_of(SCHEDULES[key])) for case in cases)
    assert all(("losses" in case) == SCHEDULES[key].looks_at_loss for case in cases)


@pytest.mark.parametrize("key", SCHEDULES)
def test_what_no_library_has_says_so_in_its_file(key):
    without = not any(case["twin"] for case in GOLDENS[key]["cases"])
    words = " ".join(sys.modules[SCHEDULES[key].__module__].__doc__.split())
    assert without == ("None of PyTorch, Keras and Optax has a twin" in words)


@each(CASES)
def test_names_its_twin(key, case):
    assert same(build(key, case).native(case["convention"], GOLDENS[key]["learning_rate"]), case["twin"])


@each([(key, case) for key, case in CASES if case["twin"] and "losses" not in case])
def test_equals_its_twin(key, case):
    schedule, expected = build(key, case), np.array(case["factors"])
    factors = schedule(np.arange(len(expected)))
    if key == "cosine_restarts" and case["convention"] != "optax":
        horizon = case["fields"]["horizon"]  # the one step that the libraries give to the next cycle
        assert expected[horizon] == pytest.approx(1)
        expected[horizon] = case["fields"]["final"]
    np.testing.assert_allclose(factors, expected, rtol=1e-11, atol=1e-14)


@each([(key, case) for key, case in CASES if case["twin"] and "losses" in case])
def test_follows_the_losses_as_its_twin(key, case):
    schedule = build(key, case)
    memory = schedule.init(1)
    for loss, expected in zip(case["losses"], case["factors"], strict=True):
        factor, memory = schedule.update(np.array([loss]), memory)
        np.testing.assert_allclose(factor, expected, rtol=1e-13)


def test_the_recorded_losses_tell_the_conventions_apart():
    factors = {
        library: [case["factors"] for case in GOLDENS["plateau"]["cases"] if case["convention"] == library]
        for library in LIBRARIES
    }
    for ours, others in (("pytorch", "keras"), ("pytorch", "optax"), ("keras", "optax")):
        assert factors[ours] != factors[others]
    assert all(min(map(min, rows)) < 0.05 for rows in factors.values())


# PyTorch 2.13 with a learning rate of 1, computed apart from the recorder.
PYTORCH = {
    "step": ({"final": 0.5**4, "horizon": 12, "drops": 4}, [1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.125, 0.125]),
    "exponential": ({"final": 0.9**10, "horizon": 10}, [1, 0.9, 0.81, 0.729, 0.6561, 0.59049]),
    "multi_step": (
        {"final": 0.01, "horizon": 12, "first": 0.25, "second": 8 / 12},
        [1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01],
    ),
    "polynomial": (
        {"final": 0.0, "horizon": 10, "power": 2.0},
        [1, 0.81, 0.64, 0.49, 0.36, 0.25, 0.16, 0.09, 0.04, 0.01],
    ),
    "cosine_restarts": (
        {"final": 0.0, "horizon": 28, "cycles": 3, "stretch": 2.0},
        [1, 0.853553, 0.5, 0.146447, 1, 0.96194, 0.853553, 0.691342, 0.5, 0.308658, 0.146447, 0.0380602, 1, 0.990393],
    ),
    "linear": ({"final": 0.5, "horizon": 4}, [1, 0.875, 0.75, 0.625, 0.5, 0.5]),
    "warmup_linear": (
        {"final": 1.0, "horizon": 50, "warmup": 0.1, "warmup_start": 1 / 3},
        [0.333333, 0.466667, 0.6, 0.733333, 0.866667, 1, 1],
    ),
    "one_cycle": (
        {"final": 4e-6, "horizon": 9},
        [0.04, 0.52, 1, 0.950485, 0.811746, 0.611262, 0.388742, 0.188258, 0.0495194, 4e-06],
    ),
    "cyclic": (
        {"final": 0.1, "horizon": 16, "cycles": 2, "peak": 0.5},
        [0.1, 0.325, 0.55, 0.775, 1, 0.775, 0.55, 0.325, 0.1, 0.2125, 0.325, 0.4375, 0.55, 0.4375, 0.325, 0.2125],
    ),
    "inverse_sqrt": ({"final": 1 / 3, "horizon": 8}, [1, 0.707107, 0.57735, 0.5, 0.447214]),  # 1 / sqrt(t + 1)
    "cosine": (
        {"final": 0.0, "horizon": 8},
        [1, 0.96194, 0.853553, 0.691342, 0.5, 0.308658, 0.146447, 0.0380602, 0, 0.0380602, 0.146447],
    ),
}


@pytest.mark.parametrize("key", PYTORCH)
def test_published_values(key):
    fields, factors = PYTORCH[key]
    np.testing.assert_allclose(SCHEDULES[key](**fields)(np.arange(len(factors))), factors, atol=3e-6)
