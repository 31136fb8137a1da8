"""A run as an Optax program."""

from export.call import Text, twins_within, write_call
from export.run import Run, assemble

IMPORTS = 'import jax\nimport jax.numpy as jnp\nimport optax\n\njax.config.update("jax_enable_x64", True)'
VALUE, GRADIENT = "value=loss(point)", "grad=gradient(point)"

# What some of Optax's transformations want to be told at each update, and what holds the point that they report.
WANTS = {
    "reduce_on_plateau": (VALUE,),
    "scale_by_polyak": (VALUE,),
    "scale_by_backtracking_linesearch": (VALUE, GRADIENT, "value_fn=loss"),
}
REPORTS: dict[str, str] = dict.fromkeys(
    ("schedule_free_sgd", "schedule_free_adamw"), "optax.contrib.schedule_free_eval_params(state, point)"
)


def optax_program(run: Run) -> str:
    twin, setting, compiled = run.twin(), [], True
    if run.looks_at_loss:
        twin = twin._replace(name="chain", module="optax", arguments={"*": [twin, run.schedule_twin]})
    elif run.schedule_twin:
        setting.append(f"schedule = {write_call(run.schedule_twin)}")
        setting.append("# Optax counts steps in int32, which would make the rates float32.")
        twin = run.twin(Text("lambda step: schedule(step.astype(float))"))
    elif run.factor:
        twin, compiled = run.twin(Text(f"lambda step: {run.runner.learning_rate!r} * factor(int(step))")), False
    wants = [
        "gradient(point)",
        "state",
        "point",
        *(want for part in twins_within(twin) for want in WANTS.get(part.name, ())),
    ]
    setting += [
        f"optimizer = {write_call(twin)}",
        f"point = jnp.array({list(run.course.start)})",
        "state = optimizer.init(point)",
        "gradient = jax.jit(jax.grad(loss))",
        *(["update = jax.jit(optimizer.update)"] if compiled and "value_fn=loss" not in wants else []),
    ]
    update = "update" if setting[-1].startswith("update") else "optimizer.update"
    loop = [
        f"for _ in range({run.course.steps}):",
        f"    updates, state = {update}({', '.join(wants)})",
        "    point = optax.apply_updates(point, updates)",
    ]
    return assemble(
        run.docstring,
        modules="",
        imports=IMPORTS,
        functions=[f"def loss(point{run.parameters}):\n    x, y = point\n    return {run.height('jnp')}", run.factor],
        body=["\n".join(setting), "\n".join(loop), f"print(*{REPORTS.get(twin.name, 'point')}.tolist())"],
    )
