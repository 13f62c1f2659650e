"""The record as staff read it, the progress as the patient sees it, and assignments as both do."""

from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from exercises.actions.alert import close_alert, raise_alert
from exercises.actions.assign import changed_phases, end_assignment, hold_assignment, revise_assignment
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.concerns import answer_concern, close_concern, write_concern
from exercises.actions.opting import opt_in, opt_out
from exercises.actions.patients import ConsentGiven, archive_patient, set_consent
from exercises.actions.receive import Inbound, receive_text
from exercises.models import Alert, Assignment, CheckIn, Patient, Revision, RevisionItem, RevisionPhase
from exercises.reads.assignments import assignment_rows
from exercises.reads.record import MOST_ROWS, progress, record
from exercises.reads.texting import texting
from exercises.rules.dose import Dose
from exercises.rules.sessions import SessionName
from exercises.terms import AlertKind, CheckInSource, Outcome, TextingState
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = date(2026, 11, 18)
RECORD_QUERIES = 22
PROGRESS_QUERIES = 5


@pytest.fixture
def patient() -> Patient:
    patient = make.patient()
    program = make.program(phases=[(1, 7, [Dose(reps=10)]), (8, 28, [Dose(reps=20), Dose(hold_s=30)])])
    make.assignment(patient, program, starts_on=TODAY - timedelta(days=9), now=NOW - timedelta(days=9))
    return patient


def report(patient: Patient, *, back: int = 0, **given: Any) -> None:
    fields = {"outcome": Outcome.DONE} | given
    what = CheckInGiven(uuid4(), SessionName(TODAY - timedelta(days=back)), **fields)
    record_check_in(patient, what, source=CheckInSource.APP, now=NOW - timedelta(days=back))


def assigned(patient: Patient) -> Assignment:
    return Assignment.objects.select_related("patient", "program").get(patient=patient)


def row_of(patient: Patient, *, days: int = 0) -> dict[str, Any]:
    (row,) = assignment_rows([assigned(patient)], now=NOW + timedelta(days=days))
    return row


def by(patient: Patient) -> Any:
    return make.staff(patient.clinic).user


def test_the_record_keeps_everything_newest_first(patient: Patient) -> None:
    report(patient, back=1, pain=2, note="stiff", difficulty="ok")
    report(patient, pain=9, outcome=Outcome.PART, completed=0.5, reason="pain")
    receive_text(Inbound("SM1", patient.phone, patient.clinic.sender, "is it ok?"), now=NOW, by_webhook=True)
    set_consent(patient, ConsentGiven(False, "by phone"), by=by(patient), now=NOW)
    found = record(patient, now=NOW)
    newest, older = found["check_ins"]
    assert (newest["session"], newest["pain"], newest["outcome"], newest["completed"]) == (
        "2026-11-18",
        9,
        "part",
        0.5,
    )
    assert (newest["reason"], newest["difficulty"], newest["note"]) == ("pain", None, "")
    assert (older["pain"], older["note"], older["difficulty"], older["reason"]) == (2, "stiff", "ok", None)
    assert type(older["pain"]) is int
    assert {message["direction"] for message in found["messages"]} == {"in", "out"}
    assert {alert["kind"] for alert in found["alerts"]} == {"pain", "message"}
    assert found["consents"][0]["revoked_because"] == "by phone"
    assert found["changes"][0]["what"] == "consent.revoked"
    assert found["texting"]["state"] == "no_consent"
    assert [row["id"] for row in found["assignments"]] == [str(assigned(patient).pk)]
    assert found["totals"] == {
        "check_ins": 2,
        "messages": 2,
        "reminders": 0,
        "alerts": 2,
        "concerns": 1,
        "consents": 1,
        "changes": len(found["changes"]),
        "flares": 0,
    }


