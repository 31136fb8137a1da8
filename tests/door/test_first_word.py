"""The page's first word: added to every page, and to nothing else; in a browser, `tests/browser`."""

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from door.first_word import WORD, with_first_word

PAGE = "<p>page</p>" * 100


async def stream(request):
    async def pieces():
        yield PAGE
        yield PAGE

    return StreamingResponse(pieces(), media_type="text/html")


def page(status):
    return lambda request: HTMLResponse(PAGE, status, headers={"ETag": '"page"', "Last-Modified": "today"})


application = GZipMiddleware(
    Starlette(
        routes=[
            Route("/", page(200)),
            Route("/compare", page(200)),
            Route("/stream", stream),
            Route("/gone", page(404)),
            Route("/health", lambda request: PlainTextResponse(PAGE)),
            Route("/record.html", page(200)),
        ]
    )
)


def ask(path, method="GET"):
    """The headers and the body, as a browser that takes what is compressed gets them."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        await asyncio.Event().wait()  # it stays

    scope = {"type": "http", "method": method, "path": path, "headers": [(b"accept-encoding", b"gzip")]}
    asyncio.run(with_first_word(application, scope, receive, send))
    start, *rest = sent
    return dict(start["headers"]), b"".join(message.get("body", b"") for message in rest)


@pytest.mark.parametrize("path", ["/", "/compare"])
def test_a_page_is_followed_by_it(path):
    headers, body = ask(path)
    assert body == PAGE.encode() + WORD
    assert headers[b"content-length"] == str(len(body)).encode()
    assert not {b"etag", b"last-modified", b"content-encoding"} & set(headers)
    head, nothing = ask(path, "HEAD")
    assert (head, nothing[len(PAGE) :]) == (headers, b"")  # that a page has no body then, is its application's matter


def test_it_comes_once_and_last():
    headers, body = ask("/stream")
    assert body == 2 * PAGE.encode() + WORD
    assert b"content-length" not in headers


@pytest.mark.parametrize("path", ["/gone", "/health", "/record.html"])
def test_what_is_no_page_stays_as_it_is(path):
    assert WORD not in ask(path)[1]


def test_a_file_may_be_compressed():
    assert ask("/record.html")[0][b"content-encoding"] == b"gzip"
