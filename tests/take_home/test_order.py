"""Orders: read as they were posted, and refused with a sentence where they make no sense."""

import json

import pytest

from address.race import COMPARE, UnreadableError
from descent.setting import LEARNING_RATE
from export.shown import TooMuchError
from take_home.order import GARBLED, MOST_CAPTION, MOST_PICTURES, read_order


def order(*links, **options):
    return json.dumps({"pictures": [{"link": link} for link in links], "options": options}).encode()


def test_a_link_is_read_as_its_page_reads_it():
    explore, compare, query = read_order(
        order(
            "http://localhost:8501/?optimizer=adam&alpha=0.05&b.optimizer=lion",
            f"https://a.example/over/{COMPARE}?optimizer=adam&b.optimizer=lion",
            "landscape=himmelblau&alpha=0.01",
        ).replace(b"&b.optimizer=lion", b"", 1)
    ).pictures
    (runner,) = explore.visit.setting.runners
    assert runner.learning_rate == 0.05
    assert len(compare.visit.setting.runners) == 2
    assert query.visit.setting.course.landscape.key == "himmelblau"


def test_a_bare_compare_link_shows_what_the_page_shows():
    (race,) = read_order(order(f"http://localhost:8501/{COMPARE}")).pictures
    assert len(race.visit.setting.runners) == 4


def test_options_are_texts_and_captions_end():
    body = {"pictures": [{"link": "", "caption": "c" * 999}], "options": {"slider": LEARNING_RATE, "n": 3}}
    read = read_order(json.dumps(body).encode())
    assert read.options == {"slider": LEARNING_RATE, "n": "3"}
    assert len(read.pictures[0].caption) == MOST_CAPTION


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'{"pictures": 3}', b'{"pictures": [3]}', b"\xff", b"[" * 100_000]
)
def test_what_no_page_posts_is_refused_with_a_sentence(body):
    with pytest.raises(UnreadableError, match=GARBLED):
        read_order(body)


def test_a_value_that_is_refused_is_said_and_nothing_else_is_made_in_its_place():
    with pytest.raises(UnreadableError, match="alpha"):
        read_order(order("http://localhost:8501/?alpha=nonsense"))


def test_points_that_are_gone_are_said():
    with pytest.raises(UnreadableError, match="give them again"):
        read_order(order("http://localhost:8501/?landscape=own_points&data=held-0123456789abcdef"))


def test_pictures_are_counted():
    with pytest.raises(UnreadableError, match="at least"):
        read_order(order())
    with pytest.raises(TooMuchError, match=str(MOST_PICTURES)):
        read_order(order(*[""] * (MOST_PICTURES + 1)))
