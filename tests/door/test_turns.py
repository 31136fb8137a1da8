"""Whose turn it is: quick runs pass long ones, who had much waits, and nobody waits for good."""

import asyncio
import functools

import pytest

from door.turns import FORGETTING, LANES, LONG, Turns


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def in_a_loop(test):
    @functools.wraps(test)
    def run(*args, **kwargs):
        async def inside():
            test(*args, **kwargs)

        asyncio.run(inside())

    return run


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def turns(clock):
    return Turns(clock)


def visitor(turns, clock, seconds=0.0):
    """The account of one who has just had a run of so many seconds."""
    account = turns.open_account()
    if seconds:
        account.charge(seconds)
    return account


def runs(turn):
    return turn.granted.done() and turn.granted.result()


@in_a_loop
def test_a_few_run_at_once_and_the_others_follow_in_order(turns, clock):
    asked = [turns.ask(visitor(turns, clock)) for _ in range(LANES + 2)]
    assert [runs(turn) for turn in asked] == [True] * LANES + [False, False]
    turns.end(asked[0])
    assert runs(asked[LANES])
    assert not runs(asked[LANES + 1])


@in_a_loop
def test_who_had_much_lets_those_pass_who_had_little(turns, clock):
    holders = [turns.ask(visitor(turns, clock)) for _ in range(LANES)]
    greedy = visitor(turns, clock)
    for _ in range(10):
        greedy.charge(0.1)
    late, early = turns.ask(greedy), turns.ask(visitor(turns, clock))
    turns.end(holders[0])
    assert runs(early)
    assert not runs(late)


@in_a_loop
def test_what_was_had_is_forgotten(turns, clock):
    account = visitor(turns, clock, 1.0)
    clock.now += 5 * FORGETTING
    assert account.recent < 0.01


@in_a_loop
def test_newcomers_cannot_keep_one_waiting_for_good(turns, clock):
    holder, *_ = [turns.ask(visitor(turns, clock)) for _ in range(LANES)]
    waiting = turns.ask(visitor(turns, clock, 0.2))
    for _ in range(50):
        clock.now += 0.1
        newcomer = turns.ask(visitor(turns, clock))
        turns.end(holder)
        if runs(waiting):
            return
        holder = newcomer
    pytest.fail("newcomers always passed")


@in_a_loop
def test_a_long_run_gives_its_lane_to_the_quick(turns, clock):
    for _ in range(LANES):
        turns.ask(visitor(turns, clock))
    waiting = turns.ask(visitor(turns, clock, 0.01))
    assert not runs(waiting)
    clock.now += 1.1 * LONG
    turns.call_next()
    assert runs(waiting)


@in_a_loop
def test_runs_known_to_be_long_go_one_by_one_beside_the_quick(turns, clock):
    first, second = (turns.ask(visitor(turns, clock, 2 * LONG)) for _ in range(2))
    quick = [turns.ask(visitor(turns, clock, 0.01)) for _ in range(LANES)]
    assert runs(first)
    assert not runs(second)
    assert all(map(runs, quick))
    turns.end(first)
    assert runs(second)


@in_a_loop
def test_newcomers_with_long_runs_do_not_pile_up(turns, clock):
    for _ in range(40):
        turns.ask(visitor(turns, clock))
        clock.now += 1.1 * LONG
        turns.call_next()
    assert len(turns.running) < 6
    assert runs(turns.ask(visitor(turns, clock, 0.01)))


@in_a_loop
def test_who_leaves_the_queue_is_not_waited_for(turns, clock):
    holders = [turns.ask(visitor(turns, clock)) for _ in range(LANES)]
    left, staying = (turns.ask(visitor(turns, clock)) for _ in range(2))
    turns.end(left)
    turns.end(left)
    turns.end(holders[0])
    assert left.granted.result() is False
    assert runs(staying)


@in_a_loop
def test_it_is_quiet_when_nothing_runs_and_nothing_has(turns, clock):
    turn = turns.ask(visitor(turns, clock))
    clock.now += 10
    assert not turns.is_quiet(1)
    turns.end(turn)
    assert not turns.is_quiet(1)
    clock.now += 1
    assert turns.is_quiet(1)
