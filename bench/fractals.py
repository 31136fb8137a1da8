"""How ragged the borders of a map's basins are: their box dimension, 1 of a smooth line and 2 of what fills the plane.

An edge is a start whose right or lower neighbour is labelled otherwise: one side of each border, so that a line is one
start thick. Boxes that hold an edge are counted at each size, and the dimension is what their logarithm loses per
logarithm of the size, in a least-squares line. A border is not ragged in the same way at all sizes: the sizes belong to
the figure.
"""

import numpy as np

SIZES = (1, 2, 4, 8, 16)  # starts a side of a box


def edges(labels: np.ndarray) -> np.ndarray:
    """Which starts (rows, columns) are labelled otherwise than the next one, to the right or below."""
    found = np.zeros(labels.shape, dtype=bool)
    found[:-1] |= labels[1:] != labels[:-1]
    found[:, :-1] |= labels[:, 1:] != labels[:, :-1]
    return found


def count_boxes(marked: np.ndarray, size: int) -> int:
    """How many boxes of `size` starts a side hold a marked one, those that the far borders cut included."""
    rows, columns = (-(-side // size) for side in marked.shape)
    padded = np.zeros((rows * size, columns * size), dtype=bool)
    padded[: marked.shape[0], : marked.shape[1]] = marked
    return int(padded.reshape(rows, size, columns, size).any(axis=(1, 3)).sum())


def dimension(labels: np.ndarray, sizes: tuple[int, ...] = SIZES) -> float:
    """The box dimension of the borders between labels (rows, columns)."""
    marked = edges(labels)
    boxes = [count_boxes(marked, size) for size in sizes]
    return float(-np.polyfit(np.log(sizes), np.log(boxes), 1)[0])
