"""A lesson's sheet for students: its questions, each with a map to draw on, and the answers on a page of their own.

What is asked, and what is right, is what the page tells (`lessons.telling`), so paper and page agree.
"""

from collections.abc import Callable, Iterator
from html import escape
from string import ascii_uppercase
from typing import Any

from address import write
from descent.figures import number
from handouts.curve import draw_curves, draw_track
from handouts.map import draw_map, draw_once
from handouts.page import page
from lessons.expression import UnclearError
from lessons.lesson import Lesson, Screen
from lessons.run import Run, runs_at
from lessons.slider import control_of
from lessons.telling import Wording, tell_screen
from translations import translator

LETTERS = ascii_uppercase
MOST_WAYS = 2  # on one map of answers: of more none would be seen
Say = Callable[[str], str]


def make_sheet(lesson: Lesson, language: str) -> str:
    """The page. Raises UnreadableError for a picture that cannot be had, TooLongError."""
    say, wording = translator(language, "words"), Wording(language, translator(language, "lessons"))
    title = escape(wording.translate(lesson.title))
    asked = [place for place, screen in enumerate(lesson.screens) if screen.question or screen.goal]
    told = {place: tell_screen(lesson, place, wording) for place in asked}
    lead = tell_screen(lesson, 0, wording)["html"] if lesson.screens[0].kind == "read" else ""
    questions = [
        f'<section class="asked">{ask(lesson.screens[place], told[place], f"{count}. ", say)}</section>'
        for count, place in enumerate(asked, start=1)
    ]
    answers = [
        f'<section class="asked">{answer(lesson.screens[place], told[place], f"{count}. ", say)}</section>'
        for count, place in enumerate(asked, start=1)
    ]
    body = f"""<h1>{title}</h1>
<p class="who"><span>{say("Name")}</span><span>{say("Date")}</span></p>
<div class="lead">{lead}</div>
{"".join(questions)}
<section class="answers"><h1>{title}: {say("answers")}</h1>{"".join(answers)}</section>"""
    query = f"?language={language}"
    links = {
        say("Notes for the teacher"): f"notes{query}",
        say("The lesson"): f"../../lessons?lesson={lesson.key}&language={language}",
    }
    return page(
        wording.translate(lesson.title),
        language,
        draw_once(body),
        links,
        say("Print this page: the answers are apart."),
    )


def title_of(told: dict[str, Any], count: str) -> str:
    return f"<h2>{count}{escape(told['screens'][told['place']]['title'])}</h2>"


def ask(screen: Screen, told: dict[str, Any], count: str, say: Say) -> str:
    """A question, or a task, with room for the answer."""
    runs, question = runs_at(screen.picture), told["question"]
    what = title_of(told, count) + told["html"]
    if not question:
        return f"{what}<p class='task'>{say('What did you set, and what came of it?')}</p>{LINE}"
    asking = {
        "choice": lambda: boxes([option["html"] for option in question["options"]]),
        "marker": lambda: task(say("Put a mark on the scale."), draw_track(question["control"], None, say("A scale"))),
        "pin": lambda: task(say("Put a cross on the map, where it will end.")),
        "curve": lambda: curves(question, say),
        "order": lambda: task(say("The best first:"), blanks(runs)),
    }[question["ask"]]()
    if screen.kind == "discuss":
        what += f"<p class='task'>{say('Talk to your neighbour, then answer.')}</p>"
    why = f"<p class='task'>{say('Why do you think so?')}</p>{LINE}" if screen.kind == "predict" else ""
    if question["ask"] == "curve":
        return what + asking + why
    picture = draw_map(runs, say("A map to draw on"), minima=question["ask"] != "pin", dark=screen.dark)
    if question["ask"] == "marker":
        return f'<div class="beside"><div>{what}{why}</div>{picture}</div>{asking}'
    return f'<div class="beside"><div>{what}{asking}{why}</div>{picture}</div>'


LINE = "<p class='line'></p><p class='line'></p>"


def task(said: str, below: str = "") -> str:
    return f"<p class='task'>{said}</p>{below}"


