"""Sight: what the f of a written-out step is, on a landscape that is made of data.

f_B is the mean over the 8 points that this step sees, of 40, with noise in their labels. Here x is w, and y is b.
"""

from descent.setting import Course


def describe_sight(course: Course, step: int) -> str:
    """A sentence or two to stand beside the working, with LaTeX in them; empty where there is no data."""
    data = course.landscape.data
    if data is None:
        return ""
    noise = ", with noise in their labels" if course.label_noise else ""
    if course.takes_batches:
        seen = len(data.batches(step + 1, course.batch_size, course.seed)[step])
        points = f"the {'one point' if seen == 1 else f'{seen} points'} that this step sees, of {len(data)}"
    else:
        points = f"all {len(data)} points"
    sentence = f"${'f_B' if course.takes_batches or noise else 'f'}$ is the mean over {points}{noise}."
    x, y = course.landscape.axes
    return sentence if (x, y) == ("x", "y") else f"{sentence} Here x is {x}, and y is {y}."
