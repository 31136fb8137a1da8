"""What is said of runs that see mini-batches or noisy labels, checked by making every run that it speaks of."""

import re
from dataclasses import replace

import numpy as np
import pytest
from points import bent, cloud, straight_line
from reading import value
from tally import Tally, check_setting, check_sweep

from descent.anatomy import watch
from descent.batches import curve_alike
from descent.examination import examine
from descent.experiments import NOISE, experiment
from descent.narrate import narrate
from descent.range_test import compare, range_test
from descent.sentence import limits_of
from descent.setting import LEARNING_RATE, Course, Runner, Setting, suggest_rate
from descent.study import study
from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from stage.encoding import decode
from stage.parts import ID_BYTES, pack_run

LINE, CLOUD, BENT = straight_line(), cloud(), bent()
CONSTANT = SCHEDULES["constant"]()
PLAIN = OPTIMIZERS["gradient_descent"]()
FEW, LABELS = {"batch_size": 3}, {"label_noise": 0.5}
ALL = FEW | LABELS | {"noise": 0.05}


def setting_on(landscape, key="gradient_descent", rate=None, steps=60, schedule=CONSTANT, **noises):
    optimizer = OPTIMIZERS[key]()
    course = Course(landscape, landscape.start, steps, **noises)
    return Setting(course, (Runner(optimizer, schedule, rate or suggest_rate(optimizer, landscape)),))


NOISES = {"batches": FEW, "labels": LABELS, "all": ALL}
GROUNDS = {"line": LINE, "cloud": CLOUD, "bent": BENT}
# Every method meets each noise and each ground once, and every noise each ground.
SQUARE = [
    (key, ground, noise)
    for row, key in enumerate(["gradient_descent", "momentum", "adam", "polyak"])
    for column, ground in enumerate(GROUNDS)
    for noise in [list(NOISES)[(row + column) % len(NOISES)]]
]


@pytest.mark.parametrize(("key", "ground", "noise"), SQUARE)
def test_all_that_is_said_is_true(key, ground, noise):
    landscape, noises = GROUNDS[ground], NOISES[noise]
    tally = Tally()
    for rate in (None, 1.9):
        check_setting(setting_on(landscape, key, rate, **noises), tally)
    check_sweep(setting_on(landscape, key, **noises), LEARNING_RATE, tally, 4, np.random.default_rng(0), remarks=False)
    assert not tally.false, "\n".join(tally.false)
    assert tally.met


@pytest.mark.parametrize(
    ("noises", "words"),
    [
        (FEW, "The noise of the mini-batches"),
        ({"label_noise": 0.2}, "The noise of the labels"),
        ({"label_noise": 0.02, "noise": 0.02} | FEW, "The noise of the gradients, the labels and the mini-batches"),
    ],
)
def test_noise_that_keeps_it_moving_is_called_by_its_name_and_was_left_out(noises, words):
    dense = cloud(spread=0.1)
    setting = setting_on(dense, rate=0.3, **noises)
    (remark,) = (text for text in narrate(setting).remarks if "keeps it moving" in text)
    without = r"without it the same run (?:comes to rest|strays (\S+) at the end)\."
    moved, strays = re.fullmatch(rf"{words} keeps it moving, up to (\S+) away: {without}", remark).groups()
    calm = replace(setting.course, noise=0.0, batch_size=0, label_noise=0.0)
    ends = [course.run(setting.runners[0]).positions[-4:, :, 0] for course in (setting.course, calm)]
    noisy, quiet = (np.hypot(*(tail - dense.minima[0]).T).max() for tail in ends)
    assert float(moved) == pytest.approx(noisy, rel=0.01)
    assert quiet < 0.1 * noisy
    assert strays is None or value(strays) == pytest.approx(quiet, rel=0.01)


