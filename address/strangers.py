"""Strangers: names in an address that nothing in its picture reads, each with a sentence that says what to do."""

import difflib
import re
from collections.abc import Iterable

from address.table import PREFIXES, SHORT_NAMES
from descent.setting import LETTERS
from knobs import knobs_of
from landscapes import FORMULA, LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES

TRACKERS = ("utm_", "fbclid", "gclid", "msclkid")  # what mailers and networks hang on a link
MOST_NAMED = 3
WORD = re.compile(r"([a-z]\.)?\w{1,24}")  # what may be quoted: nothing that a page would take for markup or a link
FIRST = f"{LETTERS[0]}."  # its runner's names stand plain
ALIKE = 0.75  # of difflib's ratio: as near as one slip of the finger


def name_strangers(names: Iterable[str], known: set[str]) -> list[str]:
    """A sentence for each of the first few names that are not among the known ones, and one for all the rest."""
    strangers = [name for name in names if name not in known and not name.startswith(TRACKERS)]
    said = [_name(name, known) for name in strangers[:MOST_NAMED]]
    if more := len(strangers) - len(said):
        said.append(f"{more} more {'name is' if more == 1 else 'names are'} left out too.")
    return said


def _name(name: str, known: set[str]) -> str:
    if not WORD.fullmatch(name):
        return "The link has a name that is no word: it is left out."
    return f"Nothing in this picture reads the link's “{name}”: {_advise(name, known)}"


def _advise(name: str, known: set[str]) -> str:
    if name[1:2] == ".":
        return _advise_runner(name, known)
    if owners := owners_of(name):
        return f"it belongs to {owners[0]}{' and others' if len(owners) > 1 else ''}."
    meant = difflib.get_close_matches(SHORT_NAMES.get(name, name).lower(), known, n=1, cutoff=ALIKE)
    return f"did you mean “{meant[0]}”?" if meant else "it is left out."


def _advise_runner(name: str, known: set[str]) -> str:
    prefix, field = name[:2], name[2:]
    if prefix == FIRST:
        return _advise(field, known) if field not in known else f"did you mean “{field}”?"
    if prefix not in PREFIXES:
        return f"a race has at most {len(PREFIXES)} runners, a to {PREFIXES[-1][0]}."
    if not any(other[1:2] == "." for other in known):
        return "it belongs to one more runner, as the Compare page has them."
    if f"{prefix}optimizer" not in known:
        return "it belongs to one more runner, and there is none here."
    owners = owners_of(field)
    return f"it belongs to {owners[0]}{' and others' if len(owners) > 1 else ''}." if owners else "it is left out."


def owners_of(name: str) -> list[str]:
    """The titles of all items that have a knob of this name in the address."""
    knobs = {item.title: knobs_of(item) for item in (*OPTIMIZERS.values(), *SCHEDULES.values())}
    knobs |= {landscape.title: landscape.parameters for landscape in LANDSCAPES.values()}
    names = {title: {SHORT_NAMES.get(field, field) for field in own} for title, own in knobs.items()}
    names[FORMULA.title] = {"f", "window"}
    names["losses made of data"] = {"data", "batch_size", "label_noise", "surface"}
    names["points that are drawn"] = {"data_seed"}
    return [title for title, own in names.items() if name in own]
