"""Curvature: the closed form against LAPACK's eigenvalues, at every size that a float has."""

import numpy as np
import pytest

from landscapes.curvature import curvature_range, principal_curvatures


def hessians(count, seed=0):
    """Random symmetric matrices (2, 2, count)."""
    a, b, c = np.random.default_rng(seed).normal(size=(3, count))
    return np.array([[a, b], [b, c]])


@pytest.mark.parametrize("size", [1e-150, 1.0, 1e200])
def test_the_curvatures_are_the_eigenvalues_in_falling_order(size):
    matrices = size * hessians(500)
    expected = np.linalg.eigvalsh(np.moveaxis(hessians(500), -1, 0)).T
    sharpest, flattest, _ = principal_curvatures(matrices)
    np.testing.assert_allclose([flattest / size, sharpest / size], expected, rtol=1e-12, atol=1e-15)
    np.testing.assert_array_equal(curvature_range(matrices), [sharpest, flattest])


def test_the_direction_is_the_unit_eigenvector_of_the_largest():
    matrices = hessians(500, seed=1)
    sharpest, _, direction = principal_curvatures(matrices)
    np.testing.assert_allclose(np.einsum("ijn,jn->in", matrices, direction), sharpest * direction, atol=1e-12)
    np.testing.assert_allclose(np.hypot(*direction), 1, rtol=1e-15)


def test_known_matrices_of_any_shape():
    assert curvature_range([[3.0, 0.0], [0.0, -5.0]]) == (3.0, -5.0)
    assert curvature_range([[1.0, 2.0], [2.0, 1.0]]) == (3.0, -1.0)
    sharpest, flattest, direction = principal_curvatures(np.zeros((2, 2, 4, 3)))
    assert sharpest.shape == flattest.shape == (4, 3)
    assert direction.shape == (2, 4, 3)


def test_what_is_not_finite_stays_so_without_a_warning():
    assert np.isnan(curvature_range([[np.nan, 0.0], [0.0, 1.0]])).all()
    assert not np.isfinite(principal_curvatures(np.full((2, 2, 1), np.inf))[:2]).any()
