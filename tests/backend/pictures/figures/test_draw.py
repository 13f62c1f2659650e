import colorsys
import copy
import io
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from backend.pictures.figures.draw import draw_keyframe, exercise_viewport, narrowed, webp_bytes
from backend.pictures.figures.palette import MUSCLE, palette
from exercises.rules import figure
from exercises.rules.pictures import Look

LIBRARY = Path(figure.__file__).parents[1] / "library" / "exercises.yaml"
FILE = yaml.load(LIBRARY.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
EXERCISES = {exercise["slug"]: exercise["keyframes"] for exercise in FILE["exercises"]}
MAPS = {"figure": FILE["figure"], "muscle_map": FILE["muscle_map"]}


def drawn(keyframe: dict[str, Any], size: int = 160, **options: Any) -> Image.Image:
    return draw_keyframe(keyframe, size=size, **MAPS, **options)


def share_near(image: Image.Image, colour: tuple[int, int, int], within: int = 24) -> float:
    """The share of pixels whose colour lies close to the given one."""
    counts = image.getcolors(image.width * image.height) or []
    near = sum(n for n, at in counts if all(abs(a - b) <= within for a, b in zip(at, colour, strict=True)))
    return near / (image.width * image.height)


def share_red(image: Image.Image) -> float:
    """The share of pixels that are redder than anything but a muscle."""
    counts = image.getcolors(image.width * image.height) or []
    red = sum(n for n, at in counts if isinstance(at, tuple) and at[0] - at[1] > 85)
    return red / (image.width * image.height)


@pytest.mark.parametrize("slug", EXERCISES)
def test_every_keyframe_draws_with_the_body_and_its_working_muscle(slug: str):
    keyframes = EXERCISES[slug]
    view = exercise_viewport(keyframes, **MAPS)
    sizes = set()
    for previous, keyframe in zip([None, *keyframes], keyframes, strict=False):
        image = drawn(keyframe, previous=previous, view=view)
        sizes.add(image.size)
        for role, least in (("skin", 0.008), ("shirt", 0.008), ("shorts", 0.004), ("hair", 0.002)):
            assert share_near(image, palette(Look()).roles[role]) > least, role
        assert share_red(image) > 0.0008
    assert len(sizes) == 1
    assert image.mode == "RGB" and image.width == 160 and image.height in (120, 160)


def test_the_same_keyframe_gives_the_same_bytes_and_another_gives_others():
    bridge, plank = (EXERCISES[slug][1] for slug in ("bridge", "plank"))
    assert webp_bytes(drawn(bridge)) == webp_bytes(drawn(copy.deepcopy(bridge))) != webp_bytes(drawn(plank))


def test_the_far_leg_is_paler_than_the_near_leg():
    keyframe = EXERCISES["reverse-lunge"][1]
    view = exercise_viewport([keyframe], **MAPS)
    image = drawn(keyframe, 640, view=view)

    def at(side: str) -> tuple[float, float, float]:
        """Hue, saturation, value half way down the shank."""
        x, y = (
            (keyframe["joints"][f"{side}_knee"][i] + keyframe["joints"][f"{side}_ankle"][i]) / 2
            for i in (0, 1)
        )
        scale = 640 / view.width
        pixel = image.getpixel((int((x - view.x) * scale), int(image.height - (y - view.y) * scale)))
        assert isinstance(pixel, tuple)
        return colorsys.rgb_to_hsv(*(channel / 255 for channel in pixel[:3]))

    near, far = at("near"), at("far")
    assert far[1] < 0.75 * near[1]
    assert far[2] > near[2]


def test_edges_are_smooth():
    """Across an edge there are colours between those of both sides, not a jump."""
    image = drawn(EXERCISES["butterfly-stretch"][0], 320)
    colours = image.getcolors(image.width * image.height) or []
    assert len(colours) > 450, "without supersampling there are about 300"
    flat = sum(sorted((count for count, _ in colours), reverse=True)[:12])
    assert flat < 0.97 * image.width * image.height


def test_the_muscle_has_a_soft_edge_and_the_rest_of_the_picture_does_not_depend_on_it():
    keyframe = EXERCISES["squat"][1]
    with_muscle, without = drawn(keyframe, 320), drawn(keyframe | {"highlight": []}, 320)
    differing = [
        (a, b)
        for a, b in zip(with_muscle.get_flattened_data(), without.get_flattened_data(), strict=True)
        if a != b
    ]
    strong = [
        pair for pair in differing if abs(pair[0][0] - MUSCLE[0]) < 12 and abs(pair[0][1] - MUSCLE[1]) < 30
    ]
    assert 0 < len(strong) < len(differing) < 0.04 * with_muscle.width * with_muscle.height
    assert all(a[0] - a[2] >= b[0] - b[2] for a, b in differing), "it only ever makes redder"


def test_the_keyframe_before_shows_as_a_ghost_with_an_arrow():
    before, now = EXERCISES["single-leg-deadlift"]
    assert share_red(drawn(now | {"highlight": []})) == 0
    view = exercise_viewport([before, now], **MAPS)
    alone, moving = drawn(now, 320, view=view), drawn(now, 320, view=view, previous=before)
    assert share_near(alone, (18, 92, 170)) == 0
    assert share_near(moving, (18, 92, 170)) > 0.002
    head = before["joints"]["head"]
    scale = 320 / view.width
    place = int((head[0] - view.x) * scale), int(320 - (head[1] - view.y) * scale)
    empty, ghost = alone.getpixel(place), moving.getpixel(place)
    assert isinstance(empty, tuple) and isinstance(ghost, tuple)
    assert 8 < sum(empty) - sum(ghost) < 160, "visible, yet faint"


def test_a_keyframe_of_another_view_leaves_no_ghost():
    now, other = EXERCISES["squat"][1], EXERCISES["butterfly-stretch"][0]
    view = exercise_viewport([now], **MAPS)
    assert drawn(now, view=view, previous=other).tobytes() == drawn(now, view=view).tobytes()


def test_the_small_picture_is_the_large_one_in_proportion():
    large = drawn(EXERCISES["bridge"][0], 640)
    small = narrowed(large, 320)
    assert (large.size, small.size) == ((640, 480), (320, 240))
    with Image.open(io.BytesIO(webp_bytes(small))) as stored:
        assert (stored.format, stored.size, stored.mode) == ("WEBP", (320, 240), "RGB")


def test_a_malformed_keyframe_is_refused():
    with pytest.raises(ValueError, match="joint head is missing"):
        drawn(EXERCISES["bridge"][0] | {"joints": {}})
