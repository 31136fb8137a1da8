"""A calculator that reads a step's working back from its LaTeX, and works every line out again."""

import re
from typing import NamedTuple

import numpy as np

NUMBER = r"-?(?:\d+(?:\.\d+)?(?:\\times10\^\{-?\d+\})?|10\^\{-?\d+\}|\\infty|\\text\{nan\})"


class Calculator:
    """Works out what a line's LaTeX says, from left to right and with the usual precedence."""

    TOKENS = re.compile(
        r"\s*(\d+(?:\.\d+)?(?:\\times10\^\{-?\d+\})?|\\partial_(?:\w|\{\w\w\}) f(?:_B)?|f(?:_B)?"
        r"|\\operatorname\{sign\}|\\text\{nan\}|\\left|\\right|\\\w+|\\ |.)"
    )

    def __init__(self, text, landscape):
        self.landscape = landscape
        self.tokens = [token for token in self.TOKENS.findall(text) if token not in ("\\left", "\\right", "\\ ")]

    def work_out(self):
        value = self.sum()
        assert not self.tokens, f"left over: {self.tokens}"
        return value

    def next(self, *expected):
        token = self.tokens.pop(0)
        assert not expected or token in expected, f"{token} where {expected} belongs"
        return token

    def peek(self):
        return self.tokens[0] if self.tokens else ""

    def sum(self):
        value = self.product()
        while self.peek() in ("+", "-"):
            value = value + self.product() if self.next() == "+" else value - self.product()
        return value

    def product(self):
        value = self.power()
        while self.peek() == r"\cdot":
            self.next()
            value = value * self.power()
        return value

    def power(self):
        if self.peek() == "-":
            self.next()
            return -self.power()
        value = self.atom()
        if self.peek() == "^":
            self.next()
            value = value ** self.group("{", "}")
        return value

    def group(self, opening, closing):
        self.next(opening)
        value = self.sum()
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
            return np.float64(token.replace(r"\times10^{", "e").rstrip("}"))
        if token == "(":
            self.tokens.insert(0, token)
            return self.group("(", ")")
        if token == "|":
            value = self.sum()
            self.next("|")
            return np.abs(value)
        if token == r"\frac":
            return self.group("{", "}") / self.group("{", "}")
        if token == r"\sqrt":
            return np.sqrt(self.group("{", "}"))
        if token in (r"\max", r"\min"):
            return (np.maximum if token == r"\max" else np.minimum)(*self.arguments())
        if token == r"\operatorname{sign}":
            return np.sign(*self.arguments())
        if token in (r"\infty", r"\text{nan}"):
            return np.float64("inf" if token == r"\infty" else "nan")
        if token in ("f", "f_B"):
            return self.landscape.loss(*self.arguments())
        slopes = re.fullmatch(r"\\partial_\{?(\w+)\}? f(?:_B)?", token)
        assert slopes, f"what is {token}?"
        axes = tuple("xy".index(axis) for axis in slopes[1])
        derivative = self.landscape.gradient if len(axes) == 1 else self.landscape.hessian
        return derivative(*self.arguments())[axes]


class Line(NamedTuple):
    symbol: str
    arrow: bool
    expression: str
    result: str
    reasons: list[str]

    @classmethod
    def read(cls, text):
        text, _, reasons = text.partition(r"\quad\text{as } ")
        symbol, arrow, right = re.fullmatch(r"(.+?) (=|\\leftarrow) (.+)", text).groups()
        expression, _, result = right.rpartition(" = ")
        return cls(symbol, arrow == r"\leftarrow", expression or result, result, reasons.split(r",\ "))

    @property
    def value(self):
        return value_of(self.result)


def value_of(number):
    return Calculator(number, None).work_out()


def half_a_unit(number):
    """Half of what the last digit of a printed number stands for; zeros at the end are not printed."""
    mantissa = re.fullmatch(r"-?([\d.]+)?(?:\\times)?(?:10\^\{-?\d+\})?", number)[1]
    value = abs(float(value_of(number)))
    digits = len((mantissa or "1").replace(".", "").lstrip("0"))
    return 0.5 * 10.0 ** (np.floor(np.log10(value)) + 1 - max(digits, 4)) if value else 0.0


def same(value, number):
    printed = value_of(number)
    if not np.isfinite(printed):
        return value == printed or (np.isnan(value) and np.isnan(printed))
    return abs(value - printed) <= half_a_unit(number) * (1 + 1e-3)


def holds(reason, landscape):
    left, relation, right = re.fullmatch(r"(.+) (\\not<|\\not>|\\not=|\\ge|\\le|\\ne|<|>|=) (.+)", reason).groups()
    left, right = (Calculator(side, landscape).work_out() for side in (left, right))
    return {
        "<": left < right,
        ">": left > right,
        "=": left == right,
        r"\ge": left >= right,
        r"\le": left <= right,
        r"\ne": left != right,
    }.get(relation, np.isnan(left) or np.isnan(right))
