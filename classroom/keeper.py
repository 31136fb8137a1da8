"""The keeper of the rooms: the store behind one thread, so that nobody who is served waits for a disk or a database.

keeper = Keeper()
await keeper.begin()
room = await keeper.ask(Store.find, "KQXZ")
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from classroom.store import Store, StoreError, open_store

SWEEP, SOON = 600.0, 5.0  # seconds between two looks for rooms that have ended, and until a store is there
log = logging.getLogger("overshoot.classroom")

Asked = ParamSpec("Asked")
Found = TypeVar("Found")


class ClosedError(Exception):
    """The store is not open yet, or not any more."""


class Keeper:
    """`setting` names the folder or the database, as OVERSHOOT_ROOMS does; None for what that says."""

    def __init__(self, setting: str | None = None):
        self.setting = setting
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="rooms")
        self.store: Store | None = None

    async def begin(self):
        """Open the store, however long a database takes to answer."""
        try:
            self.store = await asyncio.get_running_loop().run_in_executor(self.thread, open_store, self.setting)
        except Exception:
            log.exception("The store of rooms cannot be opened: nobody can open a room.")

    async def ask(
        self, method: Callable[Concatenate[Store, Asked], Found], *args: Asked.args, **more: Asked.kwargs
    ) -> Found:
        """What a method of the store answers. Raises ClosedError, StoreError."""
        if self.store is None:
            raise ClosedError
        store = self.store
        return await asyncio.get_running_loop().run_in_executor(self.thread, lambda: method(store, *args, **more))

    async def sweep_often(self):
        """Delete what has ended, again and again."""
        while True:
            try:
                await self.ask(lambda store: store.sweep(store.clock()))
            except (ClosedError, StoreError):
                pass  # the store has said so in the log
            except Exception:
                log.exception("Rooms that have ended could not be deleted.")
            await asyncio.sleep(SWEEP if self.store else SOON)

    def close(self):
        self.store = None
        self.thread.shutdown(wait=False, cancel_futures=True)
