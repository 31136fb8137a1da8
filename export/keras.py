"""A run as a Keras program."""

from dataclasses import replace

from export.call import INDENT, Text, write_call
from export.feed import HELD_BACK
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

LOSS_IS_OUTPUT = "model.compile(optimizer=optimizer, loss=lambda _, output: output)"

MODEL = '''class Descent(keras.Model):
    """A model whose only weight is a point, and whose output is the loss there."""

    def __init__(self):
        super().__init__()
        self.point = self.add_weight(shape=(2,), name="point")
        self.point.assign({start})

    def call(self, nothing):
        return nothing + loss(self.point[0], self.point[1])'''

MODEL_OF_DATA = '''class Descent(keras.Model):
    """A model whose only weight is a point, and whose loss there is that of the data's points."""

    def __init__(self):
        super().__init__()
        self.point = self.add_weight(shape=(2,), name="point")
        self.point.assign({start})

    def call(self, inputs):
        return inputs

    def compute_loss(self, x, y, y_pred, sample_weight, training=True):
        return loss(self.point[0], self.point[1], x, y)'''

CALLBACK = '''class Log(keras.callbacks.Callback):
    """Logs each step: with which rate it was done, and the loss from before it."""

    def on_epoch_begin(self, step, logs=None):
        self.rate = float(ops.convert_to_numpy(optimizer.learning_rate))'''
VALIDATION = f"""
        held_back = map(ops.convert_to_tensor, ({HELD_BACK}))
        self.validation_loss = float(ops.convert_to_numpy(loss(model.point[0], model.point[1], *held_back)))"""
LOGGED = """

    def on_epoch_end(self, step, logs=None):"""

# Where the model's weight is not the point that the method reports.
REPORTS = {
    "ScheduleFreeAdamW": """# The weight is where the gradient was taken; the point that the method reports is the mean.
sequence = next(variable for variable in optimizer.variables if variable.path.endswith("momentum"))
point = (model.point - (1 - optimizer.beta_1) * sequence) / optimizer.beta_1
"""
}


def keras_program(run: Run) -> str:
    twin, setting, callbacks = run.twin(), [], []
    if twin.name in ON_JAX and not run.looks_at_loss:
        run = replace(run, schedule_twin=None)  # Keras' own schedules would be float32 there
    if run.schedule_twin:
        setting.append(f"schedule = {write_call(run.schedule_twin)}")
    elif run.factor:
        rate = f"lambda step: {run.runner.learning_rate!r} * factor(step)"
        setting.append(f"schedule = keras.callbacks.LearningRateScheduler({rate})")
    if run.looks_at_loss or run.factor:
        callbacks.append("schedule")
    elif run.schedule_twin:
        twin = run.twin(Text("schedule"))
    setting += [
        "model = Descent()",
        f"optimizer = {write_call(twin)}",
        "model.compile(optimizer=optimizer)" if run.feed.whole else LOSS_IS_OUTPUT,
    ]
    if run.log:
        callbacks.append("Log()")
    setting += run.opening
    report = REPORTS.get(twin.name, "point = model.point\n")
    backend, functions = (JAX, "jnp") if twin.name in ON_JAX else (TORCH, "ops")
    imports = IMPORTS.format(backend=backend)
    for line in run.imports:  # in their order: import …, then from … import …
        last = "import numpy as np" if line.startswith("import") else "from keras import ops"
        imports = imports.replace(last, f"{last}\n{line}")
    if functions == "jnp":
        imports = imports.replace("import keras\n", "import jax\nimport jax.numpy as jnp\nimport keras\n")
    return assemble(
        run.docstring,
        modules="import os",
        imports=imports,
        functions=[
            f"def loss({run.variables}{run.parameters}):\n    return {run.height(functions)}",
            run.factor,
            (MODEL_OF_DATA if run.feed.whole else MODEL).format(start=list(run.course.start)),
            _callback(run),
        ],
        body=[
            run.feed.write_draws(),
            "\n".join(setting),
            "\n".join([_fit(run, callbacks), *run.closing]),
            report
            + run.ending(
                "ops.convert_to_numpy(point).tolist()", f"*map(ops.convert_to_tensor, (*np.array(end), {HELD_BACK}))"
            ),
        ],
        points=run.feed.write_points("np.array"),
    )


def _callback(run: Run) -> str:
    """What logs the steps: the rate is that with which one begins, the loss is that from before it."""
    lines = run.log_step('logs["loss"]', "self.rate", "self.validation_loss")
    logged = (f"\n{INDENT * 2}{line}" for line in lines)
    return CALLBACK + (VALIDATION if run.feed.has_validation else "") + LOGGED + "".join(logged) if lines else ""


def _fit(run: Run, callbacks: list[str]) -> str:
    """The lines that do the steps: one epoch is one step, for what looks at the loss, or at the rate, does so then."""
    feed, points = run.feed, ""
    called = f", callbacks=[{', '.join(callbacks)}]" if callbacks else ""
    if not feed.whole:
        points, given = "nothing = np.zeros((1, 1))", "nothing, nothing"
    elif feed.is_drawn:
        points, given = f"points = (({feed.of_step}) {feed.loop().removesuffix(':')})", "points, steps_per_epoch=1"
    else:
        given = f"inputs, targets, batch_size={len(run.course.landscape.data or ())}"
    shuffle = ", shuffle=False" if feed.whole else ""
    fit = f"model.fit({given}{shuffle}, epochs={run.course.steps}{called}, verbose=0)  # one epoch is one step"
    return "\n".join(filter(None, [points, fit]))
