"""The core hands in Firefox and WebKit: α is dragged live, the address follows and opens the same, Space plays.

`make engines` runs them where the engines are installed; `make test` leaves them out.
"""

import json
import time

import pytest

from tests.engines.engines import ENGINES, is_here, until

READY = "document.querySelector('.stage[aria-busy=false] .map-ink') !== null"
PICTURE = "document.querySelector('.map-ink').toDataURL()"
SLIDER = (
    "[...document.querySelectorAll('.stage label')].find((label) => label.textContent === 'Learning rate α').control"
)
# Not the ink itself: behind it stands what was there before the last change, and a link knows nothing of that.
SAID = (
    f"[{SLIDER}.value, ...[...document.querySelectorAll('.headline, .sentence, .stage dd')].map((e) => e.textContent)]"
)
PLAYING = "document.querySelector('.stage button[aria-label=Pause]') !== null"
QUIET = 1.5  # seconds: by then the remarks are asked for, and the numbers of the step that is looked at
COUNT = """(() => {
  window.sent = 0;
  const { send } = WebSocket.prototype;
  WebSocket.prototype.send = function (...said) { window.sent += 1; return send.apply(this, said); };
})()"""


@pytest.fixture(scope="module", params=ENGINES)
def engine(request):
    if not is_here(request.param):
        pytest.skip(f"{request.param} is not installed")
    with ENGINES[request.param].start() as engine:
        yield engine


def pointer(*actions) -> dict:
    return {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": list(actions)}


def move(x, y) -> dict:
    return {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 50, "origin": "viewport"}


def rest(engine):
    """Wait until the picture stays as it is and nothing more is sent unasked."""
    seen, since = None, 0.0

    def stands():
        nonlocal seen, since
        now = engine.read(f"[{PICTURE}, window.sent]")
        if now != seen:
            seen, since = now, time.monotonic()
        return time.monotonic() - since > QUIET

    until(stands)
    return seen


def test_the_core_hands(engine, server):
    engine.open(f"{server.url}/?alpha=0.05&step=30")
    until(lambda: engine.read(READY))
    engine.read(COUNT)
    before, quiet = rest(engine)
    box = engine.read(f"{SLIDER}.getBoundingClientRect()")
    y, width = box["y"] + box["height"] / 2, box["width"]
    place, most = engine.read(f"[Number({SLIDER}.value), Number({SLIDER}.max)]")
    thumb = box["x"] + 9 + place / most * (width - 18)
    engine.act(pointer(move(thumb, y), {"type": "pointerDown", "button": 0}, move(thumb + 20, y), move(thumb + 40, y)))
    until(lambda: engine.read(PICTURE) != before)
    assert engine.read("window.sent") == quiet
    assert "alpha=0.05" in engine.read("location.search")

    engine.act(pointer({"type": "pointerUp", "button": 0}))
    until(lambda: "alpha=0.05&" not in engine.read("location.search + '&'"))
    assert rest(engine)[0] != before
    said, address = engine.read(SAID), engine.read("location.href")
    assert len(said) > 5
    engine.open(address)
    until(lambda: engine.read(READY))
    until(lambda: engine.read(SAID) == said)

    assert not engine.read(PLAYING)
    space = {
        "type": "key",
        "id": "keys",
        "actions": [{"type": "keyDown", "value": " "}, {"type": "keyUp", "value": " "}],
    }
    engine.act(space)
    until(lambda: engine.read(PLAYING))
    assert engine.errors == [], json.dumps(engine.errors)
