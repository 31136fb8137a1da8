"""NumPy in the place of the libraries' functions: what a program computes, where no library is installed."""

import math
from types import SimpleNamespace

import numpy as np

_SAME = ("sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "exp", "log", "sqrt", "abs")
_NUMPY = SimpleNamespace(
    **{name: getattr(np, name) for name in _SAME},
    asin=np.arcsin,
    acos=np.arccos,
    atan=np.arctan,
    sigmoid=lambda u: 1 / (1 + np.exp(-u)),
)
STAND_INS = {
    "math": math,
    "torch": _NUMPY,
    "ops": _NUMPY,
    "jnp": _NUMPY,
    "jax": SimpleNamespace(nn=SimpleNamespace(sigmoid=_NUMPY.sigmoid)),
}
