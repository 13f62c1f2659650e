"""The house as it runs: stand-in, web server and scheduler as real processes on a database of their own."""

import json
import time
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import requests

from backend import clock
from exercises.actions.reminders import Wish, set_reminder
from exercises.models import Patient
from tests import make
from tests.house import House, Practitioner, answers, ended
from tests.standin import eventually, noon_zone, reply

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


# --- in one process after the other ------------------------------------------------------------------------
@pytest.mark.process
@pytest.mark.timeout(120)
def test_a_text_goes_out_its_answer_comes_in_and_no_end_of_a_process_loses_or_doubles_one(
    house: House,
) -> None:
    house.manage("migrate", "-v", "0")
    first, second = json.loads(house.ask("test_processes", "make_rows()"))
    house.ask("test_processes", f"remind({FIRST!r})")
    sandbox, web, scheduler = house.start_sandbox(), house.start_web(), house.start_scheduler()
    practitioner = Practitioner(house.web, EMAIL, PASSWORD)

    # A reminder goes out, is delivered, and its answer is a check-in.
    eventually(lambda: answers(f"{house.web}/health/ready"), 30)
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
    house.ask("test_processes", f"remind({SECOND!r})")
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
