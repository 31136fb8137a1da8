"""The feed: the latest of everything to everybody, nothing that piles up, and an end when the server ends."""

import asyncio
import json
import os
import signal
import sqlite3
from unittest.mock import Mock

from loops import in_a_loop
from served_rooms import BOWL, served, token
from sqlalchemy.exc import OperationalError

from classroom import channel, hub
from classroom.keeper import ClosedError
from classroom.limits import Limit, network_of
from classroom.listener import BEAT, COUNTS, STATE, Listener
from classroom.rooms import heard_end
from classroom.store import StoreError


@in_a_loop
async def test_a_slow_reader_gets_the_latest_alone():
    listener = Listener("student")
    listener.names = b'"names":{}'
    for version in (b"1", b"2", b"3"):
        listener.put(STATE, b'{"version":%s}' % version)
        listener.put(COUNTS, b"{}")
    listener.beat()
    assert await listener.next() == b'event: state\ndata: {"version":3,"names":{}}\n\nevent: counts\ndata: {}\n\n'
    listener.beat()
    assert await listener.next() == BEAT
    listener.put(STATE, b'{"version":4}')
    assert b"names" not in await listener.next()
    listener.end(b"{}")
    assert await listener.next() == b"event: ended\ndata: {}\n\n"
    assert await listener.next() == b""


@in_a_loop
async def test_who_has_two_pages_open_is_one_and_who_left_is_none(tmp_path):
    async with served(tmp_path) as school:
        await school.open(BOWL)
        teacher = await school.listen("teacher")
        two = [await school.listen("student", token("ann")) for _ in range(2)]
        await school.listen("student", token("bob"))
        await teacher.until(lambda told: told.get("counts", {}).get("here") == 2)
        for page in two:
            await page.leave()
        await teacher.until(lambda told: told["counts"]["here"] == 1)


@in_a_loop
async def test_who_comes_beyond_the_most_is_told_so(tmp_path, monkeypatch):
    monkeypatch.setattr(hub, "MOST", dict.fromkeys(hub.MOST, 1))
    async with served(tmp_path) as school:
        await school.open(BOWL)
        first = await school.listen("student", token("ann"))
        await first.state(version=1)
        second = await school.listen("student", token("bob"))
        await second.task
        assert second.status == 503
        assert json.loads(second.seen)["said"]
        for role in ("projector", "teacher"):  # students keep nobody out who is none
            await (await school.listen(role)).state(version=1)


@in_a_loop
async def test_a_teacher_is_told_that_nothing_can_be_stored_until_something_is(tmp_path, monkeypatch):
    async with served(tmp_path) as school:
        await school.open(BOWL)
        await school.move("ask", key="verdict")
        teacher = await school.listen("teacher")
        await teacher.state(trouble="")
        with monkeypatch.context() as patch:
            full = {"side_effect": OperationalError("", {}, sqlite3.OperationalError("database or disk is full"))}
            patch.setattr(school.rooms.keeper.store, "writer", Mock(begin=Mock(**full)))
            refused = await school.answer("ann", 0)
            assert refused.status == 503
            await teacher.state(trouble=json.loads(refused.content)["said"])
            await asyncio.sleep(3 * channel.EVERY)  # reading goes on meanwhile
            assert teacher.told["state"]["trouble"]
        assert (await school.answer("ann", 0)).status == 200
        await teacher.state(trouble="")


@in_a_loop
async def test_who_comes_while_the_store_fails_or_closes_is_told_so(tmp_path, monkeypatch):
    async with served(tmp_path) as school:
        await school.open(BOWL)
        for failure in (StoreError("The disk is full."), ClosedError()):
            monkeypatch.setattr(channel, "mine_of", Mock(side_effect=failure))
            page = await school.listen("student", token("ann"))
            await page.task
            assert page.status == 503
            assert json.loads(page.seen)["said"]
        assert not school.rooms.hub.channels[school.code].listeners


@in_a_loop
async def test_students_are_told_nothing_new_while_others_answer(tmp_path):
    """Or a class of a hundred would send each other a hundred times a hundred states."""
    async with served(tmp_path) as school:
        await school.open(BOWL)
        student, teacher = await school.listen("student", token("ann")), await school.listen("teacher")
        await school.move("ask", key="verdict")
        await student.state(version=2)
        before = student.times["state"]
        for name in ("bob", "cleo", "dan"):
            await school.answer(name, 1)
        await teacher.until(lambda told: told["counts"]["answered"] == 3)
        assert student.times["state"] == before


@in_a_loop
async def test_a_store_that_fails_is_said_to_the_teacher_and_works_again(tmp_path, monkeypatch):
    monkeypatch.setattr(channel, "AGAIN", 0.05)
    monkeypatch.setattr(hub, "AGAIN", 0.05)
    async with served(tmp_path) as school:
        await school.open(BOWL)
        teacher = await school.listen("teacher")
        await teacher.state(version=1, trouble="")
        store = school.rooms.keeper.store
        assert store
        real = store.read

        def fail(found):
            raise StoreError("The disk is full.")

        store.read = fail
        await teacher.state(trouble="The disk is full.")
        assert (await school.move("pause", on=True)).status == 503
        store.read = real
        await teacher.state(trouble="")
        assert (await school.move("pause", on=True)).status == 200
        await teacher.state(paused=True)


@in_a_loop
async def test_an_address_that_changes_is_told_to_projector_and_teacher(tmp_path):
    async with served(tmp_path) as school:
        joining = school.rooms.hub.joining
        joining.look_up = lambda: "10.1.2.3"
        code = await school.open(BOWL)
        page = await school.listen("projector")
        assert (await page.state(version=1))["join"]["url"] == f"http://10.1.2.3:8501/room/{code}"
        joining.look_up = lambda: "10.9.9.9"
        await page.until(lambda told: "10.9.9.9" in told["state"]["join"]["url"])
        assert page.told["state"]["join"]["qr"].startswith("data:image/svg+xml")
        named = await school.listen("projector", {"Host": "school.example"})
        assert (await named.state(version=1))["join"]["url"] == f"http://school.example/room/{code}"


@in_a_loop
async def test_feeds_end_when_the_server_is_told_to_end(tmp_path):
    heard = []
    before = signal.signal(signal.SIGTERM, lambda *_: heard.append("the server's own"))
    try:
        async with served(tmp_path) as school:
            await school.open(BOWL)
            page = await school.listen("student", token("ann"))
            await page.state(version=1)
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.wait_for(page.task, 5)
            assert "ended" not in page.told  # the browser comes back
        assert heard == ["the server's own"]
        with heard_end(lambda: heard.append("ours")):
            pass
        os.kill(os.getpid(), signal.SIGTERM)
        assert heard == ["the server's own"] * 2
    finally:
        signal.signal(signal.SIGTERM, before)


def test_limits_come_back_with_time_and_keep_so_many():
    now = [0.0]
    limit = Limit(1.0, 2, most=3, clock=lambda: now[0])
    assert [limit.take("a") for _ in range(3)] == [True, True, False]
    now[0] = 1.0
    assert [limit.take("a") for _ in range(2)] == [True, False]
    for key in "bcdefg":
        assert limit.take(key)
    assert len(limit.used) == 3


def test_a_household_of_ipv6_is_one_network():
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1") != network_of("2001:db8:1:3::1")
    assert network_of("::ffff:10.0.0.1") == network_of("10.0.0.1")
