"""The grammar of formulas: text to terms, by precedence, refusing with a hint what could be read in two ways.

sum      = product (("+" | "-") product)*
product  = signed (("*" | "/") signed)*
signed   = ("+" | "-") signed | scaled              so -x^2 is -(x^2)
scaled   = NUMBER scaled_power | power              2x, 2(x + y), 2 sin(x): but not after a division
power    = primary (("^" | "**") exponent)?         from the right: x^2^3 is x^(2^3)
exponent = ("+" | "-") exponent | power
primary  = NUMBER | NAME | FUNCTION "(" sum ")" | "(" sum ")" | "|" sum "|"
"""

import difflib
import re
import unicodedata
from typing import NamedTuple

from formulas.algebra import (
    CALLS,
    CONSTANTS,
    FormulaError,
    Term,
    add,
    call,
    divide,
    literal,
    multiply,
    negate,
    power,
    symbol,
)

LONGEST_TEXT = 1000
MOST_TOKENS = 400
LARGEST_NUMBER = 1e100

SAME_SIGN = str.maketrans({"−": "-", "–": "-", "×": "*", "·": "*", "⋅": "*", "∙": "*", "÷": "/", "∕": "/"})
SAME_NAME = {"π": "pi", "√": "sqrt"}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
TOKEN = re.compile(
    r"(?P<space>[ \t\r\n\u00a0]+)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*|π|√)"
    r"|(?P<superscript>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<sign>\*\*|[-+*/^()|])"
)
SIGNS_EXPLAINED = {
    ",": "Write decimals with a point, as in 1.5, and give functions one argument: a comma has no meaning here",
    "=": "Write one expression without an equals sign, for example x^2 + y^2",
    ".": "A point belongs inside a number, as in 0.5; attributes have no meaning here",
    "[": "Use round brackets: only ( and ) group",
    "{": "Use round brackets: only ( and ) group",
    "!": "There is no factorial; write the number itself",
    "%": "There is no % sign; write a decimal number such as 0.05",
}


class Token(NamedTuple):
    kind: str
    text: str
    position: int


