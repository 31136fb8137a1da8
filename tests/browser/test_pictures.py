"""What is kept of a failed test can be looked at."""

from pictures import keep_pictures, read_pages


def test_a_picture_of_each_page_and_the_complaints_are_kept(open_app, tmp_path):
    pages = [open_app(), open_app(viewport=(390, 844))]
    keep_pictures(tmp_path, "test_x[Learning rate: α/2]", pages, ["TypeError: no such thing"])
    first, second, said = sorted(tmp_path.iterdir())
    assert (first.name, second.name) == ("test_x_Learning_rate_α_2_-0.png", "test_x_Learning_rate_α_2_-1.png")
    assert first.read_bytes().startswith(b"\x89PNG")
    assert first.read_bytes() != second.read_bytes()
    assert said.read_text() == "TypeError: no such thing\n"


def test_a_page_that_is_gone_leaves_a_sentence(open_app, tmp_path):
    page = open_app()
    page.close()
    keep_pictures(tmp_path / "new", "gone", [page], [])
    (said,) = (tmp_path / "new").iterdir()
    assert said.name == "gone.txt"
    assert said.read_text().startswith("There is no picture of page 0: ")


def test_what_stands_on_a_page_is_read_and_one_that_is_gone_says_so(open_app):
    page, gone = open_app(), open_app()
    gone.close()
    first, second = read_pages([page, gone]).split("\n\nhttp")
    assert first.startswith(page.url)
    assert "Learning rate" in first
    assert "It cannot be read: " in second
