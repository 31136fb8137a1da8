"""The address of the files: what is posted comes back as a file, or a sentence says why not."""

import asyncio
import json

import pytest
from loops import Turns, send_request
from starlette.applications import Starlette
from starlette.requests import Request

from export.shown import TooMuchError
from take_home import route
from take_home.counter import Counter
from take_home.kinds import KINDS, Kind
from take_home.order import read_order


def echo(body, pause):
    for picture in read_order(body).pictures:
        pause()
        yield picture.link.encode()


def refuse(body, pause):
    raise TooMuchError("That is too much: choose less.")
    yield b""


def fail(body, pause):
    raise AssertionError("broken")
    yield b""


@pytest.fixture
def post(monkeypatch):
    """post(kind, body) to a server that has some kinds of its own."""
    for name, make in {"echo": echo, "refuse": refuse, "fail": fail}.items():
        monkeypatch.setitem(KINDS, name, Kind(make, "text/plain"))
    monkeypatch.setitem(KINDS, "small", Kind(echo, "text/plain", most=10))
    app = Starlette(routes=route.routes(Turns(), ("", "/over")))  # pyright: ignore[reportArgumentType]

    def post(kind, body=b"", version=route.TAKE_HOME_URL, prefix="", method="POST"):
        asked = send_request(app, method, f"{prefix}/{version}/{kind}", body)
        return asyncio.run(asyncio.wait_for(asked, 20))

    return post


def order(*links):
    return json.dumps({"pictures": [{"link": link} for link in links]}).encode()


@pytest.mark.parametrize("prefix", ["", "/over"])
def test_a_file_comes_back_and_is_not_kept(post, prefix):
    answer = post("echo", order("optimizer=adam", "alpha=0.1"), prefix=prefix)
    assert (answer.status, answer.content) == (200, b"optimizer=adamalpha=0.1")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("kind", "body", "status", "said"),
    [
        ("echo", b"{", 400, "reload it"),
        ("echo", order("alpha=nonsense"), 400, "alpha"),
        ("refuse", b"", 400, "choose less"),
        ("fail", b"", 500, route.BROKEN),
        ("small", b"x" * 11, 413, route.TOO_LARGE),
        ("nothing", b"", 404, route.UNKNOWN),
    ],
)
def test_a_sentence_says_why_there_is_none(post, kind, body, status, said):
    answer = post(kind, body)
    assert answer.status == status
    assert said in answer.text
    assert "Traceback" not in answer.text


def test_a_page_that_is_older_than_the_server_is_told_to_reload(post):
    answer = post("echo", order(""), version="take_home/0123456789ab")
    assert (answer.status, answer.text) == (410, route.OLDER)


def test_nothing_is_handed_out_without_an_order(post):
    for method in ("GET", "PUT"):
        assert post("echo", method=method).status == 405


@pytest.mark.parametrize("limit", ["MOST_READING", "MOST_WAITED_FOR"])
def test_bodies_that_come_in_at_once_are_counted(post, monkeypatch, limit):
    monkeypatch.setattr(route, limit, 0)
    answer = post("echo", order(""))
    assert (answer.status, answer.text) == (503, route.BUSY)


def test_a_browser_that_leaves_before_the_first_piece_is_noticed():
    left = asyncio.Event()

    async def never():
        try:
            await asyncio.Event().wait()
        finally:
            left.set()
        return b""

    class Leaving:
        async def receive(self):
            return {"type": "http.disconnect"}

    async def run():
        with pytest.raises(route.ClientDisconnect):
            await route.unless_left(never(), Leaving())  # pyright: ignore[reportArgumentType]
        assert left.is_set()

    asyncio.run(run())


def scoped(**more):
    return {"type": "http", "method": "POST", "path": "/", "headers": []} | more


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(route, "PATIENCE", 0.05)

    async def never():
        await asyncio.Event().wait()

    async def run():
        desk = route.TakeHome(Counter(Turns()))  # pyright: ignore[reportArgumentType]
        with pytest.raises(TimeoutError):
            await desk.read_body(Request(scoped(), never), 100)
        assert (desk.waiting, desk.reading) == (0, 0)

    asyncio.run(run())


def test_a_reader_who_does_not_read_is_left(monkeypatch):
    monkeypatch.setattr(route, "PATIENCE", 0.05)
    left = []

    async def pieces():
        try:
            while True:
                yield b"piece"
        finally:
            left.append(True)

    async def stay():
        await asyncio.Event().wait()

    async def stop_at_the_second(message):
        if message.get("body") == b"piece":
            await asyncio.Event().wait()

    async def run():
        answer = route.Handed(route.follow(b"first", pieces()), "text/plain")
        await asyncio.wait_for(answer(scoped(), stay, stop_at_the_second), 5)
        assert left == [True]  # at once, and not when somebody tidies up

    asyncio.run(run())


@pytest.mark.parametrize("text", ["\\ud800", "\\udfff x"])
def test_half_a_sign_is_no_trace(post, text):
    body = b'{"pictures": [{"link": "", "caption": "%s"}], "options": {"slider": "%s"}}' % ((text.encode(),) * 2)
    assert post("echo", body).status == 200
