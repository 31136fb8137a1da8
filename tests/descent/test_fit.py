"""Underfits, fits, overfits: the definition by losses that are made up, and the sentences by runs."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from points import bent, made_of, straight_line
from reading import same, value

from descent import descend, examine
from descent.fit import fit_of, measure
from descent.setting import Course, Runner, Setting
from descent.study import gather, study, tell
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from stage.encoding import decode
from stage.parts import ID_BYTES, pack_run, pack_sweep
from stage.scene import pack_preview

STEPS = 200
TIME = np.arange(STEPS + 1) / STEPS
PLAIN, CONSTANT = OPTIMIZERS["gradient_descent"](), SCHEDULES["constant"]()
FALLS = 0.1 + np.exp(-8 * TIME)  # of the training loss
TURNS = 0.2 + (TIME - 0.4) ** 2  # of the validation loss, lowest at step 80


def decide(training, validation, lowest=0.1, height=1.0):
    """The word that the made up losses get, but for whether single points agree."""
    landscape = SimpleNamespace(height=height, minimum_value=lowest)
    facts = measure(landscape, np.reshape(training, (-1, 1)), np.reshape(validation, (-1, 1)))
    return "overfits" if facts.rises[0] else "underfits" if facts.high[0] else "fits"


def wiggle(size, seed=0):
    return size * np.random.default_rng(seed).standard_normal(STEPS + 1)


def test_the_plain_cases():
    assert decide(FALLS, TURNS) == "overfits"
    assert decide(FALLS, 0.2 + np.exp(-5 * TIME)) == "fits"
    assert decide(0.4 + np.exp(-8 * TIME), 0.5 + np.exp(-5 * TIME)) == "underfits"


def test_a_validation_loss_that_was_lowest_late_has_not_yet_risen():
    for turn, word in ((0.7, "overfits"), (0.74, "overfits"), (0.76, "fits"), (0.9, "fits")):
        assert decide(FALLS + 0.2 * (1 - TIME), 0.1 + np.abs(TIME - turn)) == word


def test_a_rise_counts_from_a_tenth_of_the_lowest_on():
    for rise, word in ((0.021, "overfits"), (0.019, "fits")):
        assert decide(FALLS, 0.2 + np.where(TIME < 0.4, 0.4 - TIME, rise * (TIME > 0.4))) == word


def test_next_to_nothing_is_no_rise_beside_the_height_of_the_landscape():
    for height, word in ((1.0, "fits"), (1e-3, "overfits")):
        assert decide(FALLS, 1e-5 * (1 + 50 * np.abs(TIME - 0.4)), height=height) == word


def test_the_training_loss_must_have_fallen_since():
    assert decide(np.full(STEPS + 1, 0.1), TURNS) == "fits"
    assert decide(0.1 + 0.01 * TIME, TURNS) == "fits"  # both rise
    back = FALLS.copy()
    back[-10] = 2.0  # for a moment it is as high as it was
    assert decide(back, TURNS) == "fits"


def test_a_wiggle_does_not_overfit_however_large_it_is():
    words = {"quick": [], "slow": []}
    for seed in range(300):
        random = np.random.default_rng(seed)
        slow = np.convolve(random.standard_normal(STEPS + 16), np.ones(16) / 4, "valid")  # it remembers 16 steps
        words["quick"].append(decide(FALLS, 5 + 3 * FALLS + wiggle(1.0, seed)))
        words["slow"].append(decide(FALLS, 5 + 3 * FALLS + slow))
    assert "overfits" not in words["quick"]
    assert words["slow"].count("overfits") <= 3
    for period in (2, 3, 7, 20, 45):
        assert decide(FALLS, 2 + np.sin(2 * np.pi * STEPS * TIME / period)) == "fits"


def test_a_rise_is_seen_through_noise_at_the_end():
    for seed in range(100):
        assert decide(FALLS + wiggle(0.001, seed), TURNS + wiggle(0.02, seed + 1)) == "overfits"


def test_one_low_moment_at_the_end_does_not_make_a_good_fit_nor_one_high_moment_a_bad_one():
    high, low = np.full(STEPS + 1, 0.3), np.full(STEPS + 1, 0.1)
    high[-1], low[-1] = 0.1, 0.3
    assert decide(high, high + 1) == "underfits"
    assert decide(low, high + 1) == "fits"


def test_near_the_lowest_is_a_tenth_of_it_or_a_hundredth_of_the_height():
    validation = np.full(STEPS + 1, 1.0)
    for end, lowest, height, word in (
        (0.109, 0.1, 0.1, "fits"),
        (0.111, 0.1, 0.1, "underfits"),
        (0.0009, 0.0, 0.1, "fits"),
        (0.0011, 0.0, 0.1, "underfits"),
        (0.05, 0.1, 0.1, "fits"),  # lower than any known before
    ):
        assert decide(np.full(STEPS + 1, end), validation, lowest, height) == word


@pytest.mark.parametrize("unit", [1e-9, 1e-3, 1e6])
def test_other_units_change_nothing(unit):
    for training, validation in ((FALLS, TURNS), (0.4 + FALLS, TURNS + 1), (FALLS, 1 + FALLS)):
        assert decide(unit * training, unit * validation, unit * 0.1, unit) == decide(training, validation)


def walk(landscape, rates, steps=STEPS, key="gradient_descent", start=None, **noises):
    run = descend(landscape, OPTIMIZERS[key](), CONSTANT, start or landscape.start, rates, steps, **noises)
    return run, fit_of(landscape, run, examine(run, landscape))


FEW = bent(5, 40, seed=1, start=(0.1, 0.0))  # five points, forty held back
LINE = straight_line()
MEDIAN = r"the median training loss of its last (\d+) steps is (\S+), "
WORDS = {
    "overfits": r"Overfits: the validation loss was lowest at step (\d+) \((\S+)\) and has risen to (\S+) since, "
    r"while the training loss fell from (\S+) to (\S+)\.",
    "underfits": rf"Underfits: {MEDIAN}and the lowest known is (\S+); (.+)\.",
    "fits": rf"Fits: {MEDIAN}(as low as any known|near the lowest known, (\S+)); (.+)\.",
}
VALIDATION = (
    r"the validation loss ends at (\S+?)"
    r"(?:, its lowest|, hardly above its lowest at step (\d+)| and was lowest at step (\d+) \((\S+)\))"
)


@pytest.mark.parametrize(
    ("landscape", "noises"),
    [(FEW, {}), (LINE, {}), (LINE, {"batch_size": 4}), (bent(), {"label_noise": 0.3}), (FEW, {"batch_size": 2})],
)
def test_every_number_of_a_sentence_is_the_runs_own(landscape, noises):
    run, fit = walk(landscape, np.geomspace(1e-3, 3.0, 40), **noises)
    x, y = run.positions.swapaxes(0, 1)
    np.testing.assert_array_equal(fit.validation, landscape.validation_loss(x, y))
    for own, (word, text) in enumerate(zip(fit.remark, fit.sentences, strict=True)):
        validation, training = fit.validation[:, own], run.losses[:, own]
        finite = validation[np.isfinite(validation)]
        best = int(fit.best_step[own])
        assert validation[best] <= finite.min() * (1 + 1e-9)
        assert (validation[:best] > finite.min()).all()
        if not word:
            assert not text
            continue
        groups = re.fullmatch(WORDS[word], text).groups()
        if word == "overfits":
            step, low, risen, then, end = groups
            assert int(step) == best < 0.75 * STEPS
            told = (low, validation[best]), (risen, validation[-1]), (then, training[best]), (end, training[-1])
            assert all(same(number, true) for number, true in told)
            assert value(risen) > value(low)
            assert value(then) > value(end)
            assert (validation[-50:] > 1.1 * validation[best]).all()
            continue
        lowest = min(landscape.minimum_value, training[np.isfinite(training)].min())
        assert int(groups[0]) == 10
        assert same(groups[1], np.median(training[-10:]))
        told = groups[2] if word == "underfits" else groups[3]
        assert same(told or groups[1], lowest) or abs(value(groups[1]) / lowest - 1) < 0.01
        ends, hardly, at, low = re.fullmatch(VALIDATION, groups[-1]).groups()
        assert same(ends, validation[-1])
        assert (at or hardly) is None or int(at or hardly) == best
        assert at is None or same(low, validation[best])
        assert at or hardly or best == STEPS


def test_the_three_words_are_met_by_runs():
    _, fit = walk(FEW, [2.0, 5.0])
    assert fit.remark == ["overfits", "underfits"]
    _, fit = walk(LINE, [1e-3, 0.1, 2.5])
    assert fit.remark == ["underfits", "fits", ""]  # the last one diverged
    assert fit.sentences[2] == ""
    assert fit.best_step[2] >= 0


def test_where_to_stop_early_is_the_first_of_steps_that_differ_by_rounding():
    _, fit = walk(LINE, [1.0])  # there in one step
    assert fit.best_step.tolist() == [1]


def held_back(points):
    """One weight and points v to fit by their mean: where a run rises on some of the points and falls on others."""
    return made_of("(x - v)^2/2 + 0*u + y^2/2", [(0, 1.0)] * 3, [(0, v) for v in points], start=(0.0, 0.0))


def test_points_that_rise_only_by_chance_are_no_reason():
    alike, scattered = held_back(np.linspace(0.35, 0.45, 9)), held_back(0.4 + np.linspace(-1.6, 1.6, 9))
    assert [walk(landscape, 0.05)[1].remark for landscape in (alike, scattered)] == [["overfits"], ["fits"]]
    assert walk(held_back([0.4]), 0.05)[1].remark == ["fits"]  # one point knows nothing of its own chance


def test_a_run_that_stops_at_a_kink_is_judged_where_it_stopped():
    landscape = made_of("sqrt((x - u)^2) + 0*v + y^2", [(0.5, 0.0)], [(0.5, 0.0), (0.7, 0.0)], start=(0.0, 0.0))
    run, fit = walk(landscape, 0.25, steps=20)  # two steps to the kink
    assert examine(run, landscape).kink.tolist() == [2]
    assert fit.remark == ["fits"]
    assert np.isnan(fit.validation[-1, 0])


def test_without_data_there_is_nothing_and_nothing_is_computed():
    bowl = LANDSCAPES["bowl"]
    _, fit = walk(bowl, [0.1, 0.2])
    assert fit.validation.shape == (0, 2)
    assert (fit.remark, fit.sentences, fit.best_step.tolist()) == (["", ""], ["", ""], [-1, -1])
    unheld = made_of("(x*u + y - v)^2/2", [(0.0, 1.0), (1.0, 2.0)], start=(0.0, 0.0))
    assert walk(unheld, [0.1])[1].remark == [""]


def test_a_study_has_the_fit_of_the_present_run_and_of_every_notch():
    course, runner = Course(FEW, FEW.start, 120, batch_size=3), Runner(OPTIMIZERS["momentum"](), CONSTANT, 0.2)
    studied = study(course, runner)
    fit = fit_of(FEW, studied.trajectory, examine(studied.trajectory, FEW))
    assert studied.stories.fits == fit.remark
    assert studied.stories.fit_sentences == fit.sentences
    np.testing.assert_array_equal(studied.stories.best_steps, fit.best_step)
    np.testing.assert_array_equal(studied.stories.validation, fit.validation.T)
    assert studied.story.fits == [fit.remark[studied.present]]
    np.testing.assert_array_equal(studied.story.validation[0], fit.validation[:, studied.present])
    alone = tell(studied.run, examine(studied.run, FEW), course, runner)
    both = gather([alone, alone])
    assert both.fits == studied.story.fits * 2
    assert both.validation.shape == (2, 121)


def test_the_stage_is_sent_validation_only_where_there_is_data():
    runner = Runner(OPTIMIZERS["momentum"](), CONSTANT, 0.2)
    for landscape, steps in ((FEW, 30), (LANDSCAPES["bowl"], 30)):
        course = Course(landscape, landscape.start, steps)
        studied = study(course, runner)
        sent = [
            decode(part.message[ID_BYTES:])
            for part in (pack_run(studied, runner.optimizer), pack_sweep(studied, "momentum"))
        ]
        sent.append(decode(pack_preview(Setting(course, (runner,)))))
        stories = studied.story, studied.stories.of(studied.slices["momentum"]), studied.story
        for (header, arrays), told in zip(sent, stories, strict=True):
            named = {"fits", "fit_sentences", "best_steps"} & set(header)
            if landscape.data is None:
                assert not named
                assert "validation" not in arrays
                continue
            assert header["fits"] == told.fits
            assert header["fit_sentences"] == told.fit_sentences
            assert header["best_steps"] == told.best_steps.tolist()
            assert arrays["validation"].shape == (len(told.fits), steps + 1)
            np.testing.assert_allclose(arrays["validation"], told.validation, rtol=2e-3)
        np.testing.assert_array_equal(sent[0][1]["validation"], sent[2][1]["validation"]) if landscape.data else None
