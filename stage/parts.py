"""The parts of a scene, each under a name and an id of its own, so that what the browser has need not travel again.

    run       the present run of a runner, exact, its anatomy and its cuts  when anything of the runner changed
    sweep     one for each slider: the run at each of its notches, rounded  when another slider moved
    test      the learning-rate range test                                  when it is switched on
    remarks   what more runs have shown of the present one                  when it is looked at for a while
    surface   the loss on a grid over what the map shows                    when the landscape or the view changed
    surroundings  the same, coarser, several windows wide                   when the landscape changed
    data      the points that the loss is made of, and the model; see data  when they, or the mini-batches, changed

A part's id is made from its content: equal parts are one part.
"""

import hashlib
import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from descent.anatomy import Anatomy
from descent.captions import describe_factors, name_limit, steps_plainly
from descent.crosscut import FARTHEST, INNER, ROOM, Crosscut
from descent.descend import Trajectory
from descent.range_test import RangeTest
from descent.response import Response
from descent.study import Stories, Study
from landscapes import Landscape
from landscapes.plane import Window
from optimizers import Optimizer
from stage.encoding import encode

POSITION_BITS, LOSS_BITS, GRADIENT_BITS, RATE_BITS, SURFACE_BITS, ANATOMY_BITS = 12, 10, 7, 12, 12, 12
RISE_BITS, CURVATURE_BITS = 10, 7
MIDST = 3.0  # added to shares between -1 and 1: what lies between two powers of two has steps of one size
EXACT = 0
ID_BYTES = 12
GRID = (151, 101)  # columns and rows of the surface
FAR, FAR_GRID = 5, (81, 81)  # windows that the surroundings are wide, and their columns and rows
COARSE = 2  # how many of them the second derivatives skip, which are but looked at while a slider is dragged
WIDE_REACH, WIDE_GRID = (2.7, 1.25), (233, 101)  # where a field above the map leaves it less height
MOST, SPIKE = 0.98, 1e4  # of what is seen; times as high as that a few places would take all colours away
REACH = (1.75, 1.25)  # how far beyond the window it goes: maps are wider than windows, and may be taller

Arrays = dict[str, tuple[np.ndarray, int]]  # by name, with their bits


class Part(NamedTuple):
    """`message` begins with the bytes of the id."""

    id: str
    message: bytes


def make_part(header: dict, arrays: Arrays) -> Part:
    message = encode(header, arrays)
    digest = hashlib.blake2b(message, digest_size=ID_BYTES)
    return Part(digest.hexdigest(), digest.digest() + message)


def pack_run(study: Study, optimizer: Optimizer, noisy: bool = False) -> Part:
    """The present run; `noisy` is whether its optimizer saw anything but the exact loss."""
    header = {
        "steps": study.run.steps,
        **header_of(study.story),
        "limit_name": name_limit(optimizer),
        "anatomy_note": describe_factors(optimizer),
        "plain": not noisy and steps_plainly(optimizer),
        "frame": {"farthest": FARTHEST, "room": ROOM, "midst": MIDST},
    }
    arrays = arrays_of(study.run, exact=True) | arrays_of_anatomy(study.anatomy) | arrays_of_cut(study.crosscut)
    return make_part(header, arrays | arrays_of_fit(study.story, exact=True))


def pack_sweep(study: Study, slider: str) -> Part:
    """One slider's runs and how its notches compare."""
    runs = study.slices[slider]
    stories = study.stories.of(runs)
    header = {
        "steps": study.trajectory.steps,
        **header_of(stories),
        **header_of_response(study.sliders[slider].response),
    }
    return make_part(header, arrays_of(study.trajectory, runs) | arrays_of_fit(stories))


def pack_test(test: RangeTest, note: str) -> Part:
    """The range test, and what is said of it beside the sweep."""
    header = {"recommended": test.recommended if math.isfinite(test.recommended) else None, "note": note}
    return make_part(header, {"test_rates": (test.rates, EXACT), "test_losses": (test.losses[:-1], EXACT)})


@lru_cache(maxsize=64)
def pack_surface(landscape: Landscape, view: Window | None) -> Part:
    """The loss over the view, or over the landscape's window and what maps show beside it; and how it curves there."""
    reach, grid = (WIDE_REACH, WIDE_GRID) if landscape.is_searched else (REACH, GRID)
    piece, grid = (view, GRID) if view else (widen(landscape.window, reach), grid)
    x, y = spread(piece, grid)
    (a, b), (_, c) = landscape.hessian(x[::COARSE, ::COARSE], y[::COARSE, ::COARSE])
    return pack_loss(landscape, piece, grid, counted=view, curvatures=(np.stack([a, b, c]), CURVATURE_BITS))


@lru_cache(maxsize=64)
def pack_surroundings(landscape: Landscape) -> Part:
    """The loss around the window, for a run that leaves it and comes back."""
    return pack_loss(landscape, widen(landscape.window, (FAR, FAR)), FAR_GRID)


def pack_loss(
    landscape: Landscape,
    piece: Window,
    grid: tuple[int, int],
    counted: Window | None = None,
    **more: tuple[np.ndarray, int],
) -> Part:
    """The loss on a grid of so many columns and rows, with more arrays of it.

    It travels as `lowest` and the rise above that, so that rounding leaves a small piece of a high slope smooth.
    Colours and contours end at `ceiling`, the highest loss in the piece `counted` or, if none is, in the window:
    walls beyond it take none away.
    """
    x, y = spread(piece, grid)
    losses = landscape.loss(x, y)
    header = header_of_loss(landscape, piece, losses, (x, y), counted)
    return make_part(header, {"rises": (losses - header["lowest"], SURFACE_BITS)} | more)


