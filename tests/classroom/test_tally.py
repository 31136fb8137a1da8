"""The tally: exact before and after, by names that lead to nobody; the chart of runs, and the table of all."""

import csv
import io
import json
from dataclasses import replace

import pytest

from classroom.chart import chart, check_control, check_notch, controls_of, describe_collected
from classroom.questions import tell_question
from classroom.room import Asked, Collecting, Hand, RefusedError, Room, hash_secret
from classroom.table import MARK, defuse, table_of
from classroom.tally import tally, without_unpicked
from lessons.run import run_at

SECRET = hash_secret("secret")
CHOICE, PIN = {"ask": "choice"}, {"ask": "pin"}
BOWL = "/?landscape=bowl"
ROOM = Room("KQXZ", SECRET, 0, 1, BOWL)


def rows_of(number: int, answers: dict) -> list:
    return [(number, student, json.dumps(answer)) for student, answer in answers.items()]


def counts_of(told: dict, number: int) -> dict:
    return {json.dumps(group["answer"]): group["count"] for group in told["rounds"][number]["groups"]}


def test_before_and_after_are_exact():
    """Anna stays, Ben and Cem change, Dan leaves, Eva comes late; Fred's answer to a third round is not of this one."""
    first = rows_of(1, {"anna": 0, "ben": 0, "cem": 1, "dan": 2})
    second = rows_of(2, {"anna": 0, "ben": 1, "cem": 0, "eva": 1})
    told = tally(Asked(3, "verdict", BOWL, round=2), CHOICE, [*second, *first, *rows_of(3, {"fred": 1})], SECRET)
    assert (counts_of(told, 0), counts_of(told, 1)) == ({"0": 2, "1": 1, "2": 1}, {"0": 2, "1": 2})
    assert [each["answered"] for each in told["rounds"]] == [4, 4]
    assert (told["changed"], told["both"]) == (2, 3)


def test_one_round_has_no_before():
    told = tally(Asked(3, "verdict", BOWL), CHOICE, [], SECRET)
    assert (told["changed"], told["both"]) == (0, 0)
    assert told["rounds"] == [{"round": 1, "answered": 0, "hands": 0, "groups": []}]


def test_hands_are_beside_the_answers_of_their_own_round():
    hands = (Hand(1, 0, 5), Hand(1, 2, 1), Hand(2, 0, 9))
    told = tally(Asked(1, "verdict", BOWL, hands=hands), CHOICE, rows_of(1, {"anna": 0}), SECRET)
    (one,) = told["rounds"]
    assert [(group["answer"], group["count"], group["hands"]) for group in one["groups"]] == [(0, 1, 5), (2, 0, 1)]
    assert (one["answered"], one["hands"]) == (1, 6)


def test_pins_stand_alone_and_their_names_lead_to_nobody():
    rows = [*rows_of(1, {"anna": [1.0, 2.0], "ben": [1.0, 2.0]}), *rows_of(2, {"anna": [1.0, 2.0], "ben": [0.0, 2.0]})]
    asked = Asked(1, "end", BOWL, round=2, hands=(Hand(2, [1.0, 2.0], 3),))
    told = tally(asked, PIN, rows, SECRET)
    first, second = ([group["id"] for group in each["groups"]] for each in told["rounds"])
    assert len(set(first)) == 2
    assert set(first) < set(second), "a pin that moves is the same pin"
    assert sum(group["hands"] for group in told["rounds"][1]["groups"]) == 3
    assert "anna" not in json.dumps(told)
    other = tally(asked, PIN, rows, hash_secret("other"))
    assert not {group["id"] for each in other["rounds"] for group in each["groups"]} & {*first, *second}
    assert told["changed"] == 1


