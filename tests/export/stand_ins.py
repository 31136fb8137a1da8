"""NumPy in the place of the libraries' functions: what a program computes, where no library is installed."""

import math
from types import SimpleNamespace

import numpy as np

_SAME = ("sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "exp", "log", "sqrt", "abs")
_SAME += ("arcsinh", "arccosh", "arctanh", "log10", "log2", "log1p", "expm1", "sign", "floor", "ceil", "where")
_SAME += ("maximum", "minimum", "full_like", "round")
_NUMPY = SimpleNamespace(
    **{name: getattr(np, name) for name in _SAME},
    asin=np.arcsin,
    acos=np.arccos,
    atan=np.arctan,
    asinh=np.arcsinh,
    acosh=np.arccosh,
    atanh=np.arctanh,
    sigmoid=lambda u: 1 / (1 + np.exp(-u)),
    relu=lambda u: np.maximum(u, 0),
    nn=SimpleNamespace(functional=SimpleNamespace(softplus=lambda u, threshold: np.logaddexp(u, 0))),
)
STAND_INS = {
    "math": math,
    "torch": _NUMPY,
    "ops": SimpleNamespace(**vars(_NUMPY), sum=np.sum, size=np.size, cast=lambda number, kind: number),
    "jnp": _NUMPY,
    "jax": SimpleNamespace(
        nn=SimpleNamespace(sigmoid=_NUMPY.sigmoid, relu=_NUMPY.relu, softplus=lambda u: np.logaddexp(u, 0))
    ),
}
