"""Which pages are the app's own."""

import pytest
from starlette.datastructures import Headers

from door.origins import SETTING, as_own, is_own, origin_of


def headers(origin, host="localhost:8501"):
    return Headers({"host": host} | ({} if origin is None else {"origin": origin}))


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        (None, "localhost:8501"),
        ("http://localhost:8501", "localhost:8501"),
        ("http://LocalHost:8501", "localhost:8501"),
        ("https://overshoot.example", "overshoot.example"),
        ("https://overshoot.example", "overshoot.example:443"),
        ("http://[::1]:8501", "[::1]:8501"),
    ],
)
def test_the_page_that_was_asked_for(origin, host):
    assert is_own(headers(origin, host))


@pytest.mark.parametrize(
    "origin",
    [
        "https://elsewhere.example",
        "http://localhost",
        "http://localhost:8502",
        "http://localhost:8501.elsewhere.example",
        "http://elsewhere.example#localhost:8501",
        "null",
        "",
        "http://[",
        "http://localhost:8501:8501",
        "http://localhost:99999999",
        "file://",
        "http://user@localhost:8501",
    ],
)
def test_pages_of_others(origin):
    assert not is_own(headers(origin))


def test_what_a_request_says_of_a_proxy_is_not_believed():
    raw = Headers({"host": "localhost:8501", "origin": "https://evil.example", "x-forwarded-host": "evil.example"})
    assert not is_own(raw)


@pytest.mark.parametrize("proto", ["https", "http"])
@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://overshoot.example:443", "https://overshoot.example:80"]
)
def test_a_proxys_word_for_the_scheme_opens_no_door(origin, proto):
    assert not is_own(Headers({"host": "overshoot.example", "origin": origin, "x-forwarded-proto": proto}))


@pytest.mark.parametrize(
    ("scheme", "proto", "found"),
    [
        ("http", None, "http"),
        ("http", "https", "https"),
        ("http", "HTTPS", "https"),
        ("https", "http", "http"),
        ("http", "javascript", "http"),
        ("http", "https, http", "http"),
        ("http", "", "http"),
    ],
)
def test_a_visitor_finds_the_app_by_the_scheme_that_a_proxy_took_from_him(scheme, proto, found):
    said = [] if proto is None else [(b"x-forwarded-proto", proto.encode())]
    asked = {"scheme": scheme, "headers": [(b"host", b"overshoot.example"), *said]}
    assert origin_of(asked) == f"{found}://overshoot.example"


def test_the_settings_know_better_than_a_proxy(monkeypatch):
    monkeypatch.setenv(SETTING, "http://overshoot.example:8501")
    asked = {"scheme": "http", "headers": [(b"host", b"elsewhere.example"), (b"x-forwarded-proto", b"https")]}
    assert origin_of(asked) == "http://overshoot.example:8501"


def test_a_public_name_in_the_settings(monkeypatch):
    behind = headers("https://overshoot.example", "127.0.0.1:8501")
    assert not is_own(behind)
    monkeypatch.setenv(SETTING, "https://other.example, https://overshoot.example")
    assert is_own(behind)
    assert not is_own(headers("http://overshoot.example", "127.0.0.1:8501")), "another port, another page"


def test_streamlit_sees_the_same_origin_and_asks_nobody():
    scope = {"headers": [(b"host", b"127.0.0.1:8501"), (b"origin", b"https://overshoot.example"), (b"x", b"y")]}
    own = Headers(scope=as_own(scope))
    assert own["host"] == "overshoot.example"
    assert own["x"] == "y"
    assert Headers(scope=scope)["host"] == "127.0.0.1:8501"
