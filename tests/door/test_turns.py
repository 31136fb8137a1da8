"""Whose turn it is: quick runs pass long ones, who had much waits, and nobody waits for good."""

import asyncio
import functools
import inspect
import threading

import pytest
from streamlit.runtime.scriptrunner import script_runner

from door.turns import FORGETTING, HEAVY, LANES, LONG, MOST, SCRIPT_THREAD, Turns, count_scripts, kind_of


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
def scripts():
    """How many scripts still run for those who have left, as a list of one number."""
    return [0]


@pytest.fixture
def turns(clock, scripts):
    turns = Turns(clock, lambda: scripts[0] + len(turns.running))
    return turns


def visitor(turns, seconds=0.01):
    """The account of one who has just had a run of so many seconds; None for a newcomer."""
    account = turns.open_account()
    if seconds is not None:
        account.charge(seconds)
    return account


def runs(turn):
    return turn.granted.done() and turn.granted.result()


@in_a_loop
def test_a_few_run_at_once_and_the_others_follow_in_order(turns, clock):
    asked = [turns.ask(visitor(turns)) for _ in range(LANES + 2)]
    assert [runs(turn) for turn in asked] == [True] * LANES + [False, False]
    turns.end(asked[0])
    assert runs(asked[LANES])
    assert not runs(asked[LANES + 1])


@in_a_loop
def test_who_had_much_lets_those_pass_who_had_little(turns, clock):
    holders = [turns.ask(visitor(turns)) for _ in range(LANES)]
    greedy = visitor(turns)
    for _ in range(10):
        greedy.charge(0.1)
    late, early = turns.ask(greedy), turns.ask(visitor(turns))
    turns.end(holders[0])
    assert runs(early)
    assert not runs(late)


@in_a_loop
def test_what_was_had_is_forgotten(turns, clock):
    account = visitor(turns, 1.0)
    clock.now += 5 * FORGETTING
    assert account.recent < 0.01


@in_a_loop
def test_newcomers_cannot_keep_one_waiting_for_good(turns, clock):
    for long in (0.2, 2 * LONG):
        newcomers = [turns.ask(visitor(turns, None)) for _ in range(20)]
        waiting = turns.ask(visitor(turns, long))
        for _ in range(100):
            clock.now += 0.1
            newcomers.append(turns.ask(visitor(turns, None)))
            turns.end(next(turn for turn in newcomers if turn in turns.running))
        assert runs(waiting)
        for turn in [*newcomers, waiting]:
            turns.end(turn)


@in_a_loop
def test_a_run_that_becomes_long_gives_its_lane_to_the_quick(turns, clock):
    for _ in range(LANES):
        turns.ask(visitor(turns))
    waiting = turns.ask(visitor(turns))
    assert not runs(waiting)
    clock.now += 1.1 * LONG
    turns.call_next()
    assert runs(waiting)


@pytest.mark.parametrize("before", [None, 2 * LONG])
@in_a_loop
def test_the_unknown_and_the_long_share_few_lanes_beside_the_quick(turns, clock, before):
    heavy = [turns.ask(visitor(turns, before)) for _ in range(HEAVY + 1)]
    quick = [turns.ask(visitor(turns)) for _ in range(LANES)]
    assert [runs(turn) for turn in heavy] == [True] * HEAVY + [False]
    assert all(map(runs, quick))
    turns.end(heavy[0])
    assert runs(heavy[-1])


@in_a_loop
def test_what_one_visitors_link_cost_is_known_of_all_like_it(turns, clock):
    dear, cheap = "landscape=levy&steps=1000&alpha=0.1", "landscape=ravine"
    for link, seconds in ((dear, 2.0), (cheap, 0.02)):
        first = turns.ask(visitor(turns, None), link)
        assert runs(first)
        clock.now += seconds
        turns.end(first)
    assert turns.ask(visitor(turns, None), dear.replace("0.1", "0.2")).is_heavy
    assert not turns.ask(visitor(turns, None), cheap).is_heavy
    assert turns.ask(visitor(turns, None), "landscape=booth").is_heavy, "nobody has been there"


@in_a_loop
def test_a_run_that_nobody_waited_for_tells_nothing_of_its_cost(turns, clock):
    turns.end(turns.ask(visitor(turns, None), "landscape=levy"), finished=False)
    assert turns.ask(visitor(turns, None), "landscape=levy").is_heavy


@in_a_loop
def test_runs_taken_for_quick_ones_do_not_pile_up(turns, clock):
    for _ in range(40):
        turns.ask(visitor(turns))
        clock.now += 1.1 * LONG
        turns.call_next()
    assert len(turns.running) == MOST


@in_a_loop
def test_what_is_computed_for_those_who_left_counts_until_it_ends(turns, clock, scripts):
    left = [turns.ask(visitor(turns, None), f"landscape={number}") for number in range(HEAVY)]
    for turn in left:
        turns.end(turn)
        scripts[0] += 1
    newcomer, quick = turns.ask(visitor(turns, None)), turns.ask(visitor(turns))
    assert not runs(newcomer)
    assert runs(quick)
    scripts[0] = 0
    turns.call_next()
    assert runs(newcomer)


@in_a_loop
def test_who_leaves_the_queue_is_not_waited_for(turns, clock):
    holders = [turns.ask(visitor(turns)) for _ in range(LANES)]
    left, stopped, staying = (turns.ask(visitor(turns)) for _ in range(3))
    turns.end(left)
    turns.end(left)
    stopped.granted.cancel()
    turns.end(holders[0])
    assert left.granted.result() is False
    assert runs(staying)


@in_a_loop
def test_it_is_quiet_when_nothing_runs_and_nothing_has(turns, clock):
    turn = turns.ask(visitor(turns))
    clock.now += 10
    assert not turns.is_quiet(1)
    turns.end(turn)
    assert not turns.is_quiet(1)
    clock.now += 1
    assert turns.is_quiet(1)


def test_scripts_are_counted_by_streamlits_name_for_their_threads():
    assert f'name="{SCRIPT_THREAD}"' in inspect.getsource(script_runner)
    done = threading.Event()
    before = count_scripts()
    thread = threading.Thread(target=done.wait, name=SCRIPT_THREAD)
    thread.start()
    assert count_scripts() == before + 1
    done.set()
    thread.join()


def test_links_are_alike_whatever_their_numbers_but_for_the_size_of_the_run():
    assert kind_of("landscape=levy&steps=1000&alpha=3") == kind_of("alpha=7&steps=990&landscape=levy&seed=4")
    assert kind_of("steps=1000") != kind_of("steps=100")
    assert kind_of("steps=" + "9" * 5000) == kind_of("steps=" + "9" * 40)
