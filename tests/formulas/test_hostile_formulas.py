"""Hostile texts cost little time and memory, whatever is then asked of them."""

import contextlib
import time
import tracemalloc

import numpy as np
import pytest
from sympy.core.cache import clear_cache

import formulas.formula as formula_module
from formulas.formula import FormulaError, parse
from landscapes import LANDSCAPES

MOST_COST = 15  # times the catalogue's longest formula, which takes a tenth of a second; the worst text here takes 6

HOSTILE = {
    "tower": "9**9**9**9",
    "tower of cancelled variables": "(x-x+9)^(x-x+9)^(x-x+9)^(x-x+9)",
    "factors of growing powers": "((((1e99*x)^100)^100)^100)^100",
    "cancelled exponentials": "exp(1e99 - x)*exp(x)*exp(exp(1e99 - x)*exp(x))",
    "brackets": "(" * 10_000,
    "short brackets": "(" * 900 + "x" + ")" * 50,
    "bars": "|" * 1000,
    "long": "x+" * 50_000,
    "long number": "1" * 100_000,
    "long name": "a" * 100_000,
    "longest name": "a" * 1000,
    "attributes": "().__class__.__bases__[0].__subclasses__()",
    "import": "__import__('os').system('true')",
    "lambda": "(lambda: x)()",
    "look-alikes": "ｓｉｎ(ｘ)",
    "null": "x\x00",
    "minus signs": "-" * 1000,
    "powers": "^".join(["x"] * 200),
    "powers of sums": "^".join(["(x+y)"] * 12),
    "product": "*".join(f"(x+{k}y)" for k in range(50)),
    "product of sines": "*".join(f"sin({k}x*y)" for k in range(1, 12)),
    "quotient": "/".join(["(x+y)"] * 60),
    "nested exponentials": "exp(" * 22 + "x*y" + ")" * 22,
    "nested squares": "(" * 19 + "x+y" + ")^2" * 19,
    "nested sums and squares": "(" * 16 + "x+y" + "^2+x)" * 16,
    "nested roots": "sqrt(x+y*" * 7 + "x" + ")" * 7,
    "continued fraction": "1/(x+y*" * 7 + "x" + ")" * 7,
    "many terms": "+".join(f"x^{k}*sin(y)" for k in range(40)),
    "large numbers": "*".join(["1e99"] * 60) + "*x",
    "small numbers": "x" + "/1e99" * 60,
    "undefined": "0/0 + x",
    "never defined": "log(-1 - x^2) + sqrt(-1 - y^2)",
    "nan by name": "nan + inf",
    "nested maxima": "max(x*y," * 7 + "x" + ")" * 7,
    "many maxima": f"max({','.join(f'sin({k}x*y)' for k in range(11))})",
    "product of maxima": "".join(f"max(x*y,{k})" for k in range(9)),
    "nested choices": "if(x<y,sin(x*y)," * 28 + "x" + ")" * 28,
    "nested conditions": "if(" * 24 + "x" + "<y,x*y,exp(x*y))" * 24,
    "many choices": "x<y?1:" * 200 + "x",
    "chained comparisons": f"if({'<'.join(['x'] * 190)},1,2)",
    "nested cube roots": "cbrt(x+y*" * 9 + "x" + ")" * 9,
    "nested hyperbolic tangents": "tanh(" * 13 + "x*y" + ")" * 13,
    "sum of sigmoids": "+".join(f"sigmoid({k}x*y)" for k in range(28)),
    "sum of powers": "+".join(f"(x+{k})^y" for k in range(28)),
    "bars that pair in many ways": "|" + "x|" * 199,
    "nested bars": "|x-" * 39 + "y" + "|" * 39,
    "products of bars": "|x|" * 60,
    "fractions": r"\frac{1}{" * 39 + "x" + "}" * 39,
    "exponents in brackets": "(x^" * 39 + "x" + ")" * 39,
    "functions without brackets": "sin " * 300 + "x",
    "questions within questions": "1/2x^2x" * 50,
    "names": "xy" * 400,
    "module": "np." * 300 + "sin(x)",
    "remainders": "mod(" * 39 + "x" + ",2)" * 39,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_read_or_refused_within_a_few_megabytes(name):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formula_module, "_formula", formula_module._formula.__wrapped__)
        patch.setattr(formula_module, "_derivation", formula_module._derivation.__wrapped__)
        tracemalloc.start()
        with contextlib.suppress(FormulaError):
            parse(HOSTILE[name])
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 5e6


def use(text, names=()):
    """Read a formula and ask all that is asked of one; seconds of CPU, with nothing remembered from before."""
    clear_cache()
    formula_module._formula.cache_clear()
    formula_module._derivation.cache_clear()
    began = time.process_time()
    with contextlib.suppress(FormulaError):
        formula = parse(text, dict.fromkeys(names, 1.0))
        for value in (formula.loss(0.3, 0.4), formula.gradient(0.3, 0.4), formula.hessian(0.3, 0.4)):
            assert np.asarray(value).dtype == float
        assert formula.latex
        assert formula.gradient_latex
    return time.process_time() - began


@pytest.fixture(scope="module")
def longest_formula():
    """What the catalogue's most expensive formula costs on this machine, a measure that a slow one stretches too."""
    return min(use(LANDSCAPES["goldstein_price"].formula) for _ in range(3))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_costs_no_more_than_a_few_honest_ones(name, longest_formula):
    assert use(HOSTILE[name]) < MOST_COST * longest_formula


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_refused_in_one_short_sentence_if_it_is(name):
    refusal = "It is read.)."
    try:
        parse(HOSTILE[name])
    except FormulaError as error:
        refusal = str(error)
    assert len(refusal) < 220
    assert refusal.isprintable()
    assert refusal.endswith(").")
