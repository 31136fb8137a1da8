"""The page without a browser: every item of the catalogues and every hostile address."""

import pytest
from visitor import address, present, scene, visit

import optimizers
import schedules
from controls import ADDRESS_NAMES, FAMILY, FIRST, NOISE, ON_STAGE, SEED, STEPS
from knobs import knobs_of
from landscapes import LANDSCAPES
from libraries import LIBRARIES

HOSTILE = [
    "nan",
    "inf",
    "-inf",
    "1e999",
    "-1e999",
    "",
    " ",
    "ten",
    "0x10",
    "1,5",
    "-7",
    "1e300",
    "9" * 5000,
    "½",
    "᠎",
    "\u202e5",
    "<script>alert(1)</script>",
    "**bold** ![](https://example.com/pixel.png)",
    "x" * 10_000,
    "None",
    "[1]",
    "__import__('os')",
]
FINE = {"-7": ["x", "y", "angle"]}
NUMBERS = ["alpha", "decay", "x", "y", "steps", "noise", "seed", "beta1", "beta2", "kappa", "angle"]


@pytest.fixture(scope="module")
def first():
    return visit()


def test_the_first_page_stands_and_leaves_its_address_empty(first):
    assert not first.exception
    assert not first.warning
    assert address(first) == {}
    landscape = LANDSCAPES[FIRST["landscape"]]
    assert scene(first)["landscape"]["key"] == landscape.key
    assert scene(first)["start"] == list(landscape.start)
    assert present(first, "learning_rate") == landscape.learning_rate


@pytest.mark.parametrize("key", LANDSCAPES)
def test_every_landscape_has_its_page(key):
    page = visit(landscape=key, steps="10")
    assert not page.exception
    assert not page.warning
    assert scene(page)["landscape"]["key"] == key
    assert scene(page)["start"] == list(LANDSCAPES[key].start)
    assert {field.key for field in page.number_input} == {"steps", "noise", "seed", *LANDSCAPES[key].parameters}


@pytest.mark.parametrize("convention", LIBRARIES)
@pytest.mark.parametrize("key", optimizers.OPTIMIZERS)
def test_every_optimizer_has_its_page(key, convention):
    page = visit(optimizer=key, convention=convention, steps="10")
    assert not page.exception
    assert not page.warning
    optimizer = optimizers.CONVENTIONS[convention][key]
    assert optimizer.title in scene(page)["title"]
    assert {*knobs_of(optimizer)} <= {control["name"] for control in scene(page)["controls"]}


@pytest.mark.parametrize("convention", LIBRARIES)
@pytest.mark.parametrize("key", schedules.SCHEDULES)
def test_every_schedule_has_its_page(key, convention):
    page = visit(schedule=key, convention=convention, steps="10")
    assert not page.exception
    assert not page.warning
    assert {*knobs_of(schedules.CONVENTIONS[convention][key])} <= {c["name"] for c in scene(page)["controls"]}
    assert any(schedules.CONVENTIONS[convention][key].title in line.value for line in page.markdown)


