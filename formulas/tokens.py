"""A typed text as tokens: numbers, names and signs, each with its place, whatever language it was typed in.

What other languages write otherwise becomes the same token here: × and .* and \\cdot are *, np.sin and \\sin are sin,
arcsin is asin. Nothing is replaced in the text, so every place is a character of what was typed.
"""

import re
import unicodedata
from typing import NamedTuple

from formulas.algebra import FormulaError
from formulas.calls import ALIASES, FUNCTION_NAMES
from formulas.latex_input import COMMANDS, OPERATOR, UNREAD_COMMANDS

LONGEST_TEXT = 1000
MOST_TOKENS = 400

# Modules and objects that functions are taken from in Python and JavaScript.
MODULES = {"np", "numpy", "jnp", "jax", "torch", "tf", "keras", "nn", "functional", "F", "K", "ops", "math", "Math"}
MODULES |= {"sp", "sympy", "scipy", "special", "backend"}

SAME_SIGN = {
    **dict.fromkeys("−–﹣－‐‑", "-"),
    **dict.fromkeys("×·⋅∙•∗⋆✕\u2062", "*"),
    "ˆ": "^",
    **dict.fromkeys(("÷", "∕", "⁄", "./"), "/"),
    **dict.fromkeys(("**", ".^", ".**"), "^"),
    ".*": "*",
    "≤": "<=",
    "≥": ">=",
    "⩽": "<=",
    "⩾": ">=",
    "≠": "!=",
    "<>": "!=",
    "∧": "and",
    "&&": "and",
    "&": "and",
    "∨": "or",
    "∣": "|",
}
SAME_NAME = {"π": "pi", "√": "sqrt", "∛": "cbrt", "PI": "pi", "Pi": "pi"}
FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")

# In LaTeX, and the full stop or comma with which a sentence ends. The dollar sign stands around a formula.
SPACE = r"(?:[ \t\r\n\u00a0\u2000-\u200a\u202f\u205f\u2061\u3000$]|\\[,;:! ()\[\]]|\\q?quad(?![A-Za-z]))"
# x_1 and x₂ may have a letter after them, x1 only another x2.
COORDINATE = r"x(?:_[0-9]|_\{[0-9]\}|[₀-₉]|\[[0-9]\]|[0-9](?![A-Za-wyz]|x(?![0-9])))(?![0-9_₀-₉])"

TOKEN = re.compile(
    rf"(?P<space>(?:{SPACE}|[.,](?={SPACE}*\Z))+)"
    r"|(?P<number>(?:[0-9]+(?:\.(?![*/^])[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[½¼¾])"
    r"|(?P<logarithm>\\?log(?:_\{?[A-Za-z0-9]+\}?|[₀-₉]+))"
    rf"|(?P<coordinate>{COORDINATE})"
    rf"|(?P<operator>{OPERATOR})"
    r"|(?P<name>(?:[A-Za-z_][A-Za-z0-9_]*\.)*[A-Za-z_][A-Za-z0-9_]*|π|√|∛)"
    r"|(?P<command>\\(?:[A-Za-z]+|.))"
    r"|(?P<superscript>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
    r"|(?P<sign>\.?\*\*|\.\^|\.\*|\./|:=|[=!<>]=|<>|=>|->|&&"
    r"|[-+*/^()|\[\]{}<>=,;:?&!%@↦→−–﹣－‐‑×·⋅∙•∗⋆✕\u2062ˆ÷∕⁄≤≥⩽⩾≠∧∨∣⌊⌋⌈⌉])"
)
SIGNS_EXPLAINED = {
    ".": "A point belongs inside a number, as in 0.5; attributes have no meaning here",
    "'": "There are no derivatives or texts here: leave the ' out",
    "±": "± stands for two values: write + or -",
    "∞": "There is no infinity here: write a number",
    "°": "Angles are in radians: write pi/180*x for x degrees",
    "~": "There is no ~ here: write the comparison the other way round, such as x >= 0",
    **dict.fromkeys('#"“”„«»‘’`', "Leave out what is not the formula"),
}


class Token(NamedTuple):
    """`text` is the token's meaning, `position` and `end` are where it was typed; `loose` if a space stands before."""

    kind: str
    text: str
    position: int
    end: int
    loose: bool = False

    def is_sign(self, *texts: str) -> bool:
        return self.kind == "sign" and self.text in texts


def tokenize(text: str, known: frozenset[str] = frozenset()) -> list[Token]:
    """The tokens of a text, and one more for its end; `known` are the names that mean what they are."""
    return [*_tokens(text, known), Token("end", "", len(text), len(text))]


