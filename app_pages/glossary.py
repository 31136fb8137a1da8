"""The Glossary page: every word in a sentence or two, with a picture of the example that it opens."""

import base64
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import streamlit as st
from streamlit.components import v2 as components

from address import read
from address.race import MOST, as_race
from app_pages.compare import COMPARE
from app_pages.language import LANGUAGE, language_of_visitor
from app_pages.page import Page
from app_pages.session import Session
from app_pages.stage import show_notices
from glossary import Word, find, initial, words_of
from sketch import sketch
from translations import LANGUAGES, translator

STYLE = Path(__file__).with_name("glossary.css")
SIDE = 104  # pixels of a picture

# A browser looks for what an address names behind its # when the page comes, which is before the app has drawn it.
_finder = components.component(
    "overshoot_finder",
    js="""
const named = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
export default () => requestAnimationFrame(() => named()?.scrollIntoView());
""",
)


def show_glossary():
    """Choose, compute, show."""
    Session.enter(GLOSSARY.path)
    asked = st.query_params.get("word", "")
    language = language_of_visitor()
    say, key = translator(language, "words"), find(asked, language)
    if asked and key is None:
        show_notices([say("The glossary has no such word: here are all that it has.")])
    st.html(STYLE)
    st.html(f'<div class="glossary" lang="{language}">{write_head(language, key)}{write_words(language)}</div>')
    _finder(key="finder")


def write_head(language: str, key: str | None) -> str:
    """What stands above all words: the title, other languages, and the word of this key, which was asked for."""
    say, others = translator(language, "words"), (other for other in LANGUAGES if other != language)
    links = "".join(
        f'<a href="{escape(link_to(other, key))}" lang="{other}" hreflang="{other}">{escape(LANGUAGES[other])}</a>'
        for other in others
    )
    asked = f'<div class="asked">{write_word(words_of(language)[key], say, f"asked-{key}")}</div>' if key else ""
    return (
        f'<div class="glossary-head"><h1>{escape(say("Glossary"))}</h1>'
        f"<p>{escape(say('Each word in a sentence or two. A picture opens its example in the app.'))}</p>"
        f'<nav class="languages" aria-label="{escape(say("Language"))}">{links}</nav></div>{asked}'
    )


@cache
def write_words(language: str) -> str:
    """All words, and the letters that they begin with; 180 kB a language, most of it pictures."""
    say, words = translator(language, "words"), words_of(language)
    letters = [(letter, next(group)) for letter, group in groupby(words.values(), key=lambda word: initial(word.title))]
    index = "".join(f'<a href="#{word.key}">{escape(letter)}</a>' for letter, word in letters)
    told = "".join(write_word(word, say, word.key) for word in words.values())
    return f'<nav class="letters" aria-label="{escape(say("Letters"))}">{index}</nav><div class="words">{told}</div>'


def link_to(language: str, key: str | None) -> str:
    """The same in another language, as seen from the page."""
    return "?" + urlencode({LANGUAGE: language} | ({"word": key} if key else {}))


def write_word(word: Word, say, place: str) -> str:
    """One word: its picture, its sentence, and the way to its example."""
    symbol = f" <span>{escape(word.symbol)}</span>" if word.symbol else ""
    title, link = escape(word.title), escape(word.link)
    return (
        f'<section class="word" id="{place}"><a class="picture" href="{link}" tabindex="-1" aria-hidden="true">'
        f'<img src="{picture_of(word.example)}" width="{SIDE}" height="{SIDE}" alt="" loading="lazy"></a>'
        f"<div><h2>{title}{symbol}</h2><p>{word.meaning_html}</p>"
        f'<a href="{link}" aria-label="{escape(say("See it"))}: {title}">{escape(say("See it"))}</a></div></section>'
    )


@cache
def picture_of(example: str) -> str:
    """A sketch of what an example's address shows, as an address of its own."""
    path, _, query = example.partition("?")
    params = dict(parse_qsl(query))
    visit, _ = read(as_race(params), MOST) if path.strip("/") == COMPARE.path else read(params)
    return f"data:image/svg+xml;base64,{base64.b64encode(sketch(visit).encode()).decode()}"


GLOSSARY = Page("glossary", "Glossary", show_glossary)
