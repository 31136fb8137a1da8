"""Records what the libraries themselves make of every schedule, into schedules.json beside this script.

Run from the top folder, with torch, keras, optax and jax installed: `python tests/goldens/record_schedules.py`.
Each schedule is built from what its `native(library)` says, so that the twin's name and arguments are proven too.
"""

import importlib
import json
import os
import sys
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace

os.environ.update(KERAS_BACKEND="torch", JAX_ENABLE_X64="1", JAX_PLATFORMS="cpu")
FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parents[1]))

import jax.numpy as jnp  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402
import torch  # noqa: E402

from libraries import Native  # noqa: E402
from schedules import CONVENTIONS  # noqa: E402

keras.config.set_floatx("float64")

PACKAGES = {"pytorch": ("torch",), "keras": ("keras", "torch"), "optax": ("optax", "jax")}
LEARNING_RATE = 0.3
FIELDS = ({"final": 0.02, "horizon": 12}, {"final": 0.3, "horizon": 28})
MORE_FIELDS = {
    "step": ({"final": 0.05, "horizon": 10, "drops": 4},),
    "multi_step": (
        {"final": 0.05, "horizon": 20, "first": 0.8, "second": 0.2},
        {"final": 0.05, "horizon": 20, "first": 0.6, "second": 0.6},
    ),
    "polynomial": ({"final": 0.0, "horizon": 10}, {"final": 0.0, "horizon": 10, "power": 1.0}),
    "cosine": ({"final": 0.0, "horizon": 8},),
    "cosine_restarts": (
        {"final": 0.02, "horizon": 28, "cycles": 3, "stretch": 2.0},
        {"final": 0.02, "horizon": 26, "cycles": 3, "stretch": 3.0},
    ),
    "warmup_cosine": ({"final": 0.02, "horizon": 20, "warmup": 0.3, "warmup_start": 0.25},),
    "warmup_linear": ({"final": 0.02, "horizon": 20, "warmup": 0.3, "warmup_start": 0.25},),
    "wsd": ({"final": 0.02, "horizon": 20, "warmup": 0.25, "warmup_start": 0.25, "cooldown": 0.3},),
    "one_cycle": ({"final": 0.001, "horizon": 20, "rise": 0.4, "warmup_start": 0.1},),
    "cyclic": ({"final": 0.1, "horizon": 16, "cycles": 2, "peak": 0.5}, {"final": 0.1, "horizon": 25, "cycles": 3}),
    "plateau": ({"final": 0.01, "horizon": 30, "factor": 0.5, "patience": 2, "threshold": 0.01},),
}


def loss_records():
    """Losses that fall, stand still, fall by less than a threshold, rise and fall again; the last ones negative."""
    random = np.random.default_rng(7)
    falling = 3 * np.exp(-np.arange(20) / 4)
    standing = np.full(25, 0.02) + 5e-5 * random.standard_normal(25)
    walking = 1 + 0.3 * random.standard_normal(30).cumsum()
    return [np.concatenate([falling, standing]).tolist(), walking.tolist(), (falling - 2.5).tolist() + [-2.6] * 20]


def build(native, **context):
    """The library's own object, the twins inside its arguments included."""
    arguments = {
        name: [build(part, **context) if isinstance(part, Native) else part for part in value]
        if isinstance(value, list)
        else value
        for name, value in native.arguments.items()
    }
    return getattr(importlib.import_module(native.module), native.name)(**context, **arguments)


def pytorch_rates(native, steps, losses=None):
    optimizer = torch.optim.SGD([torch.zeros(1, dtype=torch.float64)], lr=LEARNING_RATE)
    scheduler = build(native, optimizer=optimizer)
    for step in range(steps):
        yield optimizer.param_groups[0]["lr"]
        optimizer.step()
        scheduler.step(*([losses[step]] if losses else []))


def keras_rates(native, steps, losses=None):
    if not losses:
        schedule = build(native)
        for step in range(steps):
            yield float(schedule(step))
        return
    optimizer = keras.optimizers.SGD(learning_rate=LEARNING_RATE)
    callback = build(native)
    callback.set_model(SimpleNamespace(optimizer=optimizer))
    callback.on_train_begin()
    for step in range(steps):
        yield float(optimizer.learning_rate)
        callback.on_epoch_end(step, {"loss": losses[step]})


def optax_rates(native, steps, losses=None):
    if not losses:
        schedule = build(native)
        for step in range(steps):
            yield float(schedule(jnp.asarray(step)))
        return
    transformation = build(native)
    gradient = jnp.asarray(LEARNING_RATE)
    state = transformation.init(gradient)
    for step in range(steps):
        update, state = transformation.update(gradient, state, value=losses[step])
        yield float(update)


RATES = {"pytorch": pytorch_rates, "keras": keras_rates, "optax": optax_rates}


def case(library, key, fields, losses=None):
    native = CONVENTIONS[library][key](**fields).native(library, LEARNING_RATE)
    golden = {"schedule": key, "convention": library, "fields": fields, "twin": native and native.name}
    if native:
        past_its_end = 0 if native.name == "OneCycleLR" else fields["horizon"] + 5  # where PyTorch has an error
        steps = len(losses) if losses else fields["horizon"] + 1 + past_its_end
        golden["factors"] = [rate / LEARNING_RATE for rate in RATES[library](native, steps, losses)]
    if losses:
        golden["losses"] = losses
    return golden


def cases():
    for library, catalogue in CONVENTIONS.items():
        for key in catalogue:
            for fields in (*FIELDS, *MORE_FIELDS.get(key, ())):
                for losses in loss_records() if key == "plateau" else [None]:
                    yield case(library, key, fields, losses)


if __name__ == "__main__":
    header = {
        "script": "tests/goldens/record_schedules.py",
        "versions": {library: {name: version(name) for name in names} for library, names in PACKAGES.items()},
        "learning_rate": LEARNING_RATE,
    }
    lines = ",\n".join(json.dumps(golden) for golden in cases())
    (FOLDER / "schedules.json").write_text(json.dumps(header)[:-1] + f', "cases": [\n{lines}\n]}}\n')
