"""Visitors: of the app, who lets go of sliders as the stage tells it, and of an empty page with one slider.

    async with Visitor.open("http://localhost:8501", "optimizer=adam") as visitor:
        answer = await visitor.release(visitor.notches[3])

A release is answered when the scene is here that names its number, and every part which that scene names.
"""

import json
import time
from typing import Any, NamedTuple

from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.WidgetStates_pb2 import WidgetState

from bench.load.tab import PATIENCE, Tab
from descent.setting import LEARNING_RATE, LETTERS
from stage.encoding import decode
from stage.parts import ID_BYTES

ANSWER_PAUSE = 5.0  # seconds after which a wish is told again, then twice as many, …: `frontend/wishes.js`
BUSY = 0.6  # seconds after which a server is asked for no remarks: `frontend/stage.js`, as the next two
REMARKS_PAUSE, REMARKS_TRIES = 0.3, 5  # seconds, twice as many after each refusal


class Answer(NamedTuple):
    """`header` is the scene's, `received` counts the bytes that came for it."""

    seconds: float
    received: int
    header: dict


class Visitor(Tab):
    """Somebody who looks at the app's page. `header` is the last scene's, `patience` how long the last answer took.

    `repeats`: whether a wish without an answer is told again, as the stage does.
    """

    def __init__(self, url: str, query: str = "", *, repeats: bool = True, **how: Any):
        super().__init__(url, query, **how)
        self.repeats = repeats
        self.seq = 0
        self.patience = 0.0
        self.header: dict = {}
        self.stage = self.fragment = ""
        self.parts: set[str] = set()

    def take_delta(self, delta: Delta):
        super().take_delta(delta)
        component = delta.new_element.bidi_component
        match component.component_name:
            case "overshoot_part":
                component.bytes = component.bytes[:ID_BYTES]  # a crowd need not keep the rest
                self.parts.add(component.bytes.hex())
            case "overshoot_stage":
                self.stage, self.fragment = component.id, delta.fragment_id
                self.header, _ = decode(component.bytes)

    @property
    def is_there(self) -> bool:
        return super().is_there and self.is_whole

    @property
    def is_whole(self) -> bool:
        """Whether all parts are here that the last scene names."""
        return bool(self.header) and parts_of(self.header) <= self.parts

    @property
    def notches(self) -> list[float]:
        """What the slider of the learning rate can be moved to."""
        return control_of(self.header)["values"]

    async def release(self, value: float, name: str = LEARNING_RATE, runner: str = LETTERS[0]) -> Answer:
        """Let go of a slider, and wait for the picture."""
        return await self.wish({"values": {runner: {name: value}}})

    async def wish(self, wish: dict, patience: float = PATIENCE) -> Answer:
        """Tell what the stage would tell, and wait for the scene."""
        self.seq += 1
        sent, received = time.perf_counter(), self.received
        pause = ANSWER_PAUSE if self.repeats else patience
        while True:
            await self.tell(wish | {"seq": self.seq})
            left = sent + patience - time.perf_counter()
            try:
                await self.until(self.is_answered, min(pause, left))
                break
            except TimeoutError:
                if left <= pause:
                    raise
            pause *= 2
        self.patience = time.perf_counter() - sent
        return Answer(self.patience, self.received - received, self.header)

    def is_answered(self) -> bool:
        return self.header.get("seq") == self.seq and self.is_whole

    def misses_remarks(self) -> bool:
        """Whether the stage would ask for remarks now that the picture rests; it spares a slow server."""
        return self.patience <= BUSY and any(runner["remarks"] is None for runner in self.header["runners"])

    async def ask_for_remarks(self) -> Answer:
        return await self.wish({"explain": [runner["run"] for runner in self.header["runners"]]})

    async def tell(self, wish: Any):
        """Send a wish, of whatever kind, and wait for nothing."""
        events = json.dumps([{"event": "wish", "value": wish}], separators=(",", ":"))
        await self.trigger(events)

    async def trigger(self, text: str):
        """Send the stage's events as they stand in this text."""
        events = f"$$STREAMLIT_INTERNAL_KEY_{self.stage}__events"
        await self.rerun([WidgetState(id=events, json_trigger_value=text)], self.fragment)


def control_of(header: dict, name: str = LEARNING_RATE) -> dict:
    """A slider of a scene's first runner."""
    return next(control for control in header["runners"][0]["controls"] if control["name"] == name)


def parts_of(header: dict) -> set[str]:
    """The ids of all parts that a scene names."""
    if header.get("preview"):
        return set()
    ids = {header["surface"]}
    for runner in header["runners"]:
        ids |= {runner["run"], runner["test"], runner["remarks"]}
        ids |= {control["sweep"] for control in runner["controls"]}
    return ids - {None}


EMPTY_PAGE = """import streamlit as st

st.text(f"at {st.slider('slider', 0, 80, 40)}")
"""


class EmptyVisitor(Tab):
    """Somebody who looks at EMPTY_PAGE."""

    notches = tuple(float(value) for value in range(81))

    def __init__(self, url: str, query: str = "", **how: Any):
        super().__init__(url, query, **how)
        self.text = self.slider = ""

    def take_delta(self, delta: Delta):
        super().take_delta(delta)
        element = delta.new_element
        match element.WhichOneof("type"):
            case "slider":
                self.slider = element.slider.id
            case "text":
                self.text = element.text.body

    async def release(self, value: float, patience: float = PATIENCE) -> Answer:
        sent, received, self.text = time.perf_counter(), self.received, ""
        state = WidgetState(id=self.slider)
        state.double_array_value.data.append(value)
        self.widgets[self.slider] = state
        await self.rerun()
        await self.until(lambda: self.text == f"at {value:.0f}", patience)
        return Answer(time.perf_counter() - sent, self.received - received, {})
