"""Optimizers against the libraries' own paths, recorded by tests/goldens/record_optimizers.py."""

import json
from pathlib import Path

import numpy as np
import pytest
from surfaces import SURFACES

from descent import descend
from optimizers import CONVENTIONS, OPTIMIZERS
from schedules import SCHEDULES

FOLDER = Path(__file__).parents[1] / "goldens"
GOLDENS = json.loads((FOLDER / "optimizers.json").read_text())
STEPS = GOLDENS["steps"]
RECORDED = [case for case in GOLDENS["cases"] if case["twin"]]
CONSTANT = SCHEDULES["constant"]()


def name(case):
    kind = "falling" if case["final"] < 1 else "drawn" if case["fields"] else "default"
    return f"{case['optimizer']}-{case['convention']}-{case['surface']}-{kind}"


def test_none_missing_none_orphaned():
    recorded = {(case["convention"], case["optimizer"]) for case in GOLDENS["cases"]}
    assert recorded == {(library, key) for library, catalogue in CONVENTIONS.items() for key in catalogue}
    assert set(GOLDENS["versions"]) == set(CONVENTIONS)
    assert (FOLDER.parents[1] / GOLDENS["script"]).exists()


def test_only_what_no_library_has_goes_without_a_path():
    without = set(OPTIMIZERS) - {case["optimizer"] for case in RECORDED}
    assert without == {"newton", "bfgs"}


@pytest.mark.parametrize("case", [case for case in GOLDENS["cases"] if not case["twin"]], ids=str)
def test_has_no_twin_where_the_library_has_none(case):
    assert CONVENTIONS[case["convention"]][case["optimizer"]]().native(case["convention"], 1.0) is None


@pytest.mark.parametrize("case", [pytest.param(case, id=name(case)) for case in RECORDED])
def test_walks_as_the_library_does(case):
    optimizer = CONVENTIONS[case["convention"]][case["optimizer"]](**case["fields"])
    rate, surface = case["learning_rate"], SURFACES[case["surface"]]
    assert optimizer.native(case["convention"], rate).name == case["twin"]
    schedule = SCHEDULES["exponential"](final=case["final"], horizon=GOLDENS["horizon"])
    trajectory = descend(surface, optimizer, schedule, case["start"], rate, steps=STEPS[-1])
    path = trajectory.positions[STEPS[: len(case["path"])], :, 0]
    np.testing.assert_allclose(path, case["path"], rtol=1e-10, atol=1e-11)


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
