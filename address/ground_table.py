"""The lines of the table that say what is typed in: a formula, its window, how far its letters go; or the points."""

from collections.abc import Mapping

from address.entry import Entry
from address.ground import Ground
from address.kinds import Number, Numbers, RefusedError, Typed
from knobs import Knob
from landscapes import FORMULA, LANDSCAPES
from landscapes.letters import USUAL
from landscapes.plane import Window

DRAW = Knob(0, low=0, high=999_999)
PLACE = Knob(0.0, low=-1e9, high=1e9)
WINDOW_WANTED = "four numbers left,right,bottom,top in this order, up to a billion, with a loss between them"
RANGE_WANTED = "two numbers up to a billion, the lower one first, that leave the formula a loss"
NARROWEST = 1e-6  # of a window or a range, beside how far from 0 it is


def formula_entry(window: Window | None = None) -> Entry:
    """It need not have a loss anywhere but in a window that is given."""
    ground = Ground(FORMULA.key, window=window)
    return Entry("f", Typed(ground.typed), FORMULA.formula, lambda v: v.ground.text, ("landscape",))


def ground_entries(ground: Ground) -> list[Entry]:
    """What is typed in: the formula, its window, how far its letters go; or which points the loss is made of."""
    if not ground.is_typed:
        return data_entries(ground)
    ranges = (range_entry(name, ground) for name in ground.landscape.parameters)
    return [formula_entry(ground.window), window_entry(ground), *ranges]


def data_entries(ground: Ground) -> list[Entry]:
    """The seed of the draw, or points of one's own. Nothing where there is no data."""
    landscape = LANDSCAPES[ground.key]
    if landscape.data is None:
        return []
    points = Entry(
        "data",
        Typed(Ground(ground.key).made_of_short, may_be_empty=True),
        "",
        lambda v: v.ground.points,
        ("landscape",),
    )
    if landscape.draw is None or ground.points:
        return [points]
    return [Entry("data_seed", Number(DRAW), DRAW.default, lambda v: v.ground.seed, ("landscape",)), points]


def window_entry(ground: Ground) -> Entry:
    """It is refused where the formula has no loss in it."""

    def shows_loss(values: tuple[float, ...]) -> bool:
        try:
            return is_window(values) and bool(ground._replace(window=(values[:2], values[2:])).landscape)
        except ValueError:
            return False

    return Entry(
        "window", Numbers(4, shows_loss, WINDOW_WANTED), None, lambda v: v.ground.window and sum(v.ground.window, ())
    )


def borders_in(params: Mapping[str, str]) -> Window | None:
    """The window that an address names, whatever is seen there."""
    try:
        left, right, bottom, top = Numbers(4, is_window, WINDOW_WANTED).read(params.get("window", ""))
    except RefusedError:
        return None
    return (left, right), (bottom, top)


def range_entry(name: str, ground: Ground) -> Entry:
    """How far the slider of a letter goes. It is refused where the formula has no loss at what the letter then is."""

    def leaves_loss(values: tuple[float, ...]) -> bool:
        low, high = values
        if not is_range(values):
            return False
        reaching = ground.reaching(name, (low, high))
        try:
            return low <= USUAL <= high or bool(reaching.typed(reaching.text))
        except ValueError:
            return False

    return Entry(
        range_name(name),
        Numbers(2, leaves_loss, RANGE_WANTED),
        None,
        lambda v: dict(v.ground.ranges).get(name),
        ("landscape",),
    )


def range_name(letter: str) -> str:
    return f"range_{letter}"


def is_window(values: tuple[float, ...]) -> bool:
    """The borders left and right, then below and above."""
    return is_range(values[:2]) and is_range(values[2:])


def is_range(values: tuple[float, ...]) -> bool:
    low, high = values
    return PLACE.low <= low < high <= PLACE.high and high - low > NARROWEST * max(abs(low), abs(high), NARROWEST)
