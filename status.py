"""What the server says of itself to those who run it: alive, ready, its counters, and a line for each visit.

    /health    200 while the process answers at all
    /ready     200 when visitors may be sent here, else 503 and why not
    /metrics   Prometheus' text, to the addresses that OVERSHOOT_METRICS names; 404 to all others

Nobody is named anywhere: no address, no link, nothing that was chosen.
"""

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, Counter, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

SETTING = "OVERSHOOT_METRICS"  # addresses or networks, with commas between

VISITORS = Gauge("overshoot_visitors", "Connected now.")
RUNS = Counter("overshoot_runs", "Runs of the page's script.")
REFUSED = Counter("overshoot_refused", "What was turned away at the door.", ["reason"])

STARTING = "The server is starting: try again in a few seconds."
BROKEN = "The first page does not run: the log says why."
STOPPING = "The server is stopping: others answer."

NOT_KEPT = {"Cache-Control": "no-store"}

visits = logging.getLogger("overshoot.visits")
visits.setLevel(logging.INFO)
visits.addHandler(logging.StreamHandler())


@dataclass
class Readiness:
    """`reason` says why no visitor should be sent here; an empty one means ready."""

    reason: str = STARTING


READINESS = Readiness()


def log_visit(seconds: float, runs: int, sent: int):
    """One line when a visit ends; `sent` counts the bytes to the browser. Who never ran anything was no visitor."""
    if runs:
        visits.info("A visit of %.0f s ended: %d runs, %.0f kB sent.", seconds, runs, sent / 1000)


def routes(prefixes: Iterable[str] = ("",)) -> list[Route]:
    """The addresses above, once below each prefix. Raises ValueError if OVERSHOOT_METRICS names no address."""
    readers = read_readers(os.environ.get(SETTING, ""))

    async def show_metrics(request: Request) -> Response:
        if not may_read(request, readers):
            return PlainTextResponse("Not found", status_code=404)
        return Response(generate_latest(), media_type=CONTENT_TYPE_PLAIN_0_0_4, headers=NOT_KEPT)

    answers = {"/health": say_alive, "/ready": say_ready, "/metrics": show_metrics}
    return [Route(prefix + path, answer) for prefix in prefixes for path, answer in answers.items()]


async def say_alive(request: Request) -> Response:
    return PlainTextResponse("ok", headers=NOT_KEPT)


async def say_ready(request: Request) -> Response:
    reason = READINESS.reason
    return PlainTextResponse(reason or "ready", status_code=503 if reason else 200, headers=NOT_KEPT)


def read_readers(text: str) -> list[IPv4Network | IPv6Network]:
    try:
        return [ip_network(name.strip(), strict=False) for name in text.split(",") if name.strip()]
    except ValueError as error:
        raise ValueError(f"{SETTING} takes addresses or networks, with commas between: {error}.") from None


def may_read(request: Request, readers: list[IPv4Network | IPv6Network]) -> bool:
    """Whether the true peer is one of the readers.

    Where it trusts the proxy (FORWARDED_ALLOW_IPS, or 127.0.0.1), uvicorn puts the address that was forwarded in the
    peer's place, with port 0. A forwarded address beside a real port means that the proxy is not trusted: the peer is
    the proxy, whoever asks, and nobody is served.
    """
    if request.client is None or ("X-Forwarded-For" in request.headers and request.client.port):
        return False
    try:
        address = ip_address(request.client.host)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:  # a server that listens on "::" sees IPv4 so
        address = address.ipv4_mapped
    return any(address in network for network in readers)
