"""A lesson as pictures for a page on a stick: one for each of its screens, which turns to the next."""

from address.race import UnreadableError
from export.shown import Shown
from lessons import find
from lessons.lesson import Lesson
from lessons.telling import tell
from translations import sentences_of, translator

NOWHERE = {"sheet": "", "notes": ""}  # what is printed, the server has


def of_lesson(key: str, language: str) -> list[Shown]:
    """Raises UnreadableError where there is none, or not its pictures."""
    lesson = find(key)
    if lesson is None:
        raise UnreadableError(f"There is no lesson “{key[:40]}”.")
    return [screen_of(lesson, place, language) for place in range(len(lesson.screens))]


def title_of(key: str, language: str) -> str:
    lesson = find(key)
    return translator(language, "lessons")(lesson.title) if lesson else ""


def screen_of(lesson: Lesson, place: int, language: str) -> Shown:
    screen = lesson.screens[place]
    shown = Shown.at(screen.picture)
    told = tell(lesson, place, shown.visit, translator(language, "lessons"), language)
    words = {key: word | {"example": ""} for key, word in told["words"].items()}  # there is no app to open
    told |= NOWHERE | {"words": words, "names": dict(sentences_of(language, "words")), "language": language}
    return Shown(shown.link, shown.visit, told["screens"][place]["title"], told, screen.show)
