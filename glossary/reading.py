"""Reads the file of words.

## Learning rate                     the word; its key is "learning-rate"
also: learning rates, step size      what else it is called, so that texts find it; may be missing
symbol: α                            how it stands in formulas; may be missing
example: /?alpha=0.05                an address of the app that shows it

One plain sentence, at most two.
"""

import re
from pathlib import Path
from typing import NamedTuple

HEADING, FIELD = "## ", re.compile(r"(also|symbol|example): (\S.*)")


class GlossaryError(ValueError):
    """What is wrong with the file, and in which line."""


class Entry(NamedTuple):
    line: int
    title: str
    meaning: str  # Markdown
    example: str
    symbol: str = ""
    also: str = ""

    @property
    def key(self) -> str:
        return re.sub(r"\W+", "-", self.title.casefold()).strip("-")


def read_entries(file: Path) -> tuple[Entry, ...]:
    """All words in the order of the file; raises GlossaryError."""
    entries: dict[str, Entry] = {}
    lines = file.read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith(HEADING)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        where = f"{file.parent.name}/{file.name}, line {start + 1}"
        entry = read_entry(start + 1, lines[start:end], where)
        if entry.key in entries:
            raise GlossaryError(f"{where}: “{entry.title}” stands in line {entries[entry.key].line} already")
        entries[entry.key] = entry
    return tuple(entries.values())


def read_entry(number: int, lines: list[str], where: str) -> Entry:
    """One word from its lines; `where` it begins."""
    title, fields, sentences = lines[0].removeprefix(HEADING).strip(), {}, []
    for line in lines[1:]:
        field = FIELD.fullmatch(line)
        if field and not sentences:
            fields[field[1]] = field[2].strip()
        elif line.strip():
            sentences.append(line.strip())
    if not title:
        raise GlossaryError(f"{where}: a word is missing behind “##”")
    if not fields.get("example", "").startswith("/"):
        raise GlossaryError(f"{where}: “{title}” needs a line such as “example: /?alpha=0.05”")
    if not sentences:
        raise GlossaryError(f"{where}: what “{title}” means is missing")
    return Entry(number, title, " ".join(sentences), **fields)
