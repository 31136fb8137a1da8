"""A race on its way to the page: how each runner ends and what is said of all, now and at each notch of their sliders.

    RaceLook(selected=1, together="alpha")      whose sliders are shown, or what one slider moves for all

It travels as a part of its own: what is said of one runner depends on all of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from descent.finish import Finish
from descent.race import Entrant, enter
from descent.race_names import label_runners, traits_of
from descent.race_sentence import Telling, tell_along, tell_race
from descent.setting import LEARNING_RATE, LETTERS, Course, Runner, Setting
from descent.together import ALPHA, APART, MULTIPLE, turned
from landscapes import LANDSCAPES
from memory import remember
from stage.parts import Part, make_part
from stage.picture import Picture, glance_at, picture_of
from stage.together import Shared, shared_of

RATES = (LEARNING_RATE, ALPHA, MULTIPLE)  # sliders at whose notches nothing but a rate is another one
ALL = "all"  # whom a slider moves that moves no runner alone
Columns = dict[int, tuple[list[Runner], Finish]]  # of the runners that a slider moves, by their places: at each notch
RULE = (
    "Each runner tries the same number of rates from its start, for these steps, and takes the one that arrives first "
    "at a global minimum, of several the one that ends lowest; where none arrives the one that ends lowest, of several "
    "the one that rests soonest; and of equals the middle one."
)


@dataclass(frozen=True)
class RaceLook:
    """How a race is looked at. `facts` go into the scene's header as they are.

    `whole`: every runner's sliders are at hand, not the selected one's alone, for nobody can be asked for the others.
    """

    selected: int = 0
    together: str = APART
    colours: tuple[int, ...] = ()
    facts: dict = field(default_factory=dict, hash=False, compare=False)
    whole: bool = False

    def shows(self, place: int) -> bool:
        """Whether a runner's own sliders are shown."""
        return (self.whole or place == self.selected) and self.together == APART


def pictures_of(setting: Setting, look: RaceLook | None) -> list[Picture]:
    """Each runner's. In a race only those have sweeps whose sliders are shown."""
    return [
        (picture_of if look is None or look.shows(place) else glance_at)(setting.course_of(place), runner)
        for place, runner in enumerate(setting.runners)
    ]


def entrants_of(setting: Setting, pictures: Sequence[Picture]) -> list[Entrant]:
    return [
        enter(setting.course_of(place), runner, picture.finish, picture.sliders[LEARNING_RATE])
        for place, (runner, picture) in enumerate(zip(setting.runners, pictures, strict=True))
    ]


def describe_entrants(setting: Setting, look: RaceLook) -> list[dict]:
    """What a row, and the ends of curves, say of each runner beside what was run."""
    courses = [setting.course_of(place) for place in range(len(setting.runners))]
    names, traits = label_runners(setting.runners, courses), traits_of(setting.runners, courses)
    return [
        {
            "name": name,
            "schedule": runner.schedule.title,
            "trait": trait,
            "rate": runner.learning_rate,
            "start": list(course.start),
            "colour": colour,
        }
        for runner, course, name, trait, colour in zip(
            setting.runners, courses, names, traits, look.colours, strict=True
        )
    ]


def name_best(course: Course, runner: Runner, picture: Picture) -> tuple[float, str]:
    """The runner's best of its rates, nan where every one diverges, and what that is called."""
    tuned = enter(course, runner, picture.finish, picture.sliders[LEARNING_RATE]).tuned
    return tuned.rate, f"best of {tuned.of}"


def tuned_rates(setting: Setting) -> list[float | None]:
    """Each runner's best of its rates; None where every one diverges."""
    pictures = [glance_at(setting.course_of(place), runner) for place, runner in enumerate(setting.runners)]
    entrants = entrants_of(setting, pictures)
    return [own.tuned.rate if own.tuned.notch >= 0 else None for own in entrants]


