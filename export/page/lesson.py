"""A lesson as pictures for a page on a stick: one for each of its screens, which turns to the next."""

from export.shown import Pause, Shown, go_on
from lessons.lesson import Lesson
from lessons.telling import tell
from translations import sentences_of, translator

NOWHERE = {"sheet": "", "notes": "", "page": ""}  # the server has them


def of_lesson(lesson: Lesson, language: str, pause: Pause = go_on) -> list[Shown]:
    """Raises UnreadableError where its pictures cannot be had."""
    shown = []
    for place in range(len(lesson.screens)):
        shown.append(screen_of(lesson, place, language))
        pause()
    return shown


def title_of(lesson: Lesson, language: str) -> str:
    return translator(language, "lessons")(lesson.title)


def screen_of(lesson: Lesson, place: int, language: str) -> Shown:
    screen = lesson.screens[place]
    shown = Shown.at(screen.picture)
    told = tell(lesson, place, shown.visit, translator(language, "lessons"), language)
    words = {key: word | {"example": ""} for key, word in told["words"].items()}  # there is no app to open
    told |= NOWHERE | {"words": words, "names": dict(sentences_of(language, "words")), "language": language}
    return Shown(shown.link, shown.visit, told["screens"][place]["title"], told, screen.show)
