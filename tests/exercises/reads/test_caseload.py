"""Whom to call first: the order, the reasons, and what it costs for a whole clinic."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exercises.actions.alert import close_alert, raise_alert
from exercises.actions.assign import end_assignment, hold_assignment
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.concerns import answer_concern, mark_read, write_concern
from exercises.actions.opting import opt_out
from exercises.actions.patients import archive_patient
from exercises.actions.receive import Inbound, receive_text
from exercises.actions.reminders import plan_due
from exercises.actions.send import claim_due, write_claimed
from exercises.models import (
    Alert,
    Assignment,
    CheckIn,
    Clinic,
    ConcernEntry,
    Consent,
    Message,
    Patient,
    Program,
    Reminder,
    ReminderSetting,
    Revision,
    RevisionItem,
    RevisionPhase,
    Staff,
)
from exercises.reads.caseload import caseload
from exercises.reads.texting import texting
from exercises.rules.dose import Dose
from exercises.rules.rounds import pattern_of
from exercises.rules.sessions import SessionName
from exercises.terms import AlertKind, CheckInSource, Outcome, ReminderState
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = date(2026, 11, 18)
MOST_QUERIES = 6


@pytest.fixture
def clinic() -> Clinic:
    return make.clinic()


@pytest.fixture
def program() -> Program:
    return make.program(phases=[(1, 200, [Dose(reps=10)])])


def following(
    clinic: Clinic,
    program: Program,
    *,
    days: int = 10,
    pains: Sequence[int] = (),
    done: int = 10,
    **given: Any,
) -> Patient:
    """A patient `days` days into the program who did the first `done` of them; `pains` told on the last days."""
    patient = make.patient(clinic, signed_up=False, **given)
    start = TODAY - timedelta(days=days)
    make.assignment(patient, program, starts_on=start, now=NOW - timedelta(days=days))
    rows = [(start + timedelta(days=n), Outcome.DONE, 1, None) for n in range(min(days, done))]
    rows += [(TODAY - timedelta(days=n), None, None, pain) for n, pain in enumerate(reversed(pains), start=1)]
    CheckIn.objects.bulk_create(check_in(patient, *row) for row in rows)
    return patient


def check_in(
    patient: Patient, day: date, outcome: Outcome | None, completed: int | None, pain: int | None
) -> CheckIn:
    at = NOW - timedelta(days=(TODAY - day).days)
    return CheckIn(
        client_id=uuid4(),
        clinic_id=patient.clinic_id,
        patient=patient,
        day=day,
        outcome=outcome,
        completed=completed,
        pain=pain,
        source=CheckInSource.APP,
        at=at,
        received_at=at,
    )


def reminded(patient: Patient, *, days: int, answered: bool = False) -> None:
    """A reminder went out on each of the last `days` days before today."""
    setting = ReminderSetting.objects.filter(patient=patient).first() or make.reminder_setting(patient)
    Reminder.objects.bulk_create(reminders(patient, setting, days, answered))


def reminders(patient: Patient, setting: ReminderSetting, days: int, answered: bool) -> list[Reminder]:
    return [
        Reminder(
            clinic_id=patient.clinic_id,
            patient=patient,
            setting=setting,
            day=TODAY - timedelta(days=n),
            at=time(9),
            due_at=NOW - timedelta(days=n),
            try_at=NOW - timedelta(days=n),
            state=ReminderState.WRITTEN,
            settled_at=NOW - timedelta(days=n),
            answered_at=NOW - timedelta(days=n) if answered else None,
        )
        for n in range(days, 0, -1)
    ]


def alarm(patient: Patient, kind: AlertKind, *, at: datetime = NOW) -> Alert:
    key = f"{kind}:{uuid4()}"
    raise_alert(kind, clinic=patient.clinic, patient=patient, detail="Look.", key=key, now=at)
    return Alert.objects.get(key=key)


def ranked(clinic: Clinic, *, now: datetime = NOW) -> dict[UUID, dict[str, Any]]:
    return {UUID(row["patient"]["id"]): row for row in caseload(clinic.pk, now=now)}


def test_the_order_is_that_of_need(clinic: Clinic, program: Program) -> None:
    fine = following(clinic, program)
    nothing = make.patient(clinic)
    idle = following(clinic, program, done=2)
    stopped = following(clinic, program)
    opt_out(clinic, stopped.phone, source="STOP", now=NOW)
    silent = following(clinic, program, done=2)
    reminded(silent, days=3)
    asking = following(clinic, program)
    alarm(asking, AlertKind.MESSAGE)
    hurting = following(clinic, program, pains=[2, 2, 4, 5])
    alarmed = following(clinic, program)
    alarm(alarmed, AlertKind.SAFETY)
    found = caseload(clinic.pk, now=NOW)
    wanted = [
        (alarmed, "safety"),
        (hurting, "pain_rising"),
        (asking, "message"),
        (silent, "silent"),
        (stopped, "unreachable"),
        (idle, "not_doing_it"),
        (nothing, "program_ended"),
        (fine, "fine"),
    ]
    assert [(row["patient"]["id"], row["need"]) for row in found] == [
        (str(patient.pk), need) for patient, need in wanted
    ]


def test_of_one_need_the_one_who_did_least_comes_first_then_by_name(clinic: Clinic, program: Program) -> None:
    for name, done in (("Cole", 10), ("Abel", 10), ("Bates", 8), ("Adams", 9)):
        following(clinic, program, done=done, last_name=name)
    new = following(clinic, program, days=2, last_name="Aaron")
    rows = caseload(clinic.pk, now=NOW)
    assert [row["patient"]["last_name"] for row in rows] == ["Bates", "Adams", "Abel", "Cole", "Aaron"]
    assert rows[-1]["patient"]["id"] == str(new.pk)
    assert rows[-1]["adherence"]["percent"] is None


@pytest.mark.parametrize(
    ("label", "reminders", "texts", "done", "need"),
    [
        ("answers and does little", "answered", "ok", 2, "not_doing_it"),
        ("answers nothing and does little", "unanswered", "ok", 2, "silent"),
        ("cannot be reached and does little", "unanswered", "dead", 2, "unreachable"),
        ("opted out and does little", "unanswered", "stopped", 2, "unreachable"),
        ("never agreed to texts", "none", "no consent", 2, "unreachable"),
        ("does everything without texts", "none", "no consent", 10, "unreachable"),
        ("gets no reminders and does little", "none", "ok", 2, "not_doing_it"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " in value else "",
)
def test_silence_being_unreachable_and_not_doing_it_are_told_apart(
    clinic: Clinic, program: Program, label: str, reminders: str, texts: str, done: int, need: str
) -> None:
    dead = NOW - timedelta(days=2) if texts == "dead" else None
    patient = following(clinic, program, done=done, consent=texts != "no consent", unreachable_since=dead)
    if reminders != "none":
        reminded(patient, days=4, answered=reminders == "answered")
    if texts == "stopped":
        opt_out(clinic, patient.phone, source="STOP", now=NOW)
    assert ranked(clinic)[patient.pk]["need"] == need


def test_three_reminders_answered_by_one_check_in_are_no_silence(clinic: Clinic, program: Program) -> None:
    patient = following(clinic, program)
    reminded(patient, days=4)
    assert ranked(clinic)[patient.pk]["need"] == "silent"
    given = CheckInGiven(uuid4(), SessionName(TODAY - timedelta(days=1)), Outcome.SKIPPED)
    record_check_in(patient, given, source=CheckInSource.APP, now=NOW)
    row = ranked(clinic)[patient.pk]
    assert row["need"] == "fine"
    assert (row["adherence"]["reminders_sent"], row["adherence"]["reminders_answered"]) == (4, 1)
    assert row["adherence"]["response_rate"] == 25


def test_a_row_says_what_there_is_to_know(clinic: Clinic, program: Program) -> None:
    staff = make.staff(clinic)
    patient = following(clinic, program, done=7, pains=[3, 4], practitioner=staff)
    reminded(patient, days=2, answered=True)
    alarm(patient, AlertKind.UNREACHABLE)
    row = ranked(clinic)[patient.pk]
    assert row["adherence"] == {
        "days": 14,
        "numerator": 7.0,
        "denominator": 10,
        "percent": 70,
        "reminders_sent": 2,
        "reminders_answered": 2,
        "response_rate": 100,
    }
    assert row["last_pain"] == {"pain": 4, "day": "2026-11-17"}
    assert row["last_contact"] == (NOW - timedelta(days=1)).isoformat()
    assert (row["practitioner"], row["programs"], row["open_alerts"]) == (str(staff), [program.name], 1)
    assert row["texting"] == {"state": "ok", "since": (NOW - timedelta(days=30)).isoformat()}


def test_a_text_is_contact_too(clinic: Clinic) -> None:
    patient = make.patient(clinic)
    assert ranked(clinic)[patient.pk]["last_contact"] is None
    receive_text(Inbound("SM1", patient.phone, clinic.sender, "hello?"), now=NOW, by_webhook=True)
    assert ranked(clinic)[patient.pk]["last_contact"] == NOW.isoformat()


def test_what_nobody_has_read_of_a_concern_stands_there_until_it_is_read(clinic: Clinic) -> None:
    patient, at = make.patient(clinic), NOW - timedelta(hours=1)
    entry, _ = write_concern(patient, "May I swim?", client_id=uuid4(), now=at)
    write_concern(patient, "Or cycle?", client_id=uuid4(), now=at)
    row = ranked(clinic)[patient.pk]
    assert (row["need"], row["reason"], row["unread_words"]) == (
        "concern",
        "A concern waits to be read: 2 new.",
        2,
    )
    assert row["last_contact"] == at.isoformat()
    mark_read(entry.concern, seen=ConcernEntry.objects.latest("pk").client_id, now=NOW)
    row = ranked(clinic)[patient.pk]
    assert (row["need"], row["reason"], row["unread_words"]) == ("message", "1 text waits for an answer.", 0)
    answer_concern(entry.concern, "Yes, both.", by=make.staff(clinic).user, now=NOW)
    row = ranked(clinic)[patient.pk]
    assert (row["need"], row["unread_words"], row["open_alerts"]) == ("program_ended", 0, 0)


def test_held_days_and_days_of_a_safety_alert_leave_the_denominator(clinic: Clinic, program: Program) -> None:
    held, alarmed = following(clinic, program, done=4), following(clinic, program, done=4)
    assignment = Assignment.objects.select_related("patient").get(patient=held)
    by = make.staff(clinic).user
    hold_assignment(assignment, until=None, reason="flu", by=by, now=NOW - timedelta(days=6))
    alert = alarm(alarmed, AlertKind.SAFETY, at=NOW - timedelta(days=6))
    close_alert(alert, reason="Seen.", by=by, now=NOW - timedelta(days=2))
    rows = ranked(clinic)
    assert (rows[held.pk]["adherence"]["numerator"], rows[held.pk]["adherence"]["denominator"]) == (4, 4)
    assert (rows[alarmed.pk]["adherence"]["numerator"], rows[alarmed.pk]["adherence"]["denominator"]) == (
        4,
        6,
    )


def test_an_ended_program_is_told_from_none(clinic: Clinic, program: Program) -> None:
    ended, none = following(clinic, program), make.patient(clinic)
    assignment = Assignment.objects.select_related("patient").get(patient=ended)
    end_assignment(assignment, reason="well", by=make.staff(clinic).user, now=NOW)
    rows = ranked(clinic)
    assert (rows[ended.pk]["reason"], rows[ended.pk]["programs"]) == ("The program has ended.", [])
    assert rows[none.pk]["reason"] == "No program is assigned."


def test_a_program_that_ended_is_not_one_that_is_not_done(clinic: Clinic, program: Program) -> None:
    idle = following(clinic, program, done=1)
    assignment = Assignment.objects.select_related("patient").get(patient=idle)
    end_assignment(assignment, reason="well", by=make.staff(clinic).user, now=NOW)
    row = ranked(clinic)[idle.pk]
    assert (row["need"], row["reason"]) == ("program_ended", "The program has ended.")
    assert row["adherence"]["percent"] == 10
    later = ranked(clinic, now=NOW + timedelta(days=90))[idle.pk]
    assert later["reason"] == "The program has ended."


@pytest.mark.parametrize(
    ("state", "need", "sent"),
    [("delivered", "silent", 4), ("undelivered", "fine", 0), ("failed", "fine", 0), ("canceled", "fine", 0)],
)
def test_a_reminder_that_never_arrived_was_not_left_unanswered(
    clinic: Clinic, program: Program, state: str, need: str, sent: int
) -> None:
    patient = following(clinic, program)
    reminded(patient, days=4)
    Message.objects.bulk_create(
        Message(
            clinic=clinic,
            patient=patient,
            direction="out",
            kind="reminder",
            our_number=clinic.sender,
            their_number=patient.phone,
            state=state,
            reminder=reminder,
            created_at=reminder.due_at,
            attempted_at=reminder.due_at,
        )
        for reminder in Reminder.objects.all()
    )
    row = ranked(clinic)[patient.pk]
    assert (row["need"], row["adherence"]["reminders_sent"]) == (need, sent)


def test_a_program_that_begins_tomorrow_is_a_program(clinic: Clinic, program: Program) -> None:
    patient = make.patient(clinic)
    make.assignment(patient, program, starts_on=TODAY + timedelta(days=1))
    assert ranked(clinic)[patient.pk]["need"] == "fine"


def test_only_the_present_of_this_clinic_and_of_one_practitioner_are_listed(clinic: Clinic) -> None:
    staff: Staff = make.staff(clinic)
    mine, other = make.patient(clinic, practitioner=staff), make.patient(clinic)
    archive_patient(make.patient(clinic, practitioner=staff), by=staff.user, now=NOW)
    make.patient()
    assert set(ranked(clinic)) == {mine.pk, other.pk}
    assert [row["patient"]["id"] for row in caseload(clinic.pk, now=NOW, practitioner=staff.pk)] == [
        str(mine.pk)
    ]


def test_an_empty_clinic_has_an_empty_caseload(clinic: Clinic) -> None:
    assert caseload(clinic.pk, now=NOW) == []


def test_one_text_about_two_rounds_is_one_reading_of_pain(clinic: Clinic) -> None:
    patient = make.patient(clinic)
    twice = make.program(phases=[(1, 28, [Dose(reps=5, per_day=4)])])
    make.assignment(patient, twice, starts_on=TODAY - timedelta(days=5), now=NOW - timedelta(days=5))
    CheckIn.objects.bulk_create(check_in(patient, TODAY - timedelta(days=n), None, None, 2) for n in (3, 2))
    make.reminder_setting(patient, time(9), time(18), now=NOW - timedelta(hours=1))
    plan_due(now=NOW)
    worker = uuid4()
    claimed = claim_due(now=NOW, worker=worker, lease=timedelta(minutes=1), limit=10)
    write_claimed(claimed, now=NOW, worker=worker)
    receive_text(Inbound("SM1", patient.phone, clinic.sender, "done 5"), now=NOW, by_webhook=True)
    assert CheckIn.objects.filter(outcome=Outcome.DONE).count() == 2
    assert ranked(clinic)[patient.pk]["need"] != "pain_rising"


def many(clinic: Clinic, program: Program, *, patients: int, days: int) -> None:
    """So many patients who reported and answered on each of the last `days` days; made in a few statements."""
    exercise = make.exercise()
    people = Patient.objects.bulk_create(
        Patient(
            clinic=clinic,
            first_name=f"Demo{n}",
            last_name=f"Patient{n % 97}",
            phone=f"+1604{3000000 + n}",
            timezone=("America/Vancouver", "America/Toronto")[n % 2],
        )
        for n in range(patients)
    )
    given = NOW - timedelta(days=days)
    Consent.objects.bulk_create(
        Consent(
            clinic=clinic,
            patient=one,
            phone=one.phone,
            wording_version="sms-1",
            source="form",
            given_at=given,
        )
        for one in people
    )
    start = TODAY - timedelta(days=days)
    assigned = Assignment.objects.bulk_create(
        Assignment(
            clinic=clinic,
            patient=one,
            program=program,
            starts_on=start,
            last_day=start + timedelta(days=199),
            created_at=given,
        )
        for one in people
    )
    pattern = pattern_of([(1, 200, [(exercise.pk, Dose(reps=10), None)])])
    revisions = Revision.objects.bulk_create(
        Revision(assignment=one, number=1, effective_on=start, made_at=given, pattern=pattern)
        for one in assigned
    )
    phases = RevisionPhase.objects.bulk_create(
        RevisionPhase(revision=one, number=1, name="One", first_day=1, last_day=200) for one in revisions
    )
    RevisionItem.objects.bulk_create(
        RevisionItem(phase=one, exercise=exercise, order=1, name="Bridge", dose=Dose(reps=10).plain())
        for one in phases
    )
    settings = ReminderSetting.objects.bulk_create(
        ReminderSetting(patient=one, clinic=clinic, times=["09:00"], weekdays=list(range(7)))
        for one in people
    )
    CheckIn.objects.bulk_create(
        (
            check_in(one, TODAY - timedelta(days=n), Outcome.DONE, 1, n % 3)
            for one in people
            for n in range(days, 0, -1)
        ),
        batch_size=2000,
    )
    Reminder.objects.bulk_create(
        (
            row
            for one, setting in zip(people, settings, strict=True)
            for row in reminders(one, setting, days, True)
        ),
        batch_size=2000,
    )


def test_two_hundred_patients_of_ninety_days_cost_six_queries(clinic: Clinic, program: Program) -> None:
    many(clinic, program, patients=200, days=90)
    with CaptureQueriesContext(connection) as queries:
        rows = caseload(clinic.pk, now=NOW)
    assert len(queries) <= MOST_QUERIES, [query["sql"][:200] for query in queries]
    assert len(rows) == 200
    assert {row["adherence"]["percent"] for row in rows} == {100}
    assert {row["adherence"]["response_rate"] for row in rows} == {100}


def test_a_thousand_and_one_patients_are_ranked(clinic: Clinic, program: Program) -> None:
    many(clinic, program, patients=1001, days=1)
    assert len(caseload(clinic.pk, now=NOW)) == 1001
    assert len(texting(list(Patient.objects.all()))) == 1001