def _tokens(text: str, known: frozenset[str]):
    position = count = 0
    loose = False
    while position < len(text):
        match = TOKEN.match(text, position)
        if match is None:
            raise FormulaError(_strange(text[position]), position)
        if match.lastgroup != "space":
            for token in _meanings(match, known, loose):
                count += 1
                if count > MOST_TOKENS:
                    raise FormulaError(f"A formula has at most {MOST_TOKENS} numbers, names and signs", position)
                yield token
        loose = match.lastgroup == "space"
        position = match.end()


def _meanings(match: re.Match, known: frozenset[str], loose: bool) -> list[Token]:
    kind, typed, (position, end) = str(match.lastgroup), str(match.group()), match.span()
    if kind == "command":
        return _command(typed, position, end, known, loose)
    if kind == "coordinate" and typed in known:
        kind = "name"
    if kind in ("name", "operator"):
        name = str(match["operated"]) if kind == "operator" else typed
        return _name(name, end - len(name) if kind == "name" else position, end, known, loose)
    if kind == "sign":
        text: str = SAME_SIGN.get(typed, typed)
        return [Token("name" if text in ("and", "or") else "sign", text, position, end, loose)]
    if kind == "logarithm":
        base = typed[typed.index("g") + 1 :].translate(SUBSCRIPTS).strip("_{}")
        name = {"e": "log", "2": "log2", "10": "log10"}.get(base, f"log_{base}")
        return [Token("name", name, position, end, loose)]
    if kind == "coordinate":
        index = re.sub(r"[^0-9]", "", typed.translate(SUBSCRIPTS))
        return [Token("coordinate", index, position, end, loose)]
    return [Token(kind, FRACTIONS.get(typed, typed), position, end, loose)]


def _name(typed: str, position: int, end: int, known: frozenset[str], loose: bool) -> list[Token]:
    """A name, without the module it is taken from; a word of x and y alone is their product."""
    *modules, name = typed.split(".")
    if typed in known:
        return [Token("name", typed, position, end, loose)]
    if strange := [module for module in modules if module not in MODULES]:
        place = position + typed.index(strange[0]) + len(strange[0])
        raise FormulaError(SIGNS_EXPLAINED["."], place)
    if modules and name == "E":
        name = "e"
    if not modules and len(name) > 1 and set(name) <= {"x", "y"}:
        ends = range(position + 1, end + 1)
        return [
            Token("name", one, at - 1, at, loose and at == position + 1) for one, at in zip(name, ends, strict=True)
        ]
    split = re.fullmatch("([xy]+)([^a].*)", name)  # not x*acos(y), which may be x*a*cos(y)
    if split and split[2] in FUNCTION_NAMES and not modules:
        middle = position + len(split[1])
        return [*_name(split[1], position, middle, known, loose), *_name(split[2], middle, end, known, False)]
    return [Token("name", _same_name(name), position, end, loose)]


def _same_name(name: str) -> str:
    name = SAME_NAME.get(name, name)
    lower = name.lower()
    if lower != name and lower in FUNCTION_NAMES and len(lower) > 1 and lower not in ("log", "th", "ch", "sh"):
        name = lower
    return ALIASES.get(name, name)


def _command(typed: str, position: int, end: int, known: frozenset[str], loose: bool) -> list[Token]:
    """What a command of LaTeX stands for."""
    name = typed[1:]
    if name in COMMANDS:
        kind, text = COMMANDS[name]
        return [Token(kind, text, position, end, loose)] if kind else []
    if name in known:
        return [Token("name", name, position, end, loose)]
    if name in FUNCTION_NAMES:
        return [Token("name", ALIASES.get(name, name), position, end, loose)]
    shown = typed if len(typed) <= 20 else typed[:20] + "…"
    raise FormulaError(
        UNREAD_COMMANDS.get(name, f"{shown} is not read here: write it in plain letters and signs"), position
    )


def _strange(character: str) -> str:
    if character in SIGNS_EXPLAINED:
        return SIGNS_EXPLAINED[character]
    name = unicodedata.name(character, "a character without a name").lower()
    if name.startswith(("superscript", "modifier letter")):
        return f"Write an exponent after ^, as in e^(-x), for {name}"
    shown = f"'{character}', " if character.isprintable() else ""
    if name.startswith("vulgar fraction"):
        return f"Write the fraction {shown}with its slash and in brackets, as in (1/3)"
    if name.startswith("greek"):
        return f"Greek letters other than π are not read: write a plain letter such as a for {shown}{name}"
    return f"A formula cannot hold {shown}{name}; use plain letters, digits and + - * / ^ ( )"
