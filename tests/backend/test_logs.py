"""What the log must never hold: numbers, names, and what anybody wrote."""

import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import time as time_of_day
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import requests
import structlog
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory

from backend import clock, wiring
from backend.api import later
from backend.api import sign_in as api_sign_in
from backend.logs import RequestLog, without_links, without_words
from backend.phone import pages
from backend.scheduler import jobs
from backend.settings import LOGGING
from backend.sms import webhooks
from exercises.models import Consent
from tests import make
from tests.backend.test_settings import PRODUCTION
from tests.standin import eventually, gateway_to, ledger, noon_zone, reply, sandbox

PHONE, STRANGER, EMAIL, PASSWORD = (
    "+16045550142",
    "+16045550199",
    "quackenbush@demo.example",
    "a-long-password",
)
WAITS = jobs.Waits(
    lease=timedelta(seconds=60), look_up_after=timedelta(seconds=30), absent_after=timedelta(minutes=3)
)


@pytest.fixture
def said(tmp_path: Path) -> Iterator[Path]:
    """A file with everything that is logged meanwhile, at the levels and in the form of the settings."""
    handler = logging.FileHandler(tmp_path / "log")
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(processors=LOGGING["formatters"]["lines"]["processors"])
    )
    logging.getLogger().addHandler(handler)
    yield tmp_path / "log"
    logging.getLogger().removeHandler(handler)


def call(base: str, method: str, path: str, body: Any = None, token: str = "") -> Any:
    headers = {"Authorization": f"Token {token}"} if token else {}
    return requests.request(method, f"{base}/api/v1/{path}", json=body, headers=headers, timeout=10)


def all_reported(rows: list[dict[str, Any]]) -> bool:
    """Whether the last callback of every text of ours was answered."""
    ours = [row["callbacks"] for row in rows if row["by"] in ("api", "twiml")]
    return all(told and told[-1]["status"] == "delivered" and told[-1]["http_status"] for told in ours)


@pytest.fixture
def in_production(tmp_path: Path) -> Iterator[Path]:
    """What a process with DEBUG off writes: the formatter of its settings, put on the root logger here."""
    load = (
        "import environ\n"
        "environ.Env.read_env = lambda *_, **__: None\n"
        "from backend.settings import LOGGING\n"
        "print([one.__name__ for one in LOGGING['formatters']['lines']['processors'] if hasattr(one, '__name__')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", load], env=os.environ | PRODUCTION, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.startswith("['without_words'"), done.stdout + done.stderr
    handler = logging.FileHandler(tmp_path / "log")
    chain = [
        without_words,
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(),
    ]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=chain))
    logging.getLogger().addHandler(handler)
    yield tmp_path / "log"
    logging.getLogger().removeHandler(handler)


