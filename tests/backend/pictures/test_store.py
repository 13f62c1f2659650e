import os
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from backend.pictures.figures.alt import alt_text
from backend.pictures.store import NoSuchFile, keep, names, read, remove

PATH = "drawn/ab/1-light.webp"


def test_a_picture_is_written_once_and_left_alone_afterwards(settings: Any):
    file = Path(settings.MEDIA_ROOT) / PATH
    keep(PATH, b"content")
    written = file.stat()
    keep(PATH, b"content")
    assert (read(PATH), file.stat().st_mtime_ns) == (b"content", written.st_mtime_ns)
    assert stat.S_IMODE(written.st_mode) == 0o644
    assert names("drawn/ab") == {PATH}
    assert names("drawn/none") == frozenset()


def test_nothing_half_written_stays_behind(settings: Any):
    class Breaks(ContentFile):
        def chunks(self, chunk_size: int | None = None) -> Any:
            yield b"half"
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        default_storage.save(PATH, Breaks(b"whole"))
    assert [name for _, _, found in os.walk(settings.MEDIA_ROOT) for name in found] == []


@pytest.mark.parametrize("path", ["../out.webp", "drawn/../../out.webp", "/out.webp"])
def test_a_name_that_leads_out_of_the_root_is_refused(path: str):
    with pytest.raises(SuspiciousFileOperation):
        keep(path, b"x")


@pytest.mark.parametrize(
    "path", ["drawn/none.webp", "drawn", "", "../out.webp", "/etc/passwd", "a\0b", "x" * 5000]
)
def test_what_is_not_there_is_not_read(path: str):
    keep(PATH, b"content")
    with pytest.raises(NoSuchFile):
        read(path)


def test_what_is_removed_is_gone_and_may_be_gone_before():
    keep(PATH, b"content")
    remove(PATH)
    remove(PATH)
    with pytest.raises(NoSuchFile):
        read(PATH)


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ("supine", "Bridge, picture 2 of 2: lift hips. Lying on the back."),
        ("quadruped", "Bridge, picture 2 of 2: lift hips. On hands and knees."),
        ("unheard-of", "Bridge, picture 2 of 2: lift hips."),
    ],
)
def test_the_alt_text_says_exercise_place_in_the_series_moment_and_position(position: str, expected: str):
    assert alt_text("Bridge", "lift hips", 2, 2, position) == expected
