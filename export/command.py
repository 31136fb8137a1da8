"""A command that makes a file of links, without a browser: the whole file, or a sentence and none."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from address.race import UnreadableError
from export.archive import Member
from export.shown import Shown, TooMuchError, readable

REFUSED = 2  # as the shell hears of wrong arguments


def carry_out(links: Sequence[str], target: Path, write: Callable[[Sequence[Shown]], int]) -> int:
    """Write what the links show, so many bytes; returns the command's exit code, with a sentence on the way."""
    try:
        size = write(read_links(links))
    except (UnreadableError, TooMuchError) as error:
        return refuse(str(error))
    except OSError as error:
        return refuse(f"{target} cannot be written: {error.strerror}.")
    print(f"{target}: {size:,} bytes")
    return 0


def read_links(links: Sequence[str], captions: Sequence[str] = ()) -> list[Shown]:
    """Raises UnreadableError, whose sentence says which link it is."""
    pictures = []
    for place, link in enumerate(map(readable, links)):
        try:
            pictures.append(Shown.at(link, readable(captions[place]) if place < len(captions) else ""))
        except UnreadableError as error:
            raise UnreadableError(f"Nothing was made, because of link {place + 1}. {error}") from None
    return pictures


def refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return REFUSED


def save(target: Path, pieces: Iterator[bytes]) -> int:
    """A file that appears when it is whole; returns its bytes. What is no file, as a pipe, gets them one by one."""
    target = target.resolve()  # a link leads to what is written
    if target.exists() and not target.is_file():
        with target.open("wb") as stream:
            return sum(map(stream.write, pieces))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".overshoot.")
    try:
        with os.fdopen(handle, "wb") as file:
            size = sum(map(file.write, pieces))
        os.chmod(name, 0o666 & ~_mask())
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise
    return size


def save_folder(target: Path, members: Iterator[Member]) -> int:
    """The same of a folder, which must not be there yet or be empty."""
    name, size = tempfile.mkdtemp(dir=target.parent, prefix=".overshoot."), 0
    try:
        for member, write in members:
            path = Path(name, member)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write(file)
                size += file.tell()
        os.chmod(name, 0o777 & ~_mask())
        os.replace(name, target)
    except BaseException:
        shutil.rmtree(name)
        raise
    return size


def _mask() -> int:
    """What new files of this user are not: it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
