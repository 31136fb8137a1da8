"""A visitor on the real server whose page is kept as a browser keeps it, one step after the other.

    with visiting(server.url, "optimizer=adam") as visitor:
        visitor.wish({"seq": 1, "step": 7})
        visitor.page.elements    # {path in the page: the element's message} after the run

After a rerun of a fragment the page lets go of what that fragment had drawn before and did not draw again, after a
full run of everything that was not drawn again; see `clearStaleNodes` in Streamlit's frontend.
"""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager

from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.load.visitor import Visitor

STAGE = "overshoot_stage"
PATIENCE = 60  # seconds, for a busy machine


class Page(Visitor):
    """`drawn` are the paths of what the last run has drawn."""

    def __init__(self, url: str, query: str = ""):
        super().__init__(url, query)
        self.elements: dict[tuple[int, ...], Delta] = {}
        self.drawn: set[tuple[int, ...]] = set()

    def take(self, message: ForwardMsg):
        kind, path = message.WhichOneof("type"), tuple(message.metadata.delta_path)
        if kind in {"delta", "ref_hash"}:
            self.elements[path] = message.delta if kind == "delta" else self.known.recall(message.ref_hash)
            self.drawn.add(path)
        super().take(message)

    def finish(self, message: ForwardMsg):
        super().finish(message)
        stale = self.elements.keys() - self.drawn
        if message.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY:
            ran = {self.elements[path].fragment_id for path in self.drawn}
            stale = {path for path in stale if self.elements[path].fragment_id in ran}
        for path in stale:
            del self.elements[path]


class Visit:
    """The page, and what its visitor does: each waits until the page has run."""

    def __init__(self, page: Page, runner: asyncio.Runner):
        self.page, self.runner = page, runner

    def wish(self, wish):
        """What the stage sends; only its fragment is run."""
        self.runner.run(self.until_run(self.page.tell(wish)))

    def run(self):
        """The whole script."""
        self.runner.run(self.until_run(self.page.rerun()))

    async def until_run(self, asking: Awaitable[None]):
        runs = self.page.runs
        self.page.drawn = set()
        await asking
        await self.page.until(lambda: self.page.runs > runs, PATIENCE)


@contextmanager
def visiting(url: str, query: str = "") -> Iterator[Visit]:
    """A visitor who has opened the page at an address."""
    with asyncio.Runner() as runner:
        page = Page(url, query)
        try:
            runner.run(page.connect(PATIENCE))
            yield Visit(page, runner)
        finally:
            runner.run(page.close())


def is_stage(delta: Delta) -> bool:
    return delta.new_element.bidi_component.component_name == STAGE
