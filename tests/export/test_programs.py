"""The exported programs end where the run ends.

They were run in their libraries by tests/goldens/record_programs.py.
"""

import ast
import re

import numpy as np
import pytest
from archive import FOLDER, read
from each import each
from programs import OFFERED, REQUIRED, Case
from stand_ins import STAND_INS

from descent.setting import Course, Runner
from export import program
from export.names import name_variables
from landscapes import LANDSCAPES, Landscape
from libraries import LIBRARIES
from optimizers import CONVENTIONS, OPTIMIZERS
from schedules import CONVENTIONS as SCHEDULE_CONVENTIONS
from schedules import SCHEDULES

GOLDENS = read("programs")
FACTS = ("digest", "end", "verdict", "refusal")
RECORDED = {
    item: [Case(**{name: value for name, value in case.items() if name not in FACTS}) for case in golden["cases"]]
    for item, golden in GOLDENS.items()
}
PARAMETERS = [
    (case, golden)
    for item, cases in RECORDED.items()
    for case, golden in zip(cases, GOLDENS[item]["cases"], strict=True)
]
DATA = [("data", which) for which in range(4)]  # on each ground
START, RATE, STEPS = (-4.0, -1.0), 0.01, 20


def test_none_missing_none_orphaned():
    assert REQUIRED.keys() <= GOLDENS.keys() <= OFFERED.keys()


@pytest.mark.parametrize("item", GOLDENS)
def test_an_items_programs_are_recorded_all(item):
    assert RECORDED[item] == OFFERED[item]
    assert (FOLDER.parents[1] / GOLDENS[item]["script"]).exists()
    assert set(GOLDENS[item]["versions"]) == {case.library for case in RECORDED[item]} == set(LIBRARIES)


@each(PARAMETERS)
def test_the_recorded_program_is_the_exported_one(case, golden):
    assert case.digest == golden["digest"], "the program has changed: record its golden again, or drop a landscape's"


@each([(case, golden) for case, golden in PARAMETERS if "end" in golden])
def test_the_program_ends_where_the_run_ends(case, golden):
    end = case.course.run(case.runner).positions[-1, :, 0]
    np.testing.assert_allclose(golden["end"], end, rtol=1e-9, atol=1e-9)
    assert golden["verdict"] == "They agree."
    assert case.program.remark == ""


@each(PARAMETERS)
def test_only_methods_that_the_library_lacks_are_refused(case, golden):
    kind = CONVENTIONS[case.library][case.optimizer]
    assert ("refusal" in golden) == (kind().native(case.library, 1.0) is None)


def of_library(library, item):
    return next(case for case in OFFERED[item] if case.library == library)


def blank(case):
    """The program without what is its landscape's own: title, parameters, formula, names, start, rate and points."""
    assert ("import math\n" in case.text) == ("math." in case.text)
    text = re.sub(r"^import math\n\n?", "", case.text, flags=re.MULTILINE)
    names = ", ".join(map(re.escape, name_variables(case.course.landscape).values()))
    x_and_y = ", ".join(names.split(", ")[:2])
    for own, blanked in (
        (r'(on )[^"\n]+(: 25 steps\.""")', r"\1\2"),
        (rf"(def loss\()(?:{x_and_y}|(point))((?:, [uv])*)(?:, \w+=[-\w.]+)*(?=\):\n)", r"\1\2\3"),
        (rf"(def loss\(.*\):\n    )(?:{x_and_y}( = point\n    ))?return .+", r"\1\2"),
        (re.escape(str(list(map(float, case.course.start)))), ""),
        (re.escape(f"={case.runner.learning_rate!r})"), ")"),
        (r"page = \[.+\]", ""),
    ):
        text, count = re.subn(own, blanked, text)
        assert count == 1
    text, columns = re.subn(r"^(\w+ = \w+\.\w+\(\[)\n[^a-df-z\]]+\n\]\)$", r"\1])", text, flags=re.MULTILINE)
    data = case.course.landscape.data
    assert columns == (0 if data is None else 4)
    return text if data is None else text.replace(f"batch_size={len(data)}", "")


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("key", [*LANDSCAPES, "points on waves"])
def test_a_landscapes_program_is_one_that_was_run_but_for_what_is_its_own(library, key):
    case = Case(library, key)
    was_run = "landscape-typed" if case.course.landscape.data is None else "landscape-points"
    assert blank(case) == blank(of_library(library, was_run))


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(("item", "which"), [*((f"landscape-{key}", 0) for key in LANDSCAPES), *DATA], ids=str)
def test_a_landscapes_program_computes_its_loss(library, item, which):
    case = [case for case in OFFERED[item] if case.library == library][which]
    landscape, names = case.course.landscape, dict(STAND_INS)
    (loss,) = (node for node in ast.parse(case.text).body if isinstance(node, ast.FunctionDef) and node.name == "loss")
    exec(compile(ast.Module([loss], []), "loss", "exec"), names)
    places = np.random.default_rng(5).uniform(-2, 2, size=(20, 2))
    points = (landscape.data.inputs, landscape.data.targets) if landscape.data else ()
    written = [names["loss"](*([place] if library == "optax" else place), *points) for place in places]
    np.testing.assert_allclose(written, landscape.loss(*places.T), rtol=1e-11, atol=1e-11)


