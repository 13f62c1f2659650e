"""Texts that came while no web process was up are read from the provider's list, once."""

from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest

from exercises.actions.collect import OVERLAP, collect
from exercises.actions.receive import Inbound, receive_text
from exercises.actions.reminders import plan_due
from exercises.actions.send import claim_due, write_claimed
from exercises.gateway import ProviderMessage
from exercises.models import Alert, CheckIn, Clinic, Mark, Message, OptOut, Patient
from exercises.terms import AlertKind, Direction
from tests import make
from tests.fakes import RecordingGateway

pytestmark = pytest.mark.django_db

NOW = make.NOW
MINUTE = timedelta(minutes=1)


class Clock:
    """The time by which the provider dates what comes in."""

    now = NOW


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gateway(clock: Clock) -> RecordingGateway:
    return RecordingGateway(now=lambda: clock.now)


@pytest.fixture
def patient() -> Patient:
    """Somebody with a program, at a clinic whose texts have been read until now."""
    patient = make.patient()
    make.assignment(patient)
    Mark.objects.create(clinic=patient.clinic, read_until=NOW)
    return patient


def read(gateway: RecordingGateway, *, at: datetime, by_provider: bool = False) -> int:
    return collect(gateway, now=at, answered_by_provider=lambda _, __: by_provider, picture_link=str)


def marked(patient: Patient) -> datetime:
    return Mark.objects.get(clinic=patient.clinic).read_until


def test_texts_that_came_while_the_web_was_down_are_read_once(
    clock: Clock, gateway: RecordingGateway, patient: Patient
) -> None:
    for minutes, body in ((1, "DONE 3"), (2, "is that normal?"), (3, "thanks")):
        clock.now = NOW + minutes * MINUTE
        gateway.receive(patient.phone, patient.clinic.sender, body)
    assert read(gateway, at=NOW + 5 * MINUTE) == 3
    assert CheckIn.objects.get().pain == 3
    assert Alert.objects.filter(kind=AlertKind.MESSAGE).exists()
    answers = Message.objects.out()
    assert {(answer.state, answer.by_twiml) for answer in answers} == {("absent", False)}
    kept = Message.objects.count()
    for minutes in (6, 7, 60):
        assert read(gateway, at=NOW + minutes * MINUTE) == 0
    assert Message.objects.count() == kept


def test_what_the_webhook_took_is_not_read_again(
    clock: Clock, gateway: RecordingGateway, patient: Patient
) -> None:
    gateway.receive(patient.phone, patient.clinic.sender, "DONE 3")
    (listed,) = gateway.inbound
    receive_text(Inbound(listed.sid, listed.sender, listed.to, listed.body), now=NOW, by_webhook=True)
    assert read(gateway, at=NOW + MINUTE) == 0
    assert CheckIn.objects.count() == 1


def test_what_collect_took_is_not_taken_again_by_a_late_webhook(
    gateway: RecordingGateway, patient: Patient
) -> None:
    gateway.receive(patient.phone, patient.clinic.sender, "DONE 3")
    read(gateway, at=NOW + MINUTE)
    (listed,) = gateway.inbound
    receive_text(
        Inbound(listed.sid, listed.sender, listed.to, listed.body), now=NOW + 2 * MINUTE, by_webhook=True
    )
    assert (CheckIn.objects.count(), Message.objects.filter(direction="in").count()) == (1, 1)


def test_the_mark_moves_on_and_never_back(gateway: RecordingGateway, patient: Patient) -> None:
    read(gateway, at=NOW + 5 * MINUTE)
    assert marked(patient) == NOW + 5 * MINUTE
    read(gateway, at=NOW + 2 * MINUTE)
    assert marked(patient) == NOW + 5 * MINUTE


def test_a_text_listed_late_is_found_within_the_overlap(
    clock: Clock, gateway: RecordingGateway, patient: Patient
) -> None:
    read(gateway, at=NOW + 30 * MINUTE)
    clock.now = NOW + 30 * MINUTE - OVERLAP
    gateway.receive(patient.phone, patient.clinic.sender, "DONE 3")
    clock.now -= MINUTE
    gateway.receive(patient.phone, patient.clinic.sender, "DONE 4")
    assert read(gateway, at=NOW + 31 * MINUTE) == 1
    assert CheckIn.objects.get().pain == 3


def test_after_a_week_of_silence_all_of_it_is_read(
    clock: Clock, gateway: RecordingGateway, patient: Patient
) -> None:
    for days in range(7):
        clock.now = NOW + timedelta(days=days)
        gateway.receive(patient.phone, patient.clinic.sender, f"day {days}, please call me")
    assert read(gateway, at=NOW + timedelta(days=7)) == 7


def test_what_came_before_the_first_reading_is_never_read(clock: Clock, gateway: RecordingGateway) -> None:
    patient = make.patient()
    for minutes in (-60, -5, -1):
        clock.now = NOW + minutes * MINUTE
        gateway.receive(patient.phone, patient.clinic.sender, "STOP")
    assert [read(gateway, at=NOW + minutes * MINUTE) for minutes in (0, 1, 2, 9, 10, 11, 30)] == [0] * 7
    assert not Message.objects.exists()
    assert not OptOut.objects.exists()


