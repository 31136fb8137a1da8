"""The limits on the rate: of every method, against its closed form or runs that start just beside the minimum."""

from dataclasses import dataclass, replace

import numpy as np
import pytest
from pushes import frozen_radius

from descent import descend, stability
from descent.anatomy import watch
from descent.motion import crossings_at_minus_one
from descent.setting import Course, Runner, suggest_rate
from descent.stability import preconditioned_limit, rate_limits
from descent.witness import pick
from knobs import knobs_of
from landscapes import LANDSCAPES, Landscape
from optimizers import CONVENTIONS, OPTIMIZERS
from schedules import SCHEDULES

CONSTANT = SCHEDULES["constant"]()
CLASSES = {cls.__name__: cls for catalogue in CONVENTIONS.values() for cls in catalogue.values()}
EVERY = pytest.mark.parametrize("cls", CLASSES.values(), ids=CLASSES.keys())
CLOSED = {name: cls for name, cls in CLASSES.items() if cls().stability_bound is not None}
COUNT = 5  # runs with knobs of their own
PUSH = 1e-6
NEAR = 0.98, 1.02  # shares of the limit


@dataclass(frozen=True)
class Valley:
    """A turned quadratic about a centre."""

    sharpest: float
    flattest: float
    angle: float = 0.0
    centre: tuple[float, float] = (0.0, 0.0)
    minimum_value: float = 0.0
    floor: float = 0.0
    height: float = 1.0
    learning_rate: float = 0.1
    window: tuple = ((-3.0, 3.0), (-3.0, 3.0))

    @property
    def matrix(self):
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        turn = np.array([[cos, -sin], [sin, cos]])
        return turn @ np.diag([self.sharpest, self.flattest]) @ turn.T

    def off(self, x, y):
        return np.stack([x - self.centre[0], y - self.centre[1]])

    def loss(self, x, y):
        return (self.off(x, y) * self.gradient(x, y)).sum(axis=0) / 2 + self.floor

    def gradient(self, x, y):
        return np.einsum("ij,j...->i...", self.matrix, self.off(x, y))

    def loss_and_gradient(self, x, y):
        return self.loss(x, y), self.gradient(x, y)

    def hessian(self, x, y):
        return self.matrix.reshape(2, 2, *[1] * np.ndim(x)) + np.zeros(np.shape(x))

    @property
    def place(self):
        return np.reshape(self.centre, (2, 1))


def some_valleys(seed, count=2):
    random = np.random.default_rng(seed)
    for _ in range(count):
        flattest, kappa = random.uniform(0.3, 3.0), random.uniform(1.5, 15.0)
        yield Valley(kappa * flattest, flattest, random.uniform(-1.5, 1.5), tuple(random.uniform(-3, 3, 2)))


def some_knobs(cls, seed):
    """Random values on the knobs' own scales, within their ranges."""
    random = np.random.default_rng(seed)
    return {name: random.choice(knob.notches(101), COUNT) for name, knob in knobs_of(cls).items()}


def distances(landscape, cls, knobs, rates, push, steps):
    """How far runs are from the centre, (steps + 1, ways, runs); knobs and rates are (runs,)."""
    ways = landscape.angle + np.repeat([0.0, 0.5, 1.0, 1.5], len(rates))  # from the sharpest on
    start = landscape.place + np.tile(push, 4) * np.stack([np.cos(ways), np.sin(ways)])
    knobs = {name: np.tile(values, 4) for name, values in knobs.items()}
    run = descend(landscape, cls(**knobs), CONSTANT, start, np.tile(rates, 4), steps)
    return np.hypot(*(run.positions - landscape.place).swapaxes(0, 1)).reshape(steps + 1, 4, -1)


def with_limit(cls, landscape, knobs, limited=True):
    """The knobs of those runs that have a limit, or have none; and the limits."""
    limits = np.broadcast_to(rate_limits(cls(**knobs), landscape, landscape.place), (COUNT,))
    chosen = np.isfinite(limits) == limited
    return {name: values[chosen] for name, values in knobs.items()}, limits[chosen]


def one(optimizer, landscape) -> float:
    (limit,) = rate_limits(optimizer, landscape, landscape.place)
    return limit


