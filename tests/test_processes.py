"""The house as it runs: stand-in, web server and scheduler as real processes on a database of their own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

import psycopg
import pytest
import requests
from django.db import connection
from psycopg import sql

from backend import clock
from exercises.actions.reminders import Wish, set_reminder
from exercises.models import Patient
from tests import make
from tests.standin import eventually, ledger, noon_zone, reply

ROOT = Path(__file__).resolve().parent.parent
EMAIL, PASSWORD = "practitioner@demo.example", "a-long-password"
FIRST, SECOND = "+16045550142", "+16045550143"
NAMES = ("Wilhelmina", "Quackenbush", "Zebulon", "Featherstonehaugh")
SENDER = "+16045557777"


# --- what the shell is asked to do, in a process with the settings of the others ---------------------------
def make_rows() -> None:
    """A practitioner and two patients with a program each, none of them reminded yet. Prints their ids."""
    now = clock.now()
    staff = make.staff(make.clinic(sender=SENDER), email=EMAIL, password=PASSWORD)
    zone, program = noon_zone(now), make.program()
    ids = []
    for phone, first, last in ((FIRST, *NAMES[:2]), (SECOND, *NAMES[2:])):
        patient = make.patient(staff.clinic, zone=zone, phone=phone, first_name=first, last_name=last)
        make.assignment(patient, program, starts_on=now.astimezone(ZoneInfo(zone)).date(), by=staff.user)
        ids.append(str(patient.pk))
    print(json.dumps(ids))


def remind(phone: str) -> None:
    """Sets the patient's reminder as though ten minutes ago, to a minute ago: it is due at once."""
    now = clock.now()
    patient = Patient.objects.select_related("clinic").get(phone=phone)
    at = (now - timedelta(minutes=1)).astimezone(ZoneInfo(patient.timezone)).time()
    wish = Wish((at.replace(second=0, microsecond=0),), frozenset(range(7)))
    set_reminder(patient, wish, by=None, now=now - timedelta(minutes=10))


# --- the processes -----------------------------------------------------------------------------------------
class House:
    """Starts processes on one environment, keeps what they say, and ends those that it started."""

    def __init__(self, database: str, folder: Path) -> None:
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

    def ask(self, call: str) -> str:
        """Calls a function of this file in a process with these settings."""
        return self.manage("shell", "-v", "0", "-c", f"from tests import test_processes as t; t.{call}")

    def start(self, name: str, *command: str) -> subprocess.Popen[bytes]:
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
        eventually(lambda: _answers(f"{self.web}/health/live"), 30)
        return process

    def start_sandbox(self) -> subprocess.Popen[bytes]:
        process = self.start("sandbox", "manage.py", "sandbox")
        eventually(lambda: _answers(f"{self.twilio}/health"), 30)
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


def _answers(address: str, status: int = 200) -> bool:
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


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with scratch_database(tmp_path) as database:
        house = House(database, tmp_path)
        try:
            yield house
        finally:
            house.end()
            print(house.logs())  # shown when the test fails


class Practitioner:
    def __init__(self, base: str) -> None:
        self.base = base
        signed_in = requests.post(
            f"{base}/api/v1/auth/staff", json={"email": EMAIL, "password": PASSWORD}, timeout=10
        )
        self.headers = {"Authorization": f"Token {signed_in.json()['token']}"}

    def record(self, patient: str) -> dict[str, Any]:
        address = f"{self.base}/api/v1/patients/{patient}/record"
        answer = requests.get(address, headers=self.headers, timeout=10)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def pains(self, patient: str) -> list[int | None]:
        return [one["pain"] for one in self.record(patient)["check_ins"]]

    def reminders(self, patient: str) -> list[str]:
        """How far each reminder's text got."""
        return [one["state"] for one in self.record(patient)["messages"] if one["kind"] == "reminder"]


@pytest.mark.process
@pytest.mark.timeout(120)
def test_a_text_goes_out_its_answer_comes_in_and_no_end_of_a_process_loses_or_doubles_one(
    house: House,
) -> None:
    house.manage("migrate", "-v", "0")
    first, second = json.loads(house.ask("make_rows()"))
    house.ask(f"remind({FIRST!r})")
    sandbox, web, scheduler = house.start_sandbox(), house.start_web(), house.start_scheduler()
    practitioner = Practitioner(house.web)

    # A reminder goes out, is delivered, and its answer is a check-in.
    eventually(lambda: _answers(f"{house.web}/health/ready"), 30)
    [text] = eventually(lambda: house.texts_to(FIRST), 20)
    assert "time for your exercises" in text
    eventually(lambda: practitioner.reminders(first) == ["delivered"])
    assert "Noted: done, pain 3" in reply(house.twilio, FIRST, SENDER, "DONE 3").text
    assert practitioner.pains(first) == [3]

    # What is texted while the web process is down is read afterwards, once, and answered once.
    assert ended(web, within_seconds=10) == 0
    assert reply(house.twilio, FIRST, SENDER, "pain 5").status_code == 502
    web = house.start_web()
    eventually(lambda: practitioner.pains(first) == [5, 3], 20)
    eventually(lambda: len(house.texts_to(FIRST)) == 3, 20)
    time.sleep(2.5)  # the list is read again, twice
    assert practitioner.pains(first) == [5, 3]
    assert [text for text in house.texts_to(FIRST) if "pain 5" in text] == house.texts_to(FIRST)[2:]

    # The scheduler ends at once when it has nothing to do, and in time when a call is out.
    assert ended(scheduler, within_seconds=5) == 0
    slow = {"seed": 1, "faults": {"slow": {"rate": 1.0, "seconds": 8}}, "limit": 1}
    requests.post(f"{house.twilio}/faults", json=slow, timeout=5).raise_for_status()
    house.ask(f"remind({SECOND!r})")
    scheduler = house.start_scheduler()
    eventually(lambda: requests.get(f"{house.twilio}/faults", timeout=5).json()["total"] == 1, 20)
    assert ended(scheduler, within_seconds=5) == 0
    assert house.texts_to(SECOND) == []
    assert practitioner.reminders(second) == ["written"]

    # The next one finds out what became of it, and does not send it again.
    scheduler = house.start_scheduler()
    eventually(lambda: practitioner.reminders(second) == ["delivered"], 20)
    time.sleep(2.5)
    assert len(house.texts_to(SECOND)) == 1
    assert [ended(process, within_seconds=5) for process in (scheduler, web, sandbox)] == [0, 0, 0]

    # Nobody's number, name or words stand in what the processes logged.
    logs = house.logs()
    for event in ("scheduler_started", "inbound_received", "status_received", "POST /reply"):
        assert event in logs
    for private in (*NAMES, FIRST[1:], SECOND[1:], "DONE 3", "pain 5", "time for your", EMAIL, PASSWORD):
        assert private not in logs, private
