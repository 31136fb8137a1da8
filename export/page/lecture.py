"""The races of Compare as a lecture: its presets in their order, each with what to look for."""

from urllib.parse import urlencode

from address.presets import PRESETS
from address.race import COMPARE
from export.shown import Shown


def of_presets() -> list[Shown]:
    return [
        Shown.at(f"/{COMPARE}?{urlencode(preset.params)}", f"{preset.title}: {preset.lesson}")
        for preset in PRESETS.values()
    ]
