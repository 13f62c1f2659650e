"""A patient with nothing but text messages: a day, a week and a flare, on real processes and the stand-in's phone."""

import json
import time
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from backend import clock
from exercises.actions.reminders import Wish, set_reminder
from exercises.rules.dose import Dose
from tests import make
from tests.house import House, Practitioner, answers
from tests.library import drawn
from tests.standin import eventually, ledger, noon_zone, reply

EMAIL, PASSWORD = "practitioner@demo.example", "a-long-password"
PHONE, SENDER = "+16045550142", "+16045557777"
ONE_DAY = timedelta(days=1)


def make_rows() -> None:
    """A patient with a program of three exercises, reminded every day at about noon. Prints their id."""
    now = clock.now()
    staff = make.staff(
        make.clinic(sender=SENDER, name="Harbour"), email=EMAIL, password=PASSWORD, first_name="Robin"
    )
    zone = noon_zone(now)
    patient = make.patient(staff.clinic, zone=zone, phone=PHONE, first_name="Ana", practitioner=staff)
    doses = (Dose(sets=3, reps=12), Dose(sets=3, hold_s=30), Dose(duration_s=600))
    today = now.astimezone(ZoneInfo(zone)).date()
    exercises = [drawn(slug) for slug in ("bridge", "figure-four-stretch", "walking")]
    program = make.program(phases=((1, 28, doses),), exercises=exercises)
    make.assignment(patient, program, starts_on=today, by=staff.user, now=now)
    minute = (now - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).time().replace(second=0, microsecond=0)
    wish = Wish((minute,), frozenset(range(7)))
    set_reminder(patient, wish, by=None, now=now - timedelta(minutes=10))
    print(json.dumps(str(patient.pk)))


class Phone:
    """The patient's phone: what it got, and what it answers."""

    def __init__(self, house: House) -> None:
        self.house, self.read = house, 0

    def texts(self) -> list[dict[str, Any]]:
        return [row for row in ledger(self.house.twilio) if row["to"] == PHONE]

    def comes(self, *words: str) -> str:
        """Waits for the next text, which holds these words."""
        eventually(lambda: len(self.texts()) > self.read, 30)
        body = str(self.texts()[self.read]["body"])
        self.read += 1
        for word in words:
            assert word in body, body
        return body

    def next_day(self, by: timedelta = ONE_DAY) -> None:
        """Goes on once everything has arrived, and all of it was read."""
        eventually(lambda: all(row["status"] in ("delivered", "received") for row in self.texts()), 30)
        assert len(self.texts()) == self.read
        self.house.move_on(by)

    def says(self, body: str, *words: str) -> str:
        """Texts it; the answer comes with the webhook, and holds these words."""
        reply(self.house.twilio, PHONE, SENDER, body)
        return self.comes(*words)


@pytest.mark.process
@pytest.mark.timeout(300)
def test_a_day_a_week_and_a_flare_with_nothing_but_texts(house: House) -> None:
    house.manage("migrate", "-v", "0")
    patient = json.loads(house.ask("test_by_text", "make_rows()"))
    house.start_sandbox()
    house.start_web()
    house.start_scheduler()
    eventually(lambda: answers(f"{house.web}/health/ready"), 30)
    phone = Phone(house)

    def practitioner() -> Practitioner:
        """Signed in anew: no sign-in lasts for days."""
        return Practitioner(house.web, EMAIL, PASSWORD)

    # The first day: the whole program by text, one exercise after the other, with its pictures.
    phone.comes("Harbour: time for your exercises, Ana.")
    phone.says("Hi, what is all this? GO", "a person will read it")
    phone.says("go", "1 of 3: ", "3 x 12 reps")
    eventually(lambda: [one["content_type"] for one in phone.texts()[-1]["media"]] == ["image/jpeg"])
    phone.says("HOW", "Bridge: Lie on your back", "MORE for the rest.")
    phone.says("more", "Do not arch your back")
    phone.says("next", "2 of 3: ", "3 x 30 s hold")
    phone.says("too hard", "is hard")
    phone.says("PAIN 4", "Noted: pain 4.")
    phone.says("next", "3 of 3: ", "10 min")
    phone.says("next", "That was the last one, Ana.")
    phone.says("DONE 3", "Noted: done, pain 3.")
    [first, pain] = practitioner().record(patient)["check_ins"]
    assert (first["outcome"], first["pain"], pain["pain"]) == ("done", 3, 4)
    phone.says("who", "Robin", "Harbour")
    phone.says("when", "Ana, your next reminders:")

    # The second: put off by a little, then a part of it, corrected.
    phone.next_day()
    phone.comes("time for your exercises")
    phone.says("LATER 2h", "We will text you again at 1")
    phone.next_day(timedelta(hours=2, minutes=1))
    phone.comes("time for your exercises")
    phone.says("did 2 of 3, leg 6/10", "part done, pain 6")
    phone.says("FIX pain was 5", "pain 5")

    # The third: a flare. The easier exercises count at once, staff know of it.
    phone.next_day(ONE_DAY - timedelta(hours=2, minutes=1))
    phone.comes("time for your exercises")
    phone.says("FLARE", "Easier exercises count today and tomorrow")
    assert "flare" in [alert["kind"] for alert in practitioner().get("alerts")["results"]]
    phone.says("GO", "1 of 3: ", "3 x 8 reps")
    phone.says("exit", "Nothing is noted yet")
    phone.says("skip, too sore", "not this time")

    # The fourth: asked how it is, the easier exercises count still.
    phone.next_day()
    phone.comes("how is it today, Ana?")
    phone.says("4", "pain 4")
    phone.says("today", "1 of 3: ", "3 x 8 reps")
    phone.says("done 4", "Noted: done, pain 4.")

    # The fifth: back to the whole of it.
    phone.next_day()
    phone.comes("time for your exercises")
    phone.says("go", "1 of 3: ", "3 x 12 reps")
    phone.says("next", "2 of 3: ")
    phone.says("exit", "Noted: 1 of 3 exercises.")
    phone.says("go", "2 of 3: ")
    phone.says("done 2", "Noted: done, pain 2.")

    # The sixth goes by without a word; on the seventh it is told, and what is wished is changed.
    phone.next_day()
    phone.comes("time for your exercises")
    phone.next_day()
    phone.comes("time for your exercises")
    phone.says("LOG yesterday", "Noted as done:")
    phone.says("done 1", "Noted: done, pain 1.")
    phone.says("TIME 8:30 and 6 pm", "8:30", "18:00")
    phone.says("PAUSE 3 days", "No reminders until")
    phone.says("RESUME", "reminders are on again")
    phone.says("please call me", "is asked to phone you")
    phone.says("STOP", "You are unsubscribed")

    told = reversed(practitioner().record(patient)["check_ins"])
    outcomes = {row["session"][:10]: row["outcome"] for row in told if row["outcome"]}
    assert list(outcomes.values()) == ["done", "part", "skipped", "done", "done", "done", "done"]
    [row] = practitioner().get("caseload")["results"]
    assert row["adherence"]["percent"] == 81  # 5 of 7 done, two thirds of one, nothing of one
    kinds = {alert["kind"] for alert in practitioner().get("alerts")["results"]}
    assert {"message", "flare", "call", "opted_out"} <= kinds

    # After STOP nothing more comes.
    phone.next_day()
    time.sleep(3)
    assert len(phone.texts()) == phone.read
