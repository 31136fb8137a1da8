"""What is said of a race, clause by clause, each worked out again; a clause that nobody knows is an error.

Names are read too: each has to fit one runner, and no other.
"""

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from fitting import NUMBER, fits
from races import Fact, best_among, facts_along, grid, place_all
from reading import value

from descent.race import Entrant

VERDICTS = {
    r"(is|are) trapped in a local minimum": "trapped",
    r"(is|are) still bouncing": "oscillating",
    r"(is|are) still moving": "crawling",
    r"(diverges|diverge)": "diverged",
    r"(stalls|stall) on flat ground": "flat",
    r"(stalls|stall) on a saddle": "saddle",
    r"(stalls|stall) on a top": "top",
    r"(stands|stand) still on a slope": "slope",
    r"(stops|stop) at a kink without a slope": "kink",
}
ONE = {"is", "diverges", "stalls", "stands", "stops"}
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth"]
PLACE = "((?:the|a) (?:global minimum|valley of equal minima)|a minimum as low as any known)"


def near(text, true):
    return math.isclose(value(text), true, rel_tol=0.00501, abs_tol=1e-300)


def steps_of(text):
    count, word = text.split()
    assert (word == "step") == (count == "1")
    return int(count)


ARRIVALS = {
    "only": f"Only (.+) arrives at {PLACE}, after (\\d+ steps?)",
    "alone": f"(.+) arrives at {PLACE} after (\\d+ steps?)",
    "first": f"(.+) arrives first at {PLACE}, after (\\d+ steps?)",
    "together": f"(.+) arrive together at {PLACE}, after (\\d+ steps?)",
    "stays": f"(.+) starts? at {PLACE} and stays? there()",
}


def recognize(clause, patterns):
    """Which of some patterns a clause is, and its match."""
    found = [(kind, match) for kind, text in patterns.items() if (match := re.fullmatch(text, clause))]
    assert found, f"nobody knows: {clause!r}"
    return found[0]


