"""Leaving: what is told as it comes is told no longer than the browser is there."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from starlette.types import Receive


async def while_there(telling: Coroutine[Any, Any, None], receive: Receive):
    """Let it tell until it has told all, or the browser leaves; what has gone wrong in it ends it without a word."""
    tasks = asyncio.create_task(telling), asyncio.create_task(wait_for_leave(receive))
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def wait_for_leave(receive: Receive):
    while (await receive())["type"] != "http.disconnect":
        pass
