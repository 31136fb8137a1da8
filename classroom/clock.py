"""The clock of the rooms: the wall's when the process starts, and from then on one that nobody can set."""

import time

# It goes on while the machine sleeps, where the system has such a one.
STEADY = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))


def count() -> float:
    """Seconds since some moment."""
    return time.monotonic() if STEADY is None else time.clock_gettime(STEADY)


BEGAN = time.time() - count()


def now() -> float:
    """Seconds since the epoch."""
    return BEGAN + count()
