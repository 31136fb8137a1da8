"""A room as the store keeps it: JSON that names each picture once, since one with points of its own is 20 kB long.

from_json(to_json(room)) == room
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from classroom.room import Asked, Collecting, Hand, Room


def to_json(room: Room) -> str:
    told = asdict(room)
    holders = [told, *(task for task in (told["asked"], told["collecting"], *told["past"]) if task)]
    pictures = list(dict.fromkeys(holder["picture"] for holder in holders))
    places = {picture: place for place, picture in enumerate(pictures)}
    for holder in holders:
        holder["picture"] = places[holder["picture"]]
    return json.dumps(told | {"pictures": pictures}, allow_nan=False)


def from_json(text: str) -> Room:
    """Raises KeyError, TypeError, ValueError or IndexError for what is no room of this release."""
    told = json.loads(text)
    pictures = told.pop("pictures")
    asked, collecting = told["asked"], told["collecting"]
    return Room(
        **told
        | {
            "picture": pictures[told["picture"]],
            "asked": read_task(asked, pictures) if asked else None,
            "collecting": read_task(collecting, pictures) if collecting else None,
            "past": tuple(read_task(task, pictures) for task in told["past"]),
        }
    )


def read_task(told: dict[str, Any], pictures: Sequence[str]) -> Any:
    told = told | {"picture": pictures[told["picture"]]}
    if "key" not in told:
        return Collecting(**told)
    hands = tuple(Hand(*hand) for hand in told["hands"])
    return Asked(**told | {"hands": hands, "picks": tuple(told["picks"])})
