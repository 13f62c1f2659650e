"""manage.py runscheduler: plans, sends and settles texts until it is told to end."""

from typing import Any

from django.core.management.base import BaseCommand

from backend.scheduler.clockwork import Clockwork
from backend.wiring import gateway


class Command(BaseCommand):
    help = "Runs the scheduler. Any number may run at once, on any number of machines."

    def handle(self, *args: Any, **options: Any) -> None:
        Clockwork(gateway()).run()
