"""Arithmetic on paper: a traced number's expression in LaTeX, with numbers in place of all that has a name.

    write_expression(node, digits=4)    ->  0.9 \\cdot 0.12 + (1 - 0.9) \\cdot (-3.4)
    evaluate(node, digits=4)            ->  what a calculator makes of that text

The node itself is written out; of its operands, those that have a name and those that nothing made are numbers.
"""

from collections.abc import Iterator

import numpy as np

from paper.tracing import Evaluated, Node, Unwritten

CONSTANT_DIGITS = 8  # of a number that was typed or set by a slider

# How tightly a text binds.
NEGATIVE, SUM, PRODUCT, POWER, ATOM = range(5)

# LaTeX, how tightly it binds, and how tightly its operands have to.
TEMPLATES = {
    np.add: ("{} + {}", SUM, (NEGATIVE, SUM)),
    np.subtract: ("{} - {}", SUM, (NEGATIVE, PRODUCT)),
    np.multiply: (r"{} \cdot {}", PRODUCT, (PRODUCT, PRODUCT)),
    np.true_divide: (r"\frac{{{}}}{{{}}}", POWER, (NEGATIVE, NEGATIVE)),
    **dict.fromkeys((np.power, np.float_power), ("{}^{{{}}}", POWER, (ATOM, NEGATIVE))),
    np.negative: ("-{}", NEGATIVE, (PRODUCT,)),
    np.positive: ("{}", SUM, (NEGATIVE,)),
    np.sqrt: (r"\sqrt{{{}}}", ATOM, (NEGATIVE,)),
    np.absolute: (r"\left|{}\right|", ATOM, (NEGATIVE,)),
}
FUNCTIONS = {np.maximum: r"\max", np.minimum: r"\min"}
# A comparison that holds, and what holds where it does not.
COMPARISONS = {
    np.greater: (">", r"\le"),
    np.greater_equal: (r"\ge", "<"),
    np.less: ("<", r"\ge"),
    np.less_equal: (r"\le", ">"),
    np.equal: ("=", r"\ne"),
    np.not_equal: (r"\ne", "="),
}


def is_inline(node: Node) -> bool:
    """Whether a node is written out where it stands in a line, rather than as a number."""
    return node.operation is not None and not node.name


def write_expression(node: Node, digits: int) -> str:
    return _expression(node, digits)[0]


def _expression(node: Node, digits: int) -> tuple[str, int]:
    operation, operands = node.operation, node.operands
    if operation is np.where:
        return _operand(operands[1], digits)
    if operation in TEMPLATES:
        template, tightness, needed = TEMPLATES[operation]
        texts = (_bound(operand, digits, least) for operand, least in zip(operands, needed, strict=True))
        return template.format(*texts), tightness
    assert operation is not None, "a number that was given is not written out"
    arguments = r",\ ".join(_bound(operand, digits, NEGATIVE) for operand in operands)
    if isinstance(operation, Evaluated):
        return operation.symbol + bracket(arguments), ATOM
    if isinstance(operation, Unwritten):
        return rf"\operatorname{{{operation.name}}}(\ldots)", ATOM
    return FUNCTIONS.get(operation, rf"\operatorname{{{operation.__name__}}}") + bracket(arguments), ATOM


def _operand(node: Node, digits: int) -> tuple[str, int]:
    if is_inline(node):
        return _expression(node, digits)
    text = write_number(round_number(node, digits), max(digits, CONSTANT_DIGITS))
    return text, PRODUCT if "^" in text else ATOM


def _bound(node: Node, digits: int, least: int) -> str:
    """An operand's text, in brackets if it binds less tightly than its place demands."""
    text, tightness = _operand(node, digits)
    return text if least <= (NEGATIVE if text.startswith("-") else tightness) else bracket(text)


def bracket(text: str) -> str:
    return rf"\left({text}\right)" if r"\frac" in text else f"({text})"


def round_number(node: Node, digits: int) -> float:
    return float(f"{node.value:.{max(digits, CONSTANT_DIGITS) if node.constant else digits}g}")


def write_number(value: float, digits: int) -> str:
    """A number in LaTeX, without idle zeros: 0.25, 1.2\\times10^{-7}."""
    if not np.isfinite(value):
        return r"\text{nan}" if np.isnan(value) else r"\infty" if value > 0 else r"-\infty"
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    exponent = int(exponent)
    if value == 0 or -4 < exponent < 4:
        return strip(f"{value:.{max(digits - 1 - exponent, 0)}f}")
    mantissa = strip(mantissa)
    return f"10^{{{exponent}}}" if mantissa == "1" else rf"{mantissa}\times10^{{{exponent}}}"


def strip(decimal: str) -> str:
    decimal = decimal.rstrip("0").rstrip(".") if "." in decimal else decimal
    return "0" if decimal == "-0" else decimal


def write_reasons(node: Node, digits: int) -> list[str]:
    """The comparisons that decided which way the expression went: those that held, or else what held instead."""
    reasons = list(_reasons(node, digits))
    held = [text for text, holds in reasons if holds]
    return list(dict.fromkeys(held or (text for text, _ in reasons)))


def _reasons(node: Node, digits: int) -> Iterator[tuple[str, bool]]:
    operands = node.operands
    if node.operation is np.where:
        condition, *operands = operands
        if condition.operation in COMPARISONS:
            left, right = (_bound(operand, digits, NEGATIVE) for operand in condition.operands)
            holds, instead = COMPARISONS[condition.operation]
            if any(np.isnan(operand.value) for operand in condition.operands):
                instead = rf"\not{holds}"
            yield f"{left} {holds if condition.value else instead} {right}", bool(condition.value)
    for operand in operands:
        if is_inline(operand):
            yield from _reasons(operand, digits)


def evaluate(node: Node, digits: int) -> float:
    """The value of what is written; nan where its rounded numbers would decide otherwise."""
    if node.operation is None or isinstance(node.operation, Unwritten):
        return node.value
    values = [
        evaluate(operand, digits) if is_inline(operand) else round_number(operand, digits) for operand in node.operands
    ]
    if node.operation is np.where:
        return values[1] if bool(values[0]) == bool(node.operands[0].value) else np.nan
    return node.operation(*values)
