"""The address: one table of all that a link may say, how each value is read, checked and written, and what it is about.

    visit, notices = read({"optimizer": "adam", "alpha": "0.05"})
    write(visit)                            ->  {"optimizer": "adam", "alpha": "0.05"}
    changed(params, "optimizer", "lion")    ->  the address after one choice: what belonged to Adam alone is forgotten
    accepts(params, "steps", "60")          ->  whether the picture there has such a value

Pure: from texts to a Visit and back. A value at its default is left out of the address; one that is refused falls back
to its default, and a sentence says so; so does a name that nobody reads. The first runner's names stand plain, those of
the second begin with "b.", and so on; a page says how many runners it reads.
"""

from address.ground import Ground
from address.ground_table import PLACE, borders_in, ground_entries, range_name
from address.reading import accepts, changed, read, write
from address.table import (
    BATCH,
    COLOURS,
    LABEL_NOISE,
    NOISE,
    OWN,
    RATES_TOGETHER,
    SEED,
    SHARED,
    Chosen,
    chosen_in,
    name_of,
    together_in,
)
from address.visit import Look, Race, Visit
from descent.control import STEPS

__all__ = [
    "BATCH",
    "COLOURS",
    "LABEL_NOISE",
    "NOISE",
    "OWN",
    "PLACE",
    "RATES_TOGETHER",
    "SEED",
    "SHARED",
    "STEPS",
    "Chosen",
    "Ground",
    "Look",
    "Race",
    "Visit",
    "accepts",
    "borders_in",
    "changed",
    "chosen_in",
    "ground_entries",
    "name_of",
    "range_name",
    "read",
    "together_in",
    "write",
]
