"""A visitor: one websocket between a browser and Streamlit, and what may pass through it when.

Browser to Streamlit: one wish at a time, in turn with all other visitors; while it waits, a newer one replaces it, and
what has no room is not read. Streamlit to browser: everything; but nothing is computed for one who has not yet taken
what was computed before.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from streamlit import get_option
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from door.messages import LARGEST, WHOLE, Shown, ends_run, is_preview, is_same, is_wish, merge, read
from door.turns import Turn, Turns
from status import REFUSED, RUNS, VISITORS, log_visit

RATE, BURST = 10.0, 20.0  # tokens a second, and how many at once
WISH, PREVIEW = 2.5, 1.0  # tokens: a hand lets go a few times a second, and is followed ten times
READING, READING_BURST = 30.0, 60.0  # kilobytes a second that are read at all; a message is one at least
SILENT = 0.5  # seconds after which a wish of which nothing was heard does not keep others waiting
MOST_FRAGMENTS = 100  # of a page
LONGEST = 60.0  # seconds that a run may take before others go on
FAREWELL = 1.0  # seconds for the last messages to leave
TOO_BIG = 1009  # the websocket's code for it

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Bucket:
    """Tokens that come at a rate, up to so many; taking one waits for it."""

    def __init__(self, rate: float, burst: float):
        self.rate, self.burst = rate, burst
        self.tokens, self.at = burst, time.monotonic()

    async def take(self, tokens: float = 1.0):
        now = time.monotonic()
        self.tokens = min(self.burst, self.tokens + self.rate * (now - self.at)) - tokens
        self.at = now
        if self.tokens < 0:
            await asyncio.sleep(-self.tokens / self.rate)


class Visitor:
    """`receive` and `send` are the server's; Streamlit gets this one's."""

    def __init__(self, receive: Receive, send: Send, turns: Turns):
        self.browser_says, self.tell_browser = receive, send
        self.turns = turns
        self.account = turns.open_account()
        self.wishes, self.reading = Bucket(RATE, BURST), Bucket(READING, READING_BURST)
        self.passing: deque[Message] = deque()  # on their way to Streamlit
        self.wish: BackMsg | None = None  # the one that waits
        self.asked: BackMsg | None = None  # the one that runs
        self.outbox: deque[Message] = deque()  # on their way to the browser
        self.fragments: set[str] = set()  # the pieces of the page that were sent
        self.pieces: set[str] = set()  # those that were asked for here
        self.begun = ""  # the last run of those that has begun
        self.shown = Shown(get_option("global.maxCachedMessageAge"))
        self.turn: Turn | None = None
        self.heard = False  # whether Streamlit has answered anything in this turn
        self.gone = False
        self.changed = asyncio.Event()
        self.taken = asyncio.Event()  # the browser has all that there is
        self.posted = asyncio.Event()
        self.taken.set()
        self.came = time.monotonic()
        self.runs = self.sent = 0

    async def attend(self, application, scope):
        """Let the two talk until one of them leaves."""
        VISITORS.inc()
        helpers = [asyncio.create_task(self.listen()), asyncio.create_task(self.deliver())]
        try:
            await application(scope, self.receive, self.send)
            with suppress(TimeoutError):
                await asyncio.wait_for(self.taken.wait(), FAREWELL)
        finally:
            self.gone = True
            self.end_turn()
            VISITORS.dec()
            log_visit(time.monotonic() - self.came, self.runs, self.sent)
            for helper in helpers:
                helper.cancel()
            await asyncio.gather(*helpers, return_exceptions=True)

    async def listen(self):
        """Read what the browser says, at a bounded rate: what is not read stays with the sender."""
        while not self.gone:
            message = await self.browser_says()
            if message["type"] == "websocket.receive":
                data = message.get("bytes") or b""
                await self.reading.take(max(1.0, len(data) / 1000))
                self.sort(data)
            else:
                self.passing.append(message)
                self.gone = message["type"] == "websocket.disconnect"
                if self.gone:
                    self.taken.set()
                    self.end_turn()
            self.changed.set()

    def sort(self, data: bytes):
        """Keep a wish for its turn, let pass what costs nothing, drop what no page of the app says."""
        if len(data) > LARGEST:
            REFUSED.labels("too big").inc()
            self.passing.append({"type": "websocket.disconnect", "code": TOO_BIG})
            self.gone = True
            self.post({"type": "websocket.close", "code": TOO_BIG, "reason": "A wish has about 1 kB."})
        elif (message := read(data)) is None:
            REFUSED.labels("garbled").inc()
        elif not is_wish(message):
            self.passing.append({"type": "websocket.receive", "bytes": data})
        elif not is_same(self.asked, message):
            if message.rerun_script.fragment_id not in self.fragments:
                message.rerun_script.fragment_id = WHOLE  # Streamlit would not answer: the page runs as a whole
            self.wish = merge(self.wish, message)

    async def receive(self) -> Message:
        """The next message for Streamlit."""
        while True:
            if self.passing:
                return self.passing.popleft()
            if self.wish and not self.turn and self.taken.is_set():
                await self.wishes.take(PREVIEW if is_preview(self.wish) else WISH)
                if not self.gone and await self.begin_turn(self.wish.rerun_script.query_string):
                    self.asked, self.wish = self.wish, None
                    self.pieces.add(self.asked.rerun_script.fragment_id)
                    self.shown.still(self.asked)
                    return {"type": "websocket.receive", "bytes": self.asked.SerializeToString()}
                continue
            self.changed.clear()
            await self.changed.wait()

    async def begin_turn(self, query: str) -> bool:
        self.turn, self.heard = self.turns.ask(self.account, query), False
        if not await self.turn.granted:
            return False
        self.runs += 1
        RUNS.inc()
        loop, turn = asyncio.get_running_loop(), self.turn
        loop.call_later(SILENT, lambda: self.heard or self.end_turn(turn))
        loop.call_later(LONGEST, self.end_turn, turn)
        return True

    def end_turn(self, turn: Turn | None = None, finished: bool = False):
        """The present turn is over, or the one that is named, if it is the present one."""
        if self.turn and turn in {None, self.turn}:
            self.turns.end(self.turn, finished)
            self.turn = self.asked = None
            self.changed.set()

    async def send(self, message: Message):
        """Take a message for the browser. It never waits: a run's end is known though the browser is slow.

        The end of a run that was not asked for here is kept back, even while one that was is awaited: it was cut off
        with an earlier connection and its pieces are lost, and the page would remove all that had not come again.
        """
        data = message.get("bytes") or b""
        said = ForwardMsg.FromString(data)
        over, run = ends_run(said), said.metadata.run
        if said.HasField("new_session") and self.pieces.issuperset(run.fragment_ids or [WHOLE]):
            self.begun = run.script_run_id
        if over and not (self.pieces and run.script_run_id in {"", self.begun}):
            return
        self.post(message)
        self.shown.show(said)
        self.sent += len(data)
        self.heard |= bool(data)
        if said.delta.fragment_id and len(self.fragments) < MOST_FRAGMENTS:
            self.fragments.add(said.delta.fragment_id)
        if over:
            self.end_turn(finished=True)

    def post(self, message: Message):
        self.outbox.append(message)
        self.taken.clear()
        self.posted.set()

    async def deliver(self):
        try:
            while True:
                await self.posted.wait()
                while self.outbox:
                    await self.tell_browser(self.outbox.popleft())
                self.posted.clear()
                self.taken.set()
                self.changed.set()
        finally:
            self.outbox.clear()
            self.taken.set()
