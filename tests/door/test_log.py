"""The log in a flood, and when a sender breaks his own page."""

import logging

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.session_state import Serialized, WidgetMetadata, WStates

from door import log


@pytest.fixture
def clock(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(log.time, "monotonic", lambda: now[0])
    return now


def record(text, *values, level=logging.ERROR):
    return logging.LogRecord("server", level, __file__, 1, text, values, None)


def test_a_few_of_a_kind_pass_whatever_their_values(clock):
    calm = log.FloodFilter()
    passed = sum(calm.filter(record("no room for %s", number)) for number in range(1000))
    assert passed == log.MOST
    assert calm.filter(record("something else"))


def test_the_next_minute_tells_how_many_were_not_written(clock):
    calm = log.FloodFilter()
    for number in range(100):
        calm.filter(record("no room for %s", number))
    clock[0] = log.MINUTE
    told = record("no room for %s", 7)
    assert calm.filter(told)
    assert told.getMessage() == f"no room for 7 (and {100 - log.MOST} more of this kind before)"


def test_news_have_more_room(clock):
    calm = log.FloodFilter()
    assert all(calm.filter(record("a visit", level=logging.INFO)) for _ in range(log.MOST_NEWS))
    assert not calm.filter(record("a visit", level=logging.INFO))


def failing(work) -> logging.LogRecord:
    """What is logged of a run that failed at this."""
    try:
        work()
    except Exception as error:
        told = record("Uncaught app execution")
        told.exc_info = (type(error), error, error.__traceback__)
        return told
    pytest.fail("it does not fail")


def test_what_a_sender_broke_in_his_own_page_is_not_written():
    states = WStates()
    states.set_widget_metadata(WidgetMetadata("w", float, str, "double_value"))  # pyright: ignore[reportArgumentType]
    states["w"] = Serialized(WidgetState(id="w", string_value="garbage"))
    assert not log.skip_senders(failing(lambda: states["w"]))


def test_a_widget_that_no_page_has_is_the_senders_fault():
    def ask():
        raise KeyError('st.session_state has no key "$$ID-x".')

    assert not log.skip_senders(failing(ask))


def test_numbers_make_no_other_kind(clock):
    calm = log.FloodFilter()
    assert sum(calm.filter(record(f"task {number} failed")) for number in range(100)) == log.MOST


def test_an_error_of_the_app_is_written():
    assert log.skip_senders(failing(lambda: float("garbage")))
    assert log.skip_senders(record("no error at all"))
