from argparse import ArgumentTypeError
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from PIL import Image

from backend.management.progress import progress_shown
from backend.pictures.figures.contact import Row, pages
from backend.pictures.figures.draw import draw_keyframe, exercise_viewport
from exercises.errors import BadLibrary
from exercises.reads.library_files import EXERCISES, read_yaml
from exercises.rules.pictures import Look
from exercises.terms import SkinTone, Theme

WIDTHS = (64, 960)


class Command(BaseCommand):
    help = "Draws all poses of the library side by side on pages to look at. Needs no database."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, default=Path("contactsheet"), metavar="FOLDER")
        parser.add_argument("--exercises", type=Path, default=EXERCISES, metavar="FILE")
        parser.add_argument("--only", nargs="+", default=[], metavar="SLUG")
        parser.add_argument("--theme", choices=list(Theme), default=Look().theme.value)
        parser.add_argument("--tone", choices=list(SkinTone), default=Look().tone.value)
        parser.add_argument("--width", type=_width, default=240, help="Of a picture, in px.")
        parser.add_argument("--mirrored", action="store_true", help="Show the other side working.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = read_yaml(options["exercises"])
        except BadLibrary as bad:
            raise CommandError(bad.detail) from bad
        look = Look(Theme(options["theme"]), SkinTone(options["tone"]))
        entries = _entries(content, options["only"])
        sections = {name: content.get(name) or {} for name in ("figure", "muscle_map")}
        jobs = [(entry, sections, options["width"], look, options["mirrored"]) for entry in entries]
        rows: list[Row] = []
        with progress_shown(self.stdout, "Poses") as progress:
            for row in _drawn(jobs):
                rows.append(row)
                progress(len(rows), len(jobs), row[0])
        folder: Path = options["out"]
        folder.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(pages(rows), start=1):
            file = folder / f"{look.theme}-{look.tone}-{number}.png"
            page.save(file)
            self.stdout.write(str(file))


def _entries(content: dict[str, Any], only: list[str]) -> list[dict[str, Any]]:
    entries = [entry for entry in content.get("exercises") or () if entry.get("keyframes")]
    if not entries:
        raise CommandError("There is no exercise with poses in that file.")
    if unknown := set(only) - {entry["slug"] for entry in entries}:
        raise CommandError(f"There is no exercise {min(unknown)} with poses in that file.")
    return [entry for entry in entries if not only or entry["slug"] in only]


def _drawn(jobs: list[Any]) -> Iterator[Row]:
    # Not forked: as in backend.pictures.figures.prepare.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(_row, jobs)


def _row(job: tuple[dict[str, Any], dict[str, Any], int, Look, bool]) -> Row:
    entry, sections, width, look, mirrored = job
    keyframes = entry["keyframes"]
    try:
        view = exercise_viewport(keyframes, **sections)
        pictures: list[Image.Image] = [
            draw_keyframe(
                now, size=width, previous=before, view=view, look=look, mirrored=mirrored, **sections
            )
            for before, now in zip([None, *keyframes], keyframes, strict=False)
        ]
    except (ValueError, KeyError) as why:
        raise CommandError(f"{entry['slug']}: {why}") from why
    return entry["slug"], pictures


def _width(text: str) -> int:
    least, most = WIDTHS
    if not text.isdecimal() or not least <= int(text) <= most:
        raise ArgumentTypeError(f"must be a number from {least} to {most}")
    return int(text)
