"""The response to a slider: the best notch by a closed form, by a slow search, and every number of its sentence."""

import dataclasses
import math
import re
from functools import cache

import numpy as np
import pytest
from reading import value

from descent import Verdict, examine
from descent.control import controls_for
from descent.response import name_notch, respond
from descent.setting import Course, Runner
from descent.sweep import sweep
from landscapes import LANDSCAPES
from landscapes.landscape import Landscape
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

PLAIN = OPTIMIZERS["gradient_descent"]()
CONSTANT = SCHEDULES["constant"](final=1.0)
STEPS = 100
BOWL = Landscape.from_formula("x^2 + 2*y^2")


def sweeps(landscape, optimizer, schedule, stretch=1.0, **conditions):
    """Each slider with its runs and all findings; `stretch` moves the learning rates."""
    rate = float(f"{optimizer.suggested_rate(landscape):.4g}")
    runner = Runner(optimizer, schedule, rate)
    alpha, *others = controls_for(runner, rate)
    controls = [dataclasses.replace(alpha, present=rate * stretch, values=alpha.values * stretch), *others]
    course = Course(landscape, **({"start": landscape.start, "steps": STEPS} | conditions))
    swept = sweep(course, runner, controls)
    findings = examine(swept.trajectory, landscape)
    return [(control, swept.slices[control.name], findings) for control in controls]


def response(landscape, optimizer=PLAIN, schedule=CONSTANT, **more):
    control, runs, findings = sweeps(landscape, optimizer, schedule, **more)[0]
    return control, respond(findings, runs, control, landscape)


def test_on_a_quadratic_the_best_rate_is_that_of_the_closed_form():
    ravine = LANDSCAPES["ravine"]
    control, answer = response(ravine)
    turn = np.radians(30.0)
    x, y = ravine.start
    along, across = x * np.cos(turn) + y * np.sin(turn), y * np.cos(turn) - x * np.sin(turn)
    alpha = control.values
    with np.errstate(over="ignore"):
        steps = np.arange(STEPS + 1)[:, np.newaxis]
        ways = np.stack([along * (1 - alpha) ** steps, across * (1 - 20 * alpha) ** steps])
        away = np.hypot(*ways) > 0.01 * np.ptp(ravine.window[0])
        ends = (along * (1 - alpha) ** STEPS) ** 2 / 2 + 10 * (across * (1 - 20 * alpha) ** STEPS) ** 2
    arrivals = np.where(away[-1], STEPS + 1, STEPS + 1 - away[::-1].argmax(axis=0))
    assert arrivals[answer.best] == arrivals.min() == answer.reached[answer.best]
    assert ends[answer.best] == ends[arrivals == arrivals.min()].min()
    assert alpha[answer.best] == pytest.approx(2 / 21, rel=0.07)  # 2 / (λ₁ + λ₂), to the nearest notch
    held = (ends > answer.rounding) & (ends < 1e100)
    np.testing.assert_allclose(answer.gaps[held], ends[held], rtol=1e-6)
    assert (answer.gaps >= answer.rounding).all()


def test_when_every_run_diverges_there_is_no_best():
    _, answer = response(BOWL, start=(2.0, 1.0), stretch=1e5)
    assert answer.best == -1
    assert answer.sentence == "Every value of α on this slider diverges within 100 steps."
    assert np.isinf(answer.gaps).all()
    momentum, runs, findings = sweeps(BOWL, OPTIMIZERS["momentum"](), CONSTANT)[-1]
    assert name_notch(momentum, 0.9) == "β = 0.9"
    assert name_notch(momentum, 0.123456) == "β = 0.1235"
    findings = dataclasses.replace(findings, verdict=np.full(len(findings.gap), Verdict.DIVERGED))
    assert respond(findings, runs, momentum, BOWL).sentence.startswith("Every value of β on this slider diverges")


def test_a_slider_without_effect_says_so():
    decay, runs, findings = sweeps(BOWL, PLAIN, SCHEDULES["cosine"](horizon=STEPS), start=(0.0, 0.0))[1]
    answer = respond(findings, runs, decay, BOWL)
    assert answer.sentence == "Decay makes no difference within 100 steps: every value ends as low and as soon."


