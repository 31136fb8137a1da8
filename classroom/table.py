"""What a room's students answered, as a table for a spreadsheet: one line an answer or a run, and no line says when.

    table_of(room, answers, runs)       CSV, with the mark by which a spreadsheet knows UTF-8

Students have numbers, by a chance that only the room's secret repeats.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from string import ascii_uppercase
from typing import Any

from classroom.answers import is_right
from classroom.chart import slider_of
from classroom.questions import tell_question
from classroom.room import Asked, Collecting, RefusedError, Room
from classroom.tally import Row

COLUMNS: tuple[str, ...] = (
    "number",
    "question",
    "round",
    "student",
    "hands",
    "answer",
    "right",
    "slider",
    "value",
    "verdict",
)
MARK = "\ufeff"  # of UTF-8
TAG, BLANKS = re.compile(r"<[^>]*>"), re.compile(r"\s+")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a spreadsheet's formula begins
Line = dict[str, Any]


def table_of(room: Room, answers: Mapping[int, Sequence[Row]], runs: Mapping[int, Sequence[tuple[str, int]]]) -> str:
    """`answers` and `runs` are what the store has of each task, by its number."""
    students = {student for rows in answers.values() for _, student, _ in rows}
    students |= {student for rows in runs.values() for student, _ in rows}
    numbers = number_students(students, room.secret)
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, restval="")
    table.writeheader()
    for task in room.tasks:
        if isinstance(task, Asked):
            lines = lines_of_answers(task, room, answers.get(task.number, ()), numbers)
        else:
            lines = lines_of_runs(task, runs.get(task.number, ()), numbers)
        for line in lines:
            table.writerow({name: defuse(value) for name, value in line.items()})
    return MARK + text.getvalue()


def number_students(students: set[str], secret: str) -> dict[str, int]:
    """From 1, in an order that is the same at every download of the same students."""

    def by_chance(student: str) -> bytes:
        return hashlib.blake2b(student.encode(), key=secret.encode()[:64], person=b"table").digest()

    return {student: number for number, student in enumerate(sorted(students, key=by_chance), start=1)}


def lines_of_answers(asked: Asked, room: Room, rows: Sequence[Row], numbers: Mapping[str, int]) -> Iterator[Line]:
    """Also of a question whose lesson is gone: then as it was sent."""
    try:
        told = tell_question(asked, room, with_truth=True)
    except RefusedError:
        told = None
    for number, student, said in sorted(rows, key=lambda row: (row[0], numbers[row[1]])):
        yield line_of_answer(asked, told, json.loads(said)) | {"round": number, "student": numbers[student]}
    for hand in asked.hands:
        yield line_of_answer(asked, told, hand.answer) | {"round": hand.round, "hands": hand.count}


def line_of_answer(asked: Asked, told: Mapping[str, Any] | None, answer: Any) -> Line:
    if told is None:
        return {"number": asked.number, "question": asked.key, "answer": json.dumps(answer)}
    said = WORDS[told["ask"]](told, answer)
    right = "yes" if is_right(told, answer) else "no"
    return {"number": asked.number, "question": plain(told["title"]), "answer": said, "right": right}


def lines_of_runs(
    collecting: Collecting, rows: Sequence[tuple[str, int]], numbers: Mapping[str, int]
) -> Iterator[Line]:
    try:
        control, verdicts = slider_of(collecting)
    except RefusedError:
        return
    for student, place in sorted(rows, key=lambda row: (numbers[row[0]], row[1])):
        if 0 <= place < len(verdicts):
            yield {
                "number": collecting.number,
                "student": numbers[student],
                "slider": control.knob.symbol or control.knob.label,
                "value": float(control.values[place]),
                "verdict": verdicts[place],
            }


def tell_option(told: Mapping[str, Any], answer: int) -> str:
    text = plain(told["options"][answer]["html"])
    return f"{ascii_uppercase[answer]}: {text}" if text else ascii_uppercase[answer]


# An answer in a cell, by how it was asked for.
WORDS = {
    "choice": tell_option,
    "curve": tell_option,
    "marker": lambda told, answer: answer,
    "pin": lambda told, answer: f"({answer[0]:g}, {answer[1]:g})",
    "order": lambda told, answer: " ".join(told["letters"][runner].upper() for runner in answer),
}


def plain(markup: str) -> str:
    """The words of some markup."""
    return BLANKS.sub(" ", unescape(TAG.sub("", markup))).strip()


def defuse(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula; numbers are numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
