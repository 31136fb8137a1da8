"""The address: what is written is read back, what is refused or unknown is said, what is not meant is forgotten."""

import math
from itertools import product

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from visits import visits

import optimizers
import schedules
from address import changed, read, write
from address.ground import Ground
from address.table import FIRST, PREFIXES, SHORT_NAMES, Chosen
from knobs import knobs_of
from landscapes import LANDSCAPES
from libraries import LIBRARIES

MOST = len(PREFIXES)


@given(visits())
def test_what_is_written_is_read_back(visit):
    again, notices = read(write(visit), most_runners=MOST)
    assert notices == []
    assert again == visit


@given(visits())
def test_a_page_for_one_runner_says_so_of_the_others(visit):
    again, notices = read(write(visit))
    assert again.setting.runners == visit.setting.runners[:1]
    assert again.setting.course == visit.setting.course
    assert bool(notices) == any(name[1:2] == "." for name in write(visit))


def test_an_empty_address_is_the_first_picture_and_the_first_picture_an_empty_address():
    visit, notices = read({})
    assert notices == []
    assert write(visit) == {}
    (runner,) = visit.setting.runners
    assert type(runner.optimizer) is optimizers.OPTIMIZERS[FIRST["optimizer"]]
    assert type(runner.schedule) is schedules.SCHEDULES[FIRST["schedule"]]
    assert runner.schedule.final == LANDSCAPES[FIRST["landscape"]].decay
    assert runner.learning_rate == LANDSCAPES[FIRST["landscape"]].learning_rate


@pytest.mark.parametrize("key", schedules.SCHEDULES)
def test_a_schedule_goes_over_the_whole_run(key):
    (runner,) = read({"schedule": key, "steps": "37"})[0].setting.runners
    assert runner.schedule.horizon == 37


NAMES = st.text(max_size=30) | st.sampled_from(
    ["alpha", "decay", "beta1", "x", "steps", "view", "optimizer", "b.alpha"]
)
TEXTS = st.text(max_size=30) | st.sampled_from(["nan", "inf", "-1", "1e400", "9" * 5000, "1,2,3", "adam", "½", ""])


@given(st.dictionaries(NAMES, TEXTS, max_size=8), st.integers(1, MOST))
def test_any_address_is_a_visit_with_a_sentence_for_each_thing_refused(params, most_runners):
    visit, notices = read(params, most_runners)
    texts = [text for text in notices if text]
    assert len(texts) == len(notices)
    assert all(len(text) < 250 for text in texts)
    again, more = read(write(visit), most_runners)
    assert more == []
    assert again == visit
    values = [*visit.setting.course.start, *(runner.learning_rate for runner in visit.setting.runners)]
    assert all(map(math.isfinite, values))


def table(params):
    keys = {name: params.get(name, first) for name, first in FIRST.items()}
    return Chosen(Ground(keys["landscape"]), keys["convention"], ((keys["optimizer"], keys["schedule"]),)).table


EVERY = [{"landscape": key} for key in LANDSCAPES]
EVERY += [{"optimizer": key, "convention": library} for library in LIBRARIES for key in optimizers.OPTIMIZERS]
EVERY += [{"schedule": key, "convention": library} for library in LIBRARIES for key in schedules.SCHEDULES]


@each(EVERY)
def test_every_name_is_in_the_table_once_and_its_default_is_a_value_that_it_may_have(params):
    entries = table(params)
    assert len({entry.name for entry in entries}) == len(entries)
    for entry in entries:
        if entry.default is not None:
            assert entry.is_idle(str(entry.default)), entry.name
        assert entry.value_in(read(params)[0]) == params.get(entry.name, entry.default)


ODD = [
    "1_0",
    "1e1_0",
    "١٢",
    "１２",
    "१",
    "²",
    "−1",
    " 12",
    "12 ",
    "12\n",
    "\t12",
    "\x0012",
    "12\x1f",
    "\u00a012",
    "\u200b12",
]
ODD += ["infinity", "+-1", "1e", ".", "e5", "12" * 60]


