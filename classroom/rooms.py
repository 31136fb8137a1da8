"""The rooms of this process: how they are opened, moved, answered, and how all of it begins and ends with the server.

rooms = Rooms(turns)
async with rooms.serve(): …
"""

import asyncio
import json
import signal
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from typing import Any
from weakref import WeakValueDictionary

from classroom.answers import check_answer
from classroom.chart import check_notch
from classroom.entrance import Entrance, Guest, draw_code, draw_secret
from classroom.hub import Hub
from classroom.join import Joining
from classroom.keeper import ClosedError, Keeper
from classroom.pictures import draw_picture, show_of
from classroom.questions import tell_question
from classroom.reading import Opening, check_move
from classroom.room import ANSWER, LIFE, RUN, OvertakenError, RefusedError, Room, hash_secret, move
from classroom.sentences import tell
from classroom.store import Store, StoreError, TakenError
from classroom.told import name_picture
from classroom.work import Work
from door.turns import Turns

MOST_ROOMS = 200  # that live at once, of those opened here
MOST_ANSWERS, MOST_RUNS = 2000, 20_000  # of one round, and of one collection
OPENING = 2.0  # seconds that the start waits for the store
TRIES = 8  # codes that are drawn, and moves that are made again when another was faster
QUESTIONS = 64  # that are kept, to check answers