def test_of_a_tally_the_picked_answers_alone_can_be_shown():
    rows = [*rows_of(1, {"anna": 0, "ben": 1}), *rows_of(2, {"anna": 1, "ben": 1})]
    asked = Asked(1, "verdict", BOWL, round=2)
    name = tally(asked, CHOICE, rows, SECRET)["rounds"][1]["groups"][0]["id"]
    shown = without_unpicked(tally(replace(asked, picks=(name,)), CHOICE, rows, SECRET))
    assert [group["answer"] for group in shown["rounds"][0]["groups"]] == [1]
    assert shown["rounds"][0]["answered"] == 2
    assert shown["few"], "also where all have given the answer that was picked"
    assert (shown["changed"], shown["both"]) == (0, 0)


def test_a_notch_of_the_chart_has_the_verdict_of_the_run_there():
    collecting = Collecting(1, BOWL, "learning_rate")
    told = chart(collecting, [("anna", 0), ("anna", 0), ("ben", 0), ("ben", 81), ("cem", 999)])
    assert told["points"] == [{"place": 0, "count": 2}, {"place": 81, "count": 1}]
    assert told["students"] == 2
    values, verdicts = told["control"]["values"], told["verdicts"]
    assert len(values) == len(verdicts)
    for place in (0, 31, 40, 81):
        assert verdicts[place] == run_at(f"{BOWL}&alpha={values[place]}").verdict
    assert told["control"] == describe_collected(collecting)


@pytest.mark.parametrize("raw", [-1, 82, True, 1.0, "1", None, 10**30])
def test_no_notch_is_refused(raw):
    with pytest.raises(RefusedError):
        check_notch(Collecting(1, BOWL, "learning_rate"), raw)


def test_sliders_that_are_there_can_be_collected():
    assert [control["name"] for control in controls_of(ROOM)] == ["learning_rate", "final"]
    assert check_control(ROOM, "final") == "final"
    together = replace(ROOM, picture="/compare?landscape=bowl&b.optimizer=adam&together=multiple")
    assert controls_of(together) == []
    for room, name in ((ROOM, "beta"), (ROOM, None), (together, "learning_rate")):
        with pytest.raises(RefusedError):
            check_control(room, name)


def test_a_table_has_a_line_for_each_answer_and_says_when_of_none():
    verdict, best = Asked(1, "verdict", BOWL, round=2, hands=(Hand(1, 5, 7),)), Asked(2, "best", BOWL)
    collecting = Collecting(3, BOWL, "learning_rate")
    gone = Asked(4, "=1+1", BOWL)
    room = replace(ROOM, past=(verdict, best, collecting), asked=gone)
    truth = tell_question(best, room, True)["truth"]
    answers = {
        1: [*rows_of(2, {"anna": 0}), *rows_of(1, {"anna": 5, "ben": 0})],
        2: rows_of(2, {"ben": truth}),
        4: rows_of(1, {"ben": [1, 2]}),
    }
    text = table_of(room, answers, {3: [("cem", 0)]})
    assert text.startswith(MARK)
    lines = list(csv.DictReader(io.StringIO(text.removeprefix(MARK))))
    assert [(line["number"], line["round"], line["right"], line["hands"]) for line in lines] == [
        ("1", "1", lines[0]["right"], ""),
        ("1", "1", lines[1]["right"], ""),
        ("1", "2", "yes", ""),
        ("1", "1", "no", "7"),
        ("2", "2", "yes", ""),
        ("3", "", "", ""),
        ("4", "1", "", ""),
    ]
    assert {lines[0]["answer"], lines[1]["answer"]} == {
        "A: It comes to rest at the lowest place.",
        "F: It flies off and is lost.",
    }
    assert (lines[5]["slider"], lines[5]["value"], lines[5]["verdict"]) == ("α", "0.00631", "crawling")
    assert lines[6]["question"] == "'=1+1"
    assert {line["student"] for line in lines} == {"1", "2", "3", ""}
    assert table_of(room, {number: rows[::-1] for number, rows in answers.items()}, {3: [("cem", 0)]}) == text
    assert not {"anna", "ben", "cem"} & set(text.replace(",", " ").split())


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_is_a_formula(text):
    assert defuse(text) == f"'{text}"
    assert defuse("A: =1") == "A: =1"
    assert defuse(-1.5) == -1.5