@pytest.mark.parametrize("cls", CLOSED.values(), ids=CLOSED.keys())
def test_the_closed_forms_are_what_the_step_itself_says(cls):
    silent = type("Silent", (cls,), {"stability_bound": None})
    for seed, landscape in enumerate(some_valleys(seed=1)):
        knobs = some_knobs(cls, seed)
        told = rate_limits(cls(**knobs), landscape, landscape.place)
        np.testing.assert_allclose(told, cls(**knobs).stability_bound / landscape.sharpest, rtol=1e-12)
        np.testing.assert_allclose(rate_limits(silent(**knobs), landscape, landscape.place), told, rtol=1e-9)


@EVERY
def test_below_the_limit_a_push_fades_and_above_it_grows(cls):
    found = 0
    for seed, landscape in enumerate(some_valleys(seed=2)):
        knobs = some_knobs(cls, seed)
        if cls.shows_mean:  # the limit is that of late steps; until b / (1 - b) is far less than t, it is lower
            knobs["beta1"] = np.minimum(knobs["beta1"], 0.8)
        knobs, limits = with_limit(cls, landscape, knobs)
        if not limits.size:
            continue
        pulled = "weight_decay" in knobs  # decay outgrows the rest only from afar
        push = 1e9 * limits if pulled else np.full(limits.shape, PUSH)
        below, above = (distances(landscape, cls, knobs, limits * share, push, steps=1200)[-1] for share in NEAR)
        assert (below < push * (20 if pulled else 1)).all(), knobs
        assert (~(above <= push * (1e3 if pulled else 1))).any(axis=0).all(), knobs
        found += limits.size
    assert found or cls().stability_bound is None


@EVERY
@pytest.mark.parametrize("times", [100, 10_000])
def test_what_has_no_limit_never_grows_for_ever(cls, times):
    for seed, landscape in enumerate(some_valleys(seed=3)):
        knobs = some_knobs(cls, seed)
        if cls.searches:  # one that shortens its tries too little runs out of them
            knobs["shrink"] = np.minimum(knobs["shrink"], 0.6)
        knobs, without = with_limit(cls, landscape, knobs, limited=False)
        if not without.size:
            continue
        rates = times * np.broadcast_to(cls(**knobs).suggested_rate(landscape), without.shape)
        for push in (PUSH, 1.0):
            walked = distances(landscape, cls, knobs, rates, np.full(rates.shape, push), steps=240)
            assert (walked[121:].max(axis=0) <= 1e3 * walked[:121].max(axis=0)).all(), knobs


@EVERY
def test_arrays_of_knobs_are_their_numbers_one_by_one(cls):
    landscape = next(some_valleys(seed=4))
    knobs = some_knobs(cls, seed=5)
    stability.KNOWN.clear()
    together = np.broadcast_to(rate_limits(cls(**knobs), landscape, landscape.place), (COUNT,))
    stability.KNOWN.clear()
    alone = [
        one(cls(**{name: float(values[run]) for name, values in knobs.items()}), landscape) for run in range(COUNT)
    ]
    np.testing.assert_allclose(together, alone, rtol=1e-12)


def test_newton_holds_up_to_2_and_with_damping_to_more():
    valley = Valley(8.0, 2.0, 0.4)
    assert one(OPTIMIZERS["newton"](), valley) == pytest.approx(2, rel=1e-12)
    assert one(OPTIMIZERS["newton"](damping=3.0), valley) == pytest.approx(2 * 11 / 8, rel=1e-12)


@pytest.mark.parametrize("angle", [0.0, 0.3])
def test_where_the_ground_is_flat_along_one_way_the_other_sets_the_limit(angle):
    valley = Valley(8.0, 0.0, angle)
    assert one(OPTIMIZERS["schedule_free_sgd"](beta1=0.5), valley) == pytest.approx(0.5, rel=1e-9)
    assert one(OPTIMIZERS["newton"](damping=1.0), valley) == pytest.approx(2 * 9 / 8, rel=1e-9)
    assert one(OPTIMIZERS["polyak"](), valley) == 4
    assert np.isnan(one(OPTIMIZERS["newton"](), valley))  # its Hessian is singular


@EVERY
def test_there_is_no_limit_where_nothing_curves_up_or_the_place_is_none(cls):
    places = np.array([[0.0, np.nan, 0.0], [0.0, 0.0, np.inf]])
    for landscape in (Valley(0.0, 0.0), Valley(-1.0, -2.0)):
        assert np.isnan(rate_limits(cls(), landscape, places)).all()
    assert np.isnan(rate_limits(cls(), Valley(2.0, 1.0), places)[1:]).all()


