"""The whole path, in the order of docs/tour.md: a newcomer reads this first.

A real web server, the real gateway and the stand-in for Twilio; only the scheduler's clock is ours.
"""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import requests

from backend import clock, wiring
from backend.scheduler import jobs
from exercises.models import CheckIn, Message, Reminder
from exercises.rules.dose import Dose
from tests import make
from tests.standin import eventually, gateway_to, ledger, noon_zone, reply, sandbox

WAITS = jobs.Waits(
    lease=timedelta(seconds=60), look_up_after=timedelta(seconds=30), absent_after=timedelta(minutes=3)
)
PHONE = "+16045550142"


class Caller:
    """Somebody with a token, calling the API over HTTP."""

    def __init__(self, base: str, token: str = "") -> None:
        self.base, self.headers = base, {"Authorization": f"Token {token}"} if token else {}

    def __call__(self, method: str, path: str, status: int, body: Any = None, **headers: str) -> Any:
        answer = requests.request(
            method, f"{self.base}/api/v1/{path}", json=body, headers=self.headers | headers, timeout=10
        )
        assert answer.status_code == status, answer.text
        self.answer = answer
        return answer.json() if answer.content else None


@pytest.mark.django_db(transaction=True)
def test_a_day_from_assignment_to_caseload(
    live_server: Any, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = settings.PUBLIC_URL = live_server.url
    staff = make.staff(make.clinic(), email="practitioner@demo.example", password="a-long-password")
    clinic = staff.clinic
    program = make.program(phases=[(1, 28, [Dose(sets=2, hold_s=30, side="each"), Dose(reps=10)])])
    with sandbox(base, tmp_path) as twilio, ThreadPoolExecutor(2) as pool:
        gateway = gateway_to(twilio, base)
        monkeypatch.setattr(wiring, "gateway", lambda: gateway)
        zone = noon_zone(clock.now())

        # 1. Assign.
        sign_in = {"email": "practitioner@demo.example", "password": "a-long-password"}
        practitioner = Caller(base, Caller(base)("POST", "auth/staff", 200, sign_in)["token"])
        patient = practitioner(
            "POST",
            "patients",
            201,
            {
                "first_name": "Demo",
                "last_name": "Patient",
                "phone": PHONE,
                "timezone": zone,
                "language": "en",
                "consent": {"sms": True, "source": "intake form"},
            },
        )
        soon = clock.now().astimezone(ZoneInfo(zone)) + timedelta(minutes=1)
        assigned = practitioner(
            "POST",
            f"patients/{patient['id']}/assignments",
            201,
            {
                "program": str(program.pk),
                "starts_on": soon.date().isoformat(),
                "reminder": {"times": [f"{soon:%H:%M}"], "weekdays": [0, 1, 2, 3, 4, 5, 6]},
            },
        )
        assert assigned["reminder"]["used"] is True
        again = practitioner(
            "POST", f"patients/{patient['id']}/assignments", 409, {"program": str(program.pk)}
        )
        assert again["code"] == "already_assigned"

        # 2. Today, on the patient's phone.
        Caller(base)("POST", "auth/code", 202, {"phone": PHONE})
        [text] = eventually(lambda: [row for row in ledger(twilio) if "sign-in code" in row["body"]])
        [code] = re.findall(r"\b\d{6}\b", text["body"])
        phone = Caller(base, Caller(base)("POST", "auth/token", 200, {"phone": PHONE, "code": code})["token"])
        today = phone("GET", "me/today", 200)
        assert [one["dose_sentence"] for one in today["exercises"]] == ["2 × 30 s hold, each side", "10 reps"]
        assert [one["state"] for one in today["sessions"]] == ["open"]
        etag = phone.answer.headers["ETag"]
        phone("GET", "me/today", 304, **{"If-None-Match": etag})

        # 3. Plan reminders. The scheduler's clock is two minutes ahead, past the slot.
        def ahead() -> datetime:
            return clock.now() + timedelta(minutes=2)

        assert jobs.plan(clock=ahead) == 1
        assert jobs.plan(clock=ahead) == 0

        # 4. Send; the answer is lost on its way back, after the provider took the text.
        requests.post(
            f"{twilio.url}/faults", json={"seed": 1, "faults": {"drop_after": 1.0}, "limit": 1}, timeout=5
        )
        send = {"clock": ahead, "gateway": gateway, "pool": pool, "threads": 2, "waits": WAITS}
        assert jobs.send(**send) == 1
        # 5. Settle, and never send it twice.
        jobs.settle(clock=lambda: clock.now() + timedelta(minutes=4), gateway=gateway, waits=WAITS, pool=pool)
        assert jobs.send(**send) == 0
        [reminder] = [row for row in ledger(twilio) if "time for your exercises" in row["body"]]

        # 6. Delivery, by signed callbacks.
        def delivered() -> bool:
            return Message.objects.filter(kind="reminder", state="delivered", sid=reminder["sid"]).exists()

        eventually(delivered)

        # 7. The patient answers; a second identical delivery changes nothing.
        twiml = reply(twilio, PHONE, clinic.sender, "DONE 3")
        assert "Noted: done, pain 3" in twiml.text
        [heard] = [row for row in ledger(twilio) if row["direction"] == "in"]
        assert reply(twilio, PHONE, clinic.sender, "DONE 3", sid=heard["sid"]).text == twiml.text
        assert CheckIn.objects.get().pain == 3
        assert Reminder.objects.get().answered_at is not None
        today = phone("GET", "me/today", 200, **{"If-None-Match": etag})
        assert today["sessions"][0]["state"] == "done"
        changed = {
            "id": str(uuid4()),
            "session": today["sessions"][0]["session"],
            "outcome": "done",
            "pain": 4,
        }
        phone("POST", "me/check-ins", 201, changed)
        phone("POST", "me/check-ins", 200, changed)

        # 8. The practitioner sees it.
        [row] = practitioner("GET", "caseload", 200)["results"]
        assert row["patient"]["id"] == patient["id"]
        assert row["need"] == "fine"
        assert row["last_pain"]["pain"] == 4
        assert (row["adherence"]["numerator"], row["adherence"]["denominator"]) == (1, 1)
        assert row["adherence"]["response_rate"] == 100
        record = practitioner("GET", f"patients/{patient['id']}/record", 200)
        assert [one["pain"] for one in record["check_ins"]] == [4, 3]
