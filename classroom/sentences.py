"""What a room says to those who cannot have what they ask for, in their language."""

from collections.abc import Callable

from translations import translator

WORDS = "words"  # the domain of what buttons and headings say


def tell(name: str, language: str, **values: object) -> str:
    """The sentence of that name; `values` stand where it has their names in braces."""
    said = sentences(translator(language, WORDS))[name]
    for key, value in values.items():
        said = said.replace(f"{{{key}}}", str(value))
    return said


def sentences(say: Callable[[str], str]) -> dict[str, str]:
    return {
        "no_code": say("A code has four letters, such as KQXZ: look at the projector and type it again."),
        "no_room": say("There is no room {code}: it has ended, or the code is another one. Type it again."),
        "ended": say("This room has ended."),
        "deleted": say("The teacher has ended this room."),
        "secret": say("Only the room’s secret link opens this page: copy all of it from the teacher’s page."),
        "tried": say("Too many wrong codes were tried: try again in a minute."),
        "often": say("That was too often: wait a moment, then try again."),
        "opened": say("Many rooms were opened from this network: use one of them, or try again in some minutes."),
        "rooms": say("This server has as many rooms as it can hold: delete one that is over, or try again later."),
        "full": say("This room is full: look on with your neighbour, and say your answer by a show of hands."),
        "large": say("This is more than the room takes at once: send less."),
        "garbled": say("This page said what the server does not know: reload it and try again."),
        "busy": say("The server is just starting, or busy: try again in a moment."),
        "older": say("This page is older than the server: reload it."),
        "no_picture": say("This picture is not shown any more: reload the page to see the present one."),
        "no_lesson": say("There is no such lesson here: the page of lessons has all."),
        "no_screen": say("This lesson has no such screen."),
        "broken": say("Something went wrong on our side: try it again."),
    }