def test_schedule_free_sgd_holds_up_to_2_over_what_is_not_blended():
    blend = np.array([0.1, 0.5, 0.9, 0.99])
    limits = rate_limits(OPTIMIZERS["schedule_free_sgd"](beta1=blend), Valley(8.0, 2.0), np.zeros((2, 4)))
    np.testing.assert_allclose(limits, 2 / ((1 - blend) * 8), rtol=1e-9)


def test_radam_that_never_has_seen_enough_to_rescale_is_momentum():
    limits = rate_limits(OPTIMIZERS["radam"](beta2=np.array([0.6, 0.7])), Valley(8.0, 2.0, 0.2), np.zeros((2, 2)))
    np.testing.assert_allclose(limits, [2 * 19 / 8, np.nan], rtol=1e-9)


@pytest.mark.parametrize("name", ["AdamW", "KerasAdamW", "OptaxAdamW", "Lion", "OptaxLion", "KerasScheduleFreeAdamW"])
def test_decay_holds_up_to_2_over_itself(name):
    limits = rate_limits(CLASSES[name](weight_decay=np.array([0.0, 0.01, 0.5])), Valley(8.0, 2.0), np.ones((2, 3)))
    np.testing.assert_allclose(limits, [np.nan, 200, 4], rtol=1e-12)


def test_polyaks_step_holds_up_to_4_or_as_plain_descent_where_its_longest_step_is_short():
    landscape = LANDSCAPES["bowl"]
    walks = descend(landscape, OPTIMIZERS["polyak"](), CONSTANT, landscape.start, np.array([3.9, 4.1]), 300)
    assert walks.losses[-1, 0] < 1e-9 < 1e9 < walks.losses[-1, 1]
    assert rate_limits(OPTIMIZERS["polyak"](), landscape, np.transpose(landscape.minima)) == 4
    assert one(OPTIMIZERS["polyak"](longest=0.01), Valley(8.0, 2.0, 0.5)) == pytest.approx(2 / 0.08, rel=1e-9)


@pytest.mark.parametrize("flattest", [2.0, 8.0])
def test_polyaks_step_in_a_minimum_that_is_not_the_lowest_is_as_long_as_allowed(flattest):
    higher = Valley(8.0, flattest, 0.5, floor=1.0)
    optimizer = OPTIMIZERS["polyak"](longest=0.5)
    assert one(optimizer, higher) == pytest.approx(2 / (0.5 * 8), rel=1e-9)
    knobs, rates = {"longest": np.full(2, 0.5)}, 0.5 * np.array(NEAR)
    below, above = distances(higher, OPTIMIZERS["polyak"], knobs, rates, np.full(2, PUSH), steps=400)[-1].max(axis=0)
    assert below < PUSH < above


def test_dog_from_afar_can_outrun_its_own_gradients_from_the_golden_ratio_on():
    golden = (1 + np.sqrt(5)) / 2
    limit = one(OPTIMIZERS["dog"](first_step=1e-4), Valley(90.0, 30.0, 0.5, (3.0, 2.0)))
    assert limit == pytest.approx(golden**2.5, rel=5e-3)  # w -> -q w is kept up by alpha = q sqrt((q + 1) / (q - 1))


def test_what_was_found_before_is_not_sought_again(monkeypatch):
    landscape, optimizer = LANDSCAPES["himmelblau"], OPTIMIZERS["newton"](damping=np.linspace(0, 5, 4))
    found = rate_limits(optimizer, landscape, np.transpose(landscape.minima))
    monkeypatch.setattr(stability, "find_limits", None)
    np.testing.assert_array_equal(rate_limits(optimizer, landscape, np.transpose(landscape.minima)), found)


RESCALING = {name: cls for name, cls in CLASSES.items() if cls.scale is not None}


def end_of_run(optimizer, landscape, steps, rate):
    memoir, _ = watch(Course(landscape, (2.1, -0.6), steps), Runner(optimizer, CONSTANT, rate))
    scale = optimizer.scale(memoir.state(steps - 1), memoir.state(steps), steps - 1)[:, 0]
    return memoir, scale


