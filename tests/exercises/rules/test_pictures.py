"""How a picture goes with a text."""

from uuid import UUID

from exercises.rules.pictures import with_picture

BRIDGE = UUID("00000000-0000-0000-0000-00000000000b")


def link(exercise: UUID) -> str:
    return f"https://clinic.example/m/{exercise.int}"


def test_the_picture_goes_along_where_it_can_and_the_words_stay_as_they_are() -> None:
    assert with_picture("Bridge: 10 times", BRIDGE, by_mms=True, link=link) == (
        "Bridge: 10 times",
        [str(BRIDGE)],
    )


def test_a_link_on_a_line_of_its_own_takes_its_place_where_it_cannot() -> None:
    body, media = with_picture("Bridge: 10 times", BRIDGE, by_mms=False, link=link)
    assert (body, media) == ("Bridge: 10 times\nhttps://clinic.example/m/11", [])
