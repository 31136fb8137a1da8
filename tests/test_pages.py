"""The page without a browser: every item of the catalogues, every hostile address and every garbled wish."""

import math
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import optimizers
import schedules
from controls import ADDRESS_NAMES, CONVENTIONS, FAMILY, FIRST, NOISE, ON_STAGE, SEED, STEPS
from knobs import knobs_of
from landscapes import LANDSCAPES
from stage.encoding import decode

FRAME = Path(__file__).parent.parent / "app_pages" / "frame.py"
PATIENCE = 60  # seconds, for a busy machine

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


def visit(**address) -> AppTest:
    """The page as it stands after its first run with these parameters in its address."""
    page = AppTest.from_file(FRAME, default_timeout=PATIENCE)
    for name, value in address.items():
        page.query_params[name] = value
    return page.run()


def scene(page: AppTest) -> dict:
    """The header of the scene that the page sends to the stage."""
    (proto,) = [part.proto for part in page.get("bidi_component") if "stage" in part.proto.component_name]
    header, _ = decode(proto.bytes)
    return header


def control(page: AppTest, name: str) -> dict:
    return next(control for control in scene(page)["controls"] if control["name"] == name)


def present(page: AppTest, name: str) -> float:
    return control(page, name)["values"][control(page, name)["index"]]


def address(page: AppTest) -> dict[str, str]:
    """What stands in the address, the last one of values that are given twice."""
    return {name: text if isinstance(text, str) else text[-1] for name, text in page.query_params.items()}


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


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize("key", optimizers.OPTIMIZERS)
def test_every_optimizer_has_its_page(key, convention):
    page = visit(optimizer=key, convention=convention, steps="10")
    assert not page.exception
    assert not page.warning
    optimizer = optimizers.CONVENTIONS[convention][key]
    assert optimizer.title in scene(page)["title"]
    assert {*knobs_of(optimizer)} <= {control["name"] for control in scene(page)["controls"]}


@pytest.mark.parametrize("convention", CONVENTIONS)
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
    assert len(page.warning) == len(refused)
    assert not any(len(warning.value) > 200 for warning in page.warning)
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


def wished(wish) -> AppTest:
    """The page after the browser reported `wish`, whatever that is."""

    def script(wish):
        from app_pages.explore import explore
        from controls import take_wish

        take_wish(wish)
        explore()

    return AppTest.from_function(script, args=(wish,), default_timeout=PATIENCE).run()


def test_what_was_let_go_is_in_the_address_and_in_the_next_scene():
    page = wished({"seq": 4, "values": {"learning_rate": 0.0321, "final": 0.1}, "start": [1.25, -2]})
    assert not page.exception
    assert address(page) == {"alpha": "0.0321", "decay": "0.1", "x": "1.25", "y": "-2"}
    assert scene(page)["seq"] == 4
    assert present(page, "learning_rate") == 0.0321
    assert scene(page)["start"] == [1.25, -2]


def test_a_view_brings_a_surface_of_its_own(first):
    page = wished({"seq": 1, "view": [[0, 1], [0, 2]]})
    assert not page.exception
    assert scene(page)["surface"] != scene(first)["surface"]


def test_a_preview_changes_nothing_but_the_path():
    page = wished({"seq": 1, "start": [1, 2], "preview": True})
    assert not page.exception
    assert address(page) == {}
    assert scene(page)["preview"]


HUGE = 10**400  # JSON allows it, a float does not hold it
GARBAGE = [
    None,
    0,
    math.nan,
    "wish",
    [],
    [["seq", 1]],
    {},
    {"seq": None},
    {"seq": "3"},
    {"seq": math.nan},
    {"seq": [1]},
    {"seq": 1, "values": "learning_rate"},
    {"seq": 1, "values": [0.1, 0.2]},
    {"seq": 1, "values": 7},
    {"seq": 1, "values": {"learning_rate": None, "final": [], "momentum": {}}},
    {"seq": 1, "values": {"learning_rate": math.nan, "final": math.inf}},
    {"seq": 1, "values": {"learning_rate": True, "final": "0.1"}},
    {"seq": 1, "values": {"learning_rate": HUGE, "final": -HUGE}},
    {"seq": 1, "values": {"": 1, "a b": 2, "<b>": 3, "x" * 10_000: 4}},
    {"seq": 1, "values": {"embed": 1, "embed_options": 2, "page": 3, "landscape": 4, "steps": 5, "unknown": 6}},
    {"seq": 1, "start": "here"},
    {"seq": 1, "start": [1]},
    {"seq": 1, "start": [1, 2, 3]},
    {"seq": 1, "start": [None, 1]},
    {"seq": 1, "start": [math.nan, 1]},
    {"seq": 1, "start": [HUGE, 1]},
    {"seq": 1, "start": [0.1] * 100_000},
    {"seq": 1, "start": {"x": 1, "y": 2}},
    {"seq": 1, "preview": True},
    {"seq": 1, "preview": True, "start": ["a", "b"]},
    {"seq": 1, "preview": {"deep": [1]}, "start": None},
    {"seq": 1, "view": "all"},
    {"seq": 1, "view": [[1, 0], [0, 1]]},
    {"seq": 1, "view": [[0, 0], [0, 1]]},
    {"seq": 1, "view": [[0, math.inf], [0, 1]]},
    {"seq": 1, "view": [[0, HUGE], [0, 1]]},
    {"seq": 1, "view": [[0, 1]]},
    {"seq": 1, "view": [[0, 1], [0, 1], [0, 1]]},
    {"seq": 1, "view": [None, {}]},
    {"seq": 1, "step": "last"},
    {"seq": 1, "step": -5},
    {"seq": 1, "step": HUGE},
    {"seq": 1, "step": math.nan},
]


@pytest.mark.parametrize("wish", GARBAGE, ids=lambda wish: repr(wish)[:60])
def test_a_garbled_wish_does_no_harm(wish, first):
    page = wished(wish)
    assert not page.exception
    assert not page.warning
    assert address(page) == {}
    expected = scene(first)
    told = scene(page)
    assert {**told, "seq": 0} == {**expected, "seq": 0}


def test_a_wish_from_far_away_is_brought_back_to_where_numbers_hold():
    page = wished({"seq": 1, "start": [1e300, -1e300]})
    assert not page.exception
    assert scene(page)["start"] == [1e9, -1e9]
