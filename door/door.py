"""The door itself: an ASGI middleware that every request and every websocket passes.

It refuses what comes from other pages, what is closed and what there is no room for; every answer carries the headers;
every websocket becomes a `Visitor`.
"""

import asyncio
import logging
import socket

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response

from door.document import Document
from door.headers import HEADERS
from door.origins import SETTING, as_own, is_own
from door.room import is_full
from door.turns import Turns
from door.visitor import Visitor
from status import REFUSED

log = logging.getLogger("overshoot.door")

# What Streamlit serves and this app does not use: counters of the machine, uploads into its memory, remote control.
CLOSED = ("/_stcore/metrics", "/_stcore/upload_file", "/_stcore/agent")

# What Streamlit's page asks before it connects. A dialog about a lost connection would lock the page, and the picture
# lives on without a server; messages are taken from no other window.
MANNERS = JSONResponse({"blockErrorDialogs": True, "allowedOrigins": [], "useExternalAuthToken": False})

NOT_FOUND = PlainTextResponse("Not found", status_code=404)
FOREIGN = PlainTextResponse(
    f"This page was asked for by another one. If both are yours, name the other's address in {SETTING}.", 403
)
FULL = PlainTextResponse(
    "Too many visitors are here just now. Try again in a minute.", 503, headers={"Retry-After": "60"}
)

TURNS = Turns()
DOCUMENT = Document()
ARRIVAL = 1.0  # seconds until a visitor has all descriptors that he needs
SILENCE = 30.0  # seconds in which nothing of an answer arrives, after which nobody is there to take it


class Door:
    def __init__(self, application, turns: Turns = TURNS, document: Document = DOCUMENT):
        self.application = application
        self.turns = turns
        self.document = document
        self.arriving = 0  # visitors who came within the last ARRIVAL

    async def __call__(self, scope, receive, send):
        async def send_guarded(message):
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        hurry(send)
        if scope["type"] == "http":
            give_up_on_lost(send)
        if scope["type"] not in {"http", "websocket"}:
            await self.application(scope, receive, send)
        elif answer := self.answer_of(scope):
            await answer(scope, receive, send_guarded)
        elif scope["type"] == "http":
            await self.document.answer(self.application, scope, receive, send_guarded)
        else:
            self.arriving += 1
            asyncio.get_running_loop().call_later(ARRIVAL, self.settle)
            await Visitor(receive, send_guarded, self.turns).attend(self.application, as_own(scope))

    def answer_of(self, scope) -> Response | None:
        """What the door itself answers; None for one who is let in."""
        headers = Headers(scope=scope)
        if not is_own(headers):
            REFUSED.labels("foreign page").inc()
            log.warning("Refused what the page %s asked for; %s has none such.", headers["origin"][:100], SETTING)
            return FOREIGN
        if any(path in scope["path"] for path in CLOSED):
            return NOT_FOUND
        if scope["path"].endswith("/_stcore/host-config"):
            return MANNERS
        if scope["type"] == "websocket" and is_full(self.arriving):
            REFUSED.labels("no room").inc()
            return FULL
        return None

    def settle(self):
        self.arriving -= 1


def hurry(send):
    """Have the system send small messages at once, where the server's own objects can be reached.

    Streamlit makes its socket such that asyncio does not: each answer's last message waited 40 ms for an
    acknowledgement of the one before.
    """
    if connection := connection_of(send):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def give_up_on_lost(send):
    """Have the system end a connection whose other end has gone without a word, as a phone out of reach does.

    Linux would try for a quarter of an hour, and who listens to a room would count as being there so long.
    """
    if hasattr(socket, "TCP_USER_TIMEOUT") and (connection := connection_of(send)):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(SILENCE * 1000))


def connection_of(send):
    """The socket that an answer goes to; None where it cannot be reached, or is none of the network's."""
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    connection = transport and transport.get_extra_info("socket")
    return connection if connection and connection.family in {socket.AF_INET, socket.AF_INET6} else None
