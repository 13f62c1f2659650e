"""manage.py up: everything for a first look, in one command. `make run` calls it."""

import os
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from honcho.environ import parse_procfile
from honcho.manager import Manager

from backend.demo import LOOP_PHONE, OPERATOR, PASSWORD, PEOPLE, PRACTITIONER

PAGE = """
  Homestretch is up.

    API, to read and try      http://127.0.0.1:{port}/api/docs/
    Operator's pages          http://127.0.0.1:{port}/admin/
    The patients' phone       http://127.0.0.1:{sandbox}/      (a stand-in for Twilio: read texts, answer them)

    Practitioner              {practitioner} / {password}
    Operator                  {operator} / {password}
    Patients                  {patients}
                              (a sign-in code comes by text: see the phone)

  Within a minute {loop} gets a reminder, unless today is reported already.
  Answer it with DONE 3 and look at the caseload.
  End with Ctrl-C.
"""


class Command(BaseCommand):
    help = "Prepares the database, the library, the pictures and a demo clinic, then runs all processes."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                "This is for development. In production run the processes of the Procfile yourself."
            )
        for name, port in (("PORT", settings.PORT), ("SANDBOX_PORT", settings.SANDBOX_PORT)):
            _need_free(name, port)
        call_command("migrate", verbosity=0)
        call_command("loadlibrary")
        call_command("drawpictures")
        call_command("demo")
        manager = Manager()
        environment = _environment()
        for name, command in parse_procfile((settings.ROOT / "Procfile").read_text()).processes.items():
            manager.add_process(name, command, env=environment, cwd=str(settings.ROOT))
        threading.Thread(target=self._welcome, daemon=True).start()
        manager.loop()
        # Ctrl-C and SIGTERM are how this is meant to end.
        sys.exit(0 if manager.returncode in (0, 130, 143, None) else manager.returncode)

    def _welcome(self) -> None:
        if _answers(f"http://127.0.0.1:{settings.PORT}/health/live"):
            self.stdout.write(_page())


def _page() -> str:
    return PAGE.format(
        port=settings.PORT,
        sandbox=settings.SANDBOX_PORT,
        practitioner=PRACTITIONER,
        operator=OPERATOR,
        password=PASSWORD,
        patients="  ".join(person.phone for person in PEOPLE[:3]),
        loop=LOOP_PHONE,
    )


def _need_free(name: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CommandError(
                f"Port {port} is in use. End what runs there, or choose another: make run {name}={port + 100}"
            ) from None


def _environment() -> dict[str, str]:
    """The processes' environment: this Python first, and the ports that the settings chose."""
    here = str(Path(sys.executable).parent)
    return {
        **os.environ,
        "PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}",
        "PORT": str(settings.PORT),
        "SANDBOX_PORT": str(settings.SANDBOX_PORT),
        "PYTHONUNBUFFERED": "1",
    }


def _answers(address: str, within_seconds: float = 60) -> bool:
    until = time.monotonic() + within_seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own address on this machine
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    return False