def test_every_number_of_the_address_reaches_the_run():
    page = visit(
        landscape="ravine",
        optimizer="adam",
        schedule="cosine",
        alpha="0.0321",
        decay="0.02",
        beta1="0.75",
        beta2="0.98",
        x="1.5",
        y="-2.5",
        steps="37",
        noise="0.25",
        seed="4",
        kappa="50",
        angle="-10",
    )
    assert not page.exception
    assert not page.warning
    assert present(page, "learning_rate") == 0.0321
    assert present(page, "final") == 0.02
    assert present(page, "beta1") == 0.75
    assert present(page, "beta2") == 0.98
    assert scene(page)["start"] == [1.5, -2.5]
    assert scene(page)["steps"] == 37
    fields = {field.key: field.value for field in page.number_input}
    assert fields == {"steps": 37, "noise": 0.25, "seed": 4, "kappa": 50, "angle": -10}
    seen = visit(landscape="ravine", optimizer="adam", steps="37", kappa="50", angle="-10", noise="0.25", seed="5")
    assert scene(seen)["surface"] == scene(page)["surface"] != scene(visit(steps="37"))["surface"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_address_is_answered_with_sentences_and_the_defaults(text):
    named = {"optimizer": "adam"}  # so that there are β₁ and β₂ to spoil
    page = visit(**named, **dict.fromkeys(NUMBERS, text))
    assert not page.exception
    refused = {name for name in NUMBERS if any(f"“{name}”" in warning.value for warning in page.warning)}
    assert refused == set(NUMBERS) - set(FINE.get(text, []))
    (warning,) = page.warning
    assert warning.value.count("The link's value") == len(refused)
    assert len(warning.value) < 200 * len(refused)
    if text not in FINE:
        assert scene(page) == scene(visit(**named))


@pytest.mark.parametrize("text", [*HOSTILE, f"{FAMILY}Adaptive", "Adam", "ADAM"])
@pytest.mark.parametrize("name", FIRST)
def test_an_unknown_item_is_answered_with_the_first_one(name, text, first):
    page = visit(**{name: text})
    assert not page.exception
    (warning,) = page.warning
    assert f"asks for a {name} that is not in the catalogue" in warning.value
    assert scene(page) == scene(first)


@pytest.mark.parametrize(
    ("name", "low", "high"), [("steps", STEPS.low, STEPS.high), ("seed", SEED.low, SEED.high), ("noise", 0, NOISE.high)]
)
def test_the_ends_of_a_range_are_in_it_and_what_is_beyond_is_not(name, low, high):
    for value in (low, high):
        page = visit(**{name: f"{value:g}"})
        assert not page.exception
        assert not page.warning
    for value in (low - 1, high + 1):
        page = visit(**{name: f"{value:g}" if name == "noise" else str(value)})
        assert not page.exception
        assert f"“{name}”" in page.warning[0].value


@pytest.mark.parametrize("name", ["seed", "steps"])
def test_a_whole_number_is_asked_for(name):
    page = visit(**{name: "20.5"})
    assert "is not a whole number" in page.warning[0].value


def test_extremes_that_are_allowed_are_drawn():
    for extreme in ({"alpha": "1e6"}, {"alpha": "1e-12"}, {"x": "1e9", "y": "-1e9"}, {"noise": "1000"}):
        page = visit(optimizer="adam", steps="20", **extreme)
        assert not page.exception
        assert not page.warning


def test_a_parameter_that_is_given_twice_counts_once():
    page = visit(alpha=["0.01", "0.02"], landscape=["bowl", "ravine"], steps=["", "20"])
    assert not page.exception
    assert present(page, "learning_rate") == 0.02
    assert scene(page)["landscape"]["key"] == "ravine"


def test_what_the_page_does_not_know_is_left_alone(first):
    page = visit(**{"utm_source": "mail", "beta1": "nan", "kappa2": "7", "": "x", "α": "1", "<b>": "<b>"})
    assert not page.exception
    assert not page.warning
    assert scene(page) == scene(first)


def test_a_value_at_its_default_leaves_the_address():
    assert "steps" not in address(visit(steps=str(STEPS.default)))
    assert address(visit(steps="50")) == {"steps": "50"}


def test_another_landscape_brings_its_own_rate_start_and_parameters():
    page = visit(alpha="0.01", x="1", y="2", kappa="30", steps="50", optimizer="momentum", momentum="0.5", decay="0.1")
    page.selectbox(key="landscape").set_value("himmelblau").run()
    assert not page.exception
    assert not page.warning
    assert address(page) == {
        "landscape": "himmelblau",
        "steps": "50",
        "optimizer": "momentum",
        "momentum": "0.5",
        "decay": "0.1",
    }
    assert scene(page)["start"] == list(LANDSCAPES["himmelblau"].start)
    page.selectbox(key="landscape").set_value(FIRST["landscape"]).run()
    assert "landscape" not in address(page)


def test_another_optimizer_forgets_the_knobs_that_it_lacks():
    page = visit(optimizer="adam", beta1="0.5", beta2="0.9", decay="0.5")
    page.selectbox(key="optimizer").set_value("lion").run()
    assert not page.exception
    assert address(page) == {"optimizer": "lion", "beta1": "0.5", "beta2": "0.9", "decay": "0.5"}
    page.selectbox(key="optimizer").set_value("momentum").run()
    assert not page.exception
    assert not page.warning
    assert address(page) == {"optimizer": "momentum", "decay": "0.5"}


def test_a_familys_heading_chooses_its_first_member():
    page = visit()
    page.selectbox(key="optimizer").set_value(f"{FAMILY}{optimizers.OPTIMIZERS['adam'].family}").run()
    assert not page.exception
    adaptive = [
        key for key, item in optimizers.OPTIMIZERS.items() if item.family == optimizers.OPTIMIZERS["adam"].family
    ]
    assert address(page)["optimizer"] == adaptive[0]


def test_a_number_field_writes_the_address():
    page = visit()
    page.number_input(key="steps").set_value(60).run()
    assert address(page) == {"steps": "60"}
    assert scene(page)["steps"] == 60
    page.number_input(key="steps").set_value(STEPS.default).run()
    assert address(page) == {}


def test_every_number_has_a_name_of_its_own_in_the_address():
    parts = {ADDRESS_NAMES.get(name, name) for name in ON_STAGE}
    widgets = {*FIRST, "steps", "noise", "seed", "x", "y"}
    parameters = set().union(*(landscape.parameters for landscape in LANDSCAPES.values()))
    assert len(parts) == len(ON_STAGE)
    assert not parts & widgets
    assert not (parts | widgets) & parameters
