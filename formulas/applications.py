"""How a function is read: its power, its brackets or its one plain argument."""

import re

from formulas.algebra import FormulaError, Term, literal, power, root
from formulas.bars import CLOSING, OPENING
from formulas.calls import CALLS, CHOICES
from formulas.hints import EQUIVALENTS, offer, offer_equivalent
from formulas.questions import Questions
from formulas.tokens import SUPERSCRIPTS, Token

LARGEST_ROOT = 99
INVERSES = {"exp": "log", "log": "exp", "asin": "sin", "acos": "cos", "atan": "tan", "sinh": "asinh"}


class Applications(Questions):
    """The part of the grammar that begins with a function's name."""

    def choice(self) -> Term:
        raise NotImplementedError

    def value(self, term: Term, start: int) -> Term:
        raise NotImplementedError

    def primary(self) -> Term:
        raise NotImplementedError

    def applied(self, token: Token) -> Term:
        """A function of its arguments; the name has been taken."""
        name, call, begin = token.text, CALLS[token.text], self.index - 1
        exponent = self.function_exponent(name)
        degree = self.root_degree(token) if name == "sqrt" else 0
        start = self.index
        terms = self.arguments(name, token)
        if not call.least <= len(terms) <= call.most or (name in CHOICES and len(terms) % 2 == 0):
            raise self.in_place(self.refuse_count(name, start, len(terms), token), start - 1, self.index)
        if degree:
            made = root(terms[0], degree, token.position)
        elif exponent == -1 and call.inverse:
            made = CALLS[call.inverse].make(terms, token.position)
        else:
            made = call.make(terms, token.position)
        if exponent is None or exponent == 1 or (exponent == -1 and call.inverse):
            return made
        if exponent < 2:
            raise self.in_place(self.ask_power(name, start, exponent, token.position), begin, self.index)
        return power(made, literal(float(exponent)), token.position)

    def function_exponent(self, name: str) -> int | None:
        """The whole number of sin^2 or sin²; None if there is none."""
        if self.here.kind == "superscript":
            self.index += 1
            return int(self.last.text.translate(SUPERSCRIPTS))
        if not self.here.is_sign("^"):
            return None
        following = [token.text for token in self.tokens[self.index + 1 : self.index + 5]]
        bracketed = following[0] in OPENING
        if bracketed:
            following = following[1:]
        minus = following[0] == "-"
        number = following[minus] if len(following) > minus else ""
        closed = not bracketed or following[minus + 1 : minus + 2][:1] in ([")"], ["}"], ["]"])
        if not closed or not re.fullmatch(r"[0-9]{1,3}", number):
            raise FormulaError(f"Write a power of {name} after its argument and its brackets", self.here.position)
        self.index += 2 + minus + 2 * bracketed
        return -int(number) if minus else int(number)

    def root_degree(self, token: Token) -> int:
        r"""The degree of \sqrt[3]{x}; 0 if none is written."""
        if self.text[token.position] != "\\" or not self.here.is_sign("["):
            return 0
        number = self.ahead(1)
        if (
            not re.fullmatch("[0-9]{1,2}", number.text)
            or number.text.strip("0") == ""
            or not self.ahead(2).is_sign("]")
        ):
            raise FormulaError(f"The degree of a root is a whole number up to {LARGEST_ROOT}", number.position)
        self.index += 3
        return int(number.text)

    def arguments(self, name: str, token: Token) -> list[Term]:
        opening = self.take("(", "[", "{")
        if not opening:
            return [self.plain_argument(name, token)]
        closing, terms = CLOSING[OPENING.index(opening.text)], []
        self.deeper(opening)
        while not terms or self.take(","):
            start = self.index
            term = self.choice()
            if self.here.is_sign(";"):
                self.refuse_here()
            if name in CHOICES and len(terms) % 2 == 0 and self.here.is_sign(","):
                if not term.is_condition:
                    raise FormulaError(f"{name} asks for a comparison here, such as x < 0", self.tokens[start].position)
            else:
                self.value(term, start)
            terms.append(term)
        self.brackets -= 1
        self.close(opening, closing)
        return terms

    def plain_argument(self, name: str, token: Token) -> Term:
        """The x of sin x: a number, a name, bars or a fraction, and nothing after it that could belong to it."""
        argument, start = self.here, self.index
        plain = argument.kind in ("number", "command", "bar") or (
            argument.kind == "name" and argument.text not in CALLS
        )
        lead = f"Write the argument of {name} in brackets"
        if not plain or not self.is_operand or CALLS[name].least > 1:
            raise FormulaError(lead, token.position)
        term = self.primary()
        after, typed = self.here, self.typed(start)
        if after.is_sign("^") or after.kind == "superscript":
            readings = (f"{name}({typed}^2)", f"{name}({typed})^2") if self._is_square() else ()
            raise offer(lead, token.position, readings)
        delimited = argument.kind in ("command", "bar")
        follows = self.is_operand and not (after.kind == "name" and after.text in CALLS)
        if follows:
            rest = "*".join(self.rest())
            error = offer(lead, token.position, (f"{name}({typed}*{rest})", f"{name}({typed})*{rest}"))
            raise self.in_place(error, start - 1, self.index)
        if after.is_sign("*", "/") and not delimited:
            raise FormulaError(lead, token.position)
        return term

    def _is_square(self) -> bool:
        return self.here.text == "²" or (self.here.is_sign("^") and self.ahead(1).text == "2")

    def ask_power(self, name: str, start: int, exponent: int, position: int) -> FormulaError:
        """Of exp^-1(x) and sin^-2(x)."""
        argument = self.typed(start)
        argument = argument if self.tokens[start].is_sign("(") else f"({argument})"
        if exponent != -1:
            return offer("Is this a power of the value?", position, (f"{name}{argument}^({exponent})",))
        inverse = (f"{INVERSES[name]}{argument}",) if name in INVERSES else ()
        return offer("Is this one over the function, or its inverse?", position, (f"1/{name}{argument}", *inverse))

    def refuse_count(self, name: str, start: int, count: int, token: Token) -> FormulaError:
        call = CALLS[name]
        if name in EQUIVALENTS and count > 1:
            return offer_equivalent(name, self.typed_arguments(start), token.position)
        if name == "piecewise":
            return FormulaError(
                "piecewise takes conditions, each with its formula, and a last formula for all else", token.position
            )
        if name == "if":
            return FormulaError(
                "if takes a condition, a formula where it holds and one where it does not", token.position
            )
        if call.most == 1:
            return FormulaError(f"{name} takes one argument; write decimals with a point", token.position)
        return FormulaError(f"{name} takes two arguments{' or more' if call.most > 2 else ''}", token.position)

    def typed_arguments(self, start: int) -> list[str]:
        """What was typed between the brackets that open here, split at its commas."""
        if not self.tokens[start].is_sign("(", "["):
            return []
        depth, began, found = 0, start + 1, []
        for place in range(start, len(self.tokens)):
            token = self.tokens[place]
            depth += token.is_sign(*OPENING)
            depth -= token.is_sign(*CLOSING)
            if depth == 0 or (depth == 1 and token.is_sign(",")):
                found.append(self.typed(began, place))
                began = place + 1
            if depth == 0:
                return found
        return []
