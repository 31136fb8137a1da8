"""The lesson that CONTRIBUTING shows: two valleys, one question, one goal that a slider reaches."""

import re
from pathlib import Path

from lessons.lesson import Lesson
from lessons.reading import read_lesson

TEXT = (Path(__file__).parent.parent / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Write a lesson")[2]


def example_lesson() -> Lesson:
    (example,) = re.findall(r"````markdown\n(.*?)````", TEXT, re.DOTALL)
    return read_lesson(example, "valley", "valley.md")
