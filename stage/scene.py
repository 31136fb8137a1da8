"""A scene: what the stage is sent at every change. It names the parts that it is made of and says how it is looked at.

    pack_scene(setting)     ->  Scene(message, parts by name: "surface", "a/run", "a/learning_rate", ...)

Runners go by a letter, the first one "a". What is in a part travels with that part, which see: `stage.parts`.
"""

import math
from collections.abc import Callable, Container, Sequence
from typing import Any, NamedTuple

import numpy as np

from descent.control import Control
from descent.descend import join_runs
from descent.examination import examine
from descent.finish import finish_of
from descent.setting import LETTERS, Runner, Setting
from descent.study import gather, tell
from descent.together import APART
from descent.witness import Witness
from landscapes import Landscape
from landscapes.plane import Point, Window
from stage.data import pack_data, turns_of, write_formula
from stage.encoding import encode
from stage.parts import Part, arrays_of, arrays_of_fit, header_of, pack_surface, pack_surroundings
from stage.picture import Picture, range_test_of
from stage.race import RaceLook, describe_entrants, name_best, pack_race, pictures_of, tell_preview
from stage.remarks import remarks_of
from stage.together import Shared, shared_of

TRAINING, VALIDATION = "training", "validation"  # whose loss the surface is
CURVE_PRECISION = 1e-4  # of the window

Best = tuple[float, str]  # a learning rate to go to, nan for none, and what it is called


class Scene(NamedTuple):
    message: bytes
    parts: dict[str, Part]


def pack_scene(
    setting: Setting,
    race: RaceLook | None = None,
    *,
    view: Window | None = None,
    validates: bool = False,
    with_test: bool = False,
    explained: Container[str] = (),
    lines: Part | None = None,
    signs: Part | None = None,
    moves: Callable[[str], bool] = lambda name: True,
    **facts: Any,
) -> Scene:
    """The scene of a setting; `view` is the piece of the plane that the surface has to cover, None for the window.

    It `validates` if the surface is that of the points that were held back.

    `race` tells how several runners are looked at. Without it each has its sweeps.

    `explained` are the ids of the runs that remarks are wanted for; they are missing while the server has no time.
    `lines` are the lines of the page's menus, `signs` what the signs in its sentences mean. Of the knobs that nobody
    `moves` there are no runs.
    `facts` (a sequence number, the address of plotly.js, the look) go into its header.
    """
    course = setting.course
    shown = course.landscape.validation if validates else course.landscape
    parts = {"surface": pack_surface(shown, view), "surroundings": pack_surroundings(shown)}
    parts |= {name: part for name, part in (("lines", lines), ("signs", signs)) if part}
    if data := pack_data(setting.course_of(race.selected if race else 0)):
        parts["data"] = data
    shared = shared_of(setting, race.together, race.selected) if race and race.together != APART else None
    if shared and shared.ground:
        parts["ground"] = shared.ground
    pictures, runners = pictures_of(setting, race), []
    for place, (letter, runner, picture) in enumerate(zip(LETTERS, setting.runners, pictures, strict=False)):
        own_course = setting.course_of(place)
        own = {"run": picture.run} | {name: sweep for name, sweep in picture.sweeps.items() if moves(name)}
        if shared:
            own[shared.control.name] = shared.packed[place].sweep
        if with_test and picture.sweeps:
            own["test"] = range_test_of(own_course, runner)
        if picture.run.id in explained and (remarks := remarks_of(own_course, runner, picture.memoir)):
            own["remarks"] = remarks
        best = (picture.best_rate, "best here") if race is None else name_best(own_course, runner, picture)
        runners.append(describe_runner(letter, runner, picture, own, best))
        if shared:
            runners[-1]["controls"] = [describe_shared(shared, place)]
        parts |= {f"{letter}/{name}": part for name, part in own.items()}
    if race:
        described = zip(runners, describe_entrants(setting, race), strict=True)
        runners = [description | more for description, more in described]
        parts["race"] = pack_race(setting, race)
        facts |= {
            "ground": parts["ground"].id if "ground" in parts else None,
            "race": race.facts | {"told": parts["race"].id, "together": race.together, "apart": APART},
        }
    header = {
        "title": describe_setting(setting),
        "course": {"steps": course.steps, "start": list(course.start), "epoch": turns_of(course)},
        "landscape": describe_landscape(shown),
        "surface": parts["surface"].id,
        "surface_of": None if shown.data is None else VALIDATION if validates else TRAINING,
        "surroundings": parts["surroundings"].id,
        "data": data.id if data else None,
        "lines": lines.id if lines else None,
        "signs": signs.id if signs else None,
        "selected": race.selected if race else 0,
        "runners": runners,
        **facts,
    }
    return Scene(encode(header, {}), parts)


