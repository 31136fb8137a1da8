"""Pages of others, on a machine whose network swallows everything: nobody waits, and nothing outside is asked."""

import asyncio
import time
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

# Python runs this at its start, if it is on the path: what leaves the machine is written down, and takes a while.
BLACK_HOLE = """
import os, socket, time

def swallow(function):
    def swallowed(*arguments, **options):
        wanted = repr(arguments)
        if "localhost" in wanted or "127.0.0.1" in wanted or "::1" in wanted or "None" in wanted or "0.0.0.0" in wanted:
            return function(*arguments, **options)
        with open(os.environ["BLACK_HOLE"], "a") as asked:
            asked.write(wanted + "\\n")
        time.sleep(2)
        raise OSError("unreachable")
    return swallowed

socket.getaddrinfo = swallow(socket.getaddrinfo)

class Socket(socket.socket):
    connect = swallow(socket.socket.connect)

socket.socket = Socket
"""


@pytest.fixture(scope="module")
def alone(serve, tmp_path_factory):
    """A server that reaches nobody, and the file of what it tried to."""
    folder = tmp_path_factory.mktemp("alone")
    (folder / "sitecustomize.py").write_text(BLACK_HOLE)
    asked = folder / "asked.txt"
    asked.touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(folder))
        patch.setenv("BLACK_HOLE", str(asked))
        with serve("app.py", folder) as server:
            yield server, asked


async def shake_hands(server, origin) -> int:
    """The status that a websocket with this origin is answered with."""
    address = f"ws://{urlsplit(server.url).netloc}/_stcore/stream"
    try:
        async with connect(address, origin=origin, proxy=None):
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


async def request(server, path, origin) -> int:
    """The status that a request with this origin is answered with."""
    place = urlsplit(server.url)
    reader, writer = await asyncio.open_connection(place.hostname, place.port)
    lines = [f"GET {path} HTTP/1.1", f"Host: {place.netloc}", f"Origin: {origin}", "Connection: close", "", ""]
    writer.write("\r\n".join(lines).encode())
    status = int((await reader.readline()).split()[1])
    writer.close()
    return status


FOREIGN = ["https://elsewhere.example", "http://192.0.2.7:8501", "null", "http://localhost:1"]


def test_pages_of_others_are_refused_at_once(alone):
    server, asked = alone

    async def refusals():
        handshakes = [await shake_hands(server, origin) for origin in FOREIGN]
        requests = [
            await request(server, path, FOREIGN[0]) for path in ("/", "/_stcore/health", "/_stcore/host-config")
        ]
        return handshakes + requests

    begun = time.monotonic()
    assert set(asyncio.run(refusals())) == {403}
    assert time.monotonic() - begun < 2, "one question to the network would have taken that long"
    assert asked.read_text() == ""


def test_the_apps_own_page_comes_in(alone):
    server, asked = alone
    assert asyncio.run(shake_hands(server, server.url)) == 101
    assert asyncio.run(shake_hands(server, None)) == 101
    assert asyncio.run(request(server, "/_stcore/health", server.url)) == 200
    assert asked.read_text() == ""


def test_the_black_hole_is_there(alone, monkeypatch, serve, tmp_path):
    """A server that lets Streamlit decide does ask the network: the test above would see it."""
    _, asked = alone
    (tmp_path / "open.py").write_text("import streamlit as st\n\nst.text('open')\n")
    monkeypatch.setenv("PYTHONPATH", str(asked.parent))
    monkeypatch.setenv("BLACK_HOLE", str(tmp_path / "asked.txt"))
    with serve(tmp_path / "open.py", tmp_path) as undefended:
        asyncio.run(shake_hands(undefended, FOREIGN[0]))
    assert (tmp_path / "asked.txt").read_text()
