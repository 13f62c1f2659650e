"""LATER: one more text comes when the patient asked for it, and asks what the one before asked."""

from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from exercises.actions.receive import Inbound, receive_text
from exercises.actions.reminders import plan_due
from exercises.actions.send import claim_due, write_claimed
from exercises.gateway import Outgoing
from exercises.models import Alert, CheckIn, Message, Patient, Reminder
from exercises.rules.lifecycle import MessageState
from tests import make

pytestmark = pytest.mark.django_db

VANCOUVER = ZoneInfo("America/Vancouver")
NOW = make.NOW  # Wednesday 09:00 in Vancouver


@pytest.fixture
def patient() -> Patient:
    patient = make.patient(make.clinic(texts_a_day=1, texts_a_week=1))
    make.assignment(patient)
    make.reminder_setting(patient, time(9), now=NOW - timedelta(hours=1))
    return patient


def tick(now: datetime) -> list[Outgoing]:
    plan_due(now=now)
    worker = uuid4()
    claimed = claim_due(now=now, worker=worker, lease=timedelta(minutes=1), limit=10)
    outgoing = write_claimed(claimed, now=now, worker=worker).outgoing
    ids = [one.message_id for one in outgoing]
    Message.objects.filter(pk__in=ids).update(state=MessageState.SENT, in_flight=False)
    for one in ids:
        Message.objects.filter(pk=one).update(sid=f"SM{one.hex}")
    return outgoing


def text(patient: Patient, body: str, now: datetime = NOW) -> str:
    answer = receive_text(
        Inbound(f"SM{uuid4().hex}", patient.phone, patient.clinic.sender, body), now=now, by_webhook=True
    )
    assert answer is not None
    return answer.body


def local(hour: int, minute: int = 0, day: int = 18) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VANCOUVER)


def test_one_more_text_comes_when_it_was_asked_for_whatever_the_limits(patient: Patient) -> None:
    assert len(tick(NOW)) == 1
    assert "again at 11:00" in text(patient, "LATER 2h")
    assert tick(local(10, 59)) == []
    [again] = tick(local(11))
    assert again.to == patient.phone
    assert not Alert.objects.exists()
    text(patient, "done 3", now=local(11, 5))
    assert CheckIn.objects.get().day == NOW.date()


def test_it_can_be_put_off_again(patient: Patient) -> None:
    tick(NOW)
    text(patient, "later 1h")
    assert len(tick(local(10))) == 1
    assert "again at 18:00" in text(patient, "remind me at 6pm", now=local(10, 1))
    assert len(tick(local(18))) == 1


def test_who_did_them_meanwhile_is_not_texted(patient: Patient) -> None:
    tick(NOW)
    text(patient, "in an hour")
    text(patient, "done", now=local(9, 30))
    assert tick(local(10)) == []
    assert Reminder.objects.get(asked_for=True).held == "already_reported"


def test_it_asks_about_the_rounds_the_one_before_asked_about(patient: Patient) -> None:
    tick(NOW)
    text(patient, "later")
    before, after = Reminder.objects.order_by("due_at")
    assert (after.first_round, after.last_round) == (before.first_round, before.last_round)
    assert after.day == before.day


@pytest.mark.parametrize("body", ["tomorrow", "at 10pm", "after midnight, at 1am"])
def test_a_time_of_another_day_or_of_the_quiet_hours_leaves_it_at_the_next_reminder(
    patient: Patient, body: str
) -> None:
    tick(NOW)
    assert "next reminder comes Thu 09:00" in text(patient, body)
    assert not Reminder.objects.filter(asked_for=True).exists()


def test_without_a_time_it_says_how_to_answer(patient: Patient) -> None:
    tick(NOW)
    assert "LATER 2h" in text(patient, "not yet")
    assert not Reminder.objects.filter(asked_for=True).exists()


def test_who_is_reminded_never_is_told_how_to_get_reminders() -> None:
    patient = make.patient()
    make.assignment(patient)
    assert "no reminders are set. Reply TIME" in text(patient, "later")
    assert not Reminder.objects.exists()


def test_the_same_minute_as_a_slot_is_asked_about_once() -> None:
    patient = make.patient()
    make.assignment(patient)
    make.reminder_setting(patient, time(9), time(11), now=NOW - timedelta(hours=1))
    tick(NOW)
    text(patient, "LATER 2h")
    sent = [*tick(local(11)), *tick(local(11) + timedelta(seconds=5)), *tick(local(11, 1))]
    assert len(sent) == 1


def test_an_opt_out_after_it_holds_it(patient: Patient) -> None:
    tick(NOW)
    text(patient, "LATER 2h")
    receive_text(
        Inbound("SMstop", patient.phone, patient.clinic.sender, "STOP", keyword="STOP"),
        now=NOW,
        by_webhook=True,
    )
    assert tick(local(11)) == []
    assert Reminder.objects.get(asked_for=True).held == "opted_out"
