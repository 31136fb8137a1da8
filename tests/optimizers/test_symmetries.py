"""What a change of the landscape must do to the path, for random starts and rates."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from surfaces import SURFACES

from descent import descend
from optimizers import CONVENTIONS, OPTIMIZERS
from schedules import SCHEDULES

HIMMELBLAU = SURFACES["himmelblau"]
CLASSES = {cls.__name__: cls for catalogue in CONVENTIONS.values() for cls in catalogue.values()}
STEPS = 12

coordinates = st.floats(-5, 5).map(lambda value: round(value, 6))
starts = st.tuples(coordinates, coordinates)
shares = st.floats(0.01, 1.0)


def path(optimizer, share, start, loss):
    surface = dataclasses.replace(HIMMELBLAU, loss=loss)
    rate = share * optimizer.suggested_rate(HIMMELBLAU)
    return descend(surface, optimizer, SCHEDULES["constant"](), start, rate, STEPS).positions[..., 0]


TAME = {"Newton": {"damping": 60.0}}  # undamped it throws points far off, and the last digit with them


def every(classes):
    optimizers = [cls(**TAME.get(name, {})) for name, cls in classes.items()]
    return pytest.mark.parametrize("optimizer", optimizers, ids=classes.keys())


few = settings(max_examples=8, deadline=None)


@every(CLASSES)
@given(start=starts, share=shares)
@few
def test_swapping_the_axes_swaps_the_path(optimizer, start, share):
    straight = path(optimizer, share, start, HIMMELBLAU.loss)
    swapped = path(optimizer, share, start[::-1], lambda x, y: HIMMELBLAU.loss(y, x))
    np.testing.assert_allclose(swapped[:, ::-1], straight, rtol=1e-9, atol=1e-9)


def test_the_surfaces_hessian_does_not_depend_on_the_order_of_the_axes():
    x, y = np.random.default_rng(3).uniform(-5, 5, size=(2, 50))
    straight = HIMMELBLAU.hessian(x, y)
    swapped = dataclasses.replace(HIMMELBLAU, loss=lambda x, y: HIMMELBLAU.loss(y, x)).hessian(y, x)
    np.testing.assert_array_equal(swapped[::-1, ::-1], straight)
    np.testing.assert_array_equal(straight, straight.swapaxes(0, 1))


STARTS_OFF_ZERO = {"Yogi"}  # its mean starts at +1e-6 on each axis
MIRRORED = {name: cls for name, cls in CLASSES.items() if name not in STARTS_OFF_ZERO}


@every(MIRRORED)
@given(start=starts, share=shares)
@few
def test_mirroring_the_landscape_mirrors_the_path(optimizer, start, share):
    straight = path(optimizer, share, start, HIMMELBLAU.loss)
    mirrored = path(optimizer, share, (-start[0], start[1]), lambda x, y: HIMMELBLAU.loss(-x, y))
    np.testing.assert_allclose(mirrored * [-1, 1], straight, rtol=1e-9, atol=1e-9)


KNOW_THE_ORIGIN = {"AdamW", "KerasAdamW", "OptaxAdamW", "OptaxLion", "DoG"}
MOVED = {name: cls for name, cls in CLASSES.items() if name not in KNOW_THE_ORIGIN}


@every(MOVED)
@given(share=shares)
@few
def test_moving_the_landscape_moves_the_path(optimizer, share):
    def moved(x, y):
        return HIMMELBLAU.loss(x - 0.5, y + 0.25)

    straight = path(optimizer, share, (-3.75, -1.25), HIMMELBLAU.loss)
    np.testing.assert_allclose(
        path(optimizer, share, (-3.25, -1.5), moved) - [0.5, -0.25], straight, rtol=1e-7, atol=1e-7
    )


@pytest.mark.parametrize("key", ["adamw", "dog"])
def test_those_that_know_the_origin_do_not_move_along(key):
    optimizer = OPTIMIZERS[key]()
    straight = path(optimizer, 1.0, (-3.75, -1.25), HIMMELBLAU.loss)
    moved = path(optimizer, 1.0, (-3.25, -1.5), lambda x, y: HIMMELBLAU.loss(x - 0.5, y + 0.25))
    assert np.abs(moved - [0.5, -0.25] - straight)[-1].max() > 1e-9


# With no epsilon in the way the size of the gradient cancels.
SCALE_FREE = {
    "adagrad": {"epsilon": 0.0},
    "rmsprop": {"epsilon": 0.0},
    "adam": {"epsilon": 0.0},
    "amsgrad": {"epsilon": 0.0},
    "adamax": {"epsilon": 0.0},
    "nadam": {"epsilon": 0.0},
    "adabelief": {"epsilon": 0.0},
    "sign_descent": {},
    "rprop": {},
    "lion": {},
    "newton": {},
    "polyak": {"longest": np.inf},
    "schedule_free_adamw": {"epsilon": 0.0},
    "prodigy": {"epsilon": 0.0},
    "dadapt_adam": {"epsilon": 1e-300},
    "dog": {"epsilon": 0.0},
}


@pytest.mark.parametrize("key", SCALE_FREE)
@given(share=shares, exponent=st.integers(-20, 20))
@few
def test_the_size_of_the_loss_does_not_matter(key, share, exponent):
    optimizer = OPTIMIZERS[key](**SCALE_FREE[key])
    scale = 2.0**exponent
    if key == "polyak":
        scale = max(scale, 2.0**-10)  # below, the gradient counts as zero
    straight = path(optimizer, share, (-3.7, -1.3), HIMMELBLAU.loss)
    scaled = path(optimizer, share, (-3.7, -1.3), lambda x, y: scale * HIMMELBLAU.loss(x, y))
    np.testing.assert_allclose(scaled, straight, rtol=1e-9, atol=1e-9)


def test_plain_descent_does_feel_the_size_of_the_loss():
    plain = OPTIMIZERS["gradient_descent"]()
    straight = path(plain, 0.5, (-3.7, -1.3), HIMMELBLAU.loss)
    scaled = path(plain, 0.5, (-3.7, -1.3), lambda x, y: 2 * HIMMELBLAU.loss(x, y))
    assert np.abs(scaled - straight).max() > 0.01
