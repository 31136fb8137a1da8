"""What the stage is sent: the scene itself, and beside it the parts that seldom change, each with a name of its own.

    scene     the present run, exact; the sliders; the landscape's facts         at every change, about 10 kB
    sweep     one for each slider: the run at each of its notches, rounded       when another slider moved
    surface   the loss on a grid over what the map shows                         when the landscape or the view changed

A part's id is made from its content, so that what the browser has need not travel again.
"""

import hashlib
import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from descent.anatomy import take_apart
from descent.descend import descend
from descent.range_test import compare, range_test
from descent.response import respond
from descent.sentence import explain, headlines, rate_limit
from descent.sweep import LEARNING_RATE, Control, controls_for, sweep
from descent.verdict import examine
from stage.encoding import encode

POSITION_BITS, LOSS_BITS, GRADIENT_BITS, RATE_BITS, SURFACE_BITS, ANATOMY_BITS = 12, 11, 7, 12, 12, 15
PLAIN_BOUND = 2.0  # on alpha lambda: plain descent's, drawn also for methods that have none of their own
ID_BYTES = 12
GRID = (150, 100)  # columns and rows of the surface
REACH = (1.75, 1.25)  # how far beyond the window it goes: maps are wider than windows, and may be taller

Window = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Setting:
    """Everything that determines a picture."""

    landscape: object
    optimizer: object
    schedule: object
    start: tuple[float, float]
    learning_rate: float
    steps: int
    noise: float
    seed: int


def suggest_rate(optimizer, landscape) -> float:
    """The optimizer's suggestion with its default knobs: it does not move while a knob is dragged."""
    return float(f"{type(optimizer)().suggested_rate(landscape):.4g}")


@dataclass(frozen=True, eq=False)
class Picture:
    """A setting's runs, ready to travel: the present one, and for each slider a sweep (id, message)."""

    controls: tuple[Control, ...]
    run: dict
    arrays: dict
    sweeps: list[tuple[str, bytes]]
    best_rate: int  # which notch of the learning rate does best, -1 for none


@lru_cache(maxsize=256)  # about 0.3 MB each; a class opens the same links
def draw(setting: Setting) -> Picture:
    """Run the present values and every notch of every slider."""
    controls = controls_for(
        setting.optimizer, setting.schedule, setting.learning_rate, suggest_rate(setting.optimizer, setting.landscape)
    )
    swept = sweep(
        setting.landscape,
        setting.optimizer,
        setting.schedule,
        setting.learning_rate,
        controls,
        start=setting.start,
        steps=setting.steps,
        noise=setting.noise,
        seed=setting.seed,
    )
    trajectory, slices = swept.trajectory, swept.slices
    findings = examine(trajectory, setting.landscape)
    stories = tell(trajectory, findings, setting.landscape, swept.witness.optimizer, setting.noise)
    present = slices[LEARNING_RATE].start + controls[0].index
    only = slice(present, present + 1)
    responses = [respond(findings, slices[control.name], control, setting.landscape) for control in controls]
    parts = [
        pack_sweep(trajectory, stories, slices[control.name], response)
        for control, response in zip(controls, responses, strict=True)
    ]
    anatomy = take_apart(
        setting.landscape, setting.optimizer, trajectory.run(present), swept.witness.states_of(present)
    )
    arrays = arrays_of(trajectory, only, exact=True) | arrays_of_anatomy(anatomy, setting.optimizer)
    arrays = {name: (values.copy(), bits) for name, (values, bits) in arrays.items()}  # lets go of the whole batch
    return Picture(controls, choose(stories, only), arrays, parts, responses[0].best)


def arrays_of_anatomy(anatomy, optimizer) -> dict[str, tuple[np.ndarray, int]]:
    """The present run's anatomy, time last, and `limits`: the rates that each point's curvature can just hold."""
    bound = getattr(optimizer, "stability_bound", PLAIN_BOUND)
    sharpest = anatomy.curvatures[:, 1]
    with np.errstate(all="ignore"):
        limits = np.where(sharpest > 0, bound / sharpest, np.nan)
    parts = {
        "curvatures": anatomy.curvatures,
        "across": anatomy.directions[..., 1],
        "downhill": anatomy.downhill,
        "factors": anatomy.factors,
        "velocity": anatomy.velocity,
        "effective_rates": anatomy.effective_rates,
        "limits": limits[:, np.newaxis],
    }
    return {name: (values.T, ANATOMY_BITS) for name, values in parts.items() if values is not None}


