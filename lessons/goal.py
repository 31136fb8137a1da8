"""The goal of a "try": whether runs reach it, and what one's best is counted in."""

import hashlib
from typing import Any

import numpy as np

from address import Visit
from descent.together import APART
from landscapes import LANDSCAPES
from lessons.expression import UnclearError, holds, number_of
from lessons.lesson import Screen
from lessons.patience import TooLongError, check, patience
from lessons.run import known_of, runs_of
from lessons.slider import control_of
from memory import remember


@remember(megabytes=4, apart=LANDSCAPES.values())
def tell_goal(screen: Screen, visit: Visit) -> dict[str, Any]:
    """Whether the present runs reach it, and those at all notches of the sliders that the screen shows."""
    goal = screen.goal
    assert goal
    runs, place = runs_of(visit), visit.race.selected
    told = {
        "id": name_goal(screen),
        "least": goal.least,
        "keeps": bool(goal.best),
        "counts": goal.best.rpartition(".")[2],
    }
    told |= {"runner": place, "now": judge_goal(screen, runs), "notches": {}}
    names = screen.show if visit.race.together == APART and "places" not in goal.holds else ()
    with patience():
        for name in names:
            try:
                control = control_of(runs[place], name)
                along = runs[place].along(control.name, control.values.tolist())
            except (UnclearError, TooLongError):
                continue
            moved = [(*runs[:place], run, *runs[place + 1 :]) for run in along]
            told["notches"][control.name] = [judge_goal(screen, each) for each in moved]
    return told


def name_goal(screen: Screen) -> str:
    """By which a browser keeps one's best: a goal that is another one has another name."""
    return hashlib.blake2b(repr((screen.picture, screen.goal)).encode(), digest_size=6).hexdigest()


def judge_goal(screen: Screen, runs: Any) -> float | bool | None:
    """None where it is not reached; else what one's best is counted in, True where nothing is counted."""
    goal = screen.goal
    assert goal
    names = known_of(runs)
    try:
        check()
        if not holds(goal.holds, names):
            return None
        best = number_of(goal.best, names) if goal.best else np.nan
        return float(f"{best:.6g}") if np.isfinite(best) else True
    except (UnclearError, TooLongError):
        return None
