"""The core hands in Firefox and WebKit: α is dragged live, the address follows and opens the same, Space plays.

And a formula is typed, and stands there as mathematics, powers raised. A page on a stick opens, and is turned over.

`make engines` runs them where the engines are installed; `make test` leaves them out.
"""

import json
import time

import pytest

from export.page import page
from export.shown import Shown
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
FIELD = "document.querySelector('.formula-text')"
RAISED = """[...document.querySelectorAll('.formula-math msup')].map((power) => {
  const [base, raised] = [...power.children].map((part) => part.getBoundingClientRect());
  return base.height > 0 && raised.bottom < base.bottom && raised.left >= base.right - 1;
})"""
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


def keys(text) -> dict:
    actions = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
    return {"type": "key", "id": "keys", "actions": actions}


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
    engine.act(keys(" "))
    until(lambda: engine.read(PLAYING))
    assert engine.errors == [], json.dumps(engine.errors)


def test_a_formula_is_typed(engine, server):
    engine.open(f"{server.url}/?f=x^2%2By^2")
    until(lambda: engine.read(READY))
    engine.read(COUNT)
    before = rest(engine)[0]
    engine.read(f"{FIELD}.focus(), {FIELD}.setSelectionRange(99, 99)")
    engine.act(keys("/4+x^4"))
    until(lambda: engine.read("new URLSearchParams(location.search).get('f')") == "x^2+y^2/4+x^4")
    assert rest(engine)[0] != before
    assert engine.read(f"{FIELD}.value") == "x^2+y^2/4+x^4"
    raised = engine.read(RAISED)
    assert len(raised) >= 4  # three powers, and one in the gradient
    assert all(raised)
    assert engine.errors == [], json.dumps(engine.errors)


def test_a_page_on_a_stick(engine, tmp_path):
    file = tmp_path / "page.html"
    links = ("landscape=ravine&alpha=0.05&step=30", "landscape=himmelblau&optimizer=adam&step=30")
    file.write_bytes(b"".join(page([Shown.at(link) for link in links])))
    engine.open(f"{file.as_uri()}#2")
    until(lambda: engine.read(READY))
    assert engine.read("document.querySelector('.pictures select').value") == "1"
    engine.act(keys("p"))
    until(lambda: engine.read("location.hash") == "#1")
    until(lambda: engine.read(f"{SLIDER}.closest('.stage').ariaBusy") == "false")
    before = engine.read(SAID)
    engine.read(f"{SLIDER}.focus()")
    engine.act(keys("\ue012" * 3))  # the arrow to the left
    until(lambda: engine.read(SAID) != before)
    assert engine.errors == [], json.dumps(engine.errors)