def boxes(options: list[str], right: list[bool] | None = None, reasons: list[str] | None = None) -> str:
    """Options to tick; on the page of answers with what is right, and why."""
    items = []
    for place, option in enumerate(options):
        kind = ' class="right"' if right and right[place] else ""
        reason = f"<br>{reasons[place]}" if reasons else ""
        said = f'<span class="chosen">{option}</span>' if reasons else option
        items.append(f"<li{kind}>{said}{reason}</li>")
    return f'<ul class="choices">{"".join(items)}</ul>'


def curves(question: dict[str, Any], say: Say) -> str:
    """The curves, each with its letter."""
    labels = [f"{say('Curve')} {letter}" for letter in LETTERS[: len(question["options"])]]
    options = question["options"]
    drawn = draw_curves([each["curve"] for each in options], labels, [each["steps"] for each in options])
    figures = [f"<figure>{letter}{figure}</figure>" for letter, figure in zip(LETTERS, drawn, strict=False)]
    said = say("Loss above its lowest, step by step, on a scale of powers of ten. Put a ring around a letter.")
    return f'<div class="curves">{"".join(figures)}</div>{task(said)}'


def blanks(runs: tuple[Run, ...]) -> str:
    """A place for each runner, and who they are."""
    rows = [
        f"<li>{LETTERS[run.place]}: {escape(run.runner.optimizer.title)}, α = {number(run.alpha)}</li>" for run in runs
    ]
    places = "".join(f"{place}. <span></span>" for place in range(1, len(runs) + 1))
    return f'<p class="blanks">{places}</p><ul>{"".join(rows)}</ul>'


def answer(screen: Screen, told: dict[str, Any], count: str, say: Say) -> str:
    """What is right, and why, with the way on the map."""
    runs, question = runs_at(screen.picture), told["question"]
    title = title_of(told, count)
    if not question:
        return title + "".join(f"<p>{line}</p>" for line in solve(screen, say))
    options = question["options"]
    right, reasons = [option["right"] for option in options], [option["reason"] for option in options]
    answered = say("The answer")
    said = {
        "choice": lambda: boxes([option["html"] for option in options], right, reasons),
        "curve": lambda: boxes([f"{say('Curve')} {letter}" for letter in LETTERS[: len(options)]], right, reasons),
        "marker": lambda: task(mark(question, say), draw_track(question["control"], question["truth"], answered)),
        "pin": lambda: task(say("The cross on the map is its end.")),
        "order": lambda: task(rank(question)),
    }[question["ask"]]()
    if question["ask"] in {"curve", "order"} or len(runs) > MOST_WAYS:
        return title + said
    if question["ask"] == "marker" and screen.question and question["truth"] is not None:
        runs = (runs[0].at(**{screen.question.control: question["truth"]}),)
    return (
        f'<div class="beside"><div>{title}{said}</div>{draw_map(runs, say("The way of the run"), answers=True)}</div>'
    )


def mark(question: dict[str, Any], say: Say) -> str:
    """Learning rate α = 0.183"""
    if question["truth"] is None:
        return say("It is nowhere on this slider.")
    return f"{escape(question['control']['label'])} = {number(question['truth'])}"


def rank(question: dict[str, Any]) -> str:
    """1. D  2. A  3. B, C"""
    places = question["truth"]
    order = [
        (place, [letter for letter, own in zip(LETTERS, places, strict=False) if own == place])
        for place in sorted(set(places))
    ]
    return " &ensp; ".join(f"{place}. {', '.join(letters)}" for place, letters in order)


def solve(screen: Screen, say: Say) -> Iterator[str]:
    """One way to reach a goal."""
    goal = screen.goal
    if not goal or not goal.solution:
        return
    (before, *_), (after, *_) = runs_at(screen.picture), runs_at(goal.solution)
    old, new = write(before.visit), write(after.visit)
    moved = [name for name in new if new[name] != old.get(name) and name not in {"play", "step"}]
    yield f"{say('One way:')} {', '.join(f'{called(after, name)} = {escape(new[name])}' for name in moved)}."


def called(run: Run, name: str) -> str:
    """What people call an entry of the address."""
    try:
        return escape(control_of(run, name).knob.symbol or name)
    except UnclearError:
        return escape(name)
