"""Preparing data: any points brought to the scale on which a model's window, start and learning rate are at home.

What is measured for that, a mean or a deviation, is measured on the points that are trained on; those held back are
moved by the same numbers. Each function raises ValueError, in one sentence, for data that its models cannot be fitted
to.
"""

import dataclasses

import numpy as np

from landscapes.data import Data, Points


def vary(data: Data) -> Data:
    """As it came, if its inputs differ."""
    _deviation(data)
    return dataclasses.replace(data, raw=data)


def standardise(data: Data) -> Data:
    """Inputs of mean 0 and standard deviation 1."""
    return _moved(data, (data.inputs.mean(), _deviation(data)))


def classify(data: Data) -> Data:
    """Standardised inputs, and of the two values that targets have, the lower one as -1 and the higher one as 1."""
    values = np.unique([*data.targets, *data.validation_targets])
    if len(values) != 2:
        raise ValueError(
            "Logistic regression tells two classes apart: "
            f"the second column must hold two different values, such as 0 and 1, and not {len(values)}."
        )
    if len(np.unique(data.targets)) != 2:
        raise ValueError("All points that are trained on are of one class: give some of the other, too.")
    low, high = values
    return _moved(data, (data.inputs.mean(), _deviation(data)), ((low + high) / 2, (high - low) / 2))


def fit_to_curve(data: Data) -> Data:
    """Standardised inputs, and targets from -1 to 1."""
    return _moved(data, (data.inputs.mean(), _deviation(data)), _span(data.targets))


def fit_to_range(data: Data) -> Data:
    """Inputs and targets from -1 to 1."""
    _deviation(data)
    return _moved(data, _span(data.inputs), _span(data.targets))


def fit_to_product(data: Data) -> Data:
    """Scaled so that the mean of u^2 and that of u v are 1: the best product of two weights then is 1."""
    product = float((data.inputs * data.targets).mean())
    scale = float(np.sqrt((data.inputs**2).mean()))
    size = scale * float(np.sqrt((data.targets**2).mean()))
    if abs(product) <= 1e-9 * size:
        raise ValueError("The targets do not grow or fall with the inputs, so there is no product of weights to find.")
    return _moved(data, (0.0, scale), (0.0, product / scale))


def _moved(data: Data, inputs: tuple[float, float], targets: tuple[float, float] = (0.0, 1.0)) -> Data:
    """Both columns, less their first number and over their second."""

    def move(points: Points) -> Points:
        columns = (np.reshape(points, (-1, 2)) - [inputs[0], targets[0]]) / [inputs[1], targets[1]]
        return tuple((u, v) for u, v in columns.tolist())

    return Data(move(data.points), move(data.validation), data.seed, raw=data)


def _deviation(data: Data) -> float:
    deviation = float(data.inputs.std())
    if deviation <= 1e-12 * float(np.abs(data.inputs).max()):
        raise ValueError("The inputs that are trained on are all the same, so nothing can be learned from them.")
    return deviation


def _span(values: np.ndarray) -> tuple[float, float]:
    """The middle and half the width; a width of 1 where there is none."""
    low, high = float(values.min()), float(values.max())
    return (low + high) / 2, (high - low) / 2 or 1.0
