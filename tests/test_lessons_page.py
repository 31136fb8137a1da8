"""The Lessons page: each screen of each lesson opens its picture, addresses that ask for too much are told so."""

import json

import pytest
from visitor import PATIENCE, address, scene, visit, warning

from app_pages.lessons import LESSONS
from lessons import KEYS, read_all
from lessons.lesson import SHELVES
from lessons.own import FOLDER
from translations import translator

ODD = """# Mine
minutes: 3
aim: See it.

## predict: Where?
picture: /?landscape=bowl
ask: marker
control: no_such_slider
truth: 1

Where is it?

## read: Then
picture: /?landscape=bowl

So it goes on.
"""
PATH = LESSONS.path


def opened(**params):
    return visit(PATH, **params)


def after(wish, **params):
    """The page at an address, after one wish of its own stage."""
    from streamlit.testing.v1 import AppTest

    def script(wish):
        import streamlit as st

        from app_pages.lessons import LESSONS, OWN, take_lesson_wish
        from app_pages.session import Session
        from lessons import as_picture

        Session.enter(LESSONS.path, as_picture, OWN)
        if "wished" not in st.session_state:
            st.session_state["wished"] = True
            take_lesson_wish(wish)
        LESSONS.show()

    page = AppTest.from_function(script, args=(wish,), default_timeout=PATIENCE)
    for name, value in params.items():
        page.query_params[name] = value
    return page.run()


@pytest.mark.parametrize("key", KEYS[::3])  # what each of all lessons says is tested without a page
def test_a_screen_of_each_kind_of_a_lesson_opens(key):
    screens = read_all()[key].screens
    for place in {screen.kind: place for place, screen in enumerate(screens)}.values():
        screen = screens[place]
        page = opened(lesson=key, screen=str(place + 1))
        assert not page.exception
        assert not page.warning
        header = scene(page)
        assert header["lesson"]["kind"] == screen.kind
        assert header["only"] == list(screen.show)
        assert header["lesson"]["html"]


@pytest.mark.parametrize(
    ("params", "place", "said"),
    [
        ({"lesson": "trapped", "screen": "99"}, -1, "screens from 1 to"),
        ({"lesson": "trapped", "screen": "0"}, 0, "screens from 1 to"),
        ({"lesson": "trapped", "screen": "two"}, 0, "screens from 1 to"),
        ({"lesson": "trapped", "screen": "9" * 400}, -1, "screens from 1 to"),
        ({"lesson": "trapped", "screen": "²"}, 0, "screens from 1 to"),
        ({"lesson": "no_such_lesson"}, 0, "There is no lesson"),
        ({"lesson": "<b>*x*</b>"}, 0, "There is no lesson"),
        ({"lesson": ""}, 0, "There is no lesson"),
    ],
)
def test_a_link_to_what_is_not_there_opens_the_nearest_and_says_so(params, place, said):
    page = opened(**params)
    assert not page.exception
    assert said in warning(page)
    told = scene(page)["lesson"]
    assert told["place"] == place % len(told["screens"])


def test_another_screen_is_wished_and_what_was_changed_on_the_one_before_stays_there():
    page = after({"seq": 1, "screen": 4}, lesson="valley", screen="2", landscape="bowl", alpha="0.2")
    assert not page.exception
    assert address(page) == {"lesson": "valley", "screen": "5"}
    assert scene(page)["lesson"]["place"] == 4


@pytest.mark.parametrize("screen", [-1, 10**9, True, "3", 2.5, None, [1], {}])
def test_a_garbled_wish_for_a_screen_changes_nothing(screen):
    page = after({"seq": 1, "screen": screen}, lesson="valley", screen="2")
    assert not page.exception
    assert address(page) == {"lesson": "valley", "screen": "2"}


@pytest.mark.parametrize("language", [[], {}, "xx", None, 3, True])
def test_a_garbled_wish_for_a_language_changes_nothing(language):
    from streamlit.testing.v1 import AppTest

    def script(wish):
        from app_pages.lessons import LESSONS, OWN, take_library_wish
        from app_pages.session import Session
        from lessons import as_picture

        Session.enter(LESSONS.path, as_picture, OWN)
        take_library_wish(wish)

    page = AppTest.from_function(script, args=({"language": language},), default_timeout=PATIENCE).run()
    assert not page.exception
    assert address(page) == {}


@pytest.mark.parametrize("more", [{"utm_source": "mail"}, {"only": "alpha"}, {"play": "1"}])
def test_what_others_add_to_a_link_leaves_the_screen_its_picture(more):
    plain, page = opened(lesson="trapped", screen="2"), opened(lesson="trapped", screen="2", **more)
    assert not page.warning
    assert scene(page)["runners"][0]["run"] == scene(plain)["runners"][0]["run"]


def test_a_screen_that_a_teacher_broke_says_where_and_the_others_are_there(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    (tmp_path / "mine.md").write_text(ODD)
    page = opened(lesson="own-mine")
    assert not page.exception
    told = scene(page)["lesson"]
    assert "mine.md, line 5: " in told["html"]
    assert "no slider" in told["html"]
    assert len(told["screens"]) == 2
    assert "mine.md" not in scene(opened(lesson="own-mine", screen="2"))["lesson"]["html"]


def test_what_is_moved_on_a_screen_stands_in_the_address_beside_the_screen():
    page = after({"seq": 1, "values": {"a": {"learning_rate": 0.25}}}, lesson="valley", screen="10")
    assert address(page) == {"lesson": "valley", "screen": "10", "alpha": "0.25"} | {
        name: text for name, text in address(page).items() if name not in {"lesson", "screen", "alpha"}
    }
    assert address(page)["landscape"]  # so that an address never falls back to the screen's own picture
    again = opened(**address(page))
    assert scene(again)["runners"][0]["run"] == scene(page)["runners"][0]["run"]


def test_a_screen_that_is_left_for_all_lessons_keeps_the_language():
    page = after({"seq": 1, "library": True}, lesson="valley", screen="3", language="de")
    assert address(page) == {"language": "de"}


def test_the_library_lists_every_lesson_once():
    (component,) = [each.proto for each in opened().get("bidi_component")]
    listed = component.json
    for key in KEYS:
        assert listed.count(f'"key": "{key}"') == 1


def test_the_library_names_its_shelves_in_the_language_that_is_asked_for():
    (component,) = [each.proto for each in opened(language="de").get("bidi_component")]
    shelves = json.loads(component.json)["shelves"]
    assert [shelf["title"] for shelf in shelves] == [translator("de", "words")(title) for title in SHELVES.values()]
    assert not {shelf["title"] for shelf in shelves} & set(SHELVES.values())