def test_a_landscape_without_height_has_rounding_all_the_same():
    _, answer = response(Landscape.from_formula("0*x + 0*y", learning_rate=0.1, start=(1.0, 2.0)))
    assert answer.rounding > 0
    assert (answer.gaps == answer.rounding).all()


def test_decay_is_named_as_its_slider_names_it():
    decay = controls_for(Runner(PLAIN, SCHEDULES["cosine"](), 0.1), 0.1)[1]
    assert [name_notch(decay, final) for final in (1.0, 0.5, 0.03162, 0.001)] == [
        "Decay ×1",
        "Decay ×1/2",
        "Decay ×1/31.6",
        "Decay ×1/1000",
    ]


OPENING = r"Best for (\d+) steps?: (.+?) "
LEVEL = r"(?:(at)|(\S+) (above|below)) the best known loss"
ENDINGS = {
    "rests": r"(reaches (.+) in (\d+) steps?|stays at (.+))",
    "moves": rf"(stalls|is still bouncing|is still moving)( outside the window,)? {LEVEL} when the steps run out; "
    r"no other value( that does not diverge)? ends lower\.",
}
COMPARED = {
    "first": r"; no other value is there as soon\.",
    "lowest of the first": r"; none of the (\d+) values that are there as soon ends lower\.",
    "lowest": rf" and ends {LEVEL}; any other value( that does not diverge)? ends higher\.",
    "equal": r"; (\d+) values end as low and as soon\.",
    "first of the lowest": r"; none of the (\d+) values that end as low is there sooner\.",
}
WORDS = {
    "stalls": Verdict.STALLED,
    "is still bouncing": Verdict.OSCILLATING,
    "is still moving": Verdict.CRAWLING,
}
TRIED = {
    "gradient_descent": "cosine",
    "momentum": "constant",
    "adam": "one_cycle",
    "newton": "step",
    "lion": "plateau",
    "polyak": "constant",
}


@cache
def kinds_met(name):
    """Check all responses on a landscape; the kinds of sentences that were among them."""
    met = set()
    landscape, random = LANDSCAPES[name], np.random.default_rng(sum(map(ord, name)))
    for key, schedule_key in TRIED.items():
        schedule = SCHEDULES[schedule_key](final=float(random.choice([0.3, 0.01])), horizon=STEPS)
        noise = float(random.choice([0.0, 0.0, 0.2]))
        stretch = float(random.choice([1.0, 30.0]))
        for control, runs, findings in sweeps(landscape, OPTIMIZERS[key](), schedule, stretch, noise=noise):
            answer = respond(findings, runs, control, landscape)
            try:
                met.add(check(answer, control, runs, findings, landscape))
            except AssertionError as error:
                error.add_note(f"{key}, {schedule_key}, {control.name}: {answer.sentence}")
                raise
    return met


@pytest.mark.parametrize("name", LANDSCAPES)
def test_the_best_notch_and_its_sentence_are_true_everywhere(name):
    assert kinds_met(name)


def test_every_kind_of_sentence_is_met():
    missing = {"is still bouncing", "is still moving", "makes no difference", *COMPARED}
    for name in LANDSCAPES:
        if missing:
            missing -= kinds_met(name)
    assert not missing


