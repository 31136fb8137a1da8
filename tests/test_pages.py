"""The pages without a browser: every page stands, every kind of item has its picture, hostile addresses get sentences.

What an address means is `tests/address`'s; here it is seen to reach the page.
"""

import pytest
from visitor import address, controls, present, scene, visit, warning, wished

import optimizers
import schedules
from address import STEPS
from address.table import FIRST
from app_pages import PAGES
from app_pages.explore import tell_symbols
from knobs import knobs_of
from landscapes import LANDSCAPES
from libraries import LIBRARIES

HOSTILE = [
    "nan",
    "1e999",
    "",
    "1_0",
    "١٢",
    "\x0012",
    "9" * 5000,
    "<script>alert(1)</script>",
    "**bold** ![](https://example.com/pixel.png)",
]
NUMBERS = ["alpha", "decay", "x", "y", "steps", "noise", "seed", "beta1", "beta2", "kappa", "angle", "step", "view"]
# Every optimizer and every schedule once, in one convention after the other; all of them together go through one page.
VARIANTS = [list(LIBRARIES)[place % len(LIBRARIES)] for place in range(100)]
PAIRS = [("optimizer", *pair) for pair in zip(optimizers.OPTIMIZERS, VARIANTS, strict=False)]
PAIRS += [("schedule", *pair) for pair in zip(schedules.SCHEDULES, VARIANTS, strict=False)]
CONVENTIONS = {"optimizer": optimizers.CONVENTIONS, "schedule": schedules.CONVENTIONS}


@pytest.fixture(scope="module")
def first():
    return visit()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands(path):
    page = visit(path)
    assert not page.exception
    assert not page.warning
    assert len(page.main) > 0


def test_the_first_picture_is_the_first_landscapes_own(first):
    landscape = LANDSCAPES[FIRST["landscape"]]
    assert address(first) == {}
    assert scene(first)["landscape"]["key"] == landscape.key
    assert scene(first)["course"]["start"] == list(landscape.start)
    assert present(first, "learning_rate") == landscape.learning_rate


@pytest.mark.parametrize("key", LANDSCAPES)
def test_every_landscape_has_its_picture(key):
    page = visit(landscape=key, steps="10")
    assert not page.exception
    assert not page.warning
    assert scene(page)["landscape"]["key"] == key
    assert scene(page)["course"]["start"] == list(LANDSCAPES[key].start)
    names = {field["name"] for field in scene(page)["fields"]}
    of_data = {"batch_size", "label_noise"} if LANDSCAPES[key].data else set()
    assert names == {"steps", "noise", "seed", *of_data, *LANDSCAPES[key].parameters}


