"""The catalogue of lessons, in the order of a course; each is a text file in a folder of its language.

    LESSONS["trapped"].screens[0].title

A line here names a file; a teacher's own lessons stand in a folder that OVERSHOOT_LESSONS names, see `own`.
"""

from functools import cache
from pathlib import Path
from types import MappingProxyType

from lessons.lesson import Lesson
from lessons.own import own_lessons
from lessons.reading import read_bytes

HERE = Path(__file__).parent
ENGLISH = "en"
KEYS = (
    "valley",
    "rates",
    "line",
    "ravine",
    "trapped",
    "decay",
    "momentum",
    "axes",
    "noise",
    "finding",
    "data",
    "fair",
    # for the curious
    "catapult",
    "edge",
    "warmup",
    "silver",
    "flat",
    "fractal",
)


@cache
def read_all() -> MappingProxyType[str, Lesson]:
    """The lessons by their keys. Raises BrokenError."""
    return MappingProxyType({key: read_file(HERE / ENGLISH / f"{key}.md") for key in KEYS})


def find(key: str) -> Lesson | None:
    """The lesson of this key, a teacher's own too; None for none."""
    return read_all().get(key) or own_lessons().lessons.get(key)


def read_file(path: Path) -> Lesson:
    """Raises BrokenError, OSError."""
    return read_bytes(path.read_bytes(), path.stem, path.name)
