"""*Take home → Code* on the page: a tab for each library, with the very program that the export makes of the run."""

import pytest
from streamlit.testing.v1 import AppTest
from visitor import wished

from address import read
from export import programs
from export.names import name_program
from libraries import LIBRARIES


def show_code(**address):
    """The page after a click on its button."""
    page = wished({"code": True}, **address)
    assert not page.exception
    return page


@pytest.mark.parametrize("noise", ["0", "0.5"])
def test_each_tab_has_a_librarys_program_to_read_and_says_what_differs(noise):
    address = {"landscape": "himmelblau", "optimizer": "lion", "schedule": "cosine", "steps": "50", "noise": noise}
    page = show_code(**address)
    setting = read(address)[0].setting
    made = programs(setting.course, setting.runners[0])
    assert [tab.label for tab in page.tabs] == list(LIBRARIES.values())
    assert [code.value for code in page.code] == [text.strip() for text, _ in made.values()]
    assert len({text for text, _ in made.values()}) == len(LIBRARIES)

    said = [[caption.value for caption in tab.caption] for tab in page.tabs]
    assert said == [[remark] if remark else [] for _, remark in made.values()]
    assert said[0] == ["PyTorch does not come with Lion: take the program for Keras or Optax."]
    assert ("noise of the run on the page is left out" in "".join(said[1])) == (noise != "0")


def test_a_log_is_chosen_for_all_programs_and_files_say_what_they_are():
    def script():
        from address import read
        from app_pages.code import show_code

        setting = read({"landscape": "bowl", "optimizer": "adam", "alpha": "0.00002"})[0].setting
        show_code(setting.course, setting.runners[0])

    page = AppTest.from_function(script).run()
    (choice,) = page.radio
    assert choice.options == ["nothing", "TensorBoard", "Weights & Biases"]
    assert not any("wandb" in code.value for code in page.code)
    page = choice.set_value("wandb").run()
    assert not page.exception
    assert all("wandb.init" in code.value for code in page.code)
    assert len(page.code) == len(LIBRARIES)
    setting = read({"landscape": "ravine", "optimizer": "adam", "alpha": "0.00002"})[0].setting
    name = name_program(setting.course, setting.runners[0], "keras")
    assert name == "overshoot_ravine_adam_alpha-2e-5_keras"