def pack_preview(setting: Setting, **facts: Any) -> bytes:
    """Every runner's run alone, for a start that is still being dragged."""
    runs, told, finishes = [], [], []
    for place, runner in enumerate(setting.runners):
        course, witness = setting.course_of(place), Witness()
        run = course.run(runner, witness)
        findings = examine(run, course.landscape)
        runs.append(run)
        told.append(tell(run, findings, course, runner))
        finishes.append(finish_of(findings, course.landscape, runner.optimizer, runner.schedule, witness))
    stories = gather(told)
    header = {"steps": setting.course.steps, "preview": True, **header_of(stories), **facts}
    if len(runs) > 1:
        header["race"] = tell_preview(setting, finishes)
    return encode(header, arrays_of(join_runs(runs), exact=True) | arrays_of_fit(stories, exact=True))


def describe_setting(setting: Setting) -> str:
    names = dict.fromkeys(runner.optimizer.title for runner in setting.runners)
    return f"{', '.join(names)} on {setting.course.landscape.title}"


def describe_landscape(landscape: Landscape) -> dict:
    """What map, relief and loss curve need; of minima and valleys the global ones come first."""
    return {
        "key": landscape.key,
        "title": landscape.title,
        "formula": write_formula(landscape),
        "values": {landscape.parameters[name].symbol or name: value for name, value in landscape.values},
        "axes": list(landscape.axes),
        "window": [list(side) for side in landscape.window],
        "minima": [list(minimum) for minimum in landscape.minima],
        "globals": len(landscape.global_minima),
        "valleys": [draw_curve(valley, landscape.window) for valley in landscape.valleys],
        "global_valleys": len(landscape.global_valleys),
        "floor": landscape.minimum_value if landscape.minima or landscape.valleys else None,
        "rounding": landscape.rounding,
        "camera": list(landscape.camera) if landscape.camera else None,
    }


def draw_curve(points: Sequence[Point], window: Window) -> list[list[float]]:
    """A curve as short as it looks the same: rounded, without the points that lie between their neighbours."""
    curve, fine = np.array(points), CURVE_PRECISION * np.diff(window)[:, 0]
    kept = 0
    while kept != len(curve):  # every other point that may go, until none may
        kept = len(curve)
        between, ends = curve[1:-1:2], (curve[:-2:2], curve[2::2])
        edge = (ends[1] - ends[0]) / fine
        away = (between - ends[0]) / fine
        aside = np.abs(edge[:, 0] * away[:, 1] - edge[:, 1] * away[:, 0]) <= np.hypot(*edge.T)
        curve = np.delete(curve, 1 + 2 * np.flatnonzero(aside), axis=0)
    x_digits, y_digits = (int(digits) for digits in 1 - np.floor(np.log10(fine)))
    return [[round(x, x_digits), round(y, y_digits)] for x, y in curve.tolist()]


def describe_runner(letter: str, runner: Runner, picture: Picture, parts: dict[str, Part], best: Best) -> dict:
    return {
        "key": letter,
        "title": runner.optimizer.title,
        "run": parts["run"].id,
        "test": parts["test"].id if "test" in parts else None,
        "remarks": parts["remarks"].id if "remarks" in parts else None,
        "controls": [describe_control(control, parts.get(control.name), best) for control in picture.controls],
    }


def describe_shared(shared: Shared, place: int) -> dict:
    """The one slider of all, as one of the runners has it."""
    description = describe_control(shared.control, shared.packed[place].sweep) | {"even": shared.even}
    return description | ({} if shared.rates is None else {"rates": shared.rates[place]})


def describe_control(control: Control, sweep: Part | None, best: Best = (math.nan, "")) -> dict:
    """All that a slider is, so that the browser need not know any control by its name.

    Beside it stands one value to go to: the learning rate's best notch here and now, so that no other advice stands on
    the page; of any other knob, and where every rate diverges, its default.
    """
    knob = control.knob
    offer, offered = knob.default, control.default_name
    if control.leads and math.isfinite(best[0]):
        offer, offered = best
    return {
        "name": control.name,
        "label": knob.label,
        "symbol": knob.symbol,
        "help": knob.help,
        "whole": knob.whole,
        "values": control.values.tolist(),
        "index": control.index,
        "default": offer,
        "default_name": offered,
        "reading": "factor" if knob.is_factor else "number",
        "limits": {"low": knob.low, "high": knob.high, "words": control.limits_in_words},
        "lead": control.leads,
        "painted": control.leads or knob.is_factor,
        "sweep": sweep.id if sweep else None,
    }
