"""A log of a flood: a few of a kind a minute, and then how many there were."""

import logging

import pytest

from door import flood


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(flood.time, "monotonic", lambda: now[0])
    return now


def record(text, *values, level=logging.ERROR):
    return logging.LogRecord("server", level, __file__, 1, text, values, None)


def test_a_few_of_a_kind_pass_whatever_their_values(clock):
    calm = flood.FloodFilter()
    passed = sum(calm.filter(record("no room for %s", number)) for number in range(1000))
    assert passed == flood.MOST
    assert calm.filter(record("something else"))


def test_the_next_minute_tells_how_many_were_not_written(clock):
    calm = flood.FloodFilter()
    for number in range(100):
        calm.filter(record("no room for %s", number))
    clock[0] = flood.MINUTE
    told = record("no room for %s", 7)
    assert calm.filter(told)
    assert told.getMessage() == f"no room for 7 (and {100 - flood.MOST} more of this kind before)"


def test_news_have_more_room(clock):
    calm = flood.FloodFilter()
    assert all(calm.filter(record("a visit", level=logging.INFO)) for _ in range(flood.MOST_NEWS))
    assert not calm.filter(record("a visit", level=logging.INFO))
