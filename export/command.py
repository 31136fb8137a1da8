"""A command that makes a file of links, without a browser: the whole file, or a sentence and none."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from address.race import UnreadableError
from export.archive import Member
from export.shown import Shown, TooMuchError, readable

REFUSED = 2  # as the shell hears of wrong arguments


def carry_out(target: Path, write: Callable[[], int]) -> int:
    """Have so many bytes written; returns the command's exit code, with a sentence on the way."""
    try:
        size = write()
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
    with appearing(name, target, 0o666, os.unlink), os.fdopen(handle, "wb") as file:
        return sum(map(file.write, pieces))


def save_folder(target: Path, members: Iterator[Member]) -> int:
    """The same of a folder, which must not be there yet or be empty."""
    name, size = tempfile.mkdtemp(dir=target.parent, prefix=".overshoot."), 0
    with appearing(name, target, 0o777, shutil.rmtree):
        for member, write in members:
            path = Path(name, member)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                write(file)
                size += file.tell()
    return size


@contextmanager
def appearing(name: str, target: Path, mode: int, remove: Callable[[str], None]):
    """What is written under one name gets its own when it is whole, and goes if it is not."""
    try:
        yield
        os.chmod(name, mode & ~_mask())
        os.replace(name, target)
    except BaseException:
        remove(name)
        raise


def _mask() -> int:
    """What new files of this user are not: it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
