"""Records where the libraries' own optimizers go, into optimizers.json beside this script.

Run from the top folder, with torch, keras, optax and jax installed: `python tests/goldens/record_optimizers.py`.
Each optimizer is built from what its `native(library, ...)` says, so that the twin's name and arguments are proven too:
with its default knobs, where the library's defaults apply, with knobs drawn at random from their ranges, and with a
rate that falls exponentially. A path is recorded only as long as it is well-conditioned: adaptive methods that tremble
around a minimum, and Polyak's step in a ravine, turn rounding into another path.
"""

import importlib
import json
import os
import sys
from importlib.metadata import version
from pathlib import Path

# On torch Keras' ScheduleFreeAdamW goes astray: its copy of the old sequence changes with the new one.
os.environ.update(KERAS_BACKEND="jax", JAX_ENABLE_X64="1", JAX_PLATFORMS="cpu")
FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parents[1]))

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402
import optax  # noqa: E402
import torch  # noqa: E402
from surfaces import SURFACES  # noqa: E402

from knobs import knobs_of  # noqa: E402
from optimizers import CONVENTIONS  # noqa: E402

keras.config.set_floatx("float64")
torch.set_default_dtype(torch.float64)  # NAdam keeps the product of its momenta in the default type

PACKAGES = {"pytorch": ("torch",), "keras": ("keras", "jax"), "optax": ("optax", "jax")}
STEPS = (1, 2, 5, 20, 80)
HORIZON = STEPS[-1]
TAKE_NO_SCHEDULE = {("optax", "rprop"), ("optax", "backtracking")}
DISTURBANCES = np.array([(0, 0), (1e-11, -7e-12), (4e-12, 1e-11)])


def build(native, *first):
    """The library's own object, the twins inside its arguments included."""
    arguments = dict(native.arguments)
    parts = [build(part) for part in arguments.pop("*", [])]
    return getattr(importlib.import_module(native.module), native.name)(*first, *parts, **arguments)


def pytorch_path(native, surface, start, final):
    point = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    optimizer = build(native, [point])
    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: final ** (step / HORIZON))
    yield point.tolist()
    for _ in range(HORIZON):
        optimizer.zero_grad()
        surface.loss(*point).backward()
        optimizer.step()
        scheduler.step()
        yield point.tolist()


def keras_path(native, surface, start, final):
    point = keras.Variable(start, dtype="float64")
    rate = native.arguments["learning_rate"]
    optimizer = build(native)
    optimizer.build([point])
    gradient = jax.jit(jax.grad(lambda point: surface.loss(point[0], point[1])))
    yield list(start)
    for step in range(HORIZON):
        optimizer.learning_rate = rate * final ** (step / HORIZON)
        optimizer.apply([gradient(point.value)])
        shown = np.asarray(point.value)
        if native.name == "ScheduleFreeAdamW":  # the variable is where the gradient is taken; the mean is shown
            sequence = np.asarray(optimizer._momentums[0].value)
            shown = (shown - (1 - optimizer.beta_1) * sequence) / optimizer.beta_1
        yield shown.tolist()


def falling(native, final):
    """The twin with a schedule for a rate; in a chain it is the last part that has the rate."""
    if native.name == "chain":
        *parts, last = native.arguments["*"]
        return native._replace(arguments={"*": [*parts, falling(last, final)]})
    rate = native.arguments["learning_rate"]
    schedule = {"learning_rate": lambda step: rate * final ** (jnp.asarray(step, float) / HORIZON)}
    return native._replace(arguments=native.arguments | schedule)


def optax_path(native, surface, start, final):
    point = jnp.asarray(start)
    optimizer = optax.with_extra_args_support(build(native if final == 1 else falling(native, final)))
    state = optimizer.init(point)

    def loss(point):
        return surface.loss(point[0], point[1])

    @jax.jit
    def step(point, state):
        value, gradient = jax.value_and_grad(loss)(point)
        updates, state = optimizer.update(gradient, state, point, value=value, grad=gradient, value_fn=loss)
        return optax.apply_updates(point, updates), state

    yield point.tolist()
    for _ in range(HORIZON):
        point, state = step(point, state)
        mean = hasattr(state, "z")
        yield (optax.contrib.schedule_free_eval_params(state, point) if mean else point).tolist()


PATHS = {"pytorch": pytorch_path, "keras": keras_path, "optax": optax_path}


def draw(random, library, method, surface, final):
    """A start and a rate from which the path is well-conditioned, and that path for as long as it is."""
    longest = []
    for _ in range(12):
        start = surface.start + random.uniform(-0.2, 0.2, size=2)
        rate = float(method.suggested_rate(surface) * random.uniform(0.5, 1.2))
        native = method.native(library, rate)
        path, *disturbed = (list(PATHS[library](native, surface, start + shift, final)) for shift in DISTURBANCES)
        held = np.isclose(path, disturbed, rtol=0, atol=1e-10).all(axis=(0, 2)).cumprod()
        points = [path[step] for step in STEPS if held[step]]
        if len(points) > len(longest):
            longest, found = points, (start, rate)
        if len(longest) == len(STEPS):
            break
    if len(longest) < 3:
        raise RuntimeError(f"No well-conditioned path found for {method}.")
    return *found, longest


def case(random, library, key, name, fields, final):
    method = CONVENTIONS[library][key](**fields)
    golden = {"optimizer": key, "convention": library, "twin": None}
    if method.native(library, 1.0):
        start, rate, path = draw(random, library, method, SURFACES[name], final)
        golden |= {
            "twin": method.native(library, rate).name,
            "fields": fields,
            "surface": name,
            "start": start.tolist(),
            "learning_rate": rate,
            "final": final,
            "path": path,
        }
    return golden


def cases():
    random = np.random.default_rng(2)
    for library, catalogue in CONVENTIONS.items():
        for key, optimizer in catalogue.items():
            print(library, key, flush=True)
            for name in SURFACES:
                drawn = {field: float(random.choice(knob.notches())) for field, knob in knobs_of(optimizer).items()}
                yield case(random, library, key, name, {}, 1.0)
                yield case(random, library, key, name, drawn, 1.0)
            if (library, key) not in TAKE_NO_SCHEDULE:
                yield case(random, library, key, "himmelblau", {}, 0.05)


if __name__ == "__main__":
    header = {
        "script": "tests/goldens/record_optimizers.py",
        "versions": {library: {name: version(name) for name in names} for library, names in PACKAGES.items()},
        "steps": STEPS,
        "horizon": HORIZON,
    }
    lines = dict.fromkeys(json.dumps(golden) for golden in cases())
    (FOLDER / "optimizers.json").write_text(json.dumps(header)[:-1] + ', "cases": [\n' + ",\n".join(lines) + "\n]}\n")
