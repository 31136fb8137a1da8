"""An account: what a file of numbers says of its picture, for people to read and for programs.

facts = describe(shown)     plain values: the landscape, the noise, each runner's numbers and what became of it
lines_of(facts)             the same in lines: ("landscape", "Bowl: (x^2 + 3*y^2)/2")
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from address.held import HELD
from descent.figures import capital
from descent.race_names import name_runners
from descent.race_sentence import tell_race
from descent.setting import LETTERS, Course, Runner
from export.shown import Pause, Shown, go_on
from libraries import LIBRARIES
from stage.encoding import decode
from stage.parts import ID_BYTES
from stage.picture import Picture, glance_at, picture_of
from stage.race import entrants_of

WRITTEN = "/:?=&%+#()*;@"  # in a link, as it stands: no comma, no quote


def describe(shown: Shown, pause: Pause = go_on) -> dict[str, Any]:
    """All that determines a picture, and what the page says of it; no number in it is rounded."""
    visit, setting = shown.visit, shown.visit.setting
    courses = [setting.course_of(place) for place in range(len(setting.runners))]
    look, pictures = picture_of if len(courses) == 1 else glance_at, []
    for course, runner in zip(courses, setting.runners, strict=True):
        pictures.append(look(course, runner))
        pause()
    names = name_runners(setting.runners, courses)
    return {
        "link": quote(shown.link.strip(), safe=WRITTEN, errors="replace"),
        "landscape": _describe_landscape(setting.course),
        "steps": setting.course.steps,
        "noise": setting.course.noise,
        "batch_size": setting.course.batch_size or None,
        "label_noise": setting.course.label_noise,
        "convention": LIBRARIES[visit.convention],
        "runners": {
            letter: {"name": capital(name)} | _describe_runner(course, runner, picture)
            for letter, name, course, runner, picture in zip(
                LETTERS, names, courses, setting.runners, pictures, strict=False
            )
        },
        "race": tell_race(entrants_of(setting, pictures)).sentence if len(courses) > 1 else None,
    }


def _describe_landscape(course: Course) -> dict[str, Any]:
    landscape, data = course.landscape, course.landscape.data
    return {
        "key": landscape.key,
        "title": landscape.title,
        "formula": landscape.formula,
        "parameters": dict(landscape.values),
        "axes": list(landscape.axes),
        "points": None if data is None else len(data),
        "held_back": None if data is None else len(data.validation),
    }


def _describe_runner(course: Course, runner: Runner, picture: Picture) -> dict[str, Any]:
    told = decode(picture.run.message[ID_BYTES:])[0]
    return {
        "optimizer": runner.optimizer.title,
        "schedule": runner.schedule.title,
        "learning_rate": float(runner.learning_rate),
        "knobs": {name: float(runner.value_of(name)) for name in runner.knobs},
        "start": list(map(float, course.start)),
        "seed": course.seed,
        "verdict": told["verdicts"][0],
        "headline": told["headlines"][0],
        "sentence": told["sentences"][0],
    }


def lines_of(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Lines for people, each with its name; in none is there a break or anything that does not print."""
    runners, is_race = facts["runners"], facts["race"] is not None
    lines = [("landscape", _landscape_in_words(facts["landscape"]))]
    for letter, own in runners.items():
        lines.append((f"runner {letter}", own["name"] if is_race else own["optimizer"]))
        lines.append(("  settings", _numbers_in_words(own)))
        lines.append(("  start", "x = {!r}; y = {!r}".format(*own["start"])))
        lines.append(("  verdict", own["headline"]))
        if not is_race:
            lines.append(("  why", own["sentence"]))
    if is_race:
        lines.append(("race", facts["race"]))
    lines.append(("steps", str(facts["steps"])))
    lines.append(("noise", _noise_in_words(facts)))
    lines.append(("convention", facts["convention"]))
    lines.append(("picture", facts["link"]))
    if f"data={HELD}-" in facts["link"]:
        lines.append(("  note", "its points are too many for a link: it opens as long as the app still has them"))
    return [(name, plainly(text)) for name, text in lines]


def _landscape_in_words(landscape: Mapping[str, Any]) -> str:
    numbers = "".join(f"; {name} = {value!r}" for name, value in landscape["parameters"].items())
    mean = f"mean over {landscape['points']} points (u; v) of " if landscape["points"] else ""
    return f"{landscape['title']}: {mean}{landscape['formula']}{numbers}"


def _numbers_in_words(own: Mapping[str, Any]) -> str:
    numbers = {"learning_rate": own["learning_rate"], **own["knobs"]}
    told = "; ".join(f"{name} = {value!r}" for name, value in numbers.items())
    return f"{told}; schedule: {own['schedule']}"


def _noise_in_words(facts: Mapping[str, Any]) -> str:
    """What each step's view of the loss lacks, with the seed of its draws."""
    kinds = []
    if facts["noise"]:
        kinds.append(f"of the gradients: standard deviation {facts['noise']!r}")
    if facts["batch_size"]:
        kinds.append(f"mini-batches of {facts['batch_size']} points")
    if facts["label_noise"]:
        kinds.append(f"of the labels: standard deviation {facts['label_noise']!r}")
    seeds = dict.fromkeys(str(own["seed"]) for own in facts["runners"].values())
    return "; ".join([*kinds, f"seed {' and '.join(seeds)}"]) if kinds else "none"


def plainly(text: str) -> str:
    """One line of signs that print."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
