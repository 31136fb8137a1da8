"""The hub: all rooms that somebody listens to in this process, looked at after each change, and by itself.

One task looks, tells who is here, and says to all listeners that somebody is there; it sleeps while nobody listens.
"""

import asyncio
import logging
import secrets
import time
from functools import cache

from classroom.channel import AGAIN, CALM, EVERY, Channel
from classroom.join import Joining, qr_of
from classroom.keeper import ClosedError, Keeper
from classroom.listener import STATE, Listener
from classroom.room import PROJECTOR, STUDENT, Room
from classroom.sentences import WORDS
from classroom.store import Store, StoreError
from classroom.told import pack
from classroom.work import Work
from translations import sentences_of

SOON = 0.05  # seconds between two looks, whatever happens
BEATS = 10.0  # seconds
ATTEND = 0.9  # seconds until it is looked up again who is here
MOST = {STUDENT: 1000, PROJECTOR: 40}  # listeners of a room in this process; whoever leads it gets in always

log = logging.getLogger("overshoot.classroom")


class FullError(Exception):
    """A room has as many listeners of a role as it can have."""


class Hub:
    def __init__(self, keeper: Keeper, work: Work, joining: Joining):
        self.keeper, self.work, self.joining = keeper, work, joining
        self.process = secrets.token_hex(6)
        self.channels: dict[str, Channel] = {}
        self.kicked = asyncio.Event()
        self.attended = self.beaten = 0.0
        self.fault = ""  # of the store, as teachers were told
        self.is_ending = False

    def enter(self, room: Room, listener: Listener) -> Channel:
        """Raises FullError."""
        channel = self.channels.get(room.code)
        if channel is None:
            channel = self.channels[room.code] = Channel(room, self.keeper, self.work, self.process)
        alike = sum(other.role == listener.role for other in channel.listeners)
        if listener.role in MOST and alike >= MOST[listener.role]:
            raise FullError
        listener.names = names_in(room.language)
        listener.joins = self.joins(room.code, listener)
        channel.add(listener)
        self.kicked.set()
        if self.is_ending:
            listener.end()
        return channel

    def leave(self, code: str, listener: Listener):
        if channel := self.channels.get(code):
            channel.remove(listener)

    def joins(self, code: str, listener: Listener) -> bytes:
        """How a class gets in, for a projector and a teacher."""
        if listener.role == STUDENT:
            return b""
        url = f"{self.joining.place(listener.place)}/room/{code}"
        return pack({"join": {"url": url, "code": code, "qr": qr_of(url)}})[1:-1]

    def kick(self, code: str):
        """Something has changed in a room: look at once."""
        if code in self.channels:
            self.kicked.set()

    def close(self):
        """The server ends: all feeds end, and browsers come back once it is there again."""
        self.is_ending = True
        for channel in self.channels.values():
            for listener in channel.listeners:
                listener.end()

    async def run(self):
        while True:
            try:
                async with asyncio.timeout(self.patience()):
                    await self.kicked.wait()
            except TimeoutError:
                pass
            self.kicked.clear()
            try:
                await self.look()
                await asyncio.sleep(SOON)
            except (ClosedError, StoreError) as failure:
                self.say(str(failure))
                await asyncio.sleep(AGAIN)
            except Exception:
                log.exception("The rooms could not be looked at")
                await asyncio.sleep(AGAIN)

    def patience(self) -> float | None:
        """Seconds until it looks by itself, for what other processes have changed."""
        if not self.channels:
            return None
        return EVERY if any(channel.room.is_lively for channel in self.channels.values()) else CALM

    async def look(self):
        """Raises ClosedError, StoreError."""
        now = time.monotonic()
        if now >= self.beaten + BEATS:
            self.beaten = now
            self.beat()
        pulses = await self.keeper.ask(Store.pulses, list(self.channels))
        for code, channel in list(self.channels.items()):
            channel.notice(pulses.get(code))
        if now >= self.attended + ATTEND:
            self.attended = now
            await self.attend()
        if (store := self.keeper.store) and store.fault != self.fault:
            self.fault = store.fault
            for channel in self.channels.values():
                channel.stir()

    def beat(self):
        for channel in self.channels.values():
            for listener in channel.listeners:
                listener.beat()

    async def attend(self):
        """Say who is here, notice an address that has changed, and forget rooms that nobody listens to."""
        for code, channel in list(self.channels.items()):
            await channel.attend()
            if not channel.listeners:
                self.channels.pop(code, None)
            for listener in channel.listeners:
                if listener.role != STUDENT and (joins := self.joins(code, listener)) != listener.joins:
                    listener.joins = joins
                    if listener.role in channel.states:
                        listener.put(STATE, channel.states[listener.role])

    def say(self, trouble: str):
        """The store fails: teachers are told."""
        for channel in self.channels.values():
            channel.trouble = trouble
            channel.stir()


@cache
def names_in(language: str) -> bytes:
    """What buttons say in a language, as part of a state; nothing in English."""
    names = dict(sentences_of(language, WORDS))
    return pack({"names": names})[1:-1] if names else b""