def name_anatomy(optimizer) -> dict[str, str]:
    """What the dashed limit and the factors of a step are, for this optimizer."""
    factor = "Along each direction of curvature, a plain step multiplies the distance to the floor by 1 − αλ."
    if hasattr(optimizer, "scale"):
        factor += f" {optimizer.title} rescales each axis, so these factors are plain descent's, not its own."
    elif hasattr(optimizer, "memory"):
        factor += f" {optimizer.title} adds what it remembers."
    bound = getattr(optimizer, "stability_bound", None)
    limit = f"plain {PLAIN_BOUND:g}/λ" if bound is None else f"limit {bound:.3g}/λ"
    return {"limit_name": limit, "anatomy_note": factor}


@lru_cache(maxsize=64)
def pack_surface(landscape, view: Window | None) -> tuple[str, bytes]:
    """The loss on a grid over the view, or over the landscape's window and its surroundings: (id, message).

    It travels as `lowest` and the rise above that, so that rounding leaves a small piece of a high slope smooth.
    """
    x_range, y_range = view or [widen(*side, reach) for side, reach in zip(landscape.window, REACH, strict=True)]
    x, y = np.linspace(*x_range, GRID[0]), np.linspace(*y_range, GRID[1])
    losses = landscape.loss(*np.meshgrid(x, y))
    lowest = float(losses.min(initial=math.inf, where=np.isfinite(losses)))
    lowest = lowest if math.isfinite(lowest) else 0.0
    header = {"x": list(x_range), "y": list(y_range), "lowest": lowest, **height_scale(landscape)}
    return identify(header, {"rises": (losses - lowest, SURFACE_BITS)})


@lru_cache(maxsize=64)
def height_scale(landscape) -> dict[str, float]:
    """Heights are shown as log10(1 + (loss - floor) / scale): the floor is the lowest loss, `scale` a low-lying gap."""
    x, y = (np.linspace(*sides, 60) for sides in landscape.window)
    losses = landscape.loss(*np.meshgrid(x, y))
    losses = losses[np.isfinite(losses)]
    floor = min([losses.min(), *(float(landscape.loss(*minimum)) for minimum in landscape.minima)])
    return {"floor": float(floor), "scale": float(np.quantile(losses - floor, 0.1)) or 1.0}


def pack_scene(setting: Setting, picture: Picture, surface: str, with_range_test: bool = False, **facts) -> bytes:
    """The scene's message; `facts` (a sequence number, the address of plotly.js) go into its header."""
    test, test_arrays = put_to_test(setting, picture) if with_range_test else (None, {})
    header = {
        "title": f"{setting.optimizer.title} on {setting.landscape.title}",
        "steps": setting.steps,
        "start": list(setting.start),
        "landscape": describe_landscape(setting.landscape),
        "surface": surface,
        "controls": [
            describe_control(control, setting, part)
            for control, (part, _) in zip(picture.controls, picture.sweeps, strict=True)
        ],
        "range_test": test,
        **name_anatomy(setting.optimizer),
        **picture.run,
        **facts,
    }
    return encode(header, picture.arrays | test_arrays)


def put_to_test(setting: Setting, picture: Picture) -> tuple[dict, dict[str, tuple[np.ndarray, int]]]:
    """The learning-rate range test over the slider's whole range, beside the best of the sweep: (header, arrays)."""
    values = picture.controls[0].values
    test = range_test(
        setting.landscape,
        setting.optimizer,
        setting.start,
        low=values[0],
        high=values[-1],
        noise=setting.noise,
        seed=setting.seed,
    )
    best = values[picture.best_rate] if picture.best_rate >= 0 else math.nan
    (bound,) = picture.run["bounds"]
    header = {
        "recommended": test.recommended if math.isfinite(test.recommended) else None,
        "note": compare(test, best, math.nan if bound is None else bound, setting.steps),
    }
    return header, {"test_rates": (test.rates, 0), "test_losses": (test.losses[:-1], 0)}


