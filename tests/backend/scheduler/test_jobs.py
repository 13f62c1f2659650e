"""The scheduler's jobs against the stand-in over HTTP, in every misbehaviour it knows: one text a slot, always."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import requests
from django.db import connection
from django.db.models import F
from django.test import Client

from backend import clock
from backend.scheduler import calls, jobs
from backend.scheduler.clockwork import Clockwork
from backend.sms.sandbox import Sandbox
from backend.sms.twilio import TwilioGateway
from exercises.actions.concerns import TOLD_AFTER, answer_concern, write_concern
from exercises.gateway import Answer, Outgoing, SmsGateway, Unknown
from exercises.models import (
    Alert,
    CheckIn,
    Clinic,
    Heartbeat,
    Mark,
    Message,
    Patient,
    Reminder,
    ReminderSetting,
)
from exercises.terms import AlertKind, Direction, ReminderState
from tests import make
from tests.fakes import RecordingGateway
from tests.standin import ACCOUNT, TOKEN, eventually, ledger, noon_zone, reply, sandbox

WAITS = jobs.Waits(
    lease=timedelta(seconds=60), look_up_after=timedelta(seconds=30), absent_after=timedelta(minutes=3)
)


def due_patients(count: int) -> list[Patient]:
    """Patients of one clinic with a reminder that was due a minute ago."""
    now = clock.now()
    zone = noon_zone(now)
    clinic = make.clinic(allowed_from=time_of_day(0, 0), allowed_until=time_of_day(0, 0), texts_a_second=1000)
    by, program = make.staff(clinic).user, make.program()
    at = (now - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).time().replace(second=0, microsecond=0)
    made = []
    for _ in range(count):
        patient = make.patient(clinic, zone=zone, signed_up=False)
        make.assignment(patient, program, starts_on=now.astimezone(ZoneInfo(zone)).date(), by=by, now=now)
        make.reminder_setting(patient, at, now=now - timedelta(hours=1))
        made.append(patient)
    return made


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def send(gateway: SmsGateway, pool: ThreadPoolExecutor, *, threads: int = 4, **more: Any) -> int:
    given: dict[str, Any] = {"clock": clock.now, "threads": threads, "waits": WAITS}
    return jobs.send(gateway=gateway, pool=pool, **(given | more))


def settle(gateway: SmsGateway) -> int:
    with ThreadPoolExecutor(2) as asking:
        return jobs.settle(clock=clock.now, gateway=gateway, waits=WAITS, pool=asking)


def five_minutes_pass() -> None:
    """For the texts that wait: what was tried now was tried five minutes ago."""
    passed = timedelta(minutes=5)
    Message.objects.filter(attempted_at__isnull=False).update(attempted_at=F("attempted_at") - passed)
    Message.objects.filter(try_at__isnull=False).update(try_at=F("try_at") - passed)
    Reminder.objects.update(try_at=F("try_at") - passed)


# --- against a provider that keeps what it is handed -------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_more_than_fits_one_batch_goes_out_in_one_run_and_once(pool: ThreadPoolExecutor) -> None:
    patients = due_patients(21)
    gateway = RecordingGateway(clock.now)
    assert jobs.plan(clock=clock.now) == 21
    assert send(gateway, pool, threads=2) == 21
    assert Counter(one.to for one in gateway.taken) == Counter(one.phone for one in patients)
    assert (jobs.plan(clock=clock.now), send(gateway, pool)) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_planning_goes_on_until_nothing_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    due_patients(7)
    monkeypatch.setattr(jobs, "PLANNED_AT_ONCE", 3)
    assert jobs.plan(clock=clock.now) == 7
    assert Reminder.objects.count() == 7


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_provider_is_called(pool: ThreadPoolExecutor) -> None:
    due_patients(3)
    committed = []

    def look(outgoing: Outgoing) -> Answer | None:
        try:
            committed.append(Message.objects.get(pk=outgoing.message_id).state)
        finally:
            connection.close()
        return None

    jobs.plan(clock=clock.now)
    send(RecordingGateway(clock.now, look), pool)
    assert committed == ["written"] * 3


@pytest.mark.django_db(transaction=True)
def test_a_text_that_could_not_be_called_in_time_is_put_back_and_goes_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    due_patients(3)
    monkeypatch.setattr(calls, "CALLED_WITHIN_S", 0.6)

    def slow(_: Outgoing) -> None:
        time.sleep(0.9)

    gateway = RecordingGateway(clock.now, slow)
    jobs.plan(clock=clock.now)
    with ThreadPoolExecutor(1) as one_at_a_time:
        send(gateway, one_at_a_time, threads=2)
        assert len(gateway.taken) == 1
        assert Message.objects.filter(state="absent", error_code="not-tried").count() == 2
        assert send(gateway, one_at_a_time) == 0
        for _ in range(2):
            five_minutes_pass()
            send(gateway, one_at_a_time, threads=1)
    assert sorted(Counter(one.to for one in gateway.taken).values()) == [1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_one_call_that_breaks_takes_no_other_answer_with_it(pool: ThreadPoolExecutor) -> None:
    patients = due_patients(6)
    gateway = RecordingGateway(clock.now)

    def break_at_the_first(outgoing: Outgoing) -> Answer | None:
        if outgoing.to == patients[0].phone:
            raise ZeroDivisionError
        return None

    gateway.answer = break_at_the_first
    jobs.plan(clock=clock.now)
    send(gateway, pool)
    assert Message.objects.filter(sid__isnull=False).count() == 5
    assert Message.objects.get(sid=None).state in ("written", "unknown")


@pytest.mark.django_db(transaction=True)
def test_told_to_stop_it_takes_up_no_further_batch(pool: ThreadPoolExecutor) -> None:
    due_patients(9)
    gateway = RecordingGateway(clock.now)
    jobs.plan(clock=clock.now)
    assert send(gateway, pool, threads=1, stopping=lambda: len(gateway.taken) >= 1) < 9
    assert Reminder.objects.filter(state=ReminderState.PLANNED).exists()
    assert not Message.objects.unsettled().exists()


@pytest.mark.django_db(transaction=True)
def test_schedulers_side_by_side_double_nothing() -> None:
    patients = due_patients(24)
    gateway = RecordingGateway(clock.now, lambda _: time.sleep(0.005))
    together = threading.Barrier(3)

    def scheduler() -> None:
        try:
            with ThreadPoolExecutor(2) as pool:
                together.wait(10)
                jobs.plan(clock=clock.now)
                send(gateway, pool, threads=2)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as side_by_side:
        for one in [side_by_side.submit(scheduler) for _ in range(3)]:
            one.result(60)
    assert Counter(one.to for one in gateway.taken) == Counter(one.phone for one in patients)
    assert Reminder.objects.filter(state=ReminderState.WRITTEN).count() == 24


@pytest.mark.django_db(transaction=True)
def test_settling_side_by_side_with_sending_doubles_nothing(pool: ThreadPoolExecutor) -> None:
    patients = due_patients(8)
    gateway = RecordingGateway(clock.now)
    lost = iter(range(5))

    def lose_some(outgoing: Outgoing) -> Answer | None:
        if next(lost, None) is None:
            return None
        gateway.take(outgoing)
        return Unknown("dropped")

    gateway.answer = lose_some
    jobs.plan(clock=clock.now)
    send(gateway, pool)
    five_minutes_pass()

    def both(_: int) -> None:
        try:
            settle(gateway)
            send(gateway, pool)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as side_by_side:
        list(side_by_side.map(both, range(2)))
    assert Counter(one.to for one in gateway.taken) == Counter(one.phone for one in patients)
    assert not Message.objects.unsettled().exists()


@pytest.mark.django_db
def test_a_heartbeat_is_one_row_that_moves_on() -> None:
    jobs.heartbeat(clock=lambda: make.NOW)
    jobs.heartbeat(clock=lambda: make.NOW + timedelta(seconds=5))
    assert Heartbeat.objects.get(name="scheduler").at == make.NOW + timedelta(seconds=5)


@pytest.mark.django_db
def test_watching_tells_once_of_a_program_that_ends_soon() -> None:
    make.assignment(make.patient(), starts_on=make.NOW.date() - timedelta(days=22))
    assert [jobs.watch(clock=lambda: make.NOW) for _ in range(2)] == [1, 0]
    assert Alert.objects.get().kind == AlertKind.PROGRAM_ENDING


# --- against the stand-in, misbehaving ---------------------------------------------------------------------
@pytest.fixture
def twilio(live_server: Any, settings: Any, tmp_path: Path) -> Iterator[Sandbox]:
    """A stand-in that calls a real web server."""
    settings.PUBLIC_URL = live_server.url
    with sandbox(live_server.url, tmp_path) as stand_in:
        yield stand_in


def gateway_to(stand_in: Sandbox, settings: Any, *, timeout_seconds: float = 3) -> TwilioGateway:
    return TwilioGateway(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        api_url=stand_in.url,
        public_url=settings.PUBLIC_URL,
        timeout_seconds=timeout_seconds,
        threads=8,
    )


def order(stand_in: Sandbox, faults: dict[str, Any], *, limit: int) -> None:
    asked = {"seed": 3, "faults": faults, "limit": limit}
    requests.post(f"{stand_in.url}/faults", json=asked, timeout=5).raise_for_status()


def misbehaved(stand_in: Sandbox) -> int:
    """How often it did what it was ordered."""
    return int(requests.get(f"{stand_in.url}/faults", timeout=5).json()["total"])


FAULTS: dict[str, dict[str, Any]] = {
    "too many requests": {"429": 0.5},
    "an error before it was taken": {"500_before": 0.5},
    "an error after it was taken": {"500_after": 0.5},
    "dropped before it was taken": {"drop_before": 0.5},
    "dropped after it was taken": {"drop_after": 0.5},
    "taken at once, told too late": {"slow_after": {"rate": 0.5, "seconds": 0.8}},
    "taken after we gave up": {"slow": {"rate": 0.5, "seconds": 0.8}},
    "no callback ever": {"drop_after": 0.4, "callback_never": 1.0},
    "callbacks twice and out of order": {"drop_after": 0.4, "callback_shuffle": 0.5, "callback_repeat": 0.5},
    "everything": {"429": 0.1, "500_before": 0.1, "500_after": 0.1, "drop_before": 0.1, "drop_after": 0.1},
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("which", FAULTS)
def test_whatever_the_provider_does_each_slot_becomes_one_text(
    twilio: Sandbox, settings: Any, pool: ThreadPoolExecutor, which: str
) -> None:
    patients = due_patients(12)
    gateway = gateway_to(twilio, settings, timeout_seconds=0.4)
    order(twilio, FAULTS[which], limit=20)
    jobs.plan(clock=clock.now)
    rounds = 0
    while send(gateway, pool) or Message.objects.filter(sid=None).exists():
        rounds += 1
        assert rounds < 12, Counter(Message.objects.values_list("state", "error_code"))
        if "slow" in FAULTS[which]:
            time.sleep(1)  # the absence is believed long after the provider's slowest answer
        five_minutes_pass()
        settle(gateway)
    texted = Counter(row["to"] for row in ledger(twilio) if row["direction"] == "out")
    assert texted == Counter(patient.phone for patient in patients)
    assert misbehaved(twilio) >= 3
    assert set(Message.objects.values_list("sid", flat=True)) == {row["sid"] for row in ledger(twilio)}


@pytest.mark.django_db(transaction=True)
def test_a_provider_that_is_not_there_loses_nothing(
    settings: Any, tmp_path: Path, pool: ThreadPoolExecutor
) -> None:
    [patient] = due_patients(1)
    settings.PUBLIC_URL = "http://127.0.0.1:9"
    with sandbox(settings.PUBLIC_URL, tmp_path) as stand_in:
        gateway = gateway_to(stand_in, settings)
    jobs.plan(clock=clock.now)
    send(gateway, pool)
    assert Message.objects.get().state == "absent"
    five_minutes_pass()
    with sandbox(settings.PUBLIC_URL, tmp_path) as stand_in:
        send(gateway_to(stand_in, settings), pool)
        assert [row["to"] for row in ledger(stand_in)] == [patient.phone]


# --- texts that came while no web process was up -----------------------------------------------------------
def collect(gateway: SmsGateway, now: Callable[[], datetime] = clock.now) -> int:
    with ThreadPoolExecutor(2) as asking:
        return jobs.collect(
            clock=now,
            gateway=gateway,
            answered_by_provider=lambda _, __: False,
            picture_link=str,
            every=timedelta(0),
            pool=asking,
        )


@pytest.mark.django_db(transaction=True)
def test_texts_that_nobody_heard_are_read_once_and_answered(
    twilio: Sandbox, settings: Any, pool: ThreadPoolExecutor
) -> None:
    first, second = due_patients(2)
    ReminderSetting.objects.update(next_at=None, next_day=None, next_time=None)
    gateway = gateway_to(twilio, settings)
    Mark.objects.create(clinic=first.clinic, read_until=clock.now())
    settings.TWILIO_AUTH_TOKEN = "not the provider's"  # so that no webhook is heard
    sender = first.clinic.sender
    assert reply(twilio, first.phone, sender, "DONE 3").status_code == 502
    assert reply(twilio, second.phone, sender, "my back").status_code == 502
    settings.TWILIO_AUTH_TOKEN = TOKEN
    assert reply(twilio, second.phone, sender, "DONE 5").status_code == 200
    assert collect(gateway) == 0  # so young a text is left to its webhook

    def later() -> datetime:
        return clock.now() + jobs.WEBHOOK_FIRST + timedelta(seconds=1)

    assert [collect(gateway, later), collect(gateway, later)] == [2, 0]
    assert sorted(CheckIn.objects.values_list("pain", flat=True)) == [3, 5]
    assert jobs.answer(clock=later, gateway=gateway, pool=pool) == 2
    eventually(lambda: not Message.objects.filter(direction=Direction.OUT, sid=None).exists())
    answers = [row["to"] for row in ledger(twilio) if row["direction"] == "out"]
    assert Counter(answers) == {first.phone: 1, second.phone: 2}


@pytest.mark.django_db(transaction=True)
def test_the_patient_is_told_once_that_staff_answered(pool: ThreadPoolExecutor) -> None:
    [patient] = due_patients(1)
    entry, _ = write_concern(patient, "May I swim?", client_id=uuid4(), now=clock.now())
    answer_concern(entry.concern, "Yes.", by=make.staff(patient.clinic).user, now=clock.now())
    gateway = RecordingGateway(clock.now)
    assert jobs.tell(clock=clock.now, gateway=gateway, pool=pool) == 0

    def later() -> datetime:
        return clock.now() + TOLD_AFTER

    told = [jobs.tell(clock=later, gateway=gateway, pool=pool) for _ in range(3)]
    assert (told, [one.to for one in gateway.taken]) == ([1, 0, 0], [patient.phone])
    assert Message.objects.get(kind="concern").sid == gateway.taken[0].sid


@pytest.mark.django_db
def test_while_the_list_cannot_be_read_the_mark_stays() -> None:
    patient = make.patient()
    gateway = RecordingGateway(lambda: make.NOW + timedelta(minutes=1))
    assert collect(gateway, lambda: make.NOW) == 0
    gateway.receive(patient.phone, patient.clinic.sender, "hello")
    gateway.unreachable = True
    assert collect(gateway, lambda: make.NOW + timedelta(hours=5)) == 0
    gateway.unreachable = False
    assert collect(gateway, lambda: make.NOW + timedelta(hours=6)) == 1


# --- personal links ----------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_a_scheduler_sends_links_that_the_web_process_opens(settings: Any) -> None:
    settings.PUBLIC_URL = "https://h.example"
    [patient] = due_patients(1)
    Clinic.objects.update(link_in_reminders=True)
    gateway = RecordingGateway(clock.now)
    jobs.plan(clock=clock.now)
    assert Clockwork(gateway)._send() == 1
    [sent] = gateway.taken
    page = Client().get(sent.body[sent.body.index("/t/") :])
    assert page.status_code == 200
    assert patient.first_name in page.content.decode()
