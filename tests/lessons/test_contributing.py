"""CONTRIBUTING tells how a lesson is written: its example holds what it says, its tables are complete."""

import re

import pytest
from example_lesson import TEXT, example_lesson

from lessons.checking import hints_of, problems_of
from lessons.facts import NAMES
from lessons.lesson import ASKS, KINDS
from lessons.reading import OF_LESSON, OF_SCREEN


def test_its_example_holds_what_it_says():
    lesson = example_lesson()
    assert problems_of(lesson) + hints_of(lesson) == []
    assert len({screen.kind for screen in lesson.screens}) >= 5


@pytest.mark.parametrize("name", NAMES)
def test_each_name_of_a_run_is_told_as_the_code_tells_it(name):
    assert f"\n| `{name}` | {NAMES[name]} |\n" in TEXT


def test_all_facts_kinds_and_questions_are_told():
    first_cells = " ".join(re.findall(r"^\| (.*?) \|", TEXT, re.MULTILINE))
    told = set(re.findall(r"`([a-z]+)`", first_cells))
    assert {*OF_LESSON, *OF_SCREEN, *KINDS, *ASKS} <= told
