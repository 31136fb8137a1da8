"""An archive: a zip file that is handed out a piece at a time while it is put together, in memory alone."""

import io
import zipfile
from collections.abc import Callable, Iterator

WRITTEN_AT = (1980, 1, 1, 0, 0, 0)  # the same contents make the same bytes

Member = tuple[str, Callable]  # its name, and what writes it to a file that it is given


class Outlet(io.RawIOBase):
    """What is written, until it is taken. It cannot be gone back in, and a zip file does without."""

    def __init__(self):
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece, /) -> int:
        self.pieces.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        piece = b"".join(self.pieces)
        self.pieces.clear()
        return piece


def pack(members: Iterator[Member], compressed: bool) -> Iterator[bytes]:
    """A zip file of some members, a piece for each."""
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w") as archive:
        for name, write in members:
            about = zipfile.ZipInfo(name, WRITTEN_AT)
            about.compress_type = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
            about.external_attr = 0o644 << 16
            with archive.open(about, "w") as member:
                write(member)
            yield outlet.take()
    yield outlet.take()
