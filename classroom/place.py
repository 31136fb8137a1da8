"""Where rooms are kept: a file in a folder, a database by its URL, or memory where neither can be had.

OVERSHOOT_ROOMS names the folder, or the URL: postgresql://name:password@host/database, sqlite:///rooms.sqlite3, or
sqlite:// for memory. Without it the folder is `data` beside app.py. A file or a folder that is made here is its owner's
alone. What cannot be opened is told in the log, without passwords, and to the teacher in a sentence.
"""

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import URL, Connection, Engine, create_engine, delete, event, insert, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from classroom.schema import ROOMS, TABLES
from translations import Sentence

SETTING = "OVERSHOOT_ROOMS"
FOLDER = Path(__file__).parent.parent / "data"
FILE = "rooms.sqlite3"
DISK, MEMORY, DATABASE = "disk", "memory", "database"
PATIENCE = 5  # seconds to wait for another process, or for a database to answer
LONGEST = 10_000  # milliseconds of a statement in a database, and of silence on the way there
ONE_AT_A_TIME = 0x0E5400  # the lock under which tables are made; any number will do

TRIAL = {"code": "", "version": 0, "pulse": 0, "kind": "", "number": 0, "round": 0, "ends": 0.0, "state": ""}

ENDS_WITH_SERVER = "this room is in memory, and ends when the server stops. Whoever runs the server"
NO_FILE = Sentence(
    f"Rooms cannot be kept on the server's disk: {ENDS_WITH_SERVER} names a folder that can be written "
    f"in {SETTING}; the log says what is wrong with the present one."
)
NO_DATABASE = Sentence(
    f"The database of the rooms cannot be used: {ENDS_WITH_SERVER} finds out why in the log, "
    f"and puts it right or changes {SETTING}."
)
NO_PLACE = Sentence(
    f"{SETTING} names nothing that rooms can be kept in: {ENDS_WITH_SERVER} "
    "names a folder there, or postgresql://name:password@host/database."
)
PUT_ASIDE = Sentence(
    "The file of the rooms could not be read, and a new one was begun: rooms of before are gone. "
    f"The old file is still there, in the folder that {SETTING} names."
)

PRAGMAS = (
    f"busy_timeout={PATIENCE * 1000}",  # first: the others may have to wait
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
)

log = logging.getLogger(__name__)


class Place(NamedTuple):
    """`where` is DISK, MEMORY or DATABASE; `trouble` is a sentence for the teacher, or empty."""

    engine: Engine
    where: str
    trouble: str


class OtherTablesError(Exception):
    """There are tables of these names that have other columns."""


def open_place(setting: str) -> Place:
    """Memory, and why, where what is named cannot be opened; never an exception for that."""
    if "://" not in setting:
        return open_file((Path(setting).expanduser() if setting else FOLDER) / FILE)
    try:
        url = make_url(setting)
        kind = "postgresql" if url.drivername == "postgres" else url.get_backend_name()
    except (SQLAlchemyError, ValueError):
        kind = ""
    if kind == "postgresql":
        return open_database(url.set(drivername="postgresql+psycopg"))
    if kind == "sqlite":
        return open_file(Path(url.database)) if url.database not in (None, "", ":memory:") else open_memory("")
    log.warning("%s names neither a folder nor a PostgreSQL or SQLite database: rooms are in memory.", SETTING)
    return open_memory(NO_PLACE)


def open_file(path: Path) -> Place:
    trouble = ""
    try:
        make_private(path)
        with alone(path):
            engine = connect_file(path)
            if not is_sound(engine):
                engine.dispose()
                log.warning("%s could not be read: it is kept as %s.", path, put_aside(path))
                make_private(path)
                engine, trouble = connect_file(path), PUT_ASIDE
            prepare(engine)
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        log.warning("Rooms cannot be kept in %s, and are in memory: %s", path, reason(error))
        return open_memory(NO_FILE)
    return Place(engine, DISK, trouble)


