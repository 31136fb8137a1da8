"""Causes: what the update rule makes certain of a run: its α beside the limit of its minimum, its steps beside λ.

Each takes one run's record (see `sentence`) and says one thing or nothing. What would take another run to know is not
said here: `experiments` makes that run.
"""

from descent.figures import apart, number, pair
from descent.headline import steps_in_words

SHRINKING = 0.99  # of the earlier steps' length
SLOW = 0.25  # of the bound: where α is small beside it
LONG_VALLEY = 10  # times flatter along than across
DECAYED = 0.1  # of α


def why_it_holds(run) -> str:
    """Of a run at rest."""
    if not run.bounded or run.kink >= 0:
        return ""
    if run.product == run.bound:
        return f"{_measured(run)} is just {_bound(run)}: a push would hardly fade or grow."
    if run.under < 0:
        last = "" if run.steady else "At the last α, "
        product, bound = pair(run.product, run.bound)
        text = f"{last}{run.measure} = {product} is past the {_name(run)} {bound}{run.near}: a push would grow."
        return text if run.sideways or not run.steady else f"It never moves across the valley, where {text}"
    if run.under > 0:
        peak, bound = pair(run.peak_product, run.bound)
        how = "starts at" if run.first_product == run.peak_product else "peaks at"
        past = "just" if run.peak_product == run.bound else "past"
        return (
            f"{run.measure} {how} {peak}, {past} the {_name(run)} {bound}{run.near}; "
            f"the schedule brings it below for good at step {run.under}."
        )
    if not run.steady:
        peak, bound = pair(run.peak_product, run.bound)
        return f"Under the schedule {run.measure} is at most {peak}, below the {_name(run)} {bound}{run.near}."
    return _factor(run) if run.plain and run.has_product else f"{_measured(run)} is below {_whose(run)}."


def _factor(run):
    """What a plain step keeps of which distance."""
    product = run.product if run.sideways else run.along_product
    side = "" if run.round or run.sideways else "Never across the valley: along it "
    where = "to the minimum" if run.round or not run.sideways else "across it" if product > 1 else "across the valley"
    text = apart(product, 1 if not run.sideways else run.bound)
    kept = f"{apart(100 * abs(1 - product), 100)} % of the distance {where}"
    how = "crosses the floor and keeps" if product > 1 else "keeps"
    return f"{side}α·λ = {text}, so{run.near} each step {how} {kept}."


def why_it_bounces(run) -> str:
    if not run.bounded or run.visited > 1:  # which of its minima should bear it?
        return ""
    at = "" if run.steady else "At the last α, "
    product, bound = pair(run.product, run.bound)
    measured = f"{at}{run.measure} = {product}"
    if run.product > run.bound:
        return f"{measured} is past the {_name(run)} {bound}{run.near}, so small bounces grow."
    if run.product == run.bound:
        exact = run.plain and run.steady and run.sideways and not run.near
        last = "each bounce is as large as the last" if exact else "small bounces hardly grow or shrink"
        return f"{measured} is just {_bound(run)}, so {last}."
    if run.noisy:  # what it does then may be by chance
        return ""
    below = f"{measured} is below the {_name(run)} {bound}{run.near}"
    if run.swing < SHRINKING:
        quarter, shorter = max(1, run.steps // 4), apart(100 * (1 - run.swing), 100)
        return f"{below}: its last {steps_in_words(quarter)} moved {shorter} % less than the {quarter} before."
    if run.has_product and run.late_product >= run.bound:
        late, sharp = pair(run.late_product, run.bound)[0], number(run.sharpest_late)
        return f"{below}, but where it bounces now λ = {sharp} makes it {late}."
    return f"{below}."


def why_it_crawls(run) -> str:
    if run.left_over < DECAYED:
        return f"By then the schedule has taken α to {number(100 * run.left_over)} % of its value."
    if not run.bounded or not run.steady or (run.noisy and run.product < run.bound):
        return ""
    product, bound = pair(run.product, run.bound)
    measured = f"{run.measure} = {product}"
    if run.product > run.bound:
        return f"{measured} is past the {_name(run)} {bound}{run.near}."
    if run.product == run.bound:
        return f"{measured} is just {_bound(run)}."
    if run.product < SLOW * run.bound:
        return f"{measured} is far below the {_name(run)} {bound}{run.near}."
    if run.has_product and run.sharpest > LONG_VALLEY * run.flattest > 0:
        ratio = number(run.sharpest / run.flattest)
        return (
            f"{measured} fits the {_name(run)} {bound} across the valley; along it the ground is {ratio} times flatter."
        )
    return f"{measured} is below the {_name(run)} {bound}{run.near}."


def why_it_left(run) -> str:
    if run.singular:
        return "There the curvature that it divides by is singular, so the step has no bounds at any α."
    if run.gap < 0:
        return "There its loss is lower than anything in the window: downhill leads out."
    near = run.near and " near the minimum it left"
    if run.bounded and run.first_product > run.bound and run.sideways:
        sign = "=" if run.steady else "starts at"
        product, bound = pair(run.first_product, run.bound)
        past = f"{run.measure} {sign} {product}, past the {_name(run)} {bound}"
        if run.plain and run.has_product and run.steady and not near and run.product > run.bound:
            where = "" if run.round else " of the valley"
            return f"{past}, so each step lands {apart(run.product - 1, 1)} times as far on the other side{where}."
        late = f" The schedule brings it below only at step {run.under}." if run.under > 0 else ""
        return f"{past}{near}: bounces grow{near and ' there'}.{late}"
    if run.has_product and run.first_rise > 0 and run.rise_product > run.bound:
        product, bound = pair(run.rise_product, run.bound)
        return f"Where its loss first rose, at step {run.first_rise}, α·λ was {product}, past the bound {bound}."
    return step_out(run)


def step_out(run) -> str:
    if run.gone <= 0 or run.undefined or not run.plain or not run.jump + run.jump_slope < float("inf"):
        return ""
    return f"The step out was {number(run.jump)} long, where the gradient was {number(run.jump_slope)}."


def _name(run):
    return "bound" if run.has_product else "limit"


def _whose(run):
    return f"the {_name(run)} {pair(run.product, run.bound)[1]} of {run.title}{run.near}"


def _bound(run):
    return f"the {_name(run)} {number(run.bound)}{run.near}"


def _measured(run):
    return f"{run.measure} = {pair(run.product, run.bound)[0]}"
