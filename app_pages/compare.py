"""The Compare page: two to six runners on one landscape with one clock, each fairly tuned."""

import streamlit as st

from address.only import wants
from address.race import MOST, as_race
from app_pages.code import show_code
from app_pages.page import Page
from app_pages.session import Session
from app_pages.stage import open_visit, show_notices, show_stage

VIEWS = (
    "menus",
    "settings",
    "tools",
    "take_home",
    "share",
    "whole",
    "formula",
    "together",
    "sliders",
    "map",
    "service",
    "legend",
    "playbar",
    "race",
    "panels",
    "data",
    "points",
    "basins",
    "atlas",
    "fan",
    "curves",
    "relief",
    "more",
    "response",
    "twin",
    "terms",
)

JUDGED = (
    "How a race is judged. A runner arrives when it rests at a global minimum, by the same definition as everywhere on "
    "these pages; who needs fewer steps is ahead, and equal steps are a tie. Of those that do not arrive, who ends "
    "lower is ahead. Beside the steps stands what they took: gradients ∇f, losses f, Hessians ∇²f. “Tune each” gives "
    "every runner the same 81 rates around its suggestion, from its own start and for these steps, and takes the first "
    "to arrive, or where none does the one that ends lowest. How many of the 81 arrive says how much it forgives: a "
    "method with many is a good default, one with few has to be tuned."
)


def compare():
    """Choose, compute, show."""
    Session.enter(COMPARE.path, as_race).arrive(st.query_params.to_dict())
    show_race()


@st.fragment
def show_race():
    """All that a wish of the stage can change."""
    visit, notices = open_visit(MOST, as_race)
    show_notices(notices)
    show_stage(visit, views=VIEWS, key="race")
    if Session.mine().take_code():
        selected = visit.race.selected
        show_code(visit.setting.course_of(selected), visit.setting.runners[selected])
    if wants(visit.only, "formula"):
        st.caption(JUDGED)


COMPARE = Page("compare", "Compare", compare)
