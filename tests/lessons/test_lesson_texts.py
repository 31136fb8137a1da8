"""Every lesson of the catalogue holds what it says: its pictures, claims, answers, goals and numbers."""

import pytest

from lessons import KEYS, read_all
from lessons.checking import hints_of, problems_of


@pytest.mark.parametrize("key", KEYS)
def test_a_lesson_holds_what_it_says(key):
    assert problems_of(read_all()[key]) + hints_of(read_all()[key]) == []
