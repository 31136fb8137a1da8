"""What a link shows and nothing else: names of what a visitor may use and see, as `only=alpha,play` has them.

    CONTROLS["verdict"]             Control(title="The verdict", views=("card", "race"))
    views_shown(views, ("play",))   the views that then stand on the stage; all of them for None

What is not shown keeps its value. The landscape's map always stays.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import optimizers
import schedules
from address.kinds import RefusedError
from descent.control import RATE
from descent.setting import LEARNING_RATE
from descent.together import MULTIPLE
from knobs import Knob, knobs_of
from landscapes import LANDSCAPES

Only = tuple[str, ...] | None  # None: everything

SHORT_NAMES = {LEARNING_RATE: "alpha", "final": "decay"}  # other knobs go by the names of their fields
MOST_QUOTED = 24  # characters
MAP = "map"  # what is always there: the name of a choice of nothing else
HANDS, SEEN = "Other controls", "To look at"
SLIDERS = ("sliders",)  # the view of all of them
VIEWS = (  # every view of the stage, in the order of `stage/frontend/views.js`
    "lesson",
    "room",
    "menus",
    "pictures",
    "note",
    "settings",
    "tools",
    "take_home",
    "share",
    "whole",
    "formula",
    "choice",
    "together",
    "sliders",
    "map",
    "hints",
    "service",
    "legend",
    "playbar",
    "race",
    "card",
    "panels",
    "data",
    "points",
    "basins",
    "atlas",
    "fan",
    "relief",
    "curves",
    "slice",
    "more",
    "response",
    "microscope",
    "twin",
    "terms",
)


class Control(NamedTuple):
    """`title` is what a visitor calls it; `views` are those that it stands for, as `stage/frontend/views.js` has them.

    One without a view is a part of views that stay, or of the page. It stands under a `heading` where one chooses.
    """

    title: str
    views: tuple[str, ...] = ()
    heading: str = ""


def sliders() -> dict[str, Control]:
    """Every slider that a picture may have, by its name in the address: of two with one name the first one's title."""
    catalogues = (*schedules.CONVENTIONS.values(), *optimizers.CONVENTIONS.values())
    owners = [knobs_of(item) for catalogue in catalogues for item in catalogue.values()]
    owners += [landscape.parameters for landscape in LANDSCAPES.values()]  # one slider of a race may move the ground
    knobs: dict[str, Knob] = {LEARNING_RATE: RATE}
    for own in owners:
        knobs |= {name: knob for name, knob in own.items() if name not in knobs}
    named = {SHORT_NAMES.get(name, name): Control(knob.label, SLIDERS) for name, knob in knobs.items()}
    return named | {MULTIPLE: Control("One multiple of each suggestion", SLIDERS)}


CONTROLS: Mapping[str, Control] = MappingProxyType(
    sliders()
    | {
        "start": Control("Moving the start", (), HANDS),
        "play": Control("Play and step", ("playbar",), HANDS),
        "menus": Control("Menus", ("menus", "tools", "choice", "together"), HANDS),
        "settings": Control("Settings", ("settings", "points"), HANDS),
        "take_home": Control("Take home", ("take_home",), HANDS),
        "share": Control("Copy link and Present", ("share",), HANDS),
        "verdict": Control("Verdict", ("card", "race"), SEEN),
        "why": Control("Why, in a sentence, and advice", (), SEEN),
        "numbers": Control("Numbers of the step", ("card",), SEEN),
        "curves": Control("Curves", ("curves",), SEEN),
        "3d": Control("3D surface", ("relief",), SEEN),
        "slice": Control("Slice", ("slice",), SEEN),
        "maps": Control("Basins, Atlas, Seeds", ("basins", "atlas", "fan"), SEEN),
        "data": Control("Data", ("data",), SEEN),
        "response": Control("What every value would do", ("response",), SEEN),
        "microscope": Control("Microscope", ("microscope",), SEEN),
        "formula": Control("Formulas and texts", ("formula",), SEEN),
        MAP: Control("The map, which always stays"),
    }
)
STANDING = frozenset(view for control in CONTROLS.values() for view in control.views)  # all others always stay


def is_name(name: str) -> bool:
    """Whether a picture may have it; a letter of a typed formula may have a slider in a race."""
    return name in CONTROLS or (len(name) == 1 and name.isalpha())


class Names:
    """A kind of value: names with commas between them, read in the catalogue's order, each once."""

    def read(self, text: str) -> tuple[str, ...]:
        names = {name.strip() for name in text.split(",")}
        for name in sorted(names):
            if not is_name(name):
                raise RefusedError(f"“{name}”" if name.isidentifier() and len(name) <= MOST_QUOTED else "a thing")
        return (*(name for name in CONTROLS if name in names), *sorted(names - set(CONTROLS)))

    def refuse(self, name: str, why: RefusedError, default: Only) -> str:
        return f"The link's “{name}” asks for {why} alone, which no picture has, so everything is shown."


def wants(only: Only, name: str) -> bool:
    """Whether a picture of this choice shows what goes by a name."""
    return only is None or name in only


def views_shown(views: Sequence[str], only: Only) -> list[str]:
    """The views of these that a choice leaves, in their order."""
    if only is None:
        return list(views)
    wanted = {view for name in only for view in (CONTROLS[name].views if name in CONTROLS else SLIDERS)}
    return [view for view in views if view in wanted or view not in STANDING]


def describe_only(only: Only) -> dict:
    """For a scene's header: the choice, and what it calls the sliders that have other names there."""
    return {"only": None if only is None else list(only), "names": dict(SHORT_NAMES)}


def describe_controls() -> list[dict]:
    """What a link may show beside sliders, for whoever chooses."""
    chosen = {name: control for name, control in CONTROLS.items() if control.heading}
    return [{"name": name, **control._asdict()} for name, control in chosen.items()]