@pytest.mark.parametrize(("kind", "key", "convention"), PAIRS)
def test_every_optimizer_and_schedule_has_its_picture(kind, key, convention):
    page = visit(**{kind: key, "convention": convention, "steps": "10"})
    assert not page.exception
    assert not page.warning
    item = CONVENTIONS[kind][convention][key]
    assert {*knobs_of(item)} <= {*controls(page)}
    assert any(item.title in line.value for line in page.markdown)


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
        step="12",
        play="0",
        view="1,2,3",
        camera="1,1,1,0,0,0",
        show="basins",
    )
    assert not page.exception
    assert not page.warning
    assert present(page, "learning_rate") == 0.0321
    assert present(page, "final") == 0.02
    assert present(page, "beta1") == 0.75
    assert present(page, "beta2") == 0.98
    assert scene(page)["course"] == {"start": [1.5, -2.5], "steps": 37, "epoch": None}
    camera = [1, 1, 1, 0, 0, 0]
    assert scene(page)["look"] == {"step": 12, "play": False, "view": [1, 2, 3], "camera": camera, "show": "basins"}
    assert any(line.value == "Step 12 → 13" for line in page.caption)
    fields = {field["name"]: field["value"] for field in scene(page)["fields"]}
    assert fields == {"steps": 37, "noise": 0.25, "seed": 4, "kappa": 50, "angle": -10}
    seen = visit(landscape="ravine", optimizer="adam", steps="37", kappa="50", angle="-10", noise="0.25", seed="5")
    assert scene(seen)["surface"] == scene(page)["surface"] != scene(visit(steps="37"))["surface"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_address_is_answered_with_sentences_and_the_defaults(text):
    named = {"optimizer": "adam"}  # so that there are β₁ and β₂ to spoil
    page = visit(**named, **dict.fromkeys(NUMBERS, text))
    assert not page.exception
    assert all(f"“{name}”" in warning(page) for name in NUMBERS)
    assert len(page.warning) == 1
    assert scene(page) == scene(visit(**named))


@pytest.mark.parametrize("name", FIRST)
def test_an_unknown_item_is_answered_with_the_first_one(name, first):
    for text in (HOSTILE[-1], "Adaptive", "ADAM"):
        page = visit(**{name: text})
        assert not page.exception
        assert f"“{name}” is not in the catalogue" in warning(page)
        assert scene(page) == scene(first)


def test_what_nobody_reads_is_told_and_its_text_is_no_markup(first):
    page = visit(**{"Alpha": "1", "**<b>** ![](x)": "1", "_x_": "1", "utm_source": "mail"})
    assert not page.exception
    assert "“Alpha”: did you mean “alpha”?" in warning(page)
    assert "a name that is no word" in warning(page)
    assert "<b>" not in warning(page)
    assert r"“\_x\_”" in page.warning[0].value
    assert "utm" not in warning(page)
    assert scene(page) == scene(first)


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


def test_a_menu_forgets_what_belonged_to_the_item_before():
    numbers = {"alpha": "0.01", "x": "1", "y": "2", "kappa": "30", "steps": "50", "momentum": "0.5", "decay": "0.1"}
    there = {"chosen": {"landscape": "himmelblau"}}
    page = wished(there, optimizer="momentum", **numbers)
    assert not page.exception
    assert not page.warning
    assert address(page) == {"landscape": "himmelblau", "optimizer": "momentum", "momentum": "0.5"}
    assert scene(page)["course"]["start"] == list(LANDSCAPES["himmelblau"].start)
    page = wished(
        there, {"chosen": {"optimizer": "adam"}}, {"chosen": {"landscape": FIRST["landscape"]}}, optimizer="momentum"
    )
    assert address(page) == {"optimizer": "adam"}


def test_a_number_field_writes_the_address():
    page = wished({"chosen": {"steps": 60}})
    assert address(page) == {"steps": "60"}
    assert scene(page)["course"]["steps"] == 60
    assert address(wished({"chosen": {"steps": 60}}, {"chosen": {"steps": STEPS.default}})) == {}


def test_a_reset_goes_to_the_first_picture_of_the_landscape_and_keeps_the_convention():
    page = wished({"reset": True}, landscape="booth", optimizer="adam", alpha="0.3", convention="keras", step="3")
    assert address(page) == {"landscape": "booth", "convention": "keras"}


def test_each_change_can_be_undone_and_one_that_is_told_again_is_not_undone_twice():
    changes = [{"chosen": {"optimizer": "adam"}}, {"values": {"a": {"learning_rate": 0.02}}}, {"reset": True}]
    assert scene(wished(*changes))["past"] == len(changes)
    before = [{"steps": "50"}, {"steps": "50", "optimizer": "adam"}]
    before.append(before[-1] | {"alpha": "0.02"})
    for depth, expected in enumerate(before):
        page = wished(*changes, {"undo": depth}, {"undo": depth}, steps="50")
        assert address(page) == expected
        assert scene(page)["past"] == depth


def test_a_change_after_an_undo_is_told_with_it_and_holds():
    move = {"values": {"a": {"learning_rate": 0.02}}}
    page = wished({"chosen": {"optimizer": "adam"}}, {"undo": 0}, {"undo": 0} | move, {"undo": 0} | move)
    assert address(page) == {"alpha": "0.02"}
    assert scene(page)["past"] == 1


def test_what_changes_nothing_is_nothing_to_undo():
    page = wished({"chosen": {"steps": 60}}, {"chosen": {"steps": 60}}, {"step": 3}, {"reset": True}, {"reset": True})
    assert scene(page)["past"] == 2


def test_the_menus_lines_travel_once_for_each_convention():
    pytorch, other, keras = (scene(visit(**more)) for more in ({}, {"optimizer": "adam"}, {"convention": "keras"}))
    assert pytorch["lines"] == other["lines"] != keras["lines"]
    assert pytorch["chosen"]["optimizer"] != other["chosen"]["optimizer"]


@pytest.mark.parametrize(
    ("key", "said"), [("bowl", "the point (x, y), g"), ("line_raw", "both parameters at once, (w, b), g")]
)
def test_the_letter_of_an_optimizers_rule_is_not_taken_for_a_weight(key, said):
    assert tell_symbols(LANDSCAPES[key]).startswith(f"Here w is {said}")


def test_a_link_may_show_a_part_of_the_picture_and_nothing_else():
    page = visit(only="alpha,play", optimizer="adam", beta1="0.75")
    assert not page.exception
    assert not page.warning
    assert scene(page)["only"] == ["alpha", "play"]
    assert {"sliders", "map", "playbar"} <= {*scene(page)["views"]}
    assert not {"menus", "card", "curves", "share"} & {*scene(page)["views"]}
    assert present(page, "beta1") == 0.75
    assert not page.markdown
    assert not page.button
    assert not page.expander
    whole = visit()
    assert scene(whole)["only"] is None
    assert "views" not in scene(whole)
    assert whole.markdown
    assert whole.expander


def test_so_may_one_of_a_race():
    page = visit("compare", only="verdict")
    assert not page.exception
    assert "race" in scene(page)["views"]
    assert not {"sliders", "menus", "together", "playbar"} & {*scene(page)["views"]}
    assert not page.caption
    assert visit("compare").caption
