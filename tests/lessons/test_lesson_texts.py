"""Every lesson of the catalogue holds what it says: its pictures, claims, answers, goals and numbers."""

from collections import Counter

import pytest

from lessons import KEYS, read_all
from lessons.checking import hints_of, problems_of
from lessons.expression import holds
from lessons.lesson import Question, Screen
from lessons.run import known_of, runs_at


@pytest.mark.parametrize("key", KEYS)
def test_a_lesson_holds_what_it_says(key):
    assert problems_of(read_all()[key]) + hints_of(read_all()[key]) == []


def test_a_right_answer_is_not_known_by_its_place():
    questions = [(screen, screen.question) for lesson in read_all().values() for screen in lesson.screens]
    places = Counter(
        place_of_right(screen, question) for screen, question in questions if question and question.options
    )
    for count in (3, 4):
        found = [places[place, count] for place in range(count)]
        assert 8 * min(found) >= sum(found) >= 2 * max(found), found


def place_of_right(screen: Screen, question: Question) -> tuple[int, int]:
    """Its place, and of how many."""
    names = known_of(runs_at(screen.picture))
    right = [
        holds(each.right, names | {"this": runs_at(each.picture or screen.picture)[0]}) for each in question.options
    ]
    return right.index(True), len(right)
