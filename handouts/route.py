"""The address of what is printed: /handouts/trapped/sheet, /handouts/trapped/notes?language=de. People keep these.

A page is computed once for all who want it, one at a time, and kept.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Iterable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from address.race import UnreadableError
from handouts.notes import make_notes
from handouts.sheet import make_sheet
from lessons import LANGUAGE, find
from lessons.expression import UnclearError
from lessons.lesson import Lesson
from lessons.patience import TooLongError, patience
from memory import remember
from translations import choose_language

log = logging.getLogger("overshoot.handouts")
KINDS: dict[str, Callable[[Lesson, str], str]] = {"sheet": make_sheet, "notes": make_notes}
WHOLE = 30.0  # seconds that a page may take
MOST_WAITING = 40  # pages
ASKED_AGAIN = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
NOT_KEPT = {"Cache-Control": "no-store"}
NO_LESSON = "There is no such lesson here: the page of lessons has all."
NO_PAGE = "Of a lesson there are two pages to print: sheet and notes."
BUSY = "Many pages are being made just now: try again in a moment."
BROKEN = "This page could not be made: a picture of this lesson cannot be had. Its file says more when it is checked."


def routes(prefixes: Iterable[str] = ("",)) -> list[Route]:
    """The pages' address, once below each prefix."""
    press = Press()
    return [Route(f"{prefix}/handouts/{{key}}/{{kind}}", press.answer, methods=["GET"]) for prefix in prefixes]


class Press:
    """Prints one page at a time."""

    def __init__(self):
        self.lock, self.waiting = asyncio.Lock(), 0

    async def answer(self, request: Request) -> Response:
        kind = request.path_params["kind"]
        lesson = find(request.path_params["key"])
        if lesson is None:
            return PlainTextResponse(NO_LESSON, 404, headers=NOT_KEPT)
        if kind not in KINDS:
            return PlainTextResponse(NO_PAGE, 404, headers=NOT_KEPT)
        language = choose_language(request.query_params.get(LANGUAGE), request.headers.get("Accept-Language"))
        if self.waiting >= MOST_WAITING:
            return PlainTextResponse(BUSY, 503, headers=NOT_KEPT | {"Retry-After": "2"})
        self.waiting += 1
        try:
            async with self.lock:
                text = await run_in_threadpool(print_page, kind, lesson, language)
        except (UnreadableError, UnclearError, TooLongError) as trouble:
            log.warning("%s of %s could not be made: %s", kind, lesson.key, trouble)
            return PlainTextResponse(BROKEN, 500, headers=NOT_KEPT)
        except Exception:
            log.exception("%s of %s could not be made", kind, lesson.key)
            return PlainTextResponse(BROKEN, 500, headers=NOT_KEPT)
        finally:
            self.waiting -= 1
        tag = f'"{hashlib.blake2b(text.encode(), digest_size=8).hexdigest()}"'
        if tag in request.headers.get("If-None-Match", ""):
            return Response(status_code=304, headers=ASKED_AGAIN | {"ETag": tag})
        return HTMLResponse(text, headers=ASKED_AGAIN | {"ETag": tag})


@remember(megabytes=16)
def print_page(kind: str, lesson: Lesson, language: str) -> str:
    with patience(WHOLE):
        return KINDS[kind](lesson, language)
