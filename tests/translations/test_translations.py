"""Translations: files by the English paragraph, what falls back to English, and which language a visitor sees."""

import logging
import re

import pytest

import translations
from translations import LANGUAGES, SOURCE, choose_language, file_of, languages_in, own_name, read_catalog, translator
from translations.extract import TEXTS, said_in, update

OTHERS = [language for language in LANGUAGES if language != SOURCE]


def test_there_is_one_more_language_than_english_each_by_its_own_name():
    assert LANGUAGES["en"] == "English"
    assert LANGUAGES["de"] == "Deutsch"
    assert own_name("fr") == "Français"


def test_a_folder_is_a_language_only_if_it_is_called_like_one(tmp_path):
    for name in ("fr", "__pycache__", "nothing", "x"):
        (tmp_path / name).mkdir()
    assert languages_in(tmp_path) == {"en": "English", "fr": "Français"}


@pytest.mark.parametrize("domain", TEXTS)
@pytest.mark.parametrize("language", OTHERS)
def test_every_text_of_the_app_is_translated_and_the_file_is_up_to_date(language, domain, tmp_path):
    file = file_of(language, domain)
    copy = tmp_path / language / file.name
    copy.parent.mkdir()
    copy.write_bytes(file.read_bytes())
    update(copy, TEXTS[domain]())
    assert copy.read_text() == file.read_text(), "python -m translations.extract has news for it"
    catalog = read_catalog(file)
    assert [message.id for message in catalog if message.id and not translations.is_done(message)] == []


def test_what_is_not_translated_stays_english(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "words.po").write_text(
        'msgid "Next"\nmsgstr "Weiter"\n\nmsgid "Back"\nmsgstr ""\n\n#, fuzzy\nmsgid "Check"\nmsgstr "Falsch"\n'
    )
    translator.cache_clear()
    say = translator("de", "words")
    assert [say(text) for text in ("Next", "Back", "Check", "Never heard of")] == [
        "Weiter",
        "Back",
        "Check",
        "Never heard of",
    ]
    assert translator("de", "lessons")("Next") == translator("xx", "words")("Next") == "Next"
    assert translator(SOURCE, "words")("Next") == "Next"
    translator.cache_clear()


@pytest.mark.parametrize("broken", [b"msgid Next\n", b"\xff\xfe\x00", b'msgid "Next"\nmsgstr "W"\nnonsense\n'])
def test_a_broken_file_is_told_of_and_english_is_shown(broken, tmp_path, caplog):
    file = tmp_path / "de" / "words.po"
    file.parent.mkdir()
    file.write_bytes(broken)
    with caplog.at_level(logging.WARNING):
        assert translations.read_sentences(file) == {}
    assert "de/words.po cannot be read" in caplog.text


def test_an_update_keeps_what_is_done_and_what_is_gone_and_shows_no_guess(tmp_path):
    file = tmp_path / "de" / "words.po"
    file.parent.mkdir()
    file.write_text(
        'msgid "Next"\nmsgstr "Weiter"\n\nmsgid "Look at the curve below"\nmsgstr "Sieh dir die Kurve unten an"\n\n'
        'msgid "Gone"\nmsgstr "Weg"\n'
    )
    update(file, [("Next", "a button"), ("Look at the curves below", "a hint"), ("New", "")])
    assert translations.read_sentences(file) == {"Next": "Weiter"}
    text = file.read_text()
    assert '#, fuzzy\nmsgid "Look at the curves below"\nmsgstr "Sieh dir die Kurve unten an"' in text
    assert '#~ msgid "Gone"\n#~ msgstr "Weg"' in text
    assert 'msgid "New"\nmsgstr ""' in text
    update(file, [("Next", "a button"), ("Look at the curves below", "a hint"), ("New", "")])
    assert file.read_text() == text


def test_the_words_of_a_page_are_found_in_its_source(tmp_path):
    page = tmp_path / "page.py"
    page.write_text('st.button(say("Next"))\nf"{say(\'See it\')} {say.x}"; other("no")\n')
    assert sorted(said_in(page)) == ["Next", "See it"]


@pytest.mark.parametrize(
    ("asked", "accepted", "shown"),
    [
        (None, None, "en"),
        ("de", None, "de"),
        ("de", "en", "de"),
        ("en", "de", "en"),
        ("xx", "de", "de"),
        (None, "de", "de"),
        (None, "de-CH, de;q=0.9, en;q=0.8", "de"),
        (None, "en-GB, de;q=0.9", "en"),
        (None, "en;q=0.5, de;q=0.9", "de"),
        (None, "fr, es;q=0.9, de;q=0.1", "de"),
        (None, "de;q=0, en", "en"),
        (None, "de;q=nan, de;q=x, ;;;, *", "en"),
        (None, "DE", "de"),
        ("../../de", "x" * 10_000 + ",de", "en"),
    ],
)
def test_the_address_decides_then_the_browser_then_english(asked, accepted, shown):
    assert choose_language(asked, accepted) == shown


def test_no_translation_has_a_letter_between_the_lines():
    for language in OTHERS:
        for domain in TEXTS:
            for english, other in translations.read_sentences(file_of(language, domain)).items():
                assert re.sub(r"\s+", " ", other).strip() == other, english
