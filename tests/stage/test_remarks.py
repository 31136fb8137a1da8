"""Remarks for the page: the same for all, one run's at a time, and nobody waits for another's."""

import threading

import numpy as np
import pytest

import stage.remarks
from descent.narrate import narrate
from descent.setting import Course, Runner, Setting
from descent.study import study
from descent.witness import Memoir
from landscapes import LANDSCAPES
from memory import Memory
from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from stage.encoding import decode
from stage.parts import ID_BYTES
from stage.remarks import remarks_of

COURSE = Course(LANDSCAPES["double_well"], (1.5, -1.6), 30)


MEMOIR = Memoir(np.zeros((2, 0)), np.zeros((2, 0)), np.zeros(0), ())  # these do not look at it


def runner(rate):
    return Runner(OPTIMIZERS["adam"](), SCHEDULES["constant"](horizon=30), rate)


@pytest.fixture(autouse=True)
def forgotten():
    stage.remarks._made.clear()


def test_they_are_those_of_the_run():
    header, _ = decode(remarks_of(COURSE, runner(0.1), study(COURSE, runner(0.1)).memoir).message[ID_BYTES:])
    assert header["remarks"] == narrate(Setting(COURSE, (runner(0.1),))).remarks != []


def test_while_some_are_being_made_others_are_refused_and_known_ones_are_given(monkeypatch):
    known = remarks_of(COURSE, runner(0.1), study(COURSE, runner(0.1)).memoir)
    begun, go_on = threading.Event(), threading.Event()

    def remark(course, runner, memoir):
        begun.set()
        assert go_on.wait(60)
        return ["slow"]

    monkeypatch.setattr(stage.remarks, "remark", remark)
    first = threading.Thread(target=remarks_of, args=(COURSE, runner(0.2), MEMOIR))
    first.start()
    assert begun.wait(60)
    assert remarks_of(COURSE, runner(0.3), MEMOIR) is None
    assert remarks_of(COURSE, runner(0.1), MEMOIR) == known
    go_on.set()
    first.join()
    assert decode(remarks_of(COURSE, runner(0.2), MEMOIR).message[ID_BYTES:])[0]["remarks"] == ["slow"]


def test_a_failure_does_not_keep_the_others_waiting(monkeypatch):
    def remark(course, runner, memoir):
        raise MemoryError

    monkeypatch.setattr(stage.remarks, "remark", remark)
    with pytest.raises(MemoryError):
        remarks_of(COURSE, runner(0.1), MEMOIR)
    monkeypatch.setattr(stage.remarks, "remark", lambda *run: [])
    assert remarks_of(COURSE, runner(0.1), MEMOIR) is not None


def test_only_so_many_bytes_are_remembered(monkeypatch):
    monkeypatch.setattr(stage.remarks, "_made", Memory(megabytes=0.01, apart=LANDSCAPES.values()))
    monkeypatch.setattr(stage.remarks, "remark", lambda course, runner, memoir: [str(runner.learning_rate)])
    rates = np.linspace(0.1, 0.2, 30)
    for rate in rates:
        remarks_of(COURSE, runner(rate), MEMOIR)
    kept = [key[1].learning_rate for key in stage.remarks._made]
    assert 1 < len(kept) < 20
    assert kept == list(rates[-len(kept) :])
