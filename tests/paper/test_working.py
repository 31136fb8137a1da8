"""Every line of a step's working, read back from its LaTeX and worked out again by a calculator of this file's own."""

import re
import sys
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pytest

from descent import descend
from descent.anatomy import Witness
from landscapes import LANDSCAPES
from optimizers import CONVENTIONS, OPTIMIZERS
from paper.working import LONGEST, fill_in
from schedules import SCHEDULES

COSINE, CONSTANT = SCHEDULES["cosine"](final=0.05, horizon=50), SCHEDULES["constant"]()
CLASSES = {cls.__name__: cls for catalogue in CONVENTIONS.values() for cls in catalogue.values()}
EVERY = pytest.mark.parametrize("optimizer", [cls() for cls in CLASSES.values()], ids=CLASSES.keys())
ROSENBROCK, HIMMELBLAU = LANDSCAPES["rosenbrock"], LANDSCAPES["himmelblau"]
NUMBER = r"-?(?:\d+(?:\.\d+)?(?:\\times10\^\{-?\d+\})?|10\^\{-?\d+\}|\\infty|\\text\{nan\})"


class Calculator:
    """Works out what a line's LaTeX says, from left to right and with the usual precedence."""

    TOKENS = re.compile(
        r"\s*(\d+(?:\.\d+)?(?:\\times10\^\{-?\d+\})?|\\partial_(?:\w|\{\w\w\}) f|f"
        r"|\\operatorname\{sign\}|\\text\{nan\}|\\left|\\right|\\\w+|\\ |.)"
    )

    def __init__(self, text, landscape):
        self.landscape = landscape
        self.tokens = [token for token in self.TOKENS.findall(text) if token not in ("\\left", "\\right", "\\ ")]

    def work_out(self):
        value = self.sum()
        assert not self.tokens, f"left over: {self.tokens}"
        return value

    def next(self, *expected):
        token = self.tokens.pop(0)
        assert not expected or token in expected, f"{token} where {expected} belongs"
        return token

    def peek(self):
        return self.tokens[0] if self.tokens else ""

    def sum(self):
        value = self.product()
        while self.peek() in ("+", "-"):
            value = value + self.product() if self.next() == "+" else value - self.product()
        return value

    def product(self):
        value = self.power()
        while self.peek() == r"\cdot":
            self.next()
            value = value * self.power()
        return value

    def power(self):
        if self.peek() == "-":
            self.next()
            return -self.power()
        value = self.atom()
        if self.peek() == "^":
            self.next()
            value = value ** self.group("{", "}")
        return value

    def group(self, opening, closing):
        self.next(opening)
        value = self.sum()
        self.next(closing)
        return value

    def arguments(self):
        self.next("(")
        values = [self.sum()]
        while self.next(",", ")") == ",":
            values.append(self.sum())
        return values

    def atom(self):
        token = self.next()
        if token[0].isdigit():
            return np.float64(token.replace(r"\times10^{", "e").rstrip("}"))
        if token == "(":
            self.tokens.insert(0, token)
            return self.group("(", ")")
        if token == "|":
            value = self.sum()
            self.next("|")
            return np.abs(value)
        if token == r"\frac":
            return self.group("{", "}") / self.group("{", "}")
        if token == r"\sqrt":
            return np.sqrt(self.group("{", "}"))
        if token in (r"\max", r"\min"):
            return (np.maximum if token == r"\max" else np.minimum)(*self.arguments())
        if token == r"\operatorname{sign}":
            return np.sign(*self.arguments())
        if token in (r"\infty", r"\text{nan}"):
            return np.float64("inf" if token == r"\infty" else "nan")
        if token == "f":
            return self.landscape.loss(*self.arguments())
        slopes = re.fullmatch(r"\\partial_\{?(\w+)\}? f", token)
        assert slopes, f"what is {token}?"
        axes = tuple("xy".index(axis) for axis in slopes[1])
        derivative = self.landscape.gradient if len(axes) == 1 else self.landscape.hessian
        return derivative(*self.arguments())[axes]


class Line(NamedTuple):
    symbol: str
    arrow: bool
    expression: str
    result: str
    reasons: list[str]

    @classmethod
    def read(cls, text):
        text, _, reasons = text.partition(r"\quad\text{as } ")
        symbol, arrow, right = re.fullmatch(r"(.+?) (=|\\leftarrow) (.+)", text).groups()
        expression, _, result = right.rpartition(" = ")
        return cls(symbol, arrow == r"\leftarrow", expression or result, result, reasons.split(r",\ "))

    @property
    def value(self):
        return value_of(self.result)


def value_of(number):
    return Calculator(number, None).work_out()


def half_a_unit(number):
    """Half of what the last digit of a printed number stands for; zeros at the end are not printed."""
    mantissa = re.fullmatch(r"-?([\d.]+)?(?:\\times)?(?:10\^\{-?\d+\})?", number)[1]
    value = abs(float(value_of(number)))
    digits = len((mantissa or "1").replace(".", "").lstrip("0"))
    return 0.5 * 10.0 ** (np.floor(np.log10(value)) + 1 - max(digits, 4)) if value else 0.0


