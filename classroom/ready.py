"""Questions that are ready for any picture: what will happen, where it ends, which α is best, who comes first.

    tell_ready("verdict", "/?landscape=bowl", "de")     as a lesson tells a question, with its truth and its text

None is told where it would make no sense: an order of one runner, the best α where all are as good.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from classroom.front import Say, say_in
from classroom.pictures import visit_at
from descent.control import Control
from descent.figures import number
from descent.findings import Verdict
from descent.outcomes import NEVER, lowest, middle, soonest
from descent.setting import LETTERS
from lessons.markup import render
from lessons.run import Run, places_of, runs_at
from lessons.slider import describe
from lessons.telling import as_sent
from memory import remember
from stage.picture import Picture, picture_of


@remember(megabytes=4)
def tell_ready(key: str, address: str, language: str) -> dict[str, Any] | None:
    """A question with its `truth`, its `title` and `html`; None where it makes no sense. Raises RefusedError."""
    visit_at(address)
    runs = runs_at(address)
    told = READY[key](runs, say_in(language)) if key in READY else None
    return told and {"kind": "predict", "place": 0, "options": [], "truth": None, "html": "", **told}


def tell_all_ready(address: str, language: str) -> dict[str, dict[str, Any]]:
    """Those that make sense there, by their keys."""
    told = {key: tell_ready(key, address, language) for key in READY}
    return {key: question for key, question in told.items() if question}


def ask_verdict(runs: tuple[Run, ...], say: Say) -> dict[str, Any] | None:
    if len(runs) != 1:
        return None
    said = {
        Verdict.CONVERGED: (
            say("It comes to rest at the lowest place."),
            say("A run that rests at the lowest place has [converged](#convergence)."),
        ),
        Verdict.TRAPPED: (
            say("It comes to rest in a hollow that is not the lowest."),
            say("A run that rests in another hollow is [trapped](#trapped)."),
        ),
        Verdict.STALLED: (
            say("It stands still at a place that is not the bottom of a hollow."),
            say("A run that stands still elsewhere has [stalled](#stalled)."),
        ),
        Verdict.OSCILLATING: (
            say("It keeps bouncing to and fro."),
            say("A run that keeps bouncing is [oscillating](#oscillation)."),
        ),
        Verdict.CRAWLING: (
            say("It is still on its way when the steps run out."),
            say("A run that is still on its way is [crawling](#crawling)."),
        ),
        Verdict.DIVERGED: (
            say("It flies off and is lost."),
            say("A run that flies off has [diverged](#divergence)."),
        ),
    }
    named = render(said[Verdict(runs[0].verdict)][1], inline=True)  # what happened, whatever was chosen
    options = [
        {"html": render(text, inline=True), "reason": named, "argument": "", "right": verdict == runs[0].verdict}
        for verdict, (text, _) in said.items()
    ]
    return {"ask": "choice", "title": say("What will happen?"), "html": tell_run(runs[0], say), "options": options}


def ask_end(runs: tuple[Run, ...], say: Say) -> dict[str, Any] | None:
    if len(runs) != 1:
        return None
    (left, right), (bottom, top) = runs[0].course.landscape.window
    truth = [as_sent(runs[0].x), as_sent(runs[0].y)]
    told = {"title": say("Where will it end?"), "html": tell_run(runs[0], say)}
    return {"ask": "pin", "truth": truth, "size": [right - left, top - bottom], **told}


def tell_run(run: Run, say: Say) -> str:
    """What of a run is known before it runs."""
    text = say("From the start on the map: {steps} steps with α = {alpha}.")
    return render(text.format(steps=run.length, alpha=number(run.alpha)))


def ask_best(runs: tuple[Run, ...], say: Say) -> dict[str, Any] | None:
    """The truth is the one that the page calls lowest: of runs that end as low, the one that rests soonest."""
    if len(runs) != 1:
        return None
    picture = picture_of(runs[0].course, runs[0].runner)
    control = lead_of(picture)
    best, ties = find_lowest(picture, control)
    if best < 0 or ties == len(control.values):
        return None
    text = say(
        "After the same number of steps: which α on the slider ends at the lowest loss? "
        "Of several that end as low the one that rests soonest counts, and of these the middle one."
    )
    told = {"title": say("Which α ends lowest?"), "html": render(text), "control": describe(control)}
    return {"ask": "marker", "truth": float(control.values[best]), **told}


def lead_of(picture: Picture) -> Control:
    """The learning rate's slider."""
    return next(control for control in picture.controls if control.leads)


def find_lowest(picture: Picture, control: Control) -> tuple[int, int]:
    """The notch whose run ends lowest, -1 where all diverge, and how many end as low and rest as soon."""
    slider = picture.sliders[control.name]
    response = slider.response
    stays = np.isfinite(response.gaps) & (slider.finish.verdicts != Verdict.DIVERGED)
    low = lowest(stays, response.gaps, response.rounding)
    tied = soonest(low, np.where(response.reached >= 0, response.reached, NEVER))
    return middle(tied), int(tied.sum())


def ask_order(runs: tuple[Run, ...], say: Say) -> dict[str, Any] | None:
    if len(runs) < 2:
        return None
    places = places_of(runs[0].visit)
    if len(set(places)) == 1:
        return None
    text = say(
        "First comes who reaches the lowest place soonest. "
        "Of those who do not reach it, who ends lower comes before who ends higher."
    )
    told = {"title": say("Who comes first?"), "html": render(text), "letters": list(LETTERS[: len(runs)])}
    return {"ask": "order", "truth": places, **told}


READY: Mapping[str, Callable[[tuple[Run, ...], Say], dict[str, Any] | None]] = {
    "verdict": ask_verdict,
    "end": ask_end,
    "best": ask_best,
    "order": ask_order,
}
