"""Pictures over HTTP: kept for ever, and nothing else of the machine."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from backend.pictures.store import picture_path, write_once

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
