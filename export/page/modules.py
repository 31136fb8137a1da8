"""The stage's modules as one block of text for a page without a server, and its styles.

    pack_modules(("map", "curves"))  ->  deflated JSON: the texts, each after all that it imports

Imports name a module's place in that list, "@3": a page makes addresses of the texts, one after another, and puts them
there. So no bundler is needed, and what is not imported does not come along.
"""

import gzip
import json
import posixpath
import re
import zlib
from collections.abc import Collection
from functools import lru_cache

from assets import FRONTEND, read_packed

ENTRY = "page/page.js"
VIEWS = "views.js"
STAGE = "stage.css"  # lists the style sheets
IMPORTED = re.compile(r'((?:from|import)\s*\(?)"(\.{1,2}/[^"]+)"')
# Those on lines of their own: beside code they stay, for what a string holds may look like one.
COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)\n", re.MULTILINE | re.DOTALL)
STYLE = re.compile(r'@import url\("(.*?)"\);')
STYLE_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
LEVEL = 9


@lru_cache(maxsize=16)
def pack_modules(views: tuple[str, ...], entry: str = ENTRY) -> bytes:
    """The page's modules, with these views of all that the app has. The last one is the entry."""
    texts = [text for _, text in modules_of(views, entry)]
    return zlib.compress(json.dumps(texts, ensure_ascii=False).encode(), LEVEL)


def modules_of(views: Collection[str], entry: str = ENTRY) -> list[tuple[str, str]]:
    """(name, text) of each module, after those that it imports. Raises ValueError where they import in a circle."""
    places: dict[str, int] = {}
    found: list[tuple[str, str]] = []

    def add(name: str, above: tuple[str, ...]):
        if name in above:
            raise ValueError(f"{name} imports itself, by {' and '.join(above)}")
        if name in places:
            return
        text = COMMENT.sub("", read(name))
        if name == VIEWS:
            text = with_views(text, views)
        folder = posixpath.dirname(name)
        paths = [path for _, path in IMPORTED.findall(text)]
        imported = {path: posixpath.normpath(posixpath.join(folder, path)) for path in paths}
        for other in imported.values():
            add(other, (*above, name))
        places[name] = len(found)
        found.append((name, IMPORTED.sub(lambda match: f'{match[1]}"@{places[imported[match[2]]]}"', text)))

    add(entry, ())
    return found


def with_views(text: str, views: Collection[str]) -> str:
    """The app's list of views without the lines of all others, so that their modules stay at home."""
    for line, name, view in re.findall(r'(  \{ name: "(\w+)", .*? View: (\w+) \},\n)', text):
        if name not in views:
            text = re.sub(rf'import \{{ {view} \}} from ".*?";\n', "", text.replace(line, ""))
    return text


@lru_cache(maxsize=2)
def pack_styles(*more: str) -> bytes:
    """The stage's style sheets in their order, and those of more lists, as one, deflated."""
    names = [name for sheets in (STAGE, *more) for name in STYLE.findall(read(sheets))]
    return zlib.compress(STYLE_COMMENT.sub("", "".join(map(read, names))).encode(), LEVEL)


def read(name: str) -> str:
    """A file of the stage, as this server began with it."""
    return gzip.decompress(read_packed(FRONTEND / name)).decode()
