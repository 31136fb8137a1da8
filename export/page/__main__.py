"""Make a page on a stick from links, without a browser: `python -m export.page LINK… -o lecture.html`.

A link is what "Copy link" gives, of Explore or of Compare, or what stands in it after the question mark. A lesson comes
by its key: `python -m export.page --lesson trapped -o trapped.html`.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from address.presets import PRESETS
from address.race import UnreadableError
from export.command import carry_out, read_links, save
from export.page import page
from export.page.lecture import of_presets
from export.page.lesson import of_lesson, title_of
from export.shown import Shown, readable
from lessons import find
from translations import LANGUAGES, SOURCE


def main(words: Sequence[str]) -> int:
    chosen = arguments().parse_args(words)
    target = Path(chosen.output)

    def write() -> int:
        if chosen.lesson:
            return save(target, lesson_page(chosen))
        pictures = read_pictures(chosen.links, chosen.caption) + (of_presets() if chosen.presets else [])
        if not pictures:
            raise UnreadableError("Give a link at least, as Copy link copies it, or --presets, or --lesson.")
        return save(target, page(pictures, not chosen.no_3d, readable(chosen.title)))

    return carry_out(target, write)


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m export.page", description="Live pictures in one HTML file.")
    parser.add_argument("links", nargs="*", metavar="LINK", help="what Copy link gives, or what stands after its ?")
    parser.add_argument("-o", "--output", required=True, metavar="FILE")
    parser.add_argument("--caption", action="append", default=[], help="of the first link; once more: of the second …")
    parser.add_argument("--title", default="", help="of the page")
    parser.add_argument("--no-3d", action="store_true", help="without the 3D surface: 2 MB less")
    parser.add_argument("--presets", action="store_true", help=f"the {len(PRESETS)} races of Compare, after the links")
    parser.add_argument("--lesson", default="", metavar="KEY", help="a lesson instead of links, without the 3D surface")
    parser.add_argument("--language", default=SOURCE, choices=tuple(LANGUAGES), help="of the lesson")
    return parser


def lesson_page(chosen: argparse.Namespace) -> Iterator[bytes]:
    """Raises UnreadableError."""
    if chosen.links or chosen.presets:
        raise UnreadableError("A lesson is a page of its own: give no links with it.")
    lesson, language = find(readable(chosen.lesson)), chosen.language
    if lesson is None:
        raise UnreadableError(f"There is no lesson “{readable(chosen.lesson)}”.")
    return page(of_lesson(lesson, language), False, readable(chosen.title) or title_of(lesson, language))


def read_pictures(links: Sequence[str], captions: Sequence[str]) -> list[Shown]:
    """Raises UnreadableError, whose sentence says which link it is."""
    if len(captions) > len(links):
        raise UnreadableError(f"There are {len(captions)} captions for {len(links)} links: give one for each at most.")
    return read_links(links, captions)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
