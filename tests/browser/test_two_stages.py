"""The stage without Streamlit: two on one page, one of them with two runners, and hosts that lose parts or are mute."""

import json
import re
from dataclasses import asdict, replace
from itertools import pairwise
from pathlib import Path

import pytest
from bare_site import PLOTLY, serve_bare
from hands import READY, drag, frames, picture, until
from playwright.sync_api import expect
from test_accessibility import grave_findings

from address import Look
from descent.setting import Course, Runner, Setting
from landscapes import LANDSCAPES
from optimizers import OPTIMIZERS
from schedules import SCHEDULES
from stage.scene import pack_preview, pack_scene

STEPS = 60
NAMES = {field: field for field in asdict(Look())}
MAP = "Loss landscape map"


def setting(landscape: str, **rates: float) -> Setting:
    """A runner for each optimizer, at its rate."""
    where = LANDSCAPES[landscape]
    steady = SCHEDULES["exponential"](final=1.0, horizon=STEPS)
    runners = tuple(Runner(OPTIMIZERS[name](), steady, rate) for name, rate in rates.items())
    return Setting(Course(where, where.start, STEPS), runners)


RACE = setting("ravine", gradient_descent=0.06, momentum=0.03)
ALONE = setting("himmelblau", adam=0.2)
CROWD = setting("himmelblau", gradient_descent=0.05, momentum=0.004, adam=0.2, nesterov=0.01, rmsprop=0.02, adagrad=0.5)


@pytest.fixture(scope="module")
def site():
    files = {"/index.html": Path(__file__).with_name("two_stages.html").read_bytes()}
    for name, shown in {"race": RACE, "alone": ALONE, "crowd": CROWD}.items():
        facts = {"seq": 0, "plotly": PLOTLY, "look": asdict(Look()), "link": NAMES, "tells_step": name == "race"}
        scene = pack_scene(shown, **facts)
        files |= {f"/{name}/scene": scene.message, f"/{name}/parts.json": json.dumps(list(scene.parts)).encode()}
        files |= {f"/{name}/{key}": part.message for key, part in scene.parts.items()}
    elsewhere = replace(RACE, course=replace(RACE.course, start=(1.0, 2.0)))
    files["/race/preview"] = pack_preview(elsewhere, seq=99, plotly=PLOTLY)
    with serve_bare(files) as url:
        yield url


@pytest.fixture
def bare(new_page, site):
    """bare("scenes=race,alone") -> the page, its stages not yet awaited; other options are `new_page`'s."""

    def bare(query: str, **options):
        page = new_page(**{"reduced_motion": "reduce"} | options)
        page.goto(f"{site}/index.html?{query}")
        return page

    return bare


@pytest.fixture
def both(bare):
    page = bare("scenes=race,alone")
    expect(page.locator(READY)).to_have_count(2, timeout=30_000)
    frames(page)
    return page


def rate(place):
    return place.get_by_role("slider", name="Learning rate α", exact=True)


def step_of(page, name):
    return page.locator(f"#{name}").get_by_role("slider", name="Step", exact=True)


def paths(page, name="race"):
    """Where each runner of a stage ends, and at how high a loss."""
    return page.evaluate(
        "name => stages[name].scene.runners.map(({ path }) => [path.x, path.y, path.loss].map(row => row[path.steps]))",
        name,
    )


def wishes(page, name):
    """What was wished, the steps that are looked at and the remarks on the runs left out."""
    return [
        wish for wish in page.evaluate("name => wishes[name]", name) if set(wish) - {"seq", "values", "step", "explain"}
    ]


def test_moving_a_runners_slider_bends_its_path_and_no_other(both):
    race, alone = both.locator("#race"), both.locator("#alone")
    before, other = paths(both), paths(both, "alone")
    drawn, elsewhere = picture(race), picture(alone)
    drag(both, rate(race), 0.2, hold=True)
    frames(both)
    moved, second = paths(both)
    assert moved != before[0]
    assert second == before[1]
    assert picture(race) != drawn
    assert paths(both, "alone") == other
    assert picture(alone) == elsewhere
    both.mouse.up()
    until(lambda: both.evaluate("wishes.race.some(({ values }) => values.a)"))
    (value,) = both.evaluate("wishes.race.filter(({ values }) => values.a).map(({ values }) => values.a.learning_rate)")
    assert value == pytest.approx(float(race.get_by_label("Exact value of α").input_value()), rel=1e-5)
    assert not both.evaluate("wishes.alone.some(({ values }) => values && Object.keys(values).length)")