def same(value, number):
    printed = value_of(number)
    if not np.isfinite(printed):
        return value == printed or (np.isnan(value) and np.isnan(printed))
    return abs(value - printed) <= half_a_unit(number) * (1 + 1e-3)


def holds(reason, landscape):
    left, relation, right = re.fullmatch(r"(.+) (\\not<|\\not>|\\not=|\\ge|\\le|\\ne|<|>|=) (.+)", reason).groups()
    left, right = (Calculator(side, landscape).work_out() for side in (left, right))
    return {
        "<": left < right,
        ">": left > right,
        "=": left == right,
        r"\ge": left >= right,
        r"\le": left <= right,
        r"\ne": left != right,
    }.get(relation, np.isnan(left) or np.isnan(right))


def check(landscape, optimizer, schedule, start, rate, step, noise=0.0, seed=0):
    """Every line comes out, every reason holds, and the last two lines lead where the run went."""
    arguments = (landscape, optimizer, schedule, start, rate)
    lines = [Line.read(text) for text in fill_in(*arguments, step, noise=noise, seed=seed)]
    with np.errstate(all="ignore"):
        for line in lines:
            assert same(Calculator(line.expression, landscape).work_out(), line.result), line
            assert all(holds(reason, landscape) for reason in line.reasons if reason), line
    witness = Witness(optimizer)
    run = descend(landscape, witness, schedule, start, rate, step + 1, noise, seed)
    assert [line.symbol for line in lines[-2:]] == ["x", "y"]
    assert all(same(value, line.result) for value, line in zip(run.positions[-1, :, 0], lines[-2:], strict=True))
    check_memory(lines, *witness.states[-2:])
    return lines


def check_memory(lines, before, after):
    """All that the optimizer keeps and that has changed stands on the left of an arrow."""
    kept = [line.result for line in lines if line.arrow]
    for (name, old), (_, new) in zip(flatten(before), flatten(after), strict=True):
        if name not in {"rate", "position", "gradient"}:
            for was, is_now in zip(np.ravel(old), np.ravel(new), strict=True):
                assert was == is_now or any(same(is_now, number) for number in kept), name


def flatten(state):
    for name, part in zip(getattr(state, "_fields", ()), state, strict=True):
        yield from flatten(part) if isinstance(part, tuple) else [(name, part)]


@EVERY
@pytest.mark.parametrize("step", [0, 1, 6, 45])
def test_every_line_comes_out_and_the_last_ones_are_the_next_point(optimizer, step):
    check(ROSENBROCK, optimizer, COSINE, (-1.2, 1.3), optimizer.suggested_rate(ROSENBROCK), step)
    check(HIMMELBLAU, optimizer, CONSTANT, (-3.7, -1.3), 2 * optimizer.suggested_rate(HIMMELBLAU), step, 3.0, seed=5)


@EVERY
def test_a_run_that_settled_and_a_run_that_blew_up_are_written_as_truly(optimizer):
    check(HIMMELBLAU, optimizer, CONSTANT, (2.9, 2.1), optimizer.suggested_rate(HIMMELBLAU), 300)
    for step in (2, 5, 30):
        check(ROSENBROCK, optimizer, CONSTANT, (-1.2, 1.3), 1e6, step)


@EVERY
def test_lines_fit_a_page_and_brackets_are_closed(optimizer):
    for landscape, step in ((ROSENBROCK, 12), (HIMMELBLAU, 3)):
        rate = optimizer.suggested_rate(landscape)
        for text in fill_in(landscape, optimizer, COSINE, (-1.21, 1.3), rate, step, noise=0.5):
            assert len(Line.read(text).expression) <= LONGEST
            depth = np.cumsum([(sign == "{") - (sign == "}") for sign in text])
            assert depth.min() >= 0
            assert depth[-1] == 0
            assert text.count(r"\left") - text.count(r"\leftarrow") == text.count(r"\right")


@pytest.mark.parametrize("key", ["momentum", "adam", "radam", "prodigy", "rprop"])
def test_knobs_off_their_defaults_are_the_numbers_that_are_shown(key):
    knobs = {"momentum": {"momentum": 0.87654321}, "rprop": {"growth": 1.35}}.get(key, {"beta1": 0.77, "beta2": 0.9123})
    lines = check(HIMMELBLAU, OPTIMIZERS[key](**knobs), CONSTANT, (-3.7, -1.3), 0.013, 4)
    written = " ".join(line.expression for line in lines)
    assert all(str(value) in written for value in knobs.values())


