"""Sentences: what happened to each run, why, and what to try, in plain words with the run's own numbers.

    bounce across a valley:  distance <- (1 - alpha lambda) distance      plain descent, curvature lambda

An optimizer with a `stability_bound` settles at a minimum only while alpha lambda stays below it: exactly so where the
curvature is the same everywhere, near the minimum elsewhere, and then the words say so. Without such a bound (adaptive
methods) alpha lambda only measures the steps, from the rate that plain descent would need for steps of the same length.
Noise, decay and knobs are taken as they were in the run. A sentence claims nothing that its trajectory does not show.
A number keeps to its unit and to its sign of equality: the spaces between them do not break.
"""

from dataclasses import fields
from types import SimpleNamespace

import numpy as np

from descent.figures import apart, number
from descent.findings import Findings, Ground, Verdict
from descent.headline import steps_in_words
from descent.terrain import terrain_of
from descent.verdict import from_then_on, tail_of

TREMBLE = 1e-3  # of the window: what a run at rest must still stray to be worth a word
SHAKEN = 1e-6  # the same, when there is noise
STEADY = 0.99  # of the earlier steps' length: steps that shrink less do not shrink
SLOW = 0.25  # of the bound: where a larger learning rate is the first thing to try
LONG_VALLEY = 10  # times flatter along than across
DECAYED = 0.1  # of the first learning rate
AT_BOUND = 1e-12  # of the bound: what is nearer than this differs by rounding alone


def rate_limit(findings: Findings, optimizer) -> np.ndarray:
    """The learning rate (runs,) above which a run's minimum cannot hold it; nan where no such bound exists."""
    bound = _bound_of(optimizer, findings.sharpest.shape)
    curved = (findings.sharpest > 0) & np.isfinite(findings.sharpest)
    return np.divide(bound, findings.sharpest, out=np.full(bound.shape, np.nan), where=curved)


def _bound_of(optimizer, shape):
    """The optimizer's bound on αλ, one a run; nan where it has none."""
    bound = optimizer.stability_bound
    return np.broadcast_to(np.nan if bound is None else bound, shape)


def sentences(trajectory, findings: Findings, landscape, optimizer, noise=0.0) -> list[str]:
    """What happened to each run, why, and what to try: one or two sentences a run. `noise` is a number or (runs,)."""
    with np.errstate(all="ignore"):
        rows = _rows(trajectory, findings, terrain_of(landscape), optimizer, noise)
    return [SENTENCES[row.verdict](row).replace(" = ", "\N{NBSP}=\N{NBSP}").replace(" %", "\N{NBSP}%") for row in rows]


def _rows(trajectory, findings, terrain, optimizer, noise):
    """One record a run: its findings and what the bound says about its rates."""
    rates, runs = trajectory.rates, np.arange(trajectory.runs)
    bound = _bound_of(optimizer, runs.shape)
    products = rates * findings.sharpest
    products = np.where(np.isclose(products, bound, rtol=AT_BOUND, atol=0), bound, products)
    limit = rate_limit(findings, optimizer)
    index = findings.minimum
    is_global = np.append(terrain.is_global, False)[index]
    kind = np.where(is_global, "the" if terrain.is_global.sum() == 1 else "a", "a local")
    kind = np.where(is_global, np.char.add(kind, " global"), kind)
    columns = {
        **{field.name: getattr(findings, field.name) for field in fields(findings) if field.name != "steps"},
        "bound": bound,
        "limit": limit,
        "bounded": np.isfinite(limit),
        "product": products[-1],
        "first_product": products[0],
        "peak": products.max(axis=0),
        "under": from_then_on(products < bound),
        "rise_product": rates[np.maximum(findings.first_rise - 1, 0), runs] * findings.sharpest_rise,
        "late_product": rates[-1] * findings.sharpest_late,
        "diagnostic": findings.effective_rate * findings.sharpest,
        "steady": np.ptp(rates, axis=0) == 0,
        "left_over": rates[-1] / rates[0],
        "place": np.where(index >= 0, np.char.add(kind, " minimum"), ""),
        "noise": np.broadcast_to(noise, runs.shape),
        "moves": findings.spread > SHAKEN * terrain.size.min(),
        "trembles": (findings.spread > TREMBLE * terrain.size.min()) & (findings.swing > STEADY),
    }
    shared = {
        "steps": findings.steps,
        "tail": tail_of(findings.steps),
        "near": "" if terrain.is_quadratic else " near this minimum",
        "title": optimizer.title,
        "has_bound": optimizer.stability_bound is not None,
        "rescales": optimizer.scale is not None,
    }
    names = tuple(columns)
    values = zip(*(np.asarray(column).tolist() for column in columns.values()), strict=True)
    return [SimpleNamespace(**shared, **dict(zip(names, row, strict=True))) for row in values]


