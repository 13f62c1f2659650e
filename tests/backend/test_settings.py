"""The settings: what they read is what .env.example lists, and what is wrong stops the start by name."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READING = re.compile(r"""\w\(\s*["']([A-Z][A-Z_]+)["']""")
"""In settings.py every call whose first argument is a name in capitals reads a variable."""
LISTED = re.compile(r"(?m)^#?([A-Z][A-Z_]*)=(.*)$")
LISTS = dict(LISTED.findall((ROOT / ".env.example").read_text()))
SOURCE = (ROOT / "backend" / "settings.py").read_text()

PRODUCTION = {
    "DEBUG": "0",
    "SECRET_KEY": "x" * 60,
    "PUBLIC_URL": "https://homestretch.example",
    "TWILIO_ACCOUNT_SID": "AC" + "1" * 32,
    "TWILIO_AUTH_TOKEN": "a-token",
}


def start(**given: str) -> subprocess.CompletedProcess[str]:
    """Loads the settings as a process would at its start, with this environment and no .env."""
    without = {name: value for name, value in os.environ.items() if name not in LISTS}
    load = (
        "import environ, sys\n"
        "environ.Env.read_env = lambda *_, **__: None\n"
        "from backend import settings\n"
        "for name in sys.argv[1:]:\n"
        "    print(name, getattr(settings, name))\n"
    )
    shown = ["DEBUG", "PUBLIC_URL", "SANDBOX_ALLOWED", "SANDBOX_PORT", "TWILIO_API_URL", "ALLOWED_HOSTS"]
    return subprocess.run(
        [sys.executable, "-c", load, *shown],
        cwd=ROOT,
        env=without | given,
        capture_output=True,
        text=True,
        timeout=60,
    )


def shown(**given: str) -> dict[str, str]:
    done = start(**given)
    assert done.returncode == 0, done.stderr
    return dict(line.split(" ", 1) for line in done.stdout.splitlines())


def test_the_example_lists_exactly_what_the_settings_read() -> None:
    read = set(READING.findall(SOURCE))
    assert len(read) > 30, "the settings are read in a way this test does not know"
    assert read == set(LISTS)


def test_nothing_else_reads_the_environment() -> None:
    readers = [
        str(path.relative_to(ROOT))
        for room in ("backend", "exercises")
        for path in (ROOT / room).rglob("*.py")
        if re.search(r"os\.environ\[|os\.getenv|environ\.get\(", path.read_text())
    ]
    assert readers in ([], ["backend/management/commands/up.py"])  # which hands PATH on to its processes


def test_development_needs_nothing() -> None:
    found = shown()
    assert found["DEBUG"] == "True"
    assert found["PUBLIC_URL"] == "http://127.0.0.1:8000"
    assert found["TWILIO_API_URL"] == "http://127.0.0.1:8001"


def test_another_port_moves_everything_that_follows_from_it() -> None:
    found = shown(PORT="9000")
    assert (found["PUBLIC_URL"], found["SANDBOX_PORT"]) == ("http://127.0.0.1:9000", "9001")
    assert found["TWILIO_API_URL"] == "http://127.0.0.1:9001"


def test_an_example_copied_as_it_is_changes_nothing() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    set_there = dict(line.split("=", 1) for line in lines if re.match(r"[A-Z]", line))
    assert shown(**set_there) == shown()
    assert shown(**set_there, PORT="9000") == shown(PORT="9000")


def test_production_asks_twilio_and_refuses_the_stand_in() -> None:
    found = shown(**PRODUCTION)
    assert found["TWILIO_API_URL"] == "https://api.twilio.com"
    assert (found["DEBUG"], found["SANDBOX_ALLOWED"]) == ("False", "False")
    assert found["ALLOWED_HOSTS"] == "['homestretch.example']"


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"DEBUG"}))
@pytest.mark.parametrize("value", [None, ""], ids=["missing", "empty"])
def test_outside_development_what_is_missing_is_named(name: str, value: str | None) -> None:
    given = {key: kept for key, kept in PRODUCTION.items() if key != name}
    done = start(**given | ({} if value is None else {name: value}))
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1], done.stderr[-300:]


