"""Brings the files of all translations up to date with the English texts:

    python -m translations.extract         from the top of the repository

What is translated stays. What is new comes with an empty translation, to be filled in; a text that changed gets the
former translation marked "fuzzy", which is not shown until somebody has looked at it and taken the mark away; what no
text says any more is kept at the end of the file, behind "#~". A new language is a new folder, named as browsers call
it: `mkdir translations/fr` first.
"""

import ast
import importlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

import glossary
from lessons import read_all
from lessons.lesson import KINDS, SHELVES, Lesson
from translations import FOLDER, LANGUAGES, SOURCE, Sentence, file_of, is_done, read_catalog

SAID = re.compile(r"""\b(?:t|sentence)\(("(?:[^"\\]|\\.)*")\)""")  # in the browser: `t("Next")`, `sentence("…")`
SAY = "say"  # on the server: `say("Next")`, and `LATE = Sentence("…")` where it is said later
PAGES, BROWSER = ("app_pages", "classroom", "handouts"), "stage/frontend"
WIDTH = 110

HOUSE = FOLDER.parent
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


def words() -> list[tuple[str, str]]:
    """What pages and their buttons say, and where."""
    pages = [file for folder in PAGES for file in sorted((HOUSE / folder).rglob("*.py"))]
    told = [(kind.capitalize(), "a kind of screen") for kind in KINDS]
    told += [(title, "a shelf") for title in SHELVES.values()]
    said = [(text, file) for file in pages for text in (*said_on_server(file), *named_on_server(file))]
    said += [(text, file) for file in sorted((HOUSE / BROWSER).rglob("*.js")) for text in said_in_browser(file)]
    return told + [(text, f"in {file.relative_to(HOUSE).as_posix()}") for text, file in said]


def paragraphs_of_lessons() -> list[tuple[str, str]]:
    """What students and teachers read, paragraph by paragraph; expressions in {{ … }} stay as they are."""
    return [
        (paragraph, lesson.file)
        for lesson in read_all().values()
        for text in texts_of(lesson)
        for paragraph in text.split("\n\n")
        if paragraph
    ]


def texts_of(lesson: Lesson) -> Iterator[str]:
    yield from (lesson.title, lesson.aim)
    for screen in lesson.screens:
        yield from (screen.title, screen.text)
        for option in screen.question.options if screen.question else ():
            yield from (option.text, option.reason, option.argument)
    yield lesson.notes


def said_on_server(file: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == SAY:
            (said,) = node.args
            if isinstance(said, ast.Constant):  # else it is another domain's
                yield str(said.value)


def named_on_server(file: Path) -> list[str]:
    """The sentences among a module's constants, as they are once it is imported."""
    if not any(isinstance(node, ast.Name) and node.id == Sentence.__name__ for node in ast.walk(tree_of(file))):
        return []
    module = importlib.import_module(".".join(file.relative_to(HOUSE).with_suffix("").parts))
    return [str(value) for value in vars(module).values() if isinstance(value, Sentence)]


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def said_in_browser(file: Path) -> Iterator[str]:
    return (json.loads(text) for text in SAID.findall(file.read_text(encoding="utf-8")))


# The English texts of each domain, in the order of their files, each with a hint for who translates it.
TEXTS = {"glossary": glossary.paragraphs, "words": words, "lessons": paragraphs_of_lessons}


def update(file: Path, texts: Iterable[tuple[str, str]]) -> Catalog:
    """A language's file, written with all that the English texts say now. One without news stays as it was."""
    source = Catalog()
    for text, hint in texts:
        source.add(text, auto_comments=[hint])
    catalog = read_catalog(file) if file.exists() else Catalog(file.parent.name)
    catalog.update(source)
    with file.open("wb") as po:
        po.write(HEADER.format(language=file.parent.name).encode())
        write_po(po, catalog, width=WIDTH, omit_header=True)
    return catalog


def main():
    for language in LANGUAGES:
        for domain, texts in TEXTS.items() if language != SOURCE else ():
            catalog = update(file_of(language, domain), texts())
            missing = sum(1 for message in catalog if message.id and not is_done(message))
            print(f"{language}/{domain}.po: {missing} of {len(catalog)} texts are not translated")


if __name__ == "__main__":
    main()
