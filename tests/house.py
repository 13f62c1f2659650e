"""The house as it runs: stand-in, web server and scheduler as real processes on a database of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import requests
from django.db import connection
from psycopg import sql

from tests.standin import eventually, ledger

ROOT = Path(__file__).resolve().parent.parent


class House:
    """Starts processes on one environment, keeps what they say, and ends those that it started."""

    def __init__(self, database: str, folder: Path) -> None:
        self.shift_file = folder / "shift"
        self.shift_file.write_text("0")
        self.web_port, self.sandbox_port = _free_ports(2)
        self.folder = folder
        self.web, self.twilio = (f"http://127.0.0.1:{port}" for port in (self.web_port, self.sandbox_port))
        self.processes: list[subprocess.Popen[bytes]] = []
        self.environment = os.environ | {
            "DEBUG": "1",
            "DATABASE_URL": database,
            "PUBLIC_URL": self.web,
            "PORT": str(self.web_port),
            "SANDBOX_PORT": str(self.sandbox_port),
            "SANDBOX_LEDGER": str(folder / "ledger.sqlite3"),
            "TWILIO_API_URL": self.twilio,
            "TWILIO_TIMEOUT_SECONDS": "10",
            "SCHEDULER_TICK_SECONDS": "1",
            "COLLECT_SECONDS": "1",
            "LOOK_UP_AFTER_SECONDS": "2",
            "ABSENT_AFTER_SECONDS": "60",
            "PYTHONUNBUFFERED": "1",
            "MEDIA_ROOT": str(folder / "media"),
            "SHIFT_FILE": str(self.shift_file),
        }

    def manage(self, *command: str) -> str:
        """Runs a command to its end; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, module: str, call: str) -> str:
        """Calls a function of a module of the tests in a process with these settings."""
        return self.manage("shell", "-v", "0", "-c", f"from tests import {module} as t; t.{call}")

    def now(self) -> datetime:
        """What the clock of the processes shows."""
        return datetime.now(UTC) + timedelta(seconds=float(self.shift_file.read_text()))

    def move_on(self, by: timedelta) -> None:
        """The clock of all processes jumps on; their intervals do not."""
        seconds = float(self.shift_file.read_text()) + by.total_seconds()
        new = self.shift_file.with_suffix(".new")
        new.write_text(str(seconds))
        new.replace(self.shift_file)

    def start(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        command = ("-m", "tests.shifted", *command)
        with (self.folder / f"{name}-{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        self.processes.append(process)
        return process

    def start_web(self) -> subprocess.Popen[bytes]:
        bind = f"127.0.0.1:{self.web_port}"
        options = ["--workers", "1", "--worker-class", "gthread", "--threads", "4", "--graceful-timeout", "3"]
        process = self.start(
            "web", "-m", "gunicorn", "backend.wsgi", "--bind", bind, "--no-control-socket", *options
        )
        eventually(lambda: answers(f"{self.web}/health/live"), 30)
        return process

    def start_sandbox(self) -> subprocess.Popen[bytes]:
        process = self.start("sandbox", "manage.py", "sandbox")
        eventually(lambda: answers(f"{self.twilio}/health"), 30)
        return process

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        return self.start("scheduler", "manage.py", "runscheduler")

    def texts_to(self, phone: str) -> list[str]:
        return [row["body"] for row in ledger(self.twilio) if row["to"] == phone]

    def logs(self) -> str:
        files = sorted(self.folder.glob("*.log"))
        return "\n".join(f"--- {file.name}\n{file.read_text(errors='replace')}" for file in files)

    def end(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def answers(address: str, status: int = 200) -> bool:
    try:
        return requests.get(address, timeout=5).status_code == status
    except (requests.ConnectionError, requests.Timeout):  # not up, or still loading: asked again
        return False


def ended(process: subprocess.Popen[bytes], *, within_seconds: float) -> int:
    """Sends SIGTERM; the exit code, which must come in time."""
    process.send_signal(signal.SIGTERM)
    began = time.monotonic()
    code = process.wait(20)
    assert time.monotonic() - began < within_seconds
    return code


@contextmanager
def scratch_database(folder: Path) -> Iterator[str]:
    """The address of an empty database of the kind the suite runs on."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / 'house.sqlite3'}"
        return
    server, name = os.environ["DATABASE_URL"], f"homestretch_processes_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as maintenance:
        maintenance.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            maintenance.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


class Practitioner:
    """Signs in over HTTP, and reads."""

    def __init__(self, base: str, email: str, password: str) -> None:
        self.base = base
        signed_in = requests.post(
            f"{base}/api/v1/auth/staff", json={"email": email, "password": password}, timeout=10
        )
        self.headers = {"Authorization": f"Token {signed_in.json()['token']}"}

    def get(self, path: str) -> Any:
        answer = requests.get(f"{self.base}/api/v1/{path}", headers=self.headers, timeout=10)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def record(self, patient: str) -> dict[str, Any]:
        return dict(self.get(f"patients/{patient}/record"))

    def pains(self, patient: str) -> list[int | None]:
        return [one["pain"] for one in self.record(patient)["check_ins"]]

    def reminders(self, patient: str) -> list[str]:
        """How far each reminder's text got."""
        return [one["state"] for one in self.record(patient)["messages"] if one["kind"] == "reminder"]
