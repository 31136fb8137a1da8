"""A listener: one open feed. It holds the latest of each kind of event, so that no queue grows for a slow reader."""

import asyncio

BEAT = b": \n\n"  # says that somebody is there
STATE, COUNTS, MINE, ENDED = "state", "counts", "mine", "ended"
ORDER = (STATE, MINE, COUNTS)


class Listener:
    """`student` is a short hash, empty for others; `place` is where the page asked for the server."""

    def __init__(self, role: str, student: str = "", place: str = ""):
        self.role, self.student, self.place = role, student, place
        self.joins = b""  # of a state, how the class gets in: as JSON between braces
        self.names = b""  # of the first state, the words of its language
        self.waiting: dict[str, bytes] = {}
        self.beats = self.ends = False
        self.changed = asyncio.Event()

    def put(self, name: str, told: bytes):
        """An event, in the place of one of the same kind that has not gone yet. `told` is JSON."""
        self.waiting[name] = told
        self.changed.set()

    def beat(self):
        self.beats = True
        self.changed.set()

    def end(self, told: bytes | None = None):
        """The last event, if there is one to tell: then the feed ends."""
        if told is not None:
            self.waiting = {ENDED: told}
        self.ends = True
        self.changed.set()

    async def next(self) -> bytes:
        """What is to be sent next; empty at the end."""
        while True:
            await self.changed.wait()
            self.changed.clear()
            events = [self.write(name, self.waiting.pop(name)) for name in (*ORDER, ENDED) if name in self.waiting]
            if self.ends:
                self.changed.set()
            if not events and self.beats:
                events = [BEAT]
            self.beats = False
            if events or self.ends:
                return b"".join(events)

    def write(self, name: str, told: bytes) -> bytes:
        if name == STATE:
            told = b",".join(part for part in (told[:-1], self.joins, self.names) if part) + b"}"
            self.names = b""
        return b"event: %s\ndata: %s\n\n" % (name.encode(), told)
