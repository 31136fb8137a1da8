"""The document of every page: what is added to Streamlit's, and that nothing else is touched."""

import asyncio
import gzip
import re
from html.parser import HTMLParser

import pytest
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route

from door.document import DESCRIPTION, Document
from door.first_word import WORD
from door.headers import INDEX

TEXT = "text " * 200


async def stream(request):
    async def pieces():
        yield INDEX[:500]
        yield INDEX[500:]

    return StreamingResponse(pieces(), media_type="text/html")


def page(status, **more):
    headers = {"ETag": '"page"', "Last-Modified": "today"} | more
    return lambda request: HTMLResponse(INDEX, status, headers=headers)


application = GZipMiddleware(
    Starlette(
        routes=[
            Route("/", page(200)),
            Route("/compare", page(200)),
            Route("/stream", stream),
            Route("/gone", page(404)),
            Route("/health", lambda request: PlainTextResponse(TEXT)),
            Route("/record.html", page(200)),
            Route("/sheet", page(200, **{"Content-Disposition": "inline; filename=sheet.html"})),
        ]
    )
)
document = Document(
    preloads=[("stage/1/stage.js", "modulepreload"), ("stage/1/stage.css", "preload")],
    picture="/over/preview/1/preview.jpg",
    logo="<svg></svg>",
    colours={"background": "#fff", "place": "#eee", "background_dark": "#000", "place_dark": "#111"},
    style=".page { margin: 0 }",
    embedded=".alone { margin: 0 }",
)


def ask(path, method="GET", **headers):
    """The headers and the body, as a browser gets them that takes what is compressed."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        await asyncio.Event().wait()  # it stays

    raw = {"accept-encoding": "gzip", "host": "overshoot.example"} | headers
    path, _, query = path.partition("?")
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "scheme": "https"}
    scope["headers"] = [(name.encode(), value.encode()) for name, value in raw.items()]
    asyncio.run(document.answer(application, scope, receive, send))
    start, *rest = sent
    return dict(start["headers"]), b"".join(message.get("body", b"") for message in rest)


def read(path="/", **headers) -> str:
    return gzip.decompress(ask(path, **headers)[1]).decode()


class Tags(HTMLParser):
    """What a program that follows links makes of a page: its title, and `said` by property or name of each meta tag."""

    def __init__(self, text):
        super().__init__()
        self.said, self.links, self.title, self.inside = {}, [], "", ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        facts, self.inside = dict(attributes), tag
        if tag == "meta" and (name := facts.get("property") or facts.get("name")):
            self.said[name] = facts["content"]
        if tag == "link":
            self.links.append(facts)

    def handle_data(self, data):
        if self.inside == "title":
            self.title += data.strip()


@pytest.mark.parametrize("path", ["/", "/compare", "/stream"])
def test_a_page_is_dressed(path):
    headers, body = ask(path)
    assert gzip.decompress(body).decode() == read("/")
    assert headers[b"content-length"] == str(len(body)).encode()
    assert headers[b"content-encoding"] == b"gzip"
    assert headers[b"vary"] == b"Accept-Encoding"
    assert not {b"etag", b"last-modified"} & set(headers)
    assert ask(path, "HEAD") == (headers, b"")


def test_who_takes_nothing_compressed_gets_the_same():
    headers, body = ask("/", **{"accept-encoding": "identity"})
    assert (body.decode(), headers.get(b"content-encoding")) == (read(), None)


@pytest.mark.parametrize("path", ["/gone", "/health", "/record.html", "/sheet"])
def test_what_is_no_page_stays_as_it_is(path):
    headers, body = ask(path)
    if b"content-encoding" in headers:
        body = gzip.decompress(body)
    assert body.decode() in (INDEX, TEXT)


def test_a_file_may_be_compressed():
    assert ask("/record.html")[0][b"content-encoding"] == b"gzip"


def test_all_that_was_in_the_page_still_is_but_its_title():
    words = re.findall(r'(?:src|href)="[^"]+"|<[a-z]+', INDEX)
    ours = read()
    assert [word for word in words if words.count(word) > ours.count(word)] == []
    assert "<title>Streamlit" not in ours


def test_the_frame_is_seen_before_any_style_sheet_and_the_first_word_comes_last():
    text = read()
    order = [text.index(said) for said in ("<body>", "first-frame {", "<svg></svg>", 'rel="stylesheet"', 'id="root"')]
    assert order == sorted(order)
    assert text.endswith(WORD.decode())
    assert "$" not in text[order[1] : order[3]]


def test_what_is_needed_first_is_named_and_waits_for_streamlits_own():
    links = Tags(read()).links
    named = {link["href"]: link for link in links}
    assert named["./stage/1/stage.js"]["rel"] == "modulepreload"
    assert named["./stage/1/stage.css"]["as"] == "style"
    low = [link for link in links if link.get("fetchpriority") == "low"]
    assert [link.get("as") for link in low] == [None, "style", "font"]
    assert links.index(low[0]) > max(k for k, link in enumerate(links) if "./static/js/" in link["href"])


def test_a_link_that_is_shared_has_a_title_a_description_and_a_picture():
    tags = Tags(read())
    assert tags.title == tags.said["og:title"] == "Overshoot"
    assert tags.said["description"] == tags.said["og:description"] == DESCRIPTION
    assert tags.said["og:image"] == "https://overshoot.example/over/preview/1/preview.jpg"
    assert (tags.said["og:image:width"], tags.said["og:image:height"]) == ("1200", "630")
    assert tags.said["twitter:card"] == "summary_large_image"


def test_the_picture_is_where_the_settings_say_that_the_app_is(monkeypatch):
    monkeypatch.setenv("OVERSHOOT_ORIGIN", "https://public.example, https://other.example")
    assert Tags(read()).said["og:image"].startswith("https://public.example/over/")


@pytest.mark.parametrize("host", ['x"><script>', "a@b", "a b/c", ""])
def test_a_host_that_is_none_is_not_repeated(host):
    assert "og:image" not in Tags(read(host=host)).said
    assert not host or host not in read(host=host)


def test_the_page_comes_with_its_style_which_has_the_last_say():
    page = read()
    style, root = page.index("<style>.page { margin: 0 }</style>"), page.index('<div id="root">')
    assert max(page.rfind('rel="stylesheet"'), page.index("first-frame")) < style < root


@pytest.mark.parametrize("query", ["embed=1", "embed=true", "optimizer=adam&embed=True", "embed=0&embed=1"])
def test_a_page_in_a_frame_has_one_style_more_and_it_comes_last(query):
    alone = read(f"/?{query}")
    assert alone.replace("<style>.alone { margin: 0 }</style>", "") == read("/")
    assert alone.index(".alone") > alone.index(".page")


@pytest.mark.parametrize("query", ["", "embed=0", "embed=", "embedded=1", "f=embed%3D1", "%ff=%fe"])
def test_all_others_are_as_they_were(query):
    assert ".alone" not in read(f"/?{query}")
