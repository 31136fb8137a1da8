"""What is remembered: within its bytes, computed once however many ask, errors never."""

import gc
import tracemalloc
from contextlib import suppress
from threading import Barrier, Event, Thread

import numpy as np
import pytest

from address import read
from landscapes import LANDSCAPES
from memory import ENTRY, MEGABYTE, Memory, remember, weigh
from stage.picture import picture_of

PATIENCE = 60  # seconds, for a busy machine


def asked_by(work, *keys):
    """The answers to as many threads, all asking at the same moment; None for an error."""
    together, answers = Barrier(len(keys)), [None] * len(keys)

    def ask(place, key):
        together.wait(PATIENCE)
        with suppress(ZeroDivisionError):
            answers[place] = work(key)

    threads = [Thread(target=ask, args=pair) for pair in enumerate(keys)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return answers


def test_thirty_who_ask_at_once_get_one_computation():
    made = []

    @remember(megabytes=1)
    def work(key):
        made.append(key)
        Event().wait(0.05)  # long enough for all to ask
        return [key]

    answers = asked_by(work, *["a"] * 15, *["b"] * 15)
    assert sorted(made) == ["a", "b"]
    assert len({id(answer) for answer in answers}) == 2


def test_who_asks_for_something_else_need_not_wait():
    begun, go_on = Event(), Event()

    @remember(megabytes=1)
    def work(key):
        if key == "slow":
            begun.set()
            assert go_on.wait(PATIENCE)
        return key

    slow = Thread(target=work, args=("slow",))
    slow.start()
    assert begun.wait(PATIENCE)
    assert work("quick") == "quick"
    go_on.set()
    slow.join(PATIENCE)


def test_an_error_is_not_remembered_and_who_waited_tries_again():
    made = []

    @remember(megabytes=1)
    def work(key):
        made.append(key)
        Event().wait(0.05)
        return 1 / (len(made) - 1)  # the first one fails

    answers = asked_by(work, *["a"] * 10)
    assert len(made) == 2
    assert answers.count(None) == 1
    assert work("a") == 1


def test_what_was_used_longest_ago_goes_when_the_bytes_are_full():
    made = []

    @remember(megabytes=1)
    def work(key):
        made.append(key)
        return bytes(300_000)

    for key in "abcabcad":
        work(key)
        assert work.cache.currsize <= MEGABYTE
    assert made == list("abcd")
    work("a")
    work("b")  # was forgotten for "d"
    assert made == list("abcdb")


def test_what_is_larger_than_the_whole_memory_is_given_and_not_kept():
    @remember(megabytes=0.1)
    def work(key):
        return bytes(key)

    assert len(work(1_000_000)) == 1_000_000
    assert work.cache.currsize == 0


def test_a_thing_weighs_as_much_as_it_holds_and_a_view_as_what_it_is_of():
    whole = np.zeros(100_000)
    assert weigh(whole) == pytest.approx(800_000, rel=1e-3)
    assert weigh(whole[:3]) == pytest.approx(800_000, rel=1e-3)
    assert weigh((whole, {"again": whole})) == pytest.approx(800_000, rel=1e-3)
    assert weigh([whole, bytes(1000)], apart=[whole]) < 1200


def test_what_was_asked_for_weighs_too():
    memory = Memory(megabytes=1)
    memory["x" * 10_000] = 1
    assert memory.currsize > 10_000 + ENTRY
    assert memory["x" * 10_000] == 1


def test_pictures_weigh_what_they_take_and_keep_within_the_bound():
    """Each with a landscape of its own, or with long arrays: what a stranger would ask for."""
    some = [{"optimizer": "prodigy", "steps": "1000", "alpha": alpha} for alpha in ("0.5", "1.5")]
    some += [{"kappa": str(2 + number), "steps": "10"} for number in range(18)]
    picture = remember(megabytes=4, apart=LANDSCAPES.values())(picture_of.__wrapped__)

    def look_at(addresses):
        for params in addresses:
            course, (runner,) = read(params)[0].setting.course, read(params)[0].setting.runners
            picture(course, runner)
            assert picture.cache.currsize <= 4 * MEGABYTE

    look_at([{"kappa": "90"}])  # what every first picture leaves behind
    picture.cache_clear()
    gc.collect()
    tracemalloc.start()
    try:
        look_at(some)
        gc.collect()
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert 10 < len(picture.cache) < len(some)
    assert taken == pytest.approx(picture.cache.currsize, rel=0.3)
