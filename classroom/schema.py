"""The tables of the store: rooms, and what belongs to each and goes with it.

A room's own columns are those that are compared or counted; all else is its JSON. What students may send now stands in
`kind`, `number` and `round`, so that one statement can ask for it and count in `pulse` what has come.
"""

from sqlalchemy import Column, Float, ForeignKey, Integer, MetaData, String, Table, Text

from classroom.room import ROLES

TABLES = MetaData()


def key(name: str, kind: type = String) -> Column:
    return Column(name, kind, primary_key=True, autoincrement=False)


def belonging() -> Column:
    """The code of the room that a row belongs to."""
    return Column("code", String, ForeignKey("rooms.code", ondelete="CASCADE"), primary_key=True)


def number(name: str) -> Column:
    return Column(name, Integer, nullable=False)


ROOMS = Table(
    "rooms",
    TABLES,
    key("code"),
    number("version"),
    number("pulse"),
    Column("kind", String, nullable=False),
    number("number"),
    number("round"),
    Column("ends", Float, nullable=False),  # seconds since the epoch
    Column("state", Text, nullable=False),
)
ANSWERS = Table(
    "answers",
    TABLES,
    belonging(),
    key("number", Integer),
    key("round", Integer),
    key("student"),
    Column("answer", Text, nullable=False),  # JSON
)
RUNS = Table("runs", TABLES, belonging(), key("number", Integer), key("student"), key("place", Integer))
PRESENCE = Table(
    "presence",
    TABLES,
    belonging(),
    key("process"),
    Column("heard", Float, nullable=False),  # seconds since the epoch
    *(number(role) for role in ROLES),
)
