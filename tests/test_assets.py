"""The shelf: what stands on it, how it is handed out, and what a browser is told to fetch first."""

import asyncio
import gzip
import re

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

import assets

ICONS = next((assets.STREAMLIT / "css").glob("index.*.css"))
STYLE = f"/static/css/{ICONS.name}"
FONT = f"/static/media/{next((assets.STREAMLIT / 'media').glob('MaterialSymbols*')).name}"
MODULE = f"/{assets.STAGE_URL}/views/map.js"
SHELF = assets.Shelf(PlainTextResponse("page"), ["", "/over"])


def ask(path, method="GET", **headers):
    """(status, headers, body) from the shelf, where it stands both at the top and below /over; `_` is a `-`."""
    sent = []

    async def send(message):
        sent.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": raw}
    asyncio.run(SHELF(scope, None, send))
    start, *rest = sent
    return start["status"], Headers(raw=start["headers"]), b"".join(message.get("body", b"") for message in rest)


@pytest.mark.parametrize("path", [MODULE, STYLE, FONT, f"/{assets.PLOTLY_URL}", f"/{assets.PREVIEW_URL}"])
@pytest.mark.parametrize("base", ["", "/over"])
def test_all_is_kept_for_good(path, base):
    status, headers, _ = ask(base + path)
    assert (status, headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    status, again, rest = ask(base + path, if_none_match=headers["ETag"])
    assert (status, again["ETag"], rest) == (304, headers["ETag"], b"")
    assert ask(base + path, if_none_match='"another"')[0] == 200


@pytest.mark.parametrize("path", [MODULE, STYLE, f"/{assets.PLOTLY_URL}"])
def test_text_is_compressed_for_those_who_take_it(path):
    _, packed_headers, packed = ask(path, accept_encoding="br, gzip")
    _, headers, plain = ask(path)
    assert (packed_headers["Content-Encoding"], headers.get("Content-Encoding")) == ("gzip", None)
    assert packed_headers["Vary"] == headers["Vary"] == "Accept-Encoding"
    assert packed_headers["ETag"] != headers["ETag"]
    assert gzip.decompress(packed) == plain
    assert int(packed_headers["Content-Length"]) == len(packed) < len(plain) / 2


@pytest.mark.parametrize("path", [FONT, f"/{assets.PREVIEW_URL}"])
def test_what_is_compressed_already_is_not_again(path):
    assert "Content-Encoding" not in ask(path, accept_encoding="gzip")[1]


def test_a_text_is_compressed_once(monkeypatch):
    ask(MODULE)
    monkeypatch.setattr(gzip, "compress", None)
    assert ask(MODULE, accept_encoding="gzip")[0] == 200


def test_a_server_goes_on_with_the_files_that_it_began_with(tmp_path):
    path = tmp_path / "module.js"
    path.write_text("one")
    before = assets.answer(path, Headers())
    path.write_text("another")
    after = assets.answer(path, Headers())
    assert (after.body, after.headers["ETag"]) == (before.body, before.headers["ETag"])


def test_types_are_not_asked_of_the_system():
    assert ask(MODULE)[1]["Content-Type"].startswith("text/javascript")
    assert ask(STYLE)[1]["Content-Type"].startswith("text/css")


def test_what_it_does_not_have_is_not_there_and_all_else_is_passed_on():
    assert ask("/stage/another/stage.js")[0] == 404
    assert ask("/static/js/missing.js")[0] == 404
    assert ask("/static/../index.html")[0] == 404
    assert ask(MODULE, "POST")[0] == 405
    assert ask("/elsewhere")[2] == b"page"


def test_the_address_of_the_stage_is_another_with_every_change(tmp_path):
    one, other = tmp_path / "one.js", tmp_path / "other.js"
    one.write_text("1")
    other.write_text("2")
    before = assets.hash_of(one, other)
    assert before == assets.hash_of(one, other)
    other.write_text("3")
    assert assets.hash_of(one, other) != before


def test_all_that_the_first_picture_needs_is_named():
    first = dict(assets.preloads())
    named = {assets.FILES[address] for address in first if address.startswith("stage/")}
    assert {*assets.first_styles(), assets.ENTRY} <= named
    for module in named & set(assets.MODULES):
        imported = assets.IMPORT.findall(module.read_text(encoding="utf-8"))
        assert {(module.parent / name).resolve() for name in imported} <= {path.resolve() for path in named}, module
    later = {path.relative_to(assets.FRONTEND).as_posix() for path in set(assets.MODULES) - named}
    assert "take_home/items.js" in later
    folders = {"take_home", "picture", "film", "page", "lesson", "library", "classroom"}
    assert {name.split("/")[0] for name in later} == folders | {"students.js", "teach.js"}
    for part in assets.FIRST_PARTS:
        assert any(re.fullmatch(rf"static/js/{part}\.[\w-]+\.js", address) for address in first), part
    for address in first:
        if address.startswith("static/"):
            script = ask(f"/{address}")[2].decode()
            imported = {f"static/js/{name.removeprefix('./')}" for name in assets.IMPORT.findall(script)}
            assert imported <= set(first), f"{address} imports what is not named"


def test_no_icon_no_icon_font():
    assert assets.ICON_FONT in ICONS.read_text(encoding="utf-8")
    (face,) = re.findall(r"@font-face\{font-family:Material Symbols Rounded;[^}]*\}", ask(STYLE)[2].decode())
    assert "unicode-range:U+21-10FFFF" in face


def test_a_first_visit_waits_for_no_compression(monkeypatch):
    assets.prepare()
    monkeypatch.setattr(gzip, "compress", None)
    for address, _ in assets.preloads():
        assert assets.answer(assets.FILES[address], Headers({"Accept-Encoding": "gzip"})).status_code == 200