@remember(megabytes=16, apart=LANDSCAPES.values())
def pack_race(setting: Setting, look: RaceLook) -> Part:
    """What is said of the race at present, and at each notch of the sliders that are shown, by whom they move."""
    pictures = pictures_of(setting, look)
    entrants = entrants_of(setting, pictures)
    if look.together == APART:
        shown = (place for place in range(len(pictures)) if look.shows(place))
        columns = {LETTERS[place]: columns_of(setting, place, pictures[place]) for place in shown}
    else:
        columns = {ALL: {look.together: columns_together(shared_of(setting, look.together, look.selected))}}
    facts = {
        "present": tell_present(entrants),
        "along": {
            moved: {name: describe_along(entrants, name, column) for name, column in own.items()}
            for moved, own in columns.items()
        },
        "widths": [words_of_width(own) for own in entrants],
        "caption": turned(entrants, look.together) if look.together in setting.course.landscape.parameters else "",
        "rule": RULE,
        "most": len(LETTERS),
    }
    return make_part(facts, {})


def columns_together(shared: Shared) -> Columns:
    """All runners at each notch of their one slider."""
    return {place: (own.column.runners, own.column.finish) for place, own in enumerate(shared.packed)}


def columns_of(setting: Setting, place: int, picture: Picture) -> dict[str, Columns]:
    """A runner at each notch of each of its sliders."""
    runner = setting.runners[place]
    return {
        control.name: {
            place: (
                [runner.moved(**{control.name: value}) for value in control.values.tolist()],
                picture.sliders[control.name].finish,
            )
        }
        for control in picture.controls
    }


def tell_preview(setting: Setting, finishes: Sequence[Finish]) -> dict:
    """What is said while a start is dragged: of the runs alone, for no other rate was tried from there."""
    entrants = [
        Entrant(setting.course_of(place), runner, finish, rates=np.empty(0), tried=finish.of([]))
        for place, (runner, finish) in enumerate(zip(setting.runners, finishes, strict=True))
    ]
    (telling,) = tell_along(entrants, {})
    return describe_telling(telling, entrants)


def tell_present(entrants: Sequence[Entrant]) -> dict:
    return describe_telling(tell_race(entrants), entrants)


def describe_telling(telling: Telling, entrants: Sequence[Entrant]) -> dict:
    return {
        "places": places_in_words(telling.places),
        "finishes": [words_of_finish(own.finish, 0) for own in entrants],
        "sentence": telling.sentence,
        "fairness": telling.fairness,
    }


def describe_along(entrants: Sequence[Entrant], name: str, column: Columns) -> dict:
    """`ranks` say which of `places` each runner has at each notch."""
    tellings: list[Telling] = tell_along(entrants, column, of_rates=name in RATES)
    rows = [places_in_words(telling.places) for telling in tellings]
    places = list(dict.fromkeys(place for row in rows for place in row))
    return {
        "ranks": [[places.index(place) for place in row] for row in rows],
        "places": places,
        "of_rates": name in RATES,
        "sentences": [telling.sentence for telling in tellings],
        "finishes": {
            LETTERS[place]: [words_of_finish(finish, notch) for notch in range(len(finish.reached))]
            for place, (_, finish) in column.items()
        },
    }


def places_in_words(places: Sequence[int]) -> list[str]:
    """1st, 2nd, …; where several share one it says so."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return [f"{place}{endings.get(place, 'th')}{' =' if list(places).count(place) > 1 else ''}" for place in places]


def words_of_finish(finish: Finish, run: int) -> str:
    """When it arrives, and what it looked at until then: gradients, losses, Hessians."""
    looks = zip((finish.gradients, finish.losses, finish.hessians), ("∇f", "f", "∇²f"), strict=True)
    spent = [f"{counts[run]} {what}" for counts, what in looks if counts[run] or what == "∇f"]
    when = f"step {finish.reached[run]}" if finish.arrives[run] else "no arrival"
    return f"{when} · {' + '.join(spent)}"


def words_of_width(entrant: Entrant) -> str:
    """At how many of its rates it arrives."""
    tuned = entrant.tuned
    return f"{tuned.arrive} of {tuned.of} arrive"
