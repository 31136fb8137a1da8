"""The rule that is shown is the rule that is followed: every formula, read back from its LaTeX, walks the same path."""

from dataclasses import fields

import numpy as np
import pytest
from blackboard import Rule, symbol
from surfaces import SURFACES

from descent import descend
from knobs import knobs_of
from optimizers import CONVENTIONS, OPTIMIZERS
from schedules import SCHEDULES

HIMMELBLAU, CONSTANT, START = SURFACES["himmelblau"], SCHEDULES["constant"](), np.array([-3.7, -1.3])
CLASSES = {cls.__name__: cls for catalogue in CONVENTIONS.values() for cls in catalogue.values()}
IN_WORDS_OR_MATRICES = {"Newton", "Backtracking", "BFGS"}  # proven against their definitions elsewhere
READABLE = [cls for name, cls in CLASSES.items() if name not in IN_WORDS_OR_MATRICES]
UNSHOWN_KNOBS = {"epsilon": r"\epsilon", "weight_decay": r"\lambda"}  # fields that have a symbol, and a knob or none
VARIANTS = {
    variant: OPTIMIZERS[key]
    for catalogue in CONVENTIONS.values()
    for key, variant in catalogue.items()
    if variant is not OPTIMIZERS[key]
}
SAME_RULE = {"native", "suggested_rate", "scale", "memory_span", "stability_bound", "knowing"}


def write_down(optimizer, rate) -> Rule:
    """The rule before the first step: knobs, α, and the start for all that is a point."""
    values = {symbol(knob): getattr(optimizer, name) for name, knob in knobs_of(type(optimizer)).items()}
    values |= {sign: getattr(optimizer, name) for name, sign in UNSHOWN_KNOBS.items() if hasattr(optimizer, name)}
    values |= {"w": START, "w_0": START, "z": START, r"\alpha": rate, r"\alpha_{\max}": rate}
    values[r"f_{\min}"] = HIMMELBLAU.minimum_value
    functions = {"f": lambda point: HIMMELBLAU.loss(*point), r"\nablaf": lambda point: HIMMELBLAU.gradient(*point)}
    rule = Rule(optimizer.latex, values, functions)
    for name, _ in rule.statements:
        values.setdefault(name, np.zeros(2))
    rule.begin()
    return rule


def walk(rule, steps):
    path = [START]
    for step in range(steps):
        rule.values["t"], rule.values["g"] = step + 1, HIMMELBLAU.gradient(*rule.values["w"])
        with np.errstate(all="ignore"):
            rule.work_out()
        path.append(rule.values["w"])
    return path


@pytest.mark.parametrize("off_default", [False, True])
@pytest.mark.parametrize("cls", READABLE, ids=lambda cls: cls.__name__)
def test_the_formula_shown_walks_where_the_optimizer_does(cls, off_default):
    drawn = np.random.default_rng(list(cls.__name__.encode()))
    knobs = {name: float(drawn.choice(knob.notches()[2:-2])) for name, knob in knobs_of(cls).items()}
    coarse = {name: 0.03 for name in ("epsilon", "weight_decay") if name in {field.name for field in fields(cls)}}
    optimizer = cls(**(coarse | knobs)) if off_default else cls()
    rate = float(optimizer.suggested_rate(HIMMELBLAU)) * 1.5
    trajectory = descend(HIMMELBLAU, optimizer, CONSTANT, START, rate, 12)
    np.testing.assert_allclose(walk(write_down(optimizer, rate), 12), trajectory.positions[..., 0], rtol=1e-9)


@pytest.mark.parametrize("cls", CLASSES.values(), ids=CLASSES.keys())
def test_every_knob_with_a_symbol_stands_in_the_formula(cls):
    assert [symbol(knob) for knob in knobs_of(cls).values() if symbol(knob) not in cls.latex] == []


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda cls: cls.__name__)
def test_a_variant_that_computes_otherwise_shows_a_formula_of_its_own_without_knobs_that_it_lacks(variant):
    computes = {name for name, value in vars(variant).items() if callable(value) or isinstance(value, property)}
    changes = {name for name in computes - SAME_RULE if not name.startswith("__")}
    assert not changes or "latex" in vars(variant)
    assert not changes or variant.latex != VARIANTS[variant].latex
    lacking = {symbol(knob) for knob in knobs_of(VARIANTS[variant]).values()}
    lacking -= {symbol(knob) for knob in knobs_of(variant).values()}
    assert not [sign for sign in lacking if sign in variant.latex]
