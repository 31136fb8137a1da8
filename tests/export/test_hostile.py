"""Whatever is typed as a title, a formula or a parameter's name: a program is the code that it would be without it."""

import ast
import string
from dataclasses import replace

import numpy as np
import pytest
from grounds import ground_of_data
from hypothesis import given, settings
from hypothesis import strategies as st
from test_data_programs import descent, execute

from descent.setting import Course
from export import program, programs
from export.names import name_variables
from formulas import parse
from knobs import Knob
from landscapes import LANDSCAPES, Landscape
from libraries import LIBRARIES

LINE, BOWL = ground_of_data("points on a line"), replace(LANDSCAPES["bowl"], parameters={}, formula="x^2 + 3*y^2")
MODULES = {"torch", "math", "ops", "jnp", "jax"}
WORDS = ["lambda", "class", "None", "import", "point", "torch", "math", "jnp", "np", "print", "loss", "end"]
LETTERS = [letter for letter in string.ascii_letters if letter not in "xye"]
TITLES = [
    '"""\nimport os\nos.system("true")\n"""',
    "\\",
    '\\"""',
    "'''",
    '"',
    'ends with a quote"',
    "\\N{BULLET} \\x00 \\u0000",
    "a\0b",
    "\ud800 alone",
    "\u202e desrever",
    "\u2028line\u2029paragraph\x85next\x0c\x1b[31m",
    "{loss} %s {0!r} $HOME `id` # comment",
    "x" * 5000,
    "",
    "../../../etc/passwd",
    "Привет, 世界 α",
]


def shape_of(text):
    """All of a program but its first lines."""
    tree = ast.parse(text)
    assert isinstance(ast.get_docstring(tree), str)
    return ast.dump(ast.Module(tree.body[1:], []))


def check_title(landscape, title):
    course = Course(landscape, landscape.start, 3)
    plain = programs(replace(course, landscape=replace(landscape, title="Plain")), descent())
    for library, (text, _) in programs(replace(course, landscape=replace(landscape, title=title)), descent()).items():
        assert shape_of(text) == shape_of(plain[library].text)
        assert all(sign.isprintable() or sign == "\n" for sign in text)
        text.encode()
        assert len(text.split("\n")[0]) < 200


@pytest.mark.parametrize("landscape", [BOWL, LINE], ids=["formula", "data"])
@pytest.mark.parametrize("title", TITLES, ids=range(len(TITLES)))
def test_a_title_is_but_words(landscape, title):
    check_title(landscape, title)


@settings(max_examples=60, deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from("\"\\\n'#")), max_size=30))
def test_any_title_is_but_words(title):
    check_title(BOWL, title)


def test_a_typed_formulas_file_is_not_called_by_its_title_or_text():
    typed = Landscape.from_formula("x^2 + y^2", title="../../../etc/passwd")
    assert typed.key == "formula"


PIECES = ["x", "y", "u", "v", "k", "2", "0.5", "1e3", "+", "-", "*", "/", "^", "**", "(", ")", "sin(", "abs(", "|"]
HOSTILE = [
    "__import__('os')",
    "lambda",
    "x.y",
    "[0]",
    "os",
    "eval(",
    "_",
    "{",
    ",",
    ";",
    ":",
    "=",
    "#",
    "'",
    '"""',
    "\n",
]


def check_code(landscape, letters):
    """Its loss is made of numbers, its letters, and functions of the libraries."""
    course = Course(landscape, landscape.start, 2)
    for library in LIBRARIES:
        text = program(library, course, descent(1e-3)).text
        (loss,) = (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef) and node.name == "loss")
        for node in ast.walk(loss):
            assert not isinstance(node, ast.Import | ast.ImportFrom | ast.Lambda | ast.Subscript | ast.JoinedStr)
            if isinstance(node, ast.Name):
                assert node.id in MODULES | letters | {"point"}
            if isinstance(node, ast.Call):
                assert isinstance(node.func, ast.Attribute)
            if isinstance(node, ast.Constant):
                assert isinstance(node.value, int | float) or node.value == "float64"


@settings(max_examples=250, deadline=None)
@given(st.lists(st.sampled_from(PIECES + HOSTILE), min_size=1, max_size=9).map("".join))
def test_nothing_typed_becomes_code(text):
    knobs = {"k": Knob(1.5, low=1.0, high=2.0)}
    typed = replace(BOWL, formula=text, parameters=knobs)
    fitted = replace(LINE, formula=text, parameters=knobs)
    for landscape, given_names, letters in ((typed, (), {"x", "y", "k"}), (fitted, ("u", "v"), {*"wbuvk"})):
        try:
            parse(text, knobs, given_names)
        except ValueError:
            continue
        check_code(landscape, letters)


@pytest.mark.parametrize("name", [*LETTERS, *WORDS])
@pytest.mark.parametrize("library", LIBRARIES)
def test_a_parameter_may_have_any_name(library, name, monkeypatch):
    knobs = {name: Knob(0.3, low=0.0, high=1.0), "kappa": Knob(0.7, low=0.0, high=1.0)}
    typed = replace(
        BOWL, formula=f"(x - {name})^2 + {name}*y^2*kappa + sin({name})", parameters=knobs, start=(-1.0, 2.0)
    )
    fitted = replace(LINE, formula=f"(x*u + y - v + {name})^2/(1 + kappa) + exp({name})", parameters=knobs)
    for landscape in (typed, fitted) if name not in ("u", "v") else (typed,):
        course = Course(landscape, landscape.start, 7)
        said, made = execute(program(library, course, descent()).text, library, monkeypatch)
        assert "They agree." in said
        np.testing.assert_allclose(made["end"], course.run(descent()).positions[-1, :, 0], rtol=1e-13)


@pytest.mark.parametrize(
    ("axes", "parameters", "named"),
    [
        (("w", "b"), {}, ("w", "b")),
        (("w₁", "w₂"), {}, ("w1", "w2")),
        (("w", "b"), {"b": 1}, ("x", "y")),
        (("w", "w"), {}, ("x", "y")),
        (("u", "b"), {}, ("x", "y")),
        (("lambda", "b"), {}, ("x", "y")),
        (("jnp", "b"), {}, ("x", "y")),
        (("θ", "b"), {}, ("x", "y")),
        (("slope of it", "b"), {}, ("x", "y")),
        (("b=__import__('os')", "w"), {}, ("x", "y")),
        (("y", "x"), {}, ("y", "x")),
    ],
)
def test_axes_name_the_variables_where_the_names_are_free(axes, parameters, named):
    knobs = {name: Knob(0.5, low=0.0, high=1.0) for name in parameters}
    names = name_variables(replace(LINE, axes=axes, parameters=knobs))
    assert (names["x"], names["y"]) == named
    assert len(set(names.values())) == len(names)


def test_in_pytorch_what_is_called_as_a_point_is_a_tensor():
    landscape = replace(BOWL, formula="(x - sin(u))^2 + t*y^2", parameters={name: Knob(0.5, 0.0, 1.0) for name in "ut"})
    text = program("pytorch", Course(landscape, landscape.start, 3), descent()).text
    assert "def loss(x, y, u=torch.tensor(0.5), t=0.5):" in text
    assert "torch.sin(u)" in text
