"""Courtesy: long work beside the visitors' turns gives way to them, and is left when nobody waits for it any more."""

import time
from collections.abc import Callable

from door.turns import Turns

SPELL = 0.01  # seconds of work between two looks at who else wants the processor
PATIENCE = 0.1  # seconds that work waits for turns before it goes on for another spell
NAP = 0.002  # seconds

Pause = Callable[[], None]


class LeftError(Exception):
    """Nobody waits for this any more."""


class Courtesy:
    """`pause` is called between small steps of the work, in its thread."""

    def __init__(self, turns: Turns, is_wanted: Callable[[], bool]):
        self.turns = turns
        self.is_wanted = is_wanted
        self.until = 0.0

    def begin(self):
        """Call before each piece of the work."""
        self.until = 0.0

    def pause(self):
        """Let others go first. Raises LeftError when nobody waits."""
        if time.perf_counter() < self.until:
            return
        deadline = time.perf_counter() + PATIENCE
        while self.is_wanted() and self.turns.running and time.perf_counter() < deadline:
            time.sleep(NAP)
        if not self.is_wanted():
            raise LeftError
        self.until = time.perf_counter() + SPELL
