"""A teacher's own lessons: each file of the folder is a lesson or a sentence, and is read again once it has changed."""

import os

import pytest

from lessons import KEYS, find, own_lessons
from lessons.__main__ import main
from lessons.own import FOLDER, MOST, PREFIX

GOOD = """# Mine
minutes: 3
aim: See it.

## read: Look
picture: /?landscape=bowl

It rests after {{ run.steps }} steps.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path))
    return tmp_path


def test_a_lesson_of_the_folder_is_found_by_its_name(folder):
    (folder / "My valley.md").write_text(GOOD, encoding="utf-8")
    (folder / "notes.txt").write_text("no lesson")
    assert list(own_lessons().lessons) == ["own-my-valley"]
    assert own_lessons().troubles == ()
    lesson = find("own-my-valley")
    assert lesson
    assert lesson.title == "Mine"
    assert find(KEYS[0])
    assert find("own-other") is None


def test_without_a_folder_there_are_none(monkeypatch):
    monkeypatch.delenv(FOLDER, raising=False)
    assert own_lessons() == ({}, ())


def test_no_lesson_of_the_catalogue_can_be_taken_for_one():
    assert not [key for key in KEYS if key.startswith(PREFIX)]


def test_a_folder_that_is_not_there_is_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setenv(FOLDER, str(tmp_path / "none"))
    assert own_lessons().lessons == {}
    assert FOLDER in own_lessons().troubles[0]


def link(path):
    path.symlink_to(path.parent.parent)


def pipe(path):
    os.mkfifo(path)


def of_text(before, after):
    return lambda path: path.write_text(GOOD.replace(before, after))


WALK = "## try: Walk\npicture: /?landscape=bowl\nwalk: "

BROKEN = {
    "minutes without end": (of_text("3", "9" * 5000), "broken.md, line 2: Minutes are a whole number"),
    "a walk of no numbers": (
        of_text("## read", f"{WALK}1.2.3 to 4, 5 steps\n\n## read"),
        "broken.md, line 7: A walk is",
    ),
    "a walk nowhere": (of_text("## read", f"{WALK}0 to 0, 5 steps\n\n## read"), "broken.md, line 7: The shortest step"),
    "an absurd picture": (of_text("bowl", "bowl&alpha=-1e999"), "broken.md, line 5: The link's value of “alpha”"),
    "no picture": (lambda path: path.write_text(GOOD.replace("picture: /?landscape=bowl\n", "")), "broken.md, line 5"),
    "no such kind": (lambda path: path.write_text(GOOD.replace("## read", "## sing")), "broken.md, line 5"),
    "empty": (lambda path: path.write_text(""), "broken.md, line 1"),
    "other signs": (lambda path: path.write_bytes(GOOD.encode() + b"\n\xff"), "broken.md, line 10: This is not UTF-8"),
    "huge": (lambda path: path.write_text(GOOD + "a" * 1_000_000), "broken.md is longer"),
    "long": (lambda path: path.write_text(GOOD + "a" * 200_000), "broken.md, line 1: This is longer"),
    "a folder": (lambda path: path.mkdir(), "broken.md is no file"),
    "a pipe": (pipe, "broken.md is no file"),
    "a link to elsewhere": (link, "broken.md is a link out of the folder"),
    "a link to nothing": (lambda path: path.symlink_to(path.parent / "none"), "broken.md cannot be read: No such file"),
    "a link to itself": (lambda path: path.symlink_to(path), "broken.md cannot be read"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_lesson_is_named_and_the_others_are_there(folder, kind):
    (folder / "good.md").write_text(GOOD)
    write, sentence = BROKEN[kind]
    write(folder / "broken.md")
    lessons, troubles = own_lessons()
    assert list(lessons) == ["own-good"]
    assert len(troubles) == 1
    assert troubles[0].startswith(sentence)


def test_names_with_odd_signs_are_on_one_line_and_two_have_not_one_address(folder):
    for name in ("a b.md", "a_b.md", "….md", "línea\nÜ.md", os.fsdecode(b"\xff.md")):
        (folder / name).write_text(GOOD)
    lessons, troubles = own_lessons()
    assert set(lessons) == {"own-a-b", "own-línea-ü"}
    assert len(troubles) == 3
    "\n".join(troubles).encode()  # can be sent
    assert all("\n" not in sentence for sentence in troubles)


def test_a_file_is_read_again_once_it_has_changed(folder):
    path = folder / "valley.md"
    path.write_text(GOOD.replace("##", "?"))
    assert own_lessons().lessons == {}
    path.write_text(GOOD)
    first = find("own-valley")
    assert first
    assert find("own-valley") is first
    path.write_text(GOOD.replace("Mine", "Ours"))
    assert own_lessons().lessons["own-valley"].title == "Ours"
    path.unlink()
    assert find("own-valley") is None


def test_there_may_be_so_many(folder):
    for place in range(MOST + 1):
        (folder / f"{place}.md").write_text(GOOD)
    lessons, troubles = own_lessons()
    assert len(lessons) == MOST
    assert str(MOST + 1) in troubles[0]


def test_the_command_fails_for_what_is_false_and_hints_at_bare_numbers(folder, capsys):
    bare = folder / "bare.md"
    bare.write_text(GOOD + "\nIt has 7 of them.\n", encoding="utf-8-sig")  # as Windows writes it
    assert own_lessons().troubles == ()
    assert main([str(bare)]) == 0
    assert "A hint. bare.md, line 5: The number 7" in capsys.readouterr().out
    false = folder / "false.md"
    false.write_text(GOOD.replace("bowl\n", 'bowl\nclaim: run.verdict == "diverged"\n'))
    assert main([str(bare), str(false)]) == 1
    assert "false.md, line 7" in capsys.readouterr().out
