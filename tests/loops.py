"""What tests of work beside the visitors' turns share: a loop to run in, turns that nobody takes, and a browser."""

import asyncio
import functools
from typing import Any, NamedTuple


class Turns:
    """As far as work beside them looks at them: who runs."""

    def __init__(self):
        self.running: set[Any] = set()


def in_a_loop(test):
    @functools.wraps(test)
    def run(*args, **kwargs):
        asyncio.run(test(*args, **kwargs))

    return run


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def text(self):
        return self.content.decode()


async def send_request(
    app, method: str, address: str, body: bytes = b"", asked: dict[str, str] | None = None
) -> Answer:
    """The answer of an application to a browser that stays for it."""
    path, _, query = address.partition("?")
    headers = [(name.lower().encode(), value.encode()) for name, value in (asked or {}).items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": headers}
    sent, waiting = [], [{"type": "http.request", "body": body}]

    async def receive():
        return waiting.pop() if waiting else await asyncio.Event().wait()

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    begin, *bodies = sent
    headers = {name.decode(): value.decode() for name, value in begin["headers"]}
    return Answer(begin["status"], headers, b"".join(message.get("body", b"") for message in bodies))
