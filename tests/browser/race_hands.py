"""What hands and eyes in the browser know of a race: its rows, what each says, how much ink is on a chart."""

from hands import frames

RACE = {
    "landscape": "himmelblau",
    "steps": "120",
    "optimizer": "momentum",
    "alpha": "0.01",
    "b.optimizer": "adam",
    "b.alpha": "0.3",
    "c.optimizer": "gradient_descent",
    "c.alpha": "0.01",
    "selected": "b",
}
ALPHA = "Learning rate α"
MAP, LOSSES, RATES = "Loss landscape map", "Loss per step", "Learning rate per step"
CELLS = {"name": "row-name", "rate": "row-rate", "verdict": "badge", "finish": "row-finish", "width": "row-width"}
ASIDE = (2, 300)  # where the mouse points at nothing


def link(race):
    return "compare?" + "&".join(f"{name}={text}" for name, text in race.items())


def row(page, letter):
    return page.locator(f".row[data-runner={letter}]")


def cells(page) -> dict[str, dict[str, str]]:
    """What each row says of its own runner, by its letter."""
    frames(page)
    return {
        each.get_attribute("data-runner"): {name: each.locator(f".{kind}").inner_text() for name, kind in CELLS.items()}
        for each in page.locator(".row").all()
    }


def ink(page, name) -> float:
    """How much there is on a canvas, in pixels."""
    return page.get_by_role("img", name=name, exact=True).evaluate(
        """(canvas) => {
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            return data.reduce((sum, value, at) => (at % 4 === 3 ? sum + value : sum), 0) / 255;
        }"""
    )


def sentence(page):
    return page.locator(".race-sentence").inner_text()


def more_of(page, letter):
    """Open the menu of a row."""
    row(page, letter).locator(".row-more").click()
    return row(page, letter).locator(".row-sheet")
