from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from backend import clock
from backend.management.progress import progress_shown
from exercises.actions.load_library import load_library
from exercises.errors import BadLibrary
from exercises.reads.library_files import EXERCISES, LAY_WORDS, PROTOCOLS


class Command(BaseCommand):
    help = "Makes the shared library what its files say. A second run changes nothing."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--exercises", type=Path, default=EXERCISES, metavar="FILE")
        parser.add_argument("--protocols", type=Path, default=PROTOCOLS, metavar="FILE")
        parser.add_argument("--lay-words", type=Path, default=LAY_WORDS, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        paths = options["exercises"], options["protocols"], options["lay_words"]
        try:
            with progress_shown(self.stdout, "Library") as progress:
                report = load_library(*paths, now=clock.now(), progress=progress)
        except BadLibrary as bad:
            raise CommandError(f"Nothing was loaded.\n{bad.detail}") from bad
        if report.retired:
            self.stdout.write(f"Retired, because the files no longer name them: {', '.join(report.retired)}")
        if not (report.created or report.changed or report.retired):
            self.stdout.write(f"Nothing changed: all {report.read} entries are as the files say.")
            return
        self.stdout.write(
            f"{len(report.created)} new, {len(report.changed)} changed, {len(report.unchanged)} unchanged,"
            f" {len(report.retired)} retired."
        )
