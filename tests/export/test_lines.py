"""The lines that make a program do what the run does: how its schedule gets to its optimizer, what a step is told."""

import ast

import pytest

from descent.setting import Course, Runner
from export import program
from export.call import LONGEST_LINE, Text, twins_within, write_call, write_value
from export.run import assemble, plain
from landscapes import LANDSCAPES, Landscape
from libraries import LIBRARIES, Native
from optimizers import CONVENTIONS
from optimizers.native import chain
from schedules import CONVENTIONS as SCHEDULE_CONVENTIONS

COURSE = Course(LANDSCAPES["himmelblau"], (-4.0, -1.0), 20)


def lines_of(library, optimizer="gradient_descent", schedule="constant", course=COURSE, **knobs) -> list[str]:
    """In the library's own convention: nothing to remark on."""
    shown = SCHEDULE_CONVENTIONS[library][schedule](horizon=20)
    runner = Runner(CONVENTIONS[library][optimizer](**knobs), shown, 0.01)
    return program(library, course, runner).text.split("\n")


def loop_of(lines) -> list[str]:
    """The loop's body."""
    after = lines[lines.index("for _ in range(20):") + 1 :]
    return [line.strip() for line in after[: after.index("")]]


SGD = "optimizer = torch.optim.SGD([point], lr=0.01)"
LAMBDA_LR = "scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)"
STEP = ["optimizer.zero_grad()", "value = loss(*point)", "value.backward()", "optimizer.step()"]


@pytest.mark.parametrize(
    ("schedule", "scheduler", "last"),
    [
        ("constant", None, None),
        ("exponential", "scheduler = torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=", "scheduler.step()"),
        ("inverse_time", LAMBDA_LR, "scheduler.step()"),
        (
            "plateau",
            "scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, ",
            "scheduler.step(value.item())",
        ),
    ],
)
def test_pytorchs_scheduler_takes_a_step_after_the_optimizer(schedule, scheduler, last):
    lines = lines_of("pytorch", schedule=schedule)
    assert SGD in lines
    assert loop_of(lines) == [*STEP, last] if last else STEP
    schedulers = [line for line in lines if line.startswith("scheduler = ")]
    assert [line.startswith(scheduler) for line in schedulers] == [True] if scheduler else not schedulers
    assert ("def factor(step):" in lines) == (scheduler == LAMBDA_LR)


@pytest.mark.parametrize(
    ("schedule", "written", "rate", "callback"),
    [
        ("constant", None, "0.01", False),
        ("exponential", "schedule = keras.optimizers.schedules.ExponentialDecay(", "schedule", False),
        (
            "one_cycle",
            "schedule = keras.callbacks.LearningRateScheduler(lambda step: 0.01 * factor(step))",
            "0.01",
            True,
        ),
        ("plateau", "schedule = keras.callbacks.ReduceLROnPlateau(", "0.01", True),
    ],
)
def test_keras_takes_a_schedule_as_the_rate_and_the_others_as_a_callback(schedule, written, rate, callback):
    lines = lines_of("keras", schedule=schedule)
    assert f"optimizer = keras.optimizers.SGD(learning_rate={rate})" in lines
    (fit,) = (line for line in lines if line.startswith("model.fit("))
    assert fit.startswith(f"model.fit(nothing, nothing, epochs=20, {'callbacks=[schedule], ' * callback}verbose=0)")
    schedules = [line for line in lines if line.startswith("schedule = ")]
    assert [line.startswith(written) for line in schedules] == [True] if written else not schedules
    assert ("def factor(step):" in lines) == (schedule == "one_cycle")


@pytest.mark.parametrize(
    ("schedule", "written", "optimizer", "update"),
    [
        ("constant", None, "optax.sgd(learning_rate=0.01)", "update"),
        (
            "exponential",
            "schedule = optax.exponential_decay(",
            "optax.sgd(learning_rate=lambda step: schedule(step.astype(float)))",
            "update",
        ),
        (
            "inverse_time",
            None,
            "optax.sgd(learning_rate=lambda step: 0.01 * factor(int(step)))",  # int() cannot be compiled
            "optimizer.update",
        ),
    ],
)
def test_optax_takes_a_schedule_as_the_rate(schedule, written, optimizer, update):
    lines = lines_of("optax", schedule=schedule)
    assert f"optimizer = {optimizer}" in lines
    assert ("update = jax.jit(optimizer.update)" in lines) == (update == "update")
    assert loop_of(lines) == [
        f"updates, state = {update}(gradient(point), state, point)",
        "point = optax.apply_updates(point, updates)",
    ]
    schedules = [line for line in lines if line.startswith("schedule = ")]
    assert [line.startswith(written) for line in schedules] == [True] if written else not schedules


