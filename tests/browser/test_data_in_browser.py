"""The numbers that are taken home are the picture's: as many runs as the menu says, in a file that says which."""

import zipfile

import pandas
from hands import take_home

PICTURE = "?landscape=himmelblau&optimizer=adam&alpha=0.3&steps=30"


def save(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Save", exact=True).click()
    return download.value.suggested_filename, download.value.path()


def test_what_is_saved_is_what_the_menu_says(stage):
    page = stage(PICTURE)
    take_home(page, "Data")
    page.get_by_role("combobox", name="Runs").select_option("every notch of Momentum β₁")
    about = page.locator(".take-about").inner_text()
    name, path = save(page)
    rows = pandas.read_csv(path, comment="#")
    assert f"{len(rows):,} rows" in about
    assert rows.beta1.nunique() == len(rows) / 31 > 10
    assert (rows.learning_rate.dropna() == 0.3).all()
    assert name.endswith("_notches-of-beta1.csv")

    page.get_by_role("button", name="Back to the menu").click()
    page.get_by_role("dialog", name="Take home").get_by_role("button", name="TensorBoard").click()
    name, path = save(page)
    assert name.endswith("_tensorboard.zip")
    assert [file.split("/")[0] for file in zipfile.ZipFile(path).namelist()] == ["01_adam_alpha-0.3"]
