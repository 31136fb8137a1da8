"""The addresses of the rooms: pages for students, projector and teacher, the feed, and what is posted to a room.

Whatever is refused is JSON, {"said": a sentence}, in the language of the room where there is one.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from assets import KEPT
from classroom.entrance import CODE, Guest, RefusalError
from classroom.feed import NOT_KEPT, Feed, refuse
from classroom.keeper import ClosedError
from classroom.pages import APP_URL, PAGES, TYPING, bundle_of, show_page, styles
from classroom.reading import check_opening, read_body, read_json
from classroom.room import PROJECTOR, STUDENT, TEACHER, Asked, OvertakenError, RefusedError, Room
from classroom.rooms import Rooms
from classroom.store import Store, StoreError
from classroom.table import table_of
from classroom.told import name_picture
from translations import choose_language

log = logging.getLogger("overshoot.classroom")
MOST_SAID, MOST_MOVED = 4_000, 64_000  # bytes that a student posts, and a teacher
WAITS = 429  # the status for whose network tried too many codes
READING = 15.0  # seconds until all that is posted is here
ASKED_AGAIN = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
OWN_PAGE = {"Content-Disposition": "inline; filename=room.html"}  # what has a name is left as it is by the door
BYTES = "application/octet-stream"
PACKED = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}

Handler = Callable[[Request, Guest], Awaitable[Response]]


def routes(rooms: Rooms, prefixes: Iterable[str] = ("",)) -> list[Route]:
    """The addresses, once below each prefix."""
    prefixes = tuple(prefixes)
    endpoints = Endpoints(rooms)
    feed = Feed(rooms.hub, rooms.entrance, prefixes)
    posts = {"answer": endpoints.answer, "run": endpoints.run, "move": endpoints.move}
    found = []
    for prefix in prefixes:
        top = f"{prefix}/room"
        room = f"{top}/{{code}}"
        found += [
            Route(f"{top}/app/{{version}}/{{name}}", answering(endpoints.hand_out), methods=["GET"]),
            Route(top, answering(endpoints.show_typing), methods=["GET"]),
            Route(top, answering(endpoints.begin), methods=["POST"]),
            Route(f"{room}/feed", feed, methods=["GET"]),
            Route(f"{room}/picture/{{name}}", answering(endpoints.draw), methods=["GET"]),
            Route(f"{room}/table", answering(endpoints.write_table), methods=["GET"]),
            *(Route(f"{room}/{name}", answering(post), methods=["POST"]) for name, post in posts.items()),
            Route(f"{room}/{{role}}", answering(endpoints.show), methods=["GET"]),
            Route(room, answering(endpoints.show), methods=["GET"]),
            Route(room, answering(endpoints.delete), methods=["DELETE"]),
        ]
    return found


def answering(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A handler whose errors are sentences."""

    async def answer(request: Request) -> Response:
        guest = Guest.of(request)
        try:
            return await handler(request, guest)
        except RefusalError as refusal:
            return refuse(refusal)
        except OvertakenError as late:
            return refuse(guest.repeat(409, late))
        except RefusedError as refused:
            return refuse(guest.repeat(422, refused))
        except StoreError as failure:
            return refuse(guest.repeat(503, failure))
        except ClosedError:
            return refuse(guest.refuse(503, "busy"))
        except (ClientDisconnect, TimeoutError):
            return refuse(guest.refuse(408, "busy"))
        except Exception:
            log.exception("A room could not answer")
            return refuse(guest.refuse(500, "broken"))

    return answer


