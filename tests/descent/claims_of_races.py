"""What is said of a race, clause by clause, each worked out again; a clause that nobody knows is an error."""

import math
import re
from collections.abc import Sequence

from claims_of_fairness import steps_of
from fitting import NUMBER, meant
from races import Fact, facts_along, grid, place_all
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
ENDINGS = {
    "trapped in a local minimum": "trapped",
    "still bouncing": "oscillating",
    "still moving": "crawling",
    "stalled on flat ground": "flat",
    "stalled on a saddle": "saddle",
    "stalled on a top": "top",
    "standing still on a slope": "slope",
    "stopped at a kink without a slope": "kink",
}
ONE = {"is", "diverges", "stalls", "stands", "stops"}
STILL = ("oscillating", "crawling")
COUNTS = {"three": 3, "four": 4, "five": 5}
PLACE = "((?:the|a) (?:global minimum|valley of equal minima)|a minimum as low as any known)"
LEVEL = rf"(?:(at)|{NUMBER} (above|below)) the best known loss"
ARRIVALS = {
    "only": f"Only (.+) arrives at {PLACE}, after (\\d+ steps?)",
    "alone": f"(.+) arrives at {PLACE} after (\\d+ steps?)",
    "first": f"(.+) arrives first at {PLACE}, after (\\d+ steps?)",
    "together": f"(.+) arrive together at {PLACE}, after (\\d+ steps?)",
    "stays": f"(.+) starts? at {PLACE} and stays? there()",
}


def near(text, true):
    return math.isclose(value(text), true, rel_tol=0.00501, abs_tol=1e-300)


def recognize(clause, patterns):
    """Which of some patterns a clause is, and its match."""
    found = [(kind, match) for kind, text in patterns.items() if (match := re.fullmatch(text, clause))]
    assert found, f"nobody knows: {clause!r}"
    return found[0]


def cut(text):
    """A first sentence, and what follows: at the first full stop that is none of a number's."""
    end = re.search(r"\.(?= |$)", text)
    assert end
    return text[: end.start()], text[end.end() :].strip()


