"""One picture of a whole movement: what is cut off, how poses stand, and the file it becomes."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from backend.pictures.figures.draw import webp_bytes
from backend.pictures.figures.palette import palette
from backend.pictures.sheet import LARGEST, WHITE, album, jpeg_bytes, kept_sheet, sheet
from backend.pictures.store import NoSuchFile, keep
from exercises.rules.pictures import Look

PALETTE = palette(Look())
ROOM, FLOOR, ARROW = PALETTE.room, PALETTE.floor, PALETTE.arrow
BODY = (200, 30, 30)
LYING, STANDING = (40, 340, 600, 400), (280, 60, 360, 600)


def pose(at: tuple[int, int, int, int], size: tuple[int, int] = (640, 640)) -> Image.Image:
    """A room with a floor and a body in it, as blurred by compression as a drawn one."""
    image = Image.new("RGB", size, ROOM)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, size[1] - 60, *size), fill=FLOOR)
    draw.rectangle(at, fill=BODY)
    return Image.open(io.BytesIO(webp_bytes(image))).convert("RGB")


def share(image: Image.Image, colour: tuple[int, int, int], within: int = 30) -> float:
    counts = image.getcolors(image.width * image.height) or []
    near = sum(n for n, at in counts if all(abs(a - b) <= within for a, b in zip(at, colour, strict=True)))
    return near / (image.width * image.height)


def test_poses_of_somebody_standing_are_cut_to_the_body_and_stand_side_by_side() -> None:
    one, two = pose(STANDING), pose((320, 60, 400, 600))
    whole = sheet([one, two])
    width, height = 2 * (120 + 2 * 28) + 12, 540 + 2 * 28
    assert abs(whole.width - width) <= 8 and abs(whole.height - height) <= 8
    assert share(whole, BODY) > 2 * share(one, BODY)


def test_poses_of_somebody_lying_stand_one_below_the_other_with_room_for_the_number() -> None:
    whole = sheet([pose(LYING), pose(LYING)])
    assert whole.width >= 600
    assert whole.height == pytest.approx(whole.width + 12, abs=4)
    assert whole.getpixel((5, whole.height // 2)) == (255, 255, 255)


def test_three_poses_of_somebody_standing_fill_two_rows() -> None:
    two, three = sheet([pose(STANDING)] * 2), sheet([pose(STANDING)] * 3)
    assert (three.width, three.height) == (two.width, 2 * two.height + 12)
    assert three.getpixel((three.width - 20, three.height - 20)) == (255, 255, 255)


CORNERS = {
    "left, where both are free": ((60, 200, 580, 400), "left"),
    "left, with something to the right": ((440, 30, 600, 400), "left"),
    "right, with something to the left": ((40, 30, 200, 400), "right"),
}


@pytest.mark.parametrize("which", CORNERS)
def test_the_number_stands_where_no_pose_has_anything(which: str) -> None:
    body, side = CORNERS[which]
    whole = sheet([pose(body, (640, 480)), pose((40, 300, 600, 400), (640, 480))])
    ends = {"left": whole.crop((0, 0, 80, 80)), "right": whole.crop((whole.width - 80, 0, whole.width, 80))}
    assert {name for name, end in ends.items() if share(end, ARROW) > 0.2} == {side}


def test_one_pose_has_no_number() -> None:
    assert share(sheet([pose(STANDING)]), ARROW) == 0
    assert share(sheet([pose(STANDING)] * 2), ARROW) > 0.01


def test_an_empty_room_is_shown_as_it_is() -> None:
    empty = Image.new("RGB", (640, 480), ROOM)
    assert sheet([empty]).size == (640, 480)


def test_nothing_is_larger_than_a_phone_can_use() -> None:
    whole = sheet([Image.new("RGB", (1600, 1200), ROOM)] * 4)
    assert whole.width <= LARGEST[0] and whole.height <= LARGEST[1]


def test_it_is_a_plain_jpeg() -> None:
    content = jpeg_bytes(sheet([pose(LYING)] * 2))
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.mode) == ("JPEG", "RGB")
    assert "progressive" not in image.info and b"\xff\xc0" in content
    assert len(content) < 600_000


@pytest.fixture
def paths() -> list[str]:
    found = ["drawn/one.webp", "drawn/two.webp"]
    for path, image in zip(found, (pose(LYING), pose(STANDING)), strict=True):
        keep(path, webp_bytes(image))
    return found


def test_it_is_made_once_and_kept_under_a_name_that_says_what_it_was_made_of(
    paths: list[str], settings: Any
) -> None:
    first = kept_sheet(paths)
    [file] = (Path(settings.MEDIA_ROOT) / "texts").rglob("*.jpg")
    assert file.read_bytes() == first
    file.write_bytes(b"as it was kept")
    assert kept_sheet(paths) == b"as it was kept"
    assert kept_sheet(paths[::-1]) not in (first, b"as it was kept")


def test_many_may_ask_for_it_at_once(paths: list[str], settings: Any) -> None:
    with ThreadPoolExecutor(8) as pool:
        contents = set(pool.map(lambda _: kept_sheet(paths), range(16)))
    [content] = contents
    Image.open(io.BytesIO(content)).load()
    [file] = [each for each in (Path(settings.MEDIA_ROOT) / "texts").rglob("*") if each.is_file()]
    assert file.read_bytes() == content


@pytest.mark.parametrize("paths", [[], ["drawn/none.webp"]], ids=["no pose", "a pose that is not there"])
def test_without_a_pose_there_is_none(paths: list[str]) -> None:
    with pytest.raises(NoSuchFile):
        kept_sheet(paths)


def test_what_is_no_picture_is_not_taken_for_one() -> None:
    keep("drawn/broken.webp", b"RIFF")
    with pytest.raises(NoSuchFile):
        kept_sheet(["drawn/broken.webp"])


def test_photographs_of_any_shape_are_shown_whole_side_by_side_or_below_each_other() -> None:
    upright, lying = Image.new("RGB", (300, 600), "red"), Image.new("RGB", (960, 480), "blue")
    both = album([upright, upright])
    assert both.size == (2 * 320 + 12, 640)
    mixed = album([upright, lying])
    assert mixed.height > mixed.width and max(mixed.size) <= max(LARGEST)
    assert share(mixed, (255, 0, 0)) > 0.2 and share(mixed, (0, 0, 255)) > 0.2
    assert mixed.getpixel((0, mixed.height // 4)) == mixed.getpixel((0, mixed.height - 1)) == WHITE


def test_one_photograph_is_shown_as_it_is() -> None:
    only = album([Image.new("RGB", (640, 480), "red")])
    assert only.size == (640, 480)
    assert only.getcolors() == [(640 * 480, (255, 0, 0))]