def test_the_runner_that_is_chosen_has_the_sliders_and_the_words(both):
    race = both.locator("#race")
    expect(race.get_by_role("slider", name="Momentum β", exact=True)).to_have_count(0)
    said, before = race.locator(".sentence").inner_text(), paths(both)
    race.get_by_role("radio", name="Momentum", exact=True).check()
    expect(race.get_by_role("slider", name="Momentum β", exact=True)).to_be_visible()
    expect(race.locator(".sentence")).not_to_have_text(said)
    drag(both, rate(race), 0.9, hold=True)
    frames(both)
    first, moved = paths(both)
    assert first == before[0]
    assert moved != before[1]
    both.mouse.up()
    until(lambda: both.evaluate("wishes.race.some(({ values }) => values.b?.learning_rate)"))
    assert not both.evaluate("wishes.race.some(({ values }) => values.a)")


def test_a_start_that_is_dragged_takes_all_runners_along(both):
    race = both.locator("#race")
    before, drawn = paths(both), picture(race)
    both.evaluate(
        "fetch('/race/preview').then((a) => a.arrayBuffer()).then((a) => stages.race.update(new Uint8Array(a)))"
    )
    until(lambda: all(now != then for now, then in zip(paths(both), before, strict=True)))
    frames(both)
    assert picture(race) != drawn
    expect(race.locator(".microscope-body")).to_have_class(re.compile("stale"))


def test_a_step_is_told_of_only_where_somebody_wants_to_know(both):
    for name in ("alone", "race"):
        step_of(both, name).fill("7")
    until(lambda: both.evaluate("wishes.race.some(({ step }) => step === 7)"))
    assert both.evaluate("wishes.alone.some((wish) => 'step' in wish)") is False


def test_a_runner_alone_is_not_to_be_chosen(both):
    expect(both.get_by_role("radiogroup", name="Runner whose sliders are shown")).to_have_count(1)


def test_each_path_has_a_colour_and_a_mark_of_its_own(both):
    inks = both.evaluate(
        """async () => {
            const { inkOf } = await import("/stage/runners.js");
            const { scene, theme } = stages.race;
            return scene.runners.map((runner) => inkOf(runner, scene.runners.length, theme));
        }"""
    )
    assert len({ink["line"] for ink in inks}) == len({ink["mark"] for ink in inks}) == 2


def lit(page):
    return page.evaluate("stages.crowd.attention.lit")


def ends(page, chart):
    """The labels beside a chart's curves, and how far down each is."""
    told = page.get_by_role("img", name=chart, exact=True).evaluate("canvas => canvas.dataset.ends")
    return {name: float(place) for name, place in (label.rsplit(" ", 1) for label in told.split(", "))}


def test_six_runners_have_labels_apart_and_the_one_pointed_at_is_lit_everywhere(bare):
    page = bare("scenes=crowd")
    page.wait_for_selector(READY)
    page.locator(".curves .curve canvas").first.scroll_into_view_if_needed()
    page.mouse.move(1, 1)
    frames(page)
    charts = ("Loss per step", "Learning rate per step")
    for chart in charts:
        labels = ends(page, chart)
        assert sorted(labels) == list("ABCDEF")  # the charts are narrow
        places = sorted(labels.values())
        assert all(below - above >= 12 for above, below in pairwise(places))
    assert page.get_by_label("log scale").is_checked()  # 0.004 and 0.5 are far apart
    pictures = (MAP, *charts)
    before = [picture(page, name) for name in pictures]
    box = page.get_by_role("img", name="Loss per step").bounding_box()
    page.mouse.move(box["x"] + box["width"] - 8, box["y"] + ends(page, "Loss per step")["D"])
    until(lambda: lit(page) == "d")
    frames(page)
    assert all(picture(page, name) != then for name, then in zip(pictures, before, strict=True))
    expect(page.locator(".hover")).to_have_text(re.compile(r"^step 60\s*▸ Nesterov momentum: loss"))
    assert len(page.locator(".hover").inner_text().splitlines()) == 1 + len(CROWD.runners)
    frames(page)
    assert page.evaluate("stages.crowd.frame") is None  # nothing more is to be drawn
    page.mouse.move(1, 1)
    until(lambda: lit(page) is None)
    frames(page)
    assert [picture(page, name) for name in charts] == before[1:]
    on_path = page.evaluate(
        """() => {
            const { scene, views } = stages.crowd;
            const map = views.find(({ viewport }) => viewport);
            const { left, top } = map.canvas.getBoundingClientRect();
            const { x, y } = scene.runners[1].path;
            const [a, b] = map.viewport.toPixel(x[30], y[30]);
            return [left + a, top + b];
        }"""
    )
    page.mouse.move(*on_path)
    until(lambda: lit(page) == "b")
    page.mouse.move(on_path[0], on_path[1] - 60)
    until(lambda: lit(page) is None)


