"""The poses as they were last looked at and found good, small, side by side in one file a theme.

`python -m tests.golden` draws them anew: look at both files before they are committed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

from backend.pictures.figures.draw import draw_keyframe, exercise_viewport
from exercises.reads.library_files import EXERCISES, read_yaml
from exercises.rules.pictures import Look
from exercises.terms import Theme

SIDE = 96
COLUMNS = 12
FOLDER = Path(__file__).parent / "data"

Pose = tuple[str, int]
"""The slug of an exercise, and which of its poses, from 1."""


def file_of(theme: Theme) -> Path:
    return FOLDER / f"golden_poses_{theme}.webp"


def poses() -> list[Pose]:
    """Every pose of the library, in its order."""
    return [
        (entry["slug"], number)
        for entry in read_yaml(EXERCISES)["exercises"]
        for number in range(1, len(entry["keyframes"]) + 1)
    ]


def drawn(theme: Theme) -> Iterator[tuple[Pose, Image.Image]]:
    """Every pose as it is drawn today."""
    content = read_yaml(EXERCISES)
    sections: dict[str, Any] = {name: content[name] for name in ("figure", "muscle_map")}
    for entry in content["exercises"]:
        keyframes = entry["keyframes"]
        view = exercise_viewport(keyframes, **sections)
        for number, (before, now) in enumerate(zip([None, *keyframes], keyframes, strict=False), start=1):
            image = draw_keyframe(now, size=SIDE, previous=before, view=view, look=Look(theme), **sections)
            yield (entry["slug"], number), image


def kept(theme: Theme) -> dict[Pose, Image.Image]:
    """Every pose as it was looked at, on a square."""
    found = {}
    with Image.open(file_of(theme)) as sheet:
        for place, pose in enumerate(poses()):
            line, column = divmod(place, COLUMNS)
            left, top = column * SIDE, line * SIDE
            found[pose] = sheet.crop((left, top, left + SIDE, top + SIDE)).convert("RGB")
    return found


def on_square(image: Image.Image) -> Image.Image:
    square = Image.new("RGB", (SIDE, SIDE), (255, 255, 255))
    square.paste(image)
    return square


def _write(theme: Theme) -> None:
    images = [image for _, image in drawn(theme)]
    sheet = Image.new("RGB", (COLUMNS * SIDE, -(-len(images) // COLUMNS) * SIDE), (255, 255, 255))
    for place, image in enumerate(images):
        line, column = divmod(place, COLUMNS)
        sheet.paste(image, (column * SIDE, line * SIDE))
    sheet.save(file_of(theme), lossless=True, quality=100, method=6)
    print(file_of(theme))


if __name__ == "__main__":
    for each in Theme:
        _write(each)
