"""The slider that a lesson means by a name, and what the page is told of it."""

from typing import Any

from descent.control import Control, controls_for
from descent.setting import LEARNING_RATE, suggest_rate
from lessons.expression import UnclearError
from lessons.run import Run

FIELDS = {"alpha": LEARNING_RATE, "decay": "final"}  # of sliders that an address calls otherwise
NAMES = {field: name for name, field in FIELDS.items()}


def control_of(run: Run, name: str) -> Control:
    """The slider of a run that an address calls so. Raises UnclearError."""
    controls = controls_for(run.runner, suggest_rate(run.runner.optimizer, run.course.landscape))
    found = next((control for control in controls if control.name == FIELDS.get(name, name)), None)
    if found is None:
        names = ", ".join(NAMES.get(control.name, control.name) for control in controls)
        raise UnclearError(f"This picture has no slider “{name}”: it has {names}. Names are parted by commas.")
    return found


def describe(control: Control) -> dict[str, Any]:
    knob = control.knob
    return {
        "name": control.name,
        "label": knob.label,
        "symbol": knob.symbol,
        "values": control.values.tolist(),
        "index": control.index,
        "reading": "factor" if knob.is_factor else "number",
    }