def test_the_run_without_noise_sees_all_points_and_stands_where_the_causes_begin():
    schedule = SCHEDULES["cosine"](final=0.1, horizon=40)
    setting = setting_on(BENT, "momentum", 0.2, steps=40, schedule=schedule, **ALL)
    made = experiment(setting.course, setting.runners[0])
    assert made.causes[:2] == [NOISE, "schedule"]
    (column,) = made.columns(NOISE)
    plain = Course(BENT, BENT.start, 40).run(setting.runners[0])
    for name in ("positions", "losses", "gradients", "rates"):
        np.testing.assert_array_equal(getattr(made.trajectory, name)[..., column], getattr(plain, name)[..., 0])
    own = setting.course.run(setting.runners[0])
    np.testing.assert_array_equal(made.trajectory.positions[..., 0], own.positions[..., 0])
    np.testing.assert_array_equal(made.continued.positions[:41], own.positions)
    assert made.trajectory.runs == len(made.names) * made.runs


def test_a_limit_is_only_trusted_where_every_point_curves_alike():
    """Of a cloud the limit is that of each of its points; of a line a batch may curve more than all points do."""
    place = np.array([[0.3], [0.1]])
    assert curve_alike(CLOUD, place, True, 0.0).all()
    assert curve_alike(CLOUD, place, True, 0.5).all()
    assert not curve_alike(LINE, place, True, 0.0).any()
    assert curve_alike(LINE, place, False, 0.5).all()  # its labels are no part of its curvature
    assert not curve_alike(BENT, place, False, 0.5).any()
    for landscape, noises, firm in (
        (CLOUD, FEW, True),
        (CLOUD, LABELS, True),
        (LINE, LABELS, True),
        (LINE, FEW, False),
        (LINE, {"noise": 0.1}, True),
    ):
        course, runner = setting_on(landscape, rate=0.1, **noises).course, Runner(PLAIN, CONSTANT, 0.1)
        limits = limits_of(examine(course.run(runner), landscape), course, runner)
        assert limits.rate[0] == pytest.approx(2.0)
        assert (limits.bears[0], limits.breaks[0]) == (firm, firm)


def test_below_the_limit_of_all_points_batches_of_one_can_still_run_away():
    """So "α·λ is below the bound" may not be said to be why: the mean curvature is 1, that of one point is 1 + u²."""
    setting = setting_on(LINE, rate=1.4, steps=200, batch_size=1)
    assert narrate(setting).verdict == "diverged"
    assert narrate(replace(setting, course=setting.course.without_noise())).verdict == "converged"
    assert "bound" not in narrate(setting).sentence


def test_the_range_test_names_the_noise_that_shakes_it():
    for noises, words in (
        (FEW, "The noise of the mini-batches (3 of 40) shakes"),
        (LABELS, "The noise of the labels (σ = 0.5) shakes"),
        ({"noise": 0.3}, "The noise (σ = 0.3) shakes"),
        (FEW | LABELS, "The noise of the labels and the mini-batches (σ = 0.5, 3 of 40) shakes"),
    ):
        test = range_test(Course(CLOUD, CLOUD.start, 1, **noises), Runner(PLAIN, CONSTANT, 1.0), 1e-3, 1.5)
        assert words in compare(test, test.recommended, np.nan, 100)


@pytest.mark.parametrize("noises", [{}, {"noise": 0.1}, FEW, LABELS, {"batch_size": 40}], ids=str)
def test_the_stage_reckons_with_plain_steps_only_where_the_slope_is_the_one_it_has(noises):
    course = setting_on(LINE, rate=0.1, steps=5, **noises).course
    header, _ = decode(pack_run(study(course, Runner(PLAIN, CONSTANT, 0.1)), PLAIN, course.is_noisy).message[ID_BYTES:])
    assert header["plain"] == (not course.is_noisy)


def test_what_an_optimizer_remembers_is_of_its_batches():
    course = setting_on(BENT, "polyak", steps=9, **FEW).course
    memoir, _ = watch(course, Runner(OPTIMIZERS["polyak"](), CONSTANT, 0.5))
    for step in range(9):
        here = memoir.sight(course.sight(step), step)
        np.testing.assert_array_equal(here.gradient, here.landscape.gradient(*here.position))
