"""A visitor on the real server without a browser: what Streamlit's page sends and keeps, over a websocket.

    with visiting(server.url, "optimizer=adam") as visitor:
        visitor.wish({"seq": 1, "step": 7})
        visitor.elements    # {path in the page: the element's message}, as the page holds them after the run

After a rerun of a fragment the page lets go of what that fragment had drawn before and did not draw again, after a
full run of everything that was not drawn again; see `clearStaleNodes` in Streamlit's frontend.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from stage.encoding import decode

STAGE = "overshoot_stage"
PATIENCE = 60  # seconds, for a busy machine
Path = tuple[int, ...]


@contextmanager
def visiting(url: str, query: str = "") -> Iterator["Connection"]:
    """A visitor who has opened the page at an address."""
    with connect(f"ws{url.removeprefix('http')}/_stcore/stream", origin=url, max_size=None) as socket:
        yield Connection(socket, query)


class Connection:
    """`query` is the address, as the page has it after each run; `drawn` are the paths that the last run has drawn."""

    def __init__(self, socket, query: str):
        self.socket, self.query, self.page = socket, query, ""
        self.elements: dict[Path, Delta] = {}
        self.drawn: set[Path] = set()
        self.messages: dict[str, ForwardMsg] = {}  # by hash: what the server need not send again
        self.run()

    def wish(self, wish):
        """What the stage sends; only its fragment is run."""
        proto = self.stage.new_element.bidi_component
        message = BackMsg()
        trigger = message.rerun_script.widget_states.widgets.add(id=f"$$STREAMLIT_INTERNAL_KEY_{proto.id}__events")
        trigger.json_trigger_value = json.dumps([{"event": "wish", "value": wish}])
        message.rerun_script.fragment_id = self.stage.fragment_id
        self.run(message)

    def run(self, message: BackMsg | None = None):
        """Send a rerun, of the whole script if nothing else is said, and take what comes."""
        message = message or BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.cached_message_hashes.extend(self.messages)
        self.socket.send(message.SerializeToString())
        self.drawn, finished = set(), False
        while not finished:
            finished = self.take(ForwardMsg.FromString(self.socket.recv(timeout=PATIENCE)))

    def take(self, message: ForwardMsg) -> bool:
        """One message of the server; whether it was the run's last."""
        kind, body = message.WhichOneof("type"), message
        if kind == "ref_hash":
            body = self.messages[message.ref_hash]
            kind = body.WhichOneof("type")
        elif message.metadata.cacheable:
            self.messages[message.hash] = message
        if kind == "page_info_changed":
            self.query = body.page_info_changed.query_string
        elif kind == "navigation":
            self.page = body.navigation.page_script_hash
        elif kind == "delta":
            path = tuple(message.metadata.delta_path)
            self.elements[path] = body.delta
            self.drawn.add(path)
        elif kind == "script_finished":
            self.let_go(body.script_finished)
        return kind == "script_finished"

    def let_go(self, how):
        stale = self.elements.keys() - self.drawn
        if how == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY:
            ran = {self.elements[path].fragment_id for path in self.drawn}
            stale = {path for path in stale if self.elements[path].fragment_id in ran}
        else:
            assert how == ForwardMsg.FINISHED_SUCCESSFULLY
        for path in stale:
            del self.elements[path]

    @property
    def stage(self) -> Delta:
        (stage,) = (delta for delta in self.elements.values() if is_stage(delta))
        return stage

    @property
    def scene(self) -> dict:
        return decode(self.stage.new_element.bidi_component.bytes)[0]


def is_stage(delta: Delta) -> bool:
    return delta.new_element.bidi_component.component_name == STAGE