@pytest.mark.parametrize(
    ("optimizer", "schedule", "update"),
    [
        ("gradient_descent", "plateau", "update(gradient(point), state, point, value=loss(point))"),
        ("polyak", "constant", "update(gradient(point), state, point, value=loss(point))"),
        (
            "backtracking",
            "constant",
            "optimizer.update(gradient(point), state, point, value=loss(point), grad=gradient(point), value_fn=loss)",
        ),
    ],
)
def test_optax_is_told_the_loss_where_it_asks_for_it(optimizer, schedule, update):
    lines = lines_of("optax", optimizer, schedule)
    assert loop_of(lines)[0] == f"updates, state = {update}"
    assert ("update = jax.jit(optimizer.update)" in lines) == update.startswith("update")


def test_optaxs_plateau_follows_the_optimizer_in_a_chain():
    written = "".join(line.strip() for line in lines_of("optax", "adam", "plateau"))
    assert "optimizer = optax.chain(optax.adam(learning_rate=0.01), optax.contrib.reduce_on_plateau(" in written


STEERED = "def optimizer(rate):  # made anew at each step: a schedule would not reach all that it does with its rate"


@pytest.mark.parametrize(
    ("optimizer", "schedule", "steer"),
    [
        ("prodigy", "plateau", "rate, seen = plateau.update(0.01, seen, value=loss(point))"),
        ("schedule_free_sgd", "warmup_linear", "rate = schedule(float(step))"),
        ("schedule_free_adamw", "cyclic", "rate = 0.01 * factor(step)"),
        ("backtracking", "exponential", "rate = schedule(float(step))"),
    ],
)
def test_optax_makes_anew_what_no_schedule_reaches(optimizer, schedule, steer):
    lines = lines_of("optax", optimizer, schedule)
    assert lines[lines.index(STEERED) + 1].startswith("    return optax.")
    assert "learning_rate=rate" in "".join(lines)
    loop = f"for {'_' if schedule == 'plateau' else 'step'} in range(20):"
    after = lines[lines.index(loop) + 1 :]
    assert [line.strip() for line in after[:3]] == [
        steer,
        "updates, state = update(rate, state, point)",
        "point = optax.apply_updates(point, updates)",
    ]


@pytest.mark.parametrize(
    ("optimizer", "schedule"),
    [
        ("adam", "plateau"),
        ("schedule_free_sgd", "exponential"),
        ("schedule_free_sgd", "constant"),
        ("backtracking", "constant"),
        ("prodigy", "warmup_linear"),
        ("rprop", "plateau"),
    ],
)
def test_optax_is_not_made_anew_where_its_schedules_do(optimizer, schedule):
    assert STEERED not in lines_of("optax", optimizer, schedule)


def test_a_step_is_told_the_loss_once():
    assert "value=loss(point), value" not in "".join(lines_of("optax", "polyak", "plateau"))


@pytest.mark.parametrize("schedule", ["warmup_linear", "warmup_cosine", "wsd"])
def test_nothing_is_written_of_a_warm_up_of_no_steps(schedule):
    for library in LIBRARIES:
        shown = SCHEDULE_CONVENTIONS[library][schedule](horizon=20, warmup=0.0, warmup_start=0.03)
        text = program(library, COURSE, Runner(CONVENTIONS[library]["gradient_descent"](), shown, 0.01)).text
        assert not any(trace in text for trace in ("milestones=[0", "boundaries=[0", "warmup", "0.03", "0.0003"))


