"""Gradient noise: how far the gradient of a mini-batch strays from that of all points.

    sigma^2 = mean over batches of (g_B - g)^2       along each axis, at the labels as they are

Measured, from the batches of EPOCHS epochs; a last batch of an epoch that is smaller than the others does not count.
For batches that hold no point twice it is near

    sigma^2 = s^2 / B * (n - B) / (n - 1)            s^2, the variance of the single points' gradients

so four times the batch halves it, and more than that where the batch comes near the n points. That is the noise of one
step. The batches of an epoch together are all points, so what one strays the others of its epoch stray back: in a bowl
of curvature 1 a run's variance along an axis comes to less than the alpha sigma^2 / (2 - alpha) of independent noise,
as long as the batches are large enough to curve as all points do: a single point's curvature is its own, and shakes.
"""

import numpy as np

from descent.figures import number
from descent.setting import Course
from landscapes import Landscape

EPOCHS = 100
TIMES = 4  # the other batch that is told of is so many times as large
DIGITS = 2  # of what is measured from so many batches


def measure_noise(landscape: Landscape, places: np.ndarray, size: int, seed: int, epochs: int = EPOCHS) -> np.ndarray:
    """The standard deviation of the gradient of a batch about that of all points, (2, runs), at places (2, runs).

    Raises ValueError where the landscape has no data, or not so many points.
    """
    data = landscape.data
    if data is None:
        raise ValueError(f"{landscape.title} is not made of data: it has no mini-batches.")
    batches = data.batches(epochs * -(-len(data) // size), size, seed)
    chosen = np.stack([batch for batch in batches if len(batch) == size])
    formula = landscape.mean_over(data.inputs, data.targets).formula
    x, y = np.asarray(places, dtype=float).reshape(2, -1, 1)
    with np.errstate(all="ignore"):
        each = formula.gradient(x, y, data.inputs, data.targets)  # (2, runs, n)
        squares = [(each[..., some].mean(axis=-1) - each.mean(axis=-1)) ** 2 for some in chosen]
        return np.sqrt(np.mean(squares, axis=0))


def tell_noise(course: Course) -> str:
    """How much noise the mini-batches of a course make at its start, and how much larger ones would; "" without any.

    Both axes together: as much as `noise` of that standard deviation, which is the same along both.
    """
    if not course.takes_batches or course.landscape.data is None:
        return ""
    size, count = course.batch_size, len(course.landscape.data)
    text = f"Noise of the gradient at the start: σ ≈ {_both_axes(course, size)} with {size} of {count} points a step"
    larger = TIMES * size
    if larger >= count:
        return f"{text}."
    return (
        f"{text}, σ ≈ {_both_axes(course, larger)} with {larger}: "
        "it falls as 1/√B, and faster where few points are left out."
    )


def _both_axes(course: Course, size: int) -> str:
    along = measure_noise(course.landscape, np.reshape(course.start, (2, 1)), size, course.seed)
    return number(float(np.sqrt(np.mean(along**2))), DIGITS)
