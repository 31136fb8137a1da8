"""Translations: files by the English paragraph, what falls back to English, and which language a visitor sees."""

import ast
import importlib
import logging
import re

import pytest

import translations
from translations import (
    LANGUAGES,
    SOURCE,
    Sentence,
    choose_language,
    file_of,
    languages_in,
    own_name,
    read_catalog,
    sentences_of,
    translator,
)
from translations.extract import HOUSE, TEXTS, said_in_browser, said_on_server, update

OTHERS = [language for language in LANGUAGES if language != SOURCE]
KEPT = {
    "expressions": re.compile(r"\{\{.*?\}\}"),
    "code": re.compile(r"```.*?```", re.DOTALL),
    "words of code": re.compile(r"`[^`]+`"),
    "formulas": re.compile(r"\$[^$]+\$"),
    "links": re.compile(r"\]\([^)]*\)"),
    "blanks": re.compile(r"\{\w+\}"),
    "numbers": re.compile(r"\d+(?:[.,]\d+)*"),
    "marks": re.compile(r"\||\*+"),
}
COMMENT = re.compile(r" *#.*")


def test_there_is_one_more_language_than_english_each_by_its_own_name():
    assert LANGUAGES["en"] == "English"
    assert LANGUAGES["de"] == "Deutsch"
    assert own_name("fr") == "Français"


def test_a_folder_is_a_language_only_if_it_is_called_like_one(tmp_path):
    for name in ("fr", "__pycache__", "nothing", "x"):
        (tmp_path / name).mkdir()
    assert languages_in(tmp_path) == {"en": "English", "fr": "Français"}


@pytest.mark.parametrize("language", OTHERS)
def test_the_glossary_is_translated_and_its_file_is_up_to_date(language, tmp_path):
    file = file_of(language, "glossary")
    copy = tmp_path / language / file.name
    copy.parent.mkdir()
    copy.write_bytes(file.read_bytes())
    update(copy, TEXTS["glossary"]())
    assert copy.read_text() == file.read_text(), "python -m translations.extract has news for it"
    assert [message.id for message in read_catalog(file) if message.id and not translations.is_done(message)] == []


@pytest.mark.parametrize("domain", TEXTS)
@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_computes_and_links_what_its_text_does(language, domain):
    """Of every text that is still there: one that has changed is shown in English."""
    there = {text for text, _ in TEXTS[domain]()}
    done = {english: other for english, other in sentences_of(language, domain).items() if english in there}
    assert done
    for english, other in done.items():
        assert kept_of(other) == kept_of(english), english
        assert other.strip() == other


@pytest.mark.parametrize("language", OTHERS)
def test_what_the_server_says_in_a_room_is_translated(language):
    said = [text for text, where in TEXTS["words"]() if where.startswith("in classroom/")]
    assert len(said) > 70
    assert [text for text in said if text not in sentences_of(language, "words")] == []


@pytest.mark.parametrize("file", sorted((HOUSE / "classroom").glob("*.py")), ids=lambda file: file.stem)
def test_what_is_refused_in_a_room_is_a_sentence_that_translators_find(file):
    """Each error has a module's Sentence, or what `tell` has translated: nothing is put together on the way."""
    names = vars(importlib.import_module(f"classroom.{file.stem}"))
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"RefusedError", "StoreError"}:
            (said,) = node.args
            for part in (said.body, said.orelse) if isinstance(said, ast.IfExp) else (said,):
                is_named = isinstance(part, ast.Name) and isinstance(names.get(part.id), Sentence)
                assert is_named or ast.unparse(part).startswith("tell("), f"{file.name}, line {node.lineno}"


def kept_of(text: str) -> dict[str, list[str]]:
    """What no translation may change, in whatever order its sentences have it: each is taken out before the next."""
    kept = {}
    for name, pattern in KEPT.items():
        kept[name] = sorted(COMMENT.sub("", found) if name == "code" else found for found in pattern.findall(text))
        text = pattern.sub(" ", text)
    return kept


@pytest.mark.parametrize(
    "other",
    [
        "Nach {{ run.steps }} [Schritten](#step) gilt $2/\\lambda$ und `lr`, siehe 3",
        "Nach {{ run.stepz }} [Schritten](#step) gilt $2/\\lambda$ und `lr`",
        "Nach {{ run.steps }} [Schritten](#steps) gilt $2/\\lambda$ und `lr`",
        "Nach {{ run.steps }} [Schritten](#step) gilt $3/\\lambda$ und `lr`",
        "Nach {{ run.steps }} [Schritten](#step) gilt $2/\\lambda$ und `rate`",
        "Nach {{ run.steps }} [Schritten](#step) gilt | $2/\\lambda$ und `lr`",
    ],
)
def test_a_translation_that_changes_a_number_a_formula_or_a_link_is_found(other):
    english = "After {{ run.steps }} [steps](#step) it is $2/\\lambda$ and `lr`"
    assert kept_of("`lr` und $2/\\lambda$, nach {{ run.steps }} [Schritten](#step)") == kept_of(english)
    assert kept_of(other) != kept_of(english)


def test_of_code_a_translation_may_change_the_comments():
    english = "```python\nx = 1  # a step of {{ 3 }}\n# now\ny = 2\n```"
    assert kept_of("```python\nx = 1  # ein Schritt von {{ 3 }}\n# jetzt\ny = 2\n```") == kept_of(english)
    assert kept_of("```python\nx = 2  # a step of {{ 3 }}\n# now\ny = 2\n```") != kept_of(english)
    assert kept_of("```python\nx = 1  # a step of {{ 4 }}\n# now\ny = 2\n```") != kept_of(english)


def test_what_is_not_translated_stays_english(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "words.po").write_text(
        'msgid "Next"\nmsgstr "Weiter"\n\nmsgid "Back"\nmsgstr ""\n\n#, fuzzy\nmsgid "Check"\nmsgstr "Falsch"\n'
    )
    translator.cache_clear()
    sentences_of.cache_clear()
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
    sentences_of.cache_clear()


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


def test_the_words_of_pages_and_buttons_are_found_in_their_sources(tmp_path):
    page, button = tmp_path / "page.py", tmp_path / "button.js"
    page.write_text('st.button(say("Next"))\nf"{say(\'See it\')} {say.x}"; other("no"); say(title)\n')
    button.write_text('make("p", { text: t("Teacher\'s \\"notes\\"") }, t(title), left("no"))')
    assert sorted(said_on_server(page)) == ["Next", "See it"]
    assert list(said_in_browser(button)) == ['Teacher\'s "notes"']
    assert {"Predict", "For the curious", "Back"} <= {text for text, _ in TEXTS["words"]()}


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


def test_what_is_written_in_another_language_is_shown_in_it_unless_the_address_says_otherwise():
    assert choose_language(None, "en", "de") == "de"
    assert choose_language("en", "en", "de") == "en"
    assert choose_language(None, "de", "en") == "de"
    assert choose_language(None, "en", "xx") == "en"
