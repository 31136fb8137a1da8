"""What the server answers: headers, caching, what is closed. Over real HTTP, from the server that users start."""

import gzip
import json
import re
import urllib.error
import urllib.request

import pytest

import assets
from take_home.route import TAKE_HOME_URL


def fetch(url, method="GET", **headers):
    """(status, headers, body), whatever the status; `_` in the name of a header is a `-`."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.status, answer.headers, answer.read()


@pytest.fixture
def ask(server):
    """`fetch` from the server that all tests share: ask(path, method="GET", **headers)."""
    return lambda path, *arguments, **headers: fetch(server.url + path, *arguments, **headers)


PLOTLY = f"/{assets.PLOTLY_URL}"
MODULE = f"/{assets.STAGE_URL}/stage.js"


def test_the_start_leaves_nothing_but_the_address_in_the_log(server):
    log = server.log.read_text()
    assert server.url in log
    assert not re.search("error|warning|traceback", log, re.IGNORECASE)


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", MODULE, PLOTLY])
def test_every_answer_carries_the_security_headers(ask, path):
    _, headers, _ = ask(path)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    policy = dict(directive.split(" ", 1) for directive in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert not any("http" in sources or "*" in sources for sources in policy.values())


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/upload_file/session/file", "/_stcore/agent/interact", "/_stcore/agent/mcp"]
)
def test_what_the_app_does_not_use_is_not_there(ask, path, method):
    status, _, body = ask(path, method)
    assert (status, body) == (404, b"Not found")


def test_ready_once_it_answers_and_its_counters_are_closed(ask):
    assert [ask(path)[::2] for path in ("/health", "/ready", "/metrics")] == [
        (200, b"ok"),
        (200, b"ready"),
        (404, b"Not found"),
    ]


def test_below_a_path_of_its_own_nothing_is_missing(serve, tmp_path, monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "/over/")
    monkeypatch.setenv("OVERSHOOT_METRICS", "127.0.0.1, ::1")
    with serve("app.py", tmp_path) as server:
        for path in ("/", "/health", "/ready", "/metrics", "/_stcore/health", MODULE, PLOTLY):
            assert fetch(f"{server.url}/over{path}")[0] == 200, path
        assert fetch(f"{server.url}/ready")[0] == 200


def test_the_page_is_there_and_is_revalidated(ask):
    status, headers, body = ask("/")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-cache"
    assert b'<div id="root">' in body
    assert assets.PAGE_STYLE.read_bytes() in body


def test_scripts_are_kept_for_good_and_come_compressed(ask):
    _, _, page = ask("/")
    (script,) = re.findall(r'src="\.(/static/js/index[^"]+)"', page.decode())
    for path in (MODULE, PLOTLY, script):
        status, headers, body = ask(path)
        assert status == 200
        assert headers.get_content_type() == "text/javascript"
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
        _, packed_headers, packed = ask(path, accept_encoding="br, gzip")
        assert packed_headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed) == body
        assert ask(path, if_none_match=headers["ETag"])[::2] == (304, b"")
    assert ask(MODULE)[2] == (assets.FRONTEND / "stage.js").read_bytes()


def test_the_picture_that_links_show_is_there(ask):
    _, _, page = ask("/")
    (address,) = re.findall(r'property="og:image" content="https?://[^/]+([^"]+)"', page.decode())
    status, headers, body = ask(address)
    assert (status, headers.get_content_type()) == (200, "image/jpeg")
    assert len(body) < 100_000


@pytest.mark.parametrize("path", ["/", MODULE, PLOTLY])
def test_head_answers_like_get_without_a_body(ask, path):
    _, headers, body = ask(path)
    status, head, nothing = ask(path, "HEAD")
    assert (status, nothing) == (200, b"")
    assert head["Content-Length"] == headers["Content-Length"] == str(len(body))
    assert head["Content-Type"] == headers["Content-Type"]


@pytest.mark.parametrize(
    "path",
    [
        "/stage/../app.py",
        "/stage/%2e%2e/app.py",
        "/stage/..%2f..%2fapp.py",
        "/stage/%2e%2e%5capp.py",
        "/stage//etc/passwd",
        "/plotly/../app.py",
        "/stage/missing.js",
        f"{MODULE}/../../app.py",
        "/plotly/0.0.0/plotly.min.js",
    ],
)
def test_nothing_else_is_served_from_those_folders(ask, path):
    status, _, body = ask(path)
    assert status in {400, 404}
    assert len(body) < 20


def test_a_page_that_is_taken_home_is_as_it_was_made(server):
    link = "landscape=ravine&steps=10"
    order = json.dumps({"pictures": [{"link": link, "caption": "What to look for"}]}).encode()
    request = urllib.request.Request(f"{server.url}/{TAKE_HOME_URL}/page", data=order, headers={"Origin": server.url})
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
    assert b"<title>What to look for" in body
    assert body.endswith(b"</html>\n")
    for foreign in (b"preload", b"og:", b"first-word", server.url.encode()):
        assert foreign not in body


def test_a_file_is_no_page_that_is_opened(ask):
    assert [ask(f"/{TAKE_HOME_URL}/csv", method)[0] for method in ("GET", "HEAD", "PUT")] == [405] * 3
    status, _, body = ask(f"/{TAKE_HOME_URL}/csv", "POST", Origin="https://elsewhere.example")
    assert status == 403
    assert b"Overshoot" not in body
