"""What remarks claim; each is checked by making the run again with the one thing changed, or with more steps."""

import re

import numpy as np
from evidence import LASTING
from reading import clause, same, value

from schedules import SCHEDULES

DID = (
    r"((?:settles at|stays at) @kind(?: by step \d+)?|"
    r"lands where the loss has no value|overflows at step \d+|runs away|stands still at no minimum|moves to and fro|"
    r"is on its way back|is still on its way)"
)


def did(run, what, first=None):
    """Whether a run did what a verb says; `first` is the run that it is compared with."""
    kind, where, since = run.rest
    if match := re.fullmatch(r"(settles|stays) at (.+?)(?: by step (\d+))?", what):
        assert kind == ("local" if "local" in match[2] else "global")
        assert since == int(match[3] or 0)
        assert ("valley" in match[2]) == (run.in_valley and kind == "global")
        alike = first is not None and first.rest[0] == kind and not (first.in_valley and run.in_valley)
        is_other = alike and np.hypot(*((first.rest[1] - where) / run.sides)) > 0.02
        assert ("another" in match[2]) == is_other
        if "another" in match[2]:
            assert kind in match[2]
        elif "global" in match[2]:
            run.check_article(match[2])
    elif match := re.fullmatch(r"overflows at step (\d+)", what):
        step = int(match[1])
        assert run.finite[:step].all()
        assert not run.finite[step]
    elif what == "lands where the loss has no value":
        assert run.did(what)
    elif what == "runs away":
        assert run.did("ends out of the window")
        assert run.finite.all()
    elif what == "stands still at no minimum":
        assert run.did("ends at no minimum")
    else:
        assert run.did("ends still moving")
    return True


def far(case, steps):
    """The run with its last rate held for as long as is claimed."""
    assert int(steps) == LASTING * case.run.steps
    return case.run.continued


@clause(r"Continued to step (\d+) it does not come back\.")
def does_not_come_back(case, steps):
    later = far(case, steps)
    assert not case.run.inside[-1]
    assert not any(later.inside[case.run.steps :])


@clause(r"Continued to step (\d+) it stays there\.")
def stays_there(case, steps):
    later, place = far(case, steps), case.run.rest[1]
    away = np.hypot(*((later.path[case.run.steps :] - place) / later.sides).T)
    assert away.max() <= 0.021
    assert later.rest[0] == case.run.rest[0]


@clause(r"Continued to step (\d+) it still stands\.")
def still_stands(case, steps):
    later = far(case, steps)
    away = np.hypot(*((later.path[case.run.steps :] - case.run.path[-1]) / later.sides).T)
    assert away.max() <= 0.05
    assert not later.rest[0]
    assert later.is_still


@clause(rf"So far: continued to step (\d+) it(?: leaves at step (\d+) and)? {DID}\.")
def only_so_far(case, steps, leaves, what):
    later = far(case, steps)
    if leaves:
        away = np.hypot(*((later.path - case.run.path[-1]) / later.sides).T)[case.run.steps :]
        first = int((~(away <= 0.02)).argmax()) + case.run.steps
        assert first == int(leaves)
    did(later, what, case.run)


@clause(r"So far: it leaves at step (\d+), is back by step (\d+) and still there at step (\d+)\.")
def leaves_and_comes_back(case, leaves, back, steps):
    later = far(case, steps)
    away = np.hypot(*((later.path - case.run.path[-1]) / later.sides).T)[case.run.steps :]
    assert int((~(away <= 0.02)).argmax()) + case.run.steps == int(leaves) < int(back)
    assert np.array_equal(later.rest[1], case.run.rest[1])
    assert later.rest[2] == int(back)


@clause(r"Continued( at its last α)? to step (\d+) it does not settle either\.")
def nor_then(case, last, steps):
    assert bool(last) == bool(np.ptp(case.run.asked))
    assert not case.run.rest[0]
    assert not far(case, steps).rest[0]


@clause(r"Continued( at its last α)? to step (\d+) it stays at (@kind), from step (\d+) on\.")
def has_just_come(case, last, steps, place, since):
    assert int(since) <= case.run.steps
    assert not case.run.rest[0]
    did(far(case, steps), f"settles at {place} by step {since}", case.run)


@clause(rf"Continued( at its last α)? to step (\d+) it {DID}\.")
def continued(case, last, steps, what):
    assert not case.run.rest[0]
    assert last or not np.ptp(case.run.asked)
    did(far(case, steps), what)


NOISE = r"he noise(?: of (?:the (?:gradients|labels|mini-batches)(?:, | and )?)+)?"


@clause(rf"Without (t{NOISE}|the schedule, at constant α,|(.+?) \((\S+) = 0\)) the same run {DID}\.")
def without_it(case, thing, title, symbol, what):
    other = without(case.run, thing, title, symbol)
    did(other, what, case.run)
    differs = case.run.rest[0] != other.rest[0] or not case.run.rest[0]
    here, there = case.run.rest[1], other.rest[1]
    assert differs or np.hypot(*((here - there) / case.run.sides)) > 0.02
    case.of_others += 1


