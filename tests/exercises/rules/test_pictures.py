"""The names of drawn pictures: each says what it shows, and reads back as that alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rules.pictures import MOTION_WIDTHS, POSE_WIDTHS, ExercisePicture, Look, Recipe
from exercises.terms import PictureKind, SkinTone, Theme

KEY = "0123456789abcdef" * 2

recipes = st.integers(0, 12).flatmap(
    lambda order: st.builds(
        Recipe,
        key=st.text("0123456789abcdef", min_size=32, max_size=32),
        order=st.just(order),
        look=st.builds(Look, st.sampled_from(Theme), st.sampled_from(SkinTone)),
        side=st.sampled_from(["", "left", "right"]),
        width=st.sampled_from(POSE_WIDTHS if order else MOTION_WIDTHS),
    )
)


@given(recipes)
def test_every_recipe_is_read_back_from_its_path(recipe: Recipe) -> None:
    assert Recipe.read(recipe.path) == recipe
    assert recipe.path in recipe.paths and recipe.path.startswith(recipe.folder + "/")


@given(recipes, recipes)
def test_two_recipes_have_two_paths(one: Recipe, other: Recipe) -> None:
    assert (one.path == other.path) == (one == other)


NO_RECIPES = {
    "no key": "drawn/1-light-medium-both-320.webp",
    "a short key": f"drawn/{KEY[:-1]}/1-light-medium-both-320.webp",
    "an upper-case key": f"drawn/{KEY.upper()}/1-light-medium-both-320.webp",
    "pose nought": f"drawn/{KEY}/0-light-medium-both-320.webp",
    "a theme there is not": f"drawn/{KEY}/1-grey-medium-both-320.webp",
    "a tone there is not": f"drawn/{KEY}/1-light-pale-both-320.webp",
    "a side there is not": f"drawn/{KEY}/1-light-medium-each-320.webp",
    "a width of moving pictures": f"drawn/{KEY}/1-light-medium-both-480.webp",
    "a moving picture as wide as a pose": f"drawn/{KEY}/motion-light-medium-both-640.webp",
    "another type": f"drawn/{KEY}/1-light-medium-both-320.png",
    "something behind it": f"drawn/{KEY}/1-light-medium-both-320.webp\n",
    "another folder": f"own/{KEY}/1-light-medium-both-320.webp",
}


@pytest.mark.parametrize("which", NO_RECIPES)
def test_what_names_no_recipe_is_read_as_none(which: str) -> None:
    assert Recipe.read(NO_RECIPES[which]) is None


POSE = ExercisePicture(PictureKind.POSE, 1, 960, 720, "Lifted hips.", key=KEY, side="right")
SIDES = [
    ("right", None, "right"),
    ("right", "each", "right"),
    ("right", "left", "left"),
    ("left", "right", "right"),
    ("", "left", ""),
    ("", None, ""),
]


@pytest.mark.parametrize(("drawn", "prescribed", "shown"), SIDES)
def test_a_drawn_picture_shows_the_side_prescribed_where_it_has_one(
    drawn: str, prescribed: str | None, shown: str
) -> None:
    picture = ExercisePicture(PictureKind.POSE, 1, 960, 720, "", key=KEY, side=drawn)
    sources = list(picture.sources(tone=SkinTone.DARK, side=prescribed))
    assert {source["side"] for source in sources} == {shown or None}
    assert {Recipe.read(source["path"]).side for source in sources} == {shown}  # type: ignore[union-attr]


def test_sizes_keep_the_shape_of_the_largest() -> None:
    sizes = [(one["width"], one["height"]) for one in POSE.sources(tone=SkinTone.LIGHT, themes=[Theme.DARK])]
    assert sizes == [(320, 240), (640, 480), (960, 720)]


def test_an_upload_is_shown_as_it_was_kept_whatever_is_wished() -> None:
    file = {"path": "own/a.webp", "width": 640, "height": 400, "type": "image/webp"}
    photo = ExercisePicture(PictureKind.PHOTO, 1, 640, 400, "A leg.", files=[file | {"bytes": 9}])
    [source] = photo.sources(tone=SkinTone.DARK, side="left")
    assert source == {"theme": None, "side": None} | file
    assert photo.still_path(tone=SkinTone.DARK) == "own/a.webp"
