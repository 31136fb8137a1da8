"""What numpy computes for each function of a formula's tree.

Every operation takes its operands and the array to write to, which may be one of the operands.
"""

import numpy as np
import sympy

from formulas import conditions, nodes


def smooth_step(u, out=None):
    return np.divide(1, 1 + np.exp(-u), out)


def soft_ramp(u, out=None):
    return np.logaddexp(0, u, out)


def ramp(u, out=None):
    return np.maximum(u, 0, out=out)


def larger(left, right, out=None):
    return np.maximum(left, right, out=out)


def smaller(left, right, out=None):
    return np.minimum(left, right, out=out)


def is_above_zero(u, out=None):
    return _known(np.greater(u, 0), u, out)


def power_of_numbers(base, exponent, out=None):
    """As np.power, but what is no number stays none: numpy has nan^0 = 1^nan = 1."""
    known = np.where(np.isnan(base) | np.isnan(exponent), np.nan, 1.0)
    return np.multiply(np.power(base, exponent), known, out)


def odd_root(u, degree, out=None):
    if degree == 3:
        return np.cbrt(u, out)
    return np.copysign(np.power(np.abs(u), 1 / degree), u, out)


def balance(left, right, one, other, out=None):
    mean = np.where(np.equal(left, right), one / 2 + other / 2, other)
    return _write(np.where(np.greater(left, right), one, mean), out)


def choose(condition, one, other, out=None):
    taken = np.where(np.equal(condition, 1), one, other)
    return _write(np.where(np.isnan(condition), np.nan, taken), out)


def both(left, right, out=None):
    return _write(np.where(np.equal(left, 0) | np.equal(right, 0), 0.0, np.multiply(left, right)), out)


def either(left, right, out=None):
    return _write(np.where(np.equal(left, 1) | np.equal(right, 1), 1.0, np.add(left, right)), out)


def _comparison(compare):
    def operation(left, right, out=None):
        unknown = np.isnan(left) | np.isnan(right)
        return _write(np.where(unknown, np.nan, compare(left, right)), out)

    return operation


def _known(values, u, out):
    return _write(np.where(np.isnan(u), np.nan, values), out)


def _write(values, out):
    if out is None:
        return values
    out[...] = values
    return out


SEVERAL = 6  # calls of numpy, about, where an operation is none of its own


def calls_of(operation) -> int:
    """About how many calls of numpy an operation takes."""
    return 1 if isinstance(operation, np.ufunc) or operation in (ramp, larger, smaller) else SEVERAL


FUNCTIONS = {
    sympy.sin: np.sin,
    sympy.cos: np.cos,
    sympy.tan: np.tan,
    sympy.asin: np.arcsin,
    sympy.acos: np.arccos,
    sympy.atan: np.arctan,
    nodes.sinh: np.sinh,
    nodes.cosh: np.cosh,
    nodes.tanh: np.tanh,
    sympy.asinh: np.arcsinh,
    sympy.acosh: np.arccosh,
    sympy.atanh: np.arctanh,
    sympy.exp: np.exp,
    sympy.log: np.log,
    nodes.log10: np.log10,
    nodes.log2: np.log2,
    nodes.log1p: np.log1p,
    nodes.expm1: np.expm1,
    nodes.Abs: np.abs,
    nodes.sign: np.sign,
    nodes.floor: np.floor,
    nodes.ceil: np.ceil,
    nodes.step: is_above_zero,
    nodes.relu: ramp,
    nodes.sigmoid: smooth_step,
    nodes.softplus: soft_ramp,
    nodes.root: odd_root,
    nodes.larger: larger,
    nodes.smaller: smaller,
    nodes.balance: balance,
    conditions.Less: _comparison(np.less),
    conditions.Greater: _comparison(np.greater),
    conditions.AtMost: _comparison(np.less_equal),
    conditions.AtLeast: _comparison(np.greater_equal),
    conditions.Equal: _comparison(np.equal),
    conditions.Unequal: _comparison(np.not_equal),
    conditions.Both: both,
    conditions.Either: either,
    conditions.choice: choose,
}
