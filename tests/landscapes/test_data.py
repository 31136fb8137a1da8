"""Landscapes made of data: the mean over points, other draws, own points, what is held back, mini-batches, LaTeX."""

import numpy as np
import pytest

from descent.descend import descend
from landscapes import LANDSCAPES
from landscapes.columns import split
from landscapes.data import Data
from landscapes.minima import find_floors
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

MADE_OF_DATA = [key for key, landscape in LANDSCAPES.items() if landscape.data is not None]
DRAWN = [key for key in MADE_OF_DATA if LANDSCAPES[key].draw]
LOGISTIC = ["logistic", "logistic_separable"]
EVERY = pytest.mark.parametrize("key", MADE_OF_DATA)
EVERY_DRAWN = pytest.mark.parametrize("key", DRAWN)


def own_points(key, count, random):
    """Points of any scale that the landscape's model can be fitted to."""
    size, middle = 10 ** random.uniform(-4, 4, 2), random.normal(size=2)
    z = random.normal(size=count)
    u = size[0] * (z + 3 * middle[0])
    v = size[1] * (z * random.normal() + 0.3 * random.normal(size=count) + middle[1])
    if key in LOGISTIC:
        v = np.where(np.arange(count) % 3 > 0, 7.0, 3.0)
    return tuple(zip(u.tolist(), v.tolist(), strict=True))


def test_they_stand_last_in_one_family():
    assert list(LANDSCAPES)[-len(MADE_OF_DATA) :] == MADE_OF_DATA
    assert {LANDSCAPES[key].family for key in MADE_OF_DATA} == {"Losses made of data"}
    assert len(MADE_OF_DATA) >= 6


@EVERY
def test_the_loss_is_the_mean_of_its_formula_over_the_points(key):
    landscape = LANDSCAPES[key]
    named = {name: getattr(np, name) for name in ("sin", "tanh", "pi")} | {"softplus": lambda z: np.logaddexp(0, z)}
    code = compile(landscape.formula.replace("^", "**"), key, "eval")
    x, y = np.random.default_rng(0).uniform(*np.transpose(landscape.window), (5, 2)).T
    by_hand = [
        np.mean([eval(code, named | {"x": a, "y": b, "u": u, "v": v}) for u, v in landscape.data.points])
        for a, b in zip(x, y, strict=True)
    ]
    np.testing.assert_allclose(landscape.loss(x, y), by_hand, rtol=1e-12)


@EVERY
def test_it_holds_points_back_and_shows_their_surface(key):
    landscape, held_back = LANDSCAPES[key], LANDSCAPES[key].validation
    assert len(landscape.data.validation) >= 10
    assert held_back.data.points == landscape.data.validation
    assert (held_back.window, held_back.key) == (landscape.window, key)
    assert held_back.loss(*landscape.start) == landscape.validation_loss(*landscape.start)
    assert held_back != landscape
    for minimum in held_back.minima:
        assert np.hypot(*held_back.gradient(*minimum)) < 1e-9


def test_without_data_there_is_nothing_to_hold_back_to_draw_or_to_replace():
    bowl = LANDSCAPES["bowl"]
    for call in (lambda: bowl.validation, lambda: bowl.with_data(Data((), ())), lambda: bowl.drawn(1)):
        with pytest.raises(ValueError, match=bowl.title):
            call()
    with pytest.raises(ValueError, match="not made of drawn points"):
        LANDSCAPES["logistic"].drawn(1)
    assert LANDSCAPES["logistic"].data.seed is None


@EVERY_DRAWN
def test_the_first_draw_is_the_catalogues_and_others_are_others_with_their_own_floors(key):
    landscape = LANDSCAPES[key]
    assert landscape.drawn(0) is landscape
    other = landscape.drawn(3)
    assert other == landscape.drawn(3)
    assert hash(other) == hash(landscape.drawn(3))
    assert other != landscape != landscape.drawn(4) != other
    assert other.data.seed == 3
    assert (other.window, other.start, other.learning_rate) == (
        landscape.window,
        landscape.start,
        landscape.learning_rate,
    )
    assert len(other.data) == len(landscape.data)
    for minimum in other.minima:
        assert np.hypot(*other.gradient(*minimum)) < 1e-9


@EVERY
def test_points_that_are_put_back_change_nothing(key):
    landscape = LANDSCAPES[key]
    assert landscape.with_data(landscape.data) is landscape
    own = landscape.with_data(split(own_points(key, 24, np.random.default_rng(5))))
    assert own != landscape
    assert own.with_data(own.data) is own
    assert landscape.with_data(own.data) == own


@EVERY
@pytest.mark.parametrize("count", [5, 40, 200])
def test_own_points_of_any_scale_get_a_window_a_start_and_a_rate(key, count):
    random = np.random.default_rng([count, *key.encode()])
    for _ in range(3):
        own = LANDSCAPES[key].with_data(split(own_points(key, count, random)))
        (left, right), (bottom, top) = own.window
        assert left < own.start[0] < right
        assert bottom < own.start[1] < top
        assert np.hypot(*own.gradient(*own.start)) > 0
        step = own.learning_rate * own.gradient(*own.start) / np.diff(own.window, axis=1)[:, 0]
        assert np.hypot(*step) < 3
        assert own.minima or own.valleys or key in LOGISTIC


