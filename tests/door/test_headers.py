"""Which pages may show the app in a frame: this host's own, and those that the setting names."""

import importlib

import pytest

from door import headers


@pytest.fixture
def named(monkeypatch):
    """named(text) -> (frame-ancestors, the log) with that setting."""

    def name(text, caplog):
        monkeypatch.setenv(headers.EMBEDDERS, text)
        return importlib.reload(headers).CONTENT_SECURITY_POLICY["frame-ancestors"], caplog.text

    yield name
    monkeypatch.undo()
    importlib.reload(headers)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", "'self'"),
        (" , ", "'self'"),
        ("https://moodle.school.example", "'self' https://moodle.school.example"),
        ("https://a.example/, http://localhost:8888", "'self' https://a.example http://localhost:8888"),
        ("https://*.school.example:8443", "'self' https://*.school.example:8443"),
    ],
)
def test_origins_are_allowed_as_they_are_named(named, caplog, text, allowed):
    assert named(text, caplog) == (allowed, "")


@pytest.mark.parametrize(
    "text", ["*", "moodle.example", "https://a.example/course", "https://a.example; script-src *", "https://", "'none'"]
)
def test_what_is_no_origin_is_left_out_and_the_log_says_so(named, caplog, text):
    allowed, log = named(text, caplog)
    assert allowed == "'self'"
    assert headers.EMBEDDERS in log
