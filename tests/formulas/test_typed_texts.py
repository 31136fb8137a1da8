"""What people type is read as a mathematician would, and its derivatives are those of what it means."""

import numpy as np
import pytest
from copied_texts import COPIED
from each import each
from typed_texts import TYPED, X, Y

from formulas import parse

READ = TYPED | COPIED


@each(READ)
def test_a_text_as_people_type_it_has_the_value_they_mean(text):
    assert parse(text).loss(X, Y) == pytest.approx(READ[text], rel=1e-13, abs=1e-14)


@each(READ)
def test_its_slopes_are_those_of_its_values(text):
    formula, step = parse(text), 1e-6
    x, y = X + 0.013, Y + 0.0057  # off the edges that the table stands on
    by_x = (formula.loss(x + step, y) - formula.loss(x - step, y)) / (2 * step)
    by_y = (formula.loss(x, y + step) - formula.loss(x, y - step)) / (2 * step)
    np.testing.assert_allclose(formula.gradient(x, y), [by_x, by_y], rtol=1e-6, atol=1e-7)
    assert np.isfinite(formula.hessian(x, y)).all()
    assert formula.latex
    assert formula.gradient_latex
