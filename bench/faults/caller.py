"""A visitor without a browser: a websocket that asks for the page and reads what comes, as Streamlit's page does."""

import asyncio
import time
from collections.abc import AsyncIterator

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PROTOCOLS = [Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")]


def address_of(port: int) -> str:
    return f"ws://localhost:{port}/_stcore/stream"


async def call(port: int) -> ClientConnection:
    """A new visitor's connection."""
    return await connect(address_of(port), subprotocols=PROTOCOLS, max_size=None, open_timeout=60)


def wish(query: str = "") -> bytes:
    """What asks for a run of the page at this address."""
    message = BackMsg()
    message.rerun_script.query_string = query
    return message.SerializeToString()


async def read_run(connection: ClientConnection) -> AsyncIterator[ForwardMsg]:
    """What comes until a run has ended."""
    async for data in connection:
        assert isinstance(data, bytes)
        answer = ForwardMsg.FromString(data)
        yield answer
        if answer.WhichOneof("type") == "script_finished":
            return


async def ask(connection: ClientConnection, query: str = "") -> tuple[set[str], float]:
    """Runs the page once; the names of the components in the answer, "exception" if there is one, and the seconds."""
    began = time.monotonic()
    await connection.send(wish(query))
    names = set()
    async for answer in read_run(connection):
        element = answer.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "alert" and element.alert.format == Alert.ERROR):
            names.add("exception")
        elif kind == "bidi_component":
            names.add(element.bidi_component.component_name)
    return names, time.monotonic() - began


async def visit(port: int, query: str = "") -> float:
    """The seconds until a new visitor has the whole first page. Raises AssertionError if it is not whole."""
    began = time.monotonic()
    connection = await call(port)
    names, _ = await ask(connection, query)
    await connection.close()
    assert "overshoot_stage" in names, f"the page came without its picture: {names}"
    assert "exception" not in names, "the page came with an error"
    return time.monotonic() - began


async def keep_asking(port: int, queries: list[str]):
    """Asks for one picture after another until the connection ends."""
    connection = await call(port)
    while True:
        for query in queries:
            await ask(connection, query)
            await asyncio.sleep(0)
