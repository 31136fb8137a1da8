"""Answers: what a student may send to a question, and whether it is right.

    check_answer(told, [1.23456789, 2])     [1.23457, 2.0]; raises RefusedError with a sentence for whoever sent it
    is_right(told, 3)                       as the page judges it, see `stage/frontend/lesson/asks/`

`told` is a question as `tell_question` tells it.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from classroom.room import RefusedError
from translations import Sentence

DIGITS = 6  # of a pin's place
NO_CHOICE = Sentence("This is none of the answers: choose one of those that are shown.")
NO_VALUE = Sentence("The marker is not on its slider: drag it there.")
NO_PLACE = Sentence("The pin is too far off the map: put it on the map.")
NO_ORDER = Sentence("This is no order of all runners: give each of them one place.")
NO_COUNT = Sentence("Give the number of hands as a whole number from 0 to 999.")
MOST_HANDS = 999

NEAR_PIN, EQUAL = 0.05, (0.4, 2.5)  # of the window; between these shapes its axes are equal
NEAR_SHARE, NEAR_FACTOR = 0.1, 1.25  # of a slider's track; where ratios count


def check_answer(told: Mapping[str, Any], raw: Any) -> Any:
    """The answer as it is kept, which JSON can hold. Raises RefusedError."""
    return CHECKS[told["ask"]](told, raw)


def check_count(raw: Any) -> int:
    """A number of hands. Raises RefusedError."""
    if not is_whole(raw) or not 0 <= raw <= MOST_HANDS:
        raise RefusedError(NO_COUNT)
    return raw


def check_option(told: Mapping[str, Any], raw: Any) -> int:
    if not is_whole(raw) or not 0 <= raw < len(told["options"]):
        raise RefusedError(NO_CHOICE)
    return raw


def check_value(told: Mapping[str, Any], raw: Any) -> float:
    """The notch that is nearest, as the page finds it."""
    values = told["control"]["values"]
    if not is_number(raw) or not min(values) <= raw <= max(values):
        raise RefusedError(NO_VALUE)
    return min(values, key=lambda notch: abs(notch - raw))


def check_place(told: Mapping[str, Any], raw: Any) -> list[float]:
    """A place on the map, or as far beside it as the window is wide and high."""
    if not isinstance(raw, list) or len(raw) != 2:
        raise RefusedError(NO_PLACE)
    for at, (low, high) in zip(raw, told["window"], strict=True):
        if not is_number(at) or not low - (high - low) <= at <= high + (high - low):
            raise RefusedError(NO_PLACE)
    return [float(f"{at:.{DIGITS}g}") + 0.0 for at in raw]  # and no −0


def check_order(told: Mapping[str, Any], raw: Any) -> list[int]:
    count = len(told["letters"])
    if not isinstance(raw, list) or len(raw) != count or not all(map(is_whole, raw)):
        raise RefusedError(NO_ORDER)
    if sorted(raw) != list(range(count)):
        raise RefusedError(NO_ORDER)
    return raw


CHECKS: Mapping[str, Callable[[Mapping[str, Any], Any], Any]] = {
    "choice": check_option,
    "curve": check_option,
    "marker": check_value,
    "pin": check_place,
    "order": check_order,
}


def is_whole(raw: Any) -> bool:
    return isinstance(raw, int) and not isinstance(raw, bool)


def is_number(raw: Any) -> bool:
    """A number of JSON; what is not finite fails every comparison, or one with a limit."""
    return isinstance(raw, int | float) and not isinstance(raw, bool)


def is_right(told: Mapping[str, Any], answer: Any) -> bool:
    """Whether a checked answer is right, or near enough; `told` with its truth."""
    return JUDGES[told["ask"]](told, answer)


def is_near_value(told: Mapping[str, Any], answer: float) -> bool:
    truth, values = told["truth"], told["control"]["values"]
    if truth is None:
        return False
    if is_even_in_ratios(values):
        return truth > 0 and max(answer / truth, truth / answer) <= NEAR_FACTOR
    return abs(share_of(answer, values) - share_of(truth, values)) <= NEAR_SHARE


def is_near_place(told: Mapping[str, Any], answer: Sequence[float]) -> bool:
    if None in told["truth"]:
        return False
    width, height = told["size"]
    (x, y), (end_x, end_y) = answer, told["truth"]
    equal = EQUAL[0] <= height / width <= EQUAL[1]
    return math.hypot((x - end_x) / width, (y - end_y) / (width if equal else height)) <= NEAR_PIN


def is_in_order(told: Mapping[str, Any], answer: Sequence[int]) -> bool:
    """Those that came in together are right either way."""
    places = told["truth"]
    return all(places[before] <= places[after] for before, after in combinations(answer, 2))


JUDGES: Mapping[str, Callable[[Mapping[str, Any], Any], bool]] = {
    "choice": lambda told, answer: told["options"][answer]["right"],
    "curve": lambda told, answer: told["options"][answer]["right"],
    "marker": is_near_value,
    "pin": is_near_place,
    "order": is_in_order,
}


def is_even_in_ratios(values: Sequence[float]) -> bool:
    """Whether notches are the most evenly spread by their logarithms; else as they are, or by what 1 is short of."""
    scales = (lambda value: value, math.log10, lambda value: -math.log10(1 - value))
    return min(range(3), key=lambda scale: unevenness(values, scales[scale])) == 1


def unevenness(values: Sequence[float], scale: Callable[[float], float]) -> float:
    """The longest step from notch to notch over the shortest; infinity where there is no such scale."""
    try:
        places = [scale(value) for value in values]
        steps = [abs(after - before) for before, after in pairwise(places)]
        return max(steps) / min(steps)
    except (ValueError, ZeroDivisionError):
        return math.inf


def share_of(value: float, values: Sequence[float]) -> float:
    """How far along the track a value is, from 0 to 1; one beyond is at its end."""
    value = min(max(value, min(values)), max(values))
    rising = values[0] < values[-1]
    after = next((at for at, notch in enumerate(values) if (notch >= value if rising else notch <= value)), 1)
    after = max(after, 1)
    low, high = values[after - 1], values[after]
    if low > 0 and high > 0:
        return (after - 1 + math.log(value / low) / math.log(high / low)) / (len(values) - 1)
    return (after - 1 + (value - low) / (high - low)) / (len(values) - 1)