def pack_preview(setting: Setting, start: tuple[float, float], **facts) -> bytes:
    """One run alone, for a start that is still being dragged."""
    trajectory = descend(**vars(setting) | {"start": start})
    only = slice(0, 1)
    findings = examine(trajectory, setting.landscape)
    stories = tell(trajectory, findings, setting.landscape, setting.optimizer, setting.noise)
    header = {"steps": setting.steps, "preview": True, **choose(stories, only), **facts}
    return encode(header, arrays_of(trajectory, only, exact=True))


def describe_landscape(landscape) -> dict:
    """Window, minima (global ones first) and floor, as the map and the loss curve need them."""
    return {
        "key": landscape.key,
        "window": [list(side) for side in landscape.window],
        "minima": [list(minimum) for minimum in landscape.minima],
        "globals": len(landscape.global_minima),
        "floor": float(landscape.loss(*landscape.minima[0])) if landscape.minima else None,
    }


def describe_control(control: Control, setting: Setting, part: str) -> dict:
    knob = control.knob
    return {
        "name": control.name,
        "label": knob.label,
        "symbol": knob.symbol,
        "help": knob.help,
        "low": knob.low,
        "high": knob.high,
        "whole": knob.whole,
        "suggested": knob.default,
        "values": control.values.tolist(),
        "index": control.index,
        "part": part,
    }


def tell(trajectory, findings, landscape, optimizer, noise) -> dict[str, list]:
    """What is said of each run: its verdict, a headline, a sentence and the stability bound on the learning rate."""
    return {
        "verdicts": findings.verdict.tolist(),
        "headlines": headlines(findings),
        "sentences": explain(trajectory, findings, landscape, optimizer, noise),
        "bounds": numbers(rate_limit(findings, optimizer)),
    }


def numbers(values: np.ndarray) -> list[float | None]:
    """As JSON has them: None for what is not finite."""
    return [value if math.isfinite(value) else None for value in values.tolist()]


def pack_sweep(trajectory, stories: dict[str, list], runs: slice, response) -> tuple[str, bytes]:
    """One slider's runs and how its notches compare: (id, message)."""
    header = {
        "steps": trajectory.steps,
        **choose(stories, runs),
        "gaps": numbers(response.gaps),
        "reached": response.reached.tolist(),
        "best": response.best,
        "summary": response.sentence,
    }
    return identify(header, arrays_of(trajectory, runs))


def choose(stories: dict[str, list], runs: slice) -> dict[str, list]:
    return {name: values[runs] for name, values in stories.items()}


def arrays_of(trajectory, runs: slice, exact: bool = False) -> dict[str, tuple[np.ndarray, int]]:
    """The runs as the browser reads them: time last, so that one run is one row."""
    return {
        "positions": (trajectory.positions[..., runs].transpose(1, 2, 0), 0 if exact else POSITION_BITS),
        "losses": (trajectory.losses[:, runs].T, 0 if exact else LOSS_BITS),
        "gradients": (trajectory.gradients[..., runs].transpose(1, 2, 0), 0 if exact else GRADIENT_BITS),
        "rates": (trajectory.rates[:, runs].T, 0 if exact else RATE_BITS),
    }


def identify(header: dict, arrays: dict[str, tuple[np.ndarray, int]]) -> tuple[str, bytes]:
    """A part under an id made from its content: (id, the id's bytes and the encoded message)."""
    message = encode(header, arrays)
    digest = hashlib.blake2b(message, digest_size=ID_BYTES)
    return digest.hexdigest(), digest.digest() + message


def widen(low: float, high: float, reach: float) -> tuple[float, float]:
    middle, half = (low + high) / 2, (high - low) / 2
    return middle - reach * half, middle + reach * half
