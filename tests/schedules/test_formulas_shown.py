"""The formula that is shown is the factor that is computed, in every convention."""

import numpy as np
import pytest
from blackboard import Rule, symbol

from knobs import knobs_of
from schedules import CONVENTIONS, SCHEDULES

CLASSES = {cls.__name__: cls for catalogue in CONVENTIONS.values() for cls in catalogue.values()}
IN_WORDS = ("MultiStep", "Plateau", "CosineRestarts", "Silver")  # their formulas count, and say in words what
READABLE = [cls for name, cls in CLASSES.items() if not any(part in name for part in IN_WORDS)]
VARIANTS = {
    variant: SCHEDULES[key]
    for catalogue in CONVENTIONS.values()
    for key, variant in catalogue.items()
    if variant is not SCHEDULES[key]
}
LETTERS = {"warmup_start": "s", "warmup_steps": "n", "cooldown_steps": "c"}
SAME_FORMULA = {"native", "code", "longest_wait"}


@pytest.mark.parametrize("other", [False, True])
@pytest.mark.parametrize("cls", READABLE, ids=lambda cls: cls.__name__)
def test_the_formula_shown_gives_the_factors_that_are_computed(cls, other):
    drawn = np.random.default_rng(list(cls.__name__.encode()))
    knobs = {name: drawn.choice(knob.notches()).item() for name, knob in knobs_of(cls).items()}
    schedule = cls(**(knobs if other else {}), horizon=40)
    values = {symbol(knob): getattr(schedule, name) for name, knob in knobs_of(cls).items() if knob.symbol}
    values |= {letter: getattr(schedule, name) for name, letter in LETTERS.items() if hasattr(schedule, name)}
    values |= {"f": schedule.final, "T": 40, r"\pi": np.pi}
    rule = Rule(schedule.latex, values)
    beyond = 40 if r"\min(t, T)" in cls.latex else 0
    for step in range(41 + beyond):
        rule.values["t"] = step
        with np.errstate(all="ignore"):  # in cases that do not apply
            assert rule.work_out() == pytest.approx(schedule(step), rel=1e-12, abs=1e-15), step


def test_multi_step_counts_the_milestones_that_its_formula_counts():
    for cls, sign in ((SCHEDULES["multi_step"], r"\le t"), (CONVENTIONS["keras"]["multi_step"], "< t")):
        schedule = cls(final=0.01, horizon=40, first=0.5, second=0.75)
        assert rf"\lfloor m_i T \rceil {sign}" in cls.latex
        compare = np.less_equal if sign == r"\le t" else np.less
        steps = np.arange(41)
        count = sum(compare(np.rint(share * 40), steps).astype(int) for share in (0.5, 0.75))
        np.testing.assert_allclose(schedule(steps), 0.01 ** (count / 2), rtol=1e-12)


@pytest.mark.parametrize("cls", CLASSES.values(), ids=CLASSES.keys())
def test_every_knob_with_a_symbol_stands_in_the_formula(cls):
    shown = cls.latex.replace("m_i", "m_1 m_2")
    assert [symbol(knob) for knob in knobs_of(cls).values() if knob.symbol and symbol(knob) not in shown] == []


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda cls: cls.__name__)
def test_a_variant_that_computes_otherwise_shows_a_formula_of_its_own(variant):
    computes = {name for name, value in vars(variant).items() if callable(value) or isinstance(value, property)}
    if {name for name in computes - SAME_FORMULA if name == "__call__" or not name.startswith("__")}:
        assert "latex" in vars(variant)
        assert variant.latex != VARIANTS[variant].latex


PLATEAUS = {  # by library: whether p losses suffice for a cut, whether this step's counts, and whether theta is a share
    "pytorch": (False, False, True),
    "keras": (True, False, False),
    "optax": (True, True, True),
}


@pytest.mark.parametrize("library", PLATEAUS)
def test_plateau_cuts_when_its_words_say(library):
    soon, at_once, share = PLATEAUS[library]
    cls = CONVENTIONS[library]["plateau"]
    assert (r"\text{more than } p" in cls.latex) == (not soon)
    assert ("up to step" in cls.latex) == at_once
    assert (r"(1 - \theta)\, b" in cls.latex) == share
    assert ("by a share" in cls.lesson) == share
    schedule = cls(final=0.01, patience=3, factor=0.5)
    for level in (1.0, -1.0):
        memory, factors = schedule.init(1), []
        for loss in [level] * 30:
            factor, memory = schedule.update(np.array([loss]), memory)
            factors.append(factor[0])
        if level < 0 and share:
            assert set(factors) == {1.0}
        else:
            missed = 3 if soon else 4  # the first loss of all is the best so far
            assert factors.index(0.5) == missed + (0 if at_once else 1)
