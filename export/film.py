"""A film: frames that a browser drew become a GIF that goes round for ever, one frame at a time, in memory.

What is posted is length-prefixed: each part follows its length, four bytes with the lowest first. The first part is
JSON, {"milliseconds": [50, 50, 1500], "back": [50]}, how long each frame is seen; then a PNG for each, all of one size.
From the second on a frame is clear where it is as the one before: that is how it travels, and how it stands in the GIF.
Where `back` is not empty the film goes back the way it came, to the second frame.
"""

import json
import struct
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import numpy as np
from PIL import GifImagePlugin, Image, ImageChops

from address.race import UnreadableError
from export.shown import Pause, TooMuchError

MOST_BYTES = 16_000_000  # of a film that is posted
MOST_FRAMES = 240
MOST_SIDE, MOST_PIXELS = 4_000, 1_600_000  # of a frame
MOST_IN_ALL = 250_000_000  # pixels
BRIEFEST, LONGEST = 20, 10_000  # milliseconds that a frame is seen: a viewer takes less for a mistake
CLEAR = 255  # the colour that leaves what was there
SAMPLED = 8  # frames whose changes have a say in the colours
SEEN = [0] * 128 + [255] * 128  # of each opacity
THINNED = 3  # of the first frame every third pixel has

LENGTH = struct.Struct("<I")
SIGNATURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
SIZE = struct.Struct(">II")

GARBLED = "This film came in a form that the server does not know: reload the page and try again."
BROKEN = "A frame of this film arrived damaged: try again."


class Film(NamedTuple):
    """PNGs, how many milliseconds each is seen, and on the way back all but the last and the first."""

    milliseconds: list[int]
    back: list[int]
    frames: list[bytes]


def gif(body: bytes, pause: Pause) -> Iterator[bytes]:
    """The pieces of the GIF, one a frame. Raises TooMuchError or UnreadableError before the first of them."""
    film = read_film(body)
    for frame in film.frames:
        pause()
        check(frame)
    colours = colours_of(film.frames, pause)
    back = dict(enumerate(reversed(film.back), start=2))
    ways_back = []
    for k, (frame, duration) in enumerate(zip(film.frames, film.milliseconds, strict=True)):
        pause()
        image = opened(frame)
        seen = image.getchannel("A").point(SEEN)
        box = (0, 0, *image.size) if k == 0 else seen.getbbox() or (0, 0, 1, 1)
        pause()
        drawn = image.crop(box).convert("RGB").quantize(palette=colours, dither=Image.Dither.NONE)
        if k == 0:
            shown = drawn.copy()
            yield b"".join(GifImagePlugin.getheader(drawn, info={"loop": 0, "duration": duration})[0])
            yield written(drawn, box, duration)
            continue
        same = ImageChops.invert(seen.crop(box))
        before = shown.crop(box)
        shown.paste(drawn, box, seen.crop(box))
        drawn.paste(CLEAR, mask=same)
        pause()
        yield written(drawn, box, duration)
        if k in back:
            pause()
            before.paste(CLEAR, mask=same)
            ways_back.append(written(before, box, back[k]))
    yield from reversed(ways_back)
    yield b";"


def written(image: Image.Image, box: tuple[int, int, int, int], duration: int) -> bytes:
    """A frame of a GIF: what is `CLEAR` in it leaves what was there."""
    return b"".join(GifImagePlugin.getdata(image, box[:2], duration=duration, disposal=1, transparency=CLEAR))


def read_film(body: bytes) -> Film:
    """What was posted. Raises TooMuchError or UnreadableError; nothing is decoded yet."""
    try:
        head, *frames = parts_of(body)
        said = json.loads(head)
        milliseconds, back = ([round(each) for each in said[name]] for name in ("milliseconds", "back"))
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError, struct.error):
        raise UnreadableError(GARBLED) from None
    if not frames or len(frames) != len(milliseconds) or len(back) not in {0, len(frames) - 2}:
        raise UnreadableError(GARBLED)
    if not all(BRIEFEST <= each <= LONGEST for each in milliseconds + back):
        raise UnreadableError(f"A frame is seen for {BRIEFEST} to {LONGEST} milliseconds.")
    if len(frames) > MOST_FRAMES:
        raise TooMuchError(f"A film has {MOST_FRAMES} frames at most, and this one {len(frames)}: take a shorter one.")
    (width, height), *others = map(size_of, frames)
    if any(size != (width, height) for size in others):
        raise UnreadableError(GARBLED)
    fits = 0 < width * height <= MOST_PIXELS and max(width, height) <= MOST_SIDE
    if not fits or len(frames) * width * height > MOST_IN_ALL:
        raise TooMuchError(f"{len(frames)} frames of {width} × {height} pixels are too many: choose a smaller size.")
    return Film(milliseconds, back, frames)


def parts_of(body: bytes) -> list[bytes]:
    """What stands after each length. Raises ValueError or struct.error where they do not fit."""
    parts, at = [], 0
    while at < len(body):
        (length,) = LENGTH.unpack_from(body, at)
        at += LENGTH.size + length
        if at > len(body) or len(parts) > MOST_FRAMES + 1:
            raise ValueError
        parts.append(body[at - length : at])
    return parts


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height as a PNG says them first of all: what is larger than allowed is not even opened."""
    if not png.startswith(SIGNATURE) or len(png) < len(SIGNATURE) + SIZE.size:
        raise UnreadableError(GARBLED)
    return SIZE.unpack_from(png, len(SIGNATURE))


def check(frame: bytes):
    """Raises UnreadableError where a frame cannot be read, before anything of the film has left."""
    try:
        with Image.open(BytesIO(frame), formats=["PNG"]) as image:
            image.verify()  # its checksums
        with Image.open(BytesIO(frame), formats=["PNG"]) as image:
            image.load()
    except Exception:  # Pillow has many words for it
        raise UnreadableError(BROKEN) from None


def opened(frame: bytes) -> Image.Image:
    """In red, green, blue and opacity."""
    try:
        return Image.open(BytesIO(frame), formats=["PNG"]).convert("RGBA")
    except Exception:
        raise UnreadableError(BROKEN) from None


def colours_of(frames: list[bytes], pause: Pause) -> Image.Image:
    """A palette for all frames, of all colours but `CLEAR`: from the first, and from what changes later."""
    pixels = [np.asarray(opened(frames[0])).reshape(-1, 4)[::THINNED, :3]]
    for k in sorted({*np.linspace(0, len(frames) - 1, SAMPLED + 1, dtype=int)} - {0}):
        pause()
        frame = np.asarray(opened(frames[k]))
        pixels.append(frame[frame[..., 3] > 127][:, :3])
    pause()
    sample = Image.fromarray(np.concatenate(pixels)[np.newaxis])
    return sample.quantize(CLEAR, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
