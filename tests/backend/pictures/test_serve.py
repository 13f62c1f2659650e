"""Pictures over HTTP: kept for ever, and nothing else of the machine; texted ones for a while, and sealed."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from PIL import Image

from backend import clock
from backend.pictures.addresses import media_address, picture_link
from backend.pictures.draw import webp_bytes
from backend.pictures.store import picture_path, write_once
from exercises.actions.keep_pictures import keep_pictures
from exercises.rules.pictures import DrawnPicture
from tests import make

CONTENT = b"RIFF\x00\x00\x00\x00WEBPVP8 made up"
NAME = picture_path(CONTENT)


@pytest.fixture(autouse=True)
def root(settings: Any) -> Path:
    root = Path(settings.MEDIA_ROOT)
    write_once(root, NAME, CONTENT)
    (root / "README.md").write_text("about this folder")
    (root.parent / "outside.webp").write_bytes(b"not for you")
    (root / "leads-out.webp").symlink_to(root.parent / "outside.webp")
    return root


def get(path: str) -> Any:
    return Client(raise_request_exception=False).get(f"/media/{path}")


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_picture_is_kept_for_ever_because_its_name_is_its_content() -> None:
    answer = get(NAME)
    assert (answer.status_code, body(answer)) == (200, CONTENT)
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (answer["Content-Type"], answer["Content-Length"]) == ("image/webp", str(len(CONTENT)))
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_its_head_is_answered_alike() -> None:
    assert Client().head(f"/media/{NAME}")["Content-Length"] == str(len(CONTENT))


NOT_PICTURES = {
    "one that is not there": "exercises/00/none.webp",
    "a folder": "exercises",
    "a folder with a slash": "exercises/",
    "the root": "",
    "a file of another type": "README.md",
    "a picture outside": "../outside.webp",
    "a picture outside, encoded": "%2e%2e/outside.webp",
    "a picture outside, encoded whole": "..%2foutside.webp",
    "a picture outside by way of a folder": "exercises/../../outside.webp",
    "an absolute path": "/etc/passwd",
    "an absolute path, encoded": "%2fetc%2fpasswd",
    "a link that leads out": "leads-out.webp",
    "a null byte": "exercises%00.webp",
    "a null byte after a picture": f"{NAME}%00",
    "a name too long for any disk": "x" * 5000 + ".webp",
    "bytes that are no text": "%ff%fe.webp",
    "a backslash": "..%5coutside.webp",
}


@pytest.mark.parametrize("which", NOT_PICTURES)
def test_nothing_but_pictures_is_found(which: str) -> None:
    assert get(NOT_PICTURES[which]).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pictures_are_only_read(method: str) -> None:
    assert getattr(Client(), method)(f"/media/{NAME}").status_code == 405


@pytest.fixture
def drawn(root: Path, db: None) -> UUID:
    """An exercise of two poses, each in two widths."""
    exercise, kept = make.exercise().pk, []
    for order, colour in ((1, "red"), (2, "blue")):
        for width in (320, 640):
            content = webp_bytes(Image.new("RGB", (width, width * 3 // 4), colour))
            path = picture_path(content)
            write_once(root, path, content)
            kept.append(DrawnPicture(order, width, width * 3 // 4, path, "A pose."))
    keep_pictures(exercise, kept, drawn_from="a test")
    return exercise


def texted(address: str, method: str = "get") -> Any:
    path = address.removeprefix("http://clinic.example")
    return getattr(Client(raise_request_exception=False), method)(path)


def address_of(exercise: UUID, **ago: int) -> str:
    return media_address("http://clinic.example", exercise, now=clock.now() - timedelta(**ago))


def test_the_provider_gets_the_whole_movement_as_one_jpeg(drawn: UUID) -> None:
    answer = texted(address_of(drawn))
    content = body(answer)
    image = Image.open(io.BytesIO(content))
    assert (answer.status_code, image.format, image.size) == (200, "JPEG", (640, 972))
    assert (answer["Content-Type"], answer["Content-Length"]) == ("image/jpeg", str(len(content)))
    assert answer["Content-Disposition"] == 'inline; filename="exercise.jpg"'
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private", "nosniff")


def test_its_head_tells_type_and_length_first(drawn: UUID) -> None:
    whole, head = texted(address_of(drawn)), texted(address_of(drawn), "head")
    assert (head.status_code, body(head)) == (200, b"")
    assert [head[name] for name in ("Content-Type", "Content-Length")] == [
        whole[name] for name in ("Content-Type", "Content-Length")
    ]


def test_a_link_shows_the_same_picture_and_holds_longer(drawn: UUID) -> None:
    yesterday = clock.now() - timedelta(days=1)
    link = picture_link("http://clinic.example", drawn, now=yesterday)
    assert body(texted(link)) == body(texted(address_of(drawn)))
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


def test_what_was_made_for_texts_is_not_public(drawn: UUID, root: Path) -> None:
    texted(address_of(drawn))
    [file] = (root / "texts").rglob("*.jpg")
    assert get(str(file.relative_to(root))).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_texted_pictures_are_only_read(method: str, drawn: UUID) -> None:
    assert texted(address_of(drawn), method).status_code == 405
