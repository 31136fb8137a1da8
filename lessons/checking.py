"""What must be true of a lesson, computed: its pictures can be had, its claims hold, its goals can be reached.

    problems_of(lesson)     [] where all is true, else a sentence for each thing that is not, with its line
    hints_of(lesson)        the numbers in its texts that stand there as they are: nobody computes whether they are true

`python -m lessons FILE…` says it of a teacher's files.
"""

import math
import re
from collections.abc import Iterator
from typing import Any

from address import write
from address.only import CONTROLS, SLIDERS, Control
from address.race import UnreadableError
from glossary import words_of
from lessons.expression import UnclearError, fill, holds, number_of
from lessons.lesson import Lesson, Screen
from lessons.markup import words_in
from lessons.run import known_of, places_of, runs_at
from lessons.slider import control_of
from lessons.telling import tell_walk

EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
SINGLE = re.compile(r"(?<!\{)\{\s*(?:run|this|[a-f])\.[^{}]*\}(?!\})")
FORMULA = re.compile(r"\$.+?\$", re.DOTALL)
LINK = re.compile(r"\]\([^)]*\)")
BARE = re.compile(r"(?<![\w.])[-−]?\d[\d.,]*")
WHOLE = re.compile(r"\d+(?!\.?\d)")  # in a formula, as 2 in 2/λ
NO_NAME = Control("", SLIDERS)  # a letter of a formula has a slider, where it has one
STARTS = {"x", "y"}


def problems_of(lesson: Lesson) -> list[str]:
    """Sentences, each with its line."""
    found: list[tuple[int, str]] = []
    unreadable: set[str] = set()  # a picture that several screens have is named once
    for screen in lesson.screens:
        if screen.picture in unreadable:
            continue
        try:
            runs_at(screen.picture)
        except UnreadableError as trouble:
            unreadable.add(screen.picture)
            found.append((screen.line, f"Its picture cannot be had. {trouble}"))
            continue
        try:
            found += examine_screen(screen)
        except (UnclearError, UnreadableError) as trouble:
            found.append((screen.line, str(trouble)))
    found += [(line, why) for text, line in texts_of(lesson) for why in unknown_words(text)]
    return say(lesson, found)


def hints_of(lesson: Lesson) -> list[str]:
    """Sentences, each with its line."""
    return say(lesson, [(line, why) for text, line in texts_of(lesson) for why in what_looks_odd(text)])


def say(lesson: Lesson, found: list[tuple[int, str]]) -> list[str]:
    return [f"{lesson.file}, line {line}: {why}" for line, why in sorted(found)]


def texts_of(lesson: Lesson) -> Iterator[tuple[str, int]]:
    """All that a student reads, each with its line."""
    yield from ((text, 1) for text in (lesson.title, lesson.aim))
    for screen in lesson.screens:
        yield screen.title, screen.line
        yield screen.text, screen.line
        for option in screen.question.options if screen.question else ():
            yield option.text, option.line
            yield option.reason, option.line
            yield option.argument, option.line


def unknown_words(text: str) -> list[str]:
    """A sentence for each link to a word that the glossary has not."""
    return [
        f"The glossary has no word “#{word}”: its page has the names."
        for word in words_in(text)
        if word not in words_of()
    ]


def what_looks_odd(text: str) -> list[str]:
    """A sentence for each number that no expression computes, and each expression with one brace in place of two."""
    single = [
        f"“{found}” is shown as it is: an expression has two braces, {{{{ … }}}}." for found in SINGLE.findall(text)
    ]
    return single + bare_numbers(text)


def bare_numbers(text: str) -> list[str]:
    """A sentence for each number that no expression computes."""
    rest = LINK.sub("]", EXPRESSION.sub("", text))
    rest = FORMULA.sub(lambda match: WHOLE.sub("", match[0]), rest)
    return [f"The number {bare} stands in the text as it is: write it as {{{{ … }}}}." for bare in BARE.findall(rest)]


def examine_screen(screen: Screen) -> Iterator[tuple[int, str]]:
    """What is not true of a screen, each with its line. Raises UnclearError, UnreadableError."""
    names = known_of(runs_at(screen.picture))
    for text in (screen.title, screen.text):
        fill(text, names)
    for name in screen.show:
        if CONTROLS.get(name, NO_NAME).views == SLIDERS and not moves_of(screen):
            control_of(names["run"], name)
    for claim, line in screen.claims:
        if not holds(claim, names):
            yield line, f"“{claim}” does not hold: the verdict is {names['run'].verdict}."
    if screen.walk:
        tell_walk(screen.walk, names["run"])
    if screen.question:
        yield from examine_question(screen, names)
    if screen.goal:
        yield from examine_goal(screen, names)


def examine_question(screen: Screen, names: dict[str, Any]) -> Iterator[tuple[int, str]]:
    question = screen.question
    assert question
    right = 0
    for option in question.options:
        own = names | ({"this": runs_at(option.picture)[0]} if option.picture else {})
        for text in (option.text, option.reason, option.argument):
            fill(text, own)
        right += holds(option.right, own)
        if not option.reason:
            yield option.line, "Say below this answer why it is right or wrong, indented by two blanks."
    if question.options and right != 1:
        yield screen.line, f"{right} of the answers are right: one has to be."
    run = names["run"]
    if question.ask == "marker":
        truth, values = number_of(question.truth, names), control_of(run, question.control).values
        low, high = float(values[0]), float(values[-1])
        if not low < truth < high:
            yield screen.line, f"The truth, {truth:g}, is not between the ends of the slider, {low:g} and {high:g}."
    if question.ask == "pin" and not (math.isfinite(run.x) and math.isfinite(run.y)):
        yield screen.line, "This run ends nowhere that a pin could be put."
    if question.ask == "order" and len(set(places_of(run.visit))) < 2:
        yield screen.line, "An order needs a race in which not all are equal."


def examine_goal(screen: Screen, names: dict[str, Any]) -> Iterator[tuple[int, str]]:
    goal = screen.goal
    assert goal
    solved = runs_at(goal.solution)
    if holds(goal.holds, names):
        yield screen.line, "The goal is reached before anything was done."
    if not holds(goal.holds, known_of(solved)):
        yield screen.line, f"The solution does not reach the goal: its verdict is {solved[0].verdict}."
    if goal.best:
        number_of(goal.best, known_of(solved))
    before, after = write(names["run"].visit), write(solved[0].visit)
    moved = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    moved -= {"play", "step"}
    if not moved - STARTS <= set(screen.show) | moves_of(screen):
        wanting = ", ".join(sorted(moved - STARTS - set(screen.show)))
        yield screen.line, f"The solution moves {wanting}, and “show” does not name it."
    if moved & STARTS and "start" not in screen.show:
        yield screen.line, "The solution moves the start, and “show” does not name it."


def moves_of(screen: Screen) -> set[str]:
    """The names in an address that whole groups of controls move."""
    menus = {"landscape", "optimizer", "schedule", "steps"} if "menus" in screen.show else set()
    return menus | ({"steps", "noise", "seed", "batch_size", "label_noise"} if "settings" in screen.show else set())
