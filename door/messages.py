"""Streamlit's messages, as far as the door reads them: what may pass, what replaces what, where a run ends."""

import json
import re
from typing import Any

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

LARGEST = 32_768  # bytes; a wish has 1,000
MOST_WIDGETS = 64  # on one page
MOST_EVENTS = 8  # of one component in one wish; the stage sends one
MOST_DIGITS = 400  # of a whole number; a double has 309
DEEPEST = 12  # brackets in brackets; a wish has four

PREVIEW = re.compile(r'"start":\[.*"preview":true')  # as browsers write it
BRACKETS = re.compile(r"[\[\]{}]")
WIDGET = "$$"  # how the ids of widgets begin
PASSING = {"app_heartbeat", "stop_script"}  # what a page may say beside its wishes
WHOLE = ""  # the name of the whole page, among those of its fragments
SPARE = 2  # runs that may end between a look at what a browser has and the next that it shows
EVENTS = ("trigger_value", "string_trigger_value", "json_trigger_value", "chat_input_value")  # heard once


def read(data: bytes) -> BackMsg | None:
    """A message of the browser; None for what the app's own page would not send."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return None
    if is_wish(message):
        states = message.rerun_script.widget_states.widgets
        return message if len(states) <= MOST_WIDGETS and all(map(is_sound, states)) else None
    return message if message.WhichOneof("type") in PASSING else None


def is_wish(message: BackMsg) -> bool:
    """Whether a message makes the script run."""
    return message.WhichOneof("type") == "rerun_script"


def is_same(one: BackMsg | None, other: BackMsg) -> bool:
    """Whether two wishes ask for the same: a page tells one again that has no answer yet."""
    return one is not None and essence(one) == essence(other)


def essence(message: BackMsg) -> tuple:
    asked = message.rerun_script
    return asked.query_string, asked.fragment_id, asked.page_script_hash, asked.widget_states


def is_preview(message: BackMsg) -> bool:
    """Whether a wish is for a start that is still being dragged, which costs a few milliseconds."""
    return any(PREVIEW.search(state.json_trigger_value) for state in message.rerun_script.widget_states.widgets)


def is_sound(state: Any) -> bool:
    """Whether this is a widget of Streamlit's, and its JSON, if it has any, can be read at little cost."""
    name = state.WhichOneof("value")
    if not state.id.startswith(WIDGET):
        return False
    if name not in {"json_value", "json_trigger_value"}:
        return True
    text = getattr(state, name)
    try:
        value = json.loads(text, parse_int=read_digits) if depth(text) <= DEEPEST else None
    except ValueError:
        return False
    return value is not None and not (isinstance(value, list) and len(value) > MOST_EVENTS)


def read_digits(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError("a number longer than any that a page sends")
    return int(digits)


def depth(text: str) -> int:
    """How deep brackets stand in brackets at most, those in strings counted in."""
    level = 0
    return max((level := level + (1 if bracket in "[{" else -1) for bracket in BRACKETS.findall(text)), default=0)


def merge(older: BackMsg | None, newer: BackMsg) -> BackMsg:
    """One wish for two that wait: the newer one, with what happened once and is not in it.

    Where the two are about different pieces of the page, the whole page runs.
    """
    if older is None:
        return newer
    merged = BackMsg()
    merged.CopyFrom(newer)
    before, after = older.rerun_script, merged.rerun_script
    told = {state.id for state in after.widget_states.widgets}
    for state in before.widget_states.widgets:
        if state.WhichOneof("value") in EVENTS and state.id not in told and len(told) < MOST_WIDGETS:
            told.add(state.id)
            after.widget_states.widgets.append(state)
    if before.fragment_id != after.fragment_id:
        after.fragment_id = WHOLE
    after.is_history_navigation |= before.is_history_navigation
    return merged


def ends_run(message: ForwardMsg) -> bool:
    """Whether a message to the browser says that the script has run, and does not run again at once."""
    finished = message.WhichOneof("type") == "script_finished"
    return finished and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


class Shown:
    """Which messages a browser still has, of those that it need not be sent again.

    It says so with each wish, but a wish may wait, and at the end of each run the browser forgets what it has not shown
    for `age` runs. A message that it is only reminded of and has forgotten would stop its page for good.
    """

    def __init__(self, age: int):
        self.age = age - SPARE
        self.ended = 0  # runs
        self.last: dict[str, int] = {}  # how many had ended when a message was shown last

    def show(self, message: ForwardMsg):
        """A message goes to the browser."""
        if message.ref_hash or message.metadata.cacheable:
            self.last[message.ref_hash or message.hash] = self.ended
        elif ends_run(message):
            self.ended += 1
            self.last = {name: last for name, last in self.last.items() if self.ended - last <= self.age}

    def still(self, wish: BackMsg):
        """Take out of a wish what its browser may have forgotten since."""
        said = wish.rerun_script.cached_message_hashes
        said[:] = [name for name in said if name in self.last]
