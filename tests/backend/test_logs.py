"""What the log must never hold: numbers, names, and what anybody wrote."""

import logging
import re
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

from backend import clock, wiring
from backend.scheduler import jobs
from backend.settings import LOGGING
from tests import make
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
    line = LOGGING["formatters"]["lines"]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=line["processor"]))
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
        jobs.send(clock=clock.now, gateway=gateway, pool=pool, at_once=4, waits=WAITS)
        jobs.settle(clock=lambda: clock.now() + timedelta(minutes=4), gateway=gateway, waits=WAITS)

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
        assert reply(twilio, PHONE, sender, "STOP").status_code == 200
        eventually(lambda: all_reported(ledger(twilio)))

    log = said.read_text()
    for event in ("inbound_received", "status_received", "text not accepted", "request_finished"):
        assert event in log, "the log was not read where it is written"
    private = (PHONE, STRANGER, "Wilhelmina", "Featherstonehaugh", EMAIL, "Quackenbush", PASSWORD, code)
    for word in (*private, signed_in, token, "xylophone", "DONE 3", "time for your exercises"):
        found = [line for line in log.splitlines() if word.lstrip("+") in line]
        assert found == [], word
