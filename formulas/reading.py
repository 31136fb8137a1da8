"""From a typed text to a term: its tokens, what stands around the formula, its names and bars, then its grammar."""

from formulas.algebra import FormulaError, Term
from formulas.bars import settle_bars
from formulas.grammar import Reader
from formulas.headings import strip_heading
from formulas.names import letters_of, place_coordinates
from formulas.tokens import LONGEST_TEXT, Token, tokenize


def read(text: str, names: tuple[str, ...] = (), free: bool = False) -> Term:
    """The term that a text stands for; `names` are its parameters, `free` says that they are its own letters."""
    tokens = prepare(text, names)
    try:
        return Reader(text, tokens, names, free).read()
    except FormulaError as error:
        if all(_is_read(other, names, free) for other in error.instead):
            raise
        raise FormulaError(error.lead, error.position) from None


def letters(text: str, given: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The single letters that a text uses as parameters."""
    return letters_of(prepare(text, given), given)


def prepare(text: str, known: tuple[str, ...]) -> list[Token]:
    """The tokens of the formula in a text: x and y by their names, its bars paired."""
    if len(text) > LONGEST_TEXT:
        raise FormulaError(f"A formula has at most {LONGEST_TEXT} characters; this text has {len(text)}", LONGEST_TEXT)
    if not text.strip():
        raise FormulaError("There is no formula yet: write one in x and y, for example x^2 + 3*y^2", 0)
    names = frozenset(known)
    tokens = strip_heading(tokenize(text, names), names)
    return settle_bars(place_coordinates(tokens, text), text)


def _is_read(text: str, names: tuple[str, ...], free: bool) -> bool:
    try:
        known = (*names, *(one for one in letters(text, names) if one not in names)) if free else names
        Reader(text, prepare(text, known), known, free).read()
    except FormulaError:
        return False
    return True
