"""What a lesson is: a list of screens, each of which tells, asks, runs or tries one thing."""

from dataclasses import dataclass
from types import MappingProxyType

KINDS = ("read", "predict", "discuss", "run", "compare", "explain", "try", "diagnose")
ASKING = ("predict", "discuss", "diagnose")  # kinds with a question; nothing of the run is shown before its answer
ASKS = ("choice", "marker", "pin", "curve", "order")  # what an answer is: see `Question`
COURSE, CURIOUS = "course", "curious"
SHELVES = MappingProxyType({COURSE: "The course", CURIOUS: "For the curious"})


class BrokenError(ValueError):
    """A lesson's file that cannot be read; the sentence says where and why."""

    def __init__(self, file: str, line: int, why: str):
        super().__init__(f"{file}, line {line}: {why}")
        self.file, self.line, self.why = file, line, why


@dataclass(frozen=True)
class Option:
    """One of several answers.

    `right` is an expression, `reason` what is said of choosing it, once the truth is out, and `argument` what those say
    who chose it, before that.
    """

    text: str
    right: str
    reason: str = ""
    argument: str = ""
    picture: str = ""  # of a curve: the address of its run
    line: int = 0


@dataclass(frozen=True)
class Question:
    """What is asked.

    choice    one of the options
    marker    a value of the slider `control`; right is the expression `truth`
    pin       a place on the map; right is where the run ends
    curve     one of the options, each drawn as the loss of its run
    order     the runners of the race, the best first
    """

    ask: str
    options: tuple[Option, ...] = ()
    control: str = "alpha"
    truth: str = ""


@dataclass(frozen=True)
class Goal:
    """What is to be reached: an expression that holds, and of what one keeps the `least` or the `most`."""

    holds: str
    best: str = ""  # an expression of a number
    least: bool = True
    solution: str = ""  # an address that reaches it


@dataclass(frozen=True)
class Walk:
    """Steps whose lengths are chosen by hand, from the shortest to the longest, in the landscape's own units."""

    shortest: float
    longest: float
    most: int  # steps


@dataclass(frozen=True)
class Screen:
    """One thing at a time. `text` is Markdown with `{{ expressions }}`; `line` is where it stands in its file."""

    kind: str
    title: str
    text: str
    picture: str  # an address of the app
    show: tuple[str, ...]
    claims: tuple[tuple[str, int], ...] = ()  # expressions that hold, each with its line
    question: Question | None = None
    goal: Goal | None = None
    walk: Walk | None = None
    dark: bool = False  # the map is seen beneath the marble alone
    line: int = 0


@dataclass(frozen=True)
class Lesson:
    key: str
    title: str
    minutes: int
    aim: str
    screens: tuple[Screen, ...]
    notes: str = ""  # for the teacher, Markdown
    sources: tuple[str, ...] = ()
    shelf: str = COURSE
    language: str = "en"  # that its file is written in
    file: str = ""

    def asked_before(self, place: int) -> tuple[int, ...]:
        """The places of the screens whose answers are still to be compared at this one: since the last comparison."""
        since = [at for at, screen in enumerate(self.screens[:place]) if screen.kind == "compare"]
        asked = range(since[-1] if since else 0, place)
        return tuple(at for at in asked if self.screens[at].question and self.screens[at].kind != "diagnose")
