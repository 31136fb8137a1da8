"""The address of the files that are taken home: an order is posted, the file comes back, or a sentence."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Iterable
from pathlib import Path

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from address.race import UnreadableError
from assets import HOUSE, hash_of
from door.leaving import wait_for_leave
from door.turns import Turns
from export.shown import TooMuchError
from take_home.counter import BusyError, Counter, log
from take_home.kinds import KINDS, Kind

PARTS = ("address", "export", "stage", "take_home")
FILES: list[Path] = sorted(path for part in PARTS for path in (HOUSE / part).rglob("*.py"))
TAKE_HOME_URL = f"take_home/{hash_of(*FILES)}"

MOST_READING = 64_000_000  # bytes that may be coming in, of all orders together
MOST_WAITED_FOR = 100  # orders whose bodies come in at once
PATIENCE = 15.0  # seconds until the next of a body, and until a reader takes the next of a file
WHOLE = 120.0  # seconds until all of a body
NOT_KEPT = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
LATER = {"Retry-After": "2"}
OLDER = "This page is older than the server: reload it, then take it home."
UNKNOWN = "There is no such file."
BUSY = "Many files are being made just now: try again in a moment."
BROKEN = "Something went wrong on our side, and this file could not be made. Another choice may work."
TOO_SLOW = "This came too slowly: try again where the network is better."
TOO_LARGE = "This is more than the server takes at once: choose less."


def routes(turns: Turns, prefixes: Iterable[str] = ("",)) -> list[Route]:
    """The files' address, once below each prefix."""
    desk = TakeHome(Counter(turns))
    methods = ["GET", "HEAD", "POST", "PUT", "DELETE"]  # or the page would answer for the others
    return [Route(f"{prefix}/take_home/{{version}}/{{kind}}", desk.answer, methods=methods) for prefix in prefixes]


class TakeHome:
    def __init__(self, counter: Counter):
        self.counter = counter
        self.reading = self.waiting = 0  # bytes that are coming in, and orders

    async def answer(self, request: Request) -> Response:
        kind = KINDS.get(request.path_params["kind"])
        if request.method != "POST":
            return PlainTextResponse("Method not allowed", 405, headers={"Allow": "POST"} | NOT_KEPT)
        if request.path_params["version"] != TAKE_HOME_URL.split("/")[1]:
            return say(OLDER, 410)
        if kind is None:
            return say(UNKNOWN, 404)
        try:
            return await self.make(kind, request)
        except (TooMuchError, UnreadableError) as error:
            return say(str(error), 400)
        except BusyError:
            return say(BUSY, 503, LATER)
        except (ClientDisconnect, TimeoutError):
            return say(TOO_SLOW, 408)
        except Exception:
            log.exception("A file could not be made: %s", request.path_params["kind"])
            return say(BROKEN, 500)

    async def make(self, kind: Kind, request: Request) -> Response:
        """A file from its first piece on."""
        body = await self.read_body(request, kind.most)
        if body is None:
            return say(TOO_LARGE, 413)
        pieces = self.counter.pieces(lambda pause: kind.make(body, pause))
        try:
            first = await unless_left(anext(pieces, b""), request)
        except BaseException:
            await pieces.aclose()
            raise
        return Handed(follow(first, pieces), kind.media_type)

    async def read_body(self, request: Request, most: int) -> bytes | None:
        """What was posted; None where it is too much, and the rest is not read.

        Raises BusyError where too much is coming in, TimeoutError where nothing comes.
        """
        if self.waiting >= MOST_WAITED_FOR:
            raise BusyError
        parts, length = [], 0
        self.waiting += 1
        try:
            stream = request.stream()
            async with asyncio.timeout(WHOLE):
                while part := await asyncio.wait_for(anext(stream, b""), PATIENCE):
                    parts.append(part)
                    length += len(part)
                    self.reading += len(part)
                    if length > most:
                        return None
                    if self.reading > MOST_READING:
                        raise BusyError
            return b"".join(parts)
        finally:
            self.waiting -= 1
            self.reading -= length


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
    leaving = asyncio.create_task(wait_for_leave(request.receive))
    await asyncio.wait({waiting, leaving}, return_when=asyncio.FIRST_COMPLETED)
    leaving.cancel()
    if waiting.done():
        return waiting.result()
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    raise ClientDisconnect


class Handed(StreamingResponse):
    """A file to a reader who takes it: one who does not is left."""

    def __init__(self, pieces: AsyncGenerator[bytes], media_type: str):
        super().__init__(pieces, media_type=media_type, headers=NOT_KEPT)
        self.pieces = pieces

    async def __call__(self, scope, receive, send):
        async def send_soon(message):
            async with asyncio.timeout(PATIENCE):
                await send(message)

        try:
            await super().__call__(scope, receive, send_soon)
        except TimeoutError:
            log.info("A file was left: nobody took it.")
        finally:
            await self.pieces.aclose()  # at once: what was broken off would be counted until somebody tidies up


def say(sentence: str, status: int, more: dict[str, str] | None = None) -> Response:
    return PlainTextResponse(sentence, status, headers=NOT_KEPT | (more or {}))
