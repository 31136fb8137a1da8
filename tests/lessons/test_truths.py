"""What the page is told to compare an answer with: numbers that a browser can read."""

import json

from address.race import read_link
from lessons.reading import read_lesson
from lessons.telling import name_question, tell

ASKED = """# Far off
minutes: 1
aim: Say where it goes.

## predict: Where does it end?
picture: /?landscape=bowl&alpha=5&steps=1000
ask: pin

There.

## predict: From where on?
picture: /?landscape=bowl&alpha=5
ask: marker
truth: run.tip("converged")

There.

## predict: The same
picture: /?landscape=bowl&alpha=0.1

What does it do?

- [x] It settles
- [ ] It flies off

## discuss: The same
picture: same

What does it do?

- [x] It settles
- [ ] It flies off
"""
LESSON = read_lesson(ASKED, "far", "far.md")


def truth_of(place):
    visit, _ = read_link(LESSON.screens[place].picture)
    told = tell(LESSON, place, visit)
    return json.loads(json.dumps(told, allow_nan=False))["question"]["truth"]


def test_a_truth_that_is_not_finite_is_none():
    assert truth_of(0) == [None, None]
    assert truth_of(1) is None


def test_an_answer_after_a_talk_is_kept_beside_the_one_before():
    assert name_question(LESSON, 2) != name_question(LESSON, 3)


def test_an_answer_stays_where_lines_above_the_question_or_a_reason_change():
    text = ASKED.replace("There.", "There.\n", 1).replace("- [x] It settles", "- [x] It settles\n  As it must.")
    other = read_lesson(text.replace("minutes: 1", "minutes: 2\nsource: A book"), "far", "far.md")
    assert [name_question(other, place) for place in range(4)] == [name_question(LESSON, place) for place in range(4)]
    changed = read_lesson(ASKED.replace("alpha=5", "alpha=4"), "far", "far.md")
    assert name_question(changed, 0) != name_question(LESSON, 0)
