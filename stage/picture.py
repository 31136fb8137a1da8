"""A picture: one runner on its course, ready to travel. What is computed for it is computed once for all visitors."""

import math
from dataclasses import dataclass
from weakref import WeakValueDictionary

from descent.control import Control
from descent.finish import Finish
from descent.range_test import compare, range_test
from descent.setting import LEARNING_RATE, Course, Runner
from descent.study import Slider, study
from descent.witness import Memoir
from landscapes import LANDSCAPES
from memory import remember
from stage.parts import Part, pack_run, pack_sweep, pack_test


@dataclass(frozen=True, eq=False)
class Picture:
    """The present run, a sweep for each slider by its name, and what the run's optimizer saw on the way."""

    controls: tuple[Control, ...]
    run: Part
    finish: Finish  # of the present run
    sweeps: dict[str, Part]
    sliders: dict[str, Slider]
    memoir: Memoir
    best_rate: float  # the notch of the learning rate that does best, nan if every one diverges
    bound: float  # the stability bound of the present run, nan if it has none


_alike: WeakValueDictionary[tuple, Picture] = WeakValueDictionary()  # by a slider, and all else that it depends on


@remember(megabytes=128, apart=LANDSCAPES.values())  # 0.06 MB for a plain one, 1.6 MB for 1000 steps of Prodigy
def picture_of(course: Course, runner: Runner) -> Picture:
    """When one slider has moved, its sweep is still the same: it is taken from a picture that has it."""
    return make_picture(course, runner, lean=False)


@remember(megabytes=32, apart=LANDSCAPES.values())
def glance_at(course: Course, runner: Runner) -> Picture:
    """A picture of a runner that nobody drags: it knows the learning rate's slider alone, and has no sweeps."""
    return make_picture(course, runner, lean=True)


def make_picture(course: Course, runner: Runner, lean: bool) -> Picture:
    keys = {LEARNING_RATE: (course, runner.moved(learning_rate=1.0), LEARNING_RATE)} | {
        name: (course, runner.moved(**{name: knob.default}), name) for name, knob in runner.knobs.items()
    }
    if lean:
        keys = {LEARNING_RATE: keys[LEARNING_RATE]}
    found = ((name, _alike.get(key)) for name, key in keys.items())
    alike = {name: picture for name, picture in found if picture is not None and (lean or name in picture.sweeps)}
    studied = study(course, runner, {name: picture.sliders[name] for name, picture in alike.items()}, lean)
    (rate,) = (control for control in studied.controls if control.leads)
    best = studied.sliders[rate.name].response.best
    picture = Picture(
        studied.controls,
        pack_run(studied, runner.optimizer, course.is_noisy),
        studied.finish,
        {
            name: pack_sweep(studied, name) if name in studied.slices else alike[name].sweeps[name]
            for name in studied.sliders
            if not lean
        },
        studied.sliders,
        studied.memoir,
        best_rate=float(rate.values[best]) if best >= 0 else math.nan,
        bound=float(studied.story.bounds[0]),
    )
    for key in keys.values():
        if not (lean and key in _alike):
            _alike[key] = picture
    return picture


@remember(megabytes=4, apart=LANDSCAPES.values())
def range_test_of(course: Course, runner: Runner) -> Part:
    """The learning-rate range test over the slider's whole range, beside the best of the sweep."""
    picture = picture_of(course, runner)
    (rate,) = (control for control in picture.controls if control.leads)
    test = range_test(course, runner, low=rate.values[0], high=rate.values[-1])
    return pack_test(test, compare(test, picture.best_rate, picture.bound, course.steps))
