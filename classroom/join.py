"""How a class gets into a room: the address that the projector shows, and the same as a QR code.

The address is the server's as the settings name it, else this machine's in its network where the teacher's own page
speaks of localhost, else as the page was asked for.
"""

import time
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from door.origins import origin_of
from invitation import draw_qr, is_only_here, room_address

SECONDS = 3.0  # until a changed network is noticed


class Joining:
    """The address of this machine in its network, looked up once in a while. `host` is what the server listens on."""

    def __init__(self, host: str = ""):
        self.host = host
        self.until, self.found = 0.0, None

    def look_up(self) -> str | None:
        if (now := time.monotonic()) >= self.until:
            self.found, self.until = room_address(self.host), now + SECONDS
        return self.found

    def place(self, asked: str) -> str:
        """Where phones find the server, "http://192.168.1.7:8501/over", for who asked for it as `asked`."""
        parts = urlsplit(asked)
        if not is_only_here(parts.hostname or "") or not (own := self.look_up()):
            return asked
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{own}{port}{parts.path}"


def place_of(scope, prefixes: Iterable[str]) -> str:
    """Origin and path of the server as a request named it: "http://localhost:8501/over"."""
    path = max((prefix for prefix in prefixes if scope["path"].startswith(f"{prefix}/room")), key=len, default="")
    return origin_of(scope) + path


@lru_cache(maxsize=256)
def qr_of(url: str) -> str:
    return draw_qr(url)
