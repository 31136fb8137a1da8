"""The address of what a lesson hands out: /handouts/trapped/sheet, /handouts/trapped/notes?language=de. People keep it.

What is printed is computed once for all who want it, one at a time, and kept. /handouts/trapped/page is the lesson in
one file, made at a counter as all that is taken home.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from address.race import UnreadableError
from door.turns import Turns
from export.page import page
from export.page.lesson import of_lesson, title_of
from export.shown import Pause, TooMuchError
from handouts.notes import make_notes
from handouts.sheet import make_sheet
from lessons import LANGUAGE, find
from lessons.expression import UnclearError
from lessons.lesson import Lesson
from lessons.patience import TooLongError, patience
from memory import remember
from take_home.counter import BusyError, Counter
from take_home.route import Handed, follow, unless_left
from translations import choose_language

log = logging.getLogger("overshoot.handouts")
KINDS: dict[str, Callable[[Lesson, str], str]] = {"sheet": make_sheet, "notes": make_notes}
FILE = "page"
WHOLE = 30.0  # seconds that a page may take
MOST_WAITING = 400  # readers; of one page all but the first are answered from what is kept
ASKED_AGAIN = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
NOT_KEPT = {"Cache-Control": "no-store"}
NO_LESSON = "There is no such lesson here: the page of lessons has all."
NO_PAGE = "A lesson hands out these: sheet, notes and page."
BUSY = "Many pages are being made just now: try again in a moment."
BROKEN = "This page could not be made: a picture of this lesson cannot be had. Its file says more when it is checked."


def routes(turns: Turns, prefixes: Iterable[str] = ("",)) -> list[Route]:
    """The address, once below each prefix."""
    press = Press(Counter(turns))
    return [Route(f"{prefix}/handouts/{{key}}/{{kind}}", press.answer, methods=["GET"]) for prefix in prefixes]


class Press:
    """Prints one page at a time."""

    def __init__(self, counter: Counter):
        self.counter = counter
        self.lock, self.waiting = asyncio.Lock(), 0

    async def answer(self, request: Request) -> Response:
        kind = request.path_params["kind"]
        lesson = find(request.path_params["key"])
        if lesson is None:
            return PlainTextResponse(NO_LESSON, 404, headers=NOT_KEPT)
        accepted = request.headers.get("Accept-Language")
        language = choose_language(request.query_params.get(LANGUAGE), accepted, lesson.language)
        if kind not in {*KINDS, FILE}:
            return PlainTextResponse(NO_PAGE, 404, headers=NOT_KEPT)
        try:
            if kind == FILE:
                return await self.hand_out(lesson, language, request)
            return await self.print(kind, lesson, language, request)
        except BusyError:
            return PlainTextResponse(BUSY, 503, headers=NOT_KEPT | {"Retry-After": "2"})
        except (UnreadableError, UnclearError, TooLongError, TooMuchError) as trouble:
            log.warning("%s of %s could not be made: %s", kind, lesson.key, trouble)
        except Exception:
            log.exception("%s of %s could not be made", kind, lesson.key)
        return PlainTextResponse(BROKEN, 500, headers=NOT_KEPT)

    async def print(self, kind: str, lesson: Lesson, language: str, request: Request) -> Response:
        """Raises BusyError, and what the making does."""
        if self.waiting >= MOST_WAITING:
            raise BusyError
        self.waiting += 1
        try:
            async with self.lock:
                text = await run_in_threadpool(print_page, kind, lesson, language)
        finally:
            self.waiting -= 1
        tag = f'"{hashlib.blake2b(text.encode(), digest_size=8).hexdigest()}"'
        if tag in request.headers.get("If-None-Match", ""):
            return Response(status_code=304, headers=ASKED_AGAIN | {"ETag": tag})
        return HTMLResponse(text, headers=ASKED_AGAIN | {"ETag": tag} | named("inline", lesson, kind))

    async def hand_out(self, lesson: Lesson, language: str, request: Request) -> Response:
        """A file from its first piece on. Raises BusyError, and what the making does."""
        pieces = self.counter.pieces(lambda pause: make_file(lesson, language, pause))
        try:
            first = await unless_left(anext(pieces, b""), request)
        except BaseException:
            await pieces.aclose()
            raise
        answer = Handed(follow(first, pieces), "text/html; charset=utf-8")
        answer.headers.update(named("attachment", lesson, FILE))
        return answer


def named(way: str, lesson: Lesson, kind: str) -> dict[str, str]:
    """The file's own name; what has one is no page of the app, and the door leaves it as it is."""
    name = quote(f"overshoot_{lesson.key}_{kind}.html")
    return {"Content-Disposition": f"{way}; filename*=UTF-8''{name}"}


def make_file(lesson: Lesson, language: str, pause: Pause) -> Iterator[bytes]:
    """The lesson as a page on a stick."""
    with patience(WHOLE):
        pictures = of_lesson(lesson, language, pause)
    return page(pictures, with_3d=False, title=title_of(lesson, language), pause=pause)


@remember(megabytes=16)
def print_page(kind: str, lesson: Lesson, language: str) -> str:
    with patience(WHOLE):
        return KINDS[kind](lesson, language)
