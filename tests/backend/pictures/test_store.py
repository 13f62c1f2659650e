import os
import stat
from pathlib import Path

import pytest

from backend.pictures.alt import alt_text
from backend.pictures.store import picture_path, write_once


def test_the_name_follows_the_content_and_nothing_else():
    one, same, other = picture_path(b"a"), picture_path(b"a"), picture_path(b"b")
    assert one == same != other
    folder, shard, name = one.split("/")
    assert (folder, shard, name.endswith(".webp")) == ("exercises", name[:2], True)


def test_a_picture_is_written_once_and_left_alone_afterwards(tmp_path: Path):
    relative = picture_path(b"content")
    assert write_once(tmp_path, relative, b"content") is True
    written = (tmp_path / relative).stat()
    assert write_once(tmp_path, relative, b"content") is False
    assert (tmp_path / relative).read_bytes() == b"content"
    assert (tmp_path / relative).stat().st_mtime_ns == written.st_mtime_ns
    assert stat.S_IMODE(written.st_mode) == 0o644


def test_nothing_half_written_stays_behind(tmp_path: Path):
    with pytest.raises(TypeError):
        write_once(tmp_path, "exercises/ab/ab.webp", "text, not bytes")  # type: ignore[arg-type]
    assert [name for _, _, names in os.walk(tmp_path) for name in names] == []


@pytest.mark.parametrize("relative", ["../out.webp", "exercises/../../out.webp", "/out.webp"])
def test_a_name_that_leads_out_of_the_root_is_refused(tmp_path: Path, relative: str):
    with pytest.raises(ValueError, match="leads out"):
        write_once(tmp_path / "media", relative, b"x")


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
