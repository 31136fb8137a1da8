"""The functions that SymPy lacks or takes to be complex, as nodes of a formula's tree: derivative and LaTeX of each.

Where a function has an edge its slope there is that of PyTorch and JAX: 0 for abs, sign, floor, ceil and relu, half of
each side where the two sides of max or min are equal.
"""

from typing import Any

import sympy


def show_power(exponent: str | None) -> str:
    return "" if exponent is None else f"^{{{exponent}}}"


def _listed(printer, arguments) -> str:
    return rf"\left({', '.join(map(printer.doprint, arguments))}\right)"


class Node(sympy.Function):
    @property
    def parts(self) -> Any:
        """The arguments, of which SymPy's own annotations say too little."""
        return self.args


class Named(Node):
    """A function that LaTeX writes as its name and its arguments in brackets."""

    name_shown = ""

    def _latex(self, printer, exp=None):
        return f"{self.name_shown}{show_power(exp)}{_listed(printer, self.parts)}"


class Flat(Named):
    """A function of steps: its derivative is taken as 0 everywhere (SymPy's own would be an impulse)."""

    def _eval_derivative(self, s):
        return sympy.S.Zero


class sign(Flat):  # noqa: N801 - SymPy's printers go by the class name
    """-1, 0 or 1."""

    nargs = 1
    name_shown = r"\operatorname{sgn}"


class step(Flat):  # noqa: N801
    """1 above 0, else 0: the slope of relu."""

    nargs = 1
    name_shown = r"\operatorname{step}"


class floor(Flat):  # noqa: N801
    nargs = 1

    def _latex(self, printer, exp=None):
        return rf"\left\lfloor{{{printer.doprint(self.parts[0])}}}\right\rfloor{show_power(exp)}"


class ceil(Flat):  # noqa: N801
    nargs = 1

    def _latex(self, printer, exp=None):
        return rf"\left\lceil{{{printer.doprint(self.parts[0])}}}\right\rceil{show_power(exp)}"


class Abs(Node):
    """The real absolute value, with slope 0 at 0 (SymPy's own brings complex parts along)."""

    nargs = 1

    def fdiff(self, argindex=1):
        return sign(self.parts[0])


class relu(Named):  # noqa: N801
    """u above 0, else 0."""

    nargs = 1
    name_shown = r"\operatorname{relu}"

    def fdiff(self, argindex=1):
        return step(self.parts[0])


class sigmoid(Named):  # noqa: N801
    """The smooth step 1/(1 + exp(-u)); its slope is written so that neither tail overflows or cancels."""

    nargs = 1
    name_shown = r"\sigma"

    def fdiff(self, argindex=1):
        u = self.parts[0]
        return self.func(u) * self.func(-u)


class softplus(Named):  # noqa: N801
    """log(1 + exp(u)), which neither overflows nor cancels as a node of its own."""

    nargs = 1

    def fdiff(self, argindex=1):
        return sigmoid(self.parts[0])

    def _latex(self, printer, exp=None):
        power = "" if exp is None else f"^{{{exp}}}"
        return rf"\ln{power}\left(1 + e^{{{printer.doprint(self.parts[0])}}}\right)"


class sinh(Named):  # noqa: N801 - SymPy's own looks for real and imaginary parts: of twelve, one in another, for ever
    nargs = 1
    name_shown = r"\sinh"

    def fdiff(self, argindex=1):
        return cosh(self.parts[0])


class cosh(Named):  # noqa: N801
    nargs = 1
    name_shown = r"\cosh"

    def fdiff(self, argindex=1):
        return sinh(self.parts[0])


class tanh(Named):  # noqa: N801
    nargs = 1
    name_shown = r"\tanh"

    def fdiff(self, argindex=1):
        return 1 - self**2


class log10(Named):  # noqa: N801
    nargs = 1
    name_shown = r"\log_{10}"

    def fdiff(self, argindex=1):
        return 1 / (self.parts[0] * sympy.log(10))


class log2(Named):  # noqa: N801
    nargs = 1
    name_shown = r"\log_{2}"

    def fdiff(self, argindex=1):
        return 1 / (self.parts[0] * sympy.log(2))


class log1p(Named):  # noqa: N801
    """log(1 + u), to full precision for a small u."""

    nargs = 1
    name_shown = r"\operatorname{log1p}"

    def fdiff(self, argindex=1):
        return 1 / (1 + self.parts[0])


class expm1(Named):  # noqa: N801
    """exp(u) - 1, to full precision for a small u."""

    nargs = 1
    name_shown = r"\operatorname{expm1}"

    def fdiff(self, argindex=1):
        return sympy.exp(self.parts[0])


class root(Node):  # noqa: N801
    """The real root of an odd degree, root(u, 3): that of a negative number is negative.

    Not SymPy's u**(1/3), which is complex there, and of which it makes what would be wrong: sqrt(u**(2/3)) = u**(1/3).
    """

    nargs = 2

    def _eval_derivative(self, s):
        u, degree = self.parts
        return u.diff(s) / (degree * self ** (degree - 1))

    def _latex(self, printer, exp=None):
        u, degree = self.parts
        return rf"\sqrt[{printer.doprint(degree)}]{{{printer.doprint(u)}}}{show_power(exp)}"


class Extreme(Named):
    """The larger or the smaller of two; nan if one of them is."""

    nargs = 2

    def _latex(self, printer, exp=None):
        return f"{self.name_shown}{show_power(exp)}{_listed(printer, self._flattened)}"

    @property
    def _flattened(self) -> list:
        """max(max(a, b), c) as a, b, c."""
        first = self.parts[0]
        return [*(first._flattened if isinstance(first, type(self)) else [first]), self.parts[1]]


class larger(Extreme):  # noqa: N801
    name_shown = r"\max"

    def _eval_derivative(self, s):
        left, right = self.parts
        return _balanced(left, right, left.diff(s), right.diff(s))


class smaller(Extreme):  # noqa: N801
    name_shown = r"\min"

    def _eval_derivative(self, s):
        left, right = self.parts
        return _balanced(right, left, left.diff(s), right.diff(s))


class balance(Named):  # noqa: N801
    """balance(a, b, u, v): u where a > b, v where a < b, their mean where a = b.

    No product with 0 or 1, which would make nan of an infinite slope on the side that does not count.
    """

    nargs = 4

    def _eval_derivative(self, s):
        left, right, one, other = self.parts
        return _balanced(left, right, one.diff(s), other.diff(s))

    def _latex(self, printer, exp=None):
        left, right, one, other = map(printer.doprint, self.parts)
        rows = rf"{one} & \text{{for}}\: {left} > {right} \\ {other} & \text{{for}}\: {left} < {right}"
        return cases(rows, exp)


def _balanced(left, right, one, other):
    return one if one == other else balance(left, right, one, other)


def cases(rows: str, exponent: str | None) -> str:
    text = rf"\begin{{cases}} {rows} \end{{cases}}"
    return text if exponent is None else rf"\left({text}\right){show_power(exponent)}"
