"""Notches: what the other notches of a slider did, said of each; every word is of a run in the same batch.

    "Try α = 0.0708: it reaches the global minimum by step 5;
    so does, sooner or later, every α on this slider up to 0.1."

Notches side by side that came to the same make a stretch. A run hears of its own stretch, of what lies beyond it, of
the best notch, which is there soonest (see `response`), and its stretch; and where α has a limit at the minimum of
those that settle, whether limit and runs agree, or what decides instead. All is said of the same start, and "ends" is
the last of the same steps.
Shapes: one entry a notch, (notches,), in the order of the slider.
"""

import re
from dataclasses import dataclass
from functools import cached_property, wraps

import numpy as np

from descent.control import DIGITS, Control
from descent.figures import number, pair
from descent.findings import Verdict
from descent.headline import steps_in_words
from descent.outcomes import (
    AWAY,
    OUTCOMES,
    SETTLED,
    Outcome,
    Stretch,
    factor_in_words,
    lowest,
    middle,
    name_notch,
    rounding_of,
    soonest,
)
from descent.setting import Course
from descent.terrain import LOWEST


def once(method):
    """A method of one argument that is called once for each: what stands side by side says much the same."""

    @wraps(method)
    def said(self, about):
        known = vars(self).setdefault(f"said by {method.__name__}", {})
        if about not in known:
            known[about] = method(self, about)
        return known[about]

    return said


