"""Programs that log their steps: what they log is the page's run, and nothing else about them is another."""

import ast
import builtins
import sys

import numpy as np
import pytest
from stand_in_logs import Logged
from test_data_programs import LINE, descent, execute

from descent.setting import Course, Runner
from export import program, programs
from export.log import LOGS
from landscapes import LANDSCAPES
from libraries import LIBRARIES
from optimizers import CONVENTIONS
from schedules import CONVENTIONS as SCHEDULE_CONVENTIONS

GROUNDS = {
    "data": Course(LINE, LINE.start, 11),
    "batches": Course(LINE, LINE.start, 11, batch_size=6, seed=3),
    "label noise": Course(LINE, LINE.start, 11, label_noise=0.3, seed=3),
    "both": Course(LINE, LINE.start, 11, batch_size=6, label_noise=0.3, seed=3),
    "no data": Course(LANDSCAPES["himmelblau"], (-4.0, -1.0), 11),
}


def log_of(text, library, monkeypatch):
    logged = Logged()
    for name, module in logged.modules.items():
        monkeypatch.setitem(sys.modules, name, module)
    said, _ = execute(text, library, monkeypatch)
    return logged, said


@pytest.mark.parametrize("course", GROUNDS.values(), ids=GROUNDS)
@pytest.mark.parametrize("log", LOGS)
@pytest.mark.parametrize("library", LIBRARIES)
def test_each_step_is_logged_as_it_was(library, log, course, monkeypatch):
    runner = descent(0.01)
    logged, said = log_of(program(library, course, runner, log).text, library, monkeypatch)
    assert "They agree." in said
    run = course.run(runner)
    x, y = run.positions[:-1, :, 0].T
    expected = {"loss": [course.sight(step).loss(x[step], y[step]) for step in range(course.steps)]}
    expected["learning_rate"] = run.rates[:, 0]
    if course.landscape.data:
        expected["validation_loss"] = course.landscape.validation_loss(x, y)
    assert logged.scalars.keys() == expected.keys()
    for name, values in expected.items():
        steps, told = zip(*logged.scalars[name], strict=True)
        assert steps == tuple(range(course.steps))
        np.testing.assert_allclose(told, values, rtol=1e-12)
    assert logged.closed
    assert (
        logged.place.removeprefix("runs/") == f"overshoot_{course.landscape.key}_gradient_descent_alpha-0.01_{library}"
    )
    if log == "wandb":
        assert logged.config == {
            "landscape": course.landscape.key,
            "optimizer": "Gradient descent",
            "learning_rate": 0.01,
            "steps": 11,
        }


@pytest.mark.parametrize("log", LOGS)
@pytest.mark.parametrize("library", LIBRARIES)
def test_a_program_without_a_log_knows_nothing_of_logs(library, log):
    plain = program(library, GROUNDS["both"], descent()).text
    assert plain == program(library, GROUNDS["both"], descent(), "nothing").text
    assert not any(word in plain.lower() for word in ("wandb", "tensorboard", "writer", "log(", "enumerate"))
    with_log = program(library, GROUNDS["both"], descent(), log).text.split("\n")
    added = [line for line in with_log if line not in plain.split("\n")]
    assert len(added) < 30
    lost = [line for line in plain.split("\n") if line not in with_log]  # heads of loops, calls that get a callback
    assert all(line.startswith(("for ", "model.fit(")) for line in lost)


@pytest.mark.parametrize("schedule", ["plateau", "warmup_cosine", "cosine_restarts"])
@pytest.mark.parametrize("optimizer", CONVENTIONS["optax"])
def test_what_is_logged_is_there(optimizer, schedule):
    """No name in any program stands for nothing."""
    for library in LIBRARIES:
        method = CONVENTIONS[library][optimizer]()
        shape = SCHEDULE_CONVENTIONS[library][schedule](final=0.1, horizon=12)
        course = Course(LANDSCAPES["himmelblau"], (-4.0, -1.0), 12)
        tree = ast.parse(program(library, course, Runner(method, shape, 0.02), "tensorboard").text)
        names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
        known = {node.id for node in names if isinstance(node.ctx, ast.Store)} | {*dir(builtins)}
        for node in ast.walk(tree):
            known |= {node.name} if isinstance(node, ast.FunctionDef | ast.ClassDef) else set()
            known |= {node.arg} if isinstance(node, ast.arg) else set()
            if isinstance(node, ast.Import | ast.ImportFrom):
                known |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        assert {node.id for node in names} <= known


def test_who_has_no_program_has_none_to_log():
    course = GROUNDS["no data"]
    newton = Runner(CONVENTIONS["pytorch"]["newton"](), descent().schedule, 0.1)
    assert programs(course, newton, "wandb") == programs(course, newton)
