"""A lesson's text in sections: what stands below the title, and below each heading, its facts first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lessons.lesson import KINDS, BrokenError

FACT = re.compile(r"([^\W\d_]+)\s*:\s*(.*)")
SCREEN = re.compile(r"##\s+([A-Za-z]+)(?:\s*:\s*(.*))?")
NOTES = "notes"
SEVERAL = {"source", "claim"}


class Line(NamedTuple):
    number: int
    text: str


@dataclass
class Section:
    """What stands below one heading."""

    heading: Line
    kind: str
    title: str
    file: str
    lines: list[Line] = field(default_factory=list)

    def split(self, known: set[str]) -> tuple[dict[str, list[Line]], list[Line]]:
        """Its facts by name, and the lines below them."""
        facts: dict[str, list[Line]] = {}
        for at, line in enumerate(self.lines):
            if not line.text.strip():
                self.look_for_late_facts(at, known)
                return facts, self.lines[at:]
            match = FACT.fullmatch(line.text.strip())
            if not match:
                raise BrokenError(self.file, line.number, "Leave an empty line between facts and text.")
            name, said = match[1].lower(), match[2]
            if name not in known:
                names = ", ".join(sorted(known))
                why = f"“{name}” is none of {names}. If this is text, leave an empty line above it."
                raise BrokenError(self.file, line.number, why)
            if name in facts and name not in SEVERAL:
                raise BrokenError(self.file, line.number, f"“{name}” stands here twice.")
            facts.setdefault(name, []).append(Line(line.number, said))
        return facts, []

    def look_for_late_facts(self, at: int, known: set[str]):
        """A fact below the empty line would be shown as text."""
        first = next((line for line in self.lines[at:] if line.text.strip()), None)
        match = FACT.fullmatch(first.text.strip()) if first else None
        if first and match and match[1].lower() in known:
            why = f"No empty line stands above “{match[1]}: …”: facts follow their heading at once."
            raise BrokenError(self.file, first.number, why)


def sections_of(text: str, file: str) -> Iterator[Section]:
    """The title's, then each screen's. A heading within code is none."""
    section, within_code = None, False
    for number, said in enumerate(text.splitlines(), start=1):
        line = Line(number, said.rstrip())
        within_code ^= line.text.startswith("```")
        if not within_code and line.text.startswith("#"):
            if section:
                yield section
            section = begin(line, file, is_first=section is None)
        elif section:
            section.lines.append(line)
        elif line.text:
            raise BrokenError(file, number, "A lesson begins with its title, as in “# Trapped”.")
    if not section:
        raise BrokenError(file, 1, "This file is empty: a lesson begins with its title, as in “# Trapped”.")
    yield section


def begin(line: Line, file: str, is_first: bool) -> Section:
    if is_first:
        if not line.text.startswith("# "):
            raise BrokenError(file, line.number, "A lesson begins with its title, as in “# Trapped”.")
        return Section(line, "", line.text[2:].strip(), file)
    match = SCREEN.fullmatch(line.text)
    kind, title = (match[1].lower(), match[2]) if match else ("", None)
    if kind == NOTES or (kind in KINDS and title):
        return Section(line, kind, title or "", file)
    raise BrokenError(
        file, line.number, f"A screen's heading is “## kind: title”, and its kind one of {', '.join(KINDS)}."
    )
