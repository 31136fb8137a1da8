"""Comparisons, and the choice that one makes, as nodes of a formula's tree.

A condition is 1 where it holds, 0 where it does not, and nan where that cannot be told; the choice is nan there. The
slope of a choice is that of the branch taken, at the edge too, and only that branch has to be defined.
"""

from formulas.nodes import Flat, Node, cases


class Condition(Flat):
    """What may stand first in a choice."""


class Comparison(Condition):
    nargs = 2
    relation = relation_shown = ""

    def _latex(self, printer, exp=None):
        left, right = map(printer.doprint, self.parts)
        return f"{left} {self.relation_shown} {right}"


class Less(Comparison):
    relation = relation_shown = "<"


class Greater(Comparison):
    relation = relation_shown = ">"


class AtMost(Comparison):
    relation, relation_shown = "<=", r"\leq"


class AtLeast(Comparison):
    relation, relation_shown = ">=", r"\geq"


class Equal(Comparison):
    relation, relation_shown = "==", "="


class Unequal(Comparison):
    relation, relation_shown = "!=", r"\neq"


COMPARISONS = {kind.relation: kind for kind in (Less, Greater, AtMost, AtLeast, Equal, Unequal)}


class Joined(Condition):
    nargs = 2

    def _latex(self, printer, exp=None):
        left, right = (
            rf"\left({printer.doprint(part)}\right)"
            if isinstance(part, Joined) and type(part) is not type(self)
            else printer.doprint(part)
            for part in self.parts
        )
        return f"{left} {self.name_shown} {right}"


class Both(Joined):
    """Does not hold where one of the two does not, whatever the other is."""

    name_shown = r"\wedge"


class Either(Joined):
    """Holds where one of the two holds, whatever the other is."""

    name_shown = r"\vee"


class choice(Node):  # noqa: N801
    """choice(condition, u, v): u where the condition holds, else v. Only what is taken has to be defined."""

    nargs = 3

    def _eval_derivative(self, s):
        condition, one, other = self.parts
        one, other = one.diff(s), other.diff(s)
        return one if one == other else choice(condition, one, other)

    def _latex(self, printer, exp=None):
        rows, rest = [], self
        while isinstance(rest, choice):
            condition, one, rest = rest.parts
            rows.append(rf"{printer.doprint(one)} & \text{{for}}\: {printer.doprint(condition)}")
        return cases(r" \\ ".join([*rows, rf"{printer.doprint(rest)} & \text{{otherwise}}"]), exp)
