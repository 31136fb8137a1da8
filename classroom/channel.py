"""A channel: one room as this process tells it to those who listen. The state of each role is told once, for all.

What has changed is looked up and told at most four times a second; what others do reaches students once a second.
"""

import asyncio
import json
import logging
import time
from collections import OrderedDict
from typing import Any

from classroom.keeper import ClosedError, Keeper
from classroom.listener import COUNTS, MINE, STATE, Listener
from classroom.room import PROJECTOR, ROLES, STUDENT, TEACHER, Room
from classroom.sentences import tell
from classroom.store import Store, StoreError
from classroom.told import Keeping, Rows, count_answered, pack, pack_state
from classroom.work import Work

EVERY = 0.25  # seconds between two tellings
CALM = 1.0  # seconds between two tellings of what others do, to students
SPEAK = 2.5  # seconds after which it is said again how many are here
MOST_KNOWN = 2000  # students who have been here
AGAIN = 1.0  # seconds until the store is asked again, once it failed

log = logging.getLogger("overshoot.classroom")


class Channel:
    """`room` is as it was found when somebody began to listen; `process` names this one among all that serve it."""

    def __init__(self, room: Room, keeper: Keeper, work: Work, process: str):
        self.room, self.keeper, self.work, self.process = room, keeper, work, process
        self.listeners: set[Listener] = set()
        self.known: OrderedDict[str, None] = OrderedDict()  # students who have been here
        self.newest: tuple[int, int] | None = None  # version and pulse, as the store has them
        self.seen: tuple[int, int] | None = None  # as they were told
        self.rows: Rows = []
        self.states: dict[str, bytes] = {}
        self.told_at = 0.0  # when students were told last, and which version
        self.version = 0
        self.counts: dict[str, bytes] = {}  # by role
        self.here: dict[str, int] = {}
        self.said: dict[str, int] = {}
        self.said_at = 0.0
        self.trouble = ""
        self.is_stale, self.updating = False, False
        self.tasks: set[asyncio.Task] = set()

    def add(self, listener: Listener):
        self.listeners.add(listener)
        if listener.student:
            self.known[listener.student] = None
            self.known.move_to_end(listener.student)
            if len(self.known) > MOST_KNOWN:
                self.known.popitem(last=False)
        if listener.role in self.states:
            listener.put(STATE, self.states[listener.role])
        else:
            self.stir()
        if listener.role in self.counts:
            listener.put(COUNTS, self.counts[listener.role])

    def remove(self, listener: Listener):
        self.listeners.discard(listener)
        if not any(other.role == listener.role for other in self.listeners):
            self.states.pop(listener.role, None)  # and is not kept up to date
            self.counts.pop(listener.role, None)

    def end(self, name: str):
        """Tell everybody, as the last thing, why there is no room any more."""
        told = pack({"said": tell(name, self.room.language)})
        for listener in self.listeners:
            listener.end(told)

    def notice(self, newest: tuple[int, int] | None):
        """The store has this version and pulse; None for a room that has ended."""
        if newest != self.seen:
            self.newest = newest
            self.stir()

    def stir(self):
        """Have it looked up and told, soon."""
        self.is_stale = True
        if not self.updating:
            self.updating = True
            task = asyncio.create_task(self.update())
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def update(self):
        try:
            while self.is_stale and self.listeners:
                self.is_stale = False
                try:
                    await self.look_up()
                    self.trouble = ""
                except (ClosedError, StoreError) as failure:
                    self.trouble = str(failure)
                    self.is_stale = True
                await self.tell_all()
                await asyncio.sleep(AGAIN if self.trouble else EVERY)
        except Exception:
            log.exception("A room could not be told")
        finally:
            self.updating = False

    async def look_up(self):
        """What the store has. Raises ClosedError, StoreError."""
        newest = self.newest
        room = await self.keeper.ask(Store.find, self.room.code)
        if room is None:
            self.end("ended")
            return
        self.rows = await self.keeper.ask(rows_of, room)
        self.room, self.seen = room, newest

    async def tell_all(self):
        room, rows = self.room, self.rows
        moved = room.version != self.version
        store = self.keeper.store
        keeping = Keeping(store.where, self.trouble or store.fault or store.trouble) if store else Keeping()
        for role in ROLES:
            if not any(listener.role == role for listener in self.listeners):
                continue
            if role == STUDENT and role in self.states and not moved:
                if not sees_rows(room):
                    continue
                if time.monotonic() < self.told_at + CALM:
                    self.is_stale = True
                    continue
            state = await self.work.tell(pack_state, room, role, rows, keeping)
            self.put_all(self.states, STATE, role, state)
            if role == STUDENT:
                self.told_at = time.monotonic()
                self.version = room.version
        if not any(listener.role == STUDENT for listener in self.listeners):
            self.version = room.version
        self.tell_counts((TEACHER, PROJECTOR))

    def put_all(self, kept: dict[str, bytes], name: str, role: str, told: bytes):
        """Tell all of a role what is new to them."""
        if kept.get(role) == told:
            return
        kept[role] = told
        for listener in self.listeners:
            if listener.role == role:
                listener.put(name, told)

    def tell_counts(self, roles: tuple[str, ...] = ROLES):
        counts = {
            "here": self.here.get(STUDENT, 0),
            "answered": count_answered(self.room, self.rows),
            "teachers": self.here.get(TEACHER, 0),
        }
        for role in roles:
            if any(listener.role == role for listener in self.listeners):
                self.put_all(self.counts, COUNTS, role, pack(counts))

    async def attend(self):
        """Once a second: say how many are here, and hear it of the other processes. Raises ClosedError, StoreError."""
        own = self.count_own()
        if own != self.said or time.monotonic() >= self.said_at + SPEAK:
            await self.keeper.ask(Store.say_here, self.room.code, self.process, own)
            self.said, self.said_at = own, time.monotonic()
        self.here = await self.keeper.ask(Store.here, self.room.code)
        self.tell_counts()

    def count_own(self) -> dict[str, int]:
        """Listeners by role; who has two pages open is one student."""
        students = {listener.student for listener in self.listeners if listener.role == STUDENT}
        others = [listener.role for listener in self.listeners if listener.role != STUDENT]
        return {STUDENT: len(students)} | {role: others.count(role) for role in (TEACHER, PROJECTOR)}

    async def tell_mine(self, room: Room, student: str):
        """Tell a student's pages what the room has of them. Raises ClosedError, StoreError."""
        told = pack(await self.keeper.ask(mine_of, room, student))
        for listener in self.listeners:
            if listener.student == student:
                listener.put(MINE, told)


def sees_rows(room: Room) -> bool:
    """Whether students see what others do."""
    return bool(room.asked and room.asked.revealed) or bool(room.collecting and room.shows_chart)


def rows_of(store: Store, room: Room) -> Rows:
    """What students have sent for the present task."""
    if room.asked:
        return store.answers(room.code, room.asked.number)
    if room.collecting:
        return store.runs(room.code, room.collecting.number)
    return []


def mine_of(store: Store, room: Room, student: str) -> dict[str, Any]:
    """A student's last answer to the present question, of whichever round, or runs."""
    told: dict[str, Any] = room.at | {"answer": None, "places": []}
    if room.collecting:
        told["places"] = store.own_runs(room.code, room.collecting.number, student)
    elif room.asked:
        for each in range(room.asked.round, 0, -1):
            answer = store.mine(room.code, room.asked.number, each, student)
            if answer is not None:
                return told | {"round": each, "answer": json.loads(answer)}
    return told
