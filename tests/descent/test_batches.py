"""Mini-batches and label noise in the stepper: the same walk as a plain loop over the same points, for every run."""

import numpy as np
import pytest
from points import bent, cloud, straight_line

from descent import descend
from descent.setting import Course, Runner, Setting
from descent.witness import Witness
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

LINE, CLOUD, BENT = straight_line(), cloud(), bent()
CONSTANT = SCHEDULES["constant"]()
PLAIN = OPTIMIZERS["gradient_descent"]()
STEPS, SIZE, SEED = 60, 7, 5  # 7 does not divide 40: the last batch of an epoch is smaller


def slope_of_line(position, chosen, targets):
    """By hand: the mean over the points of (x u + y - v) (u, 1)."""
    u = LINE.data.inputs[chosen]
    miss = position[0] * u + position[1] - targets[chosen]
    return np.array([(miss * u).mean(), miss.mean()])


def loop(rule, rate, batches, targets):
    """A plain loop over the batches; the rule makes a direction of a slope and what it remembers."""
    position, memory, path = np.array(LINE.start), (np.zeros(2), np.zeros(2)), [LINE.start]
    for step, chosen in enumerate(batches):
        direction, memory = rule(slope_of_line(position, chosen, targets[step]), memory, step)
        position = position - rate * direction
        path.append(position)
    return np.array(path)


def plain(slope, memory, step):
    return slope, memory


def momentum(slope, memory, step):
    velocity = 0.9 * memory[0] + slope
    return velocity, (velocity, None)


def adam(slope, memory, step):
    mean, square = 0.9 * memory[0] + 0.1 * slope, 0.999 * memory[1] + 0.001 * slope**2
    hats = mean / (1 - 0.9 ** (step + 1)), square / (1 - 0.999 ** (step + 1))
    return hats[0] / (np.sqrt(hats[1]) + 1e-8), (mean, square)


RULES = {"gradient_descent": plain, "momentum": momentum, "adam": adam}