@pytest.mark.parametrize("key", ["line_raw", "line_scaled"])
def test_the_minimum_of_a_line_is_that_of_the_normal_equations_in_the_middle_of_its_window(key):
    random = np.random.default_rng(1)
    others = [LANDSCAPES[key].with_data(split(own_points(key, count, random))) for count in (5, 20, 60, 200)]
    for landscape in (LANDSCAPES[key], LANDSCAPES[key].drawn(9), *others):
        columns = np.stack([landscape.data.inputs, np.ones(len(landscape.data))], axis=1)
        best, *_ = np.linalg.lstsq(columns, landscape.data.targets, rcond=None)
        normal = np.linalg.solve(columns.T @ columns, columns.T @ landscape.data.targets)
        sides = np.diff(landscape.window, axis=1)[:, 0]
        np.testing.assert_allclose(np.array(landscape.minima) / sides, [best / sides], atol=1e-11)
        np.testing.assert_allclose(normal / sides, best / sides, atol=1e-9)
        np.testing.assert_allclose(landscape.hessian(0, 0), columns.T @ columns / len(columns), rtol=1e-12, atol=1e-12)
    for own in others:
        np.testing.assert_allclose(
            np.mean(own.window, axis=1) / np.ptp(own.window, axis=1),
            own.minima[0] / np.ptp(own.window, axis=1),
            atol=1e-9,
        )


def test_scaled_inputs_bring_the_condition_number_from_94_to_1():
    raw, scaled = (np.linalg.eigvalsh(LANDSCAPES[key].hessian(0, 0)) for key in ("line_raw", "line_scaled"))
    assert raw[1] / raw[0] == pytest.approx(94.2, abs=0.1)
    assert scaled[1] / scaled[0] == pytest.approx(1, abs=1e-12)
    assert LANDSCAPES["line_raw"].minimum_value == pytest.approx(LANDSCAPES["line_scaled"].minimum_value, rel=1e-12)


