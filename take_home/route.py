"""The address of the files that are taken home: an order is posted, the file comes back, or a sentence."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Iterable
from pathlib import Path

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from address.race import UnreadableError
from assets import HOUSE, hash_of
from door.turns import Turns
from export.shown import TooMuchError
from take_home.counter import BusyError, Counter, log
from take_home.kinds import KINDS

PARTS = ("address", "export", "stage", "take_home")
FILES: list[Path] = sorted(path for part in PARTS for path in (HOUSE / part).rglob("*.py"))
TAKE_HOME_URL = f"take_home/{hash_of(*FILES)}"

MOST_READING = 4  # orders whose bodies come in at once: frames of a film are large
NOT_KEPT = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
LATER = {"Retry-After": "2"}
OLDER = "This page is older than the server: reload it, then take it home."
UNKNOWN = "There is no such file."
BUSY = "Many files are being made just now: try again in a moment."
BROKEN = "Something went wrong on our side, and this file could not be made. Another choice may work."
TOO_LARGE = "This is more than the server takes at once: choose less."


def routes(turns: Turns, prefixes: Iterable[str] = ("",)) -> list[Route]:
    """The files' address, once below each prefix."""
    desk = TakeHome(Counter(turns))
    return [Route(f"{prefix}/take_home/{{version}}/{{kind}}", desk.answer, methods=["POST"]) for prefix in prefixes]


class TakeHome:
    def __init__(self, counter: Counter):
        self.counter = counter
        self.reading = 0

    async def answer(self, request: Request) -> Response:
        kind = KINDS.get(request.path_params["kind"])
        if request.path_params["version"] != TAKE_HOME_URL.split("/")[1]:
            return say(OLDER, 410)
        if kind is None:
            return say(UNKNOWN, 404)
        if self.reading >= MOST_READING:
            return say(BUSY, 503, LATER)
        self.reading += 1
        try:
            body = await read_body(request, kind.most)
        except ClientDisconnect:
            return Response(status_code=400)
        finally:
            self.reading -= 1
        if body is None:
            return say(TOO_LARGE, 413)
        pieces = self.counter.pieces(lambda pause: kind.make(body, pause))
        try:
            first = await unless_left(anext(pieces, b""), request)
        except (TooMuchError, UnreadableError) as error:
            return say(str(error), 400)
        except BusyError:
            return say(BUSY, 503, LATER)
        except ClientDisconnect:
            await pieces.aclose()
            return Response(status_code=400)
        except Exception:
            log.exception("A file could not be made: %s", request.path_params["kind"])
            return say(BROKEN, 500)
        return StreamingResponse(follow(first, pieces), media_type=kind.media_type, headers=NOT_KEPT)


async def follow(first: bytes, pieces: AsyncGenerator[bytes]):
    """A file from its first piece on. When the browser leaves, it is left."""
    try:
        yield first
        async for piece in pieces:
            yield piece
    except asyncio.CancelledError:
        raise
    except Exception:  # breaking off is the only way to say that it is not all
        log.exception("A file broke off")
        raise
    finally:
        await pieces.aclose()


async def unless_left(waited_for: Awaitable[bytes], request: Request) -> bytes:
    """What is waited for, unless the browser leaves meanwhile: raises ClientDisconnect then."""
    waiting = asyncio.ensure_future(waited_for)
    leaving = asyncio.create_task(wait_for_leave(request))
    await asyncio.wait({waiting, leaving}, return_when=asyncio.FIRST_COMPLETED)
    leaving.cancel()
    if waiting.done():
        return waiting.result()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    raise ClientDisconnect


async def wait_for_leave(request: Request):
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def read_body(request: Request, most: int) -> bytes | None:
    """What was posted; None where it is too much, and the rest is not read."""
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > most:
            return None
        parts.append(part)
    return b"".join(parts)


def say(sentence: str, status: int, more: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(sentence, status, headers=NOT_KEPT | (more or {}))
