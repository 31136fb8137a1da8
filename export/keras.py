"""A run as a Keras program."""

from dataclasses import replace

from export.call import Text, write_call
from export.run import Run, assemble

IMPORTS = """{backend}

import keras
import numpy as np
from keras import ops

keras.config.set_floatx("float64")"""

# With JAX, Keras' own functions take cos, exp, ... in float32.
TORCH = 'os.environ["KERAS_BACKEND"] = "torch"  # or "tensorflow"; with "jax" some functions are float32'
JAX = 'os.environ.update(KERAS_BACKEND="jax", JAX_ENABLE_X64="1")  # with "torch", it overwrites what it still needs'
ON_JAX = ("ScheduleFreeAdamW",)  # keras 3.15: its momentum_old is no copy, and torch's variables change in place

MODEL = '''class Descent(keras.Model):
    """A model whose only weight is a point, and whose output is the loss there."""

    def __init__(self):
        super().__init__()
        self.point = self.add_weight(shape=(2,), name="point")
        self.point.assign({start})

    def call(self, nothing):
        return nothing + loss(self.point[0], self.point[1])'''

# Where the model's weight is not the point that the method reports.
REPORTS = {
    "ScheduleFreeAdamW": """# The weight is where the gradient was taken; the point that the method reports is the mean.
sequence = next(variable for variable in optimizer.variables if variable.path.endswith("momentum"))
point = (model.point - (1 - optimizer.beta_1) * sequence) / optimizer.beta_1
"""
}


def keras_program(run: Run) -> str:
    twin, setting, callbacks = run.twin(), [], ""
    if twin.name in ON_JAX and not run.looks_at_loss:
        run = replace(run, schedule_twin=None)  # Keras' own schedules would be float32 there
    if run.schedule_twin:
        setting.append(f"schedule = {write_call(run.schedule_twin)}")
    elif run.factor:
        rate = f"lambda step: {run.runner.learning_rate!r} * factor(step)"
        setting.append(f"schedule = keras.callbacks.LearningRateScheduler({rate})")
    if run.looks_at_loss or run.factor:
        callbacks = ", callbacks=[schedule]"
    elif run.schedule_twin:
        twin = run.twin(Text("schedule"))
    setting += [
        "model = Descent()",
        f"optimizer = {write_call(twin)}",
        "model.compile(optimizer=optimizer, loss=lambda _, output: output)",
    ]
    fit = [
        "nothing = np.zeros((1, 1))",
        f"model.fit(nothing, nothing, epochs={run.course.steps}{callbacks}, verbose=0)  # one epoch is one step",
    ]
    report = REPORTS.get(twin.name, "point = model.point\n")
    backend, functions = (JAX, "jnp") if twin.name in ON_JAX else (TORCH, "ops")
    imports = IMPORTS.format(backend=backend)
    if functions == "jnp":
        imports = imports.replace("import keras\n", "import jax\nimport jax.numpy as jnp\nimport keras\n")
    return assemble(
        run.docstring,
        modules="import os",
        imports=imports,
        functions=[
            f"def loss(x, y{run.parameters}):\n    return {run.height(functions)}",
            run.factor,
            MODEL.format(start=list(run.course.start)),
        ],
        body=["\n".join(setting), "\n".join(fit), report + run.ending("ops.convert_to_numpy(point).tolist()")],
    )