class Reader:
    """Reads one text, token by token, into a Term."""

    def __init__(self, text: str, names: tuple[str, ...]):
        self.names = ("x", "y", *names, *CONSTANTS)
        self.tokens = list(_tokens(text))
        self.index = 0
        self.open_bars = 0
        self.open_brackets = 0

    def read(self) -> Term:
        term = self.sum()
        if self.here.kind != "end":
            self.refuse_here()
        return term

    @property
    def here(self) -> Token:
        return self.tokens[self.index]

    def take(self, *texts: str) -> Token | None:
        """The next token if it is one of these signs."""
        if self.here.kind == "sign" and self.here.text in texts:
            self.index += 1
            return self.tokens[self.index - 1]
        return None

    def sum(self) -> Term:
        total = self.product()
        while token := self.take("+", "-"):
            term = self.product()
            total = add(total, term if token.text == "+" else negate(term, token.position), token.position)
        return total

    def product(self) -> Term:
        total = self.signed()
        while token := self.take("*", "/"):
            operate = multiply if token.text == "*" else divide
            total = operate(total, self.signed(divisor=token.text == "/"), token.position)
        return total

    def signed(self, divisor: bool = False) -> Term:
        minus = False
        position = self.here.position
        while token := self.take("+", "-"):
            minus ^= token.text == "-"
        term = self.scaled(divisor)
        return negate(term, position) if minus else term

    def scaled(self, divisor: bool) -> Term:
        number, follower = self.here, self.tokens[min(self.index + 1, len(self.tokens) - 1)]
        if number.kind != "number" or not (follower.kind == "name" or follower.text == "("):
            return self.power()
        if divisor:
            raise FormulaError(
                f"Is {number.text} alone the divisor, or the product after it? Write the brackets and the * sign",
                number.position,
            )
        return multiply(self.primary(), self.power(), number.position)

    def power(self) -> Term:
        base = self.primary()
        if self.here.kind == "superscript":
            token = self.here
            self.index += 1
            base = power(base, literal(float(int(token.text.translate(SUPERSCRIPTS)))), token.position)
            if self.here.text in ("^", "**") or self.here.kind == "superscript":
                raise FormulaError("Two exponents in a row: put the inner power in brackets", self.here.position)
        elif token := self.take("^", "**"):
            base = power(base, self.exponent(), token.position)
        self.refuse_neighbour()
        return base

    def exponent(self) -> Term:
        minus = False
        position = self.here.position
        while token := self.take("+", "-"):
            minus ^= token.text == "-"
        term = self.power()
        return negate(term, position) if minus else term

    def primary(self) -> Term:
        token = self.here
        if token.kind == "number":
            self.index += 1
            return literal(_number(token))
        if token.kind == "name":
            self.index += 1
            return self.named(token)
        if self.take("("):
            return self.bracketed(token, ")")
        if self.take("|"):
            self.open_bars += 1
            inner = self.bracketed(token, "|")
            self.open_bars -= 1
            return call("abs", inner, token.position)
        return self.refuse_here()

    def bracketed(self, opening: Token, closing: str) -> Term:
        self.open_brackets += 1
        if self.open_brackets > 40:
            raise FormulaError("The brackets are nested too deep; at most 40 levels are read", opening.position)
        inner = self.sum()
        self.open_brackets -= 1
        if not self.take(closing):
            if self.here.kind == "end":
                raise FormulaError(f"The bracket '{opening.text}' is never closed", opening.position)
            self.refuse_here()
        return inner

    def named(self, token: Token) -> Term:
        name = SAME_NAME.get(token.text, token.text)
        if name in CALLS:
            opening = self.take("(")
            if not opening:
                raise FormulaError(
                    f"Write the argument of {name} in brackets, and a power after them: {name}(x)^2", token.position
                )
            return call(name, self.bracketed(opening, ")"), token.position)
        if name in self.names:
            if self.here.kind == "sign" and self.here.text == "(":
                raise FormulaError(f"'{name}' is not a function: write {name}*( … ) to multiply", token.position)
            return symbol(name)
        return self.refuse_name(name, token.position)

    def refuse_name(self, name: str, position: int):
        shown = name if len(name) <= 20 else name[:20] + "…"
        known = [*self.names, *CALLS]
        letters = set(name) <= {*(one for one in self.names if len(one) == 1), *"0123456789"}
        near = difflib.get_close_matches(name[:20].lower(), known, n=1, cutoff=0.6)
        if letters:
            hint = f"write a product as {'*'.join(name[:4])}" if name.isalpha() else "write powers with ^"
        elif near:
            hint = f"did you mean {near[0]}?"
        else:
            hint = f"known are {', '.join(known)}"
        raise FormulaError(f"'{shown}' is not known here: {hint}", position)

    def refuse_neighbour(self):
        """After a complete operand, another operand may not follow without a sign between them."""
        token = self.here
        if token.kind in ("number", "name", "superscript") or token.text == "(":
            raise FormulaError("A sign is missing: write a product as 2*x*y, with all its *", token.position)
        if token.text == "|" and not self.open_bars:
            raise FormulaError("A sign is missing before this bar, or its partner is", token.position)

    def refuse_here(self):
        token = self.here
        if token.kind == "end":
            raise FormulaError("The formula stops too early: a number, x, y or a bracket is missing", token.position)
        if token.text == ")":
            raise FormulaError("This closing bracket has no partner, or nothing stands before it", token.position)
        raise FormulaError(f"A number, x, y or a bracket is missing before '{token.text}'", token.position)


def read(text: str, names: tuple[str, ...] = ()) -> Term:
    """The term that a text stands for; `names` are its parameters."""
    if len(text) > LONGEST_TEXT:
        raise FormulaError(f"A formula has at most {LONGEST_TEXT} characters; this text has {len(text)}", LONGEST_TEXT)
    if not text.strip():
        raise FormulaError("There is no formula yet: write one in x and y, for example x^2 + 3*y^2", 0)
    return Reader(text, names).read()


def _tokens(text: str):
    plain = text.translate(SAME_SIGN)
    position = count = 0
    while position < len(plain):
        match = TOKEN.match(plain, position)
        if match is None:
            raise FormulaError(_strange(plain[position]), position)
        if match.lastgroup != "space":
            count += 1
            if count > MOST_TOKENS:
                raise FormulaError(f"A formula has at most {MOST_TOKENS} numbers, names and signs", position)
            yield Token(match.lastgroup or "", match.group(), position)
        position = match.end()
    yield Token("end", "", len(plain))


def _strange(character: str) -> str:
    if character in SIGNS_EXPLAINED:
        return SIGNS_EXPLAINED[character]
    name = unicodedata.name(character, "a character without a name").lower()
    shown = f"'{character}', " if character.isprintable() else ""
    return f"A formula cannot hold {shown}{name}; use plain letters, digits and + - * / ^ ( )"


def _number(token: Token) -> float:
    value = float(token.text) if len(token.text) <= 40 else LARGEST_NUMBER * 10
    if abs(value) > LARGEST_NUMBER or (value == 0 and re.search("[1-9]", re.split("[eE]", token.text)[0])):
        raise FormulaError("This number is too long, too large or too small", token.position)
    return value