@pytest.mark.parametrize("text", ["nan", "", "ten", "1e999", "0x10", "1,5", "<b>", "9" * 5000, *ODD])
@pytest.mark.parametrize("params", [{"optimizer": "adam"}, {"schedule": "step"}])
def test_whatever_is_refused_is_named_with_what_is_used_instead(params, text):
    spoiled = [entry.name for entry in table(params) if entry.name not in params]
    visit, notices = read(params | dict.fromkeys(spoiled, text))
    assert visit == read(params)[0]
    assert len(notices) == len(spoiled)
    for name in spoiled:
        (notice,) = (text for text in notices if f"“{name}”" in text)
        assert notice.endswith((" is used.", " is shown.", " it is left out."))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Alpha", "did you mean “alpha”?"),
        ("final", "did you mean “decay”?"),
        ("learning_rate", "did you mean “alpha”?"),
        ("opimizer", "did you mean “optimizer”?"),
        ("momentum", "it belongs to Momentum and others."),
        ("kappa2", "did you mean “kappa”?"),
        ("tilt", "it belongs to Double well."),
        ("rise", "it belongs to One cycle."),
        ("batch_size", "it belongs to losses made of data."),
        ("data_seed", "it belongs to points that are drawn."),
        ("page", "it is left out."),
        ("b.alpha", "it belongs to one more runner, as the Compare page has them."),
        ("b.optimizer", "it belongs to one more runner, as the Compare page has them."),
        ("wd", "it is left out."),
    ],
)
def test_a_name_that_nobody_reads_is_told_with_the_one_that_was_meant(name, words):
    visit, (notice,) = read({"optimizer": "adam", name: "0.5"})
    assert visit == read({"optimizer": "adam"})[0]
    assert f"“{name}”" in notice
    assert words in notice


@pytest.mark.parametrize(
    "name", ["www.evil.example", "http://evil.example/x", "a@evil.example", "<b>", "![](x)", "**x**", "a b", "x" * 25]
)
def test_a_name_that_could_become_markup_or_a_link_is_not_quoted(name):
    _, notices = read({name: "1"})
    assert notices == ["The link has a name that is no word: it is left out."]


@pytest.mark.parametrize("name", ["landscape", "optimizer", "schedule", "convention"])
def test_an_unknown_item_is_told_by_the_title_of_what_is_shown(name):
    _, (notice,) = read({name: "ADAM"})
    shown = {"convention": "PyTorch", "landscape": "Ravine", "optimizer": "Gradient descent"}.get(
        name, "Exponential decay"
    )
    assert notice == f"The link's “{name}” is not in the catalogue, so {shown} is shown."


@pytest.mark.parametrize("text", ["0,0,0", "0,0,-1", "0,0,1e9", "1e10,0,1", "nan,0,1", "1,2", "1,2,3,4", ""])
def test_a_view_that_no_map_can_show_is_refused(text):
    visit, (notice,) = read({"view": text})
    assert visit.look.view is None
    assert "“view”" in notice


@pytest.mark.parametrize("text", ODD)
def test_numbers_with_commas_between_them_are_read_as_strictly(text):
    for params in ({"view": f"{text},0,1"}, {"camera": f"1,1,1,0,0,{text}"}):
        visit, notices = read(params)
        assert visit == read({})[0]
        assert len(notices) == 1


@pytest.mark.parametrize("text", ["0.5", "+0.5", ".5", "5e-1", "5E-01", "0.5000", "00.5"])
def test_a_number_may_be_written_in_any_usual_way(text):
    visit, notices = read({"alpha": text, "view": f"{text},0,1"})
    assert notices == []
    assert visit.setting.runners[0].learning_rate == visit.look.view[0] == 0.5
    assert read({"steps": "+0050"})[0].setting.course.steps == 50