class Rooms:
    """`setting` is what OVERSHOOT_ROOMS would say, `host` what the server listens on."""

    def __init__(self, turns: Turns, host: str = "", setting: str | None = None):
        self.keeper, self.work = Keeper(setting), Work(turns)
        self.hub = Hub(self.keeper, self.work, Joining(host))
        self.entrance = Entrance(self.keeper, self.hub)
        self.living: dict[str, float] = {}  # when those end that were opened here
        self.questions: OrderedDict[tuple[str, float, int], Mapping[str, Any]] = OrderedDict()
        self.drawing: dict[str, asyncio.Task[bytes]] = {}
        self.moving: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()  # by the room's code

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[None]:
        """While the server runs. A store that is slow to open does not keep it from starting."""
        opening = asyncio.create_task(self.keeper.begin())
        await asyncio.wait({opening}, timeout=OPENING)
        working = [opening, asyncio.create_task(self.keeper.sweep_often()), asyncio.create_task(self.hub.run())]
        loop = asyncio.get_running_loop()
        try:
            with heard_end(lambda: loop.call_soon_threadsafe(self.hub.close)):
                yield
        finally:
            self.hub.close()
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)
            with suppress(ClosedError, StoreError):
                await self.keeper.ask(Store.leave, self.hub.process)  # or who comes back is counted twice at first
            self.work.close()
            self.keeper.close()

    async def open_room(self, guest: Guest, opening: Opening) -> tuple[Room, str]:
        """A new room, and its teacher's secret. Raises RefusalError."""
        store = self.keeper.store
        if store is None:
            raise ClosedError
        now = store.clock()
        self.living = {code: ends for code, ends in self.living.items() if ends > now}
        if len(self.living) >= MOST_ROOMS:
            raise guest.refuse(503, "rooms")
        secret = draw_secret()
        for _ in range(TRIES):
            room = Room(draw_code(), hash_secret(secret), now, now + LIFE, **opening._asdict())
            try:
                await self.keeper.ask(Store.open_room, room)
            except TakenError:
                continue
            self.living[room.code] = room.ends
            self.draw_ahead(room)
            return room, secret
        raise guest.refuse(503, "rooms")

    async def move(self, room: Room, said: Mapping[str, Any]) -> Room:
        """The room after a teacher's move; those of one room wait for each other. Raises RefusedError."""
        async with self.moving.setdefault(room.code, asyncio.Lock()):
            return await self.move_now(room, said)

    async def move_now(self, room: Room, said: Mapping[str, Any]) -> Room:
        """Also if another process is faster, again and again. Raises RefusedError."""
        name = said.get("move")
        for _ in range(TRIES):
            told = await self.work.tell(check_move, room, name, said)
            moved = replace(move(room, str(name), told), version=room.version + 1)
            if await self.keeper.ask(Store.change, room, moved):
                self.draw_ahead(moved)
                self.hub.kick(room.code)
                return moved
            found = await self.keeper.ask(Store.find, room.code)
            if found is None or found.secret != room.secret:  # or another room has its code by now
                raise RefusedError(tell("ended", room.language))
            room = found
        raise OvertakenError

    async def answer(self, room: Room, student: str, said: Mapping[str, Any]) -> dict[str, Any]:
        """What is stored of a student's answer. Raises RefusedError, OvertakenError."""
        asked = room.asked
        kind, number, in_round = room.taking
        if asked is None or kind != ANSWER or (said.get("number"), said.get("round")) != (number, in_round):
            raise OvertakenError
        answer = check_answer(await self.question(room), said.get("answer"))
        channel = self.hub.channels.get(room.code)
        known = channel and student in channel.known  # who listens has a place, whatever others send; who answered, too
        if not known and await self.keeper.ask(Store.mine, room.code, number, in_round, student) is None:
            await self.check_full(room, MOST_ANSWERS * in_round)
        if not await self.keeper.ask(Store.answer, room.code, number, in_round, student, json.dumps(answer)):
            raise OvertakenError
        await self.tell_back(room, student)
        return {"number": number, "round": in_round, "answer": answer}

    async def question(self, room: Room) -> Mapping[str, Any]:
        """The present question, as answers to it are checked."""
        asked = room.asked
        assert asked
        key = room.code, room.made, asked.number
        if key not in self.questions:
            self.questions[key] = await self.work.tell(tell_question, asked, room, True)
            if len(self.questions) > QUESTIONS:
                self.questions.popitem(last=False)
        return self.questions[key]

    async def run(self, room: Room, student: str, said: Mapping[str, Any]) -> dict[str, Any]:
        """All that a student has run. Raises RefusedError, OvertakenError."""
        collecting, (kind, number, _) = room.collecting, room.taking
        if collecting is None or kind != RUN or said.get("number") != number:
            raise OvertakenError
        place = await self.work.tell(check_notch, collecting, said.get("place"))
        await self.check_full(room, MOST_RUNS)
        if not await self.keeper.ask(Store.run, room.code, number, student, place):
            raise OvertakenError
        await self.tell_back(room, student)
        return {"number": number, "places": await self.keeper.ask(Store.own_runs, room.code, number, student)}

    async def check_full(self, room: Room, most: int):
        """Raises RefusedError where so much has been sent to the present task that no more is kept."""
        kind, number, _ = room.taking
        if await self.keeper.ask(Store.count, room.code, kind, number) >= most:
            raise RefusedError(tell("full", room.language))

    async def tell_back(self, room: Room, student: str):
        """The other pages of a student hear of it, and all who count."""
        self.hub.kick(room.code)
        if channel := self.hub.channels.get(room.code):
            await channel.tell_mine(room, student)

    async def delete(self, room: Room):
        await self.keeper.ask(Store.delete, room.code)
        self.living.pop(room.code, None)
        if channel := self.hub.channels.get(room.code):
            channel.end("deleted")

    async def draw(self, room: Room) -> bytes:
        """The picture in front, drawn once for all who ask for it. Raises RefusedError."""
        name = name_picture(room)
        if name not in self.drawing:
            address, language, show = room.picture, room.language, show_of(room)
            task = asyncio.create_task(self.work.draw(lambda pause: draw_picture(address, language, show, pause)))
            self.drawing[name] = task
            task.add_done_callback(lambda _: self.drawing.pop(name, None))
        return await asyncio.shield(self.drawing[name])

    def draw_ahead(self, room: Room):
        """Have the picture ready when phones ask for it."""
        if not room.paused:
            task = asyncio.ensure_future(self.draw(room))
            task.add_done_callback(lambda task: task.cancelled() or task.exception())  # who asks for it is told


@contextmanager
def heard_end(tell: Callable[[], object]) -> Iterator[None]:
    """Have `tell` called when the server is told to end: it waits for open feeds, which would not end by themselves."""
    before = {}
    if threading.current_thread() is threading.main_thread():
        before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number, handler in before.items():
        signal.signal(number, also(tell, handler))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def also(tell: Callable[[], object], handler):
    """A handler of a signal that tells, and then does what another one does."""

    def hear(number, frame):
        tell()
        if callable(handler):
            handler(number, frame)

    return hear
