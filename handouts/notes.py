"""The teacher's notes: what the lesson's file says to the teacher, and what is known of the lesson."""

import re
from collections.abc import Callable
from html import escape
from typing import Any

from glossary import words_of
from handouts.page import TERMS, page
from handouts.sheet import LETTERS, mark, rank, solve
from lessons.lesson import Lesson, Screen
from lessons.markup import render
from lessons.telling import Wording, tell_screen
from translations import translator

ADDRESS = re.compile(r"<code>(/[\w/]*\?[^<\s]*)</code>")

Say = Callable[[str], str]


def make_notes(lesson: Lesson, language: str) -> str:
    """The page. Raises UnreadableError for a picture that cannot be had, TooLongError."""
    say, wording = translator(language, "words"), Wording(language, translator(language, "lessons"))
    translate = wording.translate
    told = [tell_screen(lesson, place, wording) for place in range(len(lesson.screens))]
    paragraphs = "\n\n".join(map(translate, lesson.notes.split("\n\n")))
    notes = ADDRESS.sub(r'<a href="../..\1"><code>\1</code></a>', render(paragraphs))
    facts = {
        say("Aim"): render(translate(lesson.aim), inline=True),
        say("Minutes"): f"{lesson.minutes}",
        say("Sources"): "<br>".join(map(escape, lesson.sources)),
    }
    listed = "".join(f"<dt>{name}</dt><dd>{said}</dd>" for name, said in facts.items() if said)
    screens = "".join(f"<li>{tell_of(*pair, say)}</li>" for pair in zip(lesson.screens, told, strict=True))
    body = f"""<h1>{escape(translate(lesson.title))}: {say("notes for the teacher")}</h1>
<dl class="facts">{listed}</dl>
{notes}
<h2>{say("Screen by screen")}</h2>
<ol>{screens}</ol>
{tell_words(told, language, say)}"""
    query = f"?language={language}"
    links = {
        say("Sheet for students"): f"sheet{query}",
        say("The lesson"): f"../../lessons?lesson={lesson.key}&language={language}",
    }
    return page(translate(lesson.title), language, body, links, say("Print this page for yourself."))


def tell_of(screen: Screen, told: dict[str, Any], say: Say) -> str:
    """A screen's kind and title, what is right there, and what others say."""
    title = escape(told["screens"][told["place"]]["title"])
    said = [f"<b>{say(screen.kind.capitalize())}: {title}</b>"]
    if question := told["question"]:
        said.append(right_of(question, say))
        heard = [option["argument"] for option in question["options"] if option["argument"]]
        said += [f"{say('What students may say:')} {' '.join(f'“{each}”' for each in heard)}"] * bool(heard)
    if screen.goal:
        said += solve(screen, say)
    return "<br>".join(filter(None, said))


def right_of(question: dict[str, Any], say: Say) -> str:
    """What is right, in a line."""
    if question["ask"] == "marker":
        return f"{say('Right:')} {mark(question, say)}"
    if question["ask"] == "order":
        return f"{say('Right:')} {rank(question)}"
    if question["ask"] == "pin":
        return say("Right is where the run ends: it is on the sheet's page of answers.")
    right = [
        LETTERS[place] if question["ask"] == "curve" else option["html"]
        for place, option in enumerate(question["options"])
        if option["right"]
    ]
    return f"{say('Right:')} {', '.join(right)}"


def tell_words(told: list[dict[str, Any]], language: str, say: Say) -> str:
    """The words that the lesson links to, with their meanings."""
    words = words_of(language)
    keys = [key for key in dict.fromkeys(TERMS.findall(repr(told))) if key in words]
    if not keys:
        return ""
    meanings = "".join(f"<dt>{escape(words[key].title)}</dt><dd>{words[key].meaning_html}</dd>" for key in keys)
    return f'<h2>{say("Words")}</h2><dl class="facts">{meanings}</dl>'
