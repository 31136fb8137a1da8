"""What steps cost, counted again by plain loops that ask for one loss at a time."""

import math
from typing import Any

import numpy as np
import pytest

from descent import examine
from descent.descend import descend
from descent.effort import effort
from descent.finish import finish_of
from descent.witness import Witness
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

STEPS = 30
CONSTANT, PLATEAU = SCHEDULES["constant"](), SCHEDULES["plateau"](patience=2)


def cost(key, name="beale", rates=(0.5,), schedule=CONSTANT, steps=None, **knobs):
    """The effort of runs at some rates, and their trajectory."""
    landscape, witness, optimizer = LANDSCAPES[name], Witness(), OPTIMIZERS[key](**knobs)
    trajectory = descend(landscape, optimizer, schedule, landscape.start, rates, STEPS, witness=witness)
    counted = np.full(len(rates), STEPS) if steps is None else np.asarray(steps)
    return effort(optimizer, schedule, witness, counted), trajectory


def armijo(landscape, rate, shrink, slope):
    """Losses that a line search has asked for before step 0, 1, ..., one at a time; and the tries of each step."""
    x, y = landscape.start
    asked, tries = [0], []
    loss = float(landscape.loss(x, y))
    with np.errstate(all="ignore"):
        for _ in range(STEPS):
            (g, h), power, tried = landscape.gradient(x, y), 0, 0
            while True:
                length = rate * shrink**power
                there = float(landscape.loss(x - length * g, y - length * h))
                tried += 1
                enough = there - loss + length * (slope * (g * g + h * h)) <= 0
                if enough or power == 60:
                    break
                power += 1
            if not enough and not there < math.inf:
                length, there = 0.0, loss
            x, y, loss = x - length * g, y - length * h, there
            tries.append(tried)
            asked.append((asked[-1] or 1) + tried)
    return asked, tries


@pytest.mark.parametrize("name", ["beale", "rosenbrock", "himmelblau", "cliff", "rastrigin"])
@pytest.mark.parametrize(("shrink", "slope"), [(0.5, 1e-4), (0.25, 0.5)])
def test_a_line_search_pays_for_each_try_and_once_for_the_start(name, shrink, slope):
    rates = np.geomspace(1e-3, 1e3, 13)
    for steps in (0, 1, 7, STEPS):
        found, _ = cost("backtracking", name, rates, steps=np.full(13, steps), shrink=shrink, slope=slope)
        counted = [armijo(LANDSCAPES[name], rate, shrink, slope)[0][steps] for rate in rates]
        assert found.losses.tolist() == counted
        assert found.gradients.tolist() == [steps] * 13
        assert not found.hessians.any()


def test_a_search_that_finds_nothing_pays_for_all_its_tries():
    edge = LANDSCAPES["bowl"].from_formula("sqrt(x) + y^2", start=(1e-300, 1.0), window=((-1.0, 1.0), (-1.0, 1.0)))
    witness, search = Witness(), OPTIMIZERS["backtracking"](shrink=0.9)
    descend(edge, search, CONSTANT, edge.start, 1.0, 3, witness=witness)
    assert [state.taken.tolist() for state in witness.states[1:]] == [[0]] * 3
    assert effort(search, CONSTANT, witness, np.array([3])).losses.tolist() == [1 + 3 * 61]


def test_bfgs_pays_for_its_tries_as_its_rates_tell():
    rates = np.geomspace(1e-2, 10, 7)
    found, trajectory = cost("bfgs", "rosenbrock", rates, steps=np.full(7, 12))
    tries = 1 + np.log2(rates / trajectory.rates[:12])
    np.testing.assert_allclose(found.losses, 1 + tries.sum(axis=0), atol=1e-9)
    assert len(set(found.losses.tolist())) > 2


STEP = {"gradients": 1, "losses": 0, "hessians": 0}


@pytest.mark.parametrize(
    ("key", "schedule", "each"),
    [
        ("gradient_descent", CONSTANT, STEP),
        ("adam", CONSTANT, STEP),
        ("schedule_free_sgd", CONSTANT, STEP),
        ("newton", CONSTANT, STEP | {"hessians": 1}),
        ("polyak", CONSTANT, STEP | {"losses": 1}),
        ("gradient_descent", PLATEAU, STEP | {"losses": 1}),
        ("newton", PLATEAU, STEP | {"losses": 1, "hessians": 1}),
        ("polyak", PLATEAU, STEP | {"losses": 1}),
    ],
)
def test_others_pay_the_same_at_each_step(key, schedule, each):
    steps = np.array([0, 1, 17])
    found, _ = cost(key, rates=(0.1, 0.2, 0.3), schedule=schedule, steps=steps)
    for name, one in each.items():
        assert getattr(found, name).tolist() == (one * steps).tolist()


def test_a_schedule_beside_a_search_looks_at_what_is_known():
    alone, _ = cost("backtracking", rates=(0.5, 5.0), schedule=PLATEAU)
    witness, (search, landscape) = Witness(), (OPTIMIZERS["backtracking"](), LANDSCAPES["beale"])
    descend(landscape, search, PLATEAU, landscape.start, (0.5, 5.0), STEPS, witness=witness)
    tries = sum(state.taken for state in witness.states[1:])
    assert alone.losses.tolist() == (1 + tries).tolist()


def test_a_finish_counts_until_it_arrives_and_else_to_the_end():
    landscape, witness, newton = LANDSCAPES["ravine"], Witness(), OPTIMIZERS["newton"]()
    rates: Any = np.array([0.01, 0.3, 1.0, 1e9])
    trajectory = descend(landscape, newton, PLATEAU, landscape.start, rates, 60, witness=witness)
    findings = examine(trajectory, landscape)
    finish = finish_of(findings, landscape, newton, PLATEAU, witness)
    assert finish.arrives.tolist() == [False, True, True, False]
    assert math.isinf(finish.gaps[3])
    for run in range(4):
        count = findings.reached[run] if findings.verdict[run] == "converged" else 60
        own = finish.of(run)
        assert (own.effort.gradients.tolist(), own.effort.losses.tolist(), own.effort.hessians.tolist()) == (
            ([int(count)],) * 3
        )
        diverged = findings.verdict[run] == "diverged"
        assert own.gaps.tolist() == [math.inf if diverged else findings.gap[run]]
    assert finish.of(slice(1, 3)).reached.tolist() == finish.of([1, 2]).reached.tolist() == finish.reached[1:3].tolist()


def test_who_rests_in_a_local_minimum_has_gone_all_the_way():
    landscape, witness, plain = LANDSCAPES["double_well"], Witness(), OPTIMIZERS["gradient_descent"]()
    trajectory = descend(landscape, plain, CONSTANT, landscape.start, 0.15, 50, witness=witness)
    findings = examine(trajectory, landscape)
    finish = finish_of(findings, landscape, plain, CONSTANT, witness)
    assert findings.verdict.tolist() == ["trapped"]
    assert 0 < findings.reached[0] < 50
    assert finish.gradients.tolist() == [50]
