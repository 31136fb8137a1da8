"""Reads a rule from its LaTeX and works it out, so that what is shown can be held against what is computed.

A rule is statements, one after the other: `a \\leftarrow b` and `a = b` set a, "first a = b" sets it before the first
step, and "... where c" leaves a as it was where c does not hold. What stands alone is the rule's value.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

GREEK = dict(zip("βλμρηγψεα", ("beta", "lambda", "mu", "rho", "eta", "gamma", "psi", "epsilon", "alpha"), strict=True))
SUBSCRIPTS = str.maketrans("₀₁₂", "012")
SPACES = r"\\(?:left|right|bigl|bigr|quad)(?![a-z])|\\[,;]|(?<!\\)\\ "
FIRST = r"\text{first }"
STATEMENT = re.compile(r"(?:(\\hat \w|\S+) (?:\\leftarrow|=) )?(.*)", re.DOTALL)
SUBSCRIPT = r"(?:_(?:\{(?:\\text\{\w+\}|[^{}])*\}|\w|\\\w+))?"
TOKEN = re.compile(
    rf"\s*(\d+(?:\.\d+)?|\\eta\^[+-]|\\hat \w|\\operatorname\{{sign\}}|\\lVert|\\rVert(?:_1)?|\\text\{{else\}}"
    rf"|\\(?:frac|tfrac|sqrt|max|min|cos|nabla|cdot|top|begin\{{cases\}}|end\{{cases\}}|lfloor|rfloor|lceil|rceil"
    rf"|le|ge|ne)(?![a-z])|\\\\|\\[a-zA-Z]+{SUBSCRIPT}|[a-zA-Z]{SUBSCRIPT}|.)"
)
COMPARISONS = {"<": np.less, ">": np.greater, r"\le": np.less_equal, r"\ge": np.greater_equal, r"\ne": np.not_equal}
ENDS = {*"+-,)}|&", *COMPARISONS, r"\\", r"\rVert", r"\rVert_1", r"\rfloor", r"\rceil", r"\end{cases}", ""}


def symbol(knob) -> str:
    """How a knob's symbol is written in LaTeX: β₁ as \\beta_1, η⁺ as \\eta^+."""
    letter, rest = knob.symbol[0], knob.symbol[1:].translate(SUBSCRIPTS)
    mark = {"⁺": "^+", "⁻": "^-"}.get(rest, f"_{rest}" if rest else "")
    return (f"\\{GREEK[letter]}" if letter in GREEK else letter) + mark


@dataclass
class Rule:
    """`values` holds what is known by name; functions take their arguments. Working the rule out adds to it."""

    latex: str
    values: dict
    functions: dict[str, Callable] = field(default_factory=dict)

    def __post_init__(self):
        body = re.sub(r"^\\begin\{aligned\}|\\end\{aligned\}$", "", self.latex.strip())
        parts = re.split(r"(\\begin\{cases\}.*?\\end\{cases\})", body)
        parts[::2] = [re.sub(r",(?:\s*\\quad|\\ )|\\\\|^\s*\\quad", "\n", part.replace("&", "")) for part in parts[::2]]
        lines = [re.sub(SPACES, " ", line).strip().rstrip(",") for line in "".join(parts).split("\n")]
        self.first = [line.replace(FIRST, "") for line in lines if FIRST in line]
        named = [STATEMENT.fullmatch(line).groups() for line in lines if line and FIRST not in line]
        self.by_time = {name.replace("_t", ""): right for name, right in named if name and "_t" in name}
        self.statements = [(name, right) for name, right in named if name and "_t" not in name]
        self.value = next((right for name, right in named if not name), None)

    def begin(self):
        for line in self.first:
            *names, value = (side.strip() for side in line.split("="))
            for name in names:
                self.values[name] = self.evaluate(value)

    def work_out(self):
        """All statements in order, and the value."""
        for name, right in self.statements:
            right, _, condition = right.partition(r"\text{ where }")
            result = self.evaluate(right)
            self.values[name] = np.where(self.evaluate(condition), result, self.values[name]) if condition else result
        return self.value and self.evaluate(self.value)

    def evaluate(self, text):
        return Reader(self, [token for token in TOKEN.findall(text) if token.strip()]).whole()

    def look_up(self, name):
        head, _, time = name.partition("_")
        if head in self.by_time:
            return self.at(head, self.evaluate(time.strip("{}")))
        return self.values[name]

    def at(self, head, time):
        now, self.values["t"] = self.values["t"], time
        try:
            return self.evaluate(self.by_time[head])
        finally:
            self.values["t"] = now


