"""The house itself: what lies where, who may import whom, what is locked, and the PostgreSQL for tests."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.postgres import running

ROOT = Path(__file__).resolve().parent.parent

ROOMS = {"backend", "exercises", "media", "tests", "docs", ".ci"}
META = {
    ".editorconfig",
    ".env.example",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "Procfile",
    "README.md",
    "manage.py",
    "pyproject.toml",
    "requirements-dev.in",
    "requirements-dev.txt",
    "requirements.in",
    "requirements.txt",
}


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """Every file of the house, relative to its root: those git knows, and new ones it would not ignore."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [Path(line) for line in listed if (ROOT / line).is_file()]


# --- what lies where ---------------------------------------------------------------------------------------
def test_the_top_level_holds_the_rooms_and_the_meta_files_and_nothing_else(files: list[Path]) -> None:
    assert {path.parts[0] for path in files} == ROOMS | META


def test_every_directory_with_modules_is_a_package(files: list[Path]) -> None:
    holding = {
        path.parent for path in files if path.suffix == ".py" and path.parts[0] in {"backend", "exercises"}
    }
    packages = {folder for module in holding for folder in (module, *module.parents) if folder != Path(".")}
    assert [folder for folder in sorted(packages) if not (ROOT / folder / "__init__.py").exists()] == []


FOREIGN = re.compile(
    r"(^|/)(vendor|vendored|third_party|node_modules|site-packages)/|\.(dist|egg)-info/|\.(whl|egg|so)$|\.min\."
)


def test_nothing_of_others_is_kept_here(files: list[Path]) -> None:
    assert [str(path) for path in files if FOREIGN.search(path.as_posix())] == []


MACHINE = {
    "a home or root directory": re.compile(r"(?<![\w.~-])/(root|home|Users)/\w"),
    "a package index": re.compile(r"(files\.pythonhosted|//pypi)\.org|--(extra-)?index-url|--find-links"),
    "a local file as an address": re.compile(r"file:///"),
}


@pytest.mark.parametrize("what", MACHINE)
def test_no_line_names_one_machine(files: list[Path], what: str) -> None:
    found = []
    for path in files:
        text = (ROOT / path).read_bytes()
        if b"\0" in text or path == Path("tests/test_house.py"):
            continue
        lines = enumerate(text.decode().splitlines(), start=1)
        found += [f"{path}:{number}: {line}" for number, line in lines if MACHINE[what].search(line)]
    assert found == []


# --- the locks ---------------------------------------------------------------------------------------------
def locked(name: str) -> dict[str, str]:
    """Package and version, without its extras → the rest of its entry."""
    text = re.sub(r"(?m)^\s*#.*\n", "", (ROOT / name).read_text())
    entries = re.split(r"\n(?=\S)", re.sub(r"(?m)^([a-z0-9-]+)\[.*?\]", r"\1", text.strip()))
    return {entry.split()[0]: entry for entry in entries}


def wanted(name: str) -> set[str]:
    lines = (ROOT / name).read_text().splitlines()
    names = [re.match(r"[A-Za-z][\w.-]*", line) for line in lines]
    return {found[0].lower().replace("_", "-") for found in names if found}


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_has_one_version_and_hashes(lock: str) -> None:
    without = [
        name
        for name, entry in locked(lock).items()
        if not re.fullmatch(r"[a-z0-9-]+==[\w.!+]+", name) or "--hash=sha256:" not in entry
    ]
    assert without == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_whatever_is_asked_for_is_locked(name: str) -> None:
    names = {entry.split("==")[0] for entry in locked(f"{name}.txt")}
    assert wanted(f"{name}.in") - names == set()


def test_the_development_lock_holds_the_running_lock() -> None:
    assert locked("requirements.txt").keys() - locked("requirements-dev.txt").keys() == set()


# --- who may import whom -----------------------------------------------------------------------------------
BANNED = {
    "HTTP": "from django.http import HttpResponse\n\nprint(HttpResponse)\n",
    "HTTP by attribute": "import django.http\n\nprint(django.http.HttpResponse)\n",
    "the API": "from rest_framework.response import Response\n\nprint(Response)\n",
    "Twilio": "from twilio.rest import Client\n\nprint(Client)\n",
    "APScheduler": "import apscheduler.schedulers.blocking as blocking\n\nprint(blocking)\n",
    "requests": "import requests\n\nprint(requests)\n",
    "Django's clock": "from django.utils import timezone\n\nprint(timezone.now())\n",
    "Django's clock by name": "from django.utils.timezone import now\n\nprint(now())\n",
    "Python's clock": "from datetime import UTC, datetime\n\nprint(datetime.now(UTC))\n",
    "the machine's clock": "import time\n\nprint(time.time())\n",
}


