"""The content of a picture's file: from the store, or drawn now when it is the first time that anybody asks."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from backend.pictures.figures.prepare import CannotDraw, Drawing, drawn, drawn_gif
from backend.pictures.store import NoSuchFile, keep, read
from exercises.models import Exercise, Picture
from exercises.reads.library_files import EXERCISES, read_yaml
from exercises.rules.pictures import Recipe


def content_of(path: str) -> bytes:
    """The file at a path below the media root. Raises NoSuchFile for what is neither kept nor known how to draw."""
    try:
        return read(path)
    except NoSuchFile:
        recipe = Recipe.read(path)
        if recipe is None:
            raise
        return _drawn(recipe)


def drawing_of(exercise: Exercise, library: dict[str, Any]) -> Drawing:
    """How it is drawn; `library` is the file with the sections `figure` and `muscle_map`."""
    return Drawing(
        exercise=exercise.pk,
        slug=exercise.slug,
        name=exercise.name,
        position=exercise.position,
        sides=exercise.sides,
        keyframes=tuple(exercise.figure),
        figure=library.get("figure") or {},
        muscle_map=library.get("muscle_map") or {},
        hold_s=exercise.dose.get("hold_s"),
    )


def moving_gif(recipe: Recipe) -> bytes:
    """The movement of this recipe as GIF, not kept. Raises NoSuchFile like content_of."""
    drawing, side = _known(recipe)
    with _refused(recipe):
        return drawn_gif(drawing, recipe, side)


def _drawn(recipe: Recipe) -> bytes:
    drawing, side = _known(recipe)
    with _refused(recipe):
        files = drawn(drawing, recipe, side)
    for path, content in files.items():
        keep(path, content)
    return files[recipe.path]


def _known(recipe: Recipe) -> tuple[Drawing, str]:
    """What the recipe draws, and the side that works in it as it is drawn. Raises NoSuchFile for a recipe that nobody
    was given."""
    kept = Picture.objects.shown().filter(drawn_from=recipe.key, order=recipe.order)
    picture = kept.select_related("exercise").first()
    if picture is None or bool(picture.side) != bool(recipe.side):
        raise NoSuchFile(recipe.path)
    drawing = drawing_of(picture.exercise, _library())
    if drawing.key != recipe.key:
        # Drawn from another library or by other code: `manage.py drawpictures` gives it new addresses.
        raise NoSuchFile(recipe.path)
    return drawing, picture.side


@contextmanager
def _refused(recipe: Recipe) -> Iterator[None]:
    """What cannot be drawn is not there."""
    try:
        yield
    except CannotDraw as why:
        raise NoSuchFile(recipe.path) from why


@cache
def _library() -> dict[str, Any]:
    return dict(read_yaml(EXERCISES))