MALFORMED = {
    "a port that is no number": ("PORT", "eight thousand"),
    "a port below one": ("PORT", "0"),
    "a port that cannot be": ("PORT", "70000"),
    "a port of the stand-in": ("SANDBOX_PORT", "-1"),
    "an address without a scheme": ("PUBLIC_URL", "homestretch.example"),
    "an address of another kind": ("TWILIO_API_URL", "ftp://homestretch.example"),
    "a time-out": ("TWILIO_TIMEOUT_SECONDS", "ten"),
    "who confirms": ("SMS_OPT_OUT_BY", "nobody"),
    "a tick of nothing": ("SCHEDULER_TICK_SECONDS", "0"),
    "threads": ("SEND_THREADS", "many"),
    "a lease": ("CLAIM_LEASE_SECONDS", "1.5"),
    "hours": ("STAFF_TOKEN_HOURS", "x"),
    "a bucket without its scheme": ("MEDIA_STORE", "pictures"),
    "a bucket of no such name": ("MEDIA_STORE", "s3://../pictures"),
    "the address of a bucket": ("MEDIA_STORE_URL", "minio:9000"),
    "proxies": ("NUM_PROXIES", "one"),
    "connections": ("CONN_MAX_AGE", "long"),
    "seconds of HSTS": ("SECURE_HSTS_SECONDS", "long"),
    "a yes that is none": ("DEBUG", "perhaps"),
    "a no that is none": ("SANDBOX_ALLOWED", "nope"),
    "whether codes wait": ("SEND_CODES_IN_BACKGROUND", "later"),
    "a level": ("LOG_LEVEL", "LOUD"),
    "a rate": ("THROTTLE_SIGN_IN", "twenty a minute"),
    "a country": ("DEFAULT_COUNTRY", "Canada"),
    "a database": ("DATABASE_URL", "not an address"),
    "a cache": ("CACHE_URL", "not an address"),
}


@pytest.mark.parametrize("which", MALFORMED)
def test_a_malformed_value_stops_the_start_and_is_named(which: str) -> None:
    name, value = MALFORMED[which]
    secure = PRODUCTION if name.startswith("SECURE") else {}
    done = start(**secure | {name: value})
    assert done.returncode != 0
    assert f"{name} must be " in done.stderr.splitlines()[-1], done.stderr[-300:]


CONTRADICTIONS = {
    "development on the open net": (
        {"PUBLIC_URL": "https://homestretch.example"},
        ("DEBUG", "PUBLIC_URL"),
    ),
    "absence believed before a call has ended": (
        {"ABSENT_AFTER_SECONDS": "44"},
        ("ABSENT_AFTER_SECONDS", "TWILIO_TIMEOUT_SECONDS"),
    ),
    "a call that may outlast the belief": (
        {"TWILIO_TIMEOUT_SECONDS": "78"},
        ("ABSENT_AFTER_SECONDS", "TWILIO_TIMEOUT_SECONDS"),
    ),
    "absence believed before anybody looked": (
        {"LOOK_UP_AFTER_SECONDS": "180"},
        ("LOOK_UP_AFTER_SECONDS", "ABSENT_AFTER_SECONDS"),
    ),
}


@pytest.mark.parametrize("which", CONTRADICTIONS)
def test_values_that_contradict_each_other_stop_the_start_and_both_are_named(which: str) -> None:
    given, names = CONTRADICTIONS[which]
    done = start(**given)
    assert done.returncode != 0
    for name in names:
        assert name in done.stderr.splitlines()[-1], done.stderr[-300:]


def test_values_at_their_limits_start() -> None:
    shown(ABSENT_AFTER_SECONDS="45", LOOK_UP_AFTER_SECONDS="44")


def test_a_secret_that_is_wrong_is_not_shown() -> None:
    done = start(**PRODUCTION | {"DATABASE_URL": "postgres//clinic:the-password@db/name"})
    assert "the-password" not in done.stderr.splitlines()[-1]
