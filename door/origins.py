"""Origins: a browser says which page a request comes from, and only the app's own pages are answered.

A page is the app's own if its origin has the name that the request was sent to (`Host`), or if it is one of those in
OVERSHOOT_ORIGIN, "https://overshoot.example, https://other.example": a proxy may have replaced `Host`. What a request
says of itself in `X-Forwarded-Host` is not believed. Requests without an origin are not from another page.
"""

import os
import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from streamlit import config

SETTING = "OVERSHOOT_ORIGIN"
PORTS = {"http": 80, "https": 443}
HOST = re.compile(r"[\w.:\[\]-]+", re.ASCII)


def is_own(headers: Headers) -> bool:
    """Whether a request comes from one of the app's own pages, or from no page at all."""
    origin = headers.get("origin")
    return origin is None or place_of(origin) in own_places(headers)


def own_places(headers: Headers) -> set[str | None]:
    """Name and port of where the app is: as this request names it, and as the settings do."""
    named = settings() + list(config.get_option("server.corsAllowedOrigins") or [])
    scheme, _, _ = headers.get("origin", "").partition(":")
    return {place_of(f"{scheme}://{headers.get('host')}"), *map(place_of, named)} - {None}


def settings() -> list[str]:
    """The origins that OVERSHOOT_ORIGIN names."""
    return [origin.strip() for origin in os.environ.get(SETTING, "").split(",") if origin.strip()]


def origin_of(scope: dict) -> str:
    """Where a visitor finds the app, "https://overshoot.example": as the settings say, else as he asked for it.

    A proxy that ends TLS names his scheme in `X-Forwarded-Proto`; whoever sends that changes his own answer alone.
    Empty if he asked for what can be no host.
    """
    headers = Headers(scope=scope)
    said = headers.get("x-forwarded-proto", "").lower()
    asked = f"{said if said in PORTS else scope.get('scheme', 'http')}://{headers.get('host', '')}"
    origins = [*settings(), asked]
    return next((origin for origin in origins if place_of(origin) and HOST.fullmatch(urlsplit(origin).netloc)), "")


def place_of(origin: str) -> str | None:
    """Name and port that an origin stands for, "overshoot.example:443"; None if it stands for none, as "null" does."""
    try:
        parts = urlsplit(origin)
        if "@" in parts.netloc:
            return None
        port = parts.port or PORTS.get(parts.scheme)
    except ValueError:
        return None
    return f"{parts.hostname}:{port}" if parts.hostname and port else None


def as_own(scope: dict) -> dict:
    """The same request, with the `Host` that its origin names: Streamlit then compares the two, and asks nobody.

    For an origin that it does not know, it would ask hosts on the internet for the machine's own address, and wait.
    """
    headers = Headers(scope=scope)
    if (origin := headers.get("origin")) is None:
        return scope
    host = urlsplit(origin).netloc.encode("latin-1")
    return {**scope, "headers": [(name, host if name == b"host" else value) for name, value in scope["headers"]]}
