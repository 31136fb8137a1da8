"""The store: rooms and what students sent, for all processes, and still there after a restart.

    store = open_store()                         in the place that OVERSHOOT_ROOMS names
    store.open_room(room)
    store.answer("KQXZ", 1, 1, student, "2")     True once it is stored, False if that is not asked now

What a method has confirmed stays, even if the process is killed in the next moment. Locking a question and answering it
exclude each other: no answer is stored once `change` has locked it. All methods may be called from any thread, wait for
the disk or the database, and raise StoreError where that fails: then nothing was stored.
"""

import logging
import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Executable, Row, Table, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from classroom.clock import now
from classroom.place import DATABASE, DISK, PATIENCE, SETTING, Place, code_of, open_place, reason
from classroom.record import from_json, to_json
from classroom.room import ANSWER, LIFE, ROLES, RUN, Room
from classroom.schema import ANSWERS, PRESENCE, ROOMS, RUNS
from translations import Sentence

HEARD = 7.0  # seconds after which a process that says nothing is gone
UPSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
FULL = (sqlite3.SQLITE_FULL, "53100")
DISK_FULL = Sentence("The server's disk is full, and nothing was stored: tell whoever runs it, then try again.")
NOT_REACHED = Sentence("The server cannot reach its store of rooms, and nothing was stored: try again in a moment.")

log = logging.getLogger(__name__)


class TakenError(Exception):
    """Another room has this code."""


class StoreError(RuntimeError):
    """The disk or the database failed; the sentence is for whoever wanted to store or to read something."""


