"""A tab of a browser without the browser: one websocket that says to Streamlit what a browser's page would say.

    async with Tab.open("http://localhost:8501", "optimizer=adam") as tab: ...

It keeps what a browser keeps: the address, the values of the native widgets, the large messages that need not travel
again. Errors: TimeoutError when nothing comes, ConnectionError when the connection is lost, PageError when the page
shows one. The protocol is that of the pinned Streamlit: its page's script and `streamlit.proto`.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState, ContextInfo
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NumberInput_pb2 import NumberInput
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Origin, Subprotocol

PATIENCE = 30.0  # seconds that an answer may take
NO_TOKEN = "PLACEHOLDER_AUTH_TOKEN"  # what a browser says that has none
LARGEST_MESSAGE = 2**24


class PageError(Exception):
    """The page shows an error in place of itself."""


class Tab:
    """`received` counts bytes and `runs` the finished runs of the script since the tab is connected.

    A tab that does not read only ever sends. `origin` is said to be where the page is from, `headers` go with it.
    """

    def __init__(
        self,
        url: str,
        query: str = "",
        *,
        reads: bool = True,
        origin: str = "",
        headers: dict[str, str] | None = None,
    ):
        self.url, self.query = url.rstrip("/"), query.lstrip("?")
        self.reads, self.origin, self.headers = reads, origin or self.url, headers or {}
        self.session = ""
        self.page = ""
        self.received = self.runs = 0
        self.widgets: dict[str, WidgetState] = {}
        self.known = KnownMessages()
        self.trouble: Exception | None = None
        self.news = asyncio.Event()
        self.socket: ClientConnection | None = None
        self.reader: asyncio.Task | None = None

    @classmethod
    @asynccontextmanager
    async def open(cls, url: str, query: str = "", **how: Any):
        """A tab that shows its page; `how` as for the tab itself."""
        tab = cls(url, query, **how)
        try:
            await tab.connect()
            yield tab
        finally:
            await tab.close()

    async def connect(self, patience: float = PATIENCE):
        """Ask for the page, and see it if the tab reads. A tab that was connected before asks for its session."""
        await self.shake_hands(patience)
        await self.rerun()
        if self.reads:
            await self.until(lambda: self.is_there, patience)

    async def shake_hands(self, patience: float = PATIENCE):
        """Open the websocket, and ask for nothing yet."""
        self.runs, self.trouble = 0, None
        tokens = [NO_TOKEN, *filter(None, [self.session])]
        try:
            self.socket = socket = await connect(
                f"{self.url.replace('http', 'ws', 1)}/_stcore/stream",
                origin=Origin(self.origin),
                subprotocols=[Subprotocol(word) for word in ("streamlit", *tokens)],
                additional_headers=self.headers,
                proxy=None,
                open_timeout=patience,
                ping_interval=None,
                max_size=LARGEST_MESSAGE,
            )
        except WebSocketException as why:
            raise ConnectionError(str(why)) from why
        if self.reads:
            self.reader = asyncio.create_task(self.read(socket))
        else:
            socket.transport.pause_reading()

    async def close(self):
        if self.reader:
            self.reader.cancel()
            await asyncio.gather(self.reader, return_exceptions=True)
        if self.socket:
            if not self.reads:
                self.socket.transport.abort()  # a farewell would wait for what it does not read
            await self.socket.close()

    @property
    def is_there(self) -> bool:
        """Whether the page is there as a whole."""
        return self.runs > 0

    async def send(self, data: bytes):
        """Any bytes, as one message."""
        assert self.socket is not None
        try:
            await self.socket.send(data)
        except ConnectionClosed as why:
            raise ConnectionError(str(why)) from why

    async def rerun(self, changes: Sequence[WidgetState] = (), fragment: str = ""):
        """Have the script run, or only one of its fragments, after these widgets changed."""
        state = ClientState(
            query_string=self.query,
            widget_states=WidgetStates(widgets=[*self.widgets.values(), *changes]),
            page_script_hash=self.page,
            fragment_id=fragment,
            cached_message_hashes=self.known.deltas,
            context_info=ContextInfo(timezone="UTC", locale="en-US", url=f"{self.url}/", color_scheme="light"),
        )
        await self.send(BackMsg(rerun_script=state).SerializeToString())

    async def run(self, patience: float = PATIENCE):
        """Have the whole script run, and see its end."""
        runs = self.runs
        await self.rerun()
        await self.until(lambda: self.runs > runs, patience)

    async def until(self, holds: Callable[[], bool], patience: float):
        """Read on until something holds."""
        async with asyncio.timeout(patience):
            while not holds():
                if self.trouble:
                    raise self.trouble
                self.news.clear()
                await self.news.wait()

    async def read(self, socket: ClientConnection):
        try:
            async for data in socket:
                self.received += len(data)
                self.take(ForwardMsg.FromString(data))  # pyright: ignore[reportArgumentType] -- no text is ever sent
                self.news.set()
            self.trouble = ConnectionError("closed by the server")
        except ConnectionClosed as why:
            self.trouble = ConnectionError(str(why))
        except Exception as why:
            self.trouble = why
        self.news.set()

    def take(self, message: ForwardMsg):
        match message.WhichOneof("type"):
            case "new_session":
                self.session = message.new_session.initialize.session_id
                self.page = message.new_session.page_script_hash
                self.known.most_runs = message.new_session.config.max_cached_message_age
            case "navigation":
                self.page = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "ref_hash":
                self.take_delta(self.known.recall(message.ref_hash))
            case "delta":
                self.take_delta(message.delta)
                if message.metadata.cacheable:
                    self.known.keep(message.hash, message.delta)
            case "script_finished":
                self.finish(message)

    def finish(self, message: ForwardMsg):
        kinds = ForwardMsg.ScriptFinishedStatus
        if message.script_finished == kinds.FINISHED_WITH_COMPILE_ERROR:
            raise PageError("the script does not compile")
        if message.script_finished != kinds.FINISHED_EARLY_FOR_RERUN:
            self.runs += 1
            self.known.age(message.metadata.run.fragment_ids)

    def take_delta(self, delta: Delta):
        """Look at a piece of the page; subclasses look for more."""
        element = delta.new_element
        match element.WhichOneof("type"):
            case "exception":
                raise PageError(element.exception.message)
            case "alert" if element.alert.format == Alert.Format.ERROR:
                raise PageError(element.alert.body)
            case "selectbox":
                box = element.selectbox
                self.put(box, string_value=box.raw_value if box.set_value else box.options[box.default])
            case "number_input":
                box = element.number_input
                number = box.value if box.set_value else box.default
                whole = box.data_type == NumberInput.DataType.INT
                self.put(box, **{"int_value": int(number)} if whole else {"double_value": number})

    def put(self, box: Any, **value: Any):
        """A widget has its first value, or another one by the server's will."""
        if box.set_value or box.id not in self.widgets:
            self.widgets[box.id] = WidgetState(id=box.id, **value)


class KnownMessages:
    """The large messages that a browser keeps for a few runs; in their place the server may send their hash alone."""

    def __init__(self):
        self.most_runs = 0
        self.run = 0
        self.deltas: dict[str, Delta] = {}
        self.used: dict[str, int] = {}

    def keep(self, name: str, delta: Delta):
        self.deltas[name], self.used[name] = delta, self.run

    def recall(self, name: str) -> Delta:
        self.used[name] = self.run
        return self.deltas[name]

    def age(self, fragments: Sequence[str]):
        """A run is over; of some fragments alone it makes only theirs older."""
        self.run += 1
        for name, used in list(self.used.items()):
            mine = not fragments or self.deltas[name].fragment_id in fragments
            if mine and self.run - used > self.most_runs:
                del self.deltas[name], self.used[name]
