"""The grammar of formulas: text to terms, by precedence, refusing with a hint what could be read in two ways.

choice    = either ("?" choice ":" choice)? | choice "if" either "else" choice
either    = both ("or" both)*
both      = compared ("and" compared)*
compared  = sum (("<" | "<=" | ">" | ">=" | "==" | "!=") sum)*        0 < x < 1 is 0 < x and x < 1
sum       = product (("+" | "-") product)*
product   = signed (("*" | "/") signed)*
signed    = ("+" | "-")* power power*               so -x^2 is -(x^2), and 2x, (x + 1)(y + 1), x sin(y) are products
power     = primary (("^" | "**") exponent)?        from the right: x^2^3 is x^(2^3)
exponent  = ("+" | "-")* power
primary   = NUMBER | NAME | function | "(" choice ")" | "|" choice "|"
function  = FUNCTION ("^" INTEGER)? ("(" choice ("," choice)* ")" | NUMBER | NAME)

Brackets may be round, square or curly. `applications.py` reads functions, `questions.py` asks about signs left out.
"""

import re

from formulas.algebra import (
    CONSTANTS,
    FormulaError,
    Term,
    add,
    apply,
    choose,
    compare,
    divide,
    join,
    literal,
    multiply,
    negate,
    power,
    symbol,
)
from formulas.applications import Applications
from formulas.bars import CLOSING, OPENING, RELATIONS
from formulas.calls import CALLS
from formulas.cursor import MOST_EXPONENTS
from formulas.hints import EQUIVALENTS, offer, offer_equivalent
from formulas.names import refuse_name
from formulas.nodes import Abs, ceil, floor
from formulas.tokens import SUPERSCRIPTS, Token

LARGEST_NUMBER = 1e100
BRACKETS = {"⌊": floor, "⌈": ceil}