@dataclass(frozen=True, eq=False)
class Notches:
    """One slider's notches and what became of each."""

    control: Control
    steps: int
    outcomes: np.ndarray
    minimum: np.ndarray  # index of the minimum that it belongs to
    reached: np.ndarray
    gaps: np.ndarray  # final loss above the best
    rounding: float  # of a gap
    inside: np.ndarray  # it ends in the window
    bounces: np.ndarray  # it still moves to and fro
    falls: np.ndarray  # it is still on its way down
    steep: np.ndarray  # its loss first rose where α was past the limit of that very place
    limits: np.ndarray  # the rate limit of its minimum, where it bears all below and breaks all above; or nan
    noisy: bool  # so that no limit can tell for certain
    goal: str  # what a GLOBAL notch reaches

    @classmethod
    def of(cls, control: Control, course: Course, findings, runs: slice, steep, limits, goal) -> "Notches":
        """The notches of a slider, a slice of the findings, `steep` and `limits`."""
        verdicts = findings.verdict[runs]
        outcomes = np.array([int(OUTCOMES[verdict]) for verdict in verdicts])
        outcomes[findings.undefined[runs] & (outcomes == Outcome.AWAY)] = Outcome.LOST
        gaps = np.nan_to_num(findings.gap[runs], nan=np.inf)
        if ((outcomes == Outcome.GLOBAL) & (findings.minimum[runs] < 0) & ~findings.in_valley[runs]).any():
            goal = LOWEST  # one of them is at a minimum that is not listed
        return cls(
            control,
            course.steps,
            outcomes,
            findings.minimum[runs],
            findings.reached[runs],
            gaps,
            rounding_of(course.landscape),
            findings.gone[runs] < 0,
            verdicts == Verdict.OSCILLATING,
            (verdicts == Verdict.CRAWLING) & findings.falls[runs],
            steep[runs],
            limits[runs],
            course.is_noisy,
            goal,
        )

    def note(self, notch: int) -> tuple[str, str]:
        """What a notch hears of the others, and what is said beside it of the limit on α."""
        if len(self.outcomes) < 2:
            return "", ""
        text, beside = self._note(notch)
        return self._of_this_slider(text), beside

    @once
    def _of_this_slider(self, text):
        """Between two notches another value might do something else: so it is said once of what "every" is."""
        if "on this slider" in text:
            return text
        return re.sub(f"([Ee]very {re.escape(self._symbol)}) ", r"\1 on this slider ", text, count=1)

    def _note(self, notch):
        own = self.stretch_of(notch)
        if own.outcome == Outcome.GLOBAL:
            beside = self._neighbour(notch)
            text = self._of_goal(notch, own) + (f"; {self._does(beside)}" if beside else "")
            return text, self._at_limit(beside) + self._past_limit(notch) if beside else self._past_limit(notch)
        if self.best >= 0:
            also = "" if own.first == own.last else f"; {self._does(own)}"
            return self._try, also + self._at_limit(own) if also else ""
        if own.outcome == Outcome.LOCAL:
            also = "" if self._is_all(own) else f"; {self._span(own)} ends in a local one"
            beside = self._neighbour(notch)
            limit = self._at_limit(beside) if beside else ""
            return self._none_reaches_goal() + also, f"; {self._does(beside)}{limit}" if limit else self._past_limit(
                notch
            )
        locals_ = [stretch for stretch in self.stretches if stretch.outcome == Outcome.LOCAL]
        if locals_:
            nearest = min(locals_, key=lambda stretch: stretch.distance(notch))
            return f"{self._none_reaches_goal()}; {self._span(nearest)} ends in a local one", ""
        return self._none_settles(notch, own), ""

    @cached_property
    def elsewhere(self) -> tuple[str, str] | None:
        """What a run hears of this slider where the first has nothing that reaches the goal."""
        return (self._of_this_slider(self._try), "") if self.best >= 0 else None

    @cached_property
    def stretches(self) -> list[Stretch]:
        edges = (np.flatnonzero(np.diff(self.outcomes)) + 1).tolist()
        firsts, ends = [0, *edges], [*edges, len(self.outcomes)]
        return [Stretch(a, b - 1, Outcome(int(self.outcomes[a]))) for a, b in zip(firsts, ends, strict=True)]

    def stretch_of(self, notch: int) -> Stretch:
        return self.stretches[self._place[notch]]

    @cached_property
    def _place(self):
        return [place for place, own in enumerate(self.stretches) for _ in range(own.first, own.last + 1)]

    @cached_property
    def best(self) -> int:
        """The notch that reaches a global minimum soonest, -1 if none does: the best one of the response."""
        first = soonest(self.outcomes == Outcome.GLOBAL, self.reached)
        return middle(lowest(first, self.gaps, self.rounding))

    # What is said.

    def _of_goal(self, notch, own):
        reach = "gets there" if self.goal.startswith("the ") and self.goal != LOWEST else f"reaches {self.goal}"
        if own.first == own.last:
            others = [stretch for stretch in self.stretches if stretch.outcome == Outcome.GLOBAL and stretch != own]
            nearest = min(others, key=lambda stretch: stretch.distance(notch), default=None)
            who = self._capital(self._span(nearest)) if nearest else f"No other {self._symbol} on this slider"
            text = f"{who} {reach}{' too' if nearest else ''}"
        else:
            sooner = ", none sooner" if self.reached[notch] == self.reached[self.best] else self._soonest(own)
            text = f"{self._capital(self._span(own))} {reach}{sooner}"
        return text

    def _neighbour(self, notch):
        """The stretch above a notch's own, else the one below; None where there is neither."""
        place = self._place[notch]
        beside = (*self.stretches[place + 1 : place + 2], *self.stretches[max(place - 1, 0) : place])
        return beside[0] if beside else None

    @cached_property
    def _try(self):
        stretch, step = self.stretch_of(self.best), self.reached[self.best]
        when = f"it reaches {self.goal} by step {step}" if step else f"it stays at {self.goal}"
        others = f"; so does, sooner or later, {self._span(stretch)}" if stretch.last > stretch.first else ""
        return f"Try {self._name(self.best)}: {when}{others}"

    def _none_reaches_goal(self):
        return f"No {self._symbol} on this slider reaches {self.goal} in {steps_in_words(self.steps)}"

    def _none_settles(self, notch, own):
        if all(stretch.outcome in AWAY for stretch in self.stretches):
            return self._capital(self._does(own)) if self._is_all(own) else self._all_lost(own)
        lowest, where = self._lowest
        if notch in lowest:
            best = f"; none{where} ends lower than this one"
        elif lowest:
            least = self.gaps[lowest[0]]
            best = f"; {self._name(lowest[(len(lowest) - 1) // 2])} ends lowest{where}, {self._level(least)}"
        else:
            best = ""
        leaves = f"; {self._does(own)}" if own.outcome in AWAY else ""
        return f"No {self._symbol} on this slider settles in {steps_in_words(self.steps)}{best}{leaves}"

    @cached_property
    def _lowest(self) -> tuple[list[int], str]:
        """The notches that end lowest; of those in the window, and words for that, where a lower one is outside."""
        least, where = self.gaps.min(), ""
        if not self.inside[self.gaps.argmin()]:  # downhill leads out
            least, where = self.gaps.min(where=self.inside, initial=np.inf), " in the window"
        lowest = (self.gaps == least) & (self.inside if where else True)
        return np.flatnonzero(lowest & np.isfinite(self.gaps)).tolist(), where

    def _all_lost(self, own):
        return f"No {self._symbol} on this slider holds; {self._does(own)}"

    @once
    def _at_limit(self, stretch):
        """Of the notches just above some that settle: whether the limit of those says so too, else what decides."""
        top, values = stretch.first - 1, self.control.values
        if top < 0 or self.outcomes[top] not in SETTLED or not self._has_limit(top):
            return ""
        limit = float(self.limits[top])
        if limit <= values[top]:
            return ""
        if limit > values[stretch.first] and self.noisy:
            return ""
        if limit <= values[stretch.first]:
            return f", as the limit α = {number(limit, DIGITS)} says"
        beside = pair(limit, float(values[stretch.first]), DIGITS)[0]
        below = slice(stretch.first, min(stretch.last + 1, int(np.searchsorted(values, limit))))
        return f", though the limit is α = {beside}{self._what_decides(stretch.outcome, below)}"

    def _past_limit(self, notch):
        """Of a notch that settles: that those beside it do so even past the limit of that minimum."""
        if not self._has_limit(notch):
            return ""
        top, end, values = notch, self.stretch_of(notch).last, self.control.values
        while top < end and self.minimum[top + 1] == self.minimum[notch]:
            top += 1
        if self.limits[notch] > values[top]:
            return ""
        held, limit = pair(float(values[top]), float(self.limits[notch]), DIGITS)
        return f"; the limit {limit} does not stop it up to α = {held}"

    def _has_limit(self, notch):
        return self.control.leads and np.isfinite(self.limits[notch]) and self.minimum[notch] >= 0

    def _what_decides(self, outcome, below):
        """Where all notches of a stretch that lie below the limit fail of the same."""
        if outcome == Outcome.AWAY and self.steep[below].all():
            return ": steep ground on the way throws it out"
        if outcome == Outcome.OPEN and self.bounces[below].all():
            return ": it goes on bouncing"
        return ": it is still on its way down" if outcome == Outcome.OPEN and self.falls[below].all() else ""

    # Its pieces.

    @property
    def _symbol(self):
        return self.control.called

    @once
    def _name(self, notch):
        """A notch as it reads beside the slider."""
        return name_notch(self.control, float(self.control.values[notch]))

    def _is_all(self, stretch):
        return stretch.last - stretch.first + 1 == len(self.outcomes)

    @once
    def _span(self, stretch):
        """The notches of a stretch: "every" means every notch of the slider there."""
        if self._is_all(stretch):
            return f"every {self._symbol} on this slider"
        if stretch.first == stretch.last:
            return self._name(stretch.first)
        first, last = self._value(stretch.first), self._value(stretch.last)
        if stretch.last == len(self.outcomes) - 1:
            return f"every {self._symbol} from {first} {'on' if self.control.knob.is_factor else 'up'}"
        return f"every {self._symbol} {'up' if stretch.first == 0 else f'from {first}'} to {last}"

    def _value(self, notch):
        value = float(self.control.values[notch])
        return factor_in_words(value) if self.control.knob.is_factor else number(value, self.control.digits)

    @once
    def _does(self, stretch):
        verb = {
            Outcome.LOST: "lands where the loss has no value",
            Outcome.AWAY: "ends out of the window",
            Outcome.OPEN: "ends still moving",
            Outcome.STUCK: "ends at no minimum",
            Outcome.LOCAL: "ends in a local minimum",
            Outcome.GLOBAL: f"reaches {self.goal}",
        }[stretch.outcome]
        return f"{self._span(stretch)} {verb}"

    def _soonest(self, stretch):
        name, step = self._name(self.best), self.reached[self.best]
        if stretch.first <= self.best <= stretch.last:
            return f", {name} soonest (step {step})"
        alike = step in self.reached[stretch.first : stretch.last + 1]
        return f"; {name} arrives {'as soon as any' if alike else 'sooner still'} (step {step})"

    def _level(self, gap):
        side = "at" if gap == 0 else f"{number(abs(gap))} {'above' if gap > 0 else 'below'}"
        return f"{side} the best known loss"

    def _capital(self, text):
        return text[0].upper() + text[1:] if text.startswith("every") else text