def banned_at(path: str, source: str) -> bool:
    """Whether ruff, with our settings, objects to what such a file there imports or calls."""
    command = [sys.executable, "-m", "ruff", "check", "--select", "TID251", "--output-format", "concise"]
    done = subprocess.run(
        [*command, "--stdin-filename", path, "-"], cwd=ROOT, input=source, capture_output=True, text=True
    )
    assert done.returncode in (0, 1), done.stderr
    return "TID251" in done.stdout


@pytest.mark.parametrize("what", BANNED)
def test_the_inside_may_not_use_what_the_outside_may(what: str) -> None:
    assert banned_at("exercises/actions/new.py", BANNED[what])
    assert not banned_at("backend/api/new.py", BANNED[what])


def broken_contracts(house: Path) -> str:
    """What import-linter says of the house; empty when every contract is kept."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
        "--no-logo",
    ]
    done = subprocess.run(
        command, cwd=house, env=os.environ | {"COLUMNS": "300"}, capture_output=True, text=True
    )
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_direction_of_imports_is_kept() -> None:
    assert broken_contracts(ROOT) == ""


DIRECTION = "The outside knows the inside"
WAYS_IN = "The ways in do not know each other"
AGAINST = {
    "the inside knows the outside": ("exercises/actions/new.py", "backend.clock", DIRECTION),
    "a rule knows a row": ("exercises/rules/new.py", "exercises.models", DIRECTION),
    "a row knows an action": ("exercises/models/new.py", "exercises.actions", DIRECTION),
    "a read writes": ("exercises/reads/new.py", "exercises.actions", DIRECTION),
    "one way in knows another": ("backend/api/new.py", "backend.scheduler", WAYS_IN),
    "pictures know a way in": ("backend/pictures/new.py", "backend.api", WAYS_IN),
    "a room nobody has placed": ("backend/attic/__init__.py", "exercises.terms", WAYS_IN),
    "a way in chooses the gateway": ("backend/api/new.py", "backend.sms.twilio", "Only wiring chooses"),
}


@pytest.mark.parametrize("what", AGAINST)
def test_an_import_against_the_direction_is_found(what: str, tmp_path: Path) -> None:
    path, imported, contract = AGAINST[what]
    for room in ("backend", "exercises"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "library"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text(f"import {imported}\n")
    assert re.search(rf"{contract}.* BROKEN", broken_contracts(tmp_path))


# --- the PostgreSQL for tests ------------------------------------------------------------------------------
LAUNCH = [sys.executable, "-m", "tests.postgres", "--"]


def directory_of_the_server_at(port: int) -> Path:
    """Of several servers' directories the one whose postmaster.pid names the port, in its fourth line."""
    places = {Path("/tmp"), Path(tempfile.gettempdir())}
    for file in [
        found for place in places for found in place.glob("homestretch-postgres-*/data/postmaster.pid")
    ]:
        if file.read_text().splitlines()[3] == str(port):
            return file.parent.parent
    raise AssertionError(f"no server at {port}")


@pytest.mark.process
def test_a_stopped_server_keeps_what_was_committed() -> None:
    with running() as cluster:
        with psycopg.connect(cluster.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS a")
        cluster.restart("immediate")
        with psycopg.connect(cluster.url) as connection:
            assert connection.execute("SELECT a FROM kept").fetchone() == (1,)
        cluster.stop()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(cluster.url)
    assert not cluster.directory.exists()


@pytest.mark.process
@pytest.mark.parametrize(
    ("command", "code"),
    [("exit 7", 7), ("kill -TERM $$", 143), ('test "$DATABASE_URL" = postgres://given', 0)],
    ids=["a failure", "a signal", "on the database that is given"],
)
def test_the_launcher_ends_as_its_command_does(command: str, code: int) -> None:
    environment = os.environ | {"TEST_DATABASE_URL": "postgres://given"}
    assert subprocess.run([*LAUNCH, "sh", "-c", command], cwd=ROOT, env=environment).returncode == code


@pytest.mark.process
@pytest.mark.parametrize(("number", "code"), [(15, 143), (9, -9)], ids=["terminated", "killed"])
def test_a_launcher_that_is_ended_leaves_nothing_behind(number: int, code: int) -> None:
    command = [*LAUNCH, "sh", "-c", "echo $DATABASE_URL; exec sleep 20"]
    environment = os.environ | {"TEST_DATABASE_URL": ""}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as launcher:
        assert launcher.stdout
        port = urlsplit(launcher.stdout.readline().strip()).port
        assert port
        directory = directory_of_the_server_at(port)
        launcher.send_signal(number)
        assert launcher.wait(15) == code
    deadline = time.monotonic() + 15
    while directory.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not directory.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=5)
