"""Wishes of a browser that has not yet heard where its last change led to: it tells the address before."""

import pytest
from streamlit.testing.v1 import AppTest
from visitor import PATIENCE, address, scene, visit

from app_pages.session import KEY, Session


def unheard(*told_and_wished):
    """Explore after these wishes, each with what a browser tells as its address, whatever the wishes before led to."""

    def script(told_and_wished):
        import streamlit as st

        from app_pages.explore import explore
        from app_pages.session import take_wish

        for told, wish in told_and_wished:
            st.query_params.from_dict(told)
            take_wish(wish)
        explore()

    return AppTest.from_function(script, args=(told_and_wished,), default_timeout=PATIENCE).run()


MOVE, STEPS_20, AT_MOVE = {"values": {"a": {"learning_rate": 0.02}}}, {"steps": "20"}, {"steps": "20", "alpha": "0.02"}


@pytest.mark.parametrize("wish", [MOVE, {"chosen": {"optimizer": "adam"}}, {"best": "optimizer"}, {"reset": True}])
def test_a_wish_told_again_before_its_address_was_heard_of_is_one_change(wish):
    page, once = (unheard(*[(STEPS_20, wish)] * count) for count in (2, 1))
    assert scene(page)["past"] == 1
    assert address(page) == address(once) != STEPS_20


def test_a_change_that_follows_before_the_first_was_heard_of_is_one_more():
    wishes = (STEPS_20, MOVE), (STEPS_20, MOVE | {"chosen": {"optimizer": "adam"}})
    after = AT_MOVE | {"optimizer": "adam"}
    page = unheard(*wishes)
    assert address(page) == after
    assert scene(page)["past"] == 2
    assert address(unheard(*wishes, (after, {"undo": 1}))) == AT_MOVE


def test_an_undo_told_again_before_its_address_was_heard_of_holds():
    page = unheard((STEPS_20, MOVE), (AT_MOVE, {"undo": 0}), (AT_MOVE, {"undo": 0, "step": 3}))
    assert address(page) == STEPS_20
    assert scene(page)["past"] == 0


def test_a_change_that_was_heard_of_leaves_nothing_to_mistake():
    chosen = {"chosen": {"steps": 60}}
    assert address(unheard((STEPS_20, MOVE), (STEPS_20, chosen))) == {"steps": "60", "alpha": "0.02"}
    assert address(unheard((STEPS_20, MOVE), (AT_MOVE, {"step": 3}), (STEPS_20, chosen))) == {"steps": "60"}


@pytest.mark.parametrize(("there", "left"), [(STEPS_20, []), (AT_MOVE, [STEPS_20])])
def test_where_the_browser_went_by_itself_nothing_is_unheard(there, left):
    page = visit(**there)
    page.session_state[KEY] = Session(address=AT_MOVE, left=[STEPS_20])
    page.run()
    assert page.session_state[KEY].left == left
