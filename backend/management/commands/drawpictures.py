from collections import defaultdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend.management.progress import progress_shown
from backend.pictures.prepare import CannotDraw, Drawing, draw_all, is_kept
from exercises.actions.keep_pictures import keep_pictures
from exercises.errors import BadLibrary
from exercises.models import Exercise, Picture
from exercises.reads.library_files import EXERCISES, read_yaml


class Command(BaseCommand):
    help = "Draws the pictures of every exercise that has keyframes. What did not change is not drawn again."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--exercises", type=Path, default=EXERCISES, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(settings.MEDIA_ROOT)
        drawings = _drawings(options["exercises"])
        kept = _kept()
        stale = [drawing for drawing in drawings if not is_kept(drawing, kept[drawing.exercise], root)]
        pictures = 0
        try:
            with progress_shown(self.stdout, "Pictures") as progress:
                for done, (drawing, drawn) in enumerate(draw_all(stale, root), start=1):
                    keep_pictures(drawing.exercise, drawn, drawn_from=drawing.drawn_from)
                    pictures += len(drawn)
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
    rows = Exercise.objects.filter(retired_at__isnull=True).order_by("slug", "id")
    return [
        Drawing(
            exercise=row.pk,
            slug=row.slug,
            name=row.name,
            position=row.position,
            keyframes=tuple(row.figure),
            figure=content.get("figure") or {},
            muscle_map=content.get("muscle_map") or {},
        )
        for row in rows
        if row.figure
    ]


def _kept() -> defaultdict[Any, list[tuple[str, str]]]:
    """What each exercise's pictures were drawn from, and where they are."""
    kept: defaultdict[Any, list[tuple[str, str]]] = defaultdict(list)
    for exercise, drawn_from, path in Picture.objects.values_list("exercise", "drawn_from", "path"):
        kept[exercise].append((drawn_from, path))
    return kept