class Store:
    """`where` is "disk", "memory" or "database"; `trouble` is a sentence for the teacher, or empty.

    `fault` is another: why the last thing that was to be stored was not. It is empty once something was.

    Times are seconds since the epoch, as `clock` counts them. A `student` is a short hash that names nobody.
    """

    def __init__(self, place: Place, clock: Callable[[], float] = now):
        self.engine, self.where, self.trouble = place
        self.fault = ""
        self.clock = clock
        self.writer = self.engine.execution_options(writing=True)
        self.upsert = UPSERT[self.engine.dialect.name]
        self.turn = Lock()

    def open_room(self, room: Room):
        """Raises TakenError where a room that has not ended has the code."""
        kind, number, in_round = room.taking
        opened = insert(ROOMS).values(code=room.code, version=room.version, pulse=0, ends=room.ends)
        with self.writing() as connection:
            connection.execute(delete(ROOMS).where(ROOMS.c.code == room.code, ROOMS.c.ends <= self.clock()))
            try:
                connection.execute(opened.values(kind=kind, number=number, round=in_round, state=to_json(room)))
            except IntegrityError:
                raise TakenError(room.code) from None

    def find(self, code: str) -> Room | None:
        """None where there is none, or it has ended."""
        rows = self.read(select(ROOMS.c.state, ROOMS.c.version, ROOMS.c.ends).where(*self.lives(code)))
        for row in rows:
            try:
                return replace(from_json(row.state), version=row.version, ends=row.ends)
            except (IndexError, KeyError, TypeError, ValueError):
                log.warning("A room of another release cannot be read, and is as good as ended.")
        return None

    def change(self, before: Room, after: Room) -> bool:
        """Put `after` in the place of `before`, with the next version; False if that is not the present one."""
        kind, number, in_round = after.taking
        version = before.version + 1
        changed = update(ROOMS).where(*self.lives(before.code), ROOMS.c.version == before.version)
        with self.writing() as connection:
            done = connection.execute(
                changed.values(
                    version=version,
                    kind=kind,
                    number=number,
                    round=in_round,
                    state=to_json(replace(after, version=version)),
                )
            )
        return done.rowcount == 1

    def answer(self, code: str, number: int, in_round: int, student: str, answer: str) -> bool:
        """Store an answer, JSON, in the place of the student's earlier one; False if that round is not open."""
        kept = self.upsert(ANSWERS).values(code=code, number=number, round=in_round, student=student, answer=answer)
        kept = kept.on_conflict_do_update(index_elements=keys(ANSWERS), set_={"answer": answer})
        return self.take(code, (ANSWER, number, in_round), kept)

    def run(self, code: str, number: int, student: str, place: int) -> bool:
        """Store that a student ran the notch `place` of the slider; False if that is not collected now."""
        kept = self.upsert(RUNS).values(code=code, number=number, student=student, place=place)
        return self.take(code, (RUN, number, 0), kept.on_conflict_do_nothing())

    def take(self, code: str, taking: tuple[str, int, int], kept: Executable) -> bool:
        kind, number, in_round = taking
        taken = ROOMS.c.kind == kind, ROOMS.c.number == number, ROOMS.c.round == in_round
        counted = update(ROOMS).where(*self.lives(code), *taken).values(pulse=ROOMS.c.pulse + 1)
        with self.writing() as connection:
            done = connection.execute(counted).rowcount == 1  # and the room stands still until this is stored
            if done:
                connection.execute(kept)
        return done

    def answers(self, code: str, number: int) -> list[tuple[int, str, str]]:
        """Of all rounds: the round, the student, the answer."""
        found = select(ANSWERS.c.round, ANSWERS.c.student, ANSWERS.c.answer)
        found = found.where(ANSWERS.c.code == code, ANSWERS.c.number == number)
        return [(*row,) for row in self.read(found.order_by(ANSWERS.c.round, ANSWERS.c.student))]

    def runs(self, code: str, number: int) -> list[tuple[str, int]]:
        """The student, and the notch."""
        found = select(RUNS.c.student, RUNS.c.place).where(RUNS.c.code == code, RUNS.c.number == number)
        return [(*row,) for row in self.read(found.order_by(RUNS.c.student, RUNS.c.place))]

    def count(self, code: str, kind: str, number: int) -> int:
        """How many answers of all rounds, or runs, are kept of a task."""
        table = ANSWERS if kind == ANSWER else RUNS
        kept = select(func.count()).select_from(table).where(table.c.code == code, table.c.number == number)
        return self.read(kept)[0][0]

    def mine(self, code: str, number: int, in_round: int, student: str) -> str | None:
        """The student's answer in a round."""
        asked = ANSWERS.c.code == code, ANSWERS.c.number == number, ANSWERS.c.round == in_round
        rows = self.read(select(ANSWERS.c.answer).where(*asked, ANSWERS.c.student == student))
        return rows[0].answer if rows else None

    def own_runs(self, code: str, number: int, student: str) -> list[int]:
        """The notches that the student ran."""
        own = RUNS.c.code == code, RUNS.c.number == number, RUNS.c.student == student
        return [row.place for row in self.read(select(RUNS.c.place).where(*own).order_by(RUNS.c.place))]

    def pulses(self, codes: Collection[str]) -> dict[str, tuple[int, int]]:
        """Of those rooms that have not ended: the version, and a count that grows with all that students send."""
        found = select(ROOMS.c.code, ROOMS.c.version, ROOMS.c.pulse)
        rows = self.read(found.where(ROOMS.c.code.in_(codes), ROOMS.c.ends > self.clock())) if codes else []
        return {row.code: (row.version, row.pulse) for row in rows}

    def say_here(self, code: str, process: str, counts: Mapping[str, int]):
        """So many of each role are connected to this process; nothing where the room is gone."""
        said = {"heard": self.clock(), **{role: counts.get(role, 0) for role in ROLES}}
        kept = self.upsert(PRESENCE).values(code=code, process=process, **said)
        try:
            with self.writing() as connection:
                connection.execute(kept.on_conflict_do_update(index_elements=keys(PRESENCE), set_=said))
        except IntegrityError:
            pass  # the room was deleted meanwhile

    def here(self, code: str) -> dict[str, int]:
        """How many of each role are connected to all processes."""
        moment = self.clock()
        heard = PRESENCE.c.code == code, PRESENCE.c.heard.between(moment - HEARD, moment + HEARD)
        rows = self.read(select(*(PRESENCE.c[role] for role in ROLES)).where(*heard))
        return {role: sum(row._mapping[role] for row in rows) for role in ROLES}

    def leave(self, process: str):
        """The process ends: nobody is connected to it any more, in any room."""
        with self.writing() as connection:
            connection.execute(delete(PRESENCE).where(PRESENCE.c.process == process))

    def delete(self, code: str):
        """The room and all that belongs to it."""
        with self.writing() as connection:
            connection.execute(delete(ROOMS).where(ROOMS.c.code == code))
        self.wipe()

    def sweep(self, moment: float):
        """Delete the rooms that have ended by then. None ends later than LIFE from then, whatever the clock was."""
        with self.writing() as connection:
            connection.execute(update(ROOMS).where(ROOMS.c.ends > moment + LIFE).values(ends=moment + LIFE))
            connection.execute(delete(ROOMS).where(ROOMS.c.ends <= moment))
        self.wipe()

    def wipe(self):
        """Leave nothing of what was deleted in SQLite's journal either; PostgreSQL cleans up after itself."""
        if self.where == DISK:
            with telling():
                connection = self.engine.raw_connection()
                try:
                    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                finally:
                    connection.close()

    def lives(self, code: str) -> tuple[Any, ...]:
        return ROOMS.c.code == code, ROOMS.c.ends > self.clock()

    def read(self, found: Executable) -> list[Row[Any]]:
        with telling(), self.engine.connect() as connection:
            return list(connection.execute(found))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        try:
            with telling(), self.in_turn(), self.writer.begin() as connection:
                yield connection
        except StoreError as failure:
            self.fault = str(failure)
            raise
        self.fault = ""

    @contextmanager
    def in_turn(self) -> Iterator[None]:
        """One thread after the other, where SQLite would have them all ask again and again. Raises PoolTimeoutError."""
        if self.where == DATABASE:
            yield
        elif self.turn.acquire(timeout=PATIENCE):
            try:
                yield
            finally:
                self.turn.release()
        else:
            raise PoolTimeoutError("Others have been writing for too long.")


def open_store(setting: str | None = None, clock: Callable[[], float] = now) -> Store:
    """The store in the folder or the database of `setting`, or of OVERSHOOT_ROOMS; in memory where that fails."""
    return Store(open_place(os.environ.get(SETTING, "").strip() if setting is None else setting), clock)


@contextmanager
def telling() -> Iterator[None]:
    """Failures of the disk or the database become StoreError; of a constraint not."""
    try:
        yield
    except IntegrityError:
        raise
    except (DBAPIError, PoolTimeoutError, sqlite3.Error) as error:
        log.warning("The store of rooms failed: %s", reason(error))
        raise StoreError(DISK_FULL if code_of(error) in FULL else NOT_REACHED) from error


def keys(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]
