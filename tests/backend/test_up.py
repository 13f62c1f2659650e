"""What stops `make run`, the stand-in and the launcher of all processes, and what they say then."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import requests
from django.core.management import call_command
from django.core.management.base import CommandError

from backend.management.commands import up
from exercises.models import Exercise

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which something listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["PORT", "SANDBOX_PORT"])
def test_a_port_in_use_is_named_with_the_way_out_before_anything_is_made(
    name: str, taken: int, settings: Any
) -> None:
    settings.DEBUG = True
    settings.PORT, settings.SANDBOX_PORT = free_port(), free_port()
    setattr(settings, name, taken)
    with pytest.raises(CommandError, match=rf"Port {taken} is in use.*make run {name}=\d+"):
        call_command("up")
    assert not Exercise.objects.exists()


def test_it_is_refused_outside_development(settings: Any) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="development"):
        call_command("up")


def test_its_last_page_names_addresses_and_sign_ins(settings: Any) -> None:
    settings.PORT, settings.SANDBOX_PORT = 9000, 9001
    page = up._page()
    for named in ("127.0.0.1:9000/api/docs/", "127.0.0.1:9001/", "homestretch-demo", "+16045550101"):
        assert named in page
    assert "{" not in page


def test_its_processes_get_this_python_and_the_ports_of_the_settings(settings: Any) -> None:
    settings.PORT, settings.SANDBOX_PORT = 9000, 9001
    environment = up._environment()
    assert environment["PATH"].split(os.pathsep)[0] == str(Path(sys.executable).parent)
    assert (environment["PORT"], environment["SANDBOX_PORT"]) == ("9000", "9001")


# --- the stand-in ------------------------------------------------------------------------------------------
def test_the_stand_in_is_refused_where_it_is_not_allowed(settings: Any) -> None:
    settings.SANDBOX_ALLOWED = False
    with pytest.raises(CommandError, match="SANDBOX_ALLOWED=1"):
        call_command("sandbox")


def test_the_stand_in_says_when_its_port_is_in_use(settings: Any, taken: int, tmp_path: Path) -> None:
    settings.SANDBOX_LEDGER = tmp_path / "ledger.sqlite3"
    with pytest.raises(CommandError, match=rf"port {taken}: Address already in use.*SANDBOX_PORT"):
        call_command("sandbox", port=taken, stdout=StringIO())


@pytest.mark.process
def test_the_stand_in_logs_each_call_once_and_no_number(tmp_path: Path) -> None:
    port = free_port()
    environment = os.environ | {"DEBUG": "1", "SANDBOX_LEDGER": str(tmp_path / "ledger.sqlite3")}
    log = tmp_path / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "sandbox", "--port", str(port)],
            cwd=ROOT,
            env=environment | {"LOG_LEVEL": "INFO", "PUBLIC_URL": "http://127.0.0.1:9"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        until = time.monotonic() + 30
        while not _listens(port):
            assert process.poll() is None and time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        form = {"from": "+16045550142", "to": "+16045550143", "body": "my back hurts"}
        requests.post(f"http://127.0.0.1:{port}/reply", data=form, timeout=20)
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.wait()
    said = log.read_text()
    assert said.count("POST /reply 502") == 1, said
    assert f"http://127.0.0.1:{port}/" in said
    assert "604555" not in said
    assert "hurts" not in said


def _listens(port: int) -> bool:
    try:
        return requests.get(f"http://127.0.0.1:{port}/health", timeout=2).status_code == 200
    except requests.ConnectionError:
        return False
