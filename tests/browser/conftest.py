"""A real Chromium for the browser tests. A page that complains, or asks another host for anything, fails its test.

Pictures of the pages of a failed test are kept in `test-results/`; what they and the server said stands in its report.
"""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from chromium import launch_at
from hands import READY, address, frames, rest
from pictures import keep_pictures, read_pages
from playwright.sync_api import expect, sync_playwright
from race_hands import ASIDE, RACE, link, row

PATIENCE = 30_000  # milliseconds that a busy machine may need for anything that is waited for
expect.set_options(timeout=PATIENCE)
MOST_UNDONE = 12  # changes of one test
RESULTS = Path(__file__).parents[2] / "test-results"
FAILED = pytest.StashKey[bool]()
LOG = 4000  # characters


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    if report.failed:
        item.stash[FAILED] = True
        if {"home", "server"} <= item.funcargs.keys():
            contexts = item.funcargs["home"].browser.contexts
            report.sections.append(("what the pages say", read_pages(page for each in contexts for page in each.pages)))
            report.sections.append(("the end of the server's log", item.funcargs["server"].log.read_text()[-LOG:]))
    return report


@pytest.fixture(scope="session")
def profile(tmp_path_factory):
    return tmp_path_factory.mktemp("profile")


@pytest.fixture(scope="module")  # not longer: while Playwright runs, nothing else in this process can use asyncio
def home(profile):
    """A visitor's own browser: fetched files and compiled scripts stay, which saves a page half of its time."""
    with sync_playwright() as playwright:
        try:
            context = launch_at(playwright, profile)
        except FileNotFoundError as error:
            pytest.fail(str(error))
        context.set_default_timeout(PATIENCE)
        yield context
        context.close()


def forget(home):
    """What pages wrote down in a visitor's own browser."""
    home.clear_cookies()
    devtools = home.new_cdp_session(home.pages[0])
    devtools.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "local_storage"})
    devtools.detach()


@pytest.fixture
def complaints():
    """What the pages of this test complained about. A test that provokes a complaint takes it out of this list."""
    return []


@pytest.fixture
def sent():
    """The sizes in bytes of the websocket messages that the pages of this test have sent, as they are sent."""
    return []


def is_idle(message) -> bool:
    """Whether a message of the console is no complaint. Below a page's own path Streamlit first asks in vain."""
    below = re.search(r"/\w+/_stcore/(health|host-config)$", message.location.get("url", ""))
    return message.type != "error" or ("404" in message.text and below is not None)


def open_page(context, viewport=(1280, 800), color_scheme="light", reduced_motion="reduce", new_here=False):
    """`new_here`: as on a first visit, with its hints."""
    page = context.new_page()
    if not new_here:
        page.add_init_script("""try { localStorage.setItem("overshoot.hints", '["alpha","start","play"]') } catch {}""")
    width, height = viewport
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
    return page


def listen(page, complaints, sent):
    """Writes down what a page and those it opens complain about, and the sizes of what they send."""

    def check_host(request):
        address = urlsplit(request.url)
        if address.scheme not in {"blob", "data", "file"} and address.hostname != "localhost":
            complaints.append(f"The page asked another host: {request.url}")

    page.on("request", check_host)
    page.on("console", lambda message: None if is_idle(message) else complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("websocket", lambda socket: socket.on("framesent", lambda payload: sent.append(len(payload))))
    page.on("popup", lambda opened: listen(opened, complaints, sent))


@pytest.fixture
def new_page(home, complaints, sent, request):
    """new_page(viewport=(390, 844), color_scheme="dark", reduced_motion="reduce", has_touch=True) -> Page, still empty

    Other options are those of Playwright's `Browser.new_context`. Such a page, and one in its `own_window`, is in a
    browser that was never here; the others are tabs of one window, and only one of those can fill the screen.
    """
    pages, contexts = [], []

    def new_page(
        viewport=(1280, 800),
        color_scheme="light",
        reduced_motion="no-preference",
        own_window=False,
        new_here=False,
        **options,
    ):
        context = home
        if options or own_window:
            context = home.browser.new_context(**options)
            context.set_default_timeout(PATIENCE)
            contexts.append(context)
        pages.append(open_page(context, viewport, color_scheme, reduced_motion, new_here))
        listen(pages[-1], complaints, sent)
        return pages[-1]

    yield new_page
    if complaints or FAILED in request.node.stash:
        keep_pictures(RESULTS, request.node.name, pages, complaints)
    for opened in (*pages, *contexts):
        opened.close()
    forget(home)
    assert not complaints


@pytest.fixture
def open_app(new_page, server):
    """open_app("?steps=50", viewport=(390, 844), …) -> Page, when the script has run; the options are `new_page`'s.

    A whole address opens that instead.
    """

    def open_app(address="", **options):
        page = new_page(**options)
        page.goto(urljoin(f"{server.url}/", address))
        page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        return page

    return open_app


@pytest.fixture
def page(open_app):
    """The app as a visitor first sees it, on a laptop."""
    return open_app()


@pytest.fixture
def stage(open_app):
    """stage("?steps=50", …) -> Page with a settled, paused picture at its last step."""

    def stage(address="", **options):
        page = open_app(address, **{"reduced_motion": "reduce"} | options)
        page.wait_for_selector(READY)
        frames(page)  # the first that is drawn brings all to its place
        return page

    return stage


@pytest.fixture(scope="module")
def heard():
    """What the shared page complains about, and the sizes of what it sends."""
    return [], []


@pytest.fixture(scope="module")
def laptop(home, heard):
    page = open_page(home)
    listen(page, *heard)
    yield page
    page.close()


@pytest.fixture
def race(laptop, server, heard, request):
    """The page with a race of three; what a test has changed is taken back after it."""
    complaints, sent = heard
    if laptop.url == "about:blank" or address(laptop) != RACE:
        laptop.goto(f"{server.url}/{link(RACE)}")
        laptop.wait_for_selector(READY)
        laptop.wait_for_selector(".map-axes[data-ranges]")
    rest(laptop, sent)
    yield laptop
    if FAILED in request.node.stash:
        keep_pictures(RESULTS, request.node.name, [laptop], complaints)
    laptop.keyboard.press("Escape")
    laptop.mouse.move(*ASIDE)
    undo = laptop.get_by_role("button", name="Undo")
    for _ in range(MOST_UNDONE):
        if not undo.is_enabled():
            break
        undo.click()
        rest(laptop, sent)
    row(laptop, "b").get_by_role("radio").check()
    laptop.mouse.move(*ASIDE)
    rest(laptop, sent)
    told = list(complaints)
    complaints.clear()
    assert not told
