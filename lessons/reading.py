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

from lessons.lesson import (
    ASKING,
    ASKS,
    COURSE,
    SHELVES,
    BrokenError,
    Goal,
    Lesson,
    Option,
    Question,
    Screen,
    Walk,
)
from lessons.link import NO_ADDRESS, address_in
from lessons.section import NOTES, Line, Section, sections_of

OPTION = re.compile(r"- \[(.*?)\]\s+(\S.*)")
LIKE_AN_OPTION = re.compile(r"\s*[-−–—*+•]\s*\[[^\]]*\](?!\().*")  # a link is none
WALK = re.compile(r"(\d{1,6}(?:\.\d{1,6})?) to (\d{1,6}(?:\.\d{1,6})?), (\d{1,3}) steps", re.ASCII)
CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")  # of a language
SAME = "same"
OF_LESSON = {"minutes", "aim", "source", "shelf", "language"}
OF_SCREEN = {"picture", "show", "ask", "control", "truth", "claim", "goal", "least", "most", "solution", "walk", "dark"}
SHOWN = {"run": "play, verdict", "compare": "play, verdict", "explain": "play, verdict"}  # where nothing else is said
WHY_INDENTED = "A reason stands below its answer, indented by two blanks. Other text stands above the answers."
MOST_MINUTES, MOST_SCREENS, LONGEST = 60, 40, 100_000  # characters of a file
DIGITS = 9  # of a whole number that are read: the rest makes it too large anyway


def read_bytes(content: bytes, key: str, file: str) -> Lesson:
    """The lesson of a file's bytes. Raises BrokenError."""
    try:
        return read_lesson(content.decode("utf-8-sig"), key, file)
    except UnicodeDecodeError as error:
        line = 1 + content.count(b"\n", 0, error.start)
        raise BrokenError(file, line, "This is not UTF-8. Save the file as UTF-8.") from None


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
        read_language(fact("language", "en"), file),
        file,
    )


def read_screen(section: Section, before: Screen | None) -> Screen:
    facts, lines = section.split(OF_SCREEN)
    number, file = section.heading.number, section.file
    said = {name: found[0].text for name, found in facts.items()}
    picture = said.get("picture", "") or SAME
    if picture == SAME:
        if before is None:
            raise BrokenError(file, number, "The first screen has a line “picture: …” with an address of the app.")
        picture = before.picture
    else:
        picture = read_address(facts["picture"][0], "A picture", file)
    if "solution" in said:
        said["solution"] = read_address(facts["solution"][0], "A solution", file)
    if "dark" in said and said["dark"] not in {"yes", "no"}:
        raise BrokenError(file, facts["dark"][0].number, "“dark” is yes or no.")
    text, options = split_options(lines, file, section.kind in ASKING)
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


def read_address(line: Line, what: str, file: str) -> str:
    if address := address_in(line.text):
        return address
    raise BrokenError(file, line.number, f"{what} {NO_ADDRESS}.")


def split_options(lines: list[Line], file: str, asks: bool) -> tuple[str, list[Option]]:
    """The text, and the answers below it, each with its reason in the lines that are indented."""
    text: list[str] = []
    options: list[list] = []
    for line in lines:
        if match := OPTION.fullmatch(line.text):
            options.append([line, match[1].strip(), match[2], []])
        elif asks and LIKE_AN_OPTION.fullmatch(line.text):
            why = "An answer is written “- [x] text” or “- [ ] text”, from the left edge on, with just these blanks."
            raise BrokenError(file, line.number, why)
        elif options and line.text[:1].isspace():
            options[-1][3].append(line.text.strip())
        elif options and line.text:
            raise BrokenError(file, line.number, WHY_INDENTED)
        elif not options:
            text.append(line.text)
    return "\n".join(text).strip(), [make_option(*option) for option in options]


def make_option(line: Line, right: str, text: str, below: list[str]) -> Option:
    address = address_in(text)
    holds = {"x": "true", "X": "true", "": "false"}.get(right, right)
    reason = " ".join(said for said in below if not said.startswith(">"))
    argument = " ".join(said.removeprefix(">").strip() for said in below if said.startswith(">"))
    return Option("" if address else text, holds, reason, argument, address, line.number)


def read_question(section: Section, said: dict[str, str], options: list[Option]) -> Question | None:
    if section.kind not in ASKING:
        if options or "ask" in said:
            raise BrokenError(
                section.file, section.heading.number, f"A question is asked on {', '.join(ASKING)} alone."
            )
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


def read_language(line: Line, file: str) -> str:
    if CODE.fullmatch(line.text):
        return line.text
    raise BrokenError(file, line.number, "A language has a short name, as “en” or “de”.")


def read_whole(line: Line, file: str, low: int, high: int) -> int:
    if line.text.isascii() and line.text.isdigit() and low <= (number := int(line.text[:DIGITS])) <= high:
        return number
    raise BrokenError(file, line.number, f"Minutes are a whole number from {low} to {high}.")
