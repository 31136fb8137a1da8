"""A film: Pillow reads the GIF back as it was sent, and no body takes long or leaves without a sentence."""

import json
import struct
import time
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image, ImageSequence

from address.race import UnreadableError
from export import film
from export.film import gif
from export.shown import TooMuchError, go_on

WIDTH, HEIGHT, COUNT = 90, 60, 12
UNDONE = (UnreadableError, TooMuchError)


def drawn(k, width=WIDTH, height=HEIGHT):
    """A ground of many colours, and a disc on its way over it: (height, width, 3)."""
    x, y = np.meshgrid(np.linspace(0, 1, width), np.linspace(0, 1, height))
    ground = np.stack([70 + 150 * x, 30 + 190 * y, 120 * (1 - x * y)], axis=-1)
    ground[np.hypot(x - 0.1 - 0.06 * k, y - 0.5) < 0.07] = (213, 94, 0)
    return ground.round().astype(np.uint8)


def png(pixels, kind="PNG"):
    file = BytesIO()
    Image.fromarray(pixels).save(file, kind)
    return file.getvalue()


def changes(pictures):
    """Frames as a browser posts them: clear where nothing changed."""
    before = None
    for picture in pictures:
        seen = np.full(picture.shape[:2], True) if before is None else (picture != before).any(axis=-1)
        yield png(np.dstack([picture * seen[..., np.newaxis], np.where(seen, 255, 0).astype(np.uint8)]))
        before = picture


def posted(frames, milliseconds, back=()):
    parts = [json.dumps({"milliseconds": milliseconds, "back": back}).encode(), *frames]
    return b"".join(struct.pack("<I", len(part)) + part for part in parts)


def sized(width, height):
    """The beginning of a picture that says it is so large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


PICTURES = [drawn(k) for k in range(COUNT)]
FRAMES = list(changes(PICTURES))
BODY = posted(FRAMES, [60] * (COUNT - 1) + [1500])
OTHERS = [png(PICTURES[0], kind) for kind in ("TIFF", "EPS", "GIF", "BMP", "WEBP")]
DAMAGED = FRAMES[3][:60] + bytes([FRAMES[3][60] ^ 255]) + FRAMES[3][61:]
FOREIGN = png(np.zeros((HEIGHT, WIDTH), np.uint8))


def read(pieces):
    return Image.open(BytesIO(b"".join(pieces)))


def compare(body, pictures, durations):
    read_back = read(gif(body, go_on))
    assert read_back.size == (WIDTH, HEIGHT)
    assert read_back.info["loop"] == 0
    frames = [(one.info["duration"], np.asarray(one.convert("RGB"), int)) for one in ImageSequence.Iterator(read_back)]
    assert [duration for duration, _ in frames] == durations
    for (_, seen), sent in zip(frames, pictures, strict=True):
        off = np.abs(seen - sent).max(axis=-1)
        assert off.max() < 40, "a colour is another one"
        assert off.mean() < 8


def test_what_comes_back_is_what_was_sent():
    compare(BODY, PICTURES, [60] * (COUNT - 1) + [1500])


def test_a_film_goes_back_the_way_it_came():
    back = [10 * k for k in range(20, 20 + COUNT - 2)]
    body = posted(FRAMES, [60] * COUNT, back)
    compare(body, [*PICTURES, *PICTURES[-2:0:-1]], [60] * COUNT + back)
    compare(posted(FRAMES[:2], [60, 90]), PICTURES[:2], [60, 90])


def test_a_frame_holds_only_what_changed():
    pieces = list(gif(BODY, go_on))
    assert len(pieces) == COUNT + 2  # the header before, the end after
    assert max(map(len, pieces[2:])) < len(pieces[1]) / 4


def test_a_frame_in_which_nothing_changes_takes_its_time():
    read_back = read(gif(posted(list(changes(PICTURES[:1] * 2)), [40, 300]), go_on))
    assert read_back.n_frames == 2
    read_back.seek(1)
    assert read_back.info["duration"] == 300


def test_others_are_let_go_first_at_every_frame():
    pauses = []
    list(gif(BODY, lambda: pauses.append(time.perf_counter())))
    assert len(pauses) > 3 * COUNT
    assert max(np.diff(pauses)) < 0.2


@pytest.mark.parametrize(
    "body",
    {
        "nothing": b"",
        "no frame": posted([], []),
        "fewer than said": posted(FRAMES, [60] * (COUNT + 1)),
        "no durations": struct.pack("<I", 2) + b"{}" + struct.pack("<I", len(FRAMES[0])) + FRAMES[0],
        "no numbers": posted(FRAMES[:1], ["soon"]),
        "not a number": posted(FRAMES[:1], [float("nan")]),
        "for ever": posted(FRAMES[:1], [float("inf")]),
        "deep": struct.pack("<I", 9000) + b"[" * 9000,
        "half a way back": posted(FRAMES, [60] * COUNT, [60] * 3),
        "no way": posted(FRAMES, [60] * COUNT, 7),
        "no time": posted(FRAMES, [0] * COUNT),
        "a year": posted(FRAMES, [3e10] * COUNT),
        "cut off": BODY[:-9],
        "a length too long": struct.pack("<I", 2**32 - 1) + BODY,
        "ten thousand of nothing": posted([b""] * 10_000, [60] * 10_000),
        "ten thousand frames": posted([FRAMES[0]] * 10_000, [60] * 10_000),
        "too many frames": posted([FRAMES[0], *FRAMES[1:2] * film.MOST_FRAMES], [60] * (film.MOST_FRAMES + 1)),
        "a bomb": posted([sized(50_000, 50_000)], [60]),
        "a late bomb": posted([FRAMES[0], sized(50_000, 50_000)], [60, 60]),
        "no pixels": posted([sized(0, 60)], [60]),
        "much in all": posted([sized(1600, 1000)] * 200, [60] * 200),
        "two sizes": posted([FRAMES[0], png(drawn(1, WIDTH + 1))], [60, 60]),
        "half a picture": posted([FRAMES[0], FRAMES[1][: len(FRAMES[1]) // 2]], [60, 60]),
        "a head alone": posted([sized(WIDTH, HEIGHT)], [60]),
        "damaged": posted([*FRAMES[:3], DAMAGED], [60] * 4),
        **{f"other {k}": posted([other], [60]) for k, other in enumerate(OTHERS)},
    }.items(),
    ids=lambda case: case[0],
)
def test_what_is_no_film_gets_a_sentence_before_anything_else(monkeypatch, body):
    def decode(frame):
        raise AssertionError("a frame was decoded")

    monkeypatch.setattr(film, "opened", decode)
    began = time.perf_counter()
    with pytest.raises(UNDONE) as refused:
        list(gif(body[1], go_on))
    assert time.perf_counter() - began < 1
    assert str(refused.value).endswith(".")
    assert len(str(refused.value)) > 20


def test_a_size_is_refused_before_a_frame_is_opened(monkeypatch):
    monkeypatch.setattr(Image, "open", None)
    with pytest.raises(TooMuchError, match="choose a smaller size"):
        list(gif(posted([sized(50_000, 50_000)], [60]), go_on))


def test_any_png_of_a_frame_will_do():
    assert read(gif(posted([FOREIGN], [60]), go_on)).size == (WIDTH, HEIGHT)