def _join(*parts):
    return " ".join(part for part in parts if part)


def _converged(run):
    place = run.place or "a minimum as low as any known"
    return _join(f"{_arrival(run, place)}.", _why_it_holds(run))


def _trapped(run):
    place = run.place or ("a local minimum outside the view" if run.gone >= 0 else "a local minimum")
    why = _why_it_holds(run) if run.bounded else _join(_no_limit(run), "Try another start.")
    return _join(f"{_arrival(run, place)}, {number(run.gap)} above the best loss.", why)


def _arrival(run, place):
    shaken = run.noise > 0 and run.moves
    if shaken or run.trembles:
        hovers = "Kept moving by noise, it hovers" if shaken else "Hovers"
        return f"{hovers} at {place} from step {run.reached}, up to {number(run.spread)} away at the end"
    if run.reached == 0:
        return f"Starts at {place} and stays there"
    if run.overshoots or run.reversals:
        return f"Overshoots, then settles at {place} by step {run.reached}"
    return f"Walks down and rests at {place} from step {run.reached}"


def _why_it_holds(run):
    if not run.bounded:
        return _join(_no_limit(run), _pace(run))
    limit = f"Above α = {number(run.limit)} it could not settle."
    if run.product == run.bound:
        return f"It barely holds: α·λ = {_product(run)} is just {_bound(run)}, so a push would hardly fade or grow."
    if run.under < 0:
        return f"It does not hold: α·λ = {_product(run)} is not below {_bound(run)}, so a push would grow."
    if run.under > 0:
        peak = "starts at" if run.first_product == run.peak else "peaks at"
        return (
            f"α·λ {peak} {apart(run.peak, run.bound)}, {'just' if run.peak == run.bound else 'past'} {_bound(run)}; "
            f"the schedule brings it below for good at step {run.under}."
        )
    if not run.steady:
        return f"α·λ ends at {_product(run)} and stays below {_bound(run)}."
    if not run.plain:
        return f"α·λ = {_product(run)} is below {run.title}'s bound {number(run.bound)}{run.near}. {limit}"
    crosses = "crosses the valley floor and keeps" if run.product > 1 else "keeps"
    kept = f"{apart(100 * abs(1 - run.product), 100)} % of the distance"
    across = "" if run.product > 1 else " across the valley"
    return f"α·λ = {_product(run)}, so{run.near} each step {crosses} {kept}{across}. {limit}"


def _product(run):
    return apart(run.product, run.bound)


def _bound(run):
    return f"the bound {number(run.bound)}{run.near}"


def _no_limit(run):
    """Why an optimizer without a bound has none."""
    way = "divides by its past gradients' size" if run.rescales else "does not step by α times the gradient"
    return "" if run.has_bound else f"{run.title} {way}, so α has no fixed limit."


def _pace(run):
    """How long the steps are without a bound; nothing where the curvature gives no bound or no number."""
    if run.has_bound or run.noise > 0 or not 0 < run.diagnostic < np.inf:
        return ""
    return f"Its last steps match plain descent's at α·λ = {number(run.diagnostic)}."


def _stalled(run):
    slope = f"its gradient is {number(run.slope)}"
    if run.ground == Ground.SADDLE:
        up, down = number(run.sharpest_end), number(run.flattest_end)
        return (
            f"Rests on a saddle: {slope}; the ground curves up one way (λ = {up}) and down another (λ = {down}). "
            "A start a little aside would set it going."
        )
    if run.ground == Ground.TOP:
        return f"Rests on a top: {slope} and every way leads down. A start a little aside would set it going."
    if run.ground == Ground.SLOPE:
        return f"Stands still though it is at no minimum: {slope}, yet its steps have become nothing. Try another α."
    hint = "Try a larger α or another start."
    if run.first_rise > 0:
        hint = f"Its loss first rose at step {run.first_rise}: try a smaller α or another start."
    return f"On flat ground: {slope}, so its last step moved only {number(run.last_step)}. {hint}"


def _oscillating(run):
    if run.visited > 1:
        points = run.tail + 1
        what = f"Hops from valley to valley: its last {points} points lie nearest to {run.visited} different minima."
    elif run.place:
        what = (
            f"Does not settle: its last {steps_in_words(run.tail)} stray up to {number(run.spread)} from {run.place}."
        )
    else:
        what = f"Moves to and fro and has not settled after {steps_in_words(run.steps)}."
    return _join(what, _why_it_bounces(run))


