"""The page's *Show code*: a tab for each library, with the very program that the export makes of the run shown."""

import pytest
from visitor import visit

from address import read
from export import programs
from libraries import LIBRARIES

WITHOUT_NOISE = "The programs leave the noise out: every library draws its own."


def show_code(**address):
    """The page after a click on its button."""
    page = visit(**address)
    next(button for button in page.button if button.label == "Show code").click()
    page.run()
    assert not page.exception
    return page


@pytest.mark.parametrize("noise", ["0", "0.5"])
def test_each_tab_has_a_librarys_program_to_read(noise):
    address = {"landscape": "himmelblau", "optimizer": "lion", "schedule": "cosine", "steps": "50", "noise": noise}
    page = show_code(**address)
    setting = read(address)[0].setting
    texts = programs(setting.course, setting.runners[0])
    assert [tab.label for tab in page.tabs] == list(LIBRARIES.values())
    assert [code.value for code in page.code] == [text.strip() for text in texts.values()]
    assert len(set(texts.values())) == len(LIBRARIES)
    assert (WITHOUT_NOISE in [caption.value for caption in page.caption]) == (noise != "0")
