"""Pictures over HTTP: kept for ever, and nothing else of the machine; texted ones for a while, and sealed."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from PIL import Image, ImageChops, ImageOps

from backend import clock
from backend.pictures.addresses import media_address, picture_link
from backend.pictures.store import keep
from exercises.actions.load_library import load_library
from exercises.models import Exercise, Picture
from exercises.rules.pictures import TextedPicture
from exercises.terms import SkinTone, TextedKind
from tests import make


@pytest.fixture(autouse=True)
def root(settings: Any) -> Path:
    root = Path(settings.MEDIA_ROOT)
    keep("own/a.webp", b"a clinic's own")
    keep("texts/a.jpg", b"made for a text")
    (root / "README.md").write_text("about this folder")
    (root.parent / "outside.webp").write_bytes(b"not for you")
    return root


@pytest.fixture
def bridge(db: None) -> Exercise:
    load_library(now=make.NOW)
    Exercise.objects.exclude(slug="bridge").update(figure=[])
    call_command("drawpictures", stdout=io.StringIO())
    return Exercise.objects.get(slug="bridge")


def path_of(exercise: Exercise, name: str) -> str:
    return f"drawn/{exercise.pictures.all()[0].drawn_from}/{name}"


def get(path: str) -> Any:
    return Client(raise_request_exception=False).get(f"/media/{path}")


USUAL = "1-light-medium-both-640.webp"


def test_a_drawn_picture_is_kept_for_ever_because_its_name_says_how_it_is_drawn(bridge: Exercise) -> None:
    answer = get(path_of(bridge, USUAL))
    assert answer.status_code == 200
    assert Image.open(io.BytesIO(answer.content)).size == (640, 480)
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (answer["Content-Type"], answer["Content-Length"]) == ("image/webp", str(len(answer.content)))
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_its_head_is_answered_alike(bridge: Exercise) -> None:
    address = f"/media/{path_of(bridge, USUAL)}"
    assert Client().head(address)["Content-Length"] == str(len(Client().get(address).content))


def test_what_nobody_asked_for_before_is_drawn_now_and_kept(bridge: Exercise, root: Path) -> None:
    path = path_of(bridge, "2-dark-medium-dark-both-320.webp")
    assert not (root / path).exists()
    answer = get(path)
    assert Image.open(io.BytesIO(answer.content)).size == (320, 240)
    assert (root / path).read_bytes() == answer.content
    assert answer.content != get(path_of(bridge, "2-dark-medium-both-320.webp")).content


def test_a_movement_in_another_look_is_drawn_now_too(bridge: Exercise, root: Path) -> None:
    path = path_of(bridge, "motion-dark-dark-both-480.webp")
    assert not (root / path).exists()
    image = Image.open(io.BytesIO(get(path).content))
    assert image.size == (480, 360) and getattr(image, "n_frames", 1) > 10


NOT_DRAWN = {
    "a pose there is not": "3-light-medium-both-640.webp",
    "a side the exercise has not": "1-light-medium-left-640.webp",
    "a width nobody gives out": "1-light-medium-both-641.webp",
    "a movement as wide as a pose": "motion-light-medium-both-640.webp",
    "a theme there is not": "1-pink-medium-both-640.webp",
    "a tone there is not": "1-light-green-both-640.webp",
    "a leading zero": "01-light-medium-both-640.webp",
    "more behind it": "1-light-medium-both-640.webp/more",
}


@pytest.mark.parametrize("which", NOT_DRAWN)
def test_nothing_is_drawn_that_nobody_gave_out(which: str, bridge: Exercise, root: Path) -> None:
    before = {file for file in root.rglob("*") if file.is_file()}
    assert get(path_of(bridge, NOT_DRAWN[which])).status_code == 404
    assert {file for file in root.rglob("*") if file.is_file()} == before


def test_an_address_of_what_was_drawn_before_a_change_still_shows_it_and_draws_no_more(
    bridge: Exercise,
) -> None:
    drawn, not_drawn = path_of(bridge, USUAL), path_of(bridge, "1-light-dark-both-640.webp")
    bridge.figure[0]["joints"]["head"][0] += 1
    bridge.save(update_fields=["figure"])
    assert (get(drawn).status_code, get(not_drawn).status_code) == (200, 404)


NOT_PICTURES = {
    "one of no exercise": f"drawn/{'0' * 32}/1-light-medium-both-640.webp",
    "a clinic's own, without a signature": "own/a.webp",
    "what was made for a text": "texts/a.jpg",
    "a folder": "drawn",
    "a folder with a slash": "drawn/",
    "the root": "",
    "a file of another type": "README.md",
    "a picture outside": "../outside.webp",
    "a picture outside, encoded": "%2e%2e/outside.webp",
    "a picture outside, encoded whole": "..%2foutside.webp",
    "a picture outside by way of a folder": "drawn/../../outside.webp",
    "an absolute path": "/etc/passwd",
    "an absolute path, encoded": "%2fetc%2fpasswd",
    "a null byte": "drawn%00.webp",
    "a null byte after a picture": "own/a.webp%00",
    "a name too long for any disk": "x" * 5000 + ".webp",
    "bytes that are no text": "%ff%fe.webp",
    "a backslash": "..%5coutside.webp",
}


@pytest.mark.parametrize("which", NOT_PICTURES)
def test_nothing_but_pictures_is_found(which: str, db: None) -> None:
    assert get(NOT_PICTURES[which]).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pictures_are_only_read(method: str) -> None:
    assert getattr(Client(), method)(f"/media/drawn/{USUAL}").status_code == 405


@pytest.fixture
def drawn(bridge: Exercise) -> UUID:
    return bridge.pk


def texted(address: str, method: str = "get") -> Any:
    path = address.removeprefix("http://clinic.example")
    return getattr(Client(raise_request_exception=False), method)(path)


def address_of(exercise: UUID, how: dict[str, Any] | None = None, **ago: int) -> str:
    picture = TextedPicture(exercise, **(how or {}))
    return media_address("http://clinic.example", picture, now=clock.now() - timedelta(**ago))


def test_the_provider_gets_the_whole_movement_as_one_jpeg(drawn: UUID) -> None:
    answer = texted(address_of(drawn))
    content = answer.content
    image = Image.open(io.BytesIO(content))
    assert (answer.status_code, image.format, image.width) == (200, "JPEG", 640)
    assert (answer["Content-Type"], answer["Content-Length"]) == ("image/jpeg", str(len(content)))
    assert answer["Content-Disposition"] == 'inline; filename="exercise.jpg"'
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private", "nosniff")


def test_the_provider_gets_it_moving_where_the_clinic_wants_and_it_is_made_once(
    drawn: UUID, root: Path
) -> None:
    address = address_of(drawn, {"kind": TextedKind.MOTION})
    answer = texted(address)
    image = Image.open(io.BytesIO(answer.content))
    assert (answer.status_code, image.format, image.width) == (200, "GIF", 360)
    assert getattr(image, "n_frames", 1) > 10 and len(answer.content) < 600_000
    assert answer["Content-Type"] == "image/gif"
    assert answer["Content-Disposition"] == 'inline; filename="exercise.gif"'
    [file] = (root / "texts").rglob("*.gif")
    file.write_bytes(b"as it was kept")
    assert texted(address).content == b"as it was kept"


@pytest.mark.parametrize("why", ["taken away", "drawn by other code"])
def test_where_there_is_no_movement_any_more_the_stills_are_shown(drawn: UUID, why: str) -> None:
    if why == "taken away":
        Picture.objects.filter(kind="motion").delete()
    else:
        Exercise.objects.filter(pk=drawn).update(name="Bridge, changed and not drawn anew yet")
    answer = texted(address_of(drawn, {"kind": TextedKind.MOTION}))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Content-Disposition"] == 'inline; filename="exercise.jpg"'


@pytest.mark.parametrize("kind", TextedKind)
def test_a_text_shows_the_prescribed_side_and_the_tone_of_the_patient(kind: TextedKind, db: None) -> None:
    load_library(now=make.NOW)
    Exercise.objects.exclude(slug="clamshell").update(figure=[])
    call_command("drawpictures", stdout=io.StringIO())
    clamshell = Exercise.objects.get(slug="clamshell").pk
    contents = [
        texted(address_of(clamshell, {"kind": kind, "side": side, "tone": tone})).content
        for side, tone in (("left", SkinTone.MEDIUM), ("right", SkinTone.MEDIUM), ("left", SkinTone.DARK))
    ]
    assert len(set(contents)) == 3
    left, right = (Image.open(io.BytesIO(content)).convert("RGB") for content in contents[:2])
    assert left.size == right.size
    if kind is TextedKind.MOTION:
        difference = ImageChops.difference(left, ImageOps.mirror(right)).convert("L")
        assert sum(difference.histogram()[64:]) < 0.01 * left.width * left.height


def test_its_head_tells_type_and_length_first(drawn: UUID) -> None:
    whole, head = texted(address_of(drawn)), texted(address_of(drawn), "head")
    assert (head.status_code, head.content) == (200, b"")
    assert [head[name] for name in ("Content-Type", "Content-Length")] == [
        whole[name] for name in ("Content-Type", "Content-Length")
    ]


def test_a_link_shows_the_same_picture_and_holds_longer(drawn: UUID) -> None:
    yesterday = clock.now() - timedelta(days=1)
    link = picture_link("http://clinic.example", TextedPicture(drawn), now=yesterday)
    assert texted(link).content == texted(address_of(drawn)).content
    assert texted(address_of(drawn, days=1)).status_code == 410


def test_one_that_ran_out_says_so_in_plain_words(drawn: UUID) -> None:
    answer = texted(address_of(drawn, hours=4))
    assert (answer.status_code, answer["Content-Type"]) == (410, "text/plain; charset=utf-8")
    assert b"has run out" in answer.content


WRONG = {
    "one never given out": "http://clinic.example/m/abc",
    "a changed one": "changed",
    "one with another file": "another file",
    "one of an exercise that is not there": "not there",
    "the folder": "http://clinic.example/m/",
    "a way out": "http://clinic.example/m/..%2f..%2fetc%2fpasswd",
}


@pytest.mark.parametrize("which", WRONG)
def test_a_wrong_address_is_not_found(which: str, drawn: UUID) -> None:
    address = {
        "changed": address_of(drawn).replace("/m/", "/m/A"),
        "another file": address_of(drawn).replace("exercise", "other"),
        "not there": address_of(uuid4()),
    }.get(WRONG[which], WRONG[which])
    assert texted(address).status_code == 404


def test_an_exercise_that_was_never_drawn_has_none(db: None) -> None:
    assert texted(address_of(make.exercise().pk)).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_texted_pictures_are_only_read(method: str, drawn: UUID) -> None:
    assert texted(address_of(drawn), method).status_code == 405
