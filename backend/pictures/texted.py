"""The picture that goes with a text: the movement as a GIF, or all stills in one JPEG."""

from contextlib import suppress

from backend.pictures.figures.on_demand import moving_gif
from backend.pictures.sheet import kept_sheet
from backend.pictures.store import NoSuchFile, keep, read
from exercises.reads.pictures import pictures_of, still_paths
from exercises.rules.pictures import Look, Recipe, TextedPicture
from exercises.terms import PictureKind, TextedKind

TYPES = {TextedKind.POSES: "image/jpeg", TextedKind.MOTION: "image/gif"}


def content_of_text(picture: TextedPicture) -> tuple[bytes, TextedKind]:
    """The file and what it shows: the stills, too, where there is no movement any more, or none that can be drawn.
    Raises NoSuchFile where there is neither."""
    recipe = _movement(picture) if picture.kind is TextedKind.MOTION else None
    if recipe is not None:
        with suppress(NoSuchFile):
            return _kept(recipe), TextedKind.MOTION
    stills = still_paths(picture.exercise, tone=picture.tone, side=picture.side)
    return kept_sheet(stills), TextedKind.POSES


def _movement(picture: TextedPicture) -> Recipe | None:
    for one in pictures_of([picture.exercise]).get(picture.exercise, ()):
        if one.kind is PictureKind.MOTION:
            return one.recipe(Look(tone=picture.tone), picture.side, one.width)
    return None


def _kept(recipe: Recipe) -> bytes:
    """Made when it is first asked for."""
    path = f"texts/{recipe.key}/{recipe.look.tone}-{recipe.side or 'both'}.gif"
    try:
        return read(path)
    except NoSuchFile:
        content = moving_gif(recipe)
        keep(path, content)
        return content