@pytest.mark.parametrize("size", [0, 30])
def test_the_record_costs_the_same_however_long_it_is(
    patient: Patient, size: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(size):
        report(patient, pain=9)
    for _ in range(size):
        entry, _ = write_concern(patient, "May I swim?", client_id=uuid4(), now=NOW)
        answer_concern(entry.concern, "Yes.", by=by(patient), now=NOW)
        close_concern(entry.concern, by=by(patient), reason="Answered.", now=NOW)
    for _ in range(size // 10):
        make.assignment(patient)
    patient = Patient.objects.select_related("clinic").get(pk=patient.pk)
    with django_assert_max_num_queries(RECORD_QUERIES):
        record(patient, now=NOW)


def test_concerns_stand_in_it_with_all_that_was_said(patient: Patient) -> None:
    first, _ = write_concern(patient, "May I swim?", client_id=uuid4(), now=NOW)
    answer_concern(first.concern, "Yes.", by=by(patient), now=NOW)
    close_concern(first.concern, by=by(patient), reason="Answered.", now=NOW)
    second, _ = write_concern(patient, "Or cycle?", client_id=uuid4(), now=NOW + timedelta(days=1))
    newer, older = record(patient, now=NOW)["concerns"]
    assert (newer["id"], newer["unread"], newer["closed_at"]) == (str(second.concern_id), 1, None)
    assert [entry["body"] for entry in older["entries"]] == ["May I swim?", "Yes."]
    assert (older["close_reason"], older["unread"], older["total"]) == ("Answered.", 0, 2)


def test_of_a_thousand_and_one_check_ins_the_newest_thousand_are_shown_and_all_counted(
    patient: Patient,
) -> None:
    CheckIn.objects.bulk_create(
        CheckIn(
            client_id=uuid4(),
            clinic_id=patient.clinic_id,
            patient=patient,
            day=TODAY - timedelta(days=n % 9),
            pain=n % 11,
            source=CheckInSource.APP,
            at=NOW,
            received_at=NOW,
        )
        for n in range(MOST_ROWS + 1)
    )
    found = record(patient, now=NOW)
    assert (len(found["check_ins"]), found["totals"]["check_ins"]) == (MOST_ROWS, MOST_ROWS + 1)
    assert found["check_ins"][0]["pain"] == MOST_ROWS % 11


def test_an_archived_patient_s_record_can_be_read(patient: Patient) -> None:
    report(patient)
    archive_patient(patient, by=by(patient), now=NOW)
    found = record(patient, now=NOW)
    assert len(found["check_ins"]) == 1
    assert found["assignments"][0]["state"] == "ended"


def test_progress_goes_day_by_day(patient: Patient, django_assert_max_num_queries: Any) -> None:
    report(patient, back=3)
    report(patient, back=2, outcome=Outcome.PART, completed=0.25, pain=4)
    report(patient, back=1, pain=2)
    report(patient, back=1, outcome=None, pain=6)
    with django_assert_max_num_queries(PROGRESS_QUERIES):
        found = progress(patient, now=NOW, days=5)
    assert [(day["date"], day["expected"], day["done"], day["pain"]) for day in found["days"]] == [
        ("2026-11-14", 1, 0.0, None),
        ("2026-11-15", 1, 1.0, None),
        ("2026-11-16", 1, 0.25, 4),
        ("2026-11-17", 1, 1.0, 6),
        ("2026-11-18", 0, 0.0, None),
    ]
    assert (found["adherence"]["numerator"], found["adherence"]["denominator"]) == (2.25, 4)
    assert (found["adherence"]["percent"], found["streak_days"]) == (56, 1)


def test_progress_leaves_out_the_days_of_a_safety_alert(patient: Patient) -> None:
    raise_alert(
        AlertKind.SAFETY,
        clinic=patient.clinic,
        patient=patient,
        detail="Look.",
        key="safety:1",
        now=NOW - timedelta(days=4),
    )
    close_alert(Alert.objects.get(), reason="Seen.", by=by(patient), now=NOW - timedelta(days=2))
    assert [day["expected"] for day in progress(patient, now=NOW, days=6)["days"]] == [1, 0, 0, 1, 1, 0]


def test_progress_without_a_program_is_empty() -> None:
    found = progress(make.patient(), now=NOW, days=3)
    assert [day["expected"] for day in found["days"]] == [0, 0, 0]
    assert (found["adherence"]["percent"], found["adherence"]["response_rate"]) == (None, None)


def test_an_assignment_shows_its_newest_doses_and_the_phase_in_force(patient: Patient) -> None:
    row = row_of(patient)
    assert (row["state"], row["day"], row["phase"], row["revision"]) == ("active", 10, 2, 1)
    assert (row["starts_on"], row["last_day"], row["ended_on"]) == ("2026-11-09", "2026-12-06", None)
    assert [[item["dose_sentence"] for item in phase["items"]] for phase in row["phases"]] == [
        ["10 reps"],
        ["20 reps", "1 × 30 s hold"],
    ]


def test_a_revision_is_shown_at_once_with_the_date_it_applies_from(patient: Patient) -> None:
    report(patient)
    item = str(RevisionItem.objects.filter(phase__number=2).order_by("order")[0].pk)
    phases = changed_phases(assigned(patient), made_from=1, doses={item: {"reps": 30}}, removed=[])
    revise_assignment(assigned(patient), phases, made_from=1, reason="", by=by(patient), now=NOW)
    row = row_of(patient)
    assert (row["revision"], row["revision_applies_from"]) == (2, "2026-11-19")
    assert row["phases"][1]["items"][0]["dose_sentence"] == "30 reps"


def test_an_assignment_s_state(patient: Patient) -> None:
    assert [row_of(patient, days=days)["state"] for days in (-10, -9, 0, 18, 19)] == [
        "not_started",
        "active",
        "active",
        "active",
        "ended",
    ]
    hold_assignment(assigned(patient), until=TODAY + timedelta(days=2), reason="", by=by(patient), now=NOW)
    assert [row_of(patient, days=days)["state"] for days in (0, 1, 2)] == ["held", "held", "active"]
    assert row_of(patient)["holds"] == [{"from": "2026-11-18", "until": "2026-11-20"}]
    end_assignment(assigned(patient), reason="well", by=by(patient), now=NOW)
    row = row_of(patient)
    assert (row["state"], row["phase"], row["ended_on"], row["ended_because"]) == (
        "ended",
        None,
        "2026-11-18",
        "well",
    )


def test_one_called_off_before_it_began_has_ended() -> None:
    patient = make.patient()
    make.assignment(patient, starts_on=TODAY + timedelta(days=5))
    end_assignment(assigned(patient), reason="moved", by=by(patient), now=NOW)
    assert row_of(patient)["state"] == "ended"


def test_a_thousand_and_one_assignments_are_listed_in_two_queries(django_assert_num_queries: Any) -> None:
    clinic, program = make.clinic(), make.program()
    people = Patient.objects.bulk_create(
        Patient(clinic=clinic, first_name="Demo", last_name=str(n), phone=f"+1604{n}", timezone="UTC")
        for n in range(1001)
    )
    assigned = Assignment.objects.bulk_create(
        Assignment(
            clinic=clinic,
            patient=one,
            program=program,
            starts_on=TODAY,
            last_day=TODAY + timedelta(days=27),
            created_at=NOW,
        )
        for one in people
    )
    revisions = Revision.objects.bulk_create(
        Revision(assignment=one, number=1, effective_on=TODAY, made_at=NOW) for one in assigned
    )
    RevisionPhase.objects.bulk_create(
        RevisionPhase(revision=one, number=1, name="One", first_day=1, last_day=28) for one in revisions
    )
    every = list(Assignment.objects.select_related("patient", "program"))
    with django_assert_num_queries(2):
        assert len(assignment_rows(every, now=NOW)) == 1001


def state(patient: Patient) -> tuple[str, str]:
    found = texting([patient])[patient.pk]
    return found["state"], found["since"]


def test_whether_texts_arrive_and_since_when() -> None:
    patient = make.patient()
    given = NOW - timedelta(days=30)
    assert state(patient) == (TextingState.OK, given.isoformat())
    Patient.objects.filter(pk=patient.pk).update(unreachable_since=NOW - timedelta(days=3))
    assert state(patient) == (TextingState.UNREACHABLE, (NOW - timedelta(days=3)).isoformat())
    set_consent(patient, ConsentGiven(False, "by phone"), by=None, now=NOW - timedelta(days=2))
    assert state(patient) == (TextingState.NO_CONSENT, (NOW - timedelta(days=2)).isoformat())
    opt_out(patient.clinic, patient.phone, source="STOP", now=NOW - timedelta(days=1))
    assert state(patient) == (TextingState.OPTED_OUT, (NOW - timedelta(days=1)).isoformat())
    opt_in(patient.clinic, patient.phone, source="START", now=NOW)
    set_consent(patient, ConsentGiven(True, "by phone"), by=None, now=NOW)
    Patient.objects.filter(pk=patient.pk).update(unreachable_since=None)
    assert state(patient) == (TextingState.OK, NOW.isoformat())


def test_an_opt_out_at_one_clinic_or_number_says_nothing_of_another() -> None:
    patient = make.patient()
    elsewhere = make.patient(phone=patient.phone)
    other_number = make.patient(patient.clinic)
    opt_out(patient.clinic, patient.phone, source="STOP", now=NOW)
    found = texting([patient, elsewhere, other_number])
    assert [found[one.pk]["state"] for one in (patient, elsewhere, other_number)] == ["opted_out", "ok", "ok"]


def test_who_never_agreed_has_not_since_they_were_added() -> None:
    patient = make.patient(consent=False)
    assert state(patient) == (TextingState.NO_CONSENT, patient.created_at.isoformat())


def test_the_reminders_in_the_record_say_why_they_were_held(patient: Patient) -> None:
    make.reminder_setting(patient, time(9))
    patient.reminders.create(
        clinic=patient.clinic,
        setting=patient.reminder_setting,
        day=TODAY,
        at=time(9),
        due_at=NOW,
        try_at=NOW,
        state="held",
        held="quiet_hours",
        settled_at=NOW,
    )
    (row,) = record(patient, now=NOW)["reminders"]
    assert (row["day"], row["time"], row["state"], row["held"], row["rounds"]) == (
        "2026-11-18",
        "09:00",
        "held",
        "quiet_hours",
        None,
    )
