"""The chart of what everybody runs: a slider's notches, what becomes of each, and how many students were there.

controls_of(room)                   [{"name": "learning_rate", "label": "Learning rate", "symbol": "α"}, …]
chart(collecting, runs)             with a verdict for each notch, from the very runs that the phones show
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from address import Visit
from classroom.answers import is_whole
from classroom.pictures import visit_at
from classroom.room import Collecting, RefusedError, Room
from descent.control import Control
from descent.together import APART
from lessons.slider import describe
from stage.picture import Picture, picture_of
from translations import Sentence

NO_CONTROL = Sentence("This picture has no such slider: choose one of those that are offered.")
NO_NOTCH = Sentence("This value is not on the slider: drag it, and let go.")


def controls_of(room: Room) -> list[dict[str, str]]:
    """The sliders that can be collected from what is in front; none where one slider moves all runners.

    Raises RefusedError.
    """
    picture = look_at(visit_at(room.picture))
    found = [describe(control) for control in picture.controls] if picture else []
    return [{name: told[name] for name in ("name", "label", "symbol")} for told in found]


def check_control(room: Room, name: Any) -> str:
    """The name of one of them. Raises RefusedError."""
    if not isinstance(name, str) or all(control["name"] != name for control in controls_of(room)):
        raise RefusedError(NO_CONTROL)
    return name


def check_notch(collecting: Collecting, raw: Any) -> int:
    """A notch of the slider that is collected, from 0. Raises RefusedError."""
    control, _ = slider_of(collecting)
    if not is_whole(raw) or not 0 <= raw < len(control.values):
        raise RefusedError(NO_NOTCH)
    return raw


def describe_collected(collecting: Collecting) -> dict[str, Any]:
    """What phones are told of the slider. Raises RefusedError."""
    return describe(slider_of(collecting)[0])


def chart(collecting: Collecting, runs: Iterable[tuple[str, int]]) -> dict[str, Any]:
    """`runs` are (student, notch); a student counts once at each notch. Raises RefusedError."""
    control, verdicts = slider_of(collecting)
    seen = {(student, place) for student, place in runs if 0 <= place < len(verdicts)}
    counts = Counter(place for _, place in seen)
    return {
        "control": describe(control),
        "verdicts": verdicts,
        "points": [{"place": place, "count": counts[place]} for place in sorted(counts)],
        "students": len({student for student, _ in seen}),
    }


def slider_of(collecting: Collecting) -> tuple[Control, Sequence[str]]:
    """The slider, and what became of the run at each of its notches, as the picture's own sweep has it.

    Raises RefusedError.
    """
    picture = look_at(visit_at(collecting.picture))
    control = next((one for one in picture.controls if one.name == collecting.control), None) if picture else None
    if picture is None or control is None:
        raise RefusedError(NO_CONTROL)
    return control, [str(verdict) for verdict in picture.sliders[control.name].finish.verdicts.tolist()]


def look_at(visit: Visit) -> Picture | None:
    """The picture of the selected runner, remembered as all are; None where one slider moves all."""
    place = visit.race.selected
    if visit.race.together != APART:
        return None
    return picture_of(visit.setting.course_of(place), visit.setting.runners[place])
