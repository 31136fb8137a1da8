"""An order: what a browser posts when it wants a file, read and bounded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from address.race import UnreadableError
from export.shown import Shown, TooMuchError, readable

MOST_PICTURES = 24  # in one file
MOST_CAPTION = 300  # characters
MOST_OPTION = 100

GARBLED = "This page asked for a file in words that the server does not know: reload it and try again."


@dataclass(frozen=True)
class Order:
    """Some pictures, and what else was chosen, as texts."""

    pictures: tuple[Shown, ...]
    options: Mapping[str, str]


def read_order(body: bytes) -> Order:
    """{"pictures": [{"link": "…", "caption": "…"}], "options": {"slider": "learning_rate"}}

    Raises TooMuchError or UnreadableError, whose sentences a visitor can read.
    """
    try:
        said = json.loads(body)
        pictures = [(readable(picture["link"]), readable(picture.get("caption", ""))) for picture in said["pictures"]]
        options = {readable(name): readable(text)[:MOST_OPTION] for name, text in said.get("options", {}).items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UnreadableError(GARBLED) from None
    if not pictures:
        raise UnreadableError("Choose a picture at least.")
    if len(pictures) > MOST_PICTURES:
        raise TooMuchError(f"One file holds {MOST_PICTURES} pictures at most: these are {len(pictures)}.")
    several = len(pictures) > 1
    return Order(tuple(read_picture(*each, place if several else 0) for place, each in enumerate(pictures, 1)), options)


def read_picture(link: str, caption: str, number: int) -> Shown:
    """Raises UnreadableError; of several its sentence begins with the picture's number, which is 0 of one alone."""
    try:
        return Shown.at(link, caption[:MOST_CAPTION])
    except UnreadableError as error:
        raise UnreadableError(f"Picture {number}: {error}" if number else str(error)) from None