@given(st.text("0123456789eE+-._, \t\u0661", max_size=9))
def test_a_text_is_read_as_a_number_or_refused_with_a_sentence(text):
    visit, notices = read({"alpha": text})
    if notices:
        assert visit == read({})[0]
    else:
        assert visit.setting.runners[0].learning_rate == float(text)
        assert set(text) <= set("0123456789eE+-.")


@pytest.mark.parametrize("text", ["0,0,0,0,0,0", "1e9,1,1,0,0,0", "1,1,1,1,1,1", "1,1,1,nan,0,0", "1,1,1"])
def test_a_camera_that_sees_nothing_is_refused(text):
    visit, (notice,) = read({"camera": text})
    assert visit.look.camera is None
    assert "“camera”" in notice


def test_many_strangers_are_counted_and_what_mailers_add_is_no_stranger():
    _, notices = read({f"stranger{place}": "1" for place in range(9)})
    assert len(notices) == 4
    assert notices[-1].startswith("6 more names")
    assert read({"utm_source": "mail", "fbclid": "x"})[1] == []


def test_another_landscape_brings_its_own_first_picture_and_leaves_the_method():
    params = {"alpha": "0.01", "x": "1", "kappa": "30", "steps": "50", "noise": "1", "seed": "3", "decay": "0.5"}
    looked = {"step": "7", "play": "0", "view": "0,0,2", "camera": "1,1,1,0,0,0", "stranger": "1"}
    kept = {"momentum": "0.5", "optimizer": "momentum", "seed": "3", "stranger": "1"}
    after = changed(params | looked | kept, "landscape", "himmelblau")
    assert after == kept | {"landscape": "himmelblau"}
    assert changed(after, "landscape", FIRST["landscape"]) == kept


def test_the_decay_of_a_chosen_schedule_stays():
    params = {"schedule": "step", "decay": "0.5", "alpha": "0.01"}
    assert changed(params, "landscape", "bowl") == {"schedule": "step", "decay": "0.5", "landscape": "bowl"}


@pytest.mark.parametrize("key", LANDSCAPES)
def test_a_landscape_alone_is_its_first_picture(key):
    landscape = LANDSCAPES[key]
    course, (runner,) = read({"landscape": key})[0].setting.course, read({"landscape": key})[0].setting.runners
    assert (course.start, course.steps, course.noise) == (landscape.start, landscape.steps, 0)
    assert (runner.learning_rate, runner.schedule.final) == (landscape.learning_rate, landscape.decay)
    assert write(read({"landscape": key})[0]) == ({} if key == FIRST["landscape"] else {"landscape": key})


def test_a_former_key_opens_what_it_is_called_today():
    visit, notices = read({"landscape": "noisy_bowl", "alpha": "0.01"})
    assert notices == []
    assert write(visit) == {"landscape": "rippled_bowl", "alpha": "0.01"}


@each(product(optimizers.OPTIMIZERS, repeat=2))
def test_another_optimizer_forgets_the_knobs_that_it_lacks_and_nothing_else(before, after):
    knobs = {
        SHORT_NAMES.get(name, name): str(knob.low) for name, knob in knobs_of(optimizers.OPTIMIZERS[before]).items()
    }
    params = {"optimizer": before, "alpha": "0.5", "decay": "0.5", "x": "1"} | knobs
    kept = {name for name in knobs if name in knobs_of(optimizers.OPTIMIZERS[after])}
    now = changed(params, "optimizer", after)
    assert set(now) - {"optimizer"} == {"alpha", "decay", "x"} | kept
    assert now.get("optimizer", FIRST["optimizer"]) == after


def test_a_value_that_goes_back_to_its_default_leaves_the_address():
    assert changed({"steps": "60", "alpha": "1"}, "steps", str(LANDSCAPES[FIRST["landscape"]].steps)) == {"alpha": "1"}
    assert changed({}, "steps", "1e9") == {"steps": "1e9"}  # to be refused with a sentence
