"""Sentences: each number and each claim of thousands of random runs' sentences, worked out again from the run itself.

`evidence.py` reads them and works out the facts, `claims_*.py` know every clause and what must be true of it.
"""

import itertools
from functools import cache

import numpy as np
import pytest
from claims_in_motion import check_headline
from evidence import CLAUSES, Run, check_sentence

from descent import Verdict, descend, examine, headlines, sentences
from descent.figures import number
from descent.sentence import rate_limit
from knobs import knobs_of
from landscapes import LANDSCAPES
from landscapes.landscape import Landscape
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

CONSTANT = SCHEDULES["constant"]()
OPTIMIZERS_TRIED = ("gradient_descent", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
SCHEDULES_TRIED = ("constant", "step", "exponential", "cosine")
THOROUGH = {
    **{key: LANDSCAPES[key] for key in ("ravine", "rosenbrock", "double_well", "himmelblau", "rastrigin", "plateau")},
    "steep ravine": LANDSCAPES["ravine"].with_parameters(kappa=300.0, angle=-20.0),
    "even wells": LANDSCAPES["double_well"].with_parameters(tilt=0.0),
    "edge": Landscape.from_formula("sqrt(x + 2) + y^2 - 0.3*x", window=((-2.0, 2.0), (-2.0, 2.0))),
    "cliff": Landscape.from_formula("x^2 - y^2", window=((-2.0, 2.0), (-2.0, 2.0))),
}
GROUND = THOROUGH | {key: landscape for key, landscape in LANDSCAPES.items() if key not in THOROUGH}
RUNS, STEPS = 26, 90
LONGEST = 235  # characters, the optimizer's title aside


def random_runs(landscape, optimizer, schedule, random):
    (x0, x1), (y0, y1) = landscape.window
    start = np.stack([random.uniform(x0, x1, RUNS), random.uniform(y0, y1, RUNS)])
    start[:, :2] = np.transpose([landscape.start] * 2)
    start[:, 2] = landscape.minima[0] if landscape.minima else (0.0, 0.0)
    start[:, 3] = np.mean(landscape.window, axis=1)
    rate = optimizer.suggested_rate(landscape) * 10 ** random.uniform(-2.5, 1.7, RUNS)
    noise = random.choice([0.0, 0.0, 0.0, 0.3], RUNS) * np.array(landscape.window).std() / 10
    trajectory = descend(landscape, optimizer, schedule, start, rate, STEPS, noise=noise, seed=int(random.integers(9)))
    return trajectory, noise


def pairs_for(place, name):
    """Every pair of the plain catalogue on the first landscapes; on the others each optimizer in every fourth place.

    Which places depends on the optimizer alone, so that a new one changes nothing for the others.
    """
    if name in THOROUGH:
        return list(itertools.product(OPTIMIZERS_TRIED, SCHEDULES_TRIED))
    turns = [(key, *divmod(place + sum(map(ord, key)), 4)) for key in OPTIMIZERS]
    return [(key, SCHEDULES_TRIED[turn % 4]) for key, turn, rest in turns if rest == 0]


@cache
def met_on(name):
    """Check random runs on one ground; the clauses and the verdicts that were among them."""
    met = set()
    landscape = GROUND[name]
    for key, schedule_key in pairs_for(list(GROUND).index(name), name):
        random = np.random.default_rng(list(f"{name} {key} {schedule_key}".encode()))
        optimizer = OPTIMIZERS[key]()
        if optimizer.stability_bound is not None and "momentum" in knobs_of(optimizer):
            optimizer = type(optimizer)(momentum=float(random.choice([0.0, 0.5, 0.9])))
        final = 1.0 if schedule_key == "constant" else float(random.choice([0.3, 0.01]))
        schedule = SCHEDULES[schedule_key](final=final, horizon=STEPS)
        trajectory, noise = random_runs(landscape, optimizer, schedule, random)
        met |= check_runs(trajectory, landscape, optimizer, noise, f"{key}, {schedule}")
    return met


@pytest.mark.parametrize("name", GROUND)
def test_every_sentence_is_true_of_its_run(name):
    assert met_on(name)


def check_runs(trajectory, landscape, optimizer, noise, note):
    """Check every run's sentence and headline; the patterns of the clauses and the verdicts that were met."""
    met = set()
    findings = examine(trajectory, landscape)
    told, short, limits = sentences(trajectory, findings, landscape, optimizer, noise), headlines(findings), []
    for index, (sentence, verdict) in enumerate(zip(told, findings.verdict, strict=True)):
        run = Run(trajectory, index, landscape, optimizer, noise[index], verdict)
        try:
            met.update(check_sentence(sentence, run), [verdict])
            check_headline(short[index], run, verdict)
            assert len(sentence.replace(optimizer.title, "")) <= LONGEST
        except AssertionError as error:
            error.add_note(f"{note}, run {index}: {short[index]} | {sentence}")
            raise
        limits += run.limits
    check_limits(limits, landscape, optimizer)
    return met


def check_limits(limits, landscape, optimizer):
    """Just below each claimed limit a small push dies out at that minimum; just above it grows."""
    listed = {tuple(minimum) for minimum in landscape.minima}
    limits = [(minimum, limit) for minimum, limit in limits if tuple(minimum) in listed]
    if not limits:
        return
    minima = np.transpose([minimum for minimum, _ in limits])
    highest = np.array([limit for _, limit in limits])
    directions = np.stack([np.linalg.eigh(landscape.hessian(*minimum))[1][:, 1] for minimum, _ in limits], axis=1)
    side = min(high - low for low, high in landscape.window)
    push = minima + 1e-7 * side * directions
    for factor, grows in ((0.95, False), (1.05, True)):
        path = descend(landscape, optimizer, CONSTANT, push, factor * highest, 100).positions
        away = np.hypot(*(path - minima).transpose(1, 0, 2))
        assert (~(away[-1] <= 3 * away[0]) == grows).all()  # what overflowed has grown


MOMENTUM = OPTIMIZERS["momentum"](momentum=0.99999)
RARE = {
    "Starts at a minimum as low as any known": ("x^2", (0.0, 1.0), 0.3, OPTIMIZERS["gradient_descent"]()),
    "rests at a minimum as low as any known": ("(x^2 + y^2 - 1)^2", (2.0, 1.0), 0.02, OPTIMIZERS["rmsprop"]()),
    "Kept moving by noise, it hovers at a minimum": ("x^2", (1.0, 1.0), 0.3, OPTIMIZERS["gradient_descent"]()),
    "where it bounces now": ("x^2/2 + x^4 + y^2/2", (0.5, 0.0), 1.0, OPTIMIZERS["gradient_descent"]()),
    "it could settle there": ("x^2 + y^2", (2.0, 1.0), 0.001, MOMENTUM),
    "every way leads down": ("(x^2 + y^2 - 1)^2", (0.0, 0.0), 0.01, OPTIMIZERS["adam"]()),
    "is just the bound 2, so each bounce": ("x^2 + 10*y^2", (2.0, 1.0), 0.1, OPTIMIZERS["gradient_descent"]()),
    "is just the bound 3.8, so small bounces": (
        "x^2 + 10*y^2",
        (2.0, 0.05),
        0.19,
        OPTIMIZERS["momentum"](momentum=0.9),
    ),
    "It barely holds": ("x^2 + 10*y^2", (2.0, 0.0), 0.1, OPTIMIZERS["gradient_descent"]()),
    "Overflowed at step 0": ("1/x^2 + y^2", (0.0, 1.0), 0.1, OPTIMIZERS["gradient_descent"]()),
    "a local minimum outside the view and stays": ("", (6.9649444, 5.9698776), 0.001, OPTIMIZERS["rmsprop"]()),
}


@cache
def met_in(words):
    """Check a run that is made to have these words in its sentence; what was met."""
    formula, start, rate, optimizer = RARE[words]
    landscape = Landscape.from_formula(formula) if formula else LANDSCAPES["rastrigin"]
    noise = np.array([0.001 * ("noise" in words)])
    trajectory = descend(landscape, optimizer, CONSTANT, start, rate, 300, noise=noise)
    (sentence,) = sentences(trajectory, examine(trajectory, landscape), landscape, optimizer, noise)
    assert words in sentence.replace("\N{NBSP}", " ")
    return check_runs(trajectory, landscape, optimizer, noise, words)


@pytest.mark.parametrize("words", RARE)
def test_rare_sentences_are_true_too(words):
    assert met_in(words)


def test_the_runs_meet_all_six_verdicts_and_every_clause():
    unmet = {*Verdict, *(pattern.pattern for pattern, _ in CLAUSES)}.difference(*map(met_in, RARE))
    for name in GROUND:
        if unmet:
            unmet -= met_on(name)
    assert not unmet


def explained(landscape, start, rate, optimizer=None, schedule=CONSTANT, steps=200, **more):
    optimizer = optimizer or OPTIMIZERS["gradient_descent"]()
    trajectory = descend(landscape, optimizer, schedule, start, rate, steps, **more)
    findings = examine(trajectory, landscape)
    (sentence,) = sentences(trajectory, findings, landscape, optimizer, more.get("noise", 0.0))
    return sentence.replace("\N{NBSP}", " "), findings


def test_the_textbook_bounce():
    bowl = Landscape.from_formula("8.1*x^2 + y^2")  # λ = 16.2
    sentence, findings = explained(bowl, (4.0, 3.0), 0.1)
    assert sentence == (
        "Overshoots, then settles at the global minimum by step 16. α·λ = 1.62, so each step crosses the valley floor "
        "and keeps 62 % of the distance. Above α = 0.123 it could not settle."
    )
    assert headlines(findings) == ["Reached the global minimum"]


def test_figures_never_contradict_their_words():
    bowl = Landscape.from_formula("x^2 + 5*y^2")  # λ = 10
    assert "α·λ = 2.00001 is not below the bound 2" in explained(bowl, (4.0, 0.5), 0.200001)[0]
    assert "α·λ = 1.99999 is below the bound 2" in explained(bowl, (4.0, 0.5), 0.199999)[0]


@pytest.mark.parametrize("angle", [0.0, 20.0, -85.0])  # rounding puts λ on 20, below it, above it
def test_at_the_bound_bounces_neither_grow_nor_shrink(angle):
    ravine = LANDSCAPES["ravine"].with_parameters(angle=angle)  # λ = 20
    assert explained(ravine, (-2.9, 1.7), 0.1)[0].endswith(
        "α·λ = 2 is just the bound 2, so each bounce is as large as the last. Below α = 0.1 it can settle."
    )
    schedule = SCHEDULES["cosine"](final=0.1, horizon=90)
    assert (
        "α·λ starts at 2, just the bound 2; the schedule brings it below for good at step"
        in (explained(ravine, (-2.9, 1.7), 0.1, schedule=schedule, steps=90)[0])
    )


def test_a_run_thrown_off_the_cliff_walks_back():
    sentence, findings = explained(LANDSCAPES["cliff"], (1.5, 0.0), 0.62, steps=100)
    slope, distance = 6 * np.exp(3) - 0.5, findings.distance[0]
    assert sentence == (
        f"Thrown far out at step 1, it is on its way back after 100 steps, {number(distance)} from the global minimum; "
        f"the last step moved 0.31. The step out was {number(0.62 * slope)} long, from a gradient of {number(slope)}. "
        "Try a smaller α."
    )


def test_an_optimizer_without_a_bound_says_why():
    sentence, _ = explained(LANDSCAPES["ravine"], (-2.9, 1.7), 0.1, OPTIMIZERS["adam"](), steps=250)
    assert "Adam divides by its past gradients' size, so α has no fixed limit. Its last steps match" in sentence


def test_decay_rescues_and_the_step_is_told():
    bowl = Landscape.from_formula("x^2 + 5*y^2")  # λ = 10
    schedule = SCHEDULES["step"](final=0.125, horizon=90)
    sentence, _ = explained(bowl, (4.0, 0.003), 0.21, schedule=schedule, steps=90)
    step = next(k for k in range(90) if 0.21 * schedule(k) * 10 < 2)
    assert f"α·λ starts at 2.1, past the bound 2; the schedule brings it below for good at step {step}." in sentence


def test_the_tick_on_the_slider():
    ravine = LANDSCAPES["ravine"]
    trajectory = descend(
        ravine, OPTIMIZERS["momentum"](momentum=np.array([0.0, 0.5])), CONSTANT, (-4.0, -0.5), 0.01, 50
    )
    findings = examine(trajectory, ravine)
    np.testing.assert_allclose(rate_limit(findings, OPTIMIZERS["momentum"](momentum=np.array([0.0, 0.5]))), [0.1, 0.15])
    assert np.isnan(rate_limit(findings, OPTIMIZERS["adam"]())).all()
