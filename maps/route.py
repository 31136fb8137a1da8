"""The address of the maps: a stream of messages, each behind its length; a sentence where there is none."""

import struct
from collections.abc import Iterable
from pathlib import Path

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Send

from assets import HOUSE, KEPT, hash_of
from door.leaving import while_there
from door.turns import Turns
from maps.ask import Ask, UnclearError
from maps.desk import BROKEN, BUSY, BusyError, Desk
from maps.kinds import KINDS

PARTS = ("landscapes", "optimizers", "schedules", "descent", "formulas", "address", "maps", "stage")  # make a map
FILES: list[Path] = sorted([HOUSE / "knobs.py", *(path for part in PARTS for path in (HOUSE / part).rglob("*.py"))])
MAPS_URL = f"maps/{hash_of(*FILES)}"

LENGTH = struct.Struct("<I")
AS_IT_COMES = {"X-Accel-Buffering": "no"}  # nginx hands on each message then
NOT_KEPT = {"Cache-Control": "no-store"}
LATER = {"Retry-After": "2"}
OLDER = "This page is older than the server: reload it to see its maps."
UNKNOWN = "There is no such map."


def routes(turns: Turns, prefixes: Iterable[str] = ("",)) -> list[Route]:
    """The maps' address, once below each prefix."""
    desk = Desk(turns)
    return [Route(f"{prefix}/maps/{{version}}/{{kind}}", Maps(desk)) for prefix in prefixes]


class Maps:
    """The ASGI application below the address."""

    def __init__(self, desk: Desk):
        self.desk = desk

    async def __call__(self, scope, receive, send):
        version, kind = scope["path_params"]["version"], scope["path_params"]["kind"]
        if scope["method"] != "GET":
            answer = PlainTextResponse("Method not allowed", 405, headers={"Allow": "GET"} | NOT_KEPT)
        elif version != MAPS_URL.split("/")[1]:
            answer = say(OLDER, 410)
        elif kind not in KINDS:
            answer = say(UNKNOWN, 404)
        else:
            try:
                ask = await self.desk.read(kind, scope["query_string"].decode("latin-1"))
                refuse_others(ask)
            except UnclearError as error:
                answer = say(str(error), 400)
            else:
                await self.stream(ask, receive, send)
                return
        await answer(scope, receive, send)

    async def stream(self, ask: Ask, receive: Receive, send: Send):
        """Messages as they come; when the browser leaves the map is left."""
        await while_there(self.tell(ask, receive, send), receive)

    async def tell(self, ask: Ask, receive: Receive, send: Send):
        draw, rank, _ = KINDS[ask.kind]
        begun, refusal = False, None
        try:
            async for message in self.desk.messages(ask, draw, rank):
                if not begun:
                    headers = [(b"content-type", b"application/octet-stream"), *raw(KEPT | AS_IT_COMES)]
                    await send({"type": "http.response.start", "status": 200, "headers": headers})
                begun = True
                body = LENGTH.pack(len(message)) + message
                await send({"type": "http.response.body", "body": body, "more_body": True})
        except UnclearError as error:
            refusal = say(str(error), 400)
        except BusyError:
            refusal = say(BUSY, 503, LATER)
        except Exception:  # is in the log already
            refusal = say(BROKEN, 500)
        if not refusal:
            await send({"type": "http.response.body", "body": b""})
        elif not begun:
            await refusal({"type": "http"}, receive, send)
        # else messages have gone, and breaking off is the only way to say that they are not all


def refuse_others(ask: Ask):
    """Raises UnclearError for an option that this kind does not have."""
    for name in ask.options.keys() - KINDS[ask.kind].options:
        raise UnclearError(f"A map of this kind does not know “map.{name[:40]}”.")


def say(sentence: str, status: int, more: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(sentence, status, headers=NOT_KEPT | (more or {}))


def raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]