def break_it(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets something fail with words that quote a number, where the way says."""

    def fail(*_: Any, **__: Any) -> None:
        try:
            raise ValueError(f"cannot read {PHONE}")
        except ValueError as cause:
            raise IntegrityError(f"Key (phone)=({PHONE}) already exists") from cause

    client = Client(raise_request_exception=False)
    if way == "later work":
        later._run(fail)
    elif way == "a call of the API":
        monkeypatch.setattr(api_sign_in, "ask_for_code", fail)
        assert client.post("/api/v1/auth/code", {"phone": PHONE}, "application/json").status_code == 500
    elif way == "a webhook":
        monkeypatch.setattr(webhooks, "is_genuine", fail)
        form = {"MessageSid": "SM1", "From": PHONE, "To": PHONE, "Body": "DONE"}
        assert client.post("/sms/inbound", form, headers={"X-Twilio-Signature": "x"}).status_code == 500
    else:
        try:
            fail()
        except IntegrityError as failure:
            structlog.get_logger("any").exception("it failed", why=failure)


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["later work", "a call of the API", "a webhook", "a line of our own"])
def test_a_failure_is_logged_by_kind_and_place_without_its_words(
    way: str, in_production: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_it(way, monkeypatch)
    log = in_production.read_text()
    assert PHONE not in log and PHONE.lstrip("+") not in log
    told = [json.loads(line) for line in log.splitlines() if "exception" in json.loads(line)]
    assert told, log
    for line in told:
        kinds = [one["type"] for one in line["exception"]]
        assert kinds[:2] == ["django.db.utils.IntegrityError", "builtins.ValueError"]
        assert f"{__file__}:fail line" in line["exception"][0]["at"][-1]


@pytest.mark.django_db
def test_of_a_database_error_the_constraint_is_named(in_production: Path) -> None:
    patient = make.patient(phone=PHONE)
    with pytest.raises(IntegrityError), transaction.atomic():
        try:
            Consent.objects.create(
                clinic=patient.clinic, patient=patient, phone=PHONE, source="form", given_at=make.NOW
            )
        except IntegrityError:
            logging.getLogger("any").exception("It failed")
            raise
    [line] = [json.loads(line) for line in in_production.read_text().splitlines()]
    assert {one.get("constraint") for one in line["exception"]} & {
        "one_consent_in_force",
        "exercises_consent.patient_id, exercises_consent.channel",
    }
    assert PHONE not in str(line)


@pytest.mark.django_db(transaction=True)
def test_no_number_name_or_word_of_a_text_is_logged(
    live_server: Any, settings: Any, tmp_path: Path, said: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = settings.PUBLIC_URL = live_server.url
    now, zone = clock.now(), noon_zone(clock.now())
    staff = make.staff(email=EMAIL, password=PASSWORD, last_name="Quackenbush")
    patient = make.patient(
        staff.clinic, zone=zone, phone=PHONE, first_name="Wilhelmina", last_name="Featherstonehaugh"
    )
    today = now.astimezone(ZoneInfo(zone)).date()
    make.assignment(patient, starts_on=today, by=staff.user, now=now)
    at = (now - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).time().replace(second=0, microsecond=0)
    make.reminder_setting(patient, at, time_of_day(12, 0), now=now - timedelta(minutes=10))
    with sandbox(base, tmp_path) as twilio, ThreadPoolExecutor(2) as pool:
        gateway = gateway_to(twilio, base)
        monkeypatch.setattr(wiring, "gateway", lambda: gateway)

        # A reminder whose answer is lost, one that is refused, and their settling.
        faults = {"seed": 1, "faults": {"drop_after": 1.0}, "limit": 1}
        requests.post(f"{twilio.url}/faults", json=faults, timeout=5)
        jobs.plan(clock=clock.now)
        jobs.send(clock=clock.now, gateway=gateway, pool=pool, threads=2, waits=WAITS)
        jobs.settle(clock=lambda: clock.now() + timedelta(minutes=4), gateway=gateway, waits=WAITS, pool=pool)

        # Replies: a report, plain words, one from a stranger, one with a broken signature, STOP.
        sender = staff.clinic.sender
        for body in ("DONE 7 xylophone", "DONE 3", "numb between the legs xylophone"):
            assert reply(twilio, PHONE, sender, body).status_code == 200
        reply(twilio, STRANGER, sender, "who is this xylophone")
        form = {"MessageSid": "SM1", "From": PHONE, "To": sender, "Body": "xylophone"}
        assert requests.post(f"{base}/sms/inbound", data=form, timeout=5).status_code == 403

        # Sign-ins, right and wrong, and what is asked with them.
        call(base, "POST", "auth/code", {"phone": PHONE})
        [text] = eventually(lambda: [row for row in ledger(twilio) if "sign-in code" in row["body"]])
        code = re.findall(r"\b\d{6}\b", text["body"])[0]
        assert call(base, "POST", "auth/token", {"phone": PHONE, "code": "000000"}).status_code >= 400
        signed_in = call(base, "POST", "auth/token", {"phone": PHONE, "code": code}).json()["token"]
        assert call(base, "GET", "me/today", token=signed_in).status_code == 200
        assert call(base, "POST", "auth/staff", {"email": EMAIL, "password": "xylophone"}).status_code >= 400
        token = call(base, "POST", "auth/staff", {"email": EMAIL, "password": PASSWORD}).json()["token"]
        assert call(base, "GET", "patients?search=Featherstonehaugh", token=token).status_code == 200
        assert call(base, "GET", f"patients/{patient.pk}/record", token=token).status_code == 200
        wrong = {"first_name": "Wilhelmina", "phone": "604555", "note": "xylophone"}
        assert call(base, "POST", "patients", wrong, token=token).status_code == 400
        assert call(base, "GET", "nowhere?phone=%2B16045550142", token=token).status_code == 404
        # A personal link: made, opened, used, and guessed wrong.
        address = call(base, "POST", f"patients/{patient.pk}/links", token=token).json()["address"]
        assert requests.get(address, timeout=10).status_code == 200
        form = {"outcome": "xylophone", "note": "xylophone"}
        assert requests.post(address, data=form, timeout=10).status_code == 400
        assert requests.get(f"{address}x", timeout=10).status_code == 404
        assert requests.put(address, timeout=10).status_code == 405
        assert reply(twilio, PHONE, sender, "STOP").status_code == 200
        eventually(lambda: all_reported(ledger(twilio)))

    log = said.read_text()
    for event in ("inbound_received", "status_received", "text not accepted", "request_finished"):
        assert event in log, "the log was not read where it is written"
    private = (PHONE, STRANGER, "Wilhelmina", "Featherstonehaugh", EMAIL, "Quackenbush", PASSWORD, code)
    private = (*private, address[-16:])
    assert "/t/***" in log
    for word in (*private, signed_in, token, "xylophone", "DONE 3", "time for your exercises"):
        found = [line for line in log.splitlines() if word.lstrip("+") in line]
        assert found == [], word


def test_the_address_of_a_texted_picture_is_not_logged() -> None:
    """Whoever has it can see the picture."""
    request = RequestFactory().get("/m/secret.abc.def/exercise.jpg")
    line = without_links(None, "", {"request": RequestLog.format_request(request)})
    assert line == {"request": "GET /m/***/exercise.jpg"}


def test_the_seal_of_a_clinics_own_picture_is_not_logged() -> None:
    request = RequestFactory().get("/media/own/202611/0123456789abcdef0123/6b1f0c1e/a22c.webp")
    line = without_links(None, "", {"request": RequestLog.format_request(request)})
    assert line == {"request": "GET /media/own/202611/***/6b1f0c1e/a22c.webp"}


def test_a_failure_behind_a_link_is_logged_without_its_token(
    said: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(pages, "open_link", fail)
    assert Client(raise_request_exception=False).get("/t/0123456789abcdef").status_code == 500
    assert "/t/***" in said.read_text()
    assert "0123456789abcdef" not in said.read_text()
