"""The store keeps its word in memory, in a file and in a database: what is confirmed is there, nothing else is."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from kept_rooms import NOON, begin_answering, change, made, moved
from sqlalchemy import select, text

from classroom.room import LIFE
from classroom.schema import TABLES
from classroom.store import HEARD, Store, TakenError, open_store

MANY = 20_000  # answers that a process would store, were it not for the lock


class SetClock:
    """A clock that stands where it is put."""

    def __init__(self):
        self.moment = NOON

    def __call__(self) -> float:
        return self.moment


@pytest.fixture(params=["memory", "disk", "database"])
def setting(request, tmp_path):
    if request.param == "database":
        return request.getfixturevalue("postgres")
    return "sqlite://" if request.param == "memory" else str(tmp_path)


@pytest.fixture
def clock():
    return SetClock()


@pytest.fixture
def store(setting, clock):
    store = open_store(setting, clock)
    assert store.trouble == ""
    yield store
    TABLES.drop_all(store.engine)
    store.engine.dispose()


@pytest.fixture
def asking(store) -> Store:
    """With a room that asks its first question."""
    store.open_room(made())
    change(store, "ask")
    return store


def rows(store) -> int:
    """Of all tables."""
    with store.engine.connect() as connection:
        return sum(len(connection.execute(select(table)).all()) for table in TABLES.sorted_tables)


def test_a_room_comes_back_as_it_was_put_there(store):
    room = moved(made(language="de", picture="/?landscape=ravine&x=−1"), "ask", "lock", "again")
    store.open_room(room)
    assert store.find("KQXZ") == room
    assert store.find("KQXA") is None


def test_a_code_is_taken_until_its_room_has_ended(store, clock):
    store.open_room(made(language="de"))
    with pytest.raises(TakenError):
        store.open_room(made())
    assert store.find("KQXZ").language == "de"
    clock.moment += LIFE
    store.open_room(made(at=clock.moment))
    assert store.find("KQXZ").language == "en"


def test_a_student_has_one_answer_in_each_round_and_the_last_one_counts(asking):
    assert asking.answer("KQXZ", 1, 1, "ann", "0")
    assert asking.answer("KQXZ", 1, 1, "ann", "1")
    assert asking.answer("KQXZ", 1, 1, "ben", "[0.5, 2]")
    change(asking, "lock", "again")
    assert asking.mine("KQXZ", 1, 2, "ann") is None
    assert asking.answer("KQXZ", 1, 2, "ann", "2")
    assert asking.answers("KQXZ", 1) == [(1, "ann", "1"), (1, "ben", "[0.5, 2]"), (2, "ann", "2")]
    assert [asking.mine("KQXZ", 1, 1, name) for name in ("ann", "ben", "cem")] == ["1", "[0.5, 2]", None]


@pytest.mark.parametrize("place", [("KQXZ", 2, 1), ("KQXZ", 1, 2), ("KQXA", 1, 1)])
def test_what_is_not_asked_is_not_taken(asking, place):
    assert not asking.answer(*place, "ann", "0")
    assert not asking.run(place[0], place[1], "ann", 7)
    assert asking.answers(*place[:2]) == asking.runs(*place[:2]) == []


def test_what_is_locked_or_ended_is_not_taken(asking, clock):
    clock.moment += LIFE
    assert not asking.answer("KQXZ", 1, 1, "ann", "0")
    clock.moment -= LIFE
    change(asking, "lock")
    assert not asking.answer("KQXZ", 1, 1, "ann", "0")
    assert asking.answers("KQXZ", 1) == []


def test_each_notch_is_kept_once(asking):
    change(asking, "close", "collect")
    assert all(asking.run("KQXZ", 2, *told) for told in (("ann", 7), ("ann", 3), ("ann", 7), ("ben", 7)))
    assert asking.runs("KQXZ", 2) == [("ann", 3), ("ann", 7), ("ben", 7)]
    assert asking.own_runs("KQXZ", 2, "ann") == [3, 7]
    assert not asking.answer("KQXZ", 2, 0, "ann", "0")


def test_of_two_who_change_a_room_one_has_done_it(store):
    store.open_room(made())
    before = store.find("KQXZ")
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda name: store.change(before, moved(before, name)), ["pause", "ask"] * 4))
    after = store.find("KQXZ")
    assert sum(done) == 1
    assert after.version == before.version + 1
    assert after.paused != bool(after.asked)


def test_the_pulse_grows_with_what_is_taken_alone(asking):
    before = asking.pulses(["KQXZ", "KQXA"])
    asking.answer("KQXZ", 1, 1, "ann", "0")
    asking.answer("KQXZ", 1, 2, "ann", "0")
    assert before == {"KQXZ": (2, 0)}
    assert asking.pulses(["KQXZ"]) == {"KQXZ": (2, 1)}
    assert asking.pulses([]) == {}


def test_here_is_who_is_connected_to_processes_that_live(store, clock):
    store.open_room(made())
    store.say_here("KQXZ", "a", {"student": 90, "teacher": 1})
    clock.moment += HEARD - 1
    store.say_here("KQXZ", "b", {"student": 5})
    store.say_here("KQXZ", "b", {"student": 7, "projector": 2})
    assert store.here("KQXZ") == {"student": 97, "teacher": 1, "projector": 2}
    clock.moment += 2
    assert store.here("KQXZ") == {"student": 7, "teacher": 0, "projector": 2}
    store.say_here("KQXZ", "c", {"student": 1})
    store.leave("b")
    assert store.here("KQXZ") == {"student": 1, "teacher": 0, "projector": 0}


def test_nothing_stays_of_what_was_deleted_or_has_ended(asking, clock):
    asking.open_room(made("BCDF", NOON + 60))
    empty = rows(asking) - 1
    asking.answer("KQXZ", 1, 1, "ann", "0")
    change(asking, "close", "collect")
    asking.run("KQXZ", 2, "ann", 3)
    asking.say_here("KQXZ", "a", {"student": 1})
    assert rows(asking) == empty + 4
    clock.moment += LIFE
    assert asking.find("KQXZ") is None
    assert asking.pulses(["KQXZ", "BCDF"]) == {"BCDF": (1, 0)}
    asking.sweep(clock.moment)
    asking.say_here("KQXZ", "a", {"student": 1})
    assert rows(asking) == 1
    asking.delete("BCDF")
    assert rows(asking) == 0


def test_a_clock_that_was_set_back_gives_no_room_a_longer_life(store, clock):
    store.open_room(made(at=NOON + 5 * 3600))
    store.sweep(clock.moment)
    assert store.find("KQXZ").ends == NOON + LIFE


@pytest.mark.parametrize("setting", ["disk", "database"], indirect=True)
def test_no_answer_crosses_a_lock_and_none_that_was_confirmed_is_lost(setting, store):
    """Two processes answer while a third locks."""
    store.open_room(made())
    change(store, "ask")
    answering = [begin_answering(setting, name, MANY) for name in ("a", "b")]
    first = [process.stdout.readline().strip() for process in answering]  # both are at it
    change(store, "lock")
    at_lock = {student for _, student, _ in store.answers("KQXZ", 1)}
    confirmed = {*first, *(line for process in answering for line in process.communicate()[0].split())}
    assert confirmed == at_lock == {student for _, student, _ in store.answers("KQXZ", 1)}
    assert 2 <= len(confirmed) < 2 * MANY  # locked in the middle


def test_a_database_that_cut_all_connections_is_used_again(postgres):
    store, other = (open_store(postgres, lambda: NOON) for _ in range(2))
    store.open_room(made())
    with other.engine.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"))
    assert store.find("KQXZ")
    change(store, "ask")
    TABLES.drop_all(store.engine)
    store.engine.dispose()
    other.engine.dispose()
