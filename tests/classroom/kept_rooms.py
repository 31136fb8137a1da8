"""Rooms for the tests of the store, and processes that answer in them."""

import subprocess
import sys
from pathlib import Path

from classroom.room import LIFE, Room, hash_secret, move

ROOT = Path(__file__).parent.parent.parent
NOON = 1_800_000_000.0  # seconds since the epoch
ANSWERING = """
import sys
from classroom.store import open_store
store = open_store(sys.argv[1], clock=lambda: float(sys.argv[2]))
for count in range(int(sys.argv[4])):
    if not store.answer("KQXZ", 1, 1, f"{sys.argv[3]}{count}", str(count)):
        break
    print(f"{sys.argv[3]}{count}", flush=True)
"""


def made(code: str = "KQXZ", at: float = NOON, **more) -> Room:
    return Room(code, hash_secret("a secret"), at, at + LIFE, **{"picture": "/?landscape=bowl", **more})


def moved(room: Room, *names: str) -> Room:
    for name in names:
        room = move(room, name, {"key": "trapped/1", "control": "learning_rate", "on": True, "at": room.at})
    return room


def change(store, *names: str, code: str = "KQXZ"):
    """Make moves in a stored room that nobody else changes."""
    before = store.find(code)
    assert store.change(before, moved(before, *names))


def begin_answering(setting: str, name: str, count: int) -> subprocess.Popen:
    """A process that stores so many answers, each of another student, and prints each that is confirmed."""
    command = [sys.executable, "-c", ANSWERING, setting, str(NOON), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
