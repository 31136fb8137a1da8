"""The wire: how many bytes a scene takes, what travels when one slider moved, and how long Python computes."""

from dataclasses import replace
from functools import partial

from bench.figure import Figure, milliseconds
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from stage.scene import Setting, draw, pack_scene, pack_surface, suggest_rate

STEPS = 200
WHOLE, MOVED = 250.0, 200.0  # kB
COMPUTING = 25.0  # ms


def setting_of(key: str, landscape) -> Setting:
    optimizer = OPTIMIZERS[key]()
    rate = suggest_rate(optimizer, landscape)
    return Setting(
        landscape,
        optimizer,
        SCHEDULES["exponential"](final=1.0, horizon=STEPS),
        landscape.start,
        rate,
        STEPS,
        noise=0.0,
        seed=0,
    )


def messages(setting: Setting) -> dict[str, int]:
    """The sizes of everything the stage needs for a setting, by id."""
    surface = pack_surface(setting.landscape, None)
    picture = draw(setting)
    scene = pack_scene(setting, picture, surface[0])
    return {part: len(message) for part, message in (*picture.sweeps, surface)} | {"scene": len(scene)}


def moved(setting: Setting):
    """The setting after each slider went to another of its notches, by the slider's name."""
    for control in draw(setting).controls:
        value = control.values[len(control.values) // 3].item()
        if control.owner == "rate":
            yield control.name, replace(setting, learning_rate=value)
        else:
            part = replace(getattr(setting, control.owner), **{control.name: value})
            yield control.name, replace(setting, **{control.owner: part})


def renewed(before: Setting, after: Setting) -> int:
    """The bytes that travel from one setting to the next: the scene, and the parts that the browser does not have."""
    known = messages(before)
    return sum(size for part, size in messages(after).items() if part == "scene" or part not in known)


def compute(setting: Setting, surface: str) -> bytes:
    return pack_scene(setting, draw(setting), surface)


def measure():
    ravine = LANDSCAPES["ravine"]
    for key in ("gradient_descent", "adam"):
        setting = setting_of(key, ravine)
        name = f"{setting.optimizer.title}, {ravine.title.lower()}, {STEPS} steps"
        yield Figure(f"first scene with its surface: {name}", sum(messages(setting).values()) / 1000, "kB", WHOLE)
        sizes = {slider: renewed(setting, after) / 1000 for slider, after in moved(setting)}
        for slider, size in sizes.items():
            yield Figure(f"  after a move of {slider}", size, "kB", MOVED)
        answer = partial(compute, setting, pack_surface(ravine, None)[0])
        time = milliseconds(answer, repeats=25, before=draw.cache_clear)
        yield Figure("  Python's computing, from a release to the scene", time, "ms", COMPUTING)
    largest = {
        f"{optimizer.title}, {landscape.title.lower()}": sum(messages(setting_of(key, landscape)).values()) / 1000
        for landscape in (ravine, LANDSCAPES["himmelblau"])
        for key, optimizer in OPTIMIZERS.items()
    }
    name = max(largest, key=largest.get)
    yield Figure(f"largest first scene of the catalogue: {name}", largest[name], "kB", WHOLE)
