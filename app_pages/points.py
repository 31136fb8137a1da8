"""The points that a loss is made of, as the stage shows them: how many, from where, and what was wrong with others."""

from address import Visit
from address.held import MOST_LINKED
from app_pages.refusal import Refusal
from descent.gradient_noise import tell_noise
from landscapes.columns import read_short
from stage.data import tell_scaling


def describe_points(visit: Visit, refusal: Refusal | None) -> dict | None:
    """None for a landscape that is not made of data."""
    ground, course = visit.ground, visit.setting.course_of(visit.race.selected)
    landscape = course.landscape
    if landscape.data is None:
        return None
    data = landscape.data.raw or landscape.data
    own = bool(ground.points)
    held_back = len(data.validation)
    rows = read_short(ground.points) if own else (*data.points, *data.validation)
    return {
        "scaling": tell_scaling(landscape.data),
        "words": f"{len(data.points)} points train, {held_back} {'is' if held_back == 1 else 'are'} held back",
        "seed": None if own or landscape.draw is None else ground.seed,
        "own": own,
        "text": "\n".join(f"{u:.12g}, {v:.12g}" for u, v in rows),
        "refused": refusal and {"text": refusal.text, "sentence": f"{refusal.complaint}."},
        "linked": len(ground.points) <= MOST_LINKED,
        "noise": tell_noise(course),
    }
