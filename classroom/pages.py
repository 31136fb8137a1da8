"""The pages of a room: plain documents that say at once where one is, and the bundle of modules that each opens with.

    show_page("student", "KQXZ", 1, "en")     what /room/KQXZ answers with
    APP_URL + "/student"                      where the modules of that page are

A page is no session of the app: it loads a style sheet, a small script and a bundle, all kept by browsers for good.
"""

import base64
import gzip
import json
import zlib
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from assets import FONT, HOUSE, LOGO, MODULES, STAGE_URL, STREAMLIT, STYLES, hash_of
from classroom.pictures import VIEWS
from classroom.room import PROJECTOR, ROLES, STUDENT, TEACHER
from classroom.sentences import WORDS
from export.page.modules import pack_modules, pack_styles
from translations import sentences_of, translator

HERE = Path(__file__).parent
PAGE = Template((HERE / "page.html").read_text(encoding="utf-8"))
STYLE = (HOUSE / "export" / "page" / "page.css").read_text(encoding="utf-8")
TYPING = "code"
PAGES = (TYPING, *ROLES)
OWN_STYLES = "room.css"
APP_URL = f"room/app/{hash_of(*MODULES, *STYLES)}"
FONT_URL = f"static/{FONT.relative_to(STREAMLIT).as_posix()}"
LOADER_URL = f"{STAGE_URL}/classroom/loader.js"


def show_page(role: str, code: str, depth: int, language: str, wrong: str = "") -> str:
    """The document for a role, so many levels below /room; `wrong` is what is wrong with the code in the address."""
    say = translator(language, WORDS)
    heading = titles(language)[role].replace("{code}", code)
    facts = {
        "role": role,
        "code": code,
        "language": language,
        "names": dict(sentences_of(language, WORDS)),
        "said": wrong,
        "bundle": f"{APP_URL}/{role}",
        "late": say("This page does not come: the network may be slow, or the server gone."),
        "old": say("This browser is too old for this page: one from 2024 or later opens it."),
        "broken": say("This page could not be opened: reload it, or try another browser."),
    }
    return PAGE.substitute(
        language=escape(language),
        base="../" * depth or "./",
        title=escape(f"{heading} · Overshoot"),
        icon=icon(),
        bundle=escape(facts["bundle"]),
        font=FONT_URL,
        style=STYLE,
        styles=f"{APP_URL}/styles.css",
        role=role,
        heading=escape(heading),
        said=escape(wrong or say("One moment …")),
        no_script=escape(say("This page needs JavaScript, which is switched off here: allow it for this address.")),
        reload=escape(say("If this stays, reload the page.")),
        again=escape(say("Try again")),
        facts=json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c"),
        loader=LOADER_URL,
    )


def titles(language: str) -> dict[str, str]:
    """What each page is, before its modules are here."""
    say = translator(language, WORDS)
    return {
        TYPING: say("Join a room"),
        STUDENT: say("Joining room {code} …"),
        PROJECTOR: say("Room {code}: projector"),
        TEACHER: say("Room {code}: teacher's page"),
    }


@cache
def icon() -> str:
    return base64.b64encode(LOGO.read_bytes()).decode()


@cache
def bundle_of(role: str) -> bytes:
    """The modules of a page, deflated."""
    return pack_modules(VIEWS, f"classroom/{role}.js")


@cache
def styles() -> tuple[bytes, bytes]:
    """All style sheets as one, as they are and compressed."""
    text = zlib.decompress(pack_styles(OWN_STYLES))
    return text, gzip.compress(text, mtime=0)
