"""The door as a middleware: what it answers itself, and what it does to a connection."""

import asyncio
import socket

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from door import door, room
from door.door import SILENCE, Door, give_up_on_lost, hurry


def answer(kind: str, **headers: str) -> tuple[int, Headers, str]:
    """What a request or a handshake is answered with: by the door, or "page" by the application behind it."""
    raw = {"host": "localhost:8501"} | headers
    scope = {"type": kind, "method": "GET", "path": "/", "extensions": {"websocket.http.response": {}}}
    scope["headers"] = [(name.encode(), value.encode()) for name, value in raw.items()]
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(Door(PlainTextResponse("page"))(scope, None, send))
    start, *rest = sent
    return start["status"], Headers(raw=start["headers"]), b"".join(part["body"] for part in rest).decode()


def test_a_refusal_carries_the_headers_and_says_what_to_do():
    for kind in ("http", "websocket"):
        status, headers, text = answer(kind, origin="https://elsewhere.example")
        assert status == 403
        assert "OVERSHOOT_ORIGIN" in text
        assert "Content-Security-Policy" in headers


def test_the_apps_own_page_is_answered():
    assert answer("http", origin="http://localhost:8501")[::2] == (200, "page")


def test_where_no_descriptor_is_left_a_visitor_is_told_so(monkeypatch):
    monkeypatch.setattr(door, "is_full", lambda arriving: True)
    status, headers, text = answer("websocket")
    assert (status, headers["Retry-After"]) == (503, "60")
    assert "Try again" in text


def test_descriptors_are_counted(monkeypatch):
    assert not room.is_full()
    assert room.is_full(arriving=10**7)
    monkeypatch.setattr(room.resource, "getrlimit", lambda kind: (room.SPARE, room.SPARE))
    assert room.is_full()


def test_messages_are_sent_at_once():
    class Protocol:
        """As much of a server's connection as the door looks for."""

        def __init__(self, connection):
            self.transport = self
            self.get_extra_info = {"socket": connection}.get

        async def send(self, message): ...

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as connection:
        assert not connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        hurry(Protocol(connection).send)
        assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        give_up_on_lost(Protocol(connection).send)
        if waits := getattr(socket, "TCP_USER_TIMEOUT", None):
            assert connection.getsockopt(socket.IPPROTO_TCP, waits) == SILENCE * 1000


def test_a_server_of_another_make_is_left_as_it_is():
    async def send(message): ...

    hurry(send)
    give_up_on_lost(send)
