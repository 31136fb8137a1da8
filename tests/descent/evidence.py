"""Evidence: what a sentence may claim of a run, worked out from its path alone, and the reader of sentences.

A sentence is read clause by clause; whatever no clause accounts for is an error, so no claim goes unchecked.
"""

import math
import re

import numpy as np

from descent import Verdict


def value(text):
    """The number behind a text such as 0.12, −3 or 3.1×10⁻⁵."""
    text = text.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")).replace("×10", "e")
    return float(text)


def same(text, true):
    """Whether the text is the number, rounded to three digits or more."""
    return math.isclose(value(text), true, rel_tol=0.0051, abs_tol=1e-300)


class Run:
    """One run, with everything a claim may speak of worked out from its path alone."""

    def __init__(self, trajectory, index, landscape, optimizer, noise, kind):
        self.limits = []  # the minima and learning rates that claims were made of
        self.landscape, self.optimizer, self.noise, self.kind = landscape, optimizer, noise, kind
        self.path = trajectory.positions[:, :, index]
        self.losses = trajectory.losses[:, index]
        self.gradients = trajectory.gradients[:, :, index]
        self.rates = trajectory.rates[:, index]
        self.steps = len(self.rates)
        self.tail = min(self.steps, max(3, self.steps // 20))
        self.bound = math.nan if optimizer.stability_bound is None else optimizer.stability_bound
        self.minima = np.array(landscape.minima).reshape(-1, 2)
        self.heights = landscape.loss(*self.minima.T) if len(self.minima) else np.array([])
        (x0, x1), (y0, y1) = landscape.window
        self.sides = np.array([x1 - x0, y1 - y0])
        self.grain = 1e-12 * self.sides.min()
        self.inside = [x0 <= x <= x1 and y0 <= y <= y1 for x, y in self.path]
        with np.errstate(all="ignore"):
            self.moves = np.diff(self.path, axis=0)
            self.lengths = np.hypot(*self.moves.T)
            self.finite = np.isfinite(self.path).all(axis=1) & np.isfinite(self.losses)
        with np.errstate(all="ignore"):
            grid = landscape.loss(*np.meshgrid(np.linspace(x0, x1, 17), np.linspace(y0, y1, 17)))
        self.lowest = min(self.heights) if len(self.heights) else np.nanmin(grid)
        self.height = np.nanmedian(grid) - self.lowest
        self.rounding = 1e-12 * self.height

    def curvature(self, point):
        return np.linalg.eigvalsh(self.landscape.hessian(*point))[::-1]

    def at_minimum(self, limit=None, product=None, rate=None):
        """The curvatures at the minimum whose λ makes the claimed limit or product true; none is a false claim."""
        minima = sorted(self.minima.tolist(), key=lambda minimum: math.dist(minimum, self.path[-1]))
        for minimum in [*minima, *(self.path[step] for step in self.ends())]:
            sharpest, flattest = self.curvature(minimum)
            if limit is not None and not same(limit, self.bound / sharpest):
                continue
            if product is not None and not same(product, rate * sharpest):
                continue
            return minimum, sharpest, flattest
        raise AssertionError(f"no minimum has a curvature that gives α {limit} or α·λ {product}")

    def ends(self):
        """The end of the path counts as a minimum of its own where the run came to rest."""
        return [self.steps] if self.kind in (Verdict.CONVERGED, Verdict.TRAPPED) else []

    def kinds(self, place):
        """The minima that a place names."""
        level = self.heights - self.heights.min() < 1e-6 * self.height
        chosen = level if "global" in place else ~level
        if place == "the global minimum":
            assert level.sum() == 1
        return self.minima[chosen]

    def stays(self, place, since):
        """The minimum of the kind that has the run within a hundredth of the window from `since` on, not before."""
        for minimum in self.kinds(place):
            near = np.hypot(*((self.path - minimum) / self.sides).T) <= 0.01
            if near[since:].all() and (since == 0 or not near[since - 1]):
                return minimum
        raise AssertionError(f"it does not stay near {place} from step {since} on")

    def overshot(self):
        past = ((self.gradients[1:] * self.moves).sum(axis=1) > self.rounding).any()
        return past or any(self.turns(minimum) for minimum in self.minima)

    def turns(self, minimum):
        values, vectors = np.linalg.eigh(self.landscape.hessian(*minimum))
        along = self.moves @ vectors[:, 1] if values[1] - values[0] > 1e-9 * values[1] else self.moves @ self.moves[0]
        return ((along[1:] * along[:-1] < 0) & (abs(along[1:]) > self.grain) & (abs(along[:-1]) > self.grain)).any()


CLAUSES = []


def clause(pattern):
    """Register how a clause is checked: a function of the run and the groups of its pattern."""
    pattern = pattern.replace("#", r"(−?[\d.]+(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)").replace("@near", "(?: near this minimum)?")
    pattern = pattern.replace("@place", "((?:the|a) global minimum|a local minimum)")

    def register(check):
        CLAUSES.append((re.compile(pattern), check))
        return check

    return register


def check_sentence(sentence, run):
    """Read the sentence from left to right; every clause must be known and true. Returns the clauses' patterns."""
    assert not re.search(" [=%]|= ", sentence)  # pairs that must not break
    rest, patterns = sentence.replace("\N{NBSP}", " "), []
    while rest:
        for pattern, check in CLAUSES:
            if match := pattern.match(rest):
                with np.errstate(all="ignore"):
                    check(run, *match.groups())
                patterns.append(pattern.pattern)
                rest = rest[match.end() :].lstrip()
                break
        else:
            raise AssertionError(f"nobody checks: {rest!r}")
    if "near this minimum" in sentence or "near the minimum" in sentence:
        some = np.random.default_rng(1).uniform(*np.transpose(run.landscape.window), (40, 2)).T
        hessian = run.landscape.hessian(*some)
        assert not np.allclose(hessian, hessian[..., :1], rtol=1e-6)  # a quadratic needs no such caution
    return patterns
