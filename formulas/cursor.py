"""A place in the tokens of a text: what is here, what is taken, and how it was typed."""

from formulas.algebra import FormulaError
from formulas.bars import CLOSING, OPENING
from formulas.hints import operand
from formulas.tokens import Token

WORDS = ("and", "or", "if", "else")
MOST_BRACKETS = 40
MOST_EXPONENTS = 50


class Cursor:
    """Moves through the tokens of a text, and says what was typed between two places."""

    def __init__(self, text: str, tokens: list[Token]):
        self.text, self.tokens = text, tokens
        self.index = self.brackets = 0
        self.has_else = any(token.kind == "name" and token.text == "else" for token in tokens)

    @property
    def here(self) -> Token:
        return self.tokens[self.index]

    @property
    def last(self) -> Token:
        return self.tokens[self.index - 1]

    def ahead(self, count: int) -> Token:
        return self.tokens[min(self.index + count, len(self.tokens) - 1)]

    def take(self, *texts: str) -> Token | None:
        """The next token if it is one of these signs."""
        return self._take(self.here.is_sign(*texts))

    def take_word(self, *words: str) -> Token | None:
        return self._take(self.here.kind == "name" and self.here.text in words)

    def take_bar(self, side: str) -> Token | None:
        return self._take(self.here.kind == "bar" and self.here.text == side)

    def _take(self, wanted: bool) -> Token | None:
        self.index += wanted
        return self.last if wanted else None

    def typed(self, start: int, end: int | None = None) -> str:
        """What was typed for the tokens from one place up to another, or up to here."""
        end = self.index if end is None else end
        return self.text[self.tokens[start].position : self.tokens[end - 1].end] if end > start else ""

    @property
    def is_operand(self) -> bool:
        """Whether an operand may begin here."""
        token = self.here
        if token.kind == "name":
            return token.text not in WORDS or (token.text == "if" and not self.has_else)
        return (
            token.kind in ("number", "command")
            or token.is_sign(*OPENING)
            or (token.kind == "bar" and token.text == "(")
        )

    def is_one_bracket(self, start: int, end: int) -> bool:
        """Whether the tokens from start up to end are one pair of brackets and what it holds."""
        depth = 0
        for place in range(start, end):
            token = self.tokens[place]
            depth += token.is_sign(*OPENING)
            depth -= token.is_sign(*CLOSING)
            if depth == 0:
                return place == end - 1 > start
        return False

    def after_brackets(self, start: int) -> int:
        """The place after the brackets that open there, or that place."""
        ends = (end for end in range(start + 1, len(self.tokens)) if self.is_one_bracket(start, end))
        return next(ends, start)

    def in_place(self, error: FormulaError, start: int, end: int) -> FormulaError:
        """A refusal of the tokens from start up to end; in brackets if what stands beside them would tear it apart."""
        before, after = self.tokens[start - 1] if start else None, self.tokens[end]
        alone = not before or before.is_sign("+", ",", *OPENING)
        if alone and (after.kind == "end" or after.is_sign("+", "-", ",", *CLOSING)):
            return error
        return FormulaError(error.lead, error.position, tuple(map(operand, error.instead)))

    def close(self, opening: Token, closing: str):
        """Take the closing sign of what was opened, or say what is wrong with it."""
        taken = self.take_bar(closing) if opening.kind == "bar" else self.take(closing)
        if not taken:
            if self.here.kind == "end":
                raise FormulaError(f"The bracket '{opening.text}' is never closed", opening.position)
            self.refuse_here()

    def deeper(self, token: Token):
        self.brackets += 1
        if self.brackets > MOST_BRACKETS:
            raise FormulaError(
                f"The brackets are nested too deep; at most {MOST_BRACKETS} levels are read", token.position
            )

    def refuse_here(self):
        token, before = self.here, self.tokens[self.index - 1] if self.index else None
        if token.kind == "end":
            raise FormulaError("The formula stops too early: a number, x, y or a bracket is missing", token.position)
        if token.is_sign(*CLOSING):
            raise FormulaError("This closing bracket has no partner, or nothing stands before it", token.position)
        if token.is_sign(",") and before and before.kind == "number":
            after = self.ahead(1)
            decimal = after.kind == "number" and not after.loose and len(after.text) != 3  # 1,000 may be a thousand
            readings = (f"{before.text}.{after.text}",) if decimal and "." not in before.text + after.text else ()
            raise FormulaError("A decimal has a point, commas stand between arguments", token.position, readings)
        explained = {
            ",": "A comma stands between the arguments of a function of several, such as max and if",
            ";": "Separate arguments by a comma, and write decimals with a point; ; has no meaning here",
            "!": "There is no factorial; write the number itself",
            "%": "There is no % sign: write a percentage as a number such as 0.05",
            ":": "Write a choice of formulas as if(x < 0, -x, x^2)",
        }
        if token.kind == "sign" and token.text in explained:
            raise FormulaError(explained[token.text], token.position)
        if token.text in ("if", "else"):
            raise FormulaError(explained[":"], token.position)
        shown = self.text[token.position : token.end]
        shown = shown if len(shown) <= 20 else shown[:20] + "…"
        if before and token.kind == "superscript":
            raise FormulaError("Two exponents in a row: put the inner power in brackets", token.position)
        raise FormulaError(f"A number, x, y or a bracket is missing before '{shown}'", token.position)
