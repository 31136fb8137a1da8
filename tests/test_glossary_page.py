"""The glossary's page: all words, each with a picture of its own example, in the visitor's language."""

import base64
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from visitor import visit

from app_pages.glossary import picture_of
from glossary import words_of
from translations import LANGUAGES


def shown(**address) -> str:
    """The markup of the page."""
    page = visit("glossary", **address)
    assert not page.exception
    return "".join(element.proto.body for element in page.get("html"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_stands_there_once_and_its_picture_opens_its_example(language):
    markup = shown(language=language)
    words = words_of(language)
    assert re.findall(r'<section class="word" id="([\w-]+)">', markup) == list(words)
    assert re.findall(r'<a class="picture" href="(.*?)"', markup) == [
        word.link.replace("&", "&amp;") for word in words.values()
    ]
    assert all(word.title in unescape(markup) and word.meaning_html in markup for word in words.values())
    assert f'lang="{language}"><div class="glossary-head">' in markup
    targets = re.findall(r'href="#([\w-]+)"', markup)
    assert len(targets) > 10
    assert set(targets) <= set(words)


def test_the_page_is_in_the_language_that_is_asked_for_and_leads_to_the_others():
    assert 'href="?language=en" lang="en" hreflang="en">English</a>' in shown(language="de")
    assert 'href="?language=de&amp;word=momentum"' in shown(word="momentum")
    assert "<h1>Glossary</h1>" in shown(language="xx")


def test_a_word_that_is_asked_for_stands_before_all_others():
    markup = shown(language="de", word="Lernraten")
    assert markup.index('id="asked-learning-rate"') < markup.index('class="letters"')
    assert 'class="asked"' not in shown()


@pytest.mark.parametrize("word", ["xyzzy", "<script>alert(1)</script>", "**bold**", "\x00", "9" * 5000])
def test_a_word_that_there_is_not_is_told_of_without_its_text(word):
    page = visit("glossary", word=word)
    assert ["no such word" in warning.value for warning in page.warning] == [True]
    assert word not in "".join(element.proto.body for element in page.get("html"))


def test_a_picture_has_the_path_of_each_runner_and_is_small():
    for word in words_of().values():
        head, _, packed = picture_of(word.example).partition("base64,")
        picture = base64.b64decode(packed)
        assert head == "data:image/svg+xml;"
        assert len(picture) < 5000
        lines = ElementTree.fromstring(picture).findall("{http://www.w3.org/2000/svg}polyline")
        assert len(lines) == (2 if word.example.startswith("/compare") else 1)
        for line in lines:
            places = [float(number) for number in re.split("[ ,]", line.attrib["points"])]
            assert len(places) >= 4
            assert max(map(abs, places)) <= 21 * 128
