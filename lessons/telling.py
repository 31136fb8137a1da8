"""What the page is told of one screen of a lesson: its words as markup, its question with the truth, its goal.

    tell(lesson, place, visit)      a dict for the header of the screen's scene

All but the goal, and an explanation's numbers, is about the screen's own picture, and is told once for all visitors.
"""

import hashlib
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from html import escape
from typing import Any

import numpy as np

from address import Visit
from address.race import UnreadableError
from descent.setting import LETTERS
from descent.terrain import NEAR, terrain_of
from glossary import words_of
from lessons.expression import UnclearError, fill, holds, number_of
from lessons.goal import tell_goal
from lessons.lesson import ASKING, CURIOUS, Lesson, Question, Screen, Walk
from lessons.markup import render
from lessons.patience import TooLongError, patience
from lessons.run import Run, known_of, places_of, runs_at, runs_of
from lessons.slider import control_of, describe
from memory import remember

log = logging.getLogger(__name__)
TERM = re.compile(r'data-term="([\w-]+)"')
TROUBLES = (UnclearError, UnreadableError, TooLongError)
WHOLE = 10.0  # seconds of work that a screen may take, however many expressions it has
CURVE_DIGITS = 5
MOST_POINTS = 241  # of a curve

Translate = Callable[[str], str]


def tell(lesson: Lesson, place: int, visit: Visit, translate: Translate = str, language: str = "en") -> dict[str, Any]:
    """The header's `lesson`. `visit` is what the student has made of the screen's picture."""
    screen = lesson.screens[place]
    told = tell_screen(lesson, place, Wording(language, translate)) | papers_of(lesson, language)
    if screen.kind == "explain":
        told["html"] = explain(screen, visit, translate)
    if screen.goal:
        told["goal"] = tell_goal(screen, visit)
    return told


def papers_of(lesson: Lesson, language: str) -> dict[str, str]:
    """The addresses of what can be printed or taken home, as seen from the front page."""
    query = f"?language={language}" if language != "en" else ""
    return {paper: f"handouts/{lesson.key}/{paper}{query}" for paper in ("sheet", "notes", "page")}


class Wording:
    """A language and how it says a text; two of one language are the same."""

    def __init__(self, language: str, translate: Translate):
        self.language, self.translate = language, translate

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Wording) and other.language == self.language

    def __hash__(self) -> int:
        return hash(self.language)


@remember(megabytes=16)
def tell_screen(lesson: Lesson, place: int, wording: Wording) -> dict[str, Any]:
    """What all are told of it; where that cannot be computed, as on a screen that a teacher has just written, why."""
    with patience(WHOLE):
        told = frame_screen(lesson, place, wording.translate)
        try:
            told |= fill_screen(lesson, place, wording)
        except TROUBLES as trouble:
            where = f"{lesson.file}, line {lesson.screens[place].line}"
            log.warning("A screen of a lesson cannot be shown: %s: %s", where, trouble)
            told["html"] = f"<p>{escape(f'This screen cannot be shown as it is meant. {where}: {trouble}')}</p>"
    return told | {"words": words_in(told, wording.language)}


def frame_screen(lesson: Lesson, place: int, translate: Translate) -> dict[str, Any]:
    """What is there of it before anything is computed."""
    screen = lesson.screens[place]
    return {
        "key": lesson.key,
        "title": translate(lesson.title),
        "place": place,
        "screens": [{"kind": each.kind, "title": title_of(each, translate)} for each in lesson.screens],
        "kind": screen.kind,
        "dark": screen.dark,
        "veiled": screen.kind in ASKING,
        "question": None,
        "asked": [],
        "walk": None,
        "goal": None,
        "sources": sources_of(lesson, place),
    }


def fill_screen(lesson: Lesson, place: int, wording: Wording) -> dict[str, Any]:
    """Raises one of TROUBLES."""
    screen = lesson.screens[place]
    names = known_of(runs_at(screen.picture))
    return {
        "html": render(say(screen.text, names, wording.translate)),
        "question": tell_question(lesson, place, wording) if screen.question else None,
        "asked": list(tell_asked(lesson, place, wording)) if screen.kind not in ASKING else [],
        "walk": tell_walk(screen.walk, names["run"]) if screen.walk else None,
    }


def sources_of(lesson: Lesson, place: int) -> list[str]:
    """Whose findings a screen shows: a course names them at the end, and none before a prediction, for titles tell."""
    if lesson.screens[place].kind in ASKING:
        return []
    return list(lesson.sources if lesson.shelf == CURIOUS or place == len(lesson.screens) - 1 else ())


def words_in(told: dict[str, Any], language: str) -> dict[str, dict[str, str]]:
    """The meanings of the words that a screen's texts link to."""
    words, linked = words_of(language), dict.fromkeys(TERM.findall(repr(told)))
    return {
        key: {"title": words[key].title, "meaning": words[key].meaning_html, "example": words[key].link}
        for key in linked
        if key in words
    }


def tell_asked(lesson: Lesson, place: int, wording: Wording) -> Iterator[dict[str, Any]]:
    """The questions of the screens before that are compared here."""
    for at in lesson.asked_before(place):
        with suppress(*TROUBLES):  # its own screen says them
            yield tell_question(lesson, at, wording) | {"same": is_same(lesson, at, place)}


