"""The desk: one map at a time, the small ones first, left when nobody waits, kept when whole, never before a turn."""

import asyncio
import threading
import time

import pytest
from loops import Turns, in_a_loop

from door import courtesy
from maps import desk
from maps.ask import Ask, UnclearError
from maps.desk import BusyError, Desk


def asked(text):
    return Ask("", text, None, None, {})  # pyright: ignore[reportArgumentType] -- only the text is looked at


@pytest.fixture
def turns():
    return Turns()


@pytest.fixture
def table(turns):
    return Desk(turns)


async def all_of(table, text, draw, rank=0):
    return [message async for message in table.messages(asked(text), draw, lambda ask, done: rank)]


def drawing(*messages, told=None):
    """A draw that gives these messages and tells `told` who draws and what."""

    def draw(ask, pause):
        for message in messages:
            time.sleep(0.005)
            pause()
            if told is not None:
                told.append((ask.text, message))
            yield message

    return draw


def sleeping(told, gate):
    """A draw that says that it has begun, then runs steps until the gate is open."""

    def draw(ask, pause):
        told.append(ask.text)
        while not gate.is_set():
            time.sleep(0.001)
            pause()
        yield b"done"

    return draw


async def until(holds):
    for _ in range(2000):
        if holds():
            return
        await asyncio.sleep(0.002)
    raise AssertionError("it never came to that")


@in_a_loop
async def test_a_map_is_drawn_once_for_all_and_kept(table):
    told = []
    draw = drawing(b"1", b"2", told=told)
    both = await asyncio.gather(all_of(table, "a", draw), all_of(table, "a", draw))
    assert both == [[b"1", b"2"]] * 2
    assert await all_of(table, "a", draw) == [b"1", b"2"]
    assert told == [("a", b"1"), ("a", b"2")]
    assert not table.jobs


@in_a_loop
async def test_small_maps_go_between_the_messages_of_long_ones(table):
    told = []
    long = asyncio.create_task(all_of(table, "long", drawing(*map(bytes, [range(k) for k in range(40)]), told=told), 1))
    await until(lambda: told)
    await all_of(table, "small", drawing(b"s", told=told), 0)
    small = told.index(("small", b"s"))
    assert 0 < small < 40
    assert len(await long) == 40


@in_a_loop
async def test_what_nobody_waits_for_is_left(table):
    told, gate = [], threading.Event()
    first = asyncio.create_task(all_of(table, "left", sleeping(told, gate)))
    await until(lambda: told)
    first.cancel()
    assert await asyncio.wait_for(all_of(table, "next", drawing(b"n")), 5) == [b"n"]  # the gate is closed all the while
    assert not table.jobs
    gate.set()
    assert await all_of(table, "left", sleeping(told, gate)) == [b"done"]  # asked for again, it begins anew
    assert told == ["left", "left"]


@in_a_loop
async def test_one_that_goes_leaves_the_others_their_map(table):
    told, gate = [], threading.Event()
    draw = sleeping(told, gate)
    goes, stays = (asyncio.create_task(all_of(table, "a", draw)) for _ in range(2))
    await until(lambda: told)
    goes.cancel()
    gate.set()
    assert await stays == [b"done"]
    assert told == ["a"]


@in_a_loop
async def test_a_map_waits_while_a_turn_runs_but_not_for_ever(table, turns, monkeypatch):
    monkeypatch.setattr(courtesy, "PATIENCE", 0.15)
    turns.running.add("somebody")
    begun = time.perf_counter()
    assert await all_of(table, "a", drawing(b"1", b"2")) == [b"1", b"2"]
    assert time.perf_counter() - begun > 0.3  # once for each message
    turns.running.clear()
    begun = time.perf_counter()
    await all_of(table, "b", drawing(b"1", b"2"))
    assert time.perf_counter() - begun < 0.15


@in_a_loop
async def test_an_error_is_told_to_all_and_not_kept(table, caplog):
    def refuse(ask, pause):
        yield b"begun"
        raise UnclearError("No such thing.")

    for _ in range(2):
        with pytest.raises(UnclearError, match="No such thing"):
            await all_of(table, "a", refuse)
    assert not caplog.records  # the visitor's mistake is none of ours

    def fail(ask, pause):
        raise ZeroDivisionError
        yield

    with pytest.raises(ZeroDivisionError):
        await all_of(table, "b", fail)
    assert "could not be drawn" in caplog.text
    assert await all_of(table, "b", drawing(b"1")) == [b"1"]


@in_a_loop
async def test_what_has_no_rank_is_refused_and_holds_up_nobody(table):
    def refuse(ask, done):
        raise UnclearError("No such slider.")

    with pytest.raises(UnclearError, match="No such slider"):
        await anext(table.messages(asked("a"), drawing(b"1"), refuse))
    assert not table.jobs
    assert await asyncio.wait_for(all_of(table, "b", drawing(b"1")), 5) == [b"1"]


@in_a_loop
async def test_there_is_an_end_to_how_many_wait(table):
    told, gate = [], threading.Event()
    waiting = [asyncio.create_task(all_of(table, str(k), sleeping(told, gate))) for k in range(desk.MOST_WAITING)]
    await until(lambda: len(table.jobs) == desk.MOST_WAITING)
    with pytest.raises(BusyError):
        await all_of(table, "one more", drawing(b"1"))
    gate.set()
    assert await asyncio.gather(*waiting) == [[b"done"]] * desk.MOST_WAITING
    assert await all_of(table, "one more", drawing(b"1")) == [b"1"]