class Reader(Applications):
    """Reads one text, token by token, into a Term."""

    def __init__(self, text: str, tokens: list[Token], names: tuple[str, ...], free: bool):
        super().__init__(text, tokens)
        self.names = ("x", "y", *names, *CONSTANTS)
        self.free = free
        self.exponents = 0

    def read(self) -> Term:
        term = self.choice()
        if self.here.kind != "end":
            self.refuse_here()
        return self.value(term, 0)

    def value(self, term: Term, start: int) -> Term:
        """The term, which must not be a comparison."""
        if term.is_condition:
            position = self.tokens[start].position
            raise offer("A comparison is true or false, and no number", position, (f"if({self.typed(start)}, 1, 0)",))
        return term

    def condition(self, term: Term, token: Token) -> Term:
        if not term.is_condition:
            raise FormulaError("A choice asks for a comparison, such as x < 0", token.position)
        return term

    def choice(self) -> Term:
        start = self.index
        term = self.either()
        if token := self.take("?"):
            self.condition(term, token)
            self.deeper(token)
            one = self.branch()
            if not self.take(":"):
                self.refuse_here()
            other = self.branch()
        elif self.has_else and (token := self.take_word("if")):
            one = self.value(term, start)
            self.deeper(token)
            term = self.condition(self.either(), token)
            if not self.take_word("else"):
                self.refuse_here()
            other = self.branch()
        else:
            return term
        self.brackets -= 1
        return choose(term, one, other, token.position)

    def branch(self) -> Term:
        start = self.index
        return self.value(self.choice(), start)

    def either(self) -> Term:
        return self.joined("or", self.both)

    def both(self) -> Term:
        return self.joined("and", self.compared)

    def joined(self, word: str, part) -> Term:
        left = part()
        while token := self.take_word(word):
            left = join(word, self.condition(left, token), self.condition(part(), token), token.position)
        return left

    def compared(self) -> Term:
        start, left, held = self.index, self.sum(), None
        while token := self.take(*RELATIONS):
            self.value(left, start)
            start, right = self.index, self.sum()
            now = compare(token.text, left, self.value(right, start), token.position)
            held = join("and", held, now, token.position) if held else now
            left = right
        return held or left

    def sum(self) -> Term:
        total = self.product()
        while token := self.take("+", "-"):
            term = self.product()
            total = add(total, term if token.text == "+" else negate(term, token.position), token.position)
        return total

    def product(self) -> Term:
        begin = start = self.index
        total = self.signed()
        while self.tokens[start].is_sign("+", "-"):
            start += 1
        while True:
            if token := self.take("*"):
                total = multiply(total, self.signed(), token.position)
            elif self.here.is_sign("/"):
                total = self.divided(total, start)
            elif self.here.is_sign("%") and (self.ahead(1).kind in ("number", "name") or self.ahead(1).is_sign("(")):
                raise self.refuse_remainder(begin)
            elif self.is_fraction(start):  # 1/2 x
                total = multiply(total, self.scaled(), self.here.position)
            else:
                return total

    def divided(self, total: Term, start: int) -> Term:
        slash = self.index
        caret = slash - (3 if self.tokens[max(slash - 2, 0)].is_sign("-") else 2)
        if caret > 0 and self.tokens[caret].is_sign("^") and self.last.text == "1":
            raise self.ask_root(start, caret)
        self.index += 1
        if self.here.is_sign("/"):
            raise FormulaError("There is no // here: write floor( … ) around the quotient", self.here.position)
        divisor = self.signed(alone=True)
        if self.is_operand and not self.is_fraction(start):
            raise self.ask_divisor(start, slash)
        return divide(total, divisor, self.tokens[slash].position)

    def is_fraction(self, start: int) -> bool:
        """Whether a fraction of numbers, set apart by a space, stands before what is here: 1/2 x."""
        if self.index != start + 3 or not self.is_operand or not self.here.loose:
            return False
        above, slash, below = self.tokens[start : self.index]
        tight = not slash.loose and not below.loose
        return tight and slash.text == "/" and above.kind == below.kind == "number" != self.here.kind

    def signed(self, alone: bool = False) -> Term:
        position, minus = self.here.position, False
        while token := self.take("+", "-"):
            minus ^= token.text == "-"
        term = self.power() if alone else self.scaled()
        return negate(term, position) if minus else term

    def scaled(self) -> Term:
        start = self.index
        total = self.power()
        while self.is_operand:
            token = self.here
            if token.kind == "number":
                raise self.refuse_number(start)
            total = multiply(total, self.power(), token.position)
        return total

    def power(self, nested: bool = False) -> Term:
        start = self.index
        base = self.primary()
        if self.here.kind == "superscript":
            token = self.here
            self.index += 1
            base = power(base, literal(float(int(token.text.translate(SUPERSCRIPTS)))), token.position)
            if self.here.is_sign("^") or self.here.kind == "superscript":
                raise FormulaError("Two exponents in a row: put the inner power in brackets", self.here.position)
        elif token := self.take("^"):
            caret = self.index - 1
            base = power(base, self.exponent(token), token.position)
            if self.is_operand and not nested:
                self.weigh_exponent(start, caret)
        return base

    def exponent(self, caret: Token) -> Term:
        self.exponents += 1
        if self.exponents > MOST_EXPONENTS:
            raise FormulaError(
                f"The formula is nested too deep; at most {MOST_EXPONENTS} levels are read", caret.position
            )
        position, minus = self.here.position, False
        while token := self.take("+", "-"):
            minus ^= token.text == "-"
        if self.here.kind == "number" and len(self.here.text.rstrip(".")) > 1 and "\\" in self.text:
            raise FormulaError("Write an exponent of several digits in braces, as LaTeX wants it", self.here.position)
        term = self.power(nested=True)
        self.exponents -= 1
        return negate(term, position) if minus else term

    def primary(self) -> Term:
        token = self.here
        if token.kind == "number":
            self.index += 1
            return literal(_number(token))
        if token.kind == "name" and self.is_operand:
            self.index += 1
            return self.named(token)
        if token.kind == "command":
            self.index += 1
            return self.fraction(token)
        if self.take(*OPENING):
            return self.bracketed(token)
        if self.take_bar("("):
            self.deeper(token)
            start = self.index
            inner = self.value(self.choice(), start)
            self.brackets -= 1
            self.close(token, ")")
            return apply(Abs, inner, position=token.position)
        return self.refuse_here()  # type: ignore[return-value] # it never returns

    def bracketed(self, opening: Token) -> Term:
        self.deeper(opening)
        start = self.index
        inner = self.choice()
        if opening.text == "[" and self.index == start + 1:
            raise FormulaError("Use round brackets, or floor( … ) if that is meant: [x] is no number", opening.position)
        if opening.text in BRACKETS:
            inner = apply(BRACKETS[opening.text], self.value(inner, start), position=opening.position)
        self.brackets -= 1
        self.close(opening, CLOSING[OPENING.index(opening.text)])
        if inner.is_condition and not self.is_between_conditions(start - 2):
            self.value(inner, start - 1)
        return inner

    def is_between_conditions(self, before: int) -> bool:
        """Whether what stands before and after a bracket lets it be a comparison."""
        around = [self.here] if before < 0 else [self.tokens[before], self.here]
        return all(
            token.kind == "end"
            or token.is_sign("?", ":", ",", *OPENING, *CLOSING)
            or token.text in ("and", "or", "if", "else", *EQUIVALENTS)
            for token in around
        )

    def fraction(self, token: Token) -> Term:
        parts = []
        for _ in "ab":
            if not self.here.is_sign("{"):
                raise FormulaError(r"Write a fraction as \frac{1}{2}, with both pairs of braces", token.position)
            opening = self.here
            self.index += 1
            start = self.index - 1
            parts.append(self.value(self.bracketed(opening), start))
        return divide(parts[0], parts[1], token.position)

    def named(self, token: Token) -> Term:
        name = token.text
        if name in self.names:
            self.refuse_call(name, token)
            return symbol(name)
        if name in CALLS:
            return self.applied(token)
        found, error = self.typed_arguments(self.index), None
        if name.startswith("log_") and len(found) == 1:
            error = offer_equivalent("log_", [*found, name.removeprefix("log_")], token.position)
        elif name in EQUIVALENTS:
            error = offer_equivalent(name, found, token.position)
        if error:
            raise self.in_place(error, self.index - 1, self.after_brackets(self.index))
        raise self.refused(refuse_name(token, self.names, self.free))

    def refuse_call(self, name: str, token: Token):
        """A product with a bracket is read, but for x(2) and e(x)."""
        if not self.here.is_sign("(", "["):
            return
        inner = self.ahead(1)
        if name == "pi" and inner.is_sign(")"):
            self.index += 2
        elif (
            (inner.text.isdigit() or inner.text in ("x", "y", "t")) and self.ahead(2).is_sign(*CLOSING) and name != "e"
        ):
            raise self.ask_index(name, token.position)
        elif name == "e" and self.here.is_sign("("):
            argument = ",".join(self.typed_arguments(self.index))
            raise offer("Is this a product, or a power of e?", token.position, (f"e*({argument})", f"e^({argument})"))


def _number(token: Token) -> float:
    value = float(token.text) if len(token.text) <= 40 else LARGEST_NUMBER * 10
    if abs(value) > LARGEST_NUMBER or (value == 0 and re.search("[1-9]", re.split("[eE]", token.text)[0])):
        raise FormulaError("This number is too long, too large or too small", token.position)
    return value
