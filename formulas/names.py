"""The names of a text: its variables, its parameters, and what is said of every other one."""

import re

from formulas.algebra import CONSTANTS, FormulaError
from formulas.calls import CALLS, FUNCTION_NAMES
from formulas.hints import offer
from formulas.tokens import Token

MOST_LETTERS = 4
NO_LETTERS = {
    **{one: f"{one} is taken for the imaginary unit by many: take another letter" for one in "ijI"},
    "f": "f is the name of the function: take another letter",
    **{wrong: f"'{wrong}' is not known here: did you mean {right}?" for wrong, right in ("Xx", "Yy", "Ee")},
}
INDEXED: dict[tuple[str, ...], str] = {("0", "1"): "xy", ("1", "2"): "xy"}
LONGEST_PRODUCT = 3


def place_coordinates(tokens: list[Token], text: str) -> list[Token]:
    """x1 and x2, or x[0] and x[1], as x and y; asked about where another reading is as good."""
    indices = tuple(sorted({token.text for token in tokens if token.kind == "coordinate"}))
    if not indices:
        return tokens
    first = next(token for token in tokens if token.kind == "coordinate")
    shown = text[first.position : first.end]
    if any(token.kind == "name" and token.text in ("x", "y") for token in tokens):
        powers = (f"x^{first.text}", f"{first.text}*x") if first.text > "1" and "[" not in shown else ()
        raise offer(f"With x or y beside it {shown} could be several things", first.position, powers)
    if indices == ("0",) and "[" in shown:
        names = {"0": "x"}
    elif indices in INDEXED:
        names = dict(zip(indices, INDEXED[indices], strict=True))
    else:
        raise FormulaError(f"Which of the two variables is {shown}? Call them x and y", first.position)
    return [
        token._replace(kind="name", text=names[token.text]) if token.kind == "coordinate" else token for token in tokens
    ]


def letters_of(tokens: list[Token], given: tuple[str, ...]) -> tuple[str, ...]:
    """The single letters that a text uses as parameters, in order of appearance."""
    letters: dict[str, Token] = {}
    for token in tokens:
        if token.kind == "name" and len(token.text) == 1 and token.text not in ("x", "y", *CONSTANTS, *given):
            if token.text in NO_LETTERS:
                raise FormulaError(NO_LETTERS[token.text], token.position)
            letters.setdefault(token.text, token)
            if len(letters) > MOST_LETTERS:
                raise FormulaError(f"A formula has at most {MOST_LETTERS} letters besides x and y", token.position)
    return tuple(letters)


def refuse_name(token: Token, names: tuple[str, ...], free: bool) -> FormulaError:
    """What to say of a name that means nothing here; `free` if single letters may be parameters."""
    name = token.text
    if name in NO_LETTERS:
        return FormulaError(NO_LETTERS[name], token.position)
    shown = name if len(name) <= 20 else name[:20] + "…"
    lead = f"'{shown}' is not known here"
    if function := _function_before(name):
        return _unbracketed(name, function, token.position)
    if slip := next((known for known in CALLS if len(known) > 2 and sorted(known) == sorted(name.lower())), ""):
        return FormulaError(f"{lead}: did you mean {slip}?", token.position)
    if name.lower() in names or (name.lower() in FUNCTION_NAMES and name.lower() != "log"):
        return FormulaError(f"{lead}: did you mean {name.lower()}?", token.position)
    if name in ("dx", "dy"):
        return FormulaError("Derivatives are not read", token.position)
    if parts := re.fullmatch("([xy]*)pi([xy]*)", name):
        return offer(lead, token.position, ("*".join([*parts[1], "pi", *parts[2]]),))
    if _is_product(name, names, free):
        return offer(lead, token.position, ("*".join(name),))
    if re.fullmatch(r"[xy]\d+[xy]?", name):
        return FormulaError(f"{lead}: write powers with ^ and products with *", token.position)
    known = [*names, *("single letters",) * free, *("functions such as sin", "exp", "log", "sqrt", "max and if")]
    return FormulaError(f"{lead}: known are {', '.join(known[:8])}", token.position)


def _is_product(name: str, names: tuple[str, ...], free: bool) -> bool:
    """Whether a word is most likely several letters without the * between them."""
    known = {one for one in names if len(one) == 1}
    if set(name) <= known:
        return len(name) <= 2 * LONGEST_PRODUCT
    letters = set(name) - known
    usable = free and name.isalpha() and not letters & {*NO_LETTERS} and len(name) <= LONGEST_PRODUCT
    return usable and (bool(set(name) & known) or len(name) == 2)


def _function_before(name: str) -> str:
    """The function that a word such as sinx begins with."""
    found = [known for known in FUNCTION_NAMES if len(known) > 1 and name.startswith(known)]
    longest = max(found, key=len, default="")
    return longest if re.fullmatch(r"\d*[xyt]{1,2}\d*", name[len(longest) :]) else ""


def _unbracketed(name: str, function: str, position: int) -> FormulaError:
    rest = name[len(function) :]
    lead = f"Write the argument of {function} in brackets"
    parts = re.fullmatch(r"(\d*)([xy]+)", rest)
    if not parts:
        return FormulaError(lead, position)
    if base := re.fullmatch(r"log(\d+)", function):
        product = "*".join(parts[2])
        return offer(lead, position, (f"{function}({product})", f"log({base[1]}*{product})"))
    return offer(lead, position, (f"{function}({'*'.join([*filter(None, [parts[1]]), *parts[2]])})",))
