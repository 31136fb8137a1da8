"""A visit: all that an address says, as values."""

from dataclasses import dataclass

from descent.setting import Setting


@dataclass(frozen=True)
class Look:
    """How a picture is looked at."""

    step: float = 0.0  # between two whole ones it is on its way
    play: bool = True  # whether it moves on from there
    view: tuple[float, ...] | None = None  # centre and zoom of the map; None for the landscape's window
    camera: tuple[float, ...] | None = None  # eye and centre of the 3D picture; None for where it stands at first


@dataclass(frozen=True)
class Visit:
    """All that an address says."""

    setting: Setting
    convention: str
    range_test: bool = False
    look: Look = Look()
