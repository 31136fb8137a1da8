"""Every line of a step's working, read back from its LaTeX and worked out again by a calculator of the tests' own."""

import re
import sys
from dataclasses import dataclass

import numpy as np
import pytest
from calculator import NUMBER, Calculator, Line, holds, same
from points import straight_line

from descent import descend
from descent.anatomy import watch
from descent.setting import Course, Runner
from landscapes import LANDSCAPES
from optimizers import CONVENTIONS, OPTIMIZERS, Optimizer
from paper.working import LONGEST, fill_in
from schedules import SCHEDULES

COSINE, CONSTANT = SCHEDULES["cosine"](final=0.05, horizon=50), SCHEDULES["constant"]()
CLASSES = {cls.__name__: cls for catalogue in CONVENTIONS.values() for cls in catalogue.values()}
EVERY = pytest.mark.parametrize("optimizer", [cls() for cls in CLASSES.values()], ids=CLASSES.keys())
ROSENBROCK, HIMMELBLAU = LANDSCAPES["rosenbrock"], LANDSCAPES["himmelblau"]


def write_out(landscape, optimizer, schedule, start, rate, step, **noise):
    """The lines of a step, and the run and the memoir that they are from."""
    course, runner = Course(landscape, start, step + 1, **noise), Runner(optimizer, schedule, rate)
    memoir, run = watch(course, runner)
    return fill_in(course, runner, memoir, step), run, memoir


def lines_of(*arguments, **noise):
    return write_out(*arguments, **noise)[0]


def check(landscape, optimizer, schedule, start, rate, step, noise=0.0, seed=0):
    """Every line comes out, every reason holds, and the last two lines lead where the run went."""
    texts, run, memoir = write_out(landscape, optimizer, schedule, start, rate, step, noise=noise, seed=seed)
    lines = [Line.read(text) for text in texts]
    with np.errstate(all="ignore"):
        for line in lines:
            assert same(Calculator(line.expression, landscape).work_out(), line.result), line
            assert all(holds(reason, landscape) for reason in line.reasons if reason), line
    assert [line.symbol for line in lines[-2:]] == ["x", "y"]
    assert all(same(value, line.result) for value, line in zip(run.positions[-1, :, 0], lines[-2:], strict=True))
    check_memory(lines, memoir.state(step), memoir.state(step + 1))
    return lines


def check_memory(lines, before, after):
    """All that the optimizer keeps and that has changed stands on the left of an arrow."""
    kept = [line.result for line in lines if line.arrow]
    for (name, old), (_, new) in zip(flatten(before), flatten(after), strict=True):
        if name not in {"rate", "position", "gradient", "first", "taken"}:
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


def test_a_step_of_no_length_leads_where_it_started():
    lines = lines_of(ROSENBROCK, OPTIMIZERS["gradient_descent"](), CONSTANT, (-1.25, 1.5), 0.0, 0)
    assert lines[-2:] == [r"x \leftarrow -1.25", r"y \leftarrow 1.5"]


@EVERY
def test_a_run_that_settled_and_a_run_that_blew_up_are_written_as_truly(optimizer):
    check(HIMMELBLAU, optimizer, CONSTANT, (2.9, 2.1), optimizer.suggested_rate(HIMMELBLAU), 300)
    for step in (2, 5, 30):
        check(ROSENBROCK, optimizer, CONSTANT, (-1.2, 1.3), 1e6, step)


