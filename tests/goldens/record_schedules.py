"""Records what the libraries themselves make of every schedule: a file an item in the folder schedules.

Run from the top folder, with torch, keras, optax and jax installed: `python -m tests.goldens.record_schedules`, or with
`--only KEY` for one schedule.
Each is built from what its `native(library)` says, so that the twin's name and arguments are proven too: with its
default knobs, with knobs drawn at random from their ranges, and with those that meet an edge.
"""

from types import SimpleNamespace

import numpy as np

from knobs import knobs_of
from schedules import CONVENTIONS, SCHEDULES
from tests.goldens.archive import choose, generator, spell, write
from tests.goldens.twins import build, jax, keras_on, packages, torch

BACKEND = "torch"
keras = keras_on(BACKEND)

LEARNING_RATE = 0.3
DRAWS = 3
FIELDS = ({"final": 0.02, "horizon": 12}, {"final": 0.3, "horizon": 28})
EDGES = {
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
    "warmup_cosine": (
        {"final": 0.02, "horizon": 20, "warmup": 0.3, "warmup_start": 0.25},
        {"final": 0.02, "horizon": 20, "warmup": 0.0},
    ),
    "warmup_linear": (
        {"final": 0.02, "horizon": 20, "warmup": 0.3, "warmup_start": 0.25},
        {"final": 0.02, "horizon": 20, "warmup": 0.0},
    ),
    "wsd": (
        {"final": 0.02, "horizon": 20, "warmup": 0.25, "warmup_start": 0.25, "cooldown": 0.3},
        {"final": 0.02, "horizon": 20, "warmup": 0.0},
        {"final": 0.02, "horizon": 20, "warmup": 0.5, "cooldown": 0.5},
    ),
    "one_cycle": (
        {"final": 0.001, "horizon": 20, "rise": 0.4, "warmup_start": 0.1},
        {"final": 0.01, "horizon": 19, "rise": 0.05},
    ),
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


def pytorch_rates(native, steps, losses=None):
    optimizer = torch.optim.SGD([torch.zeros(1, dtype=torch.float64)], lr=LEARNING_RATE)
    scheduler = build(native, optimizer)
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
            yield float(schedule(jax.numpy.asarray(step)))
        return
    transformation = build(native)
    gradient = jax.numpy.asarray(LEARNING_RATE)
    follow = jax.jit(lambda state, loss: transformation.update(gradient, state, value=loss))
    state = transformation.init(gradient)
    for step in range(steps):
        update, state = follow(state, losses[step])
        yield float(update)


RATES = {"pytorch": pytorch_rates, "keras": keras_rates, "optax": optax_rates}


def record(library, key, fields, losses=None):
    native = CONVENTIONS[library][key](**fields).native(library, LEARNING_RATE)
    golden = {"convention": library, "fields": fields, "twin": native and spell(native)}
    if native:
        past_its_end = 0 if native.name == "OneCycleLR" else fields["horizon"] + 5  # where PyTorch has an error
        steps = len(losses) if losses else fields["horizon"] + 1 + past_its_end
        golden["factors"] = [rate / LEARNING_RATE for rate in RATES[library](native, steps, losses)]
    if losses:
        golden["losses"] = losses
    return golden


def draw(random, schedule):
    """Fields that its sliders offer, whole numbers as such."""
    drawn = {
        name: (int if knob.whole else float)(random.choice(knob.notches())) for name, knob in knobs_of(schedule).items()
    }
    return {"horizon": int(random.integers(8, 30))} | drawn


def cases(key):
    for library, catalogue in CONVENTIONS.items():
        schedule, random = catalogue[key], generator(library, key)
        for fields in (*FIELDS, *(draw(random, schedule) for _ in range(DRAWS)), *EDGES.get(key, ())):
            for losses in loss_records() if schedule.looks_at_loss else [None]:
                yield record(library, key, fields, losses)


if __name__ == "__main__":
    for key in choose(SCHEDULES, __doc__):
        write("schedules", key, cases(key), packages(BACKEND), learning_rate=LEARNING_RATE)
