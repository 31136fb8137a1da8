"""From what the stage wishes to an address."""

from collections.abc import Mapping
from typing import Any

from address import Visit, accepts, changed, name_of, range_name, read
from app_pages.choices import MENUS, best_address, first_address, with_points_of
from app_pages.racing import raced, selected_in, texts_together
from app_pages.readings import is_number
from descent.setting import LEARNING_RATE, LETTERS
from landscapes.plane import Point

MOST_TYPED = 50_000  # characters of a text that are looked at: more than may be
MOST_CHOSEN = 16  # choices in one wish that are looked at
TYPED = ("f", "data", "window")  # the names of texts that visitors write


def wished_address(wish: Mapping[str, Any], params: dict[str, str], start: Point | None) -> dict[str, str]:
    """The address as a wish would have it: another picture, then what was let go of, then what was chosen."""
    visit, _ = read(params, most_runners=len(LETTERS))  # of those that the page does not show none is moved
    best = wish.get("best")
    if wish.get("reset") is True:
        params = first_address(visit)
    elif isinstance(best, str) and best in MENUS:
        params = best_address(visit, best)
    params = selected_in(params, wish.get("select"))
    if isinstance(act := wish.get("race"), dict):
        params = raced(params, act)
    visit, _ = read(params, most_runners=len(LETTERS))
    texts = texts_of(wish.get("values"), visit)
    if start:
        place = visit.race.selected if visit.setting.starts else 0
        texts |= {name_of(place, axis): f"{value:.12g}" for axis, value in zip("xy", start, strict=True)}
    if isinstance(wish.get("range_test"), bool):
        texts["range_test"] = str(int(wish["range_test"]))
    for name, text in texts.items():
        params = changed(params, name, text, most_runners=len(LETTERS))
    return with_choices(params, wish.get("chosen"))


def with_choices(params: dict[str, str], chosen: Any) -> dict[str, str]:
    """The address after what was chosen from menus, or written into fields; what it cannot have changes nothing."""
    choices = list(chosen.items())[:MOST_CHOSEN] if isinstance(chosen, dict) else []
    for name, value in sorted(choices, key=lambda choice: not is_range_name(choice[0])):
        if not (isinstance(value, str) or is_number(value)):
            continue
        text = as_text(value) if isinstance(value, str) else str(value)
        if name == "data" and text:
            text = short_points(params, text)
        if value == "" and name != "f":  # what the address does not say is found again
            params = {other: said for other, said in changed(params, name, "").items() if other != name}
        elif accepts(params, name, text, most_runners=len(LETTERS)):
            after = changed(params, name, text, most_runners=len(LETTERS))
            params = with_points_of(params, after) if name == "landscape" else after
    return params


def as_text(typed: str) -> str:
    """What was typed, as text that can be sent back: half a character, as JSON can bring, becomes a question mark."""
    return typed.encode("utf-8", "replace").decode("utf-8")


def short_points(params: dict[str, str], text: str) -> str:
    """Points as an address has them, of a text as people paste it; the text itself where it has none."""
    try:
        return read(params)[0].ground.made_of(text[:MOST_TYPED]).points
    except ValueError:
        return text


def texts_of(values: Any, visit: Visit) -> dict[str, str]:
    """What the address says of the sliders that were let go, by runner's letter and slider's name."""
    texts = {}
    for place, (letter, runner) in enumerate(zip(LETTERS, visit.setting.runners, strict=False)):
        moved = values.get(letter) if isinstance(values, dict) else None
        for name in (LEARNING_RATE, *runner.knobs):
            if isinstance(moved, dict) and is_number(moved.get(name)):
                texts[name_of(place, name)] = repr(moved[name])
    together = values.get("all") if isinstance(values, dict) else None
    for name, value in list(together.items())[:1] if isinstance(together, dict) else ():
        if is_number(value):
            texts |= texts_together(name, value, visit)
    return texts


def is_range_name(name: Any) -> bool:
    """Whether it is that of how far a letter goes: a range is taken before the value in it."""
    return isinstance(name, str) and name.startswith(range_name(""))


def typed_in(wish: Mapping[str, Any]) -> dict[str, str]:
    """The texts that a wish brings, by name; an empty one is no text."""
    chosen = wish.get("chosen")
    choices = list(chosen.items())[:MOST_CHOSEN] if isinstance(chosen, dict) else []
    texts = {name: text for name, text in choices if isinstance(text, str) and (text or name == "f")}
    return {name: as_text(text[:MOST_TYPED]) for name, text in texts.items() if name in TYPED or is_range_name(name)}


def texts_on_trial(trial: Any, params: dict[str, str]) -> dict[str, str]:
    """What an address would say of values under the finger."""
    values = list(trial.items())[:MOST_CHOSEN] if isinstance(trial, dict) else []
    texts = {name: repr(value) for name, value in values if isinstance(name, str) and is_number(value)}
    return {name: text for name, text in texts.items() if accepts(params, name, text, most_runners=len(LETTERS))}


def looked_at(params: Mapping[str, str]) -> dict[str, str]:
    """What an address says beside whose sliders are shown: to look at others is no change."""
    return {name: text for name, text in params.items() if name != "selected"}