@EVERY
def test_lines_fit_a_page_and_brackets_are_closed(optimizer):
    for landscape, step in ((ROSENBROCK, 12), (HIMMELBLAU, 3)):
        rate = optimizer.suggested_rate(landscape)
        for text in lines_of(landscape, optimizer, COSINE, (-1.21, 1.3), rate, step, noise=0.5):
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
    assert lines_of(bowl, OPTIMIZERS["adam"](), CONSTANT, (3.0, -0.5), 0.1, 0) == [
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


@pytest.mark.parametrize("key", ["gradient_descent", "adam", "polyak", "newton", "backtracking"])
def test_a_step_that_sees_a_few_points_is_worked_out_with_the_loss_of_those(key):
    line, step, optimizer = straight_line(), 5, OPTIMIZERS[key]()
    course = Course(line, line.start, step + 1, noise=0.1, seed=2, batch_size=3, label_noise=0.2)
    memoir, run = watch(course, Runner(optimizer, COSINE, 0.3))
    lines = [Line.read(text) for text in fill_in(course, Runner(optimizer, COSINE, 0.3), memoir, step)]
    seen = course.sight(step)
    for one in lines:
        assert same(Calculator(one.expression, seen).work_out(), one.result), one
        assert " f(" not in one.expression
    assert re.fullmatch(rf"\\partial_x f_B\(.*\) \+ \(?{NUMBER}\)?", lines[0].expression)
    assert all(same(value, one.result) for value, one in zip(run.positions[-1, :, 0], lines[-2:], strict=True))


def test_a_step_too_small_for_four_digits_is_seen():
    *_, x, _ = check(HIMMELBLAU, OPTIMIZERS["gradient_descent"](), CONSTANT, (-3.7, -1.3), 1e-7, 0)
    assert (x.expression, x.result) == (r"-3.7 - 10^{-7} \cdot (-38.592)", "-3.699996")


def test_a_line_has_no_more_digits_than_it_takes_to_come_out():
    for step in range(1, 12):
        _, _, *lines = check(ROSENBROCK, OPTIMIZERS["momentum"](), CONSTANT, (-1.2, 1.3), 1e-4, step)
        written = " ".join(line.expression for line in lines)
        assert all(len(found.replace(".", "").lstrip("0")) <= 7 for found in re.findall(r"\d+\.\d+", written))


def test_a_branch_says_why_it_was_taken():
    lines = lines_of(ROSENBROCK, OPTIMIZERS["rprop"](), CONSTANT, (-1.2, 1.3), 0.1, 1)
    reasons = {line.partition(r"\quad\text{as } ")[2] for line in lines}
    assert any(re.fullmatch(rf"{NUMBER} [<>] 0", reason) for reason in reasons)
    trusted = lines_of(ROSENBROCK, OPTIMIZERS["radam"](), CONSTANT, (-1.2, 1.3), 1e-3, 1)
    assert trusted[-3].startswith(r"\Delta_y")
    assert r"\le 5" in trusted[-3]


@dataclass(frozen=True)
class Strange(Optimizer):
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
    lines = [Line.read(text) for text in lines_of(ROSENBROCK, Strange(), CONSTANT, (-1.2, 1.3), 1e-3, 2)]
    run = descend(ROSENBROCK, Strange(), CONSTANT, (-1.2, 1.3), 1e-3, 3)
    assert all(same(value, line.result) for value, line in zip(run.positions[-1, :, 0], lines[-2:], strict=True))
    written = {line.symbol: line.expression for line in lines}
    assert written[r"\text{size}"] == r"\operatorname{norm}(\ldots)"
    assert written[r"\text{turned}_x"] == r"\operatorname{einsum}(\ldots)"
    assert "q_1" in written
    assert any(r"\operatorname{tanh}" in expression for expression in written.values())
    assert max(map(len, written.values())) <= LONGEST


def test_nothing_listens_on_after_the_trace():
    lines_of(ROSENBROCK, OPTIMIZERS["adam"](), CONSTANT, (-1.2, 1.3), 0.1, 1)
    assert sys.getprofile() is None


def test_several_runs_at_once_are_refused():
    with pytest.raises(ValueError, match="One run at a time"):
        lines_of(ROSENBROCK, OPTIMIZERS["adam"](beta1=np.array([0.8, 0.9])), CONSTANT, (-1.2, 1.3), 0.1, 1)


def test_rprop_of_optax_moves_by_what_it_planned_as_its_formula_says():
    rprop = CONVENTIONS["optax"]["rprop"]()
    assert r"w - p \text{ where } q \ge 0" in rprop.latex
    first = [Line.read(text) for text in lines_of(ROSENBROCK, rprop, CONSTANT, (-1.2, 1.3), 0.1, 0)]
    assert [line.result for line in first[-2:]] == ["-1.2", "1.3"]  # nothing is planned yet
    planned = {line.symbol: line.result for line in first if line.arrow}
    second = [Line.read(text) for text in lines_of(ROSENBROCK, rprop, CONSTANT, (-1.2, 1.3), 0.1, 1)]
    moved = {line.symbol: line.result for line in second if "move" in line.symbol}
    assert list(moved.values()) == [planned["p_x"], planned["p_y"]] == ["-0.1", "-0.1"]


@EVERY
def test_what_an_optimizer_keeps_is_called_as_in_its_formula(optimizer):
    lines = [Line.read(text) for text in lines_of(HIMMELBLAU, optimizer, CONSTANT, (-3.7, -1.3), 0.01, 3)]
    kept = {re.sub(r"_(\w|\{\w+\})$", "", line.symbol) for line in lines if line.arrow} - {"x", "y"}
    counts = {"A", r"\alpha_{\max}"} if "KerasScheduleFree" in type(optimizer).__name__ else set()  # its A is t
    assert [symbol for symbol in kept - counts if symbol not in optimizer.latex] == []
