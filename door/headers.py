"""The headers that every answer carries: nothing but the app's own files runs, and nothing is asked of another host.

Pages of this host may show the app in a frame, and those that OVERSHOOT_EMBEDDERS names:
"https://moodle.school.example, https://*.school.example".
"""

import base64
import hashlib
import logging
import os
import re
from pathlib import Path

import streamlit as st

# The inline script of Streamlit's page is allowed by its hash, so that no other inline script runs.
INDEX = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
HASHES = [hashlib.sha256(script.encode()).digest() for script in re.findall(r"<script>(.*?)</script>", INDEX, re.S)]
INLINE_SCRIPTS = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in HASHES)

EMBEDDERS = "OVERSHOOT_EMBEDDERS"
PLACE = re.compile(r"https?://(\*\.)?[\w-]+(\.[\w-]+)*(:(\d{1,5}|\*))?", re.ASCII)


def embedders() -> list[str]:
    """The origins that the setting names; what is none is left out, and the log says so."""
    named = [origin.strip().rstrip("/") for origin in os.environ.get(EMBEDDERS, "").split(",") if origin.strip()]
    for origin in named:
        if not PLACE.fullmatch(origin):
            logging.getLogger("overshoot.door").warning(
                "%s: %s is no origin, and was left out: write https://moodle.school.example", EMBEDDERS, origin[:100]
            )
    return [origin for origin in named if PLACE.fullmatch(origin)]


ALLOWED = embedders()

CONTENT_SECURITY_POLICY = {
    "default-src": "'self'",
    # Streamlit loads a component's script as a blob; its whole numbers of 64 bits are multiplied by WebAssembly, and
    # where that is refused they get by without it, but Firefox calls it an error of the page.
    "script-src": f"'self' 'wasm-unsafe-eval' blob: {INLINE_SCRIPTS}",
    "style-src": "'self' 'unsafe-inline'",  # Streamlit and Plotly write their styles into the page
    "img-src": "'self' blob: data:",
    "font-src": "'self' data:",  # Streamlit's stylesheet holds its smallest fonts
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": " ".join(["'self'", *ALLOWED]),
}

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in CONTENT_SECURITY_POLICY.items()),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