@pytest.mark.parametrize("optimizer", ["schedule_free_sgd", "schedule_free_adamw"])
def test_a_mean_is_reported_where_the_method_reports_one(optimizer):
    assert "end = optax.contrib.schedule_free_eval_params(state, point).tolist()" in lines_of("optax", optimizer)
    assert "end = point.tolist()" in lines_of("optax", "adam")


def test_keras_schedule_free_method_runs_on_jax_and_reports_its_mean():
    lines = lines_of("keras", "schedule_free_adamw")
    assert any(line.startswith('os.environ.update(KERAS_BACKEND="jax"') for line in lines)
    assert {"import jax", "import jax.numpy as jnp", "import keras"} <= set(lines)
    assert "point = (model.point - (1 - optimizer.beta_1) * sequence) / optimizer.beta_1" in lines
    assert "def factor(step):" in lines_of("keras", "schedule_free_adamw", "exponential")  # Keras' would be float32
    others = lines_of("keras", "adam", "exponential")
    assert "def factor(step):" not in others
    assert any(line.startswith('os.environ["KERAS_BACKEND"] = "torch"') for line in others)
    assert "import jax" not in others
    assert "point = model.point" in others


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_run_that_equals_the_librarys_has_no_remark(library):
    docstring = ast.get_docstring(ast.parse("\n".join(lines_of(library, "rmsprop", "exponential"))))
    assert docstring == "RMSprop, exponential decay, on Himmelblau: 20 steps."


def test_math_is_imported_where_it_is_used():
    assert "import math" in lines_of(
        "pytorch", schedule="one_cycle", course=Course(LANDSCAPES["ackley"], (1.0, 1.0), 20)
    )
    assert assemble('"""a"""', "import os", "import torch", ["x = math.pi", ""], ["y"]).startswith(
        '"""a"""\n\nimport math\nimport os\n\nimport torch\n\n\nx = math.pi\n\n\ny\n'
    )


def test_plain_words_stay_within_their_quotes():
    assert plain('say "it"\n\\ twice  now') == "say 'it' / twice now"


def call_of(length) -> tuple[str, str]:
    """A call that is so long on one line, and how it is written."""
    argument = "x" * (length - len("optax.sgd()"))
    return f"optax.sgd({argument})", write_call(Native("sgd", {}, "optax"), argument)


def test_a_call_takes_a_line_for_each_argument_once_it_is_too_long():
    line, written = call_of(LONGEST_LINE)
    assert written == line
    line, written = call_of(LONGEST_LINE + 1)
    assert written == f"optax.sgd(\n    {line[10:-1]},\n)"


def test_values_are_written_as_python_reads_them():
    long = ["x" * 60, "y" * 60]
    for value in (
        1,
        0.1,
        True,
        None,
        "quoted \" and '",
        [1, 2.5],
        (1,),
        (),
        (1, 2),
        {"a": 1, 2: "b"},
        long,
        tuple(long),
    ):
        written = write_value(value)
        assert ast.literal_eval(written) == value
        assert all(len(line) <= LONGEST_LINE for line in written.split("\n"))
    assert write_value(float("inf")) == 'float("inf")'
    assert write_value(Text("lambda step: step")) == "lambda step: step"
    assert write_value([Native("a", {"b": 1}, "m")], ("first",)) == "[m.a(first, b=1)]"


def test_a_line_of_items_may_be_as_long_as_a_line_and_no_longer():
    for surplus, lines in ((0, 1), (1, 4)):
        items = ["x" * 40, "y" * (LONGEST_LINE - 48 + surplus)]
        assert len(write_value(items).split("\n")) == lines


def test_twins_within_a_twin_are_found_however_deep():
    a, b = Native("a", {}, "m"), Native("b", {}, "m")
    inner = chain(b)
    assert twins_within(chain(a, inner)) == [chain(a, inner), a, inner, b]


def test_a_method_that_looks_up_the_lowest_loss_is_told_it():
    landscape = Landscape.from_formula("x^2 + y^2 - 1.75")
    text = "\n".join(lines_of("optax", "polyak", course=Course(landscape, (1.0, 1.0), 20)))
    assert f"optax.scale_by_polyak(f_min={landscape.minimum_value!r})" in text
    assert "f_min=-3.5" in "\n".join(lines_of("optax", "polyak", lowest=-3.5))
