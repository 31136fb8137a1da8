"""What an optimizer says of itself is so: proven for every one of the catalogue, in every convention."""

import dataclasses

import numpy as np
import pytest
from surfaces import SURFACES

from knobs import knobs_of
from optimizers import CONVENTIONS, Optimizer
from optimizers.optimizer import DIRECTION_MEMORY, Evaluation

HIMMELBLAU = SURFACES["himmelblau"]
CLASSES = {cls.__name__: cls for catalogue in CONVENTIONS.values() for cls in catalogue.values()}
EVERY = pytest.mark.parametrize("cls", CLASSES.values(), ids=CLASSES.keys())
POSITION = np.array([[1.5, -2.0, 0.4], [0.3, 2.5, -3.1]])


def step_twice(optimizer, rate):
    """The states before, between and after two steps from the same place, and the second direction."""
    here = Evaluation(HIMMELBLAU, POSITION, HIMMELBLAU.gradient(*POSITION), np.full(3, rate))
    before = optimizer.init(POSITION)
    with np.errstate(all="ignore"):  # as the stepper does
        _, between = optimizer.update(here, before, 0)
        direction, after = optimizer.update(here, between, 1)
    return (before, between, after), direction


def names(state):
    return set(state._fields) if state else set()


@EVERY
def test_is_an_optimizer_and_a_record_that_can_be_compared_kept_in_sets_and_replaced(cls):
    optimizer = cls()
    assert isinstance(optimizer, Optimizer)
    assert optimizer == cls()
    assert hash(optimizer) == hash(cls())
    assert all(optimizer != other() for other in CLASSES.values() if other is not cls)
    for name, knob in knobs_of(cls).items():
        moved = dataclasses.replace(optimizer, **{name: knob.low})
        assert moved != optimizer or knob.low == knob.default
        assert dataclasses.replace(moved, **{name: knob.default}) == optimizer
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(optimizer, name, knob.low)


@EVERY
def test_its_states_have_a_rate_where_it_finds_its_own_and_a_shown_point_where_it_shows_a_mean(cls):
    states, _ = step_twice(cls(), 0.01)
    for state in states:
        assert cls.finds_own_rate == ("rate" in names(state))
        assert cls.shows_mean == ("shown" in names(state))
    if cls.finds_own_rate:
        assert states[-1].rate.shape == (3,)
        assert (states[-1].rate > 0).all()
    if cls.shows_mean:
        np.testing.assert_array_equal(states[0].shown, POSITION)
        assert (states[-1].shown != POSITION).all()


@EVERY
def test_half_the_rate_halves_the_direction_where_the_rate_is_inside_and_leaves_it_elsewhere(cls):
    _, full = step_twice(cls(), 0.01)
    _, half = step_twice(cls(), 0.005)
    assert (full != 0).all()
    np.testing.assert_allclose(half, full / 2 if cls.rate_inside else full, rtol=1e-12)


@EVERY
def test_a_scale_is_of_each_axis_and_run(cls):
    optimizer = cls()
    (_, between, after), _ = step_twice(optimizer, 0.01)
    if optimizer.scale is not None:
        assert optimizer.scale(between, after, 1).shape == (2, 3)
        assert (optimizer.scale(between, after, 1) > 0).all()


@EVERY
def test_at_rest_it_stands_where_it_is_put_and_divides_as_before(cls):
    optimizer = cls(**{"weight_decay": 0.0} if hasattr(cls, "weight_decay") else {})
    (_, between, after), _ = step_twice(optimizer, 0.01)
    resting = optimizer.at_rest(after, POSITION + 1)
    for step in (2, 10**9):
        here = Evaluation(HIMMELBLAU, POSITION + 1, np.zeros_like(POSITION), np.full(3, 0.01))
        with np.errstate(all="ignore"):
            direction, following = optimizer.update(here, resting, step)
        np.testing.assert_allclose(direction, 0, atol=1e-15)
        if cls.shows_mean:
            np.testing.assert_array_equal(following.shown, POSITION + 1)
    if optimizer.scale is not None:
        np.testing.assert_array_equal(optimizer.scale(between, resting, 1), optimizer.scale(between, after, 1))


@EVERY
def test_a_push_and_its_mirror_image_are_answered_by_mirror_images_from_rest(cls):
    optimizer = cls(**{"weight_decay": 0.0} if hasattr(cls, "weight_decay") else {})
    resting = optimizer.at_rest(step_twice(optimizer, 0.01)[0][-1], np.zeros_like(POSITION))
    ravine, answers = SURFACES["ravine"], []
    for push in (1e-12 * POSITION, -1e-12 * POSITION):
        here = Evaluation(ravine, push, ravine.gradient(*push), np.full(3, 0.01))
        with np.errstate(all="ignore"):
            answers.append(optimizer.update(here, resting, 10**9)[0])
    np.testing.assert_allclose(answers[0], -answers[1], rtol=1e-6)


@EVERY
def test_only_what_searches_asks_for_the_loss_elsewhere(cls):
    tried = []

    class Watched(Evaluation):
        def loss_at(self, position):
            tried.append(position.shape != POSITION.shape)
            return super().loss_at(position)

    here = Watched(HIMMELBLAU, POSITION, HIMMELBLAU.gradient(*POSITION), np.full(3, 0.01))
    with np.errstate(all="ignore"):
        cls().update(here, cls().init(POSITION), 0)
    assert any(tried) == cls.searches


@EVERY
def test_it_looks_at_what_it_says(cls):
    seen = set()

    class Watched(Evaluation):
        @property
        def loss(self):
            seen.add("loss")
            return HIMMELBLAU.loss(*self.position)

        @property
        def hessian(self):
            seen.add("hessian")
            return HIMMELBLAU.hessian(*self.position)

    here = Watched(HIMMELBLAU, POSITION, HIMMELBLAU.gradient(*POSITION), np.full(3, 0.01))
    with np.errstate(all="ignore"):
        cls().update(here, cls().init(POSITION), 0)
    assert seen == {name for name in ("loss", "hessian") if getattr(cls, f"looks_at_{name}")}


@EVERY
def test_memory_lasts_as_long_as_its_knob_of_momentum_says(cls):
    betas = [name for name, knob in knobs_of(cls).items() if knob.title == DIRECTION_MEMORY["title"]]
    assert (cls().memory_span is not None) == bool(betas)
    assert len(betas) <= 1
    for name in betas:
        assert cls(**{name: 0.0}).memory_span == 1
        assert cls(**{name: 0.9}).memory_span == pytest.approx(10)
        np.testing.assert_allclose(cls(**{name: np.array([0.5, 0.99])}).memory_span, [2, 100])


def test_an_optimizer_that_says_nothing_can_do_nothing():
    bare = Optimizer()
    assert (bare.stability_bound, bare.memory_span, bare.scale, bare.native("pytorch", 0.1)) == (None,) * 4
    assert not bare.rate_inside | bare.searches | bare.finds_own_rate | bare.shows_mean
    assert not bare.looks_at_loss | bare.looks_at_hessian
    assert bare.at_rest((), POSITION) == ()
    for ask in (lambda: bare.init(POSITION), lambda: bare.suggested_rate(HIMMELBLAU), lambda: bare.tried(())):
        with pytest.raises(NotImplementedError):
            ask()
