"""The pages of a room, from joining it to its end: what is asked, answered, lost on the way, told and shown at last."""

import json
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

PHONE = (390, 844)


class Teacher:
    """Makes the moves of a room as its teacher's page does."""

    def __init__(self, server, **opening):
        self.url = server.url
        self.secret = ""
        told = self.post("room", opening)
        self.code, self.secret = told["code"], told["secret"]
        self.at = {"number": 0, "round": 0}

    def post(self, path, body):
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.secret}"}
        with urlopen(Request(f"{self.url}/{path}", json.dumps(body).encode(), headers)) as answer:
            return json.loads(answer.read())

    def move(self, name, **more):
        self.post(f"room/{self.code}/move", {"move": name, "at": self.at, **more})

    def end(self):
        urlopen(
            Request(f"{self.url}/room/{self.code}", method="DELETE", headers={"Authorization": f"Bearer {self.secret}"})
        )


@pytest.fixture
def join(new_page, server):
    """join(teacher) -> Page of a student on a phone, with its picture."""

    def join(teacher, **options):
        page = new_page(viewport=PHONE, **options)
        page.goto(f"{server.url}/room/{teacher.code}")
        page.wait_for_selector(".stage[aria-busy=false]")
        return page

    return join


def now(page):
    return page.locator(".room-now")


def test_a_question_is_answered_discussed_and_answered_again(join, server, complaints):
    teacher = Teacher(server, picture="/?landscape=bowl", language="en")
    page = join(teacher, own_window=True)
    expect(now(page)).to_contain_text("Nothing is asked")
    expect(page.locator(".room-meta")).to_contain_text("1 here")
    assert page.locator(".stage-band .control").first.is_visible()

    teacher.move("ask", key="verdict")
    teacher.at = {"number": 1, "round": 1}
    expect(now(page)).to_contain_text("Answer now")
    assert not page.locator(".stage-band .control").first.is_visible()
    page.locator(".answer").nth(1).click()
    expect(now(page)).to_contain_text("Your answer is in")
    tab = page.context.new_page()  # the same student
    tab.goto(page.url)
    expect(tab.locator(".answer input").nth(1)).to_be_checked()
    tab.close()

    page.route("**/answer", lambda route: route.abort())
    page.locator(".answer").nth(2).click()
    expect(now(page)).to_contain_text("kept here")
    page.reload()
    expect(page.locator(".answer input").nth(2)).to_be_checked()
    page.unroute("**/answer")
    expect(now(page)).to_contain_text("Your answer is in")
    complaints[:] = [each for each in complaints if "ERR_FAILED" not in each]

    teacher.move("lock")
    expect(now(page)).to_contain_text("Locked")
    teacher.move("discuss")
    expect(page.locator(".room-call")).to_contain_text("Talk to your neighbour")
    teacher.move("again")
    teacher.at["round"] = 2
    page.get_by_role("button", name="Keep my answer").click()
    expect(now(page)).to_contain_text("Your answer is in")

    teacher.move("pause", on=True)
    expect(page.locator(".room-pause")).to_be_visible()
    teacher.move("pause", on=False)
    expect(page.locator(".room-pause")).to_be_hidden()
    expect(page.locator(".answer input").nth(2)).to_be_checked()

    teacher.move("lock")
    teacher.move("reveal")
    expect(page.locator(".compared-question")).to_be_visible()
    expect(page.locator(".room-tally")).to_be_visible()
    page.locator(".compared-question .term").first.click()  # the word for what happened is explained
    expect(page.get_by_role("note", name="Convergence")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    teacher.end()
    expect(page.get_by_role("textbox")).to_be_visible()  # for another room's code


def test_runs_are_collected_where_a_finger_rests_and_who_follows_gets_back_the_own_picture(join, server):
    teacher = Teacher(server, picture="/?landscape=bowl", language="en")
    page = join(teacher, reduced_motion="reduce")
    slider = page.locator(".stage-band input[type=range]").first
    own = slider.input_value()
    slider.press("ArrowRight")
    expect(slider).not_to_have_value(own)
    teacher.move("follow", on=True, values={}, step=3, playing=False)
    expect(now(page)).to_contain_text("your teacher’s picture")
    expect(slider).to_have_value(own)
    teacher.move("follow", on=False, values={}, step=3, playing=False)
    expect(slider).to_have_value(str(int(own) + 1))

    teacher.move("collect", control="learning_rate")
    expect(page.locator(".lesson-heading")).to_contain_text("Drag α until it just settles.")
    expect(slider).to_have_value(own)
    expect(now(page)).to_contain_text("is a run")
    slider.press("ArrowRight")
    expect(now(page)).to_contain_text("1 run of yours is in.")
    expect(page.locator(".verdict-chart")).to_be_visible()
    teacher.end()


def test_a_teacher_takes_a_class_through_a_question_with_the_buttons_of_the_page(join, new_page, server):
    room = Teacher(server, picture="/?landscape=bowl", language="en", veiled=True)
    phone = join(room, own_window=True)
    teacher, projector = new_page(reduced_motion="reduce"), new_page(reduced_motion="reduce")
    teacher.goto(f"{server.url}/room/{room.code}/teacher#{room.secret}")
    projector.goto(f"{server.url}/room/{room.code}/projector")
    expect(now(phone)).to_contain_text("a question will come")
    expect(projector.locator(".join-screen .join-code")).to_have_text(room.code)

    def press(name):
        button = teacher.get_by_role("button", name=name, exact=True)
        expect(button).to_be_visible()
        teacher.wait_for_timeout(450)  # what has just changed its name takes no click
        button.click()

    def expect_shown(phase, counts):
        expect(projector.locator(".projector-phase")).to_have_text(phase)
        expect(projector.locator(".projector-count")).to_have_text(counts)

    press("Ask: What will happen?")
    expect_shown("Answer now", "1 here · 0 answered")
    phone.locator(".answer").nth(1).click()
    expect(teacher.locator(".teacher-count")).to_have_text("Everybody has answered (1)")
    press("Lock the answers")
    expect(now(phone)).to_contain_text("Locked. Your answer is in.")
    assert projector.locator(".tally-line:visible").count() == 0  # what they said may not be seen yet
    press("Ask again")
    expect_shown("Answer again", "1 here · 0 answered")
    phone.locator(".answer").nth(0).click()
    expect(teacher.locator(".teacher-count")).to_have_text("Everybody has answered (1)")
    press("Lock the answers")
    press("Show the answer")
    expect_shown("The truth", "1 here · 1 answered")
    expect(teacher.locator(".teacher-right-share")).to_have_text("Right: 0 of 1 before, 1 of 1 after.")
    expect(projector.locator(".tally-changed")).to_have_text(
        "1 of 1 who answered both times have changed their answer."
    )
    expect(phone.locator(".compared-question.right")).to_be_visible()
    assert phone.locator(".stage.veiled").count() == projector.locator(".stage.veiled").count() == 1
    press("Run it for all")
    for page in (phone, projector, teacher):
        expect(page.locator(".stage.veiled")).to_have_count(0)
    room.end()
    expect(projector.locator(".projector-cover")).to_be_visible()
