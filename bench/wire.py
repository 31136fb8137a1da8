"""The wire: how many bytes a scene takes, what travels when one slider moved, and how long Python computes."""

from functools import partial

import numpy as np

from bench.figure import Figure, milliseconds
from descent.setting import Course, Runner, Setting, suggest_rate
from landscapes import LANDSCAPES, Landscape
from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from stage.picture import picture_of
from stage.scene import pack_scene

STEPS = 200
WHOLE, MOVED = 250.0, 200.0  # kB
COMPUTING = 25.0  # ms


def setting_of(key: str, landscape: Landscape) -> Setting:
    optimizer = OPTIMIZERS[key]()
    schedule = SCHEDULES["exponential"](final=1.0, horizon=STEPS)
    runner = Runner(optimizer, schedule, suggest_rate(optimizer, landscape))
    return Setting(Course(landscape, landscape.start, STEPS), (runner,))


def messages(setting: Setting) -> dict[str, int]:
    """The sizes of everything the stage needs for a setting, by id."""
    scene = pack_scene(setting)
    return {part.id: len(part.message) for part in scene.parts.values()} | {"scene": len(scene.message)}


def moved(setting: Setting):
    """The setting after each slider went to another of its notches, by the slider's name."""
    for control in picture_of(setting.course, setting.runners[0]).controls:
        value = control.values[len(control.values) // 3].item()
        yield control.name, setting.moved(0, control.name, value)


def release(setting: Setting, name: str):
    """What is computed when a slider is let go at a notch where nobody was before: a function, once for each notch."""
    (control,) = (one for one in picture_of(setting.course, setting.runners[0]).controls if one.name == name)
    notches = iter(np.delete(control.values, control.index).tolist())
    return lambda: pack_scene(setting.moved(0, name, next(notches)))


def renewed(before: Setting, after: Setting) -> int:
    """The bytes that travel from one setting to the next: the scene, and the parts that the browser does not have."""
    known = messages(before)
    return sum(size for part, size in messages(after).items() if part == "scene" or part not in known)


def measure():
    ravine = LANDSCAPES["ravine"]
    for key in ("gradient_descent", "adam"):
        setting = setting_of(key, ravine)
        name = f"{setting.runners[0].optimizer.title}, {ravine.title.lower()}, {STEPS} steps"
        yield Figure(f"first scene with its surface: {name}", sum(messages(setting).values()) / 1000, "kB", WHOLE)
        sizes = {slider: renewed(setting, after) / 1000 for slider, after in moved(setting)}
        for slider, size in sizes.items():
            yield Figure(f"  after a move of {slider}", size, "kB", MOVED)
        time = milliseconds(partial(pack_scene, setting), repeats=25, before=picture_of.cache_clear)
        yield Figure("  Python's computing, from a link to the scene", time, "ms", COMPUTING)
        pack_scene(setting)
        for slider in sizes:
            time = milliseconds(release(setting, slider), repeats=20)
            yield Figure(f"  from a release of {slider} to the scene", time, "ms", COMPUTING)
    largest = {
        f"{optimizer.title}, {landscape.title.lower()}": sum(messages(setting_of(key, landscape)).values()) / 1000
        for landscape in (ravine, LANDSCAPES["himmelblau"])
        for key, optimizer in OPTIMIZERS.items()
    }
    name = max(largest, key=lambda name: largest[name])
    yield Figure(f"largest first scene of the catalogue: {name}", largest[name], "kB", WHOLE)