def _why_it_bounces(run):
    over = run.bounded and run.product > run.bound
    if run.noise > 0 and not over:
        return f"The noise (σ = {number(run.noise)}) never lets it rest; decay or a smaller α calms it."
    if not run.bounded:
        return _join(_no_limit(run), _pace(run), "Try decay or a smaller α.")
    limit, product = number(run.limit), f"α·λ = {_product(run)}"
    if over:
        return f"{product} is not below {_bound(run)}, so small bounces grow. Below α = {limit} it can settle."
    if run.product == run.bound:
        exact = run.plain and run.steady and not run.near
        last = "each bounce is as large as the last" if exact else "small bounces hardly grow or shrink"
        return f"{product} is just {_bound(run)}, so {last}. Below α = {limit} it can settle."
    below = f"{product} is below {_bound(run)}"
    if run.swing < STEADY:
        quarter, shorter = max(1, run.steps // 4), apart(100 * (1 - run.swing), 100)
        return f"{below} and the steps shrink: the last {quarter} were {shorter} % shorter than the {quarter} before."
    if run.late_product >= run.bound:
        late = number(run.sharpest_late)
        return f"{below}, but where it bounces now λ = {late}, too sharp for this α. Try a smaller α."
    return f"{below}, so it could settle there. Try a smaller α or another start."


def _crawling(run):
    way = "on its way down" if run.falls else "moving"
    where = f", {number(run.distance)} from {run.place}" if run.place else ""
    view = " and outside the view" if run.gone >= 0 else ""
    count, moved = steps_in_words(run.steps), f"the last step moved {number(run.last_step)}"
    if run.thrown > 0:
        what = f"Thrown far out at step {run.thrown}, it is on its way back after {count}{where}; {moved}."
        return _join(what, _step_out(run) if run.thrown == run.left else "Try a smaller α.")
    return _join(f"Still {way} after {count}{where}{view}; {moved}.", _why_it_crawls(run))


def _why_it_crawls(run):
    if run.left_over < DECAYED:
        return f"The schedule has left only {number(100 * run.left_over)} % of α: decay less, or later."
    if not run.bounded:
        return _join(_pace(run), "Try a larger α.")
    product, limit = f"α·λ = {_product(run)}", number(run.limit)
    if run.product >= run.bound:
        return f"{product} is not below {_bound(run)}: it could not settle there. Try less than α = {limit}."
    if run.product < SLOW * run.bound:
        return f"{product} is far below {_bound(run)}: try a larger α, up to {limit}."
    if run.sharpest > LONG_VALLEY * run.flattest > 0:
        ratio = number(run.sharpest / run.flattest)
        return f"{product} fits {_bound(run)} across the valley, but along it the ground is {ratio} times flatter."
    return f"{product} is below {_bound(run)}: give it more steps."


def _diverged(run):
    return _join(_how_it_left(run), _why_it_left(run))


def _how_it_left(run):
    out = f"Left the view at step {run.left}" if run.left > 0 else "Started outside the view" if run.left == 0 else ""
    if run.undefined:
        return f"At step {run.overflowed} it landed where the loss has no value."
    if run.overflowed >= 0:
        first = f"{out} and overflowed" if out and run.left <= run.overflowed else "Overflowed"
        return f"{first} at step {run.overflowed}."
    far = f"; it ends {number(run.best_distance)} from the nearest global minimum" if run.best_distance >= 0 else ""
    return f"{out} and ran away{far}."


def _why_it_left(run):
    if run.gap < 0:
        return "There its loss is lower than anything in the view: downhill leads out."
    near = run.near and " near the minimum it left"
    if run.bounded and run.first_product > run.bound:
        sign, product = "=" if run.steady else "starts at", apart(run.first_product, run.bound)
        past = f"α·λ {sign} {product}, past the bound {number(run.bound)}"
        limit = f"Below α = {number(run.limit)} it can settle."
        if run.plain and run.steady and not near and run.product > run.bound:
            times = apart(run.product - 1, 1)
            return f"{past}, so each step lands {times} times as far on the other side. {limit}"
        grow = f"{past}{near}: bounces grow{near and ' there'}."
        return f"{grow} The schedule brings it below only at step {run.under}." if run.under > 0 else f"{grow} {limit}"
    if run.has_bound and run.first_rise > 0 and run.rise_product > run.bound:
        product, bound = apart(run.rise_product, run.bound), number(run.bound)
        return (
            f"Where its loss first rose, at step {run.first_rise}, α·λ was {product}, past the bound {bound}. "
            "Try a smaller α."
        )
    if run.left > 0 and not run.undefined and run.jump + run.jump_slope < np.inf:
        return _step_out(run)
    return "Try a smaller α or another start."


def _step_out(run):
    jump, slope = number(run.jump), number(run.jump_slope)
    return f"The step out was {jump} long, from a gradient of {slope}. Try a smaller α."


SENTENCES = {
    Verdict.CONVERGED: _converged,
    Verdict.TRAPPED: _trapped,
    Verdict.STALLED: _stalled,
    Verdict.OSCILLATING: _oscillating,
    Verdict.CRAWLING: _crawling,
    Verdict.DIVERGED: _diverged,
}