@pytest.mark.parametrize("key", RULES)
@pytest.mark.parametrize("label_noise", [0.0, 0.3])
@pytest.mark.parametrize("size", [1, SIZE, 40])
def test_a_run_is_a_plain_loop_over_the_batches(key, size, label_noise):
    batches = LINE.data.batches(STEPS, size, SEED) if size < 40 else [np.arange(40)] * STEPS
    draws = np.random.default_rng([SEED, 1]).standard_normal((STEPS, 40))
    path = loop(RULES[key], 0.05, batches, LINE.data.targets + label_noise * draws)
    run = descend(
        LINE, OPTIMIZERS[key](), CONSTANT, LINE.start, 0.05, STEPS, seed=SEED, batch_size=size, label_noise=label_noise
    )
    np.testing.assert_allclose(run.positions[..., 0], path, rtol=1e-11)
    x, y = path.T
    np.testing.assert_allclose(run.losses[:, 0], LINE.loss(x, y), rtol=1e-10)  # those of all points
    np.testing.assert_allclose(run.gradients[..., 0].T, LINE.gradient(x, y), rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("landscape", [LINE, CLOUD, BENT], ids=["line", "cloud", "bent"])
@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_run_of_a_batch_sees_the_same_points(landscape, key):
    optimizer = OPTIMIZERS[key]().knowing(landscape)
    rates = optimizer.suggested_rate(landscape) * np.array([0.1, 0.3, 1.0])
    for schedule in (CONSTANT, SCHEDULES["plateau"](final=0.1, horizon=20)):
        many, *alone = (
            descend(landscape, optimizer, schedule, landscape.start, rate, 20, 0.01, 3, batch_size=5, label_noise=0.1)
            for rate in (rates, *rates)
        )
        for run, own in enumerate(alone):
            np.testing.assert_array_equal(many.positions[..., run], own.positions[..., 0])
            np.testing.assert_array_equal(many.losses[:, run], own.losses[:, 0])
            np.testing.assert_array_equal(many.rates[:, run], own.rates[:, 0])


@pytest.mark.parametrize("key", ["gradient_descent", "adam", "backtracking", "schedule_free_sgd"])
def test_a_batch_of_all_points_is_no_batch(key):
    runs = [
        descend(BENT, OPTIMIZERS[key](), CONSTANT, BENT.start, [0.1, 0.5], 40, 0.2, 1, batch_size=size)
        for size in (None, len(BENT.data))
    ]
    for name in ("positions", "losses", "gradients", "rates"):
        np.testing.assert_array_equal(*(getattr(run, name) for run in runs))


def test_the_points_follow_from_the_seed_and_from_nothing_else():
    runs = [
        descend(LINE, PLAIN, CONSTANT, LINE.start, 0.1, 30, seed=seed, batch_size=4).positions for seed in (1, 1, 2)
    ]
    np.testing.assert_array_equal(runs[0], runs[1])
    assert (runs[0][1:] != runs[2][1:]).all()
    longer = descend(LINE, PLAIN, CONSTANT, LINE.start, 0.1, 90, seed=1, batch_size=4).positions
    np.testing.assert_array_equal(longer[:31], runs[0])


def test_label_noise_has_the_size_asked_for_and_is_that_of_the_points_of_the_batch():
    steps, sigma = 4000, 0.5
    witness = Witness()
    descend(CLOUD, PLAIN, CONSTANT, (0.0, 0.0), 0.0, steps, seed=2, witness=witness, label_noise=sigma)
    along_x, along_y = np.stack([here.gradient[:, 0] for here in witness.sights], axis=1)
    np.testing.assert_array_equal(along_x, along_x[0])  # a label is v, and v is the y of these points
    assert along_y.mean() == pytest.approx(CLOUD.gradient(0.0, 0.0)[1], abs=4 * sigma / np.sqrt(40 * steps))
    assert along_y.std() == pytest.approx(sigma / np.sqrt(40), rel=4 / np.sqrt(2 * steps))
    again = np.correlate(along_y - along_y.mean(), along_y - along_y.mean(), "full")[steps - 1 :]
    assert abs(again[1:10] / again[0]).max() < 4 / np.sqrt(steps)  # drawn anew at each step

    few = Witness()
    descend(CLOUD, PLAIN, CONSTANT, (0.0, 0.0), 0.0, 20, seed=2, witness=few, batch_size=3, label_noise=sigma)
    draws = np.random.default_rng([2, 1]).standard_normal((20, 40))
    for step, (here, chosen) in enumerate(zip(few.sights, CLOUD.data.batches(20, 3, 2), strict=True)):
        expected = -(CLOUD.data.targets[chosen] + sigma * draws[step, chosen]).mean()
        assert here.gradient[1, 0] == pytest.approx(expected, rel=1e-12)


def test_all_that_an_optimizer_sees_is_of_the_batch():
    witness = Witness()
    polyak = OPTIMIZERS["polyak"]()
    run = descend(BENT, polyak, CONSTANT, BENT.start, 0.3, 30, seed=4, witness=witness, batch_size=3)
    for step, (here, chosen) in enumerate(zip(witness.sights, BENT.data.batches(30, 3, 4), strict=True)):
        of_batch = BENT.surface.of(chosen)
        x, y = run.positions[step]
        np.testing.assert_array_equal(here.loss, of_batch.loss(x, y))
        np.testing.assert_array_equal(here.gradient, of_batch.gradient(x, y))
        np.testing.assert_array_equal(here.hessian, of_batch.hessian(x, y))
        np.testing.assert_array_equal(here.loss_at(np.array([x + 1, y])), of_batch.loss(x + 1, y))
        assert here.landscape.minimum_value == BENT.minimum_value
        found = min((here.loss[0] - BENT.minimum_value) / (here.gradient**2).sum(), polyak.longest)
        assert run.rates[step, 0] == pytest.approx(0.3 * found, rel=1e-12)


def test_a_line_search_shortens_until_the_loss_of_its_batch_falls():
    run = descend(BENT, OPTIMIZERS["backtracking"](), CONSTANT, BENT.start, 30.0, 40, seed=4, batch_size=2)
    rose = 0
    for step, chosen in enumerate(BENT.data.batches(40, 2, 4)):
        before, after = (BENT.surface.of(chosen).loss(*run.positions[at, :, 0]) for at in (step, step + 1))
        assert after <= before
        rose += run.losses[step + 1, 0] > run.losses[step, 0]
    assert rose > 5  # the loss of all points is not what it looks at


def test_a_schedule_that_looks_at_the_loss_sees_that_of_the_batch():
    seen = []

    class Watch(type(SCHEDULES["plateau"]())):
        def update(self, loss, memory):
            seen.append(loss)
            return super().update(loss, memory)

    run = descend(LINE, PLAIN, Watch(final=0.1, horizon=30), LINE.start, 0.1, 30, seed=1, batch_size=4)
    for step, chosen in enumerate(LINE.data.batches(30, 4, 1)):
        np.testing.assert_array_equal(seen[step], LINE.surface.of(chosen).loss(*run.positions[step]))


def test_gradient_noise_is_added_to_that_of_the_batch():
    witness = Witness()
    descend(LINE, PLAIN, CONSTANT, LINE.start, 0.0, 10, 0.3, seed=1, witness=witness, batch_size=4)
    draws = 0.3 * np.random.default_rng(1).standard_normal((10, 2, 1))
    for here, draw, chosen in zip(witness.sights, draws, LINE.data.batches(10, 4, 1), strict=True):
        np.testing.assert_array_equal(here.gradient, LINE.surface.of(chosen).gradient(*here.position) + draw)


@pytest.mark.parametrize(
    ("landscape", "changes", "sentence"),
    [
        (LANDSCAPES["bowl"], {"batch_size": 4}, "not made of data"),
        (LANDSCAPES["bowl"], {"label_noise": 0.1}, "not made of data"),
        (LINE, {"batch_size": 41}, "from 1 to 40 of these points, not 41"),
        (LINE, {"batch_size": 0}, "from 1 to 40 of these points, not 0"),
        (LINE, {"batch_size": 2.5}, "whole number"),
        (LINE, {"batch_size": True}, "whole number"),
        (LINE, {"label_noise": -0.1}, "label noise must be one number, finite and not negative"),
        (LINE, {"label_noise": np.nan}, "label noise must be one number, finite and not negative"),
        (LINE, {"label_noise": [0.1, 0.2]}, "label noise must be one number"),
    ],
)
def test_refuses_what_makes_no_sense(landscape, changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        descend(landscape, PLAIN, CONSTANT, (1.0, 1.0), 0.1, 5, **changes)


def test_a_course_hands_them_on_and_another_draw_takes_other_batches():
    course = Course(LINE, LINE.start, 25, seed=3, batch_size=4, label_noise=0.2)
    runner = Runner(PLAIN, CONSTANT, 0.1)
    run = course.run(runner)
    same = descend(LINE, PLAIN, CONSTANT, LINE.start, 0.1, 25, seed=3, batch_size=4, label_noise=0.2)
    np.testing.assert_array_equal(run.positions, same.positions)
    other = Setting(course, (runner, runner), draws=(0, 1)).course_of(1)
    assert (other.run(runner).positions[1:] != run.positions[1:]).all()
    for step in (0, 7, 24):
        x, y = run.positions[step]
        np.testing.assert_array_equal(x - 0.1 * course.sight(step).gradient(x, y)[0], run.positions[step + 1, 0])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ""),
        ({"batch_size": 40}, ""),
        ({"noise": 0.1}, "the noise"),
        ({"batch_size": 4}, "the noise of the mini-batches"),
        ({"label_noise": 0.1}, "the noise of the labels"),
        ({"batch_size": 4, "label_noise": 0.1}, "the noise of the labels and the mini-batches"),
        (
            {"noise": 0.1, "batch_size": 4, "label_noise": 0.1},
            "the noise of the gradients, the labels and the mini-batches",
        ),
    ],
)
def test_a_course_is_noisy_where_a_step_sees_something_else_than_the_loss(changes, words):
    course = Course(LINE, LINE.start, 5, **changes)
    assert course.is_noisy == bool(words)
    assert course.noise_in_words == words
    assert not course.without_noise().is_noisy
