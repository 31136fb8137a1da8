"""What stands around a formula where it was copied from: f(x, y) = …, lambda x, y: …, @(x, y) …, return …;"""

import re

from formulas.algebra import CONSTANTS, FormulaError
from formulas.calls import FUNCTION_NAMES
from formulas.tokens import Token

VARIABLES = "(?:x , y|x1 , x2|x0 , x1|x|y)"
WORD = "[A-Za-z_][A-Za-z0-9_]*"
EQUALS = "(?:=|:=)"
HEADING = re.compile(
    rf"(?:(?:def |function )?(?P<function>{WORD}) \( {VARIABLES} \) (?:=|:=|:) (?:return )?"
    rf"|(?P<value>{WORD}) {EQUALS} "
    rf"|lambda {VARIABLES} : |@ \( {VARIABLES} \) |\( {VARIABLES} \) (?:=>|->|↦|→) |{VARIABLES} (?:->|↦|→) |return )"
)
LONGEST_HEADING = 12
VALUES = "zwfghpquFGJLECVW"  # letters that are more likely the formula's name than a number that it sets


def strip_heading(tokens: list[Token], known: frozenset[str]) -> list[Token]:
    """The tokens of the formula alone."""
    if len(tokens) > 2 and tokens[-2].is_sign(";"):
        tokens = [*tokens[:-2], tokens[-1]]
    while match := HEADING.match(" ".join(map(_shown, tokens[:LONGEST_HEADING])) + " "):
        name, rest = match["function"] or match["value"], tokens[match.group().count(" ") :]
        if name and not _is_title(name, rest, known, alone=bool(match["value"])):
            break
        tokens = rest
    _refuse_other_headings(tokens)
    return tokens


def _shown(token: Token) -> str:
    return f"x{token.text}" if token.kind == "coordinate" else token.text


def _is_title(name: str, rest: list[Token], known: frozenset[str], alone: bool) -> bool:
    meant = name in ("x", "y", *CONSTANTS, *known) or name in FUNCTION_NAMES
    return not meant and (not alone or len(name) > 1 or name in VALUES) and all(token.text != name for token in rest)


def _refuse_other_headings(tokens: list[Token]):
    first = tokens[0]
    if (first.kind == "name" and first.text in ("lambda", "def", "function")) or first.is_sign("@"):
        raise FormulaError("Call the two variables x and y, as in f(x, y) = x^2 + y^2", first.position)
    for token in tokens:
        if token.is_sign("=", ":="):
            raise FormulaError(_equation(tokens, token), token.position)
        if token.is_sign("=>"):
            raise FormulaError(
                "Write >= to compare; before => stand the two variables, as in (x, y) => x^2", token.position
            )
        if token.is_sign("->", "↦", "→"):
            raise FormulaError("Call the two variables x and y, as in f(x, y) = x^2 + y^2", token.position)


def _equation(tokens: list[Token], equals: Token) -> str:
    if any(token.text in ("if", "piecewise") for token in tokens[: tokens.index(equals)]):
        return "Write == to compare, as in if(x == 0, 1, x)"
    if [token.text for token in tokens[:2]] in (["y", equals.text], ["x", equals.text]):
        return "This is the equation of a curve; write one expression without an equals sign, a height for each x and y"
    if tokens[1] is equals or tokens[1].is_sign("("):
        return "Write one expression in x and y without an equals sign, its numbers in their places"
    return "An equation has no value: write one expression without an equals sign"
