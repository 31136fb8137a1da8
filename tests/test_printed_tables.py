"""Numbers that textbooks print, come out of formulas as somebody types them into the page."""

import numpy as np
import pytest

from address import read

# A. Zhang, Z. Lipton, M. Li & A. Smola, Dive into Deep Learning, sections 12.6 to 12.8: 20 steps from (-5, -2)
STRETCHED = "0.1x_1^2 + 2x_2^2"
ENDS = [
    ("gradient_descent", {"alpha": 0.4}, (-0.943467, -0.000073)),
    ("gradient_descent", {"alpha": 0.6}, (-0.387814, -1673.365109)),
    ("momentum", {"alpha": 0.6, "momentum": 0.5}, (0.007188, 0.002553)),
    ("momentum", {"alpha": 0.6, "momentum": 0.25}, (-0.126340, -0.186632)),
    ("adagrad", {"alpha": 0.4}, (-2.382563, -0.158591)),
    ("adagrad", {"alpha": 2.0}, (-0.002295, 0.0)),
    ("rmsprop", {"alpha": 0.4, "rho": 0.9}, (-0.010599, 0.0)),
]
# F. J. Anscombe, Graphs in Statistical Analysis, The American Statistician 27 (1973): all four have y = 3.00 + 0.500 x
ELEVEN = (10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5)
QUARTET = [
    (ELEVEN, (8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68)),
    (ELEVEN, (9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74)),
    (ELEVEN, (7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73)),
    ((8,) * 7 + (19,) + (8,) * 3, (6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.50, 5.56, 7.91, 6.89)),
]


def picture(text, **choices):
    visit, notices = read({"f": text} | {name: str(value) for name, value in choices.items()})
    assert notices == []
    return visit.setting


@pytest.mark.parametrize(("optimizer", "choices", "end"), ENDS)
def test_a_path_ends_where_the_book_says(optimizer, choices, end):
    setting = picture(STRETCHED, x=-5, y=-2, steps=20, optimizer=optimizer, schedule="constant", **choices)
    path = setting.course.run(setting.runners[0])
    assert path.positions[-1].ravel() == pytest.approx(end, abs=1.5e-6)  # the book adds 1e-6 under the root


@pytest.mark.parametrize(("inputs", "targets"), QUARTET)
def test_the_lowest_loss_is_the_line_that_is_printed(inputs, targets):
    squares = [f"({target} - {number}x - y)²" for number, target in zip(inputs, targets, strict=True)]
    (lowest,) = picture(f"({' + '.join(squares)})/11").course.landscape.minima
    assert np.round(lowest, 2).tolist() == [0.5, 3.0]