def check(answer, control, runs, findings, landscape):
    """Compare with a slow search; the kind of sentence that it says."""
    verdicts, gaps, reached = findings.verdict[runs], findings.gap[runs], findings.reached[runs]
    lost = [overflowed >= 0 for overflowed in findings.overflowed[runs]]
    for index in range(len(gaps)):
        assert answer.gaps[index] == (math.inf if lost[index] else max(gaps[index], answer.rounding))
    assert answer.reached.tolist() == reached.tolist()
    staying = [index for index in range(len(gaps)) if verdicts[index] != Verdict.DIVERGED]
    if not staying:
        assert answer.best == -1
        assert answer.sentence.startswith("Every value of")
        return "every value diverges"
    there = [index for index in staying if verdicts[index] == Verdict.CONVERGED]
    if there:
        down = [index for index in there if reached[index] == min(reached[there])]
        tied = [index for index in down if gaps[index] - min(gaps[down]) <= answer.rounding]
    else:
        down = [index for index in staying if gaps[index] - min(gaps[staying]) <= answer.rounding]
        soonest = min((reached[index] for index in down if reached[index] >= 0), default=-1)
        tied = [index for index in down if reached[index] == soonest]
    assert answer.best in tied
    assert abs(sum(i < answer.best for i in tied) - sum(i > answer.best for i in tied)) <= 1
    if len(tied) == len(gaps):
        assert "makes no difference within 100 steps" in answer.sentence
        return "makes no difference"
    facts = (gaps, reached, verdicts, findings.minimum[runs], findings.gone[runs])
    return check_sentence(answer, control, *facts, down, tied, landscape)


def close(text, true, digits=3):
    return math.isclose(value(text), true, rel_tol=0.51 * 10.0 ** (1 - digits), abs_tol=1e-300)


def check_sentence(answer, control, gaps, reached, verdicts, minima, gone, down, tied, landscape):
    best, sentence = answer.best, answer.sentence
    steps, notch = re.match(OPENING + "(?=reaches|stays|stalls|is still)", sentence).groups()
    assert int(steps) == STEPS
    assert notch == name_notch(control, control.values[best])
    symbol, number = re.fullmatch(r"(.+?)(?: = | ×)(.+)", notch).groups()
    assert symbol in control.knob.label
    assert close(number.removeprefix("1/"), control.values[best] ** (-1 if "1/" in number else 1), 3)
    rest = sentence.partition(notch + " ")[2]
    lower = [gap for gap, verdict in zip(gaps, verdicts, strict=True) if gap < gaps[best] - answer.rounding]
    if moving := re.fullmatch(ENDINGS["moves"], rest):
        doing, outside, *level, spared = moving.groups()
        assert bool(outside) == (gone[best] >= 0)
        assert WORDS[doing] == verdicts[best]
        check_level(level, gaps[best])
        assert spared or not lower
        return doing
    arrival = re.match(ENDINGS["rests"] + r"(?=;| and ends)", rest)
    _, place, count, stays = arrival.groups()
    assert reached[best] == (0 if stays else int(count))
    check_place(place or stays, verdicts[best], minima[best], landscape)
    rest = rest[arrival.end() :]
    ((kind, match),) = [(kind, m) for kind, text in COMPARED.items() if (m := re.fullmatch(text, rest))]
    assert (kind in ("first", "lowest of the first")) <= (verdicts[best] == Verdict.CONVERGED)
    assert (kind in ("lowest", "first of the lowest")) <= (verdicts[best] == Verdict.TRAPPED)
    if kind in ("first", "lowest"):
        assert down == [best]
    else:
        assert int(match[1]) == len(down) > 1
        assert (kind == "equal") == (len(tied) == len(down))
    if kind == "lowest":
        *level, spared = match.groups()
        check_level(level, gaps[best])
        assert spared or not lower
    return kind


def check_level(level, gap):
    at, size, side = level
    assert gap == 0 if at else close(size, abs(gap)) and (side == "above") == (gap > 0)


def check_place(place, verdict, minimum, landscape):
    gap = float(landscape.loss(*landscape.minima[minimum])) - landscape.minimum_value if minimum >= 0 else 0.0
    if place == "a minimum as low as any known":
        assert (verdict, minimum) == (Verdict.CONVERGED, -1)
    elif place == "a local minimum":
        assert verdict == Verdict.TRAPPED
        assert minimum < 0 or gap > 0
    elif place == "a valley of equal minima":
        assert (verdict, minimum) == (Verdict.CONVERGED, -1)
        assert landscape.global_valleys
    else:
        assert verdict == Verdict.CONVERGED
        assert place == ("the" if len(landscape.global_minima) == 1 else "a") + " global minimum"
        assert gap < 1e-6
