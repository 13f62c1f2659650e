from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.management.progress import progress_shown
from backend.pictures.figures.on_demand import drawing_of
from backend.pictures.figures.prepare import CannotDraw, Drawing, draw_all, recipes
from backend.pictures.store import keep, names
from exercises.actions.keep_pictures import keep_pictures
from exercises.errors import BadLibrary
from exercises.models import Exercise, Picture
from exercises.models.library import UPLOADED
from exercises.reads.library_files import EXERCISES, read_yaml
from exercises.reads.pictures import pictures_of
from exercises.rules.pictures import ExercisePicture, Look
from exercises.terms import SkinTone, Theme


class Command(BaseCommand):
    help = "Draws the pictures of every exercise that has keyframes. What did not change is not drawn again."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--exercises", type=Path, default=EXERCISES, metavar="FILE")
        parser.add_argument(
            "--tones",
            nargs="+",
            choices=[*SkinTone, "all"],
            default=[Look().tone.value],
            help="Skin tones to draw now; the others are drawn when somebody looks.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        looks = _looks(options["tones"])
        drawings = _drawings(options["exercises"])
        known = pictures_of(drawing.exercise for drawing in drawings)
        stale = [
            drawing for drawing in drawings if not _is_kept(drawing, known.get(drawing.exercise, []), looks)
        ]
        pictures = 0
        try:
            with progress_shown(self.stdout, "Pictures") as progress:
                for done, (drawing, found, files) in enumerate(draw_all(stale, looks), start=1):
                    for path, content in files.items():
                        keep(path, content)
                    keep_pictures(drawing.exercise, found)
                    pictures += len(files)
                    progress(done, len(stale), drawing.slug)
        except CannotDraw as why:
            raise CommandError(str(why)) from why
        unchanged = len(drawings) - len(stale)
        if not stale:
            self.stdout.write(f"Nothing to draw: the pictures of all {unchanged} exercises are up to date.")
            return
        self.stdout.write(
            f"{pictures} pictures of {len(stale)} exercises drawn, {unchanged} exercises unchanged."
        )


def _drawings(path: Path) -> list[Drawing]:
    try:
        content = read_yaml(path)
    except BadLibrary as bad:
        raise CommandError(bad.detail) from bad
    photographed = Picture.objects.shown().filter(kind__in=UPLOADED).values("exercise")
    rows = (
        Exercise.objects.filter(retired_at__isnull=True).exclude(pk__in=photographed).order_by("slug", "id")
    )
    return [drawing_of(row, content) for row in rows if row.figure]


def _looks(tones: Sequence[str]) -> list[Look]:
    wanted = list(SkinTone) if "all" in tones else [SkinTone(tone) for tone in tones]
    return [Look(theme, tone) for tone in wanted for theme in Theme]


def _is_kept(drawing: Drawing, known: Sequence[ExercisePicture], looks: Sequence[Look]) -> bool:
    """Whether its pictures are known, drawn from the same, and every file of these looks is there."""
    drawn = [picture for picture in known if picture.key]
    every = len(drawing.keyframes) + (len(drawing.keyframes) > 1)  # and the moving one
    if len(drawn) != every or any(picture.key != drawing.key for picture in drawn):
        return False
    wanted = {path for picture in drawn for recipe in recipes(picture, looks) for path in recipe.paths}
    return wanted <= names(f"drawn/{drawing.key}")
