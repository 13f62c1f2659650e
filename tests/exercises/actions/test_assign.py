"""Doses are frozen when a program is given; every later change is a new revision."""

from datetime import date, time, timedelta

import pytest

from exercises.actions.assign import (
    assign_program,
    changed_phases,
    end_assignment,
    hold_assignment,
    resume_assignment,
    revise_assignment,
)
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.patients import archive_patient
from exercises.actions.reminders import Wish
from exercises.errors import (
    AlreadyAssigned,
    AssignmentHasEnded,
    Invalid,
    PatientIsArchived,
    ProgramIsEmpty,
    RevisionIsStale,
)
from exercises.models import Assignment, Item, Patient, Program, ReminderSetting, Revision
from exercises.reads.plans import plans_of
from exercises.rules.dose import Dose
from exercises.rules.sessions import SessionName, plan_day
from exercises.terms import CheckInSource, NothingToday, Outcome
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = date(2026, 11, 18)


def give(patient: Patient, program: Program, starts_on: date = TODAY, **more) -> Assignment:  # type: ignore[no-untyped-def]
    by = make.staff(patient.clinic).user
    return assign_program(
        patient, program, starts_on=starts_on, reminder=more.pop("reminder", None), by=by, now=NOW
    )[0]


def due(patient: Patient, day: date = TODAY) -> list[Dose]:
    return [one.item.dose for one in plan_day(plans_of([patient.pk]).get(patient.pk, []), day).items]


def reason(patient: Patient, day: date = TODAY) -> NothingToday | None:
    return plan_day(plans_of([patient.pk]).get(patient.pk, []), day).reason


def test_a_later_change_of_the_program_changes_nothing_given_before() -> None:
    patient, program = make.patient(), make.program(phases=[(1, 28, [Dose(reps=10)])])
    give(patient, program)
    Item.objects.update(dose=Dose(reps=30).plain())
    assert due(patient) == [Dose(reps=10)]


def test_an_empty_program_is_refused() -> None:
    with pytest.raises(ProgramIsEmpty):
        give(make.patient(), make.program(phases=[(1, 28, [])]))


def test_a_second_active_one_of_the_same_program_is_refused() -> None:
    patient, program = make.patient(), make.program()
    give(patient, program)
    with pytest.raises(AlreadyAssigned):
        give(patient, program)
    assert Assignment.objects.count() == 1


def test_a_program_whose_last_phase_is_over_can_be_given_again() -> None:
    patient, program = make.patient(), make.program(phases=[(1, 7, [Dose(reps=5)])])
    give(patient, program, TODAY - timedelta(days=7))
    give(patient, program)
    assert Assignment.objects.open().count() == 1
    assert len(due(patient)) == 1


@pytest.mark.parametrize(
    "starts_on", [date(1900, 1, 1), TODAY - timedelta(days=61), TODAY + timedelta(days=400)]
)
def test_an_absurd_start_is_refused(starts_on: date) -> None:
    with pytest.raises(Invalid) as refusal:
        give(make.patient(), make.program(), starts_on)
    assert "starts_on" in refusal.value.errors


def test_an_archived_patient_is_given_nothing() -> None:
    patient = make.patient()
    archive_patient(patient, by=make.staff(patient.clinic).user, now=NOW)
    with pytest.raises(PatientIsArchived):
        give(patient, make.program())


def test_a_reminder_seeds_the_setting_only_where_there_is_none() -> None:
    patient = make.patient()
    give(patient, make.program(), reminder=Wish((time(8, 0),), frozenset({0})))
    give(patient, make.program(), reminder=Wish((time(10, 0),), frozenset({1})))
    assert ReminderSetting.objects.get(patient=patient).times == ["08:00"]


def test_a_bad_reminder_leaves_no_assignment_behind() -> None:
    with pytest.raises(Invalid):
        give(make.patient(), make.program(), reminder=Wish((time(3, 0),), frozenset({0})))
    assert not Assignment.objects.exists()


def revise(assignment: Assignment, made_from: int, **fields: int) -> Revision:
    item = assignment.revisions.get(number=made_from).phases.get().items.first()
    phases = changed_phases(assignment, made_from=made_from, doses={str(item.pk): fields}, removed=[])
    by = make.staff(assignment.clinic).user
    return revise_assignment(assignment, phases, made_from=made_from, reason="too easy", by=by, now=NOW)


def test_a_change_of_dose_is_a_new_revision_from_today() -> None:
    patient = make.patient()
    assignment = give(patient, make.program(phases=[(1, 28, [Dose(reps=10)])]), TODAY - timedelta(days=3))
    revise(assignment, 1, reps=15)
    assert due(patient) == [Dose(reps=15)]
    assert due(patient, TODAY - timedelta(days=1)) == [Dose(reps=10)]


def test_a_change_after_today_s_check_in_applies_from_tomorrow() -> None:
    patient = make.patient()
    assignment = give(patient, make.program(phases=[(1, 28, [Dose(reps=10)])]))
    said = CheckInGiven(make.uuid4(), SessionName(TODAY), Outcome.DONE)
    record_check_in(patient, said, source=CheckInSource.APP, now=NOW)
    revise(assignment, 1, reps=15)
    assert due(patient) == [Dose(reps=10)]
    assert due(patient, TODAY + timedelta(days=1)) == [Dose(reps=15)]


def test_a_change_made_from_an_older_revision_is_stale() -> None:
    assignment = give(make.patient(), make.program(phases=[(1, 28, [Dose(reps=10)])]))
    revise(assignment, 1, reps=12)
    with pytest.raises(RevisionIsStale):
        revise(assignment, 1, reps=14)


def test_an_absurd_dose_is_refused_by_item_and_field() -> None:
    assignment = give(make.patient(), make.program(phases=[(1, 28, [Dose(reps=10)])]))
    with pytest.raises(Invalid) as refusal:
        revise(assignment, 1, reps=10_000)
    assert [name.split(".")[0::2] for name in refusal.value.errors] == [["doses", "reps"]]


def test_a_hold_asks_for_nothing_until_it_ends() -> None:
    patient = make.patient()
    assignment = give(patient, make.program())
    by = make.staff(patient.clinic).user
    hold_assignment(assignment, until=TODAY + timedelta(days=3), reason="flu", by=by, now=NOW)
    assert [reason(patient, TODAY + timedelta(days=ahead)) for ahead in (0, 2, 3)] == [
        NothingToday.HELD,
        NothingToday.HELD,
        None,
    ]


def test_resuming_ends_the_hold_today() -> None:
    patient = make.patient()
    assignment = give(patient, make.program())
    by = make.staff(patient.clinic).user
    hold_assignment(assignment, until=None, reason="away", by=by, now=NOW)
    resume_assignment(assignment, by=by, now=NOW)
    assert reason(patient) is None


def test_an_ended_assignment_asks_for_nothing_and_takes_no_change() -> None:
    patient = make.patient()
    assignment = give(patient, make.program())
    by = make.staff(patient.clinic).user
    end_assignment(assignment, reason="recovered", by=by, now=NOW)
    assert reason(patient) == NothingToday.ENDED
    with pytest.raises(AssignmentHasEnded):
        hold_assignment(assignment, until=None, reason="", by=by, now=NOW)