class Reader:
    """A race, and what its texts say about it. `facts` are the entrants' own, run by run."""

    def __init__(self, entrants: Sequence[Entrant], facts: Sequence[Fact], names: Sequence[str], with_flips=True):
        self.entrants, self.facts, self.names, self.with_flips = list(entrants), list(facts), list(names), with_flips
        self.everybody = set(range(len(self.entrants)))
        self.steps = entrants[0].course.steps
        self.places = place_all(facts)
        self.arrived = {at for at in self.everybody if self.facts[at].arrives}
        self.kinds = []

    def who(self, text) -> set[int]:
        """The entrants of a list of names; a list with no other word in it."""
        spans, left = [], text[0].lower() + text[1:] if text.startswith("The ") else text
        for at in sorted(self.everybody, key=lambda at: -len(self.names[at])):
            found = re.search(rf"(?<![\w]){re.escape(self.names[at])}(?=$|, | and )", left)
            if found:
                spans.append(at)
                left = left[: found.start()] + "#" + left[found.end() :]
        assert re.fullmatch(r"#(?:(?:, #)* and #)?", left), f"no list of names: {text!r}"
        return set(spans)

    def check_sentence(self, text):
        assert not re.search(" = ", text)
        text = text.replace("\N{NBSP}", " ")
        if flip := re.search(r" With α = (\S+) for all, ([^.]+(?:\.\d[^.]*)*) would be last\.$", text):
            text = text[: flip.start()]
        self.check_flip(*(flip.groups() if flip else (None, "")))
        told = self.outcome(text)
        assert told == self.everybody, f"nothing is said of {[self.names[at] for at in self.everybody - told]}"

    def outcome(self, text) -> set[int]:
        if match := re.match(r"(None|Neither) arrives within (\d+ steps?): ", text):
            self.kinds.append("none")
            assert steps_of(match[2]) == self.steps
            assert not self.arrived
            assert (match[1] == "Neither") == (len(self.everybody) == 2)
            return self.nobody(text[match.end() :])
        told = set()
        if self.arrived:
            first, _, text = text.partition(".") if "." not in text[:-1] else self.cut(text)
            told = self.arrivals(first)
        if text.strip():
            told |= self.fates(text.strip(), f" after {self.steps} step{'' if self.steps == 1 else 's'}", told)
        return told

    def cut(self, text):
        """At the first full stop that is none of a number's."""
        end = re.search(r"\.(?= |$)", text)
        assert end
        return text[: end.start()], ".", text[end.end() :]

    def arrivals(self, text) -> set[int]:
        opening, *others = text.split("; ")
        alone = len(self.everybody) == 1
        kind, match = recognize(opening, ARRIVALS)
        self.kinds.append(kind)
        who, place, when = match.groups()
        named = self.everybody if who == "All" else self.who(who)
        assert who != "All" or len(named) >= 3
        reached = steps_of(when) if when else 0
        soonest = min(self.facts[at].reached for at in self.arrived)
        assert named == {at for at in self.arrived if self.facts[at].reached == soonest == reached}
        assert (kind == "only") <= (self.arrived == named)
        assert (kind == "alone") == (alone and reached > 0)
        assert (kind == "first") <= (self.arrived > named)
        assert (kind == "stays") == (reached == 0)
        if kind == "stays":
            assert (" starts " in opening and " stays " in opening) == (len(named) == 1)
        self.check_place(place)
        told, before = set(named), reached
        for number, text_ in enumerate(others):
            match = re.fullmatch(r"(.+) (needs?) (\d+)( steps?)?", text_)
            assert match, f"nobody knows: {text_!r}"
            own, count = self.who(match[1]), int(match[3])
            assert (match[2] == "needs") == (len(own) == 1)
            assert own == {at for at in self.arrived if self.facts[at].reached == count}
            assert bool(match[4]) == (reached == 0 and number == len(others) - 1)
            assert count > before
            told, before = told | own, count
            self.kinds.append("needs")
        assert told == self.arrived
        return told

    def check_place(self, place):
        landscape = self.entrants[0].course.landscape
        for at in self.arrived:
            minimum, in_valley = self.facts[at].findings.minimum[0], self.facts[at].findings.in_valley[0]
            if place.endswith("global minimum"):
                assert minimum >= 0
                assert landscape.is_global[minimum]
            elif place.endswith("valley of equal minima"):
                assert in_valley
            if place.startswith("the "):
                assert len(landscape.global_minima) + len(landscape.global_valleys) == 1

    def fates(self, text, after, told) -> set[int]:
        """`told` are those that something has been said of; nothing is said twice."""
        assert text.endswith(".")
        seen = set()
        for clause in text[:-1].split("; "):
            word, match = recognize(clause, {word: f"(.+) {text}({after})?" for text, word in VERDICTS.items()})
            who, verb, when = match.groups()
            rest = self.everybody - told
            if who in ("All", "Both", "The others"):
                assert len(rest) == 2 if who == "Both" else len(rest) >= 3
                assert (who == "The others") == bool(told)
                own = rest
            else:
                own = self.who(who)
            assert (verb in ONE) == (len(own) == 1)
            assert bool(when) == (word in ("oscillating", "crawling") and bool(after))
            stalls = word not in ("trapped", "oscillating", "crawling", "diverged")
            for at in own:
                assert self.facts[at].verdict == ("stalled" if stalls else word)
                assert not stalls or self.facts[at].findings.ground[0] == word
            assert not own & (seen | told)
            seen |= own
            self.kinds.append(word)
        return seen

    def nobody(self, text) -> set[int]:
        if match := re.fullmatch(r"(all|both) diverge\.", text):
            assert all(own.diverges for own in self.facts)
            assert (match[1] == "both") == (len(self.everybody) == 2)
            self.kinds.append("all diverge")
            return self.everybody
        first, _, rest = self.cut(text)
        match = re.fullmatch(
            r"(?:(all|both) end equally low|(.+?) (ends?) lowest), "
            rf"(?:(at)|{NUMBER} (above|below)) the best known loss",
            first,
        )
        assert match, f"nobody knows: {first!r}"
        together, who, verb, at_best, size, side = match.groups()
        leading = {at for at in self.everybody if self.places[at] == 1}
        assert leading == (self.everybody if together else self.who(who))
        assert not together or (together == "both") == (len(self.everybody) == 2)
        assert not verb or (verb == "ends") == (len(leading) == 1)
        gap = min(self.facts[at].gap for at in leading)
        assert gap == 0 if at_best else near(size, abs(gap)) and (side == "above") == (gap > 0)
        self.kinds.append("equally low" if together else "lowest")
        return self.fates(rest.strip(), "", set())

    def check_flip(self, rate, name):
        leading = [at for at in self.everybody if self.places[at] == 1]
        if len(leading) > 1 or not self.with_flips:
            assert rate is None
            return
        (winner,) = leading
        common = sorted(set.intersection(*(set(grid(own.runner, own.course)) for own in self.entrants)))
        along = [facts_along(own.course, own.runner, common) for own in self.entrants]
        turned = {}
        for at, own in enumerate(common):
            facts = [one[at] for one in along]
            others = [fact for fact in facts if fact is not facts[winner]]
            if others and all(fact.beats(facts[winner]) for fact in others):
                turned[own] = sum(fact.arrives for fact in others)
        if rate is None:
            assert not turned
            return
        self.kinds.append("flip")
        assert self.who(name) == {winner}
        said = min(common, key=lambda own: abs(own / value(rate) - 1))
        assert math.isclose(said, value(rate), rel_tol=1e-9)
        most = [own for own, count in turned.items() if count == max(turned.values())]
        own_rate = self.entrants[winner].runner.learning_rate
        assert said in most
        assert abs(math.log(said / own_rate)) <= min(abs(math.log(own / own_rate)) for own in most) + 1e-9

    def check_names(self):
        """Each name fits its runner and no other; an ordinal counts those that are equal in all that was said."""
        assert len(set(self.names)) == len(self.names)
        for at, name in enumerate(self.names):
            match = re.fullmatch(rf"(?:the ({'|'.join(ORDINALS)}) )?(.*)", name)
            assert match
            fitting = [other for other in sorted(self.everybody) if fits(match[2], self.entrants[other])]
            if match[1]:
                assert fitting[ORDINALS.index(match[1])] == at
                alike = [self.entrants[other] for other in fitting]
                assert all(a.runner == b.runner and a.course == b.course for a, b in pairwise(alike))
                assert len(fitting) > 1
            else:
                assert fitting == [at]

    def check_fairness(self, text):
        tuned = []
        for own in self.entrants:
            facts = facts_along(own.course, own.runner, grid(own.runner, own.course))
            best = best_among(facts)
            tuned.append((facts, best[(len(best) - 1) // 2] if best else -1))
        widths = [sum(own.arrives for own in facts) for facts, _ in tuned]
        lost = {at for at, (_, best) in enumerate(tuned) if best < 0}
        at_best = all(
            best < 0 or math.isclose(grid(own.runner, own.course)[best], own.runner.learning_rate, rel_tol=1e-9)
            for own, (_, best) in zip(self.entrants, tuned, strict=True)
        )
        if match := re.match(r"None of 81 rates each arrives within (\d+ steps?)", text):
            assert steps_of(match[1]) == self.steps
            assert not any(widths)
            text = text[match.end() :]
        else:
            assert any(widths)
        if text == ": every one diverges.":
            assert lost == self.everybody
            return "every one diverges"
        assert lost != self.everybody
        if match := re.search(r" Every rate of (.+) diverges\.$", text):
            assert at_best
            assert len(re.split(", | and ", match[1])) >= len(lost) > 0
            text = text[: match.start()]
        else:
            assert not at_best or not lost
        if at_best:
            some = (
                "Each has its best of 81 rates: first to arrive at a global minimum, or where none arrives, lowest end."
            )
            expected = {
                ". Each has the one that ends lowest.": not any(widths),
                "Each has its best of 81 rates: first to arrive at a global minimum.": all(widths),
                some: any(widths) and not all(widths),
            }
            assert expected[text]
            return "tuned"
        facts = [facts[max(best, 0)] for facts, best in tuned]
        leading = [at for at, place in enumerate(place_all(facts)) if place == 1]
        if not any(widths):
            match = re.fullmatch(
                r"\. Each at the one that ends lowest, (.+) would end (lowest|equally low, and lowest)\.", text
            )
            assert match
            assert (match[2] == "lowest") == (len(leading) == 1)
            kind = "ends"
        else:
            match = re.fullmatch(
                r"Each at its best of 81 rates, (.+) would (be first|tie), "
                r"(?:after (\d+ steps?)|there from the start)\.",
                text,
            )
            assert match
            assert (match[2] == "be first") == (len(leading) == 1)
            assert facts[leading[0]].reached == (steps_of(match[3]) if match[3] else 0)
            kind = match[2]
        titles = [self.entrants[at].runner.optimizer.title for at in leading]
        assert len(re.findall("|".join(map(re.escape, sorted(set(titles), key=len, reverse=True))), match[1])) == len(
            titles
        )
        return kind
