"""A film is made while the page goes on: a GIF that Pillow reads, videos that play, and the page stays as it is."""

import base64
import io

import numpy as np
import pytest
from hands import picture, take_home, until
from PIL import Image, ImageSequence
from playwright.sync_api import expect

VERMILION = (213, 94, 0)
BRIEF = "?landscape=himmelblau&optimizer=adam&alpha=0.11&steps={steps}"
FORMS = {
    ".mp4": lambda content: content[4:8] == b"ftyp" and b"avc1" in content,
    ".webm": lambda content: content[:4] == b"\x1aE\xdf\xa3" and b"webm" in content[:64],
}
MEASURE = """
    (video) => new Promise((done) => {
        const tell = () => done([video.duration, video.videoWidth, video.videoHeight]);
        video.onerror = () => done(video.error.message);
        if (video.readyState) tell(); else video.onloadedmetadata = tell;
    })
"""

HIDE = """
    (hidden) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }
"""


@pytest.fixture
def studio(stage):
    """studio(20, what="", form=".gif", size=480) -> the page, and where its film is chosen"""

    def studio(steps, **chosen):
        page = stage(BRIEF.format(steps=steps))
        take_home(page, "Film")
        dialog = page.get_by_role("dialog", name="Take home")
        for name, value in chosen.items():
            dialog.get_by_label(name.title()).select_option(value)
        return page, dialog

    return studio


def start(dialog):
    dialog.get_by_role("button", name="Save", exact=True).click()


def saved(page, dialog):
    with page.expect_download() as started:
        start(dialog)
    return started.value.suggested_filename, started.value.path().read_bytes()


def marble(frame):
    """Where the marble is, in pixels: below the legend, which has one, too."""
    rows, columns = np.nonzero((np.abs(np.asarray(frame.convert("RGB"), int) - VERMILION).max(axis=-1) < 24)[80:])
    return np.array([columns.mean(), rows.mean()])


def test_a_run_becomes_a_gif_of_all_its_steps(studio):
    page, dialog = studio(20)
    name, content = saved(page, dialog)
    assert name == "overshoot_himmelblau_adam_alpha-0.11.gif"
    film = Image.open(io.BytesIO(content))
    assert film.format == "GIF"
    assert film.width == 640
    assert film.info["loop"] == 0
    durations, ways = zip(
        *[(each.info["duration"], marble(each)) for each in ImageSequence.Iterator(film)], strict=True
    )
    assert durations == (50,) * 20 + (1500,)
    assert len(content) < 1_000_000
    assert np.linalg.norm(ways[-1] - ways[0]) > 20
    assert max(np.linalg.norm(np.diff(ways, axis=0), axis=1)) < 40, "it goes a step at a time"


def test_a_sliders_film_goes_there_and_back_and_the_page_stays_as_it_is(studio, sent):
    page, dialog = studio(20, what="learning_rate", size="480")
    before, messages = picture(page), len(sent)
    name, content = saved(page, dialog)
    assert name == "overshoot_himmelblau_adam_alpha-0.11_sweep-of-alpha.gif"
    film = Image.open(io.BytesIO(content))
    frames = [np.asarray(each.convert("RGB")) for each in ImageSequence.Iterator(film)]
    last = len(frames) // 2
    assert film.width == 480
    assert len(frames) > 100
    for k in (1, 7, last - 1):
        assert np.array_equal(frames[last - k], frames[last + k])
    assert not np.array_equal(frames[last - 1], frames[last])
    assert picture(page) == before
    assert len(sent) == messages


def test_a_video_plays_waits_for_who_looks_away_and_can_be_stopped(studio, new_page):
    page, dialog = studio(10)
    form = dialog.get_by_label("Form")
    offered = [
        ending for ending in form.evaluate("form => [...form.options].map(({ value }) => value)") if ending in FORMS
    ]
    assert offered, "no video can be recorded here"
    status = dialog.get_by_role("status")
    for ending in offered:
        form.select_option(ending)
        with page.expect_download() as started:
            start(dialog)
            expect(status).to_contain_text("Recording")
            page.evaluate(HIDE, True)
            expect(status).to_contain_text("begins when this page is seen again")
            page.evaluate(HIDE, False)
        content = started.value.path().read_bytes()
        assert started.value.suggested_filename.endswith(ending)
        assert FORMS[ending](content)
        theatre = new_page()
        kind = f"video/{ending[1:]}"
        theatre.set_content(f"<video muted src='data:{kind};base64,{base64.b64encode(content).decode()}'></video>")
        seconds, width, height = theatre.locator("video").evaluate(MEASURE)
        page.bring_to_front()
        assert 1.7 < seconds < 4, "half a second of run, and the end"
        assert width == 640
        assert height % 2 == 0
    dialog.get_by_label("What").select_option("learning_rate")
    start(dialog)
    expect(status).to_contain_text("Recording")
    dialog.get_by_role("button", name="Cancel").click()
    expect(status).to_have_text("Stopped: nothing was saved.", timeout=1000)
    until(dialog.get_by_role("button", name="Save", exact=True).is_enabled)
