"""The best notch of a slider among made-up runs: which one it is, and the very words about it."""

from types import SimpleNamespace

import numpy as np
import pytest

from descent import Verdict
from descent.response import respond
from descent.terrain import terrain_of
from landscapes.landscape import Landscape

STEPS = 100
BOWL = Landscape.from_formula("x^2 + 2*y^2")


def told(verdicts, gaps, reached, minimum=0, landscape=BOWL, gone=None, overflowed=None):
    """The response to made-up findings of the learning rates 0.1, 0.2, ..."""
    control = SimpleNamespace(
        leads=True,
        knob=SimpleNamespace(symbol="α", title="", is_factor=False),
        called="α",
        digits=4,
        values=np.arange(1, len(gaps) + 1) / 10,
    )
    count = len(gaps)
    findings = SimpleNamespace(
        steps=STEPS,
        goal=terrain_of(landscape).goal,
        in_valley=np.zeros(count, dtype=bool),
        gap=np.array(gaps, dtype=float),
        reached=np.array(reached),
        verdict=np.array([Verdict(word) for word in verdicts.split()], dtype=object),
        minimum=np.full(count, minimum),
        gone=np.array(gone or [-1] * count),
        overflowed=np.where(np.isfinite(gaps), -1, 7) if overflowed is None else np.array(overflowed),
    )
    return respond(findings, slice(0, count), control, landscape)


def test_the_first_to_arrive_wins_of_several_the_lowest_and_among_equals_the_middle_one():
    low = [3e-16, 0.0, 1e-15, -2e-16, 1e-14]
    assert told("converged " * 5, low, [90, 40, 21, 60, 30]).best == 2
    assert told("converged " * 5, low, [90, 21, 40, 21, 21]).best == 3
    assert told("converged " * 5, low, [90, 21, 40, 60, 21]).best == 1
    assert told("converged " * 3, [1e-3, 1e-6, 1e-4], [9, 40, 20]).best == 0
    assert told("converged " * 3, [1e-3, 1e-6, 1e-4], [9, 40, 9]).best == 2
    assert told("converged trapped", [1e-3, -1e-3], [9, 5]).best == 0
    assert told("trapped trapped trapped", [0.5, 0.3, 0.3], [2, 40, 20]).best == 2
    assert told("crawling converged", [0.0, 1e-15], [-1, 80]).best == 1
    assert told("converged converged", [0.0, 0.0], [5, 0]).best == 1


def test_a_diverged_run_is_never_best_however_low_it_ended():
    answer = told("diverged crawling diverged diverged", [-5.0, 0.3, np.nan, np.inf], [-1] * 4)
    assert answer.best == 1
    assert answer.gaps.tolist() == [answer.rounding, 0.3, np.inf, np.inf]
    assert answer.sentence == (
        "Best for 100 steps: α = 0.2 is still moving 0.3 above the best known loss when the steps run out; "
        "no other value that does not diverge ends lower."
    )


WORDS = {
    "stays at the global minimum; no other value is there as soon.": ("converged converged", [0.1, 0.0], [0, 1]),
    "reaches the global minimum in 1 step; no other value is there as soon.": (
        "converged crawling",
        [2e-5, 0.0],
        [1, -1],
    ),
    "reaches the global minimum in 7 steps; 2 values end as low and as soon.": (
        "converged trapped converged",
        [0, 9, 0],
        [7, 3, 7],
    ),
    "reaches the global minimum in 7 steps; none of the 2 values that are there as soon ends lower.": (
        "converged trapped converged",
        [0, 9, 1e-3],
        [7, 3, 7],
    ),
    "reaches a local minimum in 30 steps and ends 0.001 below the best known loss; any other value that does not "
    "diverge ends higher.": ("trapped trapped diverged", [-1e-3, 0.5, -3.0], [30, 2, -1]),
    "reaches a local minimum in 7 steps; none of the 2 values that end as low is there sooner.": (
        "trapped trapped trapped",
        [1, 9, 1],
        [7, 3, 8],
    ),
    "reaches a local minimum in 4 steps and ends 0.5 above the best known loss; any other value ends higher.": (
        "trapped diverged",
        [0.5, np.inf],
        [4, -1],
    ),
    "is still bouncing at the best known loss when the steps run out; no other value ends lower.": (
        "oscillating oscillating",
        [0.0, 0.2],
        [-1, -1],
    ),
    "stalls 2 above the best known loss when the steps run out; no other value ends lower.": (
        "stalled crawling",
        [2.0, 2.5],
        [-1, -1],
    ),
}


@pytest.mark.parametrize("words", WORDS)
def test_the_sentence_about_the_best_notch(words):
    assert told(*WORDS[words]).sentence == f"Best for 100 steps: α = 0.1 {words}"


def test_of_minima_as_low_as_any_known_and_of_several_global_ones():
    low = ("converged crawling", [0.0, 0.1], [3, -1])
    assert "reaches a minimum as low as any known in 3 steps;" in told(*low, minimum=-1).sentence
    wells = Landscape.from_formula("(x^2 - 1)^2 + y^2")
    assert "reaches a global minimum in 3 steps;" in told(*low, landscape=wells).sentence


def test_the_best_notch_may_end_outside_the_view_from_the_first_step_on():
    answer = told("crawling crawling", [3.0, 5.0], [-1, -1], gone=[0, -1])
    assert "α = 0.1 is still moving outside the window, 3 above the best known loss" in answer.sentence
    answer = told("crawling crawling", [3.0, 5.0], [-1, -1], gone=[-1, 0])
    assert "α = 0.1 is still moving 3 above the best known loss" in answer.sentence


def test_what_overflowed_at_its_start_has_no_gap():
    assert told("diverged crawling", [1.0, 2.0], [-1, -1], overflowed=[0, -1]).gaps.tolist() == [np.inf, 2.0]
