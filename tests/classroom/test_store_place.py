"""Where rooms are kept: damage, full disks, dying processes, and what is said of them."""

import logging
import re
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from kept_rooms import NOON, begin_answering, change, made
from sqlalchemy import event

from classroom import clock
from classroom.place import FILE, NO_DATABASE, NO_FILE, NO_PLACE, PUT_ASIDE, SETTING
from classroom.store import DISK_FULL, StoreError, open_store

HEADER = 100  # bytes of SQLite's own, in which opening a file may note something


def opened(folder, asks=True):
    store = open_store(str(folder), lambda: NOON)
    if asks:
        store.open_room(made())
        change(store, "ask")
    return store


def bytes_of(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_process_that_is_killed_has_lost_nothing_that_it_confirmed(tmp_path):
    store = opened(tmp_path)
    with begin_answering(str(tmp_path), "a", 100_000) as process:
        confirmed = {process.stdout.readline().strip() for _ in range(20)}
        process.kill()
        confirmed |= {line.strip() for line in process.stdout if line.endswith("\n")}
    stored = {student for _, student, _ in store.answers("KQXZ", 1)}
    assert len(confirmed) >= 20
    assert confirmed <= stored
    assert len(stored - confirmed) <= 1  # stored, but not said any more
    assert store.answer("KQXZ", 1, 1, "b", "0")


def test_a_full_disk_is_said_and_forgotten_once_there_is_room(tmp_path):
    store, pages = opened(tmp_path), [12]
    event.listen(
        store.engine, "begin", lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={pages[0]}")
    )
    confirmed = []

    def answer_on():
        for count in range(500):
            store.answer("KQXZ", 1, 1, f"s{count:03}", '"' + "x" * 500 + '"')
            confirmed.append(f"s{count:03}")

    with pytest.raises(StoreError, match=re.escape(DISK_FULL)):
        answer_on()
    assert confirmed
    assert [student for _, student, _ in store.answers("KQXZ", 1)] == confirmed
    assert store.pulses(["KQXZ"]) == {"KQXZ": (2, len(confirmed))}
    pages[0] = 1000
    assert store.answer("KQXZ", 1, 1, "late", "0")


def test_a_folder_that_cannot_be_had_means_memory_and_a_sentence(tmp_path, caplog):
    (tmp_path / "taken").write_text("a file in the folder's place")
    (tmp_path / "odd" / FILE).mkdir(parents=True)
    for name in ("taken", "odd"):
        store = opened(tmp_path / name)
        assert (store.where, store.trouble) == ("memory", NO_FILE)
        assert store.answer("KQXZ", 1, 1, "ann", "0")
        assert SETTING in store.trouble
        assert str(tmp_path / name) in caplog.text  # for who runs the server


@pytest.mark.parametrize("kind", ["text", "torn", "other release"])
def test_a_file_that_cannot_be_read_is_put_aside_once_and_kept(tmp_path, kind):
    path = tmp_path / FILE
    if kind == "other release":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE rooms (code TEXT)")
        connection.close()
    else:
        store = opened(tmp_path)
        store.engine.dispose()
        whole = path.read_bytes()
        path.write_bytes(b"no database" * 500 if kind == "text" else whole[:4096] + b"\x07" * 9000 + whole[13096:])
    before = path.read_bytes()
    with ThreadPoolExecutor(3) as pool:  # as processes that start together
        stores = list(pool.map(lambda _: opened(tmp_path, asks=False), range(3)))
    assert [store.where for store in stores] == ["disk"] * 3
    assert sorted(store.trouble for store in stores) == ["", "", PUT_ASIDE]
    (aside,) = tmp_path.glob("rooms.unreadable-*.sqlite3")
    assert aside.read_bytes()[HEADER:] == before[HEADER:]
    stores[0].open_room(made())
    assert all(store.find("KQXZ") for store in stores)


def test_what_is_made_is_its_owners_alone(tmp_path):
    opened(tmp_path / "a" / "b").answer("KQXZ", 1, 1, "ann", "0")
    paths = [tmp_path / "a", *(tmp_path / "a").rglob("*")]
    assert {stat.filemode(path.stat().st_mode) for path in paths} == {"drwx------", "-rw-------"}
    assert len(paths) >= 5  # the file's journal too


def test_what_was_deleted_is_gone_from_the_disk(tmp_path):
    store = opened(tmp_path)
    for count in range(50):
        store.answer("KQXZ", 1, 1, f"student-{count}", '"in confidence"')
    assert b"in confidence" in bytes_of(tmp_path)
    store.delete("KQXZ")
    left = bytes_of(tmp_path)
    assert not any(word in left for word in (b"in confidence", b"student-", b"KQXZ", b"landscape=bowl"))


@pytest.mark.parametrize(
    ("setting", "trouble"),
    [
        ("postgresql://ann:s3cret@127.0.0.1:1/rooms", NO_DATABASE),
        ("postgresql://ann@127.0.0.1:1/rooms?password=s3cret", NO_DATABASE),
        ("postgresql://ann@127.0.0.1:1/rooms?s3cret=s3cret", NO_DATABASE),
        ("postgresql://ann:s3cret@127.0.0.1:port/rooms", NO_PLACE),
        ("mysql://ann:s3cret@127.0.0.1/rooms", NO_PLACE),
        ("s3cret://", NO_PLACE),
        ("://s3cret", NO_PLACE),
    ],
)
def test_a_database_that_cannot_be_had_is_said_without_its_password(setting, trouble, caplog):
    caplog.set_level(logging.DEBUG)
    store = open_store(setting)
    assert (store.where, store.trouble) == ("memory", trouble)
    assert "memory" in caplog.text
    assert "s3cret" not in caplog.text + trouble


def test_a_database_by_its_url_is_a_file_too(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'mine.db'}")
    assert (store.where, store.trouble) == ("disk", "")
    assert (tmp_path / "mine.db").stat().st_size > 0


def test_a_clock_that_is_set_moves_no_room(monkeypatch):
    before = clock.now()
    monkeypatch.setattr("time.time", lambda: before + 86400)
    assert 0 <= clock.now() - before < 60
