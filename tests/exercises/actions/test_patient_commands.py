"""What a patient asks for in a word is done, and answered in one text."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from exercises.actions.alert import raise_alert
from exercises.actions.patient_commands import (
    ask_for_call,
    carry_out,
    change_times,
    flare_up,
    pause_reminders,
    resume,
    when_text,
    who_text,
)
from exercises.models import Alert, CheckIn, Flare, Message, Patient, ReminderSetting
from exercises.reads.caseload import caseload
from exercises.rules.patient_commands import CommandKind, read_command
from exercises.terms import AlertKind, Direction, MessageKind
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
"""Wednesday, 09:00 on the patients' clocks."""
TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)


@pytest.fixture
def patient() -> Patient:
    clinic = make.clinic(name="Harbour")
    return make.patient(clinic, first_name="Ana")


def text_from(patient: Patient, body: str) -> Message:
    return Message.objects.create(
        clinic=patient.clinic,
        patient=patient,
        direction=Direction.IN,
        kind=MessageKind.INBOUND,
        our_number=patient.clinic.sender,
        their_number=patient.phone,
        body=body,
        state="received",
        created_at=NOW,
    )


def test_who_names_the_practitioner_and_else_the_clinic(patient: Patient) -> None:
    assert who_text(patient).startswith("Harbour looks after you, Ana. Phone 604 555 0199")
    patient.practitioner = make.staff(patient.clinic, first_name="Kim", last_name="Lee")
    assert who_text(patient).startswith("Kim Lee at Harbour looks after you, Ana.")
    patient.practitioner.active = False
    assert who_text(patient).startswith("Harbour looks after you")


def test_when_names_the_next_slots_on_the_patient_s_own_clock(patient: Patient) -> None:
    assert "no reminders are set" in when_text(patient, now=NOW)
    make.reminder_setting(patient, time(8, 30), time(18), weekdays=[2, 4])
    assert "Wed 18:00, Fri 08:30, Fri 18:00." in when_text(patient, now=NOW)


def test_time_changes_the_times_and_keeps_the_weekdays(patient: Patient) -> None:
    make.reminder_setting(patient, time(9), weekdays=[0, 2])
    words = change_times(patient, [time(8, 30), time(18)], now=NOW)
    assert "at 08:30, 18:00. The next one: Wed 18:00." in words
    setting = ReminderSetting.objects.get()
    assert (setting.times, setting.weekdays) == (["08:30", "18:00"], [0, 2])


def test_time_begins_reminders_on_every_day(patient: Patient) -> None:
    change_times(patient, [time(8, 30)], now=NOW)
    assert ReminderSetting.objects.get().weekdays == list(range(7))


@pytest.mark.parametrize(
    ("times", "says"),
    [
        ([], "Which times"),
        ([time(6)], "between 08:00 and 21:00 only"),
        ([time(9, minute) for minute in range(9)], "at most 8 times a day"),
    ],
)
def test_times_that_cannot_be_are_answered_with_why(patient: Patient, times: Any, says: str) -> None:
    make.reminder_setting(patient, time(9))
    assert says in change_times(patient, times, now=NOW)
    assert ReminderSetting.objects.get().times == ["09:00"]


def test_pause_holds_reminders_until_the_day_and_resume_ends_it(patient: Patient) -> None:
    make.reminder_setting(patient, time(18))
    assert "No reminders until Sat 21." in pause_reminders(patient, TODAY + 3 * A_DAY, now=NOW)
    assert ReminderSetting.objects.get().paused_until == TODAY + 3 * A_DAY
    assert "paused until Sat 21" in when_text(patient, now=NOW)
    assert "The next one: Wed 18:00." in (resume(patient, now=NOW) or "")
    assert ReminderSetting.objects.get().paused_until is None
    assert resume(patient, now=NOW) is None


def test_other_times_do_not_end_a_pause(patient: Patient) -> None:
    make.reminder_setting(patient, time(18))
    pause_reminders(patient, TODAY + 3 * A_DAY, now=NOW)
    assert "The next one: Sat 10:00." in change_times(patient, [time(10)], now=NOW)


@pytest.mark.parametrize("until", [None, TODAY, TODAY + 15 * A_DAY])
def test_a_pause_without_or_past_its_length_is_asked_for(patient: Patient, until: date | None) -> None:
    make.reminder_setting(patient, time(18))
    assert "at most 14 days" in pause_reminders(patient, until, now=NOW)
    assert ReminderSetting.objects.get().paused_until is None


def test_the_longest_pause_is_fourteen_days(patient: Patient) -> None:
    make.reminder_setting(patient, time(18))
    assert "Wed 2." in pause_reminders(patient, TODAY + 14 * A_DAY, now=NOW)


def test_call_raises_one_alert_and_stands_in_the_caseload(patient: Patient) -> None:
    first, second = text_from(patient, "call me"), text_from(patient, "call me about my leg")
    assert "asked to phone you" in ask_for_call(patient, first, now=NOW)
    ask_for_call(patient, second, now=NOW)
    alert = Alert.objects.get()
    assert (alert.kind, alert.message, alert.repeated_at) == (AlertKind.CALL, second, NOW)
    (row,) = caseload(patient.clinic_id, now=NOW)
    assert (row["need"], row["reason"]) == ("call", "Asked to be phoned.")


def test_flare_is_opened_told_and_asked_about(patient: Patient) -> None:
    make.assignment(patient, starts_on=TODAY)
    make.reminder_setting(patient, time(18), time(9, 30))
    text = text_from(patient, "FLARE")
    words = flare_up(patient, text, now=NOW)
    assert "Tomorrow at 09:30 we ask how it is" in words and words.endswith("call 911.")
    assert Flare.objects.get().message == Alert.objects.get().message == text
    assert "up to and including Thu 19" in flare_up(patient, text_from(patient, "flare"), now=NOW)
    (row,) = caseload(patient.clinic_id, now=NOW)
    assert row["need"] == "flare"


def test_without_reminders_nobody_promises_to_ask(patient: Patient) -> None:
    make.assignment(patient, starts_on=TODAY)
    words = flare_up(patient, None, now=NOW)
    assert "Easier exercises count today and tomorrow" in words and "we ask" not in words


def test_the_pain_told_with_a_flare_is_kept_and_raises_what_it_raises(patient: Patient) -> None:
    make.assignment(patient, starts_on=TODAY)
    flare_up(patient, text_from(patient, "flare 8"), pain=8, now=NOW)
    assert CheckIn.objects.get().pain == 8
    assert set(Alert.objects.values_list("kind", flat=True)) == {"flare", "pain"}


def test_staff_are_told_of_a_flare_with_nothing_to_ease(patient: Patient) -> None:
    words = flare_up(patient, text_from(patient, "flare 6"), pain=6, now=NOW)
    assert "a person will look at it" in words
    alert = Alert.objects.get()
    assert alert.kind == AlertKind.FLARE and "no program is active. Pain 6 of 10." in alert.detail


def test_while_a_safety_alert_is_open_no_exercises_are_promised(patient: Patient) -> None:
    make.assignment(patient, starts_on=TODAY)
    raise_alert(AlertKind.SAFETY, clinic=patient.clinic, patient=patient, detail="x", key="k", now=NOW)
    assert "No exercises count for you today" in flare_up(patient, None, now=NOW)


@pytest.mark.parametrize("body", ["who", "when", "time", "pause", "flare", "call"])
def test_every_command_is_answered(patient: Patient, body: str) -> None:
    command = read_command(body, today=TODAY)
    assert command is not None and command.kind == CommandKind(body)
    assert "Ana" in carry_out(patient, command, text_from(patient, body), now=NOW)
