"""Signed addresses of pictures: how long they hold, and that nobody can make one."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from backend.pictures.addresses import NoSuchAddress, RanOut, media_address, picture_at, picture_link
from exercises.rules.pictures import TextedPicture
from exercises.terms import SkinTone, TextedKind

NOW = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
BRIDGE = TextedPicture(UUID("6b1f0c1e-5d6a-4f3e-9c55-0d6a3a9b7c21"))
URL = "https://exercises.your-clinic.example"


def token_of(address: str) -> str:
    return address.removeprefix(f"{URL}/m/").removesuffix("/exercise.jpg")


def media_token() -> str:
    return token_of(media_address(URL, BRIDGE, now=NOW))


HOLDS = {
    "the picture of an MMS": (media_address, timedelta(hours=4)),
    "a link": (picture_link, timedelta(days=7)),
}


@pytest.mark.parametrize("which", HOLDS)
def test_an_address_holds_until_its_time_is_over(which: str, settings: Any) -> None:
    settings.MEDIA_HOURS, settings.PICTURE_LINK_DAYS = 4, 7
    make, holds = HOLDS[which]
    token = token_of(make(URL, BRIDGE, now=NOW))
    assert picture_at(token, now=NOW + holds - timedelta(seconds=1)) == BRIDGE
    with pytest.raises(RanOut):
        picture_at(token, now=NOW + holds)


def test_the_address_for_the_provider_ends_in_a_file_name_that_it_takes() -> None:
    assert media_address(URL + "/", BRIDGE, now=NOW) == f"{URL}/m/{media_token()}/exercise.jpg"


def test_a_link_is_short_and_no_phone_cuts_off_its_end() -> None:
    link = picture_link(URL, BRIDGE, now=NOW)
    assert len(token_of(link)) <= 51
    assert link[-1].isalnum() and link.isascii() and "exercise" not in token_of(link)


def test_an_address_names_no_exercise_in_clear() -> None:
    assert str(BRIDGE.exercise) not in media_address(URL, BRIDGE, now=NOW)


@pytest.mark.parametrize("kind", TextedKind)
@pytest.mark.parametrize("side", ["", "left", "right"])
@pytest.mark.parametrize("tone", SkinTone)
def test_it_says_how_the_exercise_is_shown(kind: TextedKind, side: str, tone: SkinTone) -> None:
    picture = TextedPicture(BRIDGE.exercise, kind, side, tone)
    assert TextedPicture.read(str(picture)) == picture
    link = picture_link(URL, picture, now=NOW)
    assert picture_at(token_of(link), now=NOW) == picture and len(token_of(link)) <= 51


def test_the_movement_is_called_what_it_is() -> None:
    moving = TextedPicture(BRIDGE.exercise, TextedKind.MOTION)
    assert media_address(URL, moving, now=NOW).endswith("/exercise.gif")


@pytest.mark.parametrize(
    "words", ["", "bridge", f"{BRIDGE.exercise}/poses", f"{BRIDGE.exercise}/film/left/medium"]
)
def test_other_words_name_no_picture(words: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        TextedPicture.read(words)


def test_the_exercise_alone_is_enough() -> None:
    assert TextedPicture.read(str(BRIDGE.exercise)) == BRIDGE


def changed(token: str, place: int) -> str:
    other = "A" if token[place] != "A" else "B"
    return token[:place] + other + token[place + 1 :]


@pytest.mark.parametrize("place", range(51))
def test_no_character_of_it_can_be_another(place: int) -> None:
    with pytest.raises(NoSuchAddress):
        picture_at(changed(media_token(), place), now=NOW)


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "é.é.é", "%00", "x" * 5000])
def test_what_we_never_gave_out_is_none(token: str) -> None:
    with pytest.raises(NoSuchAddress):
        picture_at(token, now=NOW)


def test_another_secret_seals_otherwise_and_the_one_before_is_still_read(settings: Any) -> None:
    token, before = media_token(), settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    with pytest.raises(NoSuchAddress):
        picture_at(token, now=NOW)
    settings.SECRET_KEY_FALLBACKS = [before]
    assert picture_at(token, now=NOW) == BRIDGE
