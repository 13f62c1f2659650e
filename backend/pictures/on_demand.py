"""The content of a picture's file: from the store, or drawn now when it is the first time that anybody asks."""

from functools import cache
from typing import Any

from backend.pictures.prepare import CannotDraw, Drawing, drawn
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


def _drawn(recipe: Recipe) -> bytes:
    kept = Picture.objects.shown().filter(drawn_from=recipe.key, order=recipe.order)
    picture = kept.select_related("exercise").first()
    if picture is None or bool(picture.side) != bool(recipe.side):
        raise NoSuchFile(recipe.path)
    drawing = drawing_of(picture.exercise, _library())
    if drawing.key != recipe.key:
        # Drawn from another library or by other code: `manage.py drawpictures` gives it new addresses.
        raise NoSuchFile(recipe.path)
    try:
        files = drawn(drawing, recipe, picture.side)
    except CannotDraw as why:
        raise NoSuchFile(recipe.path) from why
    for path, content in files.items():
        keep(path, content)
    return files[recipe.path]


@cache
def _library() -> dict[str, Any]:
    return dict(read_yaml(EXERCISES))