class Endpoints:
    """Answers what is asked of rooms."""

    def __init__(self, rooms: Rooms):
        self.rooms, self.entrance = rooms, rooms.entrance

    async def read(self, request: Request, guest: Guest, most: int) -> dict[str, Any]:
        """What was posted. Raises RefusalError, RefusedError."""
        async with asyncio.timeout(READING):
            body = await read_body(request, most)
        if body is None:
            raise guest.refuse(413, "large")
        return read_json(body, guest.language)

    async def begin(self, request: Request, guest: Guest) -> Response:
        if not self.entrance.openings.has(guest.network):
            raise guest.refuse(429, "opened")
        if not self.entrance.wishes.take(guest.network):
            raise guest.refuse(429, "often")
        said = await self.read(request, guest, MOST_MOVED)
        accepted = request.headers.get("Accept-Language")
        asked = said.get("language")
        guest.language = choose_language(asked if isinstance(asked, str) else None, accepted)
        opening = await self.rooms.work.tell(check_opening, said, accepted)
        if not self.entrance.openings.take(guest.network):
            raise guest.refuse(429, "opened")
        room, secret = await self.rooms.open_room(guest, opening)
        told = {"code": room.code, "secret": secret, "teacher": f"room/{room.code}/teacher#{secret}"}
        return JSONResponse(told, 201, headers=NOT_KEPT)

    async def answer(self, request: Request, guest: Guest) -> Response:
        room = await self.entrance.find_as_student(guest)
        said = await self.read(request, guest, MOST_SAID)
        return JSONResponse(await self.rooms.answer(room, guest.student, said), headers=NOT_KEPT)

    async def run(self, request: Request, guest: Guest) -> Response:
        room = await self.entrance.find_as_student(guest)
        said = await self.read(request, guest, MOST_SAID)
        return JSONResponse(await self.rooms.run(room, guest.student, said), headers=NOT_KEPT)

    async def move(self, request: Request, guest: Guest) -> Response:
        room = await self.entrance.find_as_teacher(guest)
        if not self.entrance.moves.take(room.code):
            raise guest.refuse(429, "often")
        said = await self.read(request, guest, MOST_MOVED)
        moved = await self.rooms.move(room, said)
        return JSONResponse({"version": moved.version}, headers=NOT_KEPT)

    async def delete(self, request: Request, guest: Guest) -> Response:
        await self.rooms.delete(await self.entrance.find_as_teacher(guest))
        return JSONResponse({}, headers=NOT_KEPT)

    async def write_table(self, request: Request, guest: Guest) -> Response:
        room = await self.entrance.find_as_teacher(guest)
        rows = await self.rooms.keeper.ask(all_rows_of, room)
        text = await self.rooms.work.tell(table_of, room, *rows)
        name = {"Content-Disposition": f"attachment; filename=overshoot_room_{room.code}.csv"}
        return Response(text, media_type="text/csv; charset=utf-8", headers=NOT_KEPT | name)

    async def draw(self, request: Request, guest: Guest) -> Response:
        room = await self.entrance.find(guest, request.path_params["name"])
        if request.path_params["name"] != await self.rooms.work.tell(name_picture, room):
            raise guest.refuse(404, "no_picture")
        return Response(await self.rooms.draw(room), media_type=BYTES, headers=KEPT)

    async def hand_out(self, request: Request, guest: Guest) -> Response:
        """The modules and the styles of a page."""
        name = request.path_params["name"]
        if request.path_params["version"] != APP_URL.rpartition("/")[2]:
            raise guest.refuse(410, "older")
        if name == "styles.css":
            plain, packed = styles()
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                return Response(packed, media_type="text/css", headers=KEPT | PACKED)
            return Response(plain, media_type="text/css", headers=KEPT | {"Vary": "Accept-Encoding"})
        if name not in PAGES:
            raise guest.refuse(404, "older")
        return Response(await asyncio.to_thread(bundle_of, name), media_type=BYTES, headers=KEPT)

    async def show_typing(self, request: Request, guest: Guest) -> Response:
        return HTMLResponse(show_page(TYPING, "", 0, guest.language), headers=ASKED_AGAIN | OWN_PAGE)

    async def show(self, request: Request, guest: Guest) -> Response:
        """A page of a room; where there is none, the page to type a code, which says why."""
        role = request.path_params.get("role", STUDENT)
        depth = 2 if "role" in request.path_params else 1
        asked = request.path_params["code"]
        if "role" in request.path_params and role not in {PROJECTOR, TEACHER}:
            raise guest.refuse(404, "no_room")
        if asked != guest.code and CODE.fullmatch(guest.code):
            address = f"../{guest.code}/{role}" if depth == 2 else guest.code
            return RedirectResponse(address, 307, headers=NOT_KEPT)
        try:
            await self.entrance.find(guest)
        except (ClosedError, StoreError):
            pass  # its feed says so, and comes back
        except RefusalError as refusal:
            if refusal.status != WAITS:
                page = show_page(TYPING, guest.code[:4], depth, guest.language, refusal.said)
                return HTMLResponse(page, refusal.status, headers=NOT_KEPT | OWN_PAGE)
            # a page alone tells nothing, and its feed knows who is in the room
        return HTMLResponse(show_page(role, guest.code, depth, guest.language), headers=NOT_KEPT | OWN_PAGE)


def all_rows_of(store: Store, room: Room):
    """All answers and all runs, by their tasks' numbers."""
    asked = {task.number: store.answers(room.code, task.number) for task in room.tasks if isinstance(task, Asked)}
    others = [task.number for task in room.tasks if not isinstance(task, Asked)]
    return asked, {number: store.runs(room.code, number) for number in others}
