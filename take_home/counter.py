"""The counter: files are made a piece at a time, in one thread, while no visitor's turn runs.

Several orders take turns by pieces. The next piece is made when the browser has taken the one before: a slow line holds
nobody up, and no more than a piece of each file is in memory.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from door.courtesy import Courtesy, LeftError, Pause
from door.turns import Turns

log = logging.getLogger("overshoot.take_home")

MOST_ORDERS = 100  # at once; one that waits for its reader costs what it holds, and no work

Make = Callable[[Pause], Iterator[bytes]]


class BusyError(Exception):
    """Too many files are being made."""


class Counter:
    def __init__(self, turns: Turns):
        self.turns = turns
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="take-home")
        self.orders = 0

    async def pieces(self, make: Make) -> AsyncGenerator[bytes]:
        """The pieces of a file as they are made. Raises BusyError, or what the making does."""
        if self.orders >= MOST_ORDERS:
            raise BusyError
        self.orders += 1
        wanted = True
        courtesy = Courtesy(self.turns, lambda: wanted)
        loop = asyncio.get_running_loop()
        making: Iterator[bytes] | None = None

        def make_one() -> bytes | None:
            nonlocal making
            courtesy.begin()
            making = make(courtesy.pause) if making is None else making
            return next(making, None)

        try:
            while (piece := await loop.run_in_executor(self.thread, make_one)) is not None:
                yield piece
        except LeftError:
            return
        finally:
            wanted = False
            self.orders -= 1
