"""Optimizers against the libraries' own paths, recorded by tests/goldens/record_optimizers.py."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from descent import descend
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

FOLDER = Path(__file__).parents[1] / "goldens"
sys.path.insert(0, str(FOLDER))

from surfaces import SURFACES  # noqa: E402

GOLDENS = json.loads((FOLDER / "optimizers.json").read_text())
CASES = [
    pytest.param(case, id=f"{case['optimizer']}-{case['surface']}-{'drawn' if case['fields'] else 'default'}")
    for case in GOLDENS["cases"]
]
CONSTANT = SCHEDULES["constant"]()


def test_none_missing_none_orphaned():
    assert {case["optimizer"] for case in GOLDENS["cases"]} == set(OPTIMIZERS)
    assert (FOLDER.parents[1] / GOLDENS["script"]).exists()
    assert set(GOLDENS["versions"]) == {"torch"}


@pytest.mark.parametrize("case", CASES)
def test_walks_as_the_library_does(case):
    optimizer = OPTIMIZERS[case["optimizer"]](**case["fields"])
    rate, start, surface = case["learning_rate"], case["start"], SURFACES[case["surface"]]
    assert optimizer.native("pytorch", rate).name == case["twin"]
    trajectory = descend(surface, optimizer, CONSTANT, start, rate, steps=GOLDENS["steps"][-1])
    path = trajectory.positions[GOLDENS["steps"], :, 0]
    np.testing.assert_allclose(path, case["path"], rtol=1e-10, atol=1e-11)


# torch.optim, version 2.13, float64, computed apart from the recorder; the ravine from (2, -0.7), after 25 steps.
PUBLISHED = {
    "gradient_descent": (0.15, {}, (0.020583881766, 0.011884164953)),
    "momentum": (0.05, {"momentum": 0.9}, (0.449564650333, -0.260906685689)),
    "nesterov": (0.05, {"momentum": 0.9}, (0.116339309971, 0.067158305861)),
    "adagrad": (0.5, {}, (0.354734583497, 0.211376426382)),
    "rmsprop": (0.02, {}, (0.815860633638, 0.330890270246)),
    "adam": (0.1, {}, (0.380392409893, 0.647582345356)),
}


@pytest.mark.parametrize("key", PUBLISHED)
def test_published_points(key):
    rate, fields, point = PUBLISHED[key]
    trajectory = descend(SURFACES["ravine"], OPTIMIZERS[key](**fields), CONSTANT, (2.0, -0.7), rate, steps=25)
    np.testing.assert_allclose(trajectory.positions[-1, :, 0], point, atol=2e-12)
