"""manage.py demo: a clinic with plainly made-up people, to try everything with."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from backend import clock
from backend.demo import make_demo
from exercises.models import Program


class Command(BaseCommand):
    help = "Makes the demo clinic, or points the demo reminder at the next minute when it is there already."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demo's passwords are public: it is made in development only (DEBUG=1).")
        if not Program.objects.shared().exists():
            raise CommandError("The demo needs the library: run manage.py loadlibrary first.")
        self.stdout.write(make_demo(now=clock.now()))