def export(
    library, optimizer="gradient_descent", schedule="constant", landscape=LANDSCAPES["himmelblau"], steps=STEPS
) -> str:
    if isinstance(optimizer, str):
        optimizer = OPTIMIZERS[optimizer]()
    if isinstance(schedule, str):
        schedule = SCHEDULES[schedule](horizon=20)
    return program(library, Course(landscape, START, steps), Runner(optimizer, schedule, RATE)).text


@pytest.mark.parametrize("library", CONVENTIONS)
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_program_is_python_that_says_what_it_is(library, schedule):
    text = export(library, schedule=schedule)
    tree = ast.parse(text)
    assert "Himmelblau" in ast.get_docstring(tree)
    assert text.count("\n    return ") >= 1
    assert "range(20)" in text or "epochs=20" in text
    assert "[-4.0, -1.0]" in text


def test_a_library_default_is_not_written_as_a_number():
    assert "torch.optim.Adam([point], lr=0.01)" in export("pytorch", "adam")
    assert "beta" not in export("pytorch", "adam")
    assert "betas=(0.5, 0.999)" in export("pytorch", OPTIMIZERS["adam"](beta1=0.5))
    assert "keras.optimizers.Adam(learning_rate=0.01)" in export("keras", CONVENTIONS["keras"]["adam"]())


def test_a_constant_schedule_is_not_written():
    assert "schedul" not in export("pytorch")
    assert "schedul" not in export("pytorch", schedule=SCHEDULES["cosine"](final=1.0))


def test_a_schedule_without_a_twin_becomes_a_function():
    assert "LambdaLR(optimizer, factor)" in export("pytorch", schedule="inverse_time")
    assert "InverseTimeDecay(" in export("keras", schedule="inverse_time")
    assert "factor(int(step))" in export("optax", schedule="inverse_time")


def test_a_twin_that_parts_ways_in_this_run_becomes_a_function():
    rising = SCHEDULES["cosine"](horizon=10)
    assert "CosineAnnealingLR" in export("pytorch", schedule=rising)
    assert "CosineDecay" not in export("keras", schedule=rising)
    assert "CosineDecay" in export("keras", schedule=rising, steps=10)
    assert "CosineDecay" in export("keras", schedule=SCHEDULE_CONVENTIONS["keras"]["cosine"](horizon=10))
    assert "OneCycleLR" not in export("pytorch", schedule=SCHEDULES["one_cycle"](horizon=10))


def test_a_method_that_differs_is_remarked_on_with_the_distance():
    adam, constant = OPTIMIZERS["adam"](beta2=0.9, epsilon=0.1), SCHEDULES["constant"]()
    course = Course(LANDSCAPES["himmelblau"], START, 60)
    text = export("keras", adam, steps=60)
    assert "keras.optimizers.Adam(learning_rate=0.01, beta_2=0.9, epsilon=0.1)" in text
    shown, reached = (
        course.run(Runner(method, constant, RATE)).positions[-1, :, 0]
        for method in (adam, CONVENTIONS["keras"]["adam"](beta2=0.9, epsilon=0.1))
    )
    assert f"it ends {np.hypot(*(reached - shown)):.1e} away" in ast.get_docstring(ast.parse(text))


def test_the_nearest_variant_is_taken():
    assert "decay=0.99" in export("optax", "rmsprop", steps=60)
    assert "b1=0.8" in export("optax", OPTIMIZERS["nadam"](beta1=0.8))


def test_the_same_rule_under_other_defaults_is_no_difference():
    assert "weight_decay=0.01" in export("optax", "adamw")
    assert "convention" not in export("optax", "adamw")


def test_momentum_differs_in_keras_only_when_the_rate_changes():
    assert "convention" not in export("keras", "momentum")
    assert "convention" in export("keras", "momentum", "exponential")


def test_a_method_that_a_library_lacks_is_refused_with_the_others_named():
    text = export("pytorch", "lion")
    with pytest.raises(SystemExit, match=r"PyTorch does not come with Lion: take the program for Keras or Optax\."):
        exec(compile(text, "program", "exec"), {})
    for key, kind in OPTIMIZERS.items():
        alone = not any(CONVENTIONS[library][key]().native(library, 1.0) for library in CONVENTIONS)
        assert (f"{kind.title}: nor do the others; " in export("optax", key)) == alone
    assert "nor do the others; nearest is L-BFGS" in export("optax", "newton")


def test_nothing_typed_reaches_the_program():
    hostile = Landscape.from_formula("x^2 + y^2", title='"""\nimport os  # \\')
    for library in CONVENTIONS:
        text = export(library, landscape=hostile)
        names = {
            alias.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import) for alias in node.names
        }
        assert names <= {"torch", "jax", "jax.numpy", "optax", "os", "keras", "numpy", "math"}
        assert "import os  #" not in text.replace(ast.get_docstring(ast.parse(text)), "")


def test_parameters_of_the_landscape_are_named():
    text = export("pytorch", landscape=LANDSCAPES["ravine"].with_parameters(kappa=50))
    assert "def loss(x, y, kappa=50.0, angle=30.0):" in text
