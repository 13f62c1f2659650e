"""manage.py demo: a clinic with plainly made-up people, to try everything with."""

from typing import Any

from django.core.management.base import BaseCommand

from backend import clock
from backend.demo import make_demo


class Command(BaseCommand):
    help = "Makes the demo clinic, or points the demo reminder at the next minute when it is there already."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(make_demo(now=clock.now()))
