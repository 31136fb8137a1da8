"""Translations: the texts are written in English, and each other language has a folder of .po files beside this one.

    say = translator("de", "glossary")     domains: glossary, lessons, words (those of buttons and headings)
    say("Learning rate")                   ->  "Lernrate"; what has no translation stays as it is

A .po file is keyed by the English paragraph, so no text needs a name, and one that changes is told in English until
somebody translates it anew. `python -m translations.extract` brings all files up to date.
"""

import logging
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

FOLDER = Path(__file__).parent
SOURCE = "en"  # the language of the texts themselves, which needs no folder
LONGEST = 200  # characters of what a browser says it accepts; a list of ten languages has 100

Say = Callable[[str], str]
log = logging.getLogger(__name__)


class Sentence(str):
    """An English sentence that a module names, and that is said later, in the language of whoever it is for."""


def own_name(language: str) -> str:
    """What a language calls itself; "" where there is no such language."""
    try:
        name = Locale.parse(language).get_display_name() or ""
    except (UnknownLocaleError, ValueError):
        return ""
    return name[:1].upper() + name[1:]


def languages_in(folder: Path) -> dict[str, str]:
    """The languages that there are: the source, then each that has a folder, by their keys."""
    keys = (SOURCE, *sorted(path.name for path in folder.iterdir() if path.is_dir()))
    return {key: name for key in keys if (name := own_name(key))}


LANGUAGES = MappingProxyType(languages_in(FOLDER))


@cache
def translator(language: str, domain: str) -> Say:
    """What translates the paragraphs of a domain. A language that there is not is the source; so is a broken file."""
    sentences = sentences_of(language, domain)
    return (lambda english: sentences.get(english, english)) if sentences else str


@cache
def sentences_of(language: str, domain: str) -> Mapping[str, str]:
    """What is translated, by what it is in English; nothing in English itself."""
    if language not in LANGUAGES or language == SOURCE:
        return MappingProxyType({})
    return MappingProxyType(read_sentences(file_of(language, domain)))


def file_of(language: str, domain: str) -> Path:
    return FOLDER / language / f"{domain}.po"


def read_sentences(file: Path) -> dict[str, str]:
    """What a file translates, from English; nothing where there is no such file or it cannot be read."""
    try:
        catalog = read_catalog(file)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, PoFileError) as error:
        log.warning("%s/%s cannot be read, English is shown: %s", file.parent.name, file.name, error)
        return {}
    return {str(message.id): str(message.string) for message in catalog if is_done(message)}


def read_catalog(file: Path) -> Catalog:
    """A file's messages; raises PoFileError or ValueError with the line that is wrong."""
    with file.open("rb") as text:
        return read_po(text, locale=file.parent.name, abort_invalid=True)


def is_done(message) -> bool:
    """Whether somebody has translated it, and not an earlier text that was much like it."""
    return bool(message.id and message.string and not message.fuzzy)


def choose_language(asked: str | None, accepted: str | None, written: str = SOURCE) -> str:
    """The language to show: the one that an address asks for, else what the browser would rather have, else English.

    What is `written` in another language than English has no translation: around it the page speaks as it does.
    `accepted` is the header Accept-Language, such as "de-CH, de;q=0.9, en;q=0.8", and may hold anything.
    """
    for language in (asked or "", *([written] if written != SOURCE else []), *wanted_in(accepted or "")):
        if language in LANGUAGES:
            return language
    return SOURCE


def wanted_in(accepted: str) -> list[str]:
    """Languages in the order in which a browser would rather have them, without their countries."""
    wanted = []
    for line in accepted[:LONGEST].split(","):
        language, _, weight = line.partition(";q=")
        try:
            weight = float(weight or 1)
        except ValueError:
            continue
        if 0 < weight <= 1:
            wanted.append((-weight, language.strip().lower().partition("-")[0]))
    return [language for _, language in sorted(wanted, key=lambda pair: pair[0])]
