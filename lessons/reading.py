"""From a lesson's text file to the lesson.

    # Trapped                               the title
    minutes: 5                              facts, up to an empty line
    aim: Say what decides where a run ends.

    ## predict: Where does it end?          a screen: its kind and its title
    picture: /?landscape=double_well        facts, up to an empty line

    Put a pin where the marble will rest.   Markdown

    - [x] In the left well                  answers; in the brackets x, nothing, or an expression that holds
      > The ridge is too high.              what those say who chose it, for those who have nobody to talk to
      It is: look how the steps shrink.     what is said of choosing it, once the truth is out

    ## notes                                for the teacher

CONTRIBUTING.md tells of all facts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lessons.lesson import (
    ASKING,
    ASKS,
    COURSE,
    KINDS,
    SHELVES,
    BrokenError,
    Goal,
    Lesson,
    Option,
    Question,
    Screen,
    Walk,
)

FACT = re.compile(r"([a-z]+):\s*(.*)")
OPTION = re.compile(r"- \[(.*?)\]\s+(\S.*)")
WALK = re.compile(r"(\d{1,6}(?:\.\d{1,6})?) to (\d{1,6}(?:\.\d{1,6})?), (\d{1,3}) steps", re.ASCII)
ADDRESS = re.compile(r"/[\w/]*(\?\S*)?")
SCREEN = re.compile(r"##\s+([a-z]+)(?::\s*(.*))?")
NOTES = "notes"
SAME = "same"
OF_LESSON = {"minutes", "aim", "source", "shelf", "language"}
OF_SCREEN = {"picture", "show", "ask", "control", "truth", "claim", "goal", "least", "most", "solution", "walk", "dark"}
SEVERAL = {"source", "claim"}
SHOWN = {"run": "play, verdict", "compare": "play, verdict", "explain": "play, verdict"}  # where nothing else is said
MOST_MINUTES, MOST_SCREENS, LONGEST = 60, 40, 100_000  # characters of a file
DIGITS = 9  # of a whole number that are read: the rest makes it too large anyway


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
                return facts, self.lines[at:]
            match = FACT.fullmatch(line.text.strip())
            if not match:
                raise BrokenError(self.file, line.number, "Leave an empty line between facts and text.")
            name, said = match.groups()
            if name not in known:
                raise BrokenError(self.file, line.number, f"“{name}” is none of {', '.join(sorted(known))}.")
            if name in facts and name not in SEVERAL:
                raise BrokenError(self.file, line.number, f"“{name}” stands here twice.")
            facts.setdefault(name, []).append(Line(line.number, said))
        return facts, []


def read_lesson(text: str, key: str, file: str) -> Lesson:
    """The lesson of a file's text. Raises BrokenError, which names the file and the line."""
    if len(text) > LONGEST:
        raise BrokenError(file, 1, f"This is longer than {LONGEST} characters.")
    first, *sections = sections_of(text, file)
    facts, rest = first.split(OF_LESSON)
    if stray := next((line for line in rest if line.text.strip()), None):
        raise BrokenError(file, stray.number, "Text stands below a screen's heading, as in “## read: Two valleys”.")

    def fact(name: str, default: str | None = None) -> Line:
        if name in facts:
            return facts[name][0]
        if default is None:
            raise BrokenError(file, first.heading.number, f"Below its title a lesson has a line “{name}: …”.")
        return Line(first.heading.number, default)

    screens: list[Screen] = []
    notes = ""
    for section in sections:
        if section.kind == NOTES:
            notes = "\n".join(line.text for line in section.lines).strip()
        else:
            screens.append(read_screen(section, screens[-1] if screens else None))
    if not 1 <= len(screens) <= MOST_SCREENS:
        raise BrokenError(file, first.heading.number, f"A lesson has one to {MOST_SCREENS} screens.")
    shelf = fact("shelf", COURSE)
    if shelf.text not in SHELVES:
        raise BrokenError(file, shelf.number, f"A shelf is one of {', '.join(SHELVES)}.")
    return Lesson(
        key,
        first.title,
        read_whole(fact("minutes"), file, 1, MOST_MINUTES),
        fact("aim").text,
        tuple(screens),
        notes,
        tuple(line.text for line in facts.get("source", [])),
        shelf.text,
        fact("language", "en").text,
        file,
    )


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
    kind, title = match.groups() if match else ("", None)
    if kind == NOTES or (kind in KINDS and title):
        return Section(line, kind, title or "", file)
    raise BrokenError(
        file, line.number, f"A screen's heading is “## kind: title”, and its kind one of {', '.join(KINDS)}."
    )