def header_of_loss(
    landscape: Landscape,
    piece: Window,
    losses: np.ndarray,
    places: tuple[np.ndarray, np.ndarray],
    counted: Window | None = None,
) -> dict:
    """Where the losses are, and on which scale they are shown."""
    x_range, y_range = piece
    x, y = places
    lowest = float(losses.min(initial=math.inf, where=np.isfinite(losses)))
    lowest = lowest if math.isfinite(lowest) else 0.0
    columns, rows = counted or landscape.window
    seen = np.isfinite(losses) & (columns[0] <= x) & (x <= columns[1]) & (rows[0] <= y) & (y <= rows[1])
    ceiling = float(losses.max(initial=lowest, where=seen))
    if seen.any() and (high := float(np.quantile(losses[seen], MOST)) - lowest) * SPIKE < ceiling - lowest:
        ceiling = lowest + high
    return {"x": list(x_range), "y": list(y_range), "lowest": lowest, "ceiling": ceiling, **landscape.height_scale}


def spread(piece: Window, grid: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """x and y of the points of a grid of so many columns and rows."""
    x, y = np.meshgrid(*(np.linspace(*side, count) for side, count in zip(piece, grid, strict=True)))
    return x, y


def header_of(stories: Stories) -> dict[str, list]:
    return {
        "verdicts": stories.verdicts,
        "headlines": stories.headlines,
        "sentences": stories.sentences,
        "bounds": numbers(stories.bounds),
        "leaves": stories.leaves.tolist(),
        "lost": stories.lost,
    } | header_of_fit(stories)


def header_of_fit(stories: Stories) -> dict[str, list]:
    """Only where points were held back to validate."""
    if not stories.validation.size:
        return {}
    return {"fits": stories.fits, "fit_sentences": stories.fit_sentences, "best_steps": stories.best_steps.tolist()}


def header_of_response(response: Response) -> dict:
    return {
        "gaps": numbers(response.gaps),
        "reached": response.reached.tolist(),
        "best": response.best,
        "summary": response.sentence,
    }


def arrays_of(trajectory: Trajectory, runs: slice = slice(None), exact: bool = False) -> Arrays:
    """The runs as the browser reads them: time last, so that one run is one row."""
    return {
        "positions": (trajectory.positions[..., runs].transpose(1, 2, 0), EXACT if exact else POSITION_BITS),
        "losses": (trajectory.losses[:, runs].T, EXACT if exact else LOSS_BITS),
        "gradients": (trajectory.gradients[..., runs].transpose(1, 2, 0), EXACT if exact else GRADIENT_BITS),
        "rates": (trajectory.rates[:, runs].T, EXACT if exact else RATE_BITS),
    }


def arrays_of_fit(stories: Stories, exact: bool = False) -> Arrays:
    """The loss on the points that were held back, where there are such points."""
    return {"validation": (stories.validation, EXACT if exact else LOSS_BITS)} if stories.validation.size else {}


def arrays_of_anatomy(anatomy: Anatomy) -> Arrays:
    """The anatomy, time last."""
    parts = {
        "curvatures": anatomy.curvatures,
        "across": anatomy.directions[..., 1],
        "downhill": anatomy.downhill,
        "factors": anatomy.factors,
        "effective_rates": anatomy.effective_rates,
        "limits": anatomy.limits[:, np.newaxis],
    }
    return {name: (values.T, ANATOMY_BITS) for name, values in parts.items() if values is not None}


def arrays_of_cut(crosscut: Crosscut) -> Arrays:
    """The cuts through a run's steps: the samples of a step are one row, all else has time last.

    The rises are shares of `tops`, which is twice the highest that is shown; what is higher than that does not travel.
    The slopes are the gradients along the steps, and so are here already; what is shown of a line follows from both.
    """
    with np.errstate(all="ignore"):
        tops = 2 * np.abs(crosscut.rises[:, INNER]).max(axis=1)
        shares = crosscut.rises / np.where(tops == 0, 1, tops)[:, np.newaxis]
    arrays = {
        "bends": (crosscut.bends[np.newaxis], ANATOMY_BITS),
        "tops": (tops[np.newaxis], ANATOMY_BITS),
        "rises": (MIDST + np.where(np.abs(shares) <= 1, shares, np.nan), RISE_BITS),
    }
    remembered = crosscut.remembered
    return arrays if remembered is None else arrays | {"remembered": (remembered.T, ANATOMY_BITS)}


def numbers(values: np.ndarray) -> list[float | None]:
    """As JSON has them: None for what is not finite."""
    return [value if math.isfinite(value) else None for value in values.tolist()]


def widen(window: Window, reach: tuple[float, float]) -> Window:
    """The window, so many times as wide and as tall."""
    (left, right), (bottom, top) = (
        ((low + high) / 2 - share * (high - low) / 2, (low + high) / 2 + share * (high - low) / 2)
        for (low, high), share in zip(window, reach, strict=True)
    )
    return (left, right), (bottom, top)
