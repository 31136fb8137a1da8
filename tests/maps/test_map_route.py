"""The maps' address: a stream of messages that browsers keep; a sentence, and nothing kept, where there is no map."""

import asyncio
import struct
import threading

import numpy as np
import pytest
from loops import send_request
from starlette.applications import Starlette

from address.held import MOST_LINKED, Held
from door.turns import Turns
from maps.desk import BROKEN
from maps.kinds import KINDS
from maps.route import MAPS_URL, OLDER, UNKNOWN, routes
from stage.encoding import decode

EXACT = f"/{MAPS_URL}/basins?landscape=double_well&steps=30"


class Browser:
    """Asks the application, and stays for the answer."""

    def __init__(self):
        self.app = Starlette(routes=routes(Turns(), ["", "/below"]))

    def get(self, address, method="GET"):
        return asyncio.run(asyncio.wait_for(self.ask(address, method), 20))

    async def ask(self, address, method):
        return await send_request(self.app, method, address)


@pytest.fixture
def browser():
    return Browser()


def messages_of(answer):
    body, found = answer.content, []
    while body:
        (length,) = struct.unpack_from("<I", body)
        found.append(decode(body[4 : 4 + length]))
        body = body[4 + length :]
    return found


@pytest.mark.parametrize("prefix", ["", "/below"])
def test_a_map_comes_rough_and_then_exact_and_is_kept(browser, prefix):
    answer = browser.get(prefix + EXACT)
    assert answer.status == 200
    assert "immutable" in answer.headers["cache-control"]
    (rough, _), (exact, arrays) = messages_of(answer)
    assert rough["starts"] < exact["starts"]
    assert arrays["codes"].shape == arrays["levels"].shape
    assert arrays["codes"].dtype == np.uint8
    assert exact["sentence"].endswith(".")


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        (EXACT.replace("double_well", "nowhere"), 400, "landscape"),
        (EXACT + "&map.window=1,2,3", 400, "four numbers"),
        (EXACT + "&map.window=2,1,0,1", 400, "in order"),
        (EXACT + "&map.window=nan,1,0,1", 400, "in order"),
        (EXACT + "&map.window=0,inf,0,1", 400, "finite"),
        (EXACT + "&map.window=-1e308,1e308,0,1", 400, "finite"),
        (EXACT + "&map.nonsense=2", 400, "nonsense"),
        (EXACT + "&map.reach=2", 400, "two numbers"),
        (EXACT + "&map.reach=0.5,1", 400, "from 1 to 8"),
        (EXACT + "&map.reach=nan,1", 400, "from 1 to 8"),
        (EXACT + "&map.along=beta", 400, "no slider beta: it has learning_rate"),
        (EXACT + "&data=held-1234", 400, "points"),
        (EXACT + "&x=" + "1" * 70_000, 400, "too long"),
        (EXACT.replace(MAPS_URL, "maps/older"), 410, OLDER),
        (EXACT.replace("basins?", "biomes?"), 404, UNKNOWN),
    ],
)
def test_what_is_no_map_is_a_sentence(browser, asked, status, said):
    answer = browser.get(asked)
    assert answer.status == status
    assert said in answer.text
    assert answer.text.endswith(".")
    assert answer.headers["cache-control"] == "no-store"


def test_nothing_but_a_get_is_answered(browser):
    assert browser.get(EXACT, "POST").status == 405


def test_what_breaks_says_so_and_shows_no_trace(browser, monkeypatch):
    def fail(ask, pause):
        raise ZeroDivisionError("division by zero")
        yield

    monkeypatch.setitem(KINDS, "basins", KINDS["basins"]._replace(draw=fail))
    answer = browser.get(EXACT + "&seed=7")
    assert (answer.status, answer.text) == (500, BROKEN)


def test_points_that_a_visit_holds_are_found_while_it_does(browser):
    points = ";".join(f"{row / 7:.12f},{row / 3 + 1:.12f}" for row in range(200))
    assert len(points) > MOST_LINKED
    held = Held()
    name = held.fold({"data": points})["data"]
    asked = f"/{MAPS_URL}/basins?landscape=line_scaled&steps=10&data={name}"
    assert browser.get(asked).status == 200
    del held
    assert browser.get(asked + "&alpha=0.2").status == 400


def test_a_browser_that_leaves_is_not_waited_for(browser):
    begun, left = threading.Event(), []

    def endless(ask, pause):
        begun.set()
        try:
            while True:
                pause()
        finally:
            left.append(True)
        yield

    async def go():
        gone = asyncio.Event()

        async def receive():
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message):
            raise AssertionError(message)

        path, _, query = EXACT.partition("?")
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []}
        asking = asyncio.create_task(browser.app(scope, receive, send))
        while not begun.is_set():
            await asyncio.sleep(0.01)
        gone.set()
        await asyncio.wait_for(asking, 5)
        while not left:
            await asyncio.sleep(0.01)

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(KINDS, "basins", KINDS["basins"]._replace(draw=endless))
        asyncio.run(asyncio.wait_for(go(), 20))


def test_what_breaks_off_is_not_ended_as_if_it_were_whole(browser, monkeypatch):
    def breaks(ask, pause):
        yield b"first"
        raise ZeroDivisionError

    monkeypatch.setitem(KINDS, "basins", KINDS["basins"]._replace(draw=breaks))
    sent = []

    async def go():
        async def receive():
            await asyncio.Event().wait()

        async def send(message):
            sent.append(message)

        path, _, query = EXACT.partition("?")
        scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []}
        await browser.app(scope, receive, send)

    asyncio.run(asyncio.wait_for(go(), 20))
    assert sent[-1]["more_body"]
