"""A room keeps its rules whatever its teacher's page sends, in whatever order."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.record import from_json, to_json
from classroom.room import (
    ANSWER,
    LIFE,
    MOST_TASKS,
    MOVES,
    NOTHING,
    RUN,
    TIMELY,
    OvertakenError,
    RefusedError,
    hash_secret,
    move,
)
from classroom.room import Room as MadeRoom

TOLD = {
    "screen": 3,
    "picture": "/?landscape=ravine",
    "veiled": True,
    "key": "ending",
    "control": "learning_rate",
    "on": True,
    "values": {"A": {"learning_rate": 0.3}},
    "step": 12.5,
    "playing": True,
    "answers": True,
    "id": "x1",
    "answer": [0.5, -1.0],
    "count": 4,
}


def room() -> MadeRoom:
    return MadeRoom("KQXZ", hash_secret("a secret"), 0.0, LIFE, "/?landscape=bowl")


def moved(at, *names: str, **told):
    for name in names:
        at = move(at, name, TOLD | told | {"at": at.at})
    return at


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.booleans()), max_size=25))
def test_after_any_moves_it_can_be_kept_and_takes_one_thing_at_most(moves):
    at = room()
    for name, on in moves:
        before = at
        try:
            at = moved(at, name, on=on)
        except RefusedError:
            at = before
        assert from_json(to_json(at)) == at
        assert not (at.asked and at.collecting)
        kind, number, round_ = at.taking
        assert kind in {ANSWER, RUN, NOTHING}
        assert number in {0, at.number}
        assert [task.number for task in at.tasks] == list(range(1, at.number + 1))
        if kind == ANSWER:  # whoever still decides is shown neither the run nor the truth
            assert at.asked
            assert at.veiled
            assert round_ == at.asked.round
            assert not (at.asked.revealed)
            assert not (at.asked.ran)


def test_a_question_goes_its_way():
    at = moved(room(), "ask")
    assert at.taking == (ANSWER, 1, 1)
    at = moved(at, "lock")
    assert at.taking == (NOTHING, 0, 0)
    at = moved(at, "discuss", "again")
    assert at.taking == (ANSWER, 1, 2)
    at = moved(at, "lock", "reveal", "run")
    assert at.asked
    assert at.asked.revealed
    assert at.asked.ran
    assert not at.veiled
    at = moved(at, "collect")
    assert at.taking == (RUN, 2, 0)
    assert [task.number for task in at.past] == [1]
    at = moved(at, "lock", "close")
    assert at.taking == (NOTHING, 0, 0)
    assert at.asked is None
    assert at.collecting is None


@pytest.mark.parametrize("name", sorted(TIMELY))
def test_a_page_that_was_overtaken_changes_nothing(name):
    at = moved(room(), "ask", "lock")
    overtaken = at.at
    at = moved(at, "again", "lock")
    with pytest.raises(OvertakenError):
        move(at, name, TOLD | {"at": overtaken})


def test_a_question_that_was_locked_too_early_goes_on_in_its_round():
    at = moved(moved(room(), "ask"), "lock", "discuss", "unlock")
    assert at.taking == (ANSWER, 1, 1)
    for shown in (["reveal"], ["run"], ["veil"]):
        with pytest.raises(RefusedError):
            moved(moved(moved(at, "lock"), *shown, on=False), "unlock")


@pytest.mark.parametrize("name", ["ask", "again", "unlock"])
def test_while_they_decide_the_projector_shows_no_answers_until_it_is_told_to(name):
    at = moved(moved(room(), "ask", "lock"), "projector")
    assert at.shows_answers
    assert not moved(at, name).shows_answers


@pytest.mark.parametrize("name", ["reveal", "run", "again", "unlock", "veil"])
def test_nothing_is_told_while_somebody_still_decides(name):
    with pytest.raises(RefusedError):
        moved(moved(room(), "ask"), name, on=False)


def test_hands_of_a_round_replace_each_other_and_can_be_taken_away():
    at = moved(moved(room(), "ask"), "hands", count=4)
    at = moved(at, "hands", count=6)
    assert at.asked
    assert [hand.count for hand in at.asked.hands] == [6]
    at = moved(at, "lock", "again")
    at = moved(at, "hands", count=2)
    assert at.asked
    assert [(hand.round, hand.count) for hand in at.asked.hands] == [(1, 6), (2, 2)]
    assert moved(at, "hands", count=0).asked.hands == at.asked.hands[:1]


def test_a_room_asks_no_more_than_it_can_keep():
    full = replace(room(), number=MOST_TASKS)
    with pytest.raises(RefusedError):
        moved(full, "ask")
    with pytest.raises(RefusedError):
        moved(full, "collect")


def test_a_picture_is_kept_once_however_often_it_is_asked():
    at = moved(replace(room(), picture="/?data=" + "1" * 9000), *["ask", "close"] * 20)
    assert len(to_json(at)) < 2 * 9000


@pytest.mark.parametrize("name", ["picture", "screen"])
def test_another_picture_is_followed_at_once_where_its_teacher_leads(name):
    at_first = {"values": {}, "step": None, "playing": False}
    assert moved(room(), name).follow is None
    assert moved(room(), name, follow=True).follow == at_first
    assert moved(moved(room(), "follow"), name).follow == at_first
