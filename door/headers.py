"""The headers that every answer carries: nothing but the app's own files runs, and nothing is asked of another host."""

import base64
import hashlib
import re
from pathlib import Path

import streamlit as st

# The inline script of Streamlit's page is allowed by its hash, so that no other inline script runs.
INDEX = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
HASHES = [hashlib.sha256(script.encode()).digest() for script in re.findall(r"<script>(.*?)</script>", INDEX, re.S)]
INLINE_SCRIPTS = " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in HASHES)

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
    "frame-ancestors": "'self'",
}

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in CONTENT_SECURITY_POLICY.items()),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
