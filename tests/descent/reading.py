"""Reading: texts clause by clause, each clause known and checked; what no clause accounts for is an error."""

import math
import re
from dataclasses import dataclass, field

import numpy as np
from evidence import Run


def value(text):
    """The number behind a text such as 0.12, −3, 3.1×10⁻⁵ or ×1/10."""
    text = text.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-"))
    if text.startswith("×"):
        over, _, under = text[1:].partition("/")
        return value(over) / value(under) if under else value(over)
    return float(text.replace("×10", "e"))


def same(text, true):
    """Whether the text is the number, rounded to three digits or more."""
    return math.isclose(value(text), true, rel_tol=0.0051, abs_tol=1e-300)


def covers(text, true):
    """Whether the text is the number, rounded up to two digits: what is "within" it."""
    return true <= value(text) * (1 + 1e-9) and value(text) <= 1.11 * true + 1e-300


class Slider:
    """The notches of a slider, each a run of its own, made when it is spoken of."""

    def __init__(self, course, runner, control, ground):
        self.course, self.runner, self.control, self.ground = course, runner, control, ground
        self.values, self.runs = control.values, {}
        self.symbol = control.knob.title if control.knob.symbol in ("", "λ") else control.knob.symbol

    def __getitem__(self, notch):
        if notch not in self.runs:
            runner = self.runner.moved(**{self.control.name: float(self.values[notch])})
            self.runs[notch] = Run(self.course, runner, self.ground)
        return self.runs[notch]

    def __len__(self):
        return len(self.values)

    def notch(self, text):
        """The notch with this name."""
        away = np.abs(self.values / value(text) - 1) if value(text) else np.abs(self.values)
        assert away.min() <= (0.006 if text.startswith("×") else 0.0006), f"{text} is no notch"
        return int(away.argmin())


@dataclass
class Case:
    """What a text is about: one notch of one slider, with the others at hand. `said` is what its clauses leave."""

    run: Run
    slider: Slider | None = None
    notch: int = 0
    sliders: dict = field(default_factory=dict)  # by symbol
    said: dict = field(default_factory=dict)
    limits: list = field(default_factory=list)  # (minimum, learning rate, whether a rate lies below it)
    of_others: int = 0  # claims about other notches

    def named(self, symbol) -> Slider:
        assert symbol in self.sliders, f"there is no slider {symbol!r}"
        self.said["slider"] = self.sliders[symbol]
        return self.said["slider"]


CLAUSES = []
WORDS = {
    "#": r"(−?[\d.]*\d(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)",
    "@near": "(?: near this minimum)?",
    "@measure": "(α·λ|α)",
    "@bound": "(?:bound|limit)",
    "@place": "(@kind)",
    "@kind": "(?:@lowest|a local minimum|another (?:local|global) minimum|a minimum as low as any known)",
    "@goal": "(?:gets there|reaches (?:@lowest|the lowest level known))",
    "@lowest": "(?:the|a) (?:global minimum|valley of equal minima)",
    "@symbol": r"([^\d\s,;.:=×]+(?: [^\d\s,;.:=×]+)??)",
    "@value": r"(×?[\d.]*\d(?:/[\d.]*\d)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)",
}
WORDS["@name"] = rf"{WORDS['@symbol']}(?: =)? {WORDS['@value']}"


def clause(pattern):
    """Register how a clause is checked: a function of the case and the groups of its pattern."""
    words = pattern
    for name in ("@name", *WORDS):
        words = words.replace(name, WORDS[name])

    def register(check):
        CLAUSES.append((re.compile(words), check))
        return check

    return register


def check_text(text, case):
    """Read a text from left to right; every clause must be known and true. Returns the names of the checks."""
    assert not re.search(" [=%]|= ", text)  # pairs that must not break
    assert text.endswith(".")
    rest, met = text.replace("\N{NBSP}", " "), []
    while rest:
        for pattern, check in CLAUSES:
            if match := pattern.match(rest):
                with np.errstate(all="ignore"):
                    assert check(case, *match.groups()) is not False, f"false: {match[0]!r}"
                met.append(check.__name__)
                rest = re.sub(r"^[.;,:]?\s*", "", rest[match.end() :])
                break
        else:
            raise AssertionError(f"nobody checks: {rest!r}")
    if "near this minimum" in text or "near the minimum" in text:
        assert not case.run.ground.is_quadratic  # a quadratic needs no such caution
    return met
