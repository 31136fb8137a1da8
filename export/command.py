"""A command that makes a file of links, without a browser: the whole file, or a sentence and none."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from address.race import UnreadableError
from export.shown import Shown, TooMuchError

REFUSED = 2  # as the shell hears of wrong arguments


def carry_out(links: Sequence[str], target: str, write: Callable[[Sequence[Shown]], Iterator[bytes]]) -> int:
    """Write what the links show; returns the command's exit code, with a sentence for people on the way."""
    try:
        size = save(Path(target), write([Shown.at(link) for link in links]))
    except (UnreadableError, TooMuchError) as error:
        return refuse(str(error))
    except OSError as error:
        return refuse(f"{target} cannot be written: {error.strerror}.")
    print(f"{target}: {size:,} bytes")
    return 0


def refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return REFUSED


def save(target: Path, pieces: Iterator[bytes]) -> int:
    """A file that appears when it is whole; returns its bytes."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            size = sum(map(file.write, pieces))
        os.chmod(name, 0o666 & ~_mask())
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise
    return size


def _mask() -> int:
    """What new files of this user are not: it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
