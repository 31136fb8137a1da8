"""The load bench's visitors and the real server understand each other: what is measured is a visitor's wait."""

import argparse
import asyncio
from collections import Counter

import pytest
from streamlit.proto.Delta_pb2 import Delta

from address import read
from bench.load.__main__ import loopback
from bench.load.crowd import Crowd, Event, Summary
from bench.load.links import LINKS
from bench.load.tab import KnownMessages, PageError
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


@pytest.mark.parametrize("url", ["http://localhost:8501", "http://127.0.0.1:8501/", "http://[::1]:8501"])
def test_this_machine_may_be_put_under_load(url):
    assert loopback(url) == url.rstrip("/")


@pytest.mark.parametrize("url", ["http://example.org", "http://10.0.0.1", "https://localhost", "http://localhost.org"])
def test_others_may_not(url):
    with pytest.raises(argparse.ArgumentTypeError):
        loopback(url)


def test_a_message_is_kept_for_as_many_runs_as_it_is_not_asked_for():
    known = KnownMessages()
    known.most_runs = 1
    for name, fragment in {"asked for": "mine", "forgotten": "mine", "of another fragment": "other"}.items():
        known.keep(name, Delta(fragment_id=fragment))
    for _ in range(2):
        known.recall("asked for")
        known.age(["mine"])
    assert set(known.deltas) == {"asked for", "of another fragment"}
    known.recall("asked for")
    known.age([])
    assert set(known.deltas) == {"asked for"}


@pytest.mark.parametrize(("repeats", "told"), [(True, 3), (False, 1)])
def test_what_is_not_answered_is_told_again_as_the_stage_does(repeats, told, monkeypatch):
    wishes = []

    class Unheard(Visitor):
        async def tell(self, wish):
            wishes.append(wish)

    async def wait_for_nothing():
        await Unheard("http://localhost", repeats=repeats).wish({"explain": []}, patience=0.5)

    monkeypatch.setattr("bench.load.visitor.ANSWER_PAUSE", 0.1)  # again after 0.1 and 0.3
    with pytest.raises(TimeoutError):
        asyncio.run(wait_for_nothing())
    assert wishes == [{"explain": [], "seq": 1}] * told


class Stranger:
    """Stands in for a visitor: each release ends as its number says."""

    notches = (1.0,)
    endings = (None, TimeoutError(), ConnectionError(), PageError())

    def __init__(self, number):
        self.number = number

    async def connect(self):
        if self.number == 1:
            raise ConnectionError

    async def release(self, value):
        if ending := self.endings[self.number % len(self.endings)]:
            raise ending

    async def close(self):
        pass


def test_a_crowd_goes_on_when_one_of_it_meets_with_an_error():
    async def work():
        crowd = Crowd(Stranger, 4, interval=0.05, arrival=0)
        await crowd.gather()
        assert crowd.open == 3
        await crowd.work(0.3)
        here = crowd.open
        await crowd.part()
        return crowd, here

    crowd, here = asyncio.run(work())
    faults = Counter((event.what, event.fault) for event in crowd.events)
    assert here > 0 == crowd.open
    assert faults["opening", "connection lost"] == 1
    assert all(faults["release", fault] for fault in ("", "no answer", "connection lost", "error on the page"))
    assert faults["opening", ""] > 4  # who lost the page came again


def test_percentiles_are_of_what_was_answered():
    events = [Event(0, "release", share / 1000) for share in range(100)]
    summary = Summary.of([*events, Event(0, "release", 30, "no answer"), Event(0, "opening", 5)], "release")
    assert summary == (100, {50: 50, 95: 95, 99: 99, 100: 99})
    assert Summary.of([], "release") == (0, {})
