"""Brings the files of all translations up to date with the English texts:

    python -m translations.extract         from the top of the repository

What is translated stays. What is new comes with an empty translation, to be filled in; a text that changed gets the
former translation marked "fuzzy", which is not shown until somebody has looked at it and taken the mark away; what no
text says any more is kept at the end of the file, behind "#~". A new language is a new folder, named as browsers call
it: `mkdir translations/fr` first.
"""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

import glossary
from translations import FOLDER, LANGUAGES, SOURCE, file_of, is_done, read_catalog

SAY = "say"  # what a page's translator of its own words is called: `say("Next")`
PAGES = ("app_pages",)  # the folders that have such words
WIDTH = 110


HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


def words() -> list[tuple[str, str]]:
    """What pages say with `say("…")`."""
    files = [file for folder in PAGES for file in sorted((FOLDER.parent / folder).rglob("*.py"))]
    return [(text, f"in {file.relative_to(FOLDER.parent).as_posix()}") for file in files for text in said_in(file)]


def said_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == SAY:
            yield ast.literal_eval(node.args[0])


# The English texts of each domain, in the order of their files, each with a hint for who translates it.
TEXTS = {"glossary": glossary.paragraphs, "words": words}


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