def read_screen(section: Section, before: Screen | None) -> Screen:
    facts, lines = section.split(OF_SCREEN)
    number, file = section.heading.number, section.file
    said = {name: found[0].text for name, found in facts.items()}
    picture = said.get("picture", SAME)
    if picture == SAME:
        if before is None:
            raise BrokenError(file, number, "The first screen has a line “picture: …” with an address of the app.")
        picture = before.picture
    elif not ADDRESS.fullmatch(picture):
        raise BrokenError(
            file, facts["picture"][0].number, "A picture is an address of the app, as Copy link gives it."
        )
    text, options = split_options(lines, file)
    show = said.get("show", SHOWN.get(section.kind, "" if section.kind in ASKING else "play"))
    return Screen(
        section.kind,
        section.title,
        text,
        picture,
        tuple(filter(None, (name.strip() for name in show.split(",")))),
        tuple((line.text, line.number) for line in facts.get("claim", [])),
        read_question(section, said, options),
        read_goal(section, said),
        read_walk(facts["walk"][0], file) if "walk" in facts else None,
        said.get("dark", "no") == "yes",
        number,
    )


def split_options(lines: list[Line], file: str) -> tuple[str, list[Option]]:
    """The text, and the answers below it, each with its reason in the lines that are indented."""
    text: list[str] = []
    options: list[list] = []
    for line in lines:
        if match := OPTION.fullmatch(line.text):
            options.append([line, match[1].strip(), match[2], []])
        elif options and line.text.startswith("  "):
            options[-1][3].append(line.text.strip())
        elif options and line.text:
            raise BrokenError(file, line.number, "Below the answers stand their reasons alone, indented by two blanks.")
        elif not options:
            text.append(line.text)
    return "\n".join(text).strip(), [make_option(*option) for option in options]


def make_option(line: Line, right: str, text: str, below: list[str]) -> Option:
    is_address = bool(ADDRESS.fullmatch(text))
    holds = {"x": "true", "X": "true", "": "false"}.get(right, right)
    reason = " ".join(said for said in below if not said.startswith(">"))
    argument = " ".join(said.removeprefix(">").strip() for said in below if said.startswith(">"))
    return Option("" if is_address else text, holds, reason, argument, text if is_address else "", line.number)


def read_question(section: Section, said: dict[str, str], options: list[Option]) -> Question | None:
    if section.kind not in ASKING:
        if options or "ask" in said:
            raise BrokenError(section.file, section.heading.number, f"A question is asked on {' and '.join(ASKING)}.")
        return None
    ask = said.get("ask", "choice" if all(option.text for option in options) else "curve")
    if ask not in ASKS:
        raise BrokenError(section.file, section.heading.number, f"“ask” is one of {', '.join(ASKS)}.")
    if ask in {"choice", "curve"} and len(options) < 2:
        raise BrokenError(section.file, section.heading.number, "A question has two answers at least: “- [x] …”.")
    if ask == "curve" and not all(option.picture for option in options):
        raise BrokenError(section.file, section.heading.number, "Each answer of “ask: curve” is an address of a run.")
    if ask == "marker" and "truth" not in said:
        raise BrokenError(section.file, section.heading.number, "“ask: marker” needs a line “truth: …”.")
    return Question(ask, tuple(options), said.get("control", "alpha"), said.get("truth", ""))


def read_goal(section: Section, said: dict[str, str]) -> Goal | None:
    if section.kind != "try":
        if "goal" in said:
            raise BrokenError(section.file, section.heading.number, "A goal stands on a screen “try”.")
        return None
    if "walk" not in said and not {"goal", "solution"} <= said.keys():
        raise BrokenError(
            section.file, section.heading.number, "A screen “try” has a line “goal: …” and a line “solution: …”."
        )
    if "goal" not in said:
        return None
    best = said.get("least", said.get("most", ""))
    return Goal(said["goal"], best, "most" not in said, said.get("solution", ""))


def read_walk(line: Line, file: str) -> Walk:
    """ "0.1 to 4, 12 steps"."""
    match = WALK.fullmatch(line.text)
    if not match:
        raise BrokenError(file, line.number, "A walk is “shortest to longest, most steps”, as in “0.1 to 4, 12 steps”.")
    shortest, longest, most = float(match[1]), float(match[2]), int(match[3])
    if not (0 < shortest < longest and most):
        raise BrokenError(file, line.number, "The shortest step of a walk is above 0, and the longest is longer.")
    return Walk(shortest, longest, most)


def read_whole(line: Line, file: str, low: int, high: int) -> int:
    if line.text.isascii() and line.text.isdigit() and low <= (number := int(line.text[:DIGITS])) <= high:
        return number
    raise BrokenError(file, line.number, f"This is a whole number from {low} to {high}.")