def test_what_comes_after_the_first_reading_is_read(clock: Clock, gateway: RecordingGateway) -> None:
    patient = make.patient()
    read(gateway, at=NOW)
    clock.now = NOW + timedelta(seconds=30)
    gateway.receive(patient.phone, patient.clinic.sender, "STOP")
    assert [read(gateway, at=NOW + minutes * MINUTE) for minutes in (1, 2, 12)] == [1, 0, 0]
    clock.now = NOW + 12 * MINUTE
    gateway.receive(patient.phone, patient.clinic.sender, "START")
    assert read(gateway, at=NOW + 13 * MINUTE) == 1


def test_a_failed_look_up_changes_nothing_and_the_texts_are_read_later(
    gateway: RecordingGateway, patient: Patient
) -> None:
    gateway.receive(patient.phone, patient.clinic.sender, "DONE 3")
    gateway.unreachable = True
    assert read(gateway, at=NOW + timedelta(hours=5)) == 0
    assert marked(patient) == NOW
    assert not Message.objects.exists()
    gateway.unreachable = False
    assert read(gateway, at=NOW + timedelta(hours=6)) == 1


def test_a_stop_is_collected_and_what_the_provider_answers_itself_is_not_answered(
    gateway: RecordingGateway, patient: Patient
) -> None:
    gateway.receive(patient.phone, patient.clinic.sender, "STOP")
    assert read(gateway, at=NOW + MINUTE, by_provider=True) == 1
    assert OptOut.objects.get().phone == patient.phone
    assert not Message.objects.out().exists()


def test_a_stop_that_we_answer_is_confirmed_once(gateway: RecordingGateway, patient: Patient) -> None:
    gateway.receive(patient.phone, patient.clinic.sender, "STOP")
    read(gateway, at=NOW + MINUTE)
    read(gateway, at=NOW + 2 * MINUTE)
    assert "Reply START to begin again" in Message.objects.out().get().body


@pytest.mark.parametrize(
    ("bodies", "stopped"),
    [
        (["STOP", "STOP EXERCISE"], ["all"]),
        (["STOP EXERCISE", "STOP"], ["all"]),
        (["STOP VISITS", "STOP EXERCISE"], ["exercise", "visits"]),
        (["STOP", "START"], []),
        (["START", "STOP EXERCISE"], ["exercise"]),
    ],
    ids=" then ".join,
)
def test_of_stops_read_late_none_takes_back_a_wider_one(
    gateway: RecordingGateway, patient: Patient, bodies: list[str], stopped: list[str]
) -> None:
    for body in bodies:
        gateway.receive(patient.phone, patient.clinic.sender, body)
    read(gateway, at=NOW + MINUTE)
    assert sorted(one.topic for one in OptOut.objects.in_force()) == stopped


def test_our_own_texts_in_the_list_are_not_read(gateway: RecordingGateway, patient: Patient) -> None:
    sender = patient.clinic.sender
    gateway.inbound.append(ProviderMessage("SM1", Direction.OUT, sender, sender, "hello", "sent", NOW))
    assert read(gateway, at=NOW + MINUTE) == 0


def test_each_clinic_is_read_by_its_own_mark(
    clock: Clock, gateway: RecordingGateway, patient: Patient
) -> None:
    other = make.patient()
    Mark.objects.create(clinic=other.clinic, read_until=NOW - timedelta(hours=2))
    clock.now = NOW - timedelta(hours=1)
    for one in (patient, other):
        gateway.receive(one.phone, one.clinic.sender, "done")
    assert read(gateway, at=NOW + MINUTE) == 1
    assert Message.objects.get(direction="in").clinic == Clinic.objects.get(pk=other.clinic_id)


def test_a_text_read_the_next_morning_counts_for_the_evening_it_was_written(
    clock: Clock, gateway: RecordingGateway, patient: Patient
) -> None:
    evening = NOW + timedelta(hours=11)  # 20:00 in Vancouver
    clock.now = evening
    gateway.receive(patient.phone, patient.clinic.sender, "done 2")
    read(gateway, at=NOW + timedelta(days=1))
    assert CheckIn.objects.get().day == date(2026, 11, 18)


def test_a_text_read_late_answers_the_reminder_before_it_and_not_one_after(
    clock: Clock, gateway: RecordingGateway, patient: Patient
) -> None:
    make.reminder_setting(patient, time(9), now=NOW - timedelta(hours=1))
    for days in (0, 1):
        now, worker = NOW + timedelta(days=days), uuid4()
        plan_due(now=now)
        claimed = claim_due(now=now, worker=worker, lease=MINUTE, limit=10)
        write_claimed(claimed, now=now, worker=worker)
        Message.objects.out().update(in_flight=False, sid=None)
        if not days:
            clock.now = now + timedelta(hours=3)
            gateway.receive(patient.phone, patient.clinic.sender, "done")
    read(gateway, at=NOW + timedelta(days=1, minutes=1))
    assert CheckIn.objects.get().day == date(2026, 11, 18)
