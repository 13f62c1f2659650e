"""What is noticed though nobody did anything."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from exercises.actions.alert import close_alert
from exercises.actions.assign import GivenItem, GivenPhase, end_assignment, revise_assignment
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.patients import archive_patient
from exercises.actions.watch import beat, notice_endings
from exercises.models import Alert, Assignment, Heartbeat, Patient
from exercises.rules.dose import Dose
from exercises.rules.sessions import SessionName
from exercises.terms import AlertKind, CheckInSource, Outcome
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = date(2026, 11, 18)


def assigned(*, last_day: int, zone: str = "America/Vancouver", starts_in: int = 0) -> Assignment:
    """An assignment of so many days that begins today, or in so many days."""
    patient = make.patient(zone=zone)
    program = make.program(name="Back care", phases=[(1, last_day, [Dose(reps=5)])])
    return make.assignment(patient, program, starts_on=TODAY + timedelta(days=starts_in))


def noticed_on(assignment: Assignment, days: range) -> list[int]:
    """The days after today on which something new is noticed."""
    return [day for day in days if notice_endings(now=NOW + timedelta(days=day))]


def test_a_beat_is_kept_by_name() -> None:
    beat("scheduler", now=NOW)
    beat("scheduler", now=NOW + timedelta(seconds=30))
    beat("other", now=NOW)
    assert Heartbeat.objects.get(name="scheduler").at == NOW + timedelta(seconds=30)
    assert Heartbeat.objects.count() == 2


@pytest.mark.parametrize(
    ("last_day", "noticed"),
    [(28, 20), (14, 6), (8, 0), (7, 0), (6, 5), (3, 2), (1, 0)],
    ids=lambda value: str(value),
)
def test_staff_hear_seven_days_before_the_last_day_and_once(last_day: int, noticed: int) -> None:
    assignment = assigned(last_day=last_day)
    assert noticed_on(assignment, range(-3, 40)) == [noticed]
    alert = Alert.objects.get()
    last = TODAY + timedelta(days=last_day - 1)
    assert (alert.kind, alert.patient) == (AlertKind.PROGRAM_ENDING, assignment.patient)
    assert alert.detail == f"Back care ends on {last.isoformat()}."


def test_the_day_is_the_patient_s_own() -> None:
    for zone in ("America/Vancouver", "Pacific/Auckland"):
        assigned(last_day=8, zone=zone, starts_in=1)
    assert notice_endings(now=NOW) == 1
    assert Alert.objects.get().patient.timezone == "Pacific/Auckland"  # type: ignore[union-attr]
    assert notice_endings(now=NOW + timedelta(days=1)) == 1


def test_a_closed_notice_is_not_raised_again() -> None:
    assignment = assigned(last_day=3)
    day = NOW + timedelta(days=2)
    notice_endings(now=day)
    close_alert(Alert.objects.get(), reason="Knows.", by=make.staff(assignment.clinic).user, now=day)
    assert notice_endings(now=day + timedelta(hours=1)) == 0


def test_the_end_is_that_of_the_newest_revision() -> None:
    assignment = assigned(last_day=28)
    exercise = make.exercise()
    phases = [GivenPhase("One", "", 1, 10, (GivenItem(exercise, Dose(reps=5)),))]
    by: Any = make.staff(assignment.clinic).user
    revise_assignment(assignment, phases, made_from=1, reason="", by=by, now=NOW)
    assert noticed_on(assignment, range(20)) == [2]


def test_a_program_made_longer_is_noticed_anew() -> None:
    assignment = assigned(last_day=8)
    assert notice_endings(now=NOW) == 1
    phases = [GivenPhase("One", "", 1, 20, (GivenItem(make.exercise(), Dose(reps=5)),))]
    by: Any = make.staff(assignment.clinic).user
    revise_assignment(assignment, phases, made_from=1, reason="", by=by, now=NOW)
    assert noticed_on(assignment, range(20)) == [12]


def test_a_program_over_is_ended_without_a_word() -> None:
    past, running = assigned(last_day=8, starts_in=-30), assigned(last_day=8, starts_in=-7)
    assert notice_endings(now=NOW) == 1  # of the one that ends today
    past.refresh_from_db()
    running.refresh_from_db()
    assert past.ended_on == TODAY - timedelta(days=22)
    assert (running.ended_on, Alert.objects.get().patient) == (None, running.patient)


def test_a_program_made_longer_from_tomorrow_is_not_ended_today() -> None:
    assignment = assigned(last_day=8, starts_in=-8)
    given = CheckInGiven(uuid4(), SessionName(TODAY), Outcome.DONE)
    record_check_in(assignment.patient, given, source=CheckInSource.APP, now=NOW)
    phases = [GivenPhase("One", "", 1, 20, (GivenItem(make.exercise(), Dose(reps=5)),))]
    by: Any = make.staff(assignment.clinic).user
    revise_assignment(assignment, phases, made_from=1, reason="", by=by, now=NOW)
    Assignment.objects.update(last_day=TODAY - timedelta(days=1))  # so that it is looked at
    notice_endings(now=NOW)
    assignment.refresh_from_db()
    assert assignment.ended_on is None


def test_what_was_ended_or_archived_is_not_noticed() -> None:
    ended, archived = assigned(last_day=8), assigned(last_day=8)
    by: Any = make.staff(ended.clinic).user
    end_assignment(ended, reason="well", by=by, now=NOW)
    archive_patient(archived.patient, by=by, now=NOW)
    assert notice_endings(now=NOW + timedelta(days=2)) == 0


def test_the_cost_does_not_rise_with_the_number_of_programs(django_assert_max_num_queries: Any) -> None:
    clinic, program = make.clinic(), make.program()
    for _ in range(5):
        make.assignment(make.patient(clinic, signed_up=False), program)
    assert Patient.objects.count() == 5
    with django_assert_max_num_queries(3):
        assert notice_endings(now=NOW) == 0
