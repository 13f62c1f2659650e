import io

import pytest
from PIL import Image, ImageChops, ImageOps

from backend.pictures.figures import motion
from backend.pictures.figures.draw import exercise_viewport
from backend.pictures.figures.motion import MOST_BYTES, film_of, gif, webp
from backend.pictures.figures.palette import palette
from exercises.rules.pictures import Look
from exercises.terms import SkinTone, Theme
from tests.backend.pictures.figures.test_draw import EXERCISES, MAPS, share_near, share_red

MOST_TEXTED = 600_000
LONGEST_LOOP = 8_000
ROUND = ("walking", "walk-run-intervals", "stationary-cycling")


def film(slug: str, hold_s: int | None = 2) -> motion.Film:
    return film_of(EXERCISES[slug], hold_s=hold_s, **MAPS)


def pictures(content: bytes) -> list[tuple[Image.Image, int]]:
    """Every picture of an animation, and for how many milliseconds it is shown."""
    with Image.open(io.BytesIO(content)) as image:
        found = []
        for place in range(image.n_frames):
            image.seek(place)
            shown = image.convert("RGB")
            found.append((shown, int(image.info["duration"])))
        return found


@pytest.mark.parametrize("slug", EXERCISES)
def test_every_movement_is_small_endless_and_smooth(slug: str):
    drawn = film(slug)
    content = webp(drawn, Look(), width=480)
    assert len(content) <= MOST_BYTES
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.width, image.info["loop"]) == ("WEBP", 480, 0)
    durations = [milliseconds for _, milliseconds in drawn.shown]
    assert sum(milliseconds <= 100 for milliseconds in durations) >= 8 and sum(durations) <= LONGEST_LOOP


def test_the_working_muscle_is_marked_all_the_way():
    assert all(share_red(picture) > 0.0005 for picture, _ in pictures(webp(film("squat"), Look(), width=240)))


@pytest.mark.parametrize("slug", ["bridge", "walk-run-intervals", "sit-to-stand", "standing-side-bend"])
def test_the_one_for_a_text_is_a_gif_that_any_carrier_takes(slug: str):
    content = gif(film(slug), Look())
    assert len(content) <= MOST_TEXTED
    with Image.open(io.BytesIO(content)) as image:
        assert (image.format, image.width, image.info["loop"]) == ("GIF", motion.TEXTED_WIDTH, 0)
    assert len(pictures(content)) == len(film(slug).shown)


@pytest.mark.parametrize("paint", [webp, gif])
def test_the_same_movement_gives_the_same_bytes(paint):
    size = {"width": 120}
    assert paint(film("bridge"), Look(), **size) == paint(film("bridge"), Look(), **size)
    assert paint(film("bridge"), Look(), **size) != paint(film("squat"), Look(), **size)


def test_a_movement_goes_back_the_way_it_came():
    shown = pictures(webp(film("bridge"), Look(), width=240))
    middle = len(shown) // 2
    assert shown[0][1] > 100 and shown[middle][1] > 100, "it rests at both ends"
    for there, back in zip(shown[1:middle], reversed(shown[middle + 1 :]), strict=True):
        difference = ImageChops.difference(there[0], back[0]).convert("L")
        assert sum(difference.histogram()[48:]) < 0.004 * difference.width * difference.height


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("tone", SkinTone)
def test_theme_and_skin_tone_are_seen_in_every_picture(theme: Theme, tone: SkinTone):
    look = Look(theme, tone)
    colours = palette(look)
    for picture, _ in pictures(webp(film("squat"), look, width=160))[::3]:
        assert share_near(picture, colours.room, 12) > 0.3
        assert share_near(picture, colours.roles["skin"], 20) > 0.01
        assert share_near(picture, colours.muscle, 60) > 0.001


def test_mirrored_is_the_same_the_other_way_round():
    plain, other = (pictures(webp(film("clamshell"), Look(), width=240, mirrored=on)) for on in (False, True))
    for (here, _), (there, _) in zip(plain, other, strict=True):
        difference = ImageChops.difference(here, ImageOps.mirror(there)).convert("L")
        assert sum(difference.histogram()[64:]) < 0.01 * difference.width * difference.height


def test_arrows_show_only_where_hardly_anything_moves_and_only_at_rest():
    arrow = palette(Look()).arrow
    for slug, told in (("glute-squeeze", True), ("bridge", False)):
        shown = pictures(webp(film(slug), Look(), width=480))
        with_arrow = {
            milliseconds > 100 for picture, milliseconds in shown if share_near(picture, arrow) > 0.001
        }
        assert with_arrow == ({True} if told else set()), slug


@pytest.mark.parametrize("slug", EXERCISES)
def test_nothing_leaves_the_picture_on_its_way_and_it_is_as_high_as_the_stills(slug: str):
    moving, still = film(slug).view, exercise_viewport(EXERCISES[slug], **MAPS)
    assert moving.width / moving.height == pytest.approx(still.width / still.height)
    for scene in film(slug).scenes:
        for outline in (outline for part in (*scene.under, *scene.over) for outline in part.outlines):
            for place in outline.points:
                assert moving.x < place.real < moving.x + moving.width
                assert moving.y < place.imag < moving.y + moving.height


@pytest.mark.parametrize("slug", ROUND)
def test_what_goes_round_never_rests(slug: str):
    assert {milliseconds for _, milliseconds in film(slug).shown} == {80}


def test_a_malformed_keyframe_is_refused():
    with pytest.raises(ValueError, match="unknown"):
        film_of([EXERCISES["bridge"][0] | {"props": [{"type": "sofa"}]}], hold_s=None, **MAPS)
