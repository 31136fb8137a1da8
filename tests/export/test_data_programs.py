"""Programs of landscapes that are made of data: executed here, by stand-ins for their libraries."""

import ast
import contextlib
import io
import sys
from dataclasses import replace

import numpy as np
import pytest
import stand_in_libraries
from grounds import ground_of_data

from descent.setting import Course, Runner
from export import program, programs
from export.call import LONGEST_LINE
from export.nearest import Yardstick
from export.program import WITHOUT_NOISE
from landscapes.data import Data
from libraries import LIBRARIES
from optimizers import CONVENTIONS
from schedules import SCHEDULES

LINE, CURVE, CLASSES = map(ground_of_data, ("points on a line", "points on a curve", "points of two classes"))
CONSTANT = SCHEDULES["constant"]()
SEEN = {
    "all points": {},
    "uneven batches": {"batch_size": 6, "seed": 3},
    "even batches": {"batch_size": 4, "seed": 8},
    "one point": {"batch_size": 1, "seed": 5},
    "as many points as there are": {"batch_size": 16},
    "label noise": {"label_noise": 0.4, "seed": 2},
    "batches with label noise": {"label_noise": 0.4, "batch_size": 6, "seed": 2},
}


def descent(rate=0.1):
    return Runner(CONVENTIONS["pytorch"]["gradient_descent"](), CONSTANT, rate)


def execute(text, library, monkeypatch):
    """What the program prints, line by line, and all that it has made."""
    for name, module in stand_in_libraries.LIBRARIES[library]().items():
        monkeypatch.setitem(sys.modules, name, module)
    made, out = {}, io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(text, "program", "exec"), made)
    return out.getvalue().strip().split("\n"), made


@pytest.mark.parametrize("seen", SEEN.values(), ids=SEEN)
@pytest.mark.parametrize("landscape", [LINE, CURVE, CLASSES], ids=["line", "curve", "classes"])
@pytest.mark.parametrize("library", LIBRARIES)
def test_a_program_goes_the_very_way_of_the_page(library, landscape, seen, monkeypatch):
    course = Course(landscape, landscape.start, 23, **seen)
    text, remark = program(library, course, descent())
    (*_, verdict, held_back), made = execute(text, library, monkeypatch)
    run = course.run(descent())
    np.testing.assert_allclose(made["end"], run.positions[-1, :, 0], rtol=1e-13, atol=1e-13)
    assert (verdict, remark) == ("They agree.", "")
    loss, words = held_back.split(" ", 1)
    assert float(loss) == pytest.approx(landscape.validation_surface.loss(*run.positions[-1, :, 0]), rel=1e-5)
    assert words == "is the loss there on the points that were held back."


@pytest.mark.parametrize("library", LIBRARIES)
def test_other_batches_lead_elsewhere(library, monkeypatch):
    course = Course(CURVE, CURVE.start, 23, batch_size=6, seed=3)
    text = program(library, course, descent()).text.replace("default_rng(3)", "default_rng(4)")
    (*_, verdict, _), made = execute(text, library, monkeypatch)
    assert verdict.startswith("They end ")
    other = replace(course, seed=4).run(descent())
    np.testing.assert_allclose(made["end"], other.positions[-1, :, 0], rtol=1e-13)


@pytest.mark.parametrize("library", LIBRARIES)
def test_points_read_back_to_the_last_digit(library, monkeypatch):
    points = [(0.1 * 3, 1 / 3), (1e-300, -2.5e17), (0.00028000000000000003, 7), (-0.1, 1e-5), *LINE.data.points]
    landscape = replace(LINE, data=Data(tuple(points), LINE.data.validation), start=(0.0, 0.0))
    text = program(library, Course(landscape, landscape.start, 1), descent(1e-40)).text
    _, made = execute(text, library, monkeypatch)
    for name in ("inputs", "targets", "validation_inputs", "validation_targets"):
        np.testing.assert_array_equal(np.asarray(made[name]), getattr(landscape.data, name))
    assert max(map(len, text.split('"""')[2].split("\nend = ")[0].split("\n"))) <= LONGEST_LINE


@pytest.mark.parametrize("library", LIBRARIES)
def test_what_is_not_drawn_needs_no_numpy_and_no_points_are_held_back_where_there_are_none(library, monkeypatch):
    landscape = replace(LINE, data=Data(LINE.data.points, ()))
    text = program(library, Course(landscape, landscape.start, 9), descent()).text
    said, _ = execute(text, library, monkeypatch)
    assert said[-1] == "They agree."
    assert "validation" not in text
    assert "random" not in text
    assert ("import numpy" in text) == (library == "keras")


def test_pytorch_is_given_its_batches_by_its_own_loader():
    lines = program("pytorch", Course(LINE, LINE.start, 23, batch_size=6), descent()).text.split("\n")
    assert "loader = torch.utils.data.DataLoader(dataset, batch_sampler=batches)" in lines
    assert lines[lines.index("for u, v in loader:") + 2] == "    value = loss(*point, u, v)"


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        ({}, "Points on a line: 23 steps."),
        ({"batch_size": 16}, "Points on a line: 23 steps."),
        ({"batch_size": 6}, "Points on a line: 23 steps on batches of 6."),
        ({"batch_size": 6, "label_noise": 0.1}, "Points on a line: 23 steps on batches of 6, with label noise."),
        ({"label_noise": 0.1}, "Points on a line: 23 steps, with label noise."),
    ],
)
def test_the_headline_says_what_a_step_sees(seen, words):
    text = program("optax", Course(LINE, LINE.start, 23, **seen), descent()).text
    assert ast.get_docstring(ast.parse(text)) == f"Gradient descent, on {words}"


def test_only_the_noise_of_the_gradient_is_left_out():
    seen = {"batch_size": 6, "label_noise": 0.1, "seed": 3}
    drawn = Course(LINE, LINE.start, 23, **seen)
    for made in programs(drawn, descent()).values():
        assert made.remark == ""
    noisy = programs(replace(drawn, noise=0.5), descent())
    assert {made.remark for made in noisy.values()} == {WITHOUT_NOISE}
    end = tuple(drawn.run(descent()).positions[-1, :, 0])
    assert Yardstick(replace(drawn, noise=0.5), descent()).end == pytest.approx(end, rel=1e-12)
    for made in noisy.values():
        assert "is where the run on the page ends, without its noise." in made.text


def test_a_librarys_variant_is_measured_on_the_same_batches():
    course = Course(CURVE, CURVE.start, 60, batch_size=6, seed=3)
    shown = Runner(CONVENTIONS["pytorch"]["adam"](epsilon=0.1), CONSTANT, 0.05)
    other = Runner(CONVENTIONS["keras"]["adam"](epsilon=0.1), CONSTANT, 0.05)
    end, reached = (course.run(runner).positions[-1, :, 0] for runner in (shown, other))
    assert f"it ends {np.hypot(*(reached - end)):.1e} away" in program("keras", course, shown).remark