@pytest.mark.parametrize("key", ["line_scaled", "logistic", "logistic_separable", "tanh_neuron"])
def test_what_is_standardised_is_so_by_the_points_that_are_trained_on(key):
    for landscape in (LANDSCAPES[key], LANDSCAPES[key].with_data(split(own_points(key, 30, np.random.default_rng(2))))):
        data, raw = landscape.data, landscape.data.raw
        assert data.inputs.mean() == pytest.approx(0, abs=1e-12)
        assert data.inputs.std() == pytest.approx(1)
        moved = (raw.validation_inputs - raw.inputs.mean()) / raw.inputs.std()
        np.testing.assert_allclose(data.validation_inputs, moved, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("key", ["sine_fit", "overfit"])
def test_what_is_brought_to_a_range_fills_it(key):
    data = LANDSCAPES[key].with_data(split(own_points(key, 30, np.random.default_rng(2)))).data
    for values in (data.inputs, data.targets):
        assert (values.min(), values.max()) == (pytest.approx(-1), pytest.approx(1))


def test_two_weights_are_scaled_to_the_loss_of_the_papers():
    for landscape in (LANDSCAPES["two_weights"], LANDSCAPES["two_weights"].drawn(2)):
        x, y = np.random.default_rng(3).uniform(-3, 3, (2, 50))
        rest = landscape.minimum_value
        np.testing.assert_allclose(landscape.loss(x, y), (1 - x * y) ** 2 / 2 + rest, rtol=1e-11)
        for valley in landscape.valleys:
            points = np.transpose(valley)
            np.testing.assert_allclose(points[0] * points[1], 1, rtol=1e-14)
            assert np.hypot(*np.diff(points, axis=1) / np.diff(landscape.window, axis=1)).max() <= 1 / 200
    found = find_floors(landscape, landscape.window)
    assert (found.minima, len(found.valleys)) == ((), len(landscape.valleys))


@pytest.mark.parametrize(("product", "branches"), [(-2.0, 2), (0.0, 2), (1e-6, 2), (30.0, 0)])
def test_the_valleys_of_other_weights_are_where_a_search_finds_them(product, branches):
    """As the points make that are held back: nobody scaled those."""
    u = np.array([1.0, -2.0, 0.5])
    held_back = tuple(zip(u.tolist(), (product * u).tolist(), strict=True))
    trained_on = ((1.0, 1.0), (2.0, 2.0), (-1.0, -1.0))
    made = LANDSCAPES["two_weights"].with_data(Data(trained_on, held_back)).validation
    assert len(made.valleys) == branches
    for valley in made.valleys:
        points = np.transpose(valley)
        np.testing.assert_allclose(points[0] * points[1], product, rtol=1e-12, atol=1e-300)
        assert np.hypot(*np.diff(points, axis=1) / np.diff(made.window, axis=1)).max() <= 1 / 200


@EVERY
def test_a_batch_of_runs_equals_its_runs_one_by_one(key):
    landscape = LANDSCAPES[key]
    rates = landscape.learning_rate * np.geomspace(0.03, 1.5, 7)
    settings = OPTIMIZERS["adam"](), SCHEDULES["cosine"](final=0.1, horizon=50), landscape.start
    together = descend(landscape, *settings, rates, 50)
    for index, rate in enumerate(rates):
        alone = descend(landscape, *settings, rate, 50)
        np.testing.assert_array_equal(alone.positions[:, :, 0], together.positions[:, :, index])
        np.testing.assert_array_equal(alone.losses[:, 0], together.losses[:, index])


def test_mini_batches_take_every_point_once_an_epoch_in_an_order_of_the_seed():
    data = LANDSCAPES["line_raw"].data
    batches = data.batches(steps=20, size=12, seed=4)
    random = np.random.default_rng(4)
    for epoch in range(5):
        taken = batches[4 * epoch : 4 * epoch + 4]
        assert [len(batch) for batch in taken] == [12, 12, 12, 4]
        assert np.concatenate(taken).tolist() == random.permutation(40).tolist()
    again, other = data.batches(20, 12, 4), data.batches(20, 12, 5)
    assert all((one == two).all() for one, two in zip(batches, again, strict=True))
    assert any((one != two).any() for one, two in zip(batches, other, strict=True))
    for size in (0, 41):
        with pytest.raises(ValueError, match="from 1 to 40"):
            data.batches(1, size, 0)


def test_a_batchs_gradient_is_a_plain_loop_over_its_points():
    landscape = LANDSCAPES["line_raw"]
    w, b = landscape.start
    for batch in landscape.data.batches(6, 7, 1):
        by_hand = np.zeros(2)
        for index in batch:
            u, v = landscape.data.points[index]
            by_hand += np.array([u, 1]) * (w * u + b - v) / len(batch)
        np.testing.assert_allclose(landscape.surface.of(batch).gradient(w, b), by_hand, rtol=1e-13)


@pytest.mark.parametrize(
    ("key", "points", "complaint"),
    [
        ("line_raw", ((1, 1), (1, 2), (1, 3), (2, 4)), "The inputs that are trained on are all the same"),
        ("line_scaled", ((1, 1), (1, 2), (1, 3), (2, 4)), "The inputs that are trained on are all the same"),
        ("logistic", ((1, 1), (2, 2), (3, 3), (4, 1)), "Logistic regression tells two classes apart"),
        ("logistic", ((1, 1), (2, 1), (3, 1), (4, 1)), "two different values, such as 0 and 1, and not 1"),
        ("logistic", ((1, 1), (2, 1), (3, 1), (4, 0)), "All points that are trained on are of one class"),
        ("two_weights", ((1, 1), (-1, 1), (0, 3), (4, 0)), "The targets do not grow or fall with the inputs"),
    ],
)
def test_points_that_a_model_cannot_be_fitted_to_get_a_sentence(key, points, complaint):
    floats = tuple((float(u), float(v)) for u, v in points)
    with pytest.raises(ValueError, match=complaint) as raised:
        LANDSCAPES[key].with_data(split(floats))
    assert str(raised.value).endswith(".")


def test_the_two_values_of_classes_may_be_any():
    data = LANDSCAPES["logistic"].with_data(split(((1.0, 3.0), (2.0, 3.0), (2.5, 7.0), (3.0, 7.0), (1.5, 7.0)))).data
    assert data.targets.tolist() == [-1, -1, 1, 1]
    assert data.validation_targets.tolist() == [1]


SUM = r"\frac{1}{n} \sum_{i=1}^{n} "


def test_it_is_written_as_in_a_textbook():
    line, weights = LANDSCAPES["line_raw"], LANDSCAPES["two_weights"]
    assert line.latex == SUM + r"\frac{\left(w u_i + b - v_i\right)^{2}}{2}"
    assert line.model_latex == "w u + b"
    slope = r"\left(w u_i + b - v_i\right)"
    assert line.gradient_latex == rf"\begin{{pmatrix}} {SUM}u_i {slope} \\ {SUM}{slope} \end{{pmatrix}}"
    assert weights.latex == SUM + r"\frac{\left(w_1 w_2 u_i - v_i\right)^{2}}{2}"
    assert LANDSCAPES["logistic"].latex == SUM + r"\ln\left(1 + e^{- v_i \left(w u_i + b\right)}\right)"
    assert LANDSCAPES["logistic"].model_latex == r"2 \sigma\left(w u + b\right) - 1"


@EVERY
def test_the_model_predicts_what_the_loss_compares_with_the_targets(key):
    landscape = LANDSCAPES[key]
    x, y = landscape.start
    predicted, targets = landscape.predict(x, y, landscape.data.inputs), landscape.data.targets
    probability = (1 + targets * predicted) / 2
    losses = -np.log(probability) if key in LOGISTIC else (predicted - targets) ** 2 / 2
    assert landscape.loss(x, y) == pytest.approx(losses.mean(), rel=1e-12)