def title_of(screen: Screen, translate: Translate) -> str:
    """Its picture's runs are walked only if its title asks."""
    try:
        return say(screen.title, known_of(runs_at(screen.picture)) if "{{" in screen.title else {}, translate)
    except TROUBLES:
        return screen.title


def say(text: str, names: Mapping[str, Any], translate: Translate) -> str:
    """A text in the visitor's language with its numbers; one that cannot be computed stands as it is."""
    if not text:
        return ""
    said = "\n\n".join(map(translate, text.split("\n\n")))
    try:
        return fill(said, names)
    except UnclearError as trouble:
        log.warning("A lesson's text cannot be filled in: %s", trouble)
        return said


def is_same(lesson: Lesson, one: int, other: int) -> bool:
    """Whether two screens show the same picture."""
    return lesson.screens[one].picture == lesson.screens[other].picture


def explain(screen: Screen, visit: Visit, translate: Translate) -> str:
    """The text with the numbers of the very run that is shown."""
    return render(say(screen.text, known_of(runs_of(visit)), translate))


def tell_question(lesson: Lesson, place: int, wording: Wording) -> dict[str, Any]:
    """A question, and the truth: the page shows it once it may."""
    screen, translate = lesson.screens[place], wording.translate
    question = screen.question
    assert question
    names = known_of(runs_at(screen.picture))
    told = {
        "id": name_question(lesson, place),
        "place": place,
        "kind": screen.kind,
        "ask": question.ask,
        "title": say(screen.title, names, translate),
        "options": [tell_option(option, names, translate) for option in question.options],
        "truth": None,
    }
    return told | TRUTHS[question.ask](question, names["run"], names)


def name_question(lesson: Lesson, place: int) -> str:
    """By which a browser keeps the answer: a question that is another one has another name."""
    screen = lesson.screens[place]
    question = screen.question
    assert question
    options = [(option.text, option.right, option.picture) for option in question.options]
    asked = (screen.kind, screen.text, screen.picture, question.ask, question.control, question.truth, options)
    said = repr(asked).encode()
    return f"{lesson.key}/{hashlib.blake2b(said, digest_size=6).hexdigest()}"


def tell_option(option, names: Mapping[str, Any], translate: Translate) -> dict[str, Any]:
    own = dict(names)
    curve = {}
    if option.picture:
        run = own["this"] = runs_at(option.picture)[0]
        curve = {"curve": curve_of(run), "steps": run.length, "alpha": run.alpha, "picture": option.picture}
    return {
        "html": render(say(option.text, own, translate), inline=True),
        "reason": render(say(option.reason, own, translate), inline=True),
        "argument": render(say(option.argument, own, translate), inline=True),
        "right": holds(option.right, own),
        **curve,
    }


def curve_of(run: Run) -> list[float | None]:
    """The loss above the lowest there is, at steps evenly spaced; None where that is not finite."""
    every = -(-run.length // MOST_POINTS)
    gaps = run.losses[::every] - terrain_of(run.course.landscape).best
    return [float(f"{gap:.{CURVE_DIGITS}g}") if np.isfinite(gap) else None for gap in gaps]


def truth_of_marker(question: Question, run: Run, names: Mapping[str, Any]) -> dict[str, Any]:
    control = control_of(run, question.control)
    return {"control": describe(control), "truth": as_sent(number_of(question.truth, names))}


def as_sent(value: float) -> float | None:
    """None for what is not finite: a browser reads no such numbers."""
    return value if np.isfinite(value) else None


def truth_of_pin(question: Question, run: Run, names: Mapping[str, Any]) -> dict[str, Any]:
    (left, right), (bottom, top) = run.course.landscape.window
    return {"truth": [as_sent(run.x), as_sent(run.y)], "size": [right - left, top - bottom]}


def truth_of_order(question: Question, run: Run, names: Mapping[str, Any]) -> dict[str, Any]:
    return {"truth": places_of(run.visit), "letters": list(LETTERS[: len(run.visit.setting.runners)])}


TRUTHS: Mapping[str, Callable[[Question, Run, Mapping[str, Any]], dict[str, Any]]] = {
    "choice": lambda *_: {},
    "curve": lambda *_: {},
    "marker": truth_of_marker,
    "pin": truth_of_pin,
    "order": truth_of_order,
}


def tell_walk(walk: Walk, run: Run) -> dict[str, Any]:
    """Where it begins, how the ground slopes there and curves everywhere, and where the treasure is.

    Raises UnclearError for a ground that does not curve the same everywhere.
    """
    landscape = run.course.landscape
    start = run.trajectory.positions[0, :, run.index]
    minimum = next(iter(landscape.global_minima), None)
    if minimum is None or not np.allclose(landscape.hessian(*start), landscape.hessian(*minimum)):
        raise UnclearError("A walk needs a ground that curves the same everywhere, such as a bowl.")
    near = NEAR * np.asarray(terrain_of(landscape).size).min()
    return {
        "shortest": walk.shortest,
        "longest": walk.longest,
        "most": walk.most,
        "start": start.tolist(),
        "slope": list(run.gradient_at(0)),
        "curvatures": np.asarray(landscape.hessian(*start), float).reshape(2, 2).tolist(),
        "treasure": list(minimum),
        "near": float(near),
    }
