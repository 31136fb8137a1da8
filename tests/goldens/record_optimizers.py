"""Records where the libraries' own optimizers go: a file an item in the folder optimizers.

Run from the top folder, with torch, keras, optax and jax installed: `python -m tests.goldens.record_optimizers`, or
with `--only KEY` for one optimizer.
Each is built from what its `native(library, ...)` says, so that the twin's name and arguments are proven too: with its
default knobs, where the library's defaults apply, with knobs drawn at random from their ranges, and with a rate that
falls exponentially. A path is recorded only as long as it is well-conditioned: adaptive methods that tremble around a
minimum, and Polyak's step in a ravine, turn rounding into another path.
"""

import numpy as np

from export.program import takes_no_schedule
from knobs import knobs_of
from optimizers import CONVENTIONS, OPTIMIZERS
from tests.goldens.archive import choose, generator, spell, write
from tests.goldens.surfaces import SURFACES
from tests.goldens.twins import build, jax, keras_on, optax, packages, torch

BACKEND = "jax"
keras = keras_on(BACKEND)

STEPS = (1, 2, 5, 20, 80)
HORIZON = STEPS[-1]
DISTURBANCES = np.array([(0, 0), (1e-11, -7e-12), (4e-12, 1e-11)])


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
    schedule = {"learning_rate": lambda step: rate * final ** (jax.numpy.asarray(step, float) / HORIZON)}
    return native._replace(arguments=native.arguments | schedule)


def optax_path(native, surface, start, final):
    point = jax.numpy.asarray(start)
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


def record(random, library, key, name, fields, final=1.0):
    method = CONVENTIONS[library][key](**fields)
    start, rate, path = draw(random, library, method, SURFACES[name], final)
    return {
        "convention": library,
        "twin": spell(method.native(library, rate)),
        "fields": fields,
        "surface": name,
        "start": start.tolist(),
        "learning_rate": rate,
        "final": final,
        "path": path,
    }


def cases(key):
    """All of one optimizer; of a library that has none of its kind only that it has none."""
    for library, catalogue in CONVENTIONS.items():
        optimizer, random = catalogue[key], generator(library, key)
        native = optimizer().native(library, 1.0)
        if native is None:
            yield {"convention": library, "twin": None}
            continue
        for name in SURFACES:
            drawn = {field: float(random.choice(knob.notches())) for field, knob in knobs_of(optimizer).items()}
            yield record(random, library, key, name, {})
            yield record(random, library, key, name, drawn)
        if not takes_no_schedule(library, optimizer()):
            yield record(random, library, key, "himmelblau", {}, final=0.05)


if __name__ == "__main__":
    for key in choose(OPTIMIZERS, __doc__):
        write("optimizers", key, cases(key), packages(BACKEND), steps=STEPS, horizon=HORIZON)
