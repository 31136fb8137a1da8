"""How long an expression may take: a text that anybody may have written must not hold up a server.

with patience():        whatever is run below here
    check()             raises TooLongError once the time is over
"""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import thread_time

LONGEST = 3.0  # seconds of its own work, however many others work beside it
UNTIL = ContextVar("until", default=math.inf)


class TooLongError(ValueError):
    """What took too long; the sentence says so."""


@contextmanager
def patience(seconds: float | None = None) -> Iterator[None]:
    """Within another patience the shorter holds."""
    before = UNTIL.set(min(UNTIL.get(), thread_time() + (LONGEST if seconds is None else seconds)))
    try:
        yield
    finally:
        UNTIL.reset(before)


def check():
    """Called at every step of every run."""
    if thread_time() > UNTIL.get():
        raise TooLongError("This takes too long to compute.")
