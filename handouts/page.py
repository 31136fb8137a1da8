"""The frame of a printed page: one file without scripts, in the device's own fonts, black on white."""

import re
from html import escape
from pathlib import Path

STYLE = Path(__file__).with_name("paper.css").read_text(encoding="utf-8")
TERM = re.compile(r'<button type="button" class="term" data-term="[\w-]+">(.*?)</button>', re.DOTALL)
TERMS = re.compile(r'data-term="([\w-]+)"')


def page(title: str, language: str, body: str, links: dict[str, str], hint: str) -> str:
    """`links` and `hint` are for the screen, and are not printed."""
    others = " · ".join(f'<a href="{escape(address)}">{escape(name)}</a>' for name, address in links.items())
    text = TERM.sub(r"<em class='term'>\1</em>", body)  # its meaning cannot be tapped on paper
    return f"""<!doctype html>
<html lang="{escape(language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{escape(title)}</title>
<style>{STYLE}</style>
<nav>{others}<span>{escape(hint)}</span></nav>
<main>{text}</main>
</html>
"""
