"""Optimizers against the libraries' own paths, recorded by tests/goldens/record_optimizers.py."""

import sys

import numpy as np
import pytest
from archive import FOLDER, read, same
from surfaces import SURFACES

from descent import descend
from export.program import takes_no_schedule
from knobs import knobs_of
from optimizers import CONVENTIONS, OPTIMIZERS
from schedules import SCHEDULES

GOLDENS = read("optimizers")
CASES = [(key, golden, case) for key, golden in GOLDENS.items() for case in golden["cases"]]
CONSTANT = SCHEDULES["constant"]()


def name(key, case):
    kind = "falling" if case["final"] < 1 else "drawn" if case["fields"] else "default"
    return f"{key}-{case['convention']}-{case['surface']}-{kind}"


RECORDED = [pytest.param(*each, id=name(each[0], each[2])) for each in CASES if each[2]["twin"]]
WITHOUT = [
    pytest.param(key, case["convention"], id=f"{key}-{case['convention']}")
    for key, _, case in CASES
    if not case["twin"]
]


def test_none_missing_none_orphaned():
    assert set(GOLDENS) == set(OPTIMIZERS)
    for golden in GOLDENS.values():
        assert {case["convention"] for case in golden["cases"]} == set(CONVENTIONS) == set(golden["versions"])
        assert (FOLDER.parents[1] / golden["script"]).exists()


@pytest.mark.parametrize("library", CONVENTIONS)
@pytest.mark.parametrize("key", GOLDENS)
def test_every_surface_is_walked_with_the_defaults_with_other_knobs_and_with_a_falling_rate(library, key):
    recorded = [case for case in GOLDENS[key]["cases"] if case["convention"] == library and case["twin"]]
    walked = [(case["surface"], set(case["fields"]), case["final"] < 1) for case in recorded]
    optimizer = CONVENTIONS[library][key]
    expected = [(surface, fields, False) for surface in SURFACES for fields in (set(), set(knobs_of(optimizer)))]
    if not takes_no_schedule(library, optimizer()):
        expected.append(("himmelblau", set(), True))
    assert walked == (expected if recorded else [])


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_what_no_library_has_goes_without_a_path_and_its_file_says_so(key):
    without = not any(case["twin"] for case in GOLDENS[key]["cases"])
    words = " ".join(sys.modules[OPTIMIZERS[key].__module__].__doc__.split())
    assert without == ("None of PyTorch, Keras and Optax has a twin" in words)


@pytest.mark.parametrize(("key", "library"), WITHOUT)
def test_has_no_twin_where_the_library_has_none(key, library):
    assert CONVENTIONS[library][key]().native(library, 1.0) is None


@pytest.mark.parametrize(("key", "golden", "case"), RECORDED)
def test_walks_as_the_library_does(key, golden, case):
    optimizer = CONVENTIONS[case["convention"]][key](**case["fields"])
    rate, surface, steps = case["learning_rate"], SURFACES[case["surface"]], golden["steps"]
    assert same(optimizer.native(case["convention"], rate), case["twin"])
    assert len(case["path"]) >= 3
    schedule = SCHEDULES["exponential"](final=case["final"], horizon=golden["horizon"])
    trajectory = descend(surface, optimizer, schedule, case["start"], rate, steps=steps[-1])
    path = trajectory.positions[steps[: len(case["path"])], :, 0]
    np.testing.assert_allclose(path, case["path"], rtol=1e-10, atol=1e-11)


def test_pytorch_is_not_asked_to_look_ahead_without_momentum_which_it_refuses():
    assert OPTIMIZERS["nesterov"]().native("pytorch", 0.1).arguments["nesterov"]
    assert OPTIMIZERS["nesterov"](momentum=0.0).native("pytorch", 0.1).arguments == {"lr": 0.1, "momentum": 0.0}


def test_keras_is_asked_for_hardly_any_momentum_where_it_refuses_none():
    arguments = OPTIMIZERS["lion"](beta1=0.0).native("keras", 0.1).arguments
    assert arguments == {"learning_rate": 0.1, "beta_1": pytest.approx(0, abs=1e-290)}
    assert arguments["beta_1"] > 0


# torch.optim, version 2.13, float64, computed apart from the recorder; the ravine from (2, -0.7), after 25 steps.
PUBLISHED = {
    "gradient_descent": (0.15, {}, (0.020583881766, 0.011884164953)),
    "momentum": (0.05, {"momentum": 0.9}, (0.449564650333, -0.260906685689)),
    "nesterov": (0.05, {"momentum": 0.9}, (0.116339309971, 0.067158305861)),
    "adagrad": (0.5, {}, (0.354734583497, 0.211376426382)),
    "rmsprop": (0.02, {}, (0.815860633638, 0.330890270246)),
    "adadelta": (1.0, {}, (1.913660776345, -0.613965195809)),
    "adam": (0.1, {}, (0.380392409893, 0.647582345356)),
    "adamw": (0.1, {"weight_decay": 0.1}, (0.251057044954, 0.513583374212)),
    "amsgrad": (0.1, {"beta2": 0.9}, (0.410285624784, 0.638624474552)),
    "nadam": (0.1, {}, (0.638383143179, 0.458009821960)),
    "radam": (0.1, {}, (0.470822007914, 0.733367992262)),
    "adamax": (0.1, {}, (0.615865596005, 0.533283508947)),
    "rprop": (0.1, {}, (-0.012034286797, -0.007684644864)),
}


@pytest.mark.parametrize("key", PUBLISHED)
def test_published_points(key):
    rate, fields, point = PUBLISHED[key]
    trajectory = descend(SURFACES["ravine"], OPTIMIZERS[key](**fields), CONSTANT, (2.0, -0.7), rate, steps=25)
    np.testing.assert_allclose(trajectory.positions[-1, :, 0], point, atol=2e-12)
