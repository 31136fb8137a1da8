"""A visitor without a browser: a websocket that asks for the page and reads what comes, as Streamlit's page does."""

import asyncio
import time

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PROTOCOLS = [Subprotocol("streamlit"), Subprotocol("PLACEHOLDER_AUTH_TOKEN")]


async def call(port: int) -> ClientConnection:
    """A new visitor's connection."""
    address = f"ws://localhost:{port}/_stcore/stream"
    return await connect(address, subprotocols=PROTOCOLS, max_size=None, open_timeout=60)


async def ask(connection: ClientConnection, query: str = "") -> tuple[set[str], float]:
    """Runs the page once; the names of the components in the answer, "exception" if there is one, and the seconds."""
    began = time.monotonic()
    message = BackMsg()
    message.rerun_script.query_string = query
    await connection.send(message.SerializeToString())
    names = set()
    async for data in connection:
        assert isinstance(data, bytes)
        answer = ForwardMsg.FromString(data)
        element = answer.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "alert" and element.alert.format == Alert.ERROR):
            names.add("exception")
        elif kind == "bidi_component":
            names.add(element.bidi_component.component_name)
        if answer.WhichOneof("type") == "script_finished":
            break
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
