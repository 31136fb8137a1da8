"""Curvature: the eigenvalues of a Hessian [[a, b], [b, c]], in closed form.

    lambda = (a + c)/2 +- sqrt(((a - c)/2)^2 + b^2)

Shapes: Hessians (2, 2, ...), eigenvalues (...), directions (2, ...). What is not finite stays so.
"""

import numpy as np


def curvature_range(hessian) -> tuple[np.ndarray, np.ndarray]:
    """The largest and the smallest eigenvalue."""
    (a, b), (_, c) = hessian
    with np.errstate(all="ignore"):
        middle, radius = (a + c) / 2, np.hypot((a - c) / 2, b)
        return middle + radius, middle - radius


def principal_curvatures(hessian) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The largest and the smallest eigenvalue, and the unit direction of the largest."""
    (a, b), (_, c) = hessian
    with np.errstate(all="ignore"):
        angle = np.arctan2(b, (a - c) / 2) / 2
    return *curvature_range(hessian), np.stack([np.cos(angle), np.sin(angle)])
