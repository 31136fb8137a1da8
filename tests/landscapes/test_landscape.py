"""The record of a landscape: its parameters, its identity, and landscapes from typed formulas."""

import time

import numpy as np
import pytest

from formulas import FormulaError
from landscapes import LANDSCAPES, Landscape
from landscapes.polishing import polish

RAVINE = LANDSCAPES["ravine"]
DOUBLE_WELL = LANDSCAPES["double_well"]


@pytest.mark.parametrize("kappa", [1.0, 7.0, 1000.0])
@pytest.mark.parametrize("angle", [-90.0, 0.0, 20.0, 45.0])
def test_the_ravine_has_the_curvatures_one_and_kappa_along_its_angle(kappa, angle):
    ravine = RAVINE.with_parameters(kappa=kappa, angle=angle)
    hessian = ravine.hessian(0.3, -2.0)
    np.testing.assert_allclose(np.linalg.eigvalsh(hessian), [1, kappa], rtol=1e-12)
    along = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    np.testing.assert_allclose(hessian @ along, along, atol=1e-12 * kappa)


def test_the_minima_of_the_double_well_follow_its_tilt():
    for tilt in DOUBLE_WELL.parameters["tilt"].notches(15):
        well = DOUBLE_WELL.with_parameters(tilt=tilt)
        exact = np.sort(np.roots([4, 0, -4, tilt]).real)[[0, 2]]
        np.testing.assert_allclose(sorted(x for x, _ in well.minima), exact, rtol=1e-13)
    assert DOUBLE_WELL.with_parameters(tilt=0).global_minima == ((-1.0, 0.0), (1.0, 0.0))
    assert len(DOUBLE_WELL.local_minima) == 1


def test_parameters_are_kept_when_others_change():
    ravine = RAVINE.with_parameters(kappa=50).with_parameters(angle=0)
    assert dict(ravine.values) == {"kappa": 50.0, "angle": 0.0}
    assert ravine.loss(1.0, 1.0) == 25.5
    assert dict(RAVINE.values) == {"kappa": 20.0, "angle": 30.0}


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"kappa": 0.5}, "κ must lie between 1 and 1000"),
        ({"kappa": np.nan}, "must lie between"),
        ({"angle": np.inf}, "must lie between"),
        ({"width": 1.0}, "kappa, angle"),
    ],
)
def test_a_wrong_parameter_is_refused_with_what_would_be_right(values, complaint):
    with pytest.raises(ValueError, match=complaint):
        RAVINE.with_parameters(**values)


def test_equal_records_are_equal_and_hash_alike_and_other_values_are_told_apart():
    assert RAVINE.with_parameters(kappa=20.0) == RAVINE
    assert hash(RAVINE.with_parameters(kappa=20.0)) == hash(RAVINE)
    assert RAVINE.with_parameters(kappa=21.0) != RAVINE
    assert "21.0" in repr(RAVINE.with_parameters(kappa=21.0))
    assert len(set(LANDSCAPES.values())) == len(LANDSCAPES)


def test_its_parameters_cannot_be_changed_in_place():
    with pytest.raises(TypeError):
        RAVINE.parameters["kappa"] = None
    with pytest.raises(AttributeError):
        RAVINE.key = "other"


def test_a_typed_himmelblau_is_the_himmelblau_of_the_catalogue():
    typed = Landscape.from_formula("(x^2 + y - 11)^2 + (x + y^2 - 7)^2")
    expected = np.array(sorted(LANDSCAPES["himmelblau"].minima))
    np.testing.assert_allclose(sorted(typed.minima), expected, atol=1e-14)
    assert typed.learning_rate > 0
    assert len(typed.global_minima) == 4


@pytest.mark.parametrize(
    ("text", "minima"),
    [
        ("|x - 1| + 2*|y + 2|", [(1, -2)]),
        ("|x - 0.7123| + 2*|y + 1.9456|", [(0.7123, -1.9456)]),
        ("sqrt(x^2 + y^2)", [(0, 0)]),
        ("x^4 + y^4", [(0, 0)]),
        ("(x^2 - 1)^2 + y^2 + 0.1*|x - y|", [(-0.987257476662353, -0.05), (0.987257476662353, 0.05)]),
        ("(x - y)^2", []),
        ("x*y", []),
        ("3", []),
        ("1/x", []),
        ("-1/(x^2 + y^2)", []),
        ("|x|/x + x^2 + y^2", []),
        ("log(x)", []),
        ("-x^2 - y^2", []),
    ],
)
def test_typed_minima_are_found_also_at_kinks_and_none_where_there_are_none(text, minima):
    landscape = Landscape.from_formula(text)
    assert len(landscape.minima) == len(minima)
    np.testing.assert_allclose(np.reshape(sorted(landscape.minima), (-1, 2)), np.reshape(minima, (-1, 2)), atol=1e-6)
    assert np.isfinite(landscape.minimum_value)
    assert np.isfinite(landscape.loss(*landscape.start))


def test_given_starts_and_rates_are_kept():
    landscape = Landscape.from_formula("x^2 + y^2", window=((-1, 2), (-3, 4)), start=(1.5, 2.0), learning_rate=0.3)
    assert (landscape.start, landscape.learning_rate) == ((1.5, 2.0), 0.3)


def test_a_formula_or_window_without_a_landscape_is_refused():
    with pytest.raises(FormulaError):
        Landscape.from_formula("2x = y")
    assert all(map(np.isfinite, Landscape.from_formula("sqrt(x) + log(y)").start))
    with pytest.raises(ValueError, match="no finite value"):
        Landscape.from_formula("log(-1 - x^2)")
    for borders in [((1, 1), (0, 1)), ((0, 1), (1, 1)), ((2, 1), (0, 1)), ((0, 1), (0, np.inf)), ((np.nan, 1), (0, 1))]:
        with pytest.raises(ValueError, match="window"):
            Landscape.from_formula("x", window=borders)


def test_polishing_goes_downhill_to_a_minimum_and_not_up_to_a_saddle():
    polished = polish(LANDSCAPES["saddle"], [[0.3, 0.5], [0.1, -0.2]])
    np.testing.assert_allclose(polished, [[0, 0], [1, -1]], atol=1e-15)


def test_polishing_reaches_full_precision_from_afar_in_a_narrow_turned_valley():
    ravine = RAVINE.with_parameters(kappa=1000.0, angle=45.0)
    away = np.random.default_rng(2).uniform(-5, 5, (2, 50))
    np.testing.assert_allclose(polish(ravine, away), 0, atol=1e-14)


def test_another_value_derives_nothing_again():
    RAVINE.hessian(1.0, 1.0)
    began = time.process_time()
    for kappa in range(2, 22):
        RAVINE.with_parameters(kappa=kappa).gradient(1.0, 1.0)
    assert time.process_time() - began < 1
