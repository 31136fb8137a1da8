"""What every optimizer of the catalogue must be, whatever its rule."""

import dataclasses
import sys

import numpy as np
import pytest
from surfaces import SURFACES

from descent import descend
from knobs import knobs_of
from optimizers import CONVENTIONS, OPTIMIZERS
from optimizers.optimizer import FAMILIES, Evaluation
from schedules import SCHEDULES

CONSTANT = SCHEDULES["constant"]()
HIMMELBLAU = SURFACES["himmelblau"]
EVERY = pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=OPTIMIZERS.keys())
CLASSES = {cls.__name__: cls for catalogue in CONVENTIONS.values() for cls in catalogue.values()}
EVERY_VARIANT = pytest.mark.parametrize("optimizer", CLASSES.values(), ids=CLASSES.keys())


def walk(optimizer, surface=HIMMELBLAU, start=(-3.7, -1.3), rate=None, steps=60, **noise):
    rate = optimizer.suggested_rate(surface) if rate is None else rate
    return descend(surface, optimizer, CONSTANT, start, rate, steps, **noise)


@EVERY_VARIANT
def test_says_what_a_menu_needs(optimizer):
    module = sys.modules[optimizer.__module__]
    assert "Source: " in module.__doc__
    assert optimizer.family in FAMILIES
    assert optimizer.title
    assert optimizer.lesson.endswith(".")
    assert r"\leftarrow" in optimizer.latex
    assert optimizer.latex.count("{") == optimizer.latex.count("}")
    assert len(knobs_of(optimizer)) <= 3
    assert all(knob.title and knob.symbol and knob.help for knob in knobs_of(optimizer).values())


@pytest.mark.parametrize("library", CONVENTIONS)
def test_a_convention_changes_the_rule_not_the_name(library):
    assert list(CONVENTIONS[library]) == list(OPTIMIZERS)
    for key, variant in CONVENTIONS[library].items():
        assert (variant.title, variant.family) == (OPTIMIZERS[key].title, OPTIMIZERS[key].family)
        if variant is not OPTIMIZERS[key]:
            assert variant().native(library, 0.1) is not None


def test_titles_differ_and_labels_are_plain():
    titles = [optimizer.title for optimizer in OPTIMIZERS.values()]
    assert len(set(titles)) == len(titles)
    assert knobs_of(OPTIMIZERS["momentum"])["momentum"].label == "Momentum β"


@EVERY
@pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES.keys())
def test_suggested_rate_shows_a_run_that_gets_somewhere(optimizer, surface):
    trajectory = walk(optimizer(), surface, surface.start, steps=200)
    losses = trajectory.losses[:, 0]
    assert np.isfinite(losses).all()
    arrived = np.abs(trajectory.gradients[-1]).max() < 1e-9  # Newton's method may well arrive at a saddle
    assert arrived or losses[-1] < 0.5 * losses[0]


@EVERY_VARIANT
def test_a_batch_equals_its_runs_one_by_one(optimizer):
    rate = optimizer().suggested_rate(HIMMELBLAU)
    starts, rates = np.array([[-3.7, 0.4, 2.0], [-1.3, 1.0, 4.1]]), rate * np.array([0.2, 1.0, 0.6])
    batch = walk(optimizer(), start=starts, rate=rates, noise=0.3, seed=4)
    for i in range(3):
        alone = walk(optimizer(), start=starts[:, i], rate=rates[i], noise=0.3, seed=4)
        for field in dataclasses.fields(alone):
            ours, theirs = getattr(batch.run(i), field.name), getattr(alone, field.name)
            np.testing.assert_array_equal(ours, theirs, err_msg=field.name)


@EVERY_VARIANT
def test_a_knob_may_be_an_array(optimizer):
    for name, knob in knobs_of(optimizer).items():
        values = knob.notches(5)
        batch = walk(optimizer(**{name: values}), rate=optimizer().suggested_rate(HIMMELBLAU) / 5)
        for i, value in enumerate(values):
            alone = walk(optimizer(**{name: value}), rate=optimizer().suggested_rate(HIMMELBLAU) / 5)
            np.testing.assert_allclose(batch.positions[..., i], alone.positions[..., 0], rtol=1e-9, atol=1e-12)


@EVERY_VARIANT
def test_states_and_places_are_not_changed_afterwards(optimizer):
    """A pure update: the same evaluation and state give the same answer twice."""
    optimizer = optimizer()
    position = np.array([[1.5, -2.0], [0.3, 2.5]])
    here = Evaluation(HIMMELBLAU, position, HIMMELBLAU.gradient(*position), np.array([0.01, 0.02]))
    state = optimizer.init(position)
    for step in range(3):
        with np.errstate(all="ignore"):  # as the stepper does
            first, following = optimizer.update(here, state, step)
            first = np.array(first)
            again, _ = optimizer.update(here, state, step)
        np.testing.assert_array_equal(first, again)
        state = following


STABLE = [(key, optimizer) for key, optimizer in CLASSES.items() if optimizer().stability_bound is not None]


@pytest.mark.parametrize("momentum", [0.0, 0.5, 0.9])
@pytest.mark.parametrize(("key", "optimizer"), STABLE, ids=[key for key, _ in STABLE])
def test_stability_bound(key, optimizer, momentum):
    optimizer = optimizer(momentum=momentum) if "momentum" in knobs_of(optimizer) else optimizer()
    steepest = 10.0
    rates = np.array([0.99, 1.01]) * optimizer.stability_bound / steepest
    below, above = walk(optimizer, SURFACES["ravine"], (2.0, -0.7), rates, steps=2000).losses[-1]
    assert below < 1e-6
    assert not above < 1e6
