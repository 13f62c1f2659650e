"""manage.py sandbox: a stand-in for Twilio with a phone on a web page."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from backend.sms.sandbox import serve


class Command(BaseCommand):
    help = "Runs the stand-in for Twilio. Its phone page is at / and its ledger at /ledger.json."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.SANDBOX_PORT)
        parser.add_argument("--host", default="127.0.0.1")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SANDBOX_ALLOWED:
            raise CommandError(
                "The stand-in is for development. To run it all the same set SANDBOX_ALLOWED=1."
            )
        host, port = options["host"], options["port"]
        try:
            serve(
                host=host,
                port=port,
                ledger=settings.SANDBOX_LEDGER,
                account_sid=settings.TWILIO_ACCOUNT_SID,
                auth_token=settings.TWILIO_AUTH_TOKEN,
                app_url=settings.PUBLIC_URL,
                keywords=settings.SMS_OPT_OUT_BY == "provider",
                ready=lambda at: self.stdout.write(f"The stand-in for Twilio is at http://{host}:{at}/"),
            )
        except OSError as error:
            raise CommandError(
                f"The stand-in cannot listen at port {port}: {error.strerror}. "
                "End what runs there, or choose another: SANDBOX_PORT or --port."
            ) from error