@clause(rf"(T{NOISE}) keeps it moving, up to # away: without it the same run (?:strays # at the end|comes to rest)\.")
def noise_keeps_it_moving(case, noise, moving, still):
    other = without(case.run, noise.replace("The", "the"), None, None)
    assert strays(case.run, moving)
    if still:
        assert strays(other, still)
        assert value(still) <= 0.101 * value(moving)
    else:
        tail = other.path[-other.tail - 1 :]
        places = [*other.places(), other.path[-1]]
        assert min(np.hypot(*(tail - place).T).max() for place in places) <= 1.01e-6 * value(moving)
    assert value(moving) > 0.00099 * case.run.sides.min()  # less than that nobody sees
    assert case.run.rest[0] or case.run.did("ends still moving")


def strays(run, spread):
    """Whether its tail strays so far from a minimum, or from its end where it has none."""
    tail = run.path[-run.tail - 1 :]
    return any(same(spread, np.hypot(*(tail - place).T).max()) for place in [*run.places(), run.path[-1]])


def without(run, thing, title, symbol):
    if thing.startswith("the noise"):
        check_noise(run.course, thing)
        return run.changed(noise=0.0, batch_size=0, label_noise=0.0)
    runner = run.runner
    if title is None:
        constant = type(runner)(runner.optimizer, SCHEDULES["constant"](final=1.0), runner.learning_rate)
        return run.with_runner(constant)
    (name,) = (
        name for name, knob in runner.knobs.items() if knob.symbol == symbol and knob.title.lower() == title.lower()
    )
    assert runner.value_of(name)
    return run.with_runner(runner.moved(**{name: 0.0}))


def check_noise(course, called):
    """Whether the noise is called after all that it is of."""
    few = 0 < course.batch_size < len(course.landscape.data or ())
    kinds = {"gradients": course.noise > 0, "labels": course.label_noise > 0, "mini-batches": few}
    there = {kind for kind, is_there in kinds.items() if is_there}
    assert there
    assert set(re.findall(r"gradients|labels|mini-batches", called)) == (set() if there == {"gradients"} else there)


@clause(rf"From \(#, #\) it {DID}\.")
def from_elsewhere(case, x, y, what):
    assert case.run.rest[0] != "global"
    other = case.run.changed(start=(value(x), value(y)))
    did(other, what)
    assert other.rest[0] == "global"


# What a lecturer would name.


@clause(r"A catapult: its loss rose from # to # \(step (\d+)\), then it found flatter ground: λ = # after #\.")
def was_a_catapult(case, first, peak, step, flat, sharp):
    run = case.run
    losses = run.losses - run.lowest
    assert same(first, losses[0])
    assert same(peak, losses[int(step)])
    assert losses[int(step)] == losses.max() >= 2 * losses[0]
    assert losses[-1] < losses[0]
    assert same(sharp, run.curvature(run.path[0])[0])
    assert same(flat, run.curvature(run.path[-1])[0])
    assert value(flat) <= 0.81 * value(sharp)


@clause(
    r"It settled where it is flatter: λ = # here, # at the minimum nearest its start, "
    r"where α·λ = # is past the bound #\."
)
def settled_where_it_is_flatter(case, flat, sharp, product, bound):
    run = case.run
    nearest = run.minima[np.hypot(*((run.minima - run.path[0]) / run.sides).T).argmin()]
    assert same(flat, run.curvature(run.rest[1])[0])
    assert same(sharp, run.curvature(nearest)[0])
    assert same(product, run.rates[0] * run.curvature(nearest)[0])
    assert same(bound, run.bound)
    assert value(product) > value(bound)
    assert not np.array_equal(nearest, run.rest[1])
    case.limits.append((nearest, run.bound / run.curvature(nearest)[0], True))


@clause(r"At the edge of stability: over the last (\d+) steps α·λ hovers about the bound # \(mean #\)\.")
def was_at_the_edge(case, steps, bound, mean):
    run, steps = case.run, int(steps)
    sharpest = np.array([run.curvature(point)[0] for point in run.path[-steps - 1 : -1]])
    products = run.rates[-steps:] * sharpest
    assert same(mean, products.mean())
    assert same(bound, run.bound)
    assert abs(products.mean() - run.bound) <= 0.1 * run.bound
    assert np.count_nonzero(np.diff(products > run.bound)) >= 4
    assert np.ptp(sharpest) > 0.05 * sharpest.mean()


@clause(r"Chaotic: two starts 10⁻¹⁵ of the window apart part at step (\d+); from there its digits mean nothing\.")
def is_chaotic(case, step):
    run = case.run
    beside = tuple(place + 1e-15 * side for place, side in zip(run.path[0], run.sides, strict=True))
    steps = []
    for twin in (run.changed(tremble=1e-15), run.changed(start=beside)):
        away = np.hypot(*((run.path - twin.path) / run.sides).T)
        gone = np.hypot(*((run.path - run.path[0]) / run.sides).T)
        steps.append(int((away > 0.01 * np.maximum(1, gone)).argmax()))
    assert min(steps) > 0
    assert steps[1] == int(step)


@clause(r"So far: it comes back into the window at step (\d+), but at step (\d+) it is out again\.")
def comes_back_and_leaves(case, back, steps):
    later = far(case, steps)
    assert not case.run.inside[-1]
    assert not any(later.inside[case.run.steps : int(back)])
    assert later.inside[int(back)]
    assert not later.inside[-1]