class Reader:
    """A race, and what its sentence says about it. `facts` are the entrants' own, run by run."""

    def __init__(self, entrants: Sequence[Entrant], facts: Sequence[Fact], names: Sequence[str]):
        self.entrants, self.facts, self.names = list(entrants), list(facts), list(names)
        self.everybody = set(range(len(self.entrants)))
        self.steps = entrants[0].course.steps
        self.places = place_all(facts)
        self.leading = {at for at in self.everybody if self.places[at] == 1}
        self.arrived = {at for at in self.everybody if self.facts[at].arrives}
        self.kinds = []

    def who(self, text) -> set[int]:
        if text.lower().startswith("all but "):
            self.kinds.append("all but")
        return meant(text, self.names)

    def ended(self, at) -> str:
        """What became of one: its verdict, or what it stalls on."""
        own = self.facts[at]
        return str(own.findings.ground[0] if own.verdict == "stalled" else own.verdict)

    def check_sentence(self, text):
        assert not re.search(" = ", text)
        text = text.replace("\N{NBSP}", " ")
        if flip := re.search(r" With α = (\S+) for all, ([^.]+(?:\.\d[^.]*)*) would be last\.$", text):
            text = text[: flip.start()]
        self.check_flip(*(flip.groups() if flip else (None, "")))
        if self.arrived:
            first, rest = cut(text)
            told = self.arrivals(first)
            self.fates(rest, told, opened=False)
        elif len({self.ended(at) for at in self.everybody}) == 1:
            self.all_alike(text)
        else:
            self.nobody(text)

    def arrivals(self, text) -> set[int]:
        opening, *others = text.split("; ")
        kind, match = recognize(opening, ARRIVALS)
        self.kinds.append(kind)
        who, place, when = match.groups()
        named = self.who(who)
        reached = steps_of(when) if when else 0
        soonest = min(self.facts[at].reached for at in self.arrived)
        assert named == {at for at in self.arrived if self.facts[at].reached == soonest == reached}
        assert (kind == "only") <= (self.arrived == named)
        assert (kind == "alone") == (len(self.everybody) == 1 and reached > 0)
        assert (kind == "first") <= (self.arrived > named)
        assert (kind == "stays") == (reached == 0)
        if kind == "stays":
            assert (" starts " in opening and " stays " in opening) == (len(named) == 1)
        self.check_place(place)
        told, before = set(named), reached
        for number, clause in enumerate(others):
            last = number == len(others) - 1
            own, before = self.needs(clause, told, before, unit=reached == 0 and last, last=last)
            told |= own
        assert told == self.arrived
        return told

    def needs(self, text, told, before, unit, last):
        """One clause of those that arrive later; `before` are the steps of the clause before."""
        left = self.arrived - told
        if match := re.fullmatch(r"(\w+) more need (\d+)(?: to (\d+))?( steps)?", text):
            reached = [self.facts[at].reached for at in left]
            assert last
            assert COUNTS[match[1]] == len(left)
            assert [int(match[2]), int(match[3] or match[2])] == [min(reached), max(reached)]
            assert match[3] != match[2]
            assert int(match[2]) > before
            assert bool(match[4]) == unit
            self.kinds.append("more")
            return left, max(reached)
        match = re.fullmatch(r"(.+) (needs?) (\d+)( steps?)?", text)
        assert match, f"nobody knows: {text!r}"
        own, count = self.who(match[1]), int(match[3])
        assert (match[2] == "needs") == (len(own) == 1)
        assert own == {at for at in self.arrived if self.facts[at].reached == count}
        assert (match[4] or "") == ("" if not unit else " steps" if count > 1 else " step")
        assert count > before
        self.kinds.append("needs")
        return own, count

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

    def fates(self, text, told, opened):
        """Of all but `told`, of whom something has been said; with their steps unless the opening has said them."""
        seen, sizes, steps_said = set(), [], opened
        clauses = text.removesuffix(".").split("; ") if text else []
        assert text.endswith("." if text else "")
        for number, clause in enumerate(clauses):
            word, match = recognize(clause, {word: f"(.+) {text}( after .+)?" for text, word in VERDICTS.items()})
            who, verb, when = match.groups()
            if who.lower() == "the others":
                own = self.everybody - told - seen
                assert number == len(clauses) - 1
                assert len(own) >= max(3, *sizes, 0)
                self.kinds.append("others")
            else:
                own = self.who(who)
                sizes.append(len(own))
            assert not own & (seen | told)
            self.check_fate(own, word, verb)
            assert bool(when) == (word in STILL and not steps_said)
            if when:
                assert steps_of(when.removeprefix(" after ")) == self.steps
                steps_said = True
            seen |= own
        assert max(sizes, default=0) < 3 or re.search(r"(^|; )[Tt]he others ", text)
        assert told | seen == self.everybody, f"nothing is said of {self.everybody - told - seen}"

    def check_fate(self, own, word, verb):
        assert (verb in ONE) == (len(own) == 1)
        assert {self.ended(at) for at in own} == {word}
        self.kinds.append(word)

    def check_level(self, at_best, size, side):
        gap = min(self.facts[at].gap for at in self.leading)
        assert gap == 0 if at_best else near(size, abs(gap)) and (side == "above") == (gap > 0)

    def all_alike(self, text):
        """Nobody arrives, and the same became of all."""
        patterns = {
            word: f"(.+?) {text}( after .+?)?(?:(, equally low)?, {LEVEL}|; (.+) (ends?) (lowest|lower), {LEVEL})?\\."
            for text, word in VERDICTS.items()
        }
        word, match = recognize(text, patterns)
        who, verb, when, equally, *level, leader, ends, lowest = match.groups()[:10]
        assert self.who(who) == self.everybody
        self.check_fate(self.everybody, word, verb)
        assert bool(when) == (word in STILL)
        assert not when or steps_of(when.removeprefix(" after ")) == self.steps
        self.kinds.append(f"all {word}")
        if word == "diverged":
            assert not any(match.groups()[3:])
        elif leader:
            assert self.who(leader) == self.leading
            assert (ends == "ends") == (len(self.leading) == 1)
            assert (lowest == "lower") == (len(self.everybody) == 2)
            self.check_level(*match.groups()[10:])
        else:
            assert self.leading == self.everybody
            assert bool(equally) == (len(self.everybody) > 1)
            self.check_level(*level)
            self.kinds.append("equally low")

    def nobody(self, text):
        """Nobody arrives, and not the same became of all."""
        none, text = cut(text)
        match = re.fullmatch(r"(None|Neither) arrives within (.+)", none)
        assert match, f"nobody knows: {none!r}"
        assert steps_of(match[2]) == self.steps
        assert (match[1] == "Neither") == (len(self.everybody) == 2)
        first, rest = cut(text)
        match = re.fullmatch(rf"(.+,) (ends?)(?: (lowest|lower|equally low),)? {LEVEL}", first)
        assert match, f"nobody knows: {first!r}"
        *pieces, end = re.split(rf", ({'|'.join(ENDINGS)}),(?: and )?", match[1])
        assert not end
        told = set()
        for who, ending in zip(pieces[::2], pieces[1::2], strict=True):
            own = self.who(who)
            assert not own & told
            assert {self.ended(at) for at in own} == {ENDINGS[ending]}
            told |= own
            self.kinds.append(ENDINGS[ending])
        assert told == self.leading
        assert (match[2] == "ends") == (len(told) == 1)
        to_compare = [at for at in self.everybody - told if not self.facts[at].diverges]
        lowest = "lower" if len(self.everybody) == 2 else "lowest"
        assert match[3] == (lowest if to_compare else None if len(told) == 1 else "equally low")
        self.check_level(*match.groups()[3:])
        self.kinds += ["none", "lowest"]
        self.fates(rest, told, opened=True)

    def check_flip(self, rate, name):
        if len(self.leading) > 1:
            assert rate is None
            return
        (winner,) = self.leading
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