class Reader:
    """Reads one expression, from left to right and with the usual precedence; a product needs no sign."""

    def __init__(self, rule, tokens):
        self.rule, self.tokens, self.index = rule, tokens, 0

    @property
    def here(self):
        return self.tokens[self.index] if self.index < len(self.tokens) else ""

    def next(self, *expected):
        token = self.here
        assert token, f"{self.rule.latex} stops too early"
        assert not expected or token in expected, f"{token} for {expected} in {self.rule.latex}"
        self.index += 1
        return token

    def whole(self):
        value = self.comparison()
        assert not self.here, f"{self.here} is left over in {self.rule.latex}"
        return value

    def comparison(self):
        """A sum, or whether all of a chain as a < b < c holds."""
        left, held = self.sum(), None
        while self.here in COMPARISONS:
            compare, right = COMPARISONS[self.next()], self.sum()
            held, left = compare(left, right) & (True if held is None else held), right
        return left if held is None else held

    def sum(self):
        total = -self.product() if self.here == "-" and self.next() else self.product()
        while self.here in ("+", "-"):
            total = total + self.product() if self.next() == "+" else total - self.product()
        return total

    def product(self):
        value = self.power()
        while self.here not in ENDS:
            if self.here == "/":
                self.next()
                value = value / self.power()
            elif self.here == r"\top":
                self.next()
                value = value @ self.power()
            else:
                self.index += self.here == r"\cdot"
                value = value * self.power()
        return value

    def power(self):
        base = self.atom()
        if self.here != "^":
            return base
        self.next()
        if self.here == r"\top":  # which the product around it looks at
            return base
        return base ** (self.group("{", "}") if self.here == "{" else self.atom())

    def group(self, opening, closing):
        self.next(opening)
        value = self.comparison()
        self.next(closing)
        return value

    def arguments(self):
        self.next("(")
        values = [self.sum()]
        while self.next(",", ")") == ",":
            values.append(self.sum())
        return values

    def atom(self):
        token = self.next()
        if token[0].isdigit():
            return float(token)
        if token in BRACKETS:
            self.index -= 1
            return self.group(token, BRACKETS[token])
        if token in ("|", r"\lVert"):
            return self.size(token)
        if token in NOTATIONS:
            return NOTATIONS[token](self)
        name = token + self.next() if token == r"\nabla" else token
        if name in self.rule.functions:
            return self.rule.functions[name](*self.arguments())
        return self.rule.look_up(name)

    def size(self, opening):
        inner = self.sum()
        closing = self.next()
        if opening == "|" or closing == r"\rVert_1":
            return np.abs(inner) if opening == "|" else np.abs(inner).sum()
        return np.sqrt((inner**2).sum())

    def rounded(self, function):
        value = function(self.sum())
        self.next(r"\rfloor", r"\rceil")
        return value

    def cases(self):
        rows = []
        while not rows or self.next(r"\\", r"\end{cases}") == r"\\":
            value = self.sum()
            self.next("&")
            otherwise = self.here == r"\text{else}" and self.next()
            rows.append((True if otherwise else self.comparison(), value))
        return np.select(*zip(*(np.broadcast_arrays(*row) for row in rows), strict=True))


def fraction(reader):
    return reader.group("{", "}") / reader.group("{", "}")


BRACKETS = {"(": ")", "{": "}"}
NOTATIONS = {
    r"\frac": fraction,
    r"\tfrac": fraction,
    r"\sqrt": lambda reader: np.sqrt(reader.group("{", "}")),
    r"\cos": lambda reader: np.cos(reader.atom()),
    r"\max": lambda reader: np.maximum(*reader.arguments()),
    r"\min": lambda reader: np.minimum(*reader.arguments()),
    r"\operatorname{sign}": lambda reader: np.sign(*reader.arguments()),
    r"\lfloor": lambda reader: reader.rounded(np.floor),
    r"\lceil": lambda reader: reader.rounded(np.ceil),
    r"\begin{cases}": Reader.cases,
}
