"""How often a patient is texted: limits, silence and what ends it, one text more, and fewer for who does well."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from exercises.actions.alert import close_alert
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.delivery import Answered, settle_answers
from exercises.actions.opting import opt_out
from exercises.actions.receive import Inbound, receive_text
from exercises.actions.reminders import Wish, plan_due, set_reminder
from exercises.actions.send import claim_due, write_claimed
from exercises.gateway import Accepted, Answer, Refused
from exercises.models import Alert, CheckIn, Message, Patient, Program, Reminder
from exercises.rules.dose import Dose
from exercises.rules.sessions import SessionName, local_date
from exercises.terms import AlertKind, CheckInSource, Held, Outcome, RefusalKind, ReminderState
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db

HOUR, DAY, LEASE = timedelta(hours=1), timedelta(days=1), timedelta(seconds=60)
EVERY_DAY = frozenset(range(7))


def patient_of(*times: time, program: Program | None = None, **clinic: Any) -> Patient:
    """Somebody reminded at nine (or at these times), with a program of two months that began two days ago."""
    patient = make.patient(make.clinic(**clinic), signed_up=False)
    program = program or make.program(phases=[(1, 60, [Dose(reps=5, per_day=max(len(times), 1))])])
    make.assignment(patient, program, starts_on=NOW.date() - 2 * DAY)
    make.reminder_setting(patient, *times, now=NOW - DAY / 24)
    return patient


def send(now: datetime, answer: Answer | None = None) -> list[str]:
    """What the scheduler does at one moment; returns the texts that went."""
    plan_due(now=now)
    worker = uuid4()
    claimed = claim_due(now=now, worker=worker, lease=LEASE, limit=100)
    texts = write_claimed(claimed, now=now, worker=worker).outgoing
    settle_answers(
        [Answered(one.message_id, answer or Accepted(f"SM{one.message_id}"), one.attempt) for one in texts],
        now=now,
    )
    return [one.body for one in texts]


def days_with_a_text(days: int, *, first: int = 0, at: timedelta = timedelta(0)) -> list[int]:
    """Of so many days from NOW those on which a text went."""
    return [day for day in range(first, days) if send(NOW + day * DAY + at)]


def held(*, since: datetime = NOW) -> list[str]:
    reminders = Reminder.objects.filter(due_at__gte=since).exclude(held="").order_by("due_at")
    return list(reminders.values_list("held", flat=True))


# --- limits ------------------------------------------------------------------------------------------------
def test_texts_a_day_are_counted_by_the_patient_s_own_day() -> None:
    patient_of(time(9), time(12), time(15), texts_a_day=2)
    for day in range(2):
        went = [bool(send(NOW + day * DAY + hours * HOUR)) for hours in (0, 3, 6)]
        assert went == [True, True, False]
    assert held() == [Held.TOO_MANY_LATELY] * 2


def test_texts_a_week_are_counted_over_any_seven_days() -> None:
    patient_of(texts_a_week=3, silent_days=0)
    assert days_with_a_text(15) == [0, 1, 2, 7, 8, 9, 14]
    assert set(held()) == {Held.TOO_MANY_LATELY}


def test_a_limit_of_a_week_counts_what_went_before_the_times_were_changed() -> None:
    patient = patient_of(time(9), time(12), texts_a_week=8, silent_days=0)
    for day in range(4):
        assert [len(send(NOW + day * DAY + hours * HOUR)) for hours in (0, 3)] == [1, 1]
    set_reminder(patient, Wish((time(9),), EVERY_DAY), by=None, now=NOW + 3 * DAY + 4 * HOUR)
    assert days_with_a_text(9, first=4) == [7, 8]


def test_follow_ups_count_in_the_week() -> None:
    """Each day is answered after the follow-up alone, so that each has one."""
    patient = patient_of(texts_a_week=8, follow_up_hours=3)
    texts = 0
    for day in range(7):
        now = NOW + day * DAY
        texts += len(send(now)) + len(send(now + 3 * HOUR))
        reply(patient, now + 4 * HOUR)
    assert texts == 8


# --- silence -----------------------------------------------------------------------------------------------
def reply(patient: Patient, now: datetime, words: str = "done 2") -> None:
    text = Inbound(f"SM{uuid4().hex}", patient.phone, patient.clinic.sender, words, at=now)
    receive_text(text, now=now, by_webhook=True)


def writes_something(patient: Patient, now: datetime) -> None:
    reply(patient, now, "is that normal?")


def check_in(patient: Patient, now: datetime) -> None:
    given = CheckInGiven(uuid4(), SessionName(local_date(now, patient.timezone)), Outcome.DONE)
    record_check_in(patient, given, source=CheckInSource.APP, now=now)


def close(patient: Patient, now: datetime) -> None:
    alert = Alert.objects.open().get(kind=AlertKind.SILENT, patient=patient)
    close_alert(alert, reason="phoned", by=make.staff(patient.clinic).user, now=now)


def test_after_so_many_days_without_an_answer_the_texts_stop_and_a_person_is_told_once() -> None:
    patient = patient_of(silent_days=3)
    assert days_with_a_text(8) == [0, 1, 2]
    assert held() == [Held.SILENT] * 5
    alert = Alert.objects.get()
    assert (alert.kind, alert.patient_id, alert.clinic_id) == (
        AlertKind.SILENT,
        patient.pk,
        patient.clinic_id,
    )
    assert (alert.raised_at, alert.repeated_at) == (NOW + 3 * DAY, NOW + 7 * DAY)
    assert "3 days" in alert.detail


@pytest.mark.parametrize("heard", [reply, writes_something, check_in, close])
def test_what_is_heard_ends_the_silence_and_the_days_are_counted_anew(
    heard: Callable[[Patient, datetime], None],
) -> None:
    patient = patient_of(silent_days=3)
    assert days_with_a_text(5) == [0, 1, 2]
    heard(patient, NOW + 4 * DAY + HOUR)
    assert days_with_a_text(10, first=5) == [5, 6, 7]
    assert Alert.objects.filter(kind=AlertKind.SILENT).count() == (2 if heard is close else 1)


@pytest.mark.parametrize("heard", [reply, check_in])
def test_an_answer_before_the_days_are_over_keeps_the_texts_coming(
    heard: Callable[[Patient, datetime], None],
) -> None:
    patient = patient_of(silent_days=3)
    for day in range(0, 8, 2):
        assert days_with_a_text(day + 2, first=day) == [day, day + 1]
        heard(patient, NOW + (day + 1) * DAY + HOUR)
    assert not Alert.objects.filter(kind=AlertKind.SILENT).exists()


def test_several_texts_a_day_are_one_day_of_silence() -> None:
    patient_of(time(9), time(12), time(15), silent_days=2)
    went = [[len(send(NOW + day * DAY + hours * HOUR)) for hours in (0, 3, 6)] for day in range(3)]
    assert went == [[1, 1, 1], [1, 1, 1], [0, 0, 0]]
    assert Alert.objects.count() == 1


def test_days_without_a_text_are_not_days_of_silence() -> None:
    patient = patient_of(silent_days=3)
    set_reminder(patient, Wish((time(9),), frozenset({2, 4})), by=None, now=NOW - HOUR)
    assert days_with_a_text(15) == [0, 2, 7]  # Wednesdays and Fridays; the fourth would be on day 9
    assert Alert.objects.get().raised_at == NOW + 9 * DAY


def test_a_clinic_that_wants_no_end_goes_on() -> None:
    patient_of(silent_days=0)
    assert days_with_a_text(10) == list(range(10))
    assert not Alert.objects.exists()


def test_one_of_a_family_who_answers_is_not_told_from_the_others_and_ends_their_silence_too() -> None:
    patient = patient_of(silent_days=2)
    other = make.patient(patient.clinic, phone=patient.phone, signed_up=False)
    make.assignment(other, starts_on=NOW.date())
    make.reminder_setting(other, time(18), now=NOW - HOUR)
    assert days_with_a_text(3) == [0, 1]
    reply(patient, NOW + 2 * DAY + HOUR, "who is this?")
    assert days_with_a_text(4, first=3) == [3]


# --- one text more -----------------------------------------------------------------------------------------
def test_a_text_without_an_answer_is_followed_up_once_and_not_again_while_the_silence_lasts() -> None:
    patient = patient_of(follow_up_hours=3)
    assert [len(send(NOW + hours * HOUR)) for hours in (0, 2.9, 3, 3.1, 6, 9)] == [1, 0, 1, 0, 0, 0]
    first, more = Message.objects.out().order_by("created_at")
    assert more.reminder.follows_id == first.reminder_id  # type: ignore[union-attr]
    assert first.body != more.body
    assert [len(send(NOW + DAY + hours * HOUR)) for hours in (0, 3, 6)] == [1, 0, 0]
    reply(patient, NOW + DAY + 7 * HOUR)
    assert [len(send(NOW + 2 * DAY + hours * HOUR)) for hours in (0, 3, 6)] == [1, 1, 0]


def opts_out(patient: Patient, now: datetime) -> None:
    opt_out(patient.clinic, patient.phone, source="STOP", now=now)


@pytest.mark.parametrize(
    ("meanwhile", "reason"),
    [
        (reply, Held.ALREADY_REPORTED),
        (writes_something, Held.ANSWERED),
        (check_in, Held.ALREADY_REPORTED),
        (opts_out, Held.OPTED_OUT),
    ],
)
def test_what_happens_before_the_follow_up_holds_it(
    meanwhile: Callable[[Patient, datetime], None], reason: Held
) -> None:
    patient = patient_of(follow_up_hours=3)
    send(NOW)
    meanwhile(patient, NOW + HOUR)
    assert send(NOW + 3 * HOUR) == []
    assert held() == [reason]


@pytest.mark.parametrize(
    ("clinic", "times", "went"),
    [
        ({"follow_up_hours": 0}, [time(9)], {9: 1}),
        ({"follow_up_hours": 3}, [time(18)], {18: 1}),
        ({"follow_up_hours": 3, "allowed_until": time(12)}, [time(9)], {9: 1}),
        ({"follow_up_hours": 3}, [time(9), time(14)], {9: 1, 14: 1, 17: 1}),
        ({"follow_up_hours": 3, "texts_a_day": 1}, [time(9)], {9: 1}),
        ({"follow_up_hours": 3, "silent_days": 1}, [time(9)], {9: 1, 12: 1}),
    ],
    ids=[
        "not wanted",
        "quiet by then",
        "hours ended",
        "of the last of the day",
        "too many",
        "counts in the day",
    ],
)
def test_when_a_day_has_a_follow_up(clinic: dict[str, Any], times: list[time], went: dict[int, int]) -> None:
    patient_of(*times, **clinic)
    assert {hour: 1 for hour in range(9, 24) if send(NOW + (hour - 9) * HOUR)} == went


def test_a_follow_up_that_nothing_sent_in_time_is_too_late() -> None:
    patient_of(follow_up_hours=3)
    send(NOW)
    assert send(NOW + 5.1 * HOUR) == []
    assert held() == [Held.TOO_LATE]


def test_an_answer_to_the_follow_up_is_of_the_whole_day_and_answers_both() -> None:
    patient = patient_of(time(9), time(14), follow_up_hours=3)
    assert [len(send(NOW + hours * HOUR)) for hours in (0, 5, 8)] == [1, 1, 1]
    reply(patient, NOW + 9 * HOUR, "done 3")
    found = CheckIn.objects.get()
    assert (found.day, found.round, found.pain) == (NOW.date(), None, 3)
    assert not Reminder.objects.filter(answered_at__isnull=True).exists()


def test_a_text_that_the_provider_did_not_take_is_not_followed_up() -> None:
    patient_of(follow_up_hours=3)
    send(NOW, answer=Refused("30007", RefusalKind.CONTENT))
    assert send(NOW + 3 * HOUR) == []
    assert not Reminder.objects.filter(state=ReminderState.PLANNED).exists()


# --- fewer for who does well -------------------------------------------------------------------------------
MONDAY = NOW + 33 * DAY
"""21 December at nine, 35 days after the program began."""


def does_well(patient: Patient, *, until: datetime, days: int = 14, but: int = 0) -> None:
    """Says on each of the days before that all was done, but for the newest ones."""
    last = local_date(until, patient.timezone)
    for back in range(1 + but, days + 1):
        CheckIn.objects.create(
            client_id=uuid4(),
            clinic=patient.clinic,
            patient=patient,
            day=last - back * DAY,
            outcome=Outcome.DONE,
            completed=1,
            source=CheckInSource.APP,
            at=until - back * DAY,
            received_at=until - back * DAY,
        )


def reminded(patient: Patient, begin: datetime, days: int) -> list[int]:
    make.reminder_setting(patient, time(9), now=begin - HOUR)
    went = []
    for day in range(days):
        if send(begin + day * DAY):
            went.append(day)
        check_in(patient, begin + day * DAY + HOUR)
    return went


def test_who_does_well_is_reminded_on_the_first_chosen_day_of_each_week() -> None:
    patient = patient_of(taper=True)
    does_well(patient, until=MONDAY)
    assert reminded(patient, MONDAY, 14) == [0, 7]
    assert held(since=MONDAY) == [Held.DOING_WELL] * 12


@pytest.mark.parametrize(
    ("clinic", "begin", "missed"),
    [({}, MONDAY, 0), ({"taper": True}, NOW + 5 * DAY, 0), ({"taper": True}, MONDAY, 3)],
    ids=["the clinic does not taper", "the program is new", "three of fourteen days were missed"],
)
def test_everybody_else_is_reminded_every_day(clinic: dict[str, Any], begin: datetime, missed: int) -> None:
    patient = patient_of(**clinic)
    does_well(patient, until=begin, but=missed)
    assert reminded(patient, begin, 2) == [0, 1]


def test_who_did_well_and_stops_is_reminded_every_day_again() -> None:
    patient = patient_of(taper=True, silent_days=0)
    does_well(patient, until=MONDAY)
    make.reminder_setting(patient, time(9), now=MONDAY - HOUR)
    went = [day for day in range(9) if send(MONDAY + day * DAY)]
    assert went == [0, 3, 4, 5, 6, 7, 8]  # two of fourteen days may be missed, three may not


def test_who_does_well_and_rests_on_the_first_chosen_day_is_reminded_on_the_next() -> None:
    """Three days a week from a Monday on are Mondays, Thursdays and Saturdays; the first chosen is a Tuesday."""
    patient = patient_of(taper=True, program=make.program(phases=[(1, 60, [Dose(reps=5, days_per_week=3)])]))
    does_well(patient, until=MONDAY)
    set_reminder(patient, Wish((time(9),), frozenset({1, 3, 5})), by=None, now=MONDAY - HOUR)
    went = []
    for day in range(7):
        went += [day] if send(MONDAY + day * DAY) else []
        check_in(patient, MONDAY + day * DAY + HOUR)
    assert went == [3]