def test_no_name_stands_twice_on_the_page(both):
    ids = both.evaluate("[...document.querySelectorAll('.controls [id]')].map(({ id }) => id)")
    assert len(ids) == len(set(ids)) > 4
    response = both.get_by_role("radiogroup", name="Slider whose response is shown")
    for place in range(2):
        response.nth(place).get_by_text("Decay").click()
    for place in range(2):
        expect(response.nth(place).get_by_role("radio", name="Decay")).to_be_checked()


def test_keys_on_the_bare_page_go_to_one_stage(both):
    both.keyboard.press("Home")
    expect(step_of(both, "race")).to_have_value("0")
    expect(step_of(both, "alone")).to_have_value(str(STEPS))
    both.locator("#alone").get_by_role("heading", name="This step under the microscope").click()
    both.keyboard.press("ArrowLeft")
    expect(step_of(both, "alone")).to_have_value(str(STEPS - 1))
    expect(step_of(both, "race")).to_have_value("0")
    both.evaluate("stages.alone.destroy()")
    both.keyboard.press("ArrowRight")
    expect(step_of(both, "race")).to_have_value("1")


def test_a_lost_part_is_asked_for_again_and_then_drawn(bare):
    page = bare("scenes=race&withhold=b/run")
    until(lambda: wishes(page, "race"))
    (wish,) = wishes(page, "race")
    assert wish["lost"] == [page.evaluate("[...stages.race.host.parts.awaited.keys()]")[0]]
    assert page.locator(READY).count() == 0
    page.evaluate("deliver()")
    page.wait_for_selector(READY)
    frames(page)
    assert len(paths(page)) == 2


def test_a_mute_host_is_never_asked_and_the_sliders_still_play(bare):
    page = bare("scenes=race&mute")
    page.wait_for_selector(READY)
    race = page.locator("#race")
    before = paths(page)
    drag(page, rate(race), 0.85)
    frames(page)
    assert paths(page)[0] != before[0]
    bent = paths(page)
    race.get_by_role("img", name=MAP).click(position={"x": 500, "y": 60})
    page.get_by_role("button", name="Zoom in", exact=True).click()
    race.get_by_label("Exact value of α").fill("0.01")
    race.get_by_label("Exact value of α").press("Enter")
    frames(page)
    assert paths(page)[0] != bent[0]
    page.wait_for_timeout(1000)  # longer than any pause before a wish
    assert page.evaluate("wishes.race") == []
    expect(race.get_by_label("learning-rate range test (Smith 2017)")).to_be_hidden()


def test_a_mute_host_is_not_asked_for_a_lost_part(bare):
    page = bare("scenes=race&withhold=b/run&mute")
    page.wait_for_timeout(6000)  # longer than a part is waited for
    assert page.evaluate("wishes.race") == []


def test_a_page_says_which_views_it_wants(bare):
    page = bare("scenes=race")
    page.wait_for_selector(READY)
    page.evaluate("stages.race.setViews(['map', 'playbar'])")
    expect(page.get_by_role("img", name=MAP)).to_be_visible()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    expect(page.locator(".controls, .verdict, .twin, .response")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light"])
def test_axe_finds_nothing_grave_on_two_stages(bare, scheme):
    page = bare("scenes=race,alone", color_scheme=scheme)
    expect(page.locator(READY)).to_have_count(2, timeout=30_000)
    expect(page.locator(".map-axes[data-ranges]")).to_have_count(2)
    assert grave_findings(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_streamlit_the_page_has_colours_by_the_devices_choice(bare, scheme):
    page = bare("scenes=race", color_scheme=scheme)
    page.wait_for_selector(READY)
    dark = page.evaluate("stages.race.theme.dark")
    assert dark == (scheme == "dark")
