"""Which bars belong together: |x| has no left and right, so |x|y|z| could be read in two ways, and is asked about.

Every way in which the bars between two commas, brackets or comparisons can be paired is counted. One that makes a
product of a bar and a sign, as (|x|)(-1)(|y|) of |x|-1|y|, or opens a bar before a space and closes one after a space,
counts only where there is no other: |x| y |x| leaves no doubt.
"""

from typing import NamedTuple

from formulas.algebra import FormulaError
from formulas.calls import FUNCTION_NAMES
from formulas.hints import offer
from formulas.tokens import Token

OPENING, CLOSING = "([{⌊⌈", ")]}⌋⌉"
RELATIONS = ("<", ">", "<=", ">=", "==", "!=", "=")


class Pairing(NamedTuple):
    strained: int
    roles: str


def settle_bars(tokens: list[Token], text: str) -> list[Token]:
    """The tokens with each | as an opening or a closing bar, and each || between two conditions as `or`."""
    if not any(token.is_sign("|") for token in tokens):
        return tokens
    tokens = _read_or(tokens)
    settled = {}
    for bars in _groups(tokens):
        roles = _pair(tokens, bars, text)
        settled |= {bar: tokens[bar]._replace(kind="bar", text=role) for bar, role in zip(bars, roles, strict=True)}
    return [settled.get(place, token) for place, token in enumerate(tokens)]


def _groups(tokens: list[Token]) -> list[list[int]]:
    """The places of the bars that must be paired among themselves."""
    groups, stack = [], [[]]
    for place, token in enumerate(tokens):
        if token.is_sign("|"):
            stack[-1].append(place)
        elif token.is_sign(*OPENING):
            stack.append([])
        elif token.is_sign(*CLOSING):
            groups.append(stack.pop())
            stack = stack or [[]]
        elif token.is_sign(",", ";", "?", ":", *RELATIONS) or token.text in ("and", "or", "if", "else"):
            groups.append(stack.pop())
            stack.append([])
    return [group for group in (*groups, *stack) if group]


def _read_or(tokens: list[Token]) -> list[Token]:
    """Two bars between two comparisons, at the same level of brackets, are an or."""
    compared, level, compared_at = [], 0, {}
    for token in tokens:
        level += token.is_sign(*OPENING)
        level -= token.is_sign(*CLOSING)
        if token.is_sign(","):
            compared_at = {at: count for at, count in compared_at.items() if at < level}
        if token.is_sign(*RELATIONS):
            compared_at |= {at: compared_at.get(at, 0) + 1 for at in range(level + 1)}
        compared.append((level, compared_at.get(level, 0)))
    kept, place = [], 0
    while place < len(tokens):
        token = tokens[place]
        if _is_double(tokens, place) and _compares_on_both_sides(tokens, compared, place):
            kept.append(Token("name", "or", token.position, token.end + 1, token.loose))
            place += 1
        else:
            kept.append(token)
        place += 1
    return kept


def _is_double(tokens: list[Token], place: int) -> bool:
    one, other = tokens[place], tokens[min(place + 1, len(tokens) - 1)]
    return one.is_sign("|") and other.is_sign("|") and not other.loose and place > 0 and _ends(tokens[place - 1])


def _compares_on_both_sides(tokens: list[Token], compared: list[tuple[int, int]], place: int) -> bool:
    level, before = compared[place]
    for after in range(place, len(tokens)):
        if compared[after][0] < level or (compared[after][0] == level and tokens[after].is_sign(",")):
            return False
        if before and compared[after][0] == level and compared[after][1] > before:
            return True
    return False


def _ends(token: Token) -> bool:
    """Whether an operand may end with this token."""
    if token.kind == "name":
        return token.text not in FUNCTION_NAMES and token.text not in ("and", "or", "if", "else")
    return token.kind in ("number", "coordinate", "superscript") or token.is_sign(*CLOSING)


def _starts(token: Token) -> bool:
    return token.kind in ("number", "coordinate", "name", "command", "bar") or token.is_sign(*OPENING, "+", "-", "|")


def _pair(tokens: list[Token], bars: list[int], text: str) -> str:
    pairings = {(0, ""): [Pairing(0, "")]}
    for number, bar in enumerate(bars):
        adjacent = number > 0 and bars[number - 1] == bar - 1
        after = tokens[bar + 1]
        further: dict[tuple[int, str], list[Pairing]] = {}
        for (depth, role), found in pairings.items():
            ended = role == ")" if adjacent else bar > 0 and _ends(tokens[bar - 1])
            before_only = tokens[bar].loose and not after.loose
            after_only = after.loose and not tokens[bar].loose
            if _starts(after) and depth < len(bars) / 2:
                strain = ended * (after.is_sign("+", "-") + after_only)
                opened = [Pairing(one.strained + strain, one.roles + "(") for one in found]
                further.setdefault((depth + 1, "("), []).extend(opened)
            if ended and depth:
                closed = [Pairing(one.strained + before_only, one.roles + ")") for one in found]
                further.setdefault((depth - 1, ")"), []).extend(closed)
        pairings = {state: sorted(found)[:2] for state, found in further.items()}
    best = sorted(pairing for (depth, _), found in pairings.items() if not depth for pairing in found)
    if not best:
        raise FormulaError("A bar has no partner: write abs( … ) in its place", tokens[bars[0]].position)
    if len(best) > 1 and best[0].strained == best[1].strained:
        raise _ask(tokens, bars, best, text)
    return best[0].roles


def _ask(tokens: list[Token], bars: list[int], best: list[Pairing], text: str) -> FormulaError:
    readings = [_written(tokens, bars, pairing.roles, text) for pairing in best[:2]]
    lead = "These bars can be paired in two ways; write abs( … ) in their place"
    return offer(lead, tokens[bars[0]].position, tuple(readings))


def _written(tokens: list[Token], bars: list[int], roles: str, text: str) -> str:
    """The text with abs( … ) in the place of these bars."""
    written, position = "", 0
    for bar, role in zip(bars, roles, strict=True):
        token = tokens[bar]
        written += text[position : token.position]
        position = token.end
        if role == "(":
            times = (
                "*" if written.rstrip() and (written.rstrip()[-1].isalnum() or written.rstrip()[-1] in ")²³") else ""
            )
            written += f"{times}abs("
        else:
            after = tokens[bar + 1]
            written += ")*" if after.kind in ("number", "name", "coordinate") or after.is_sign("(") else ")"
    return written + text[position:]
