"""The tally of a question: who answered alike, in each round, and how many changed their minds.

    tally(asked, told, rows, room.secret)       {"rounds": […], "changed": 7, "both": 19}

Groups go by an id that nobody without the room's secret can make, and that leads to no student.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from classroom.room import Asked

Row = tuple[int, str, str]  # round, student, the answer as JSON
ID_BYTES = 9


def tally(asked: Asked, told: Mapping[str, Any], rows: Iterable[Row], secret: str) -> dict[str, Any]:
    """`told` is the question, with or without its truth; `secret` is the room's hash.

    Of pins each is a group by itself. `changed` counts those who answered in the last round and in the one before it,
    and otherwise; `both` counts all who answered in both.
    """
    answers: dict[int, dict[str, str]] = {number: {} for number in range(1, asked.round + 1)}
    for number, student, answer in rows:
        if number in answers:
            answers[number][student] = canonical(json.loads(answer))
    before, last = answers.get(asked.round - 1, {}), answers[asked.round]
    both = before.keys() & last.keys()
    return {
        "rounds": [count_round(asked, told["ask"], number, given, secret) for number, given in answers.items()],
        "changed": sum(before[student] != last[student] for student in both),
        "both": len(both),
    }


def count_round(asked: Asked, ask: str, number: int, given: Mapping[str, str], secret: str) -> dict[str, Any]:
    """One round: `given` are the answers by student."""
    alone = ask == "pin"
    hands = {canonical(hand.answer): hand.count for hand in asked.hands if hand.round == number and hand.count}
    counts = Counter((answer, student if alone else "") for student, answer in given.items())
    counts.update({(answer, ""): 0 for answer in hands})
    told = [
        {
            "id": (name := name_group(asked.number, answer, whose, secret)),
            "answer": json.loads(answer),
            "count": counts[answer, whose],
            "hands": hands.get(answer, 0) if not whose else 0,
            "picked": name in asked.picks,
        }
        for answer, whose in counts
    ]
    return {
        "round": number,
        "answered": len(given),
        "hands": sum(hands.values()),
        "groups": sorted(told, key=ORDERS.get(ask, by_id)),
    }


def canonical(answer: Any) -> str:
    """An answer as a text: equal ones are equal."""
    return json.dumps(answer, separators=(",", ":"))


def name_group(number: int, answer: str, whose: str, secret: str) -> str:
    """A pin keeps its id when it moves in a later round."""
    said = json.dumps([number, whose or answer])
    return hashlib.blake2b(said.encode(), key=secret.encode()[:64], digest_size=ID_BYTES).hexdigest()


def by_id(group: Mapping[str, Any]) -> Any:
    """In no order that says who was first."""
    return group["id"]


ORDERS = {
    "choice": lambda group: group["answer"],
    "curve": lambda group: group["answer"],
    "marker": lambda group: group["answer"],
    "order": lambda group: (-group["count"] - group["hands"], group["answer"]),
}


def without_unpicked(told: Mapping[str, Any]) -> dict[str, Any]:
    """A tally of `few`, the picked answers, alone; how many have answered stays, who changed an answer does not."""
    rounds = [one | {"groups": [group for group in one["groups"] if group["picked"]]} for one in told["rounds"]]
    return {**told, "rounds": rounds, "changed": 0, "both": 0, "few": True}
