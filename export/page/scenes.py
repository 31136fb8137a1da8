"""The scene of a picture that nobody will answer for: all its sliders' runs are in it, and what remarks there are.

scene = scene_of(shown, views, pause)     as the app packs it, see `stage.scene`
"""

import time
from collections.abc import Sequence
from dataclasses import asdict

from address import OWN, SHARED, Visit, together_in
from address.only import SHORT_NAMES, Only, describe_only, views_shown, wants
from descent.control import controls_for
from descent.setting import suggest_rate
from descent.together import APART
from export.shown import Pause, Shown, TooMuchError
from landscapes import Landscape
from landscapes.plane import Window
from stage.parts import REACH, widen
from stage.picture import Picture, glance_at, picture_of
from stage.race import RaceLook
from stage.remarks import remarks_of
from stage.scene import Scene, pack_scene
from stage.signs import pack_signs
from stage.together import shared_of

MOST_NUMBERS = 4_000_000  # of steps at the notches of all sliders: about five and a half bytes each
PATIENCE = 3.0  # seconds that remarks are waited for while others' are being made
NAP = 0.02  # seconds
NOTCHES = 81  # of a slider that moves all, at most


def scene_of(shown: Shown, views: tuple[str, ...], pause: Pause, language: str = "en", explains: bool = True) -> Scene:
    """The scene, made in small steps; its signs are told in `language`. Unless it `explains`, no remark is made."""
    visit = shown.visit
    setting = visit.setting
    race = look_of(visit, whole=True) if len(setting.runners) > 1 else None
    explained = []
    for place, runner in enumerate(setting.runners):
        pause()
        swept = race is None or race.shows(place)
        picture = (picture_of if swept else glance_at)(setting.course_of(place), runner)
        if race is None and explains:
            explain(visit, picture, pause)
            explained.append(picture.run.id)
    if race and race.together != APART:
        shared_of(setting, race.together, race.selected, pause)  # what it takes is then known
    pause()
    return pack_scene(
        setting,
        race,
        view=seen_in(setting.course.landscape, visit.look.view),
        validates=visit.validates,
        with_test=visit.range_test,
        explained=explained,
        signs=pack_signs(language, opens=False),
        look=asdict(visit.look),
        link={},
        tells_step=False,
        seq=0,
        moves=lambda name: has_slider(shown.only, name),
        lesson=shown.lesson,
        views=views_shown(views, shown.only),
        **describe_only(shown.only),
    )


def has_slider(only: Only, name: str) -> bool:
    """Whether a choice shows what a knob's runs are for."""
    return wants(only, SHORT_NAMES.get(name, name)) or wants(only, "response")


def explain(visit: Visit, picture: Picture, pause: Pause):
    """Have the remarks on a run made; others' come first, and after a while it goes without."""
    (runner,) = visit.setting.runners
    until = time.monotonic() + PATIENCE
    while remarks_of(visit.setting.course, runner, picture.memoir) is None and time.monotonic() < until:
        time.sleep(NAP)
        pause()


def look_of(visit: Visit, whole: bool = False) -> RaceLook:
    """How a visit looks at its race."""
    setting, race = visit.setting, visit.race
    facts = {
        "choices": together_in(setting.course.landscape),
        "starts": OWN if setting.starts else SHARED,
        "draws": OWN if setting.draws else SHARED,
        "noisy": setting.course.is_noisy,
    }
    return RaceLook(race.selected, race.together, race.colours, facts, whole)


def seen_in(landscape: Landscape, view: tuple[float, ...] | None) -> Window | None:
    """What a map shows at this centre and zoom, with some more on all sides; None for the window."""
    if view is None:
        return None
    x, y, zoom = view
    reach_x, reach_y = REACH
    (left, right), (bottom, top) = widen(landscape.window, (reach_x / zoom, reach_y / zoom))
    across, up = (right - left) / 2, (top - bottom) / 2
    return (x - across, x + across), (y - up, y + up)


def check_size(pictures: Sequence[Shown]):
    """Raises TooMuchError for pictures with more runs than one file should hold, before any is made."""
    if sum(numbers_in(shown.visit) for shown in pictures) > MOST_NUMBERS:
        raise TooMuchError(
            "These pictures have too many runs for one page: choose fewer, or such with fewer steps or runners."
        )


def numbers_in(visit: Visit) -> int:
    """How many steps there are at the notches of all sliders."""
    setting = visit.setting
    if visit.race.together != APART:
        return setting.course.steps * len(setting.runners) * NOTCHES  # of the one slider
    landscape = setting.course.landscape
    return setting.course.steps * sum(
        len(control.values)
        for runner in setting.runners
        for control in controls_for(runner, suggest_rate(runner.optimizer, landscape))
    )
