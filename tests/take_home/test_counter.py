"""The counter: orders take turns by pieces, nothing is made ahead, and what nobody waits for is left."""

import asyncio
import itertools
import threading

import pytest
from loops import Turns, in_a_loop

from take_home import counter as counters
from take_home.counter import BusyError, Counter


@pytest.fixture
def counter():
    return Counter(Turns())  # pyright: ignore[reportArgumentType] -- only who runs is looked at


async def all_of(counter, make):
    return [piece async for piece in counter.pieces(make)]


@in_a_loop
async def test_a_file_comes_in_pieces_and_each_is_made_when_the_one_before_was_taken(counter):
    made = []

    def make(pause):
        for name in "abc":
            made.append(name)
            yield name.encode()

    pieces = counter.pieces(make)
    assert await anext(pieces) == b"a"
    await asyncio.sleep(0.05)
    assert made == ["a"]
    assert [piece async for piece in pieces] == [b"b", b"c"]
    assert counter.orders == 0


@in_a_loop
async def test_two_orders_take_turns(counter):
    made = []

    def maker(name):
        def make(pause):
            for _ in range(20):
                made.append(name)
                yield b"."

        return make

    await asyncio.gather(*(all_of(counter, maker(name)) for name in "ab"))
    assert made.index("b") < 3
    assert sum(one != other for one, other in itertools.pairwise(made)) > 10


@in_a_loop
async def test_what_nobody_waits_for_is_left_at_its_next_step(counter):
    begun, told = threading.Event(), []

    def make(pause):
        begun.set()
        try:
            for _ in range(10_000):
                threading.Event().wait(0.002)
                pause()
        finally:
            told.append("left")
        yield b"never"

    waiting = asyncio.create_task(all_of(counter, make))
    while not begun.is_set():
        await asyncio.sleep(0.005)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert await asyncio.wait_for(all_of(counter, lambda pause: iter([b"next"])), 2) == [b"next"]
    assert told == ["left"]
    assert counter.orders == 0


@in_a_loop
async def test_there_is_an_end_to_how_many_are_made_at_once(counter, monkeypatch):
    monkeypatch.setattr(counters, "MOST_ORDERS", 2)
    held = [counter.pieces(lambda pause: iter([b"1", b"2"])) for _ in range(2)]
    for pieces in held:
        await anext(pieces)
    with pytest.raises(BusyError):
        await anext(counter.pieces(lambda pause: iter([b"1"])))
    await held[0].aclose()
    assert await all_of(counter, lambda pause: iter([b"1"])) == [b"1"]


@in_a_loop
async def test_an_error_is_the_askers_and_the_next_order_is_made(counter):
    def fail(pause):
        yield b"begun"
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        await all_of(counter, fail)
    assert await all_of(counter, lambda pause: iter([b"1"])) == [b"1"]
    assert counter.orders == 0
