"""The feed of a room, as server-sent events: an ASGI application that hands a listener what its channel tells."""

import asyncio
import logging

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from classroom.entrance import Entrance, Guest, RefusalError, is_teacher
from classroom.hub import FullError, Hub
from classroom.join import place_of
from classroom.keeper import ClosedError
from classroom.listener import BEAT, Listener
from classroom.room import ROLES, STUDENT, TEACHER, Room
from classroom.store import StoreError
from door.leaving import while_there
from door.room import is_full

PATIENCE = 20.0  # seconds that a browser may take for what it is told
NOT_KEPT = {"Cache-Control": "no-store"}
LATER = {"Retry-After": "2"}
HEADERS = {"Content-Type": "text/event-stream; charset=utf-8", "X-Accel-Buffering": "no"} | NOT_KEPT
RAW = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]

log = logging.getLogger("overshoot.classroom")


class Feed:
    def __init__(self, hub: Hub, entrance: Entrance, prefixes: tuple[str, ...] = ("",)):
        self.hub, self.entrance, self.prefixes = hub, entrance, prefixes

    async def __call__(self, scope, receive, send):
        request = Request(scope, receive)
        guest = Guest.of(request)
        if request.method == "HEAD":  # a route that has GET has this too
            await Response(headers=HEADERS)(scope, receive, send)
            return
        try:
            listener, room = await self.admit(request, guest)
            await self.serve(listener, room, receive, send)
        except RefusalError as refusal:
            await refuse(refusal)(scope, receive, send)
        except FullError:
            await refuse(guest.refuse(503, "full"))(scope, receive, send)
        except StoreError as failure:
            await refuse(guest.repeat(503, failure))(scope, receive, send)
        except ClosedError:
            await refuse(guest.refuse(503, "busy"))(scope, receive, send)

    async def serve(self, listener: Listener, room: Room, receive, send):
        """Until either leaves. What it raises, it raises before anything is sent."""
        channel = self.hub.enter(room, listener)
        try:
            if listener.student:
                await channel.tell_mine(room, listener.student)
            await stream(listener, receive, send)
        finally:
            self.hub.leave(room.code, listener)

    async def admit(self, request: Request, guest: Guest) -> tuple[Listener, Room]:
        """Who listens, and to which room. Raises RefusalError, and what the store does."""
        role = request.query_params.get("as", "")
        if role not in ROLES or (role == STUDENT and not guest.student):
            raise guest.refuse(422, "garbled")
        if is_full():
            raise guest.refuse(503, "full")
        room = await self.entrance.find(guest)
        if role == TEACHER and not is_teacher(room, guest):
            raise guest.refuse(401, "secret")
        student = guest.student if role == STUDENT else ""
        place = "" if role == STUDENT else place_of(request.scope, self.prefixes)
        return Listener(role, student, place), room


async def stream(listener: Listener, receive, send):
    """What is told, as it comes, until the browser leaves, takes nothing more, or there is nothing more to tell."""
    await send({"type": "http.response.start", "status": 200, "headers": RAW})
    await while_there(hand_on(listener, send), receive)


async def hand_on(listener: Listener, send):
    try:
        told = BEAT
        while told:
            async with asyncio.timeout(PATIENCE):
                await send({"type": "http.response.body", "body": told, "more_body": True})
            told = await listener.next()
        await send({"type": "http.response.body", "body": b""})
    except TimeoutError:
        log.info("A feed was left: nobody took it.")


def refuse(refusal: RefusalError) -> JSONResponse:
    """A sentence, as all that a room refuses."""
    more = LATER if refusal.status in {429, 503} else {}
    more |= {"Connection": "close"} if refusal.status == 413 else {}  # the rest of what is sent is not read
    return JSONResponse({"said": refusal.said}, refusal.status, headers=NOT_KEPT | more)
