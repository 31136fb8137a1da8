"""The load bench's visitors and the real server understand each other: what is measured is a visitor's wait."""

import asyncio

import pytest

from address import read
from bench.load.links import LINKS
from bench.load.visitor import Visitor, control_of


def released(answer) -> float:
    control = control_of(answer.header)
    return control["values"][control["index"]]


def test_each_visitor_gets_the_picture_of_what_it_let_go_of(server):
    async def visit(query: str, notch: int):
        async with Visitor.open(server.url, query) as visitor:
            value = visitor.notches[notch]
            answer = await visitor.release(value)
            return visitor, value, answer

    async def visit_both():
        return await asyncio.gather(*(visit(query, notch) for query, notch in zip(LINKS, (20, 60), strict=False)))

    for query, (visitor, value, answer) in zip(LINKS, asyncio.run(visit_both()), strict=False):
        assert released(answer) == value
        assert answer.header["seq"] == 1
        assert 0 < answer.received < visitor.received
        assert visitor.query == f"{query}&alpha={value}"


def test_what_a_browser_keeps_does_not_travel_again(server):
    async def go_and_come_back():
        async with Visitor.open(server.url, LINKS[0]) as visitor:
            first = released(await visitor.wish({}))
            away = await visitor.release(visitor.notches[10])
            back = await visitor.release(first)
            assert released(back) == first
            return away, back

    away, back = asyncio.run(go_and_come_back())
    assert back.received < away.received


def test_a_visitor_that_does_not_read_is_sent_no_more_than_fits_on_the_way(server):
    async def ignore():
        async with Visitor.open(server.url, LINKS[0], reads=False) as visitor:
            await asyncio.sleep(0.2)
            return visitor.received

    assert asyncio.run(ignore()) == 0


@pytest.mark.parametrize("link", LINKS)
def test_every_link_is_read_as_it_is_meant(link):
    _, notices = read(dict(part.split("=") for part in link.split("&")), most_runners=1)
    assert not notices
