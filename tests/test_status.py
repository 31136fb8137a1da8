"""Alive, ready, the counters and who may read them, and what the log keeps of a visit."""

import asyncio
import logging
from typing import NamedTuple

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.datastructures import Headers
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

import status

PROXY = "127.0.0.1"  # whom uvicorn trusts if nothing is set


class Answer(NamedTuple):
    status_code: int
    headers: Headers
    text: str


async def call(app, path, peer, headers) -> Answer:
    """What an ASGI app answers to one GET."""
    told = []
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": raw, "client": peer}

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        told.append(message)

    await app(scope, receive, send)
    return Answer(told[0]["status"], Headers(raw=told[0]["headers"]), b"".join(m["body"] for m in told[1:]).decode())


@pytest.fixture
def ask(monkeypatch):
    """ask(path, peer="127.0.0.1", readers="", forwarded=None) -> answer, through what uvicorn puts around the app."""

    def ask(path, peer=PROXY, readers="", forwarded=None, prefixes=("",)):
        monkeypatch.setenv("OVERSHOOT_METRICS", readers)
        app = ProxyHeadersMiddleware(Starlette(routes=status.routes(prefixes)), PROXY)
        headers = {"X-Forwarded-For": forwarded} if forwarded else {}
        return asyncio.run(call(app, path, (peer, 50123), headers))

    return ask


@pytest.fixture
def readiness(monkeypatch):
    monkeypatch.setattr(status, "READINESS", status.Readiness())
    return status.READINESS


def read_counters(answer):
    families = text_string_to_metric_families(answer.text)
    return {(sample.name, *sample.labels.values()): sample.value for family in families for sample in family.samples}


def test_alive_from_the_first_moment(ask, readiness):
    answer = ask("/health")
    assert (answer.status_code, answer.text) == (200, "ok")
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready_only_when_nothing_speaks_against_it(ask, readiness):
    answer = ask("/ready")
    assert (answer.status_code, answer.text) == (503, status.STARTING)
    readiness.reason = ""
    answer = ask("/ready")
    assert (answer.status_code, answer.text) == (200, "ready")
    assert answer.headers["Cache-Control"] == "no-store"
    readiness.reason = status.STOPPING
    answer = ask("/ready")
    assert (answer.status_code, answer.text) == (503, status.STOPPING)


def test_the_addresses_are_below_every_prefix(ask, readiness):
    paths = ("/health", "/over/health", "/elsewhere/health")
    assert [ask(path, prefixes=("", "/over")).status_code for path in paths] == [200, 200, 404]


@pytest.mark.parametrize(
    ("readers", "peer", "forwarded", "status_code"),
    [
        pytest.param("", PROXY, None, 404, id="closed unless a setting opens it"),
        pytest.param("127.0.0.1", PROXY, None, 200, id="the named address"),
        pytest.param("127.0.0.1", "10.0.0.5", None, 404, id="another address"),
        pytest.param("10.1.0.0/16, 10.0.0.5", "10.0.0.5", None, 200, id="one of several"),
        pytest.param("10.1.0.0/16, 10.0.0.5", "10.1.2.3", None, 200, id="within a network"),
        pytest.param("10.0.0.5", "::ffff:10.0.0.5", None, 200, id="on a socket for both families"),
        pytest.param("2001:db8::/32", "2001:db8::7", None, 200, id="the sixth version"),
        pytest.param("10.0.0.5", PROXY, "10.0.0.5", 200, id="behind the trusted proxy"),
        pytest.param("127.0.0.1", PROXY, "10.0.0.5", 404, id="the proxy's own address lends nothing"),
        pytest.param("10.0.0.5", PROXY, "10.0.0.5, 10.9.9.9", 404, id="a claim that the proxy has seen through"),
        pytest.param("10.0.0.5", "10.9.9.9", "10.0.0.5", 404, id="a claim of nobody's"),
        pytest.param("::1", "::1", "10.9.9.9", 404, id="a proxy that is not trusted"),
        pytest.param("10.0.0.5", "a name", None, 404, id="no address at all"),
    ],
)
def test_the_counters_are_for_those_whom_the_setting_names(ask, readers, peer, forwarded, status_code):
    answer = ask("/metrics", peer, readers, forwarded)
    assert answer.status_code == status_code
    assert (answer.text == "Not found") == (status_code == 404)


def test_a_setting_that_names_no_address_stops_the_start(ask):
    with pytest.raises(ValueError, match=r"OVERSHOOT_METRICS takes addresses or networks, .*10\.0\.0"):
        ask("/metrics", readers="10.0.0")


def test_the_counters_say_how_the_process_does(ask):
    before = read_counters(ask("/metrics", readers=PROXY))
    status.RUNS.inc(3)
    status.REFUSED.labels("too large").inc()
    with status.VISITORS.track_inprogress():
        after = read_counters(ask("/metrics", readers=PROXY))
    assert after["overshoot_runs_total",] - before["overshoot_runs_total",] == 3
    assert after["overshoot_refused_total", "too large"] == 1
    assert after["overshoot_visitors",] == 1
    assert after["process_resident_memory_bytes",] > 1e6
    assert 0 < after["process_open_fds",] < after["process_max_fds",]
    assert ("python_gc_collections_total", "2") in after


def test_a_visit_leaves_one_line_that_names_nobody(caplog):
    with caplog.at_level(logging.INFO, "overshoot.visits"):
        status.log_visit(seconds=2711.4, runs=83, sent=7_654_321)
        status.log_visit(seconds=0.2, runs=0, sent=40)  # a scanner, a flood
    assert caplog.messages == ["A visit of 2711 s ended: 83 runs, 7654 kB sent."]
