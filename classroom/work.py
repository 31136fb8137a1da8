"""The work of the rooms beside the visitors' turns: pictures are drawn in a thread that gives way to them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from door.courtesy import Courtesy, Pause
from door.turns import Turns

TELLING = 3  # threads

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Work:
    """Some threads tell, so that no room waits for a picture or for what is slow in another; one more draws."""

    def __init__(self, turns: Turns):
        self.turns = turns
        self.telling = ThreadPoolExecutor(TELLING, thread_name_prefix="room-telling")
        self.drawing = ThreadPoolExecutor(1, thread_name_prefix="room-drawing")

    async def tell(self, make: Callable[Given, Made], *args: Given.args, **more: Given.kwargs) -> Made:
        """What `make` makes, soon."""
        return await asyncio.get_running_loop().run_in_executor(self.telling, lambda: make(*args, **more))

    async def draw(self, make: Callable[[Pause], Made]) -> Made:
        """What `make` makes, in small steps."""
        courtesy = Courtesy(self.turns, lambda: True)
        return await asyncio.get_running_loop().run_in_executor(self.drawing, lambda: make(courtesy.pause))

    def close(self):
        for thread in (self.telling, self.drawing):
            thread.shutdown(wait=False, cancel_futures=True)
