"""What is offered in the place of a text that is not read: expressions that are, and mean what was meant.

A function that is not here is offered as an expression of its arguments: mod(x, 3) as x - 3*floor(x/3). In the
templates a, b, c are the arguments, and A, B, C the same in brackets where they need them.
"""

from formulas.algebra import FormulaError

LONGEST_OFFER = 60

EQUIVALENTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "lg": ("lg is log10 to some and log2 to others", ("log10({a})", "log2({a})")),
    "ld": ("ld is not known here", ("log2({a})",)),
    "lb": ("lb is not known here", ("log2({a})",)),
    "LOG": ("LOG is log10 in a spreadsheet and the natural log in Fortran", ("log10({a})", "log({a})")),
    "Log": ("Log is log10 to some and the natural log to others", ("log10({a})", "log({a})")),
    "exp2": ("exp2 is not known here", ("2^({a})",)),
    "exp10": ("exp10 is not known here", ("10^({a})",)),
    "sqr": ("sqr is a square to some and a square root to others", ("({a})^2", "sqrt({a})")),
    "round": ("round has several meanings at a half; with a half rounded up", ("floor({a} + 0.5)",)),
    "rint": ("rint is not known here; with a half rounded up", ("floor({a} + 0.5)",)),
    "trunc": ("trunc is not known here", ("sign({a})*floor(abs({a}))",)),
    "int": ("int is not known here", ("sign({a})*floor(abs({a}))",)),
    "frac": ("frac has two meanings below 0; with values from 0 to 1", ("{A} - floor({a})",)),
    "mod": ("Remainders are not known here", ("{A} - {B}*floor({A}/{B})",)),
    "fmod": ("fmod is not known here", ("{A} - {B}*sign({A}/{B})*floor(abs({A}/{B}))",)),
    "sinc": ("sinc has two meanings", ("sin({a})/{A}", "sin(pi*{A})/(pi*{A})")),
    "sine": ("sine is not known here", ("sin({a})",)),
    "cosine": ("cosine is not known here", ("cos({a})",)),
    "sen": ("sen is not known here", ("sin({a})",)),
    "step": ("A step has no agreed value at 0", ("if({a} > 0, 1, 0)", "if({a} >= 0, 1, 0)")),
    "heaviside": ("A step has no agreed value at 0", ("if({a} > 0, 1, 0)", "if({a} >= 0, 1, 0)")),
    "atan2": ("atan2 is not known here; equal but where atan2 is pi", ("2*atan({A}/(sqrt({A}^2 + {B}^2) + {B}))",)),
    "arctan2": (
        "arctan2 is not known here; equal but where arctan2 is pi",
        ("2*atan({A}/(sqrt({A}^2 + {B}^2) + {B}))",),
    ),
    "acot": ("acot has two meanings below 0", ("atan(1/{A})", "pi/2 - atan({a})")),
    "arccot": ("arccot has two meanings below 0", ("atan(1/{A})", "pi/2 - atan({a})")),
    "asec": ("asec is not known here", ("acos(1/{A})",)),
    "arcsec": ("arcsec is not known here", ("acos(1/{A})",)),
    "acsc": ("acsc is not known here", ("asin(1/{A})",)),
    "arccsc": ("arccsc is not known here", ("asin(1/{A})",)),
    "clip": ("clip is not known here", ("min(max({a}, {b}), {c})",)),
    "clamp": ("clamp is not known here", ("min(max({a}, {b}), {c})",)),
    "logaddexp": ("logaddexp is not known here", ("log(exp({a}) + exp({b}))",)),
    "AND": ("AND is not known here", ("{a} and {b}",)),
    "OR": ("OR is not known here", ("{a} or {b}",)),
    "log": (
        "A logarithm takes one argument here; its base is the second to some and the first to others",
        ("log({a})/log({b})", "log({b})/log({a})"),
    ),
    "log_": ("A logarithm takes one argument here", ("log({a})/log({b})",)),
    "root": ("A root has one argument here; of the degree of the second", ("{A}^(1/{B})",)),
    "nthroot": ("nthroot is not known here", ("{A}^(1/{B})",)),
    "swish": ("swish is not known here", ("{A}*sigmoid({a})",)),
    "silu": ("silu is not known here", ("{A}*sigmoid({a})",)),
    "squareroot": ("squareroot is not known here", ("sqrt({a})",)),
    "erf": ("There is no error function here", ()),
    "gamma": ("There is no gamma function here", ()),
    "factorial": ("There is no factorial here", ()),
    "not": ("There is no not: write the opposite comparison", ()),
    "Piecewise": ("Write piecewise(x < 0, -x, x < 1, x^2, 1), each condition before its formula", ()),
}


def offer(lead: str, position: int, readings: tuple[str, ...]) -> FormulaError:
    """A refusal that ends with what to write, if that is short enough to be told."""
    if not readings or max(map(len, readings)) > LONGEST_OFFER:
        return FormulaError(lead, position)
    return FormulaError(lead, position, readings)


def offer_equivalent(name: str, arguments: list[str], position: int) -> FormulaError:
    """A refusal of a function in EQUIVALENTS, for its arguments as they were typed."""
    lead, templates = EQUIVALENTS[name]
    places = dict(zip("abc", arguments, strict=False))
    places |= {letter.upper(): atomic(argument) for letter, argument in places.items()}
    wanted = 1 + max(
        (
            place
            for place, letter in enumerate("abc")
            for text in templates
            if f"{{{letter}}}" in text or f"{{{letter.upper()}}}" in text
        ),
        default=-1,
    )
    if len(arguments) != wanted:
        return FormulaError(lead.split(";")[0], position)
    return offer(lead, position, tuple(template.format(**places) for template in templates))


def atomic(text: str) -> str:
    """The text, in brackets unless it is one number or name, or in brackets."""
    return text if text.isalnum() or (text.startswith("(") and _is_one(text)) else f"({text})"


def operand(text: str) -> str:
    """The text, in brackets unless it is one number, name or function of what stands in its brackets."""
    return text if _is_one(text) else f"({text})"


def _is_one(text: str) -> bool:
    depth = 0
    for character in text[:-1]:
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and not (character.isalnum() or character in "._"):
            return False
    return True
