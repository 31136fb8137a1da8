"""The glossary: each word of the app and its lessons in one plain sentence, with an example that opens.

    words_of("de")["learning-rate"]    ->  Word(key="learning-rate", title="Lernrate", ...)
    find("Learning rates", "en")       ->  "learning-rate"

`en.md` holds the words; other languages translate its paragraphs, see `translations`. Whoever writes of a word links to
its key: `[step](#step)`.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from markdown_it import MarkdownIt

from glossary.reading import Entry, read_entries
from translations import LANGUAGES, SOURCE, translator

FILE = Path(__file__).with_name("en.md")
ENTRIES = read_entries(FILE)
MARKDOWN = MarkdownIt("zero").enable(["emphasis", "backticks", "escape"])  # no links, no pictures, no HTML


class Word(NamedTuple):
    """`meaning_html` is safe; `symbol` is how it stands in formulas, "" for none; `also` are other spellings."""

    key: str
    title: str
    meaning_html: str
    example: str  # the address that shows it, as seen from the top of the site: "/?alpha=0.05"
    symbol: str
    also: tuple[str, ...]

    @property
    def link(self) -> str:
        """Where its example is, as seen from any page of the app, which may stand below a path of its own."""
        return f".{self.example}"


@cache
def words_of(language: str = SOURCE) -> Mapping[str, Word]:
    """All words by their keys, alphabetically by their titles in that language; what is not translated is English."""
    say = translator(language, "glossary")
    words = [translate(entry, say) for entry in ENTRIES]
    return MappingProxyType({word.key: word for word in sorted(words, key=lambda word: sorted_as(word.title))})


def translate(entry: Entry, say) -> Word:
    title, also = say(entry.title), split(say(entry.also))
    return Word(entry.key, title, MARKDOWN.renderInline(say(entry.meaning)), entry.example, entry.symbol, also)


def split(also: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in also.split(",") if part.strip())


def sorted_as(title: str) -> str:
    """As dictionaries sort: without regard to capitals and umlauts."""
    return title.casefold().translate(str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"}))


def initial(title: str) -> str:
    """The letter under which a dictionary has it."""
    return sorted_as(title)[:1].upper()


def find(text: str, language: str = SOURCE) -> str | None:
    """The key of the word that a text, or a link's target, is called in that language or in English; None for none."""
    return keys_of(language if language in LANGUAGES else SOURCE).get(plain(text))


@cache
def keys_of(language: str) -> Mapping[str, str]:
    """The keys by all that their words are called."""
    found: dict[str, str] = {}
    for key, word in [*words_of(SOURCE).items(), *words_of(language).items()]:
        found |= {plain(name): key for name in (key, word.title, word.symbol, *word.also) if name}
    return MappingProxyType(found)


def plain(text: str) -> str:
    """A text as it is compared: "#Learning-rate" and "learning rate" are one."""
    return re.sub(r"[\s-]+", " ", text.strip().removeprefix("#")).casefold()


def paragraphs() -> list[tuple[str, str]]:
    """Each English text that can be translated, with a hint for who translates it."""
    told = []
    for entry in ENTRIES:
        told += [(entry.title, "a word"), (entry.meaning, f"what “{entry.title}” means")]
        told += [(entry.also, f"other spellings of “{entry.title}”, so that texts find it")] if entry.also else []
    return told
