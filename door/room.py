"""Room: how many connections this process may have open, as the system counts them (descriptors)."""

import os
from pathlib import Path

try:
    import resource
except ImportError:  # Windows counts otherwise, and further
    resource = None

SPARE = 64  # descriptors kept for files, and for the answers to those who find no room
EACH = 4  # for a visitor: his connection, and an event loop of his own that Streamlit makes
OPEN = Path("/dev/fd")


def make_room():
    """Take as many descriptors as the system gives to this process without being asked by an administrator."""
    if resource:
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def is_full(arriving: int = 0) -> bool:
    """Whether hardly any is left, once those who are arriving have what they need."""
    if resource is None or not OPEN.exists():
        return False
    room, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return len(os.listdir(OPEN)) + EACH * arriving > room - SPARE