def test_adam_reads_as_one_would_write_it():
    bowl = LANDSCAPES["ravine"].from_formula("x**2 + 4*y**2")
    assert fill_in(bowl, OPTIMIZERS["adam"](), CONSTANT, (3.0, -0.5), 0.1, 0) == [
        r"g_x = \partial_x f(3,\ -0.5) = 6",
        r"g_y = \partial_y f(3,\ -0.5) = -4",
        r"m_x \leftarrow 0.9 \cdot 0 + (1 - 0.9) \cdot 6 = 0.6",
        r"m_y \leftarrow 0.9 \cdot 0 + (1 - 0.9) \cdot (-4) = -0.4",
        r"v_x \leftarrow 0.999 \cdot 0 + (1 - 0.999) \cdot 6^{2} = 0.036",
        r"v_y \leftarrow 0.999 \cdot 0 + (1 - 0.999) \cdot (-4)^{2} = 0.016",
        r"\hat m_x = \frac{0.6}{1 - 0.9} = 6",
        r"\hat m_y = \frac{-0.4}{1 - 0.9} = -4",
        r"\hat v_x = \frac{0.036}{1 - 0.999} = 36",
        r"\hat v_y = \frac{0.016}{1 - 0.999} = 16",
        r"\Delta_x = \frac{6}{\sqrt{36} + 10^{-8}} = 1",
        r"\Delta_y = \frac{-4}{\sqrt{16} + 10^{-8}} = -1",
        r"x \leftarrow 3 - 0.1 \cdot 1 = 2.9",
        r"y \leftarrow -0.5 - 0.1 \cdot (-1) = -0.4",
    ]


def test_schedule_and_noise_have_lines_of_their_own():
    lines = check(HIMMELBLAU, OPTIMIZERS["gradient_descent"](), COSINE, (-3.7, -1.3), 0.01, 10, noise=3.0, seed=2)
    g, _, alpha, *_ = lines
    assert re.fullmatch(rf"\\partial_x f\(.*\) \+ \(?{NUMBER}\)?", g.expression)
    assert (alpha.symbol, alpha.expression[:11]) == (r"\alpha", r"0.01 \cdot ")


def test_a_step_too_small_for_four_digits_is_seen():
    *_, x, _ = check(HIMMELBLAU, OPTIMIZERS["gradient_descent"](), CONSTANT, (-3.7, -1.3), 1e-7, 0)
    assert (x.expression, x.result) == (r"-3.7 - 10^{-7} \cdot (-38.592)", "-3.699996")


def test_a_line_has_no_more_digits_than_it_takes_to_come_out():
    for step in range(1, 12):
        _, _, *lines = check(ROSENBROCK, OPTIMIZERS["momentum"](), CONSTANT, (-1.2, 1.3), 1e-4, step)
        written = " ".join(line.expression for line in lines)
        assert all(len(found.replace(".", "").lstrip("0")) <= 7 for found in re.findall(r"\d+\.\d+", written))


def test_a_branch_says_why_it_was_taken():
    lines = fill_in(ROSENBROCK, OPTIMIZERS["rprop"](), CONSTANT, (-1.2, 1.3), 0.1, 1)
    reasons = {line.partition(r"\quad\text{as } ")[2] for line in lines}
    assert any(re.fullmatch(rf"{NUMBER} [<>] 0", reason) for reason in reasons)
    trusted = fill_in(ROSENBROCK, OPTIMIZERS["radam"](), CONSTANT, (-1.2, 1.3), 1e-3, 1)
    assert trusted[-3].startswith(r"\Delta_y")
    assert r"\le 5" in trusted[-3]


@dataclass(frozen=True)
class Strange:
    """An optimizer whose functions and lengths no other one has."""

    strength: float = 0.5

    def init(self, position):
        return ()

    def update(self, here, state, step):
        size = np.linalg.norm(here.gradient, axis=0)
        turned = np.einsum("ij,jr->ir", np.array([[0.0, -1.0], [1.0, 0.0]]), here.gradient)
        direction = here.gradient / (size + 1)
        for power in range(2, 12):
            direction = direction + self.strength * np.tanh(here.gradient / size) ** power / (power + size)
        return direction + 0.25 * turned, state


def test_a_function_without_an_expression_is_named_and_a_long_expression_broken():
    lines = [Line.read(text) for text in fill_in(ROSENBROCK, Strange(), CONSTANT, (-1.2, 1.3), 1e-3, 2)]
    run = descend(ROSENBROCK, Strange(), CONSTANT, (-1.2, 1.3), 1e-3, 3)
    assert all(same(value, line.result) for value, line in zip(run.positions[-1, :, 0], lines[-2:], strict=True))
    written = {line.symbol: line.expression for line in lines}
    assert written[r"\text{size}"] == r"\operatorname{norm}(\ldots)"
    assert written[r"\text{turned}_x"] == r"\operatorname{einsum}(\ldots)"
    assert "q_1" in written
    assert any(r"\operatorname{tanh}" in expression for expression in written.values())
    assert max(map(len, written.values())) <= LONGEST


def test_nothing_listens_on_after_the_trace():
    fill_in(ROSENBROCK, OPTIMIZERS["adam"](), CONSTANT, (-1.2, 1.3), 0.1, 1)
    assert sys.getprofile() is None


def test_several_runs_at_once_are_refused():
    with pytest.raises(ValueError, match="One run at a time"):
        fill_in(ROSENBROCK, OPTIMIZERS["adam"](beta1=np.array([0.8, 0.9])), CONSTANT, (-1.2, 1.3), 0.1, 1)