@pytest.mark.parametrize("name", RESCALING)
@pytest.mark.parametrize("steps", [7, 200])
def test_a_run_that_keeps_its_preconditioner_fades_below_the_diagnostic_and_grows_above(name, steps):
    landscape = Valley(9.0, 2.0, 0.6)
    decays = {"weight_decay": 0.0} if "weight_decay" in knobs_of(CLASSES[name]) else {}
    optimizer = CLASSES[name](**decays)
    memoir, scale = end_of_run(optimizer, landscape, steps, suggest_rate(optimizer, landscape))
    limit = preconditioned_limit(optimizer, landscape, np.zeros(2), memoir)
    state = memoir.state(steps)
    below, above = (frozen_radius(optimizer, landscape.matrix, scale, state, share * limit) for share in NEAR)
    assert below < 1
    assert above > 1


def test_adams_diagnostic_is_the_closed_form():
    landscape = Valley(9.0, 2.0, 0.6)
    for beta in (0.0, 0.5, 0.9, 0.99):
        adam = OPTIMIZERS["adam"](beta1=beta)
        memoir, scale = end_of_run(adam, landscape, 50, 0.05)
        root = 1 / np.sqrt(scale)
        sharpest = np.linalg.eigvalsh(root[:, np.newaxis] * landscape.matrix * root).max()
        limit = preconditioned_limit(adam, landscape, np.zeros(2), memoir)
        assert limit == pytest.approx(2 * (1 + beta) / (1 - beta) / sharpest, rel=1e-6)


def test_adam_comes_to_rest_at_its_edge():
    landscape = LANDSCAPES["ravine"].with_parameters(kappa=20.0, angle=0.0)
    adam = OPTIMIZERS["adam"](beta1=0.9, beta2=0.99)
    for rate in (0.05, 0.2):
        memoir, _ = watch(Course(landscape, landscape.start, 6000), Runner(adam, CONSTANT, rate))
        limits = []
        for end in range(5000, 6000, 25):
            until = replace(memoir, rates=memoir.rates[:end], states=pick(memoir.states, slice(0, end + 1)))
            limits.append(preconditioned_limit(adam, landscape, np.zeros(2), until))
        assert np.median(limits) == pytest.approx(rate / 0.985, rel=0.02), (np.min(limits), np.max(limits))


@pytest.mark.parametrize("cls", [OPTIMIZERS["momentum"], OPTIMIZERS["dog"], OPTIMIZERS["newton"]])
def test_what_does_not_rescale_has_no_diagnostic(cls):
    landscape = Valley(9.0, 2.0)
    memoir, _ = watch(Course(landscape, (2.1, -0.6), 5), Runner(cls(), CONSTANT, 0.01))
    assert np.isnan(preconditioned_limit(cls(), landscape, np.zeros(2), memoir))


def test_a_run_that_overflowed_or_a_place_where_nothing_curves_up_has_no_diagnostic():
    landscape = Landscape.from_formula("x^4 + exp(y^2)")
    adam = OPTIMIZERS["adam"]()
    memoir, _ = watch(Course(landscape, (1.0, 2.0), 5), Runner(adam, CONSTANT, 1e200))
    assert np.isnan(preconditioned_limit(adam, landscape, np.array([1.0, 0.0]), memoir))
    memoir, _ = watch(Course(landscape, (1.0, 0.5), 5), Runner(adam, CONSTANT, 0.1))
    assert np.isnan(preconditioned_limit(adam, Valley(0.0, -1.0), np.zeros(2), memoir))
    assert preconditioned_limit(adam, landscape, np.array([1.0, 0.0]), memoir) > 0


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("size", [1e100, 1e200, 1e300])
def test_a_motion_that_is_singular_or_beyond_floats_has_no_crossing_at_minus_one_and_spoils_no_other(size):
    still = np.array([np.diag([-1.0, 0.5]), np.zeros((2, 2)), np.zeros((2, 2))])
    moved = np.array([np.eye(2), -np.eye(2) / 4, [[size, size], [-size, 1e308]]])
    still[2, 0, 0] = -1 + 1e-15
    crossings = crossings_at_minus_one(still, moved)
    assert np.isinf(crossings[0]).all()
    assert crossings[1].tolist() == [4, 4]
    assert not np.isnan(crossings[2]).any()
