"""An expression computes with what a run says of itself; no text of a lesson does harm or holds up a server."""

import time

import pytest

from lessons.expression import UnclearError, fill, holds
from lessons.facts import FACTS
from lessons.patience import LONGEST, TooLongError, check, patience
from lessons.run import known_of, runs_at


@pytest.fixture(scope="module")
def names():
    return known_of(runs_at("/?landscape=bowl&alpha=0.3&decay=1"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ 20 }} steps", "20 steps"),
        ("{{ 2 / 3 }}", "0.667"),
        ("{{ (2 / 3) | digits(1) }}, {{ (2 / 3) | percent }}", "0.7, 67\xa0%"),
        ("{{ 2**3 }} and {{ 7 % 4 * 3 }}", "8 and 9"),
        ("{{ run.alpha | plain }}", "0.3"),
        ("{{ [3, 1, 2] | max }}, {{ run.losses[0] == run.first_loss }}", "3, True"),
        ("{% raw %} {# and #} are signs like others", "{% raw %} {# and #} are signs like others"),
        ("a { brace } and $x^{2}$", "a { brace } and $x^{2}$"),
    ],
)
def test_an_expression_computes(names, text, said):
    assert fill(text, names) == said


@pytest.mark.parametrize(
    "expression",
    [
        "range(10**9) | list",
        "'a' * 10**9",
        "[1] * 10**9",
        "10**9 * 'a'",
        "9**9**9**9**9",
        "'%1000000000d' % 1",
        "'a'.ljust(10**9)",
        "'{:>1000000000}'.format(1)",
        "'a' | center(10**9)",
        "'a' | format",
        "1.5 | round(10**9)",
        "1.5 | digits(10**9)",
        "lipsum(10**9)",
        "dict(a=1)",
        "run.visit",
        "run['visit']",
        "[run] | map(attribute='visit') | first",
        "run.course.run",
        "run.trajectory.positions",
        "run.losses.tofile('x')",
        "run.findings",
        "run.runner",
        "run.along('learning_rate', [1])",
        "run.__class__",
        "run.at.__func__",
        "run._along",
        "run_at.__globals__",
        "run_at('/?steps=1000000000').loss",
        "verdicts.append(1)",
        "no.such",
        "1 +",
        "1 / 0",
        "sqrt(-1)",
        "sqrt('a')",
        "9" * 5000,
        "(" * 90 + "1" + ")" * 90 + "(" * 1000,
        "-" * 3000 + "1",
        "+".join(["1"] * 20_000),
    ],
    ids=lambda expression: expression[:40],
)
def test_what_an_expression_cannot_have_is_a_sentence(names, expression):
    begun = time.process_time()
    with pytest.raises(UnclearError):
        fill(f"{{{{ {expression} }}}}", names)
    with pytest.raises(UnclearError):
        holds(expression, names)
    assert time.process_time() - begun < LONGEST


def test_a_text_has_no_statements(names):
    with pytest.raises(UnclearError, match="no statements"):
        fill("\ue0101 for x in [1, 2] \ue0102{{ x }}\ue0101 endfor \ue0102", names)


def test_what_takes_long_is_left(names):
    with patience(0), pytest.raises(UnclearError, match="too long"):
        fill("{{ run.at(alpha=0.123).loss }}", names)
    with patience(0), pytest.raises(TooLongError), patience():
        check()
    check()


def test_every_fact_is_there():
    run = runs_at("/?landscape=tanh_neuron")[0]
    assert "verdict" in FACTS
    assert [fact for fact in FACTS if not hasattr(run, fact)] == []
