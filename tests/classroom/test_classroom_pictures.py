"""Pictures of a room: what is copied is what is shown, made once as one block, with the sliders of its controls."""

import struct
import zlib

import pytest

from classroom.pictures import LONGEST, VIEWS, draw_picture, resolve
from classroom.room import RefusedError
from lessons import read_all
from stage.encoding import decode
from stage.parts import ID_BYTES


def blocks_of(body: bytes) -> list[bytes]:
    (count,), at, blocks = struct.unpack_from("<I", body), 4, []
    for _ in range(count):
        (length,) = struct.unpack_from("<I", body, at)
        blocks.append(body[at + 4 : at + 4 + length])
        at += 4 + length
    assert at == len(body)
    return blocks


@pytest.mark.parametrize(
    ("copied", "resolved"),
    [
        ("/?landscape=bowl&alpha=0.2", "/?landscape=bowl&alpha=0.2"),
        ("http://192.168.1.5:8501/school/?landscape=bowl", "/?landscape=bowl"),
        ("/compare?landscape=bowl&b.optimizer=adam", "/compare?landscape=bowl&b.optimizer=adam"),
        ("/compare?landscape=bowl", "/compare?landscape=bowl&b.optimizer=adam"),
        ("", "/?"),
    ],
)
def test_an_address_is_brought_to_the_picture_alone(copied, resolved):
    assert resolve(copied) == resolved
    assert resolve(resolved) == resolved


def test_a_screen_of_a_lesson_is_its_picture_with_what_was_changed():
    own = resolve("/lessons?lesson=trapped&screen=2&language=de")
    changed = resolve("https://example.org/lessons?lesson=trapped&screen=2&alpha=0.21")
    assert own.startswith("/?landscape=")
    assert "alpha=0.21" in changed
    assert own != changed


@pytest.mark.parametrize(
    "address",
    [
        "/?landscape=nowhere",
        "/?alpha=minus",
        "/lessons?lesson=none",
        "/lessons?lesson=trapped&screen=99",
        "/?data=held-1234567812345678",
        "http://[",
        "/?f=" + "x" * LONGEST,
        "/?f=\ud800",
        "/compare?optimizer=prodigy&steps=1000" + "".join(f"&{one}.optimizer=prodigy" for one in "bcdef"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(address):
    with pytest.raises(RefusedError) as refused:
        resolve(address)
    assert str(refused.value).endswith(".")


def test_a_picture_is_one_block_of_parts_that_browsers_know():
    packed = draw_picture("/?landscape=bowl&steps=10", "en")
    scene, *parts = blocks_of(packed)
    header, _ = decode(scene)
    assert header["lesson"] is None
    assert header["views"][0] == "room"
    assert not {"lesson", "take_home", "share", "menus", "settings", "pictures", "note", "relief"} & set(
        header["views"]
    )
    assert set(header["views"]) <= set(VIEWS)
    ids = {part[:ID_BYTES].hex() for part in parts}
    assert {header["surface"], header["surroundings"], header["runners"][0]["run"]} <= ids
    assert all(zlib.decompress(part[ID_BYTES:]) for part in parts)
    assert draw_picture("/?landscape=bowl&steps=10", "en") is packed


def test_runs_are_there_of_the_sliders_that_are_shown():
    swept = {}
    for show in (("map",), ("map", "alpha")):
        header, _ = decode(blocks_of(draw_picture("/?landscape=bowl&steps=10", "en", show))[0])
        (runner,) = header["runners"]
        swept[show] = {control["name"] for control in runner["controls"] if control["sweep"]}
    assert list(swept.values()) == [set(), {"learning_rate"}]


@pytest.mark.parametrize("key", ["trapped", "line"])
def test_the_pictures_of_a_lesson_are_small(key):
    for place, screen in enumerate(read_all()[key].screens):
        address = resolve(f"/lessons?lesson={key}&screen={place + 1}")
        assert len(draw_picture(address, "de", screen.show)) < 200_000
