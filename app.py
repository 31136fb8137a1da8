"""The server: Streamlit's script, the stage's files, plotly.js, the security headers and a warm start.

Start it with `streamlit run app.py`.
"""

import base64
import gc
import hashlib
import logging
import re
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, PlainTextResponse
from streamlit.runtime import get_instance

import assets
from landscapes import LANDSCAPES

log = logging.getLogger("overshoot")

# The inline script of Streamlit's page is allowed by its hash, so that no other inline script runs.
INDEX = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
HASHES = [hashlib.sha256(script.encode()).digest() for script in re.findall(r"<script>(.*?)</script>", INDEX, re.S)]
INLINE_SCRIPTS = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in HASHES)

CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    "script-src": f"'self' blob: {INLINE_SCRIPTS}",  # Streamlit loads a component's script as a blob
    "style-src": "'self' 'unsafe-inline'",  # Streamlit and Plotly write their styles into the page
    "img-src": "'self' blob: data:",
    "font-src": "'self' data:",  # Streamlit's stylesheet holds its smallest fonts
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in CONTENT_SECURITY_POLICY.items()),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

# What Streamlit serves and this app does not use: counters of the machine, uploads into its memory, remote control.
CLOSED = ("/_stcore/metrics", "/_stcore/upload_file", "/_stcore/agent")

# What Streamlit's page asks before it connects. A dialog about a lost connection would lock the page, and the picture
# lives on without a server; messages are taken from no other window.
MANNERS = JSONResponse({"blockErrorDialogs": True, "allowedOrigins": [], "useExternalAuthToken": False})


class Guard:
    """Puts HEADERS on every answer, and answers "not found" for what is CLOSED."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        async def send_guarded(message):
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        app = self.app
        if scope["type"] == "http" and any(path in scope["path"] for path in CLOSED):
            app = PlainTextResponse("Not found", status_code=404)
        elif scope["type"] == "http" and scope["path"].endswith("/_stcore/host-config"):
            app = MANNERS
        await app(scope, receive, send_guarded)


@asynccontextmanager
async def warm_start(app):
    """Do once what the first visitors would wait for, then put it out of the garbage collector's way.

    Streamlit collects all garbage after each run of the script; what is frozen is not looked through again.
    """
    import_module("pandas")  # Streamlit would, amid the first visits
    import_module("app_pages")  # and with it all of our own; not earlier: components are registered with the server
    assets.read_plotly()
    for landscape in LANDSCAPES.values():
        landscape.loss_and_gradient(*landscape.start)
        landscape.hessian(*landscape.start)
    works, reason = await get_instance().does_script_run_without_error()
    if not works:
        log.error("The first page does not run (%s): the messages above say why.", reason)
    gc.collect()
    gc.freeze()
    yield


def apologise(error: Exception) -> bool:
    """Show a sentence instead of a traceback, which Streamlit has already logged; True means that it is shown."""
    st.error("Something went wrong on our side. Reload the page to try again, or start over with the first example.")
    st.html('<a href="./">Start over</a>')  # a plain link: it opens in the same tab, without the address's settings
    return True


app = st.App(
    "app_pages/frame.py",
    lifespan=warm_start,
    routes=assets.routes(),
    middleware=[Middleware(Guard)],
    on_script_error=apologise,
)
