"""A run as an Optax program.

Most of Optax' methods take a schedule in the place of a rate. The others are made anew at each step, with the rate of
that step: their state goes on, as an Optax method is no more than two functions.
"""

from export.call import INDENT, Text, twins_within, write_call
from export.feed import HELD_BACK
from export.run import Run, assemble
from libraries import Native

IMPORTS = 'import jax\nimport jax.numpy as jnp\nimport optax\n\njax.config.update("jax_enable_x64", True)'
VALUE, GRADIENT, FUNCTION = "value=loss({})", "grad=gradient({})", "value_fn={}"

# What some of Optax's transformations want to be told at each update, and what holds the point that they report.
WANTS = {
    "reduce_on_plateau": (VALUE,),
    "scale_by_polyak": (VALUE,),
    "scale_by_backtracking_linesearch": (VALUE, GRADIENT, FUNCTION),
}
MEANS = ("schedule_free_sgd", "schedule_free_adamw")
REPORTS: dict[str, str] = dict.fromkeys(MEANS, "optax.contrib.schedule_free_eval_params(state, point)")

FIRST_RATE_ONLY = ("rprop",)
TAKE_NO_SCHEDULE = ("scale_by_backtracking_linesearch",)
READ_AHEAD = MEANS  # the largest rate so far, which they weigh their mean with, is that of the step to come


def optax_program(run: Run) -> str:
    return _steered_program(run) if _is_steered(run) else _scheduled_program(run)


def _is_steered(run: Run) -> bool:
    """Whether its rate has to be handed over at each step."""
    names = {part.name for part in twins_within(run.twin())}
    if run.looks_at_loss:
        return run.runner.optimizer.rate_inside  # Optax' plateau scales what the method has made of its rate
    return (run.varies and not names.isdisjoint(TAKE_NO_SCHEDULE)) or (run.rises and not names.isdisjoint(READ_AHEAD))


def _scheduled_program(run: Run) -> str:
    twin, setting, compiled = run.twin(), [], True
    if run.looks_at_loss:
        twin = twin._replace(name="chain", module="optax", arguments={"*": [twin, run.schedule_twin]})
    elif run.schedule_twin:
        setting.append(f"schedule = {write_call(run.schedule_twin)}")
        setting.append("# Optax counts steps in int32, which would make the rates float32.")
        twin = run.twin(Text("lambda step: schedule(step.astype(float))"))
    elif run.factor:
        twin, compiled = run.twin(Text(f"lambda step: {run.runner.learning_rate!r} * factor(int(step))")), False
    wants = _wants(run, twin)
    compiled = compiled and not any(want.startswith(FUNCTION.format("")) for want in wants)
    setting += [
        f"optimizer = {write_call(twin)}",
        f"point = jnp.array({list(run.course.start)})",
        "state = optimizer.init(point)",
        "gradient = jax.jit(jax.grad(loss))",
        *(["update = jax.jit(optimizer.update)"] if compiled else []),
    ]
    rate = _rate_of_step(run)
    step = [f"updates, state = {'update' if compiled else 'optimizer.update'}({', '.join(wants)})"]
    return _assemble(run, [run.factor], setting, run.feed.loop("step" if run.log else "_"), step, rate)


def _rate_of_step(run: Run) -> str:
    """The rate that a step was done with, where no name of the program has it."""
    rate = repr(run.runner.learning_rate)
    if run.looks_at_loss:
        return f"{rate} * float(state[1].scale)"
    if run.schedule_twin:
        return "float(schedule(float(step)))"
    return f"{rate} * factor(step)" if run.factor else rate


def _steered_program(run: Run) -> str:
    twin, rate = run.twin(Text("rate")), repr(run.runner.learning_rate)
    setting = [f"point = jnp.array({list(run.course.start)})", f"state = optimizer({rate}).init(point)"]
    counter = "_" if run.looks_at_loss and not run.log else "step"
    if run.looks_at_loss:
        assert run.schedule_twin is not None
        setting += [f"plateau = {write_call(run.schedule_twin)}", "seen = plateau.init(point)"]
        steer = f"rate, seen = plateau.update({rate}, seen, {VALUE.format(_point_of_step(run))})"
    elif run.schedule_twin:
        setting.insert(0, f"schedule = {write_call(run.schedule_twin)}")
        steer = "rate = schedule(float(step))"
    else:
        steer = f"rate = {rate} * factor(step)"
    optimizer = (
        "def optimizer(rate):  # made anew at each step: a schedule would not reach all that it does with its rate\n"
        f"{INDENT}return {write_call(twin, indent=INDENT)}"
    )
    given = run.feed.names if run.feed.is_drawn else ""
    wants = ", ".join(_wants(run, twin))
    update = f"@jax.jit\ndef update(rate, state, point{given}):\n{INDENT}return optimizer(rate).update({wants})"
    setting.append("gradient = jax.jit(jax.grad(loss))")
    step = [steer, f"updates, state = update(rate, state, point{given})"]
    return _assemble(run, [run.factor, optimizer, update], setting, run.feed.loop(counter), step, "float(rate)")


def _point_of_step(run: Run) -> str:
    """What the loss and its gradient are given at a step."""
    return f"point{run.feed.names if run.feed.is_drawn else run.feed.whole}"


def _wants(run: Run, twin: Native) -> list[str]:
    """What its update is told, once each."""
    given = _point_of_step(run)
    function = f"lambda point: loss({given})" if run.feed.whole else "loss"
    told = (want for part in twins_within(twin) for want in WANTS.get(part.name, ()))
    filled = (want.format(function if want == FUNCTION else given) for want in told)
    return list(dict.fromkeys([f"gradient({given})", "state", "point", *filled]))


def _assemble(run: Run, functions: list[str], setting: list[str], loop: str, step: list[str], rate: str) -> str:
    feed = run.feed
    step += run.log_step(f"float(loss({_point_of_step(run)}))", rate, f"float(loss(point, {HELD_BACK}))")
    step = [*([f"u, v = {feed.of_step}"] if feed.is_drawn else []), *step]
    step = [*step, "point = optax.apply_updates(point, updates)"]
    imports = [*["import numpy as np"] * feed.is_drawn, "import optax", *run.imports]
    report = REPORTS.get(run.twin().name, "point")
    head = f"def loss(point{run.parameters}):\n    {run.variables} = point"
    return assemble(
        run.docstring,
        modules="",
        imports=IMPORTS.replace("import optax", "\n".join(imports)),
        points=feed.write_points("jnp.array"),
        functions=[f"{head}\n    return {run.height('jnp')}", *functions],
        body=[
            feed.write_draws(),
            "\n".join([*setting, *run.opening]),
            "\n".join([loop, *(f"    {line}" for line in step), *run.closing]),
            run.ending(f"{report}.tolist()", f"jnp.array(end), {HELD_BACK}"),
        ],
    )