def open_database(url: URL) -> Place:
    # Not more than each process needs: a PostgreSQL as it is installed has 100 connections for all.
    given = {"connect_timeout": PATIENCE, "tcp_user_timeout": LONGEST, "options": f"-c statement_timeout={LONGEST}"}
    try:
        engine = create_engine(
            url,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args=given,
            pool_size=10,
            max_overflow=0,
            pool_timeout=PATIENCE,
        )
        prepare(engine)
    except (OtherTablesError, SQLAlchemyError, ValueError, OSError) as error:
        secrets = [url.password, *url.query.values()]
        log.warning("The database of the rooms cannot be used, and they are in memory: %s", reason(error, secrets))
        return open_memory(NO_DATABASE)
    return Place(engine, DATABASE, "")


def open_memory(trouble: str) -> Place:
    # One connection, which is the database: threads wait for it in turn.
    engine = connect_sqlite(None, poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=PATIENCE)
    prepare(engine)
    return Place(engine, MEMORY, trouble)


def connect_file(path: Path) -> Engine:
    return connect_sqlite(str(path), pool_size=8, max_overflow=32)


def connect_sqlite(database: str | None, **pool: Any) -> Engine:
    """An engine whose transactions are SQLite's own: one that is `writing` waits its turn before it reads."""
    given = {"timeout": PATIENCE, "check_same_thread": False}
    engine = create_engine(URL.create("sqlite", database=database), hide_parameters=True, connect_args=given, **pool)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, record: Any):
        connection.isolation_level = None  # the driver begins nothing by itself
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection):
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def prepare(engine: Engine):
    """Make the tables that are not there, and write something. Raises SQLAlchemyError, OtherTablesError."""
    with engine.execution_options(writing=True).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ONE_AT_A_TIME})
        TABLES.create_all(connection)
        if not fits(connection):
            raise OtherTablesError("It has tables of these names with other columns.")
        connection.execute(insert(ROOMS).values(TRIAL))  # what cannot be written fails here, not in a lesson
        connection.execute(delete(ROOMS).where(ROOMS.c.code == TRIAL["code"]))


def fits(connection: Connection) -> bool:
    """Whether those tables that are there have the columns that they should have."""
    inspector = inspect(connection)
    return all(
        {column["name"] for column in inspector.get_columns(name)} == set(table.columns.keys())
        for name, table in TABLES.tables.items()
        if inspector.has_table(name)
    )


def is_sound(engine: Engine) -> bool:
    """Whether a file is a database that can be read, of this release or empty. Raises what has other causes."""
    try:
        with engine.connect() as connection:
            return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok" and fits(connection)
    except (sqlite3.Error, DBAPIError) as error:
        if code_of(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return False
        raise


def make_private(path: Path):
    """Folders that are not there yet, and the file, for their owner alone. Raises OSError."""
    for folder in [*reversed(path.parent.parents), path.parent]:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Of several processes that start together one after the other: an empty database of its own is the lock."""
    lock = path.with_suffix(".lock")
    make_private(lock)
    with closing(sqlite3.connect(lock, timeout=PATIENCE * 6, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield


def put_aside(path: Path) -> str:
    """Give a file, and what belongs to it, another name. Raises OSError."""
    aside = f"{path.stem}.unreadable-{datetime.now():%Y%m%d-%H%M%S-%f}{path.suffix}"
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(path.with_name(aside + suffix))
    return aside


def code_of(error: BaseException) -> int | str | None:
    """SQLite's number of an error without its details, or PostgreSQL's five characters."""
    cause = getattr(error, "orig", None) or error
    number = getattr(cause, "sqlite_errorcode", None)
    return number & 0xFF if number is not None else getattr(cause, "sqlstate", None)


def reason(error: BaseException, secrets: Any = ()) -> str:
    """The first line of what a driver says, without SQL, without what was to be stored, without passwords."""
    line = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
    for secret in secrets:
        line = line.replace(str(secret), "…") if secret else line
    return f"{type(error).__name__}: {line}"
