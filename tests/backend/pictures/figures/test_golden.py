"""Every pose looks as when somebody last looked at it; `python -m tests.golden` keeps a new look."""

import copy
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance

from backend.pictures.figures.draw import draw_keyframe, exercise_viewport, narrowed
from exercises.reads.library_files import EXERCISES, read_yaml
from exercises.terms import Theme
from tests.golden import SIDE, drawn, kept, on_square
from tests.perceptual import distance

FURTHEST = 4.0
"""Less than a knee that moves by a fiftieth of the picture makes."""


@pytest.mark.parametrize("theme", Theme)
def test_every_pose_looks_as_it_was_last_found_good(theme: Theme, tmp_path: Path) -> None:
    golden, changed = kept(theme), []
    for pose, image in drawn(theme):
        if distance(on_square(image), golden[pose]) > FURTHEST:
            slug, number = pose
            beside = Image.new("RGB", (2 * SIDE, SIDE))
            beside.paste(golden[pose])
            beside.paste(on_square(image), (SIDE, 0))
            beside.save(tmp_path / f"{slug}-{number}.png")
            changed.append(pose)
    assert changed == [], f"before and now side by side in {tmp_path}"


def test_the_distance_sees_what_a_person_would_see() -> None:
    """A moved knee, a muscle that is not marked, another colour; not the way edges are smoothed."""
    content = read_yaml(EXERCISES)
    sections = {name: content[name] for name in ("figure", "muscle_map")}
    for slug in ("bridge", "squat", "clamshell"):
        [keyframes] = [entry["keyframes"] for entry in content["exercises"] if entry["slug"] == slug]
        moved = copy.deepcopy(keyframes[1])
        moved["joints"]["near_knee"][0] += 3
        given = {"view": exercise_viewport(keyframes, **sections), **sections}
        small, large = (draw_keyframe(keyframes[1], size=size, **given) for size in (SIDE, 4 * SIDE))
        others = {
            "moved": draw_keyframe(moved, size=SIDE, **given),
            "unmarked": draw_keyframe(keyframes[1] | {"highlight": []}, size=SIDE, **given),
            "grey": ImageEnhance.Color(small).enhance(0.3),
        }
        assert distance(small, small) == 0
        assert distance(small, narrowed(large, SIDE)) < 6
        assert {name for name, other in others.items() if distance(small, other) < 8} == set()


def test_two_sizes_are_never_alike() -> None:
    assert distance(Image.new("RGB", (8, 8)), Image.new("RGB", (8, 9))) == float("inf")
