"""A visit: all that an address says, as values."""

from dataclasses import dataclass

from address.ground import Ground
from address.only import Only
from descent.setting import Setting
from descent.together import APART

NO_GROUND = Ground("")
LOSS = "loss"
SHOWN = (LOSS, "basins", "atlas", "seeds")


@dataclass(frozen=True)
class Look:
    """How a picture is looked at."""

    step: float = 0.0  # between two whole ones it is on its way
    play: bool = True  # whether it moves on from there
    view: tuple[float, ...] | None = None  # centre and zoom of the map; None for the landscape's window
    camera: tuple[float, ...] | None = None  # eye and centre of the 3D picture; None for where it stands at first
    show: str = LOSS  # of which picture of many runs the panel is open; LOSS for none


@dataclass(frozen=True)
class Race:
    """What an address says of several runners beside what they are."""

    selected: int = 0  # whose sliders are shown
    together: str = APART  # what one slider moves for all: a key of `table.together_in`
    colours: tuple[int, ...] = ()  # of each of several, and with it its mark; no two the same


@dataclass(frozen=True)
class Visit:
    """All that an address says. Without a `ground` the landscape is one of the catalogue."""

    setting: Setting
    convention: str
    range_test: bool = False
    look: Look = Look()
    race: Race = Race()
    ground: Ground = NO_GROUND
    validates: bool = False  # whether the loss is shown on the points that were held back
    only: Only = None  # what is shown and nothing else, by names of `address.only`

    def __post_init__(self):
        if not self.ground.key:
            object.__setattr__(self, "ground", Ground(self.setting.course.landscape.key))
