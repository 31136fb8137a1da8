"""The glossary: every word is there, in plain sentences; every example opens, and shows what the word says."""

import re
from urllib.parse import parse_qsl

import pytest

from address import read
from address.race import MOST, as_race
from descent import judge
from glossary import ENTRIES, FILE, MARKDOWN, find, keys_of, plain, words_of
from glossary.reading import GlossaryError, read_entries
from translations import LANGUAGES

WANTED = """
learning rate, step, gradient, slope, loss, loss landscape, minimum, global minimum, local minimum, convergence,
overshooting, oscillation, divergence, crawling, decay, schedule, warm-up, momentum, adaptive rate, hyperparameter,
weight, bias, error, error signal, backpropagation, stochastic gradient descent, mini-batch, batch size, epoch,
training loss, validation loss, overfitting, underfitting, condition number, curvature, saddle, plateau, ravine, basin,
noise, sharpness, stability bound, range test, Adam, Adagrad, RMSprop, learning curve, verdict, random seed
"""

# What becomes of the run that an example opens, where the word says so.
VERDICTS = {
    "convergence": "converged",
    "minimum": "converged",
    "global-minimum": "converged",
    "local-minimum": "trapped",
    "trapped": "trapped",
    "sharpness": "trapped",  # the deepest minimum is too sharp for it
    "oscillation": "oscillating",
    "stability-bound": "oscillating",
    "divergence": "diverged",
    "crawling": "crawling",
    "condition-number": "crawling",
    "ravine": "crawling",
    "stalled": "stalled",
    "decay": "converged",  # which without it diverges
    "noise": "oscillating",
}


def test_every_word_that_lessons_need_is_there():
    missing = [word for word in WANTED.split(",") if find(word) is None]
    assert not missing


@pytest.mark.parametrize("word", words_of().values(), ids=lambda word: word.key)
def test_an_example_opens_without_a_notice(word):
    path, _, query = word.example.partition("?")
    params, most = dict(parse_qsl(query, strict_parsing=bool(query))), 1
    if path == "/compare":
        params, most = as_race(params), MOST
    else:
        assert path == "/"
    assert read(params, most)[1] == []
    assert read(params, most)[0].look.show == params.get("show", "loss")


@pytest.mark.parametrize("key", VERDICTS)
def test_an_example_shows_what_its_word_says(key):
    visit, _ = read(dict(parse_qsl(words_of()[key].example.removeprefix("/?"))))
    (runner,) = visit.setting.runners
    course = visit.setting.course
    assert judge(course.run(runner), course.landscape)[0] == VERDICTS[key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_is_that_of_one_word_only(language):
    named: dict[str, str] = {}
    for word in words_of(language).values():
        for name in {plain(name) for name in (word.key, word.title, word.symbol, *word.also) if name}:
            assert named.setdefault(name, word.key) == word.key, name
            assert keys_of(language)[name] == word.key, f"{name} is another word in English"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meaning_is_one_or_two_short_sentences_without_numbers(language):
    for word in words_of(language).values():
        sentences = re.findall(r"[^.!?]+[.!?]", re.sub("<.*?>", "", word.meaning_html))
        assert 1 <= len(sentences) <= 2, word.key
        assert len(word.meaning_html) <= 200, word.key
        assert not re.search(r"\d", word.meaning_html), word.key


def test_words_stand_in_the_order_of_their_own_language():
    assert [word.title for word in words_of("en").values()] == sorted(
        (word.title for word in words_of("en").values()), key=str.casefold
    )
    titles = [word.title for word in words_of("de").values()]
    assert titles.index("Trainingsverlust") < titles.index("Überanpassung") < titles.index("Urteil")


def test_a_text_finds_its_word_however_it_is_written():
    for text in ("learning rate", "Learning rates", "#learning-rate", " learning  rate ", "α"):
        assert find(text) == "learning-rate"
    assert find("Lernraten", "de") == find("learning rate", "de") == find("Lernrate", "de") == "learning-rate"
    assert find("Lernraten") is find("") is find("nothing of the kind") is None
    assert find("loss", "xx") == "loss"


def test_a_meaning_can_hold_no_markup_of_a_translator():
    hostile = "<script>alert(1)</script> [a](javascript:x) ![b](https://elsewhere.example/c.png) *kept*"
    html = MARKDOWN.renderInline(hostile)
    assert not re.search("<(?!/?em>)", html)
    assert "<em>kept</em>" in html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## One\nexample: /\n\nIt is.\n\n## \nexample: /\n\nIt is.", "line 6: a word is missing"),
        ("intro\n## One\n\nIt is.", "line 2: “One” needs a line such as “example:"),
        ("## One\nexample: https://elsewhere.example\n\nIt is.", "line 1: “One” needs a line such as"),
        ("## One\nexample: /\n", "line 1: what “One” means is missing"),
        ("## One\nexample: /\n\nA.\n\n## ONE\nexample: /\n\nB.", "line 6: “ONE” stands in line 1 already"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path, text, said):
    file = tmp_path / "en.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(GlossaryError, match=re.escape(said)):
        read_entries(file)


def test_each_word_begins_where_its_line_says():
    lines = FILE.read_text(encoding="utf-8").splitlines()
    assert all(lines[entry.line - 1] == f"## {entry.title}" for entry in ENTRIES)
