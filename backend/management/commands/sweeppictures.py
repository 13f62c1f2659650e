from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from backend import clock
from backend.pictures.intake.uploads import leftovers
from backend.pictures.store import remove


class Command(BaseCommand):
    help = "Names the files of uploads that no picture has: left by a crash in the middle of sending in."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--erase", action="store_true", help="Delete them too.")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(leftovers(now=clock.now()))
        for path in found:
            if options["erase"]:
                remove(path)
            self.stdout.write(path)
        done = "erased" if options["erase"] else "left over; --erase deletes them"
        self.stdout.write(f"{len(found)} files {done}.")
