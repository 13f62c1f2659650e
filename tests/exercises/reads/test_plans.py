"""Assignments as the rules read them: by their patterns as by what is prescribed, and at what cost."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exercises.actions.assign import (
    changed_phases,
    end_assignment,
    hold_assignment,
    resume_assignment,
    revise_assignment,
)
from exercises.actions.flare import open_flare
from exercises.models import Assignment, Item, Patient, Revision, RevisionItem
from exercises.reads.plans import patterns_of, plans_of
from exercises.rules.dose import Dose
from exercises.rules.rounds import day_rounds
from exercises.rules.sessions import plan_day
from exercises.terms import FlareSource
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = date(2026, 11, 18)
OFTEN, LONG = Dose(reps=5, per_day=3, days_per_week=5), Dose(sets=6, reps=30, hold_s=30)


def followed(patient: Patient) -> Assignment:
    """Three days into a program of two phases, held from yesterday until today, and changed for tomorrow on."""
    by = make.staff(patient.clinic).user
    then, yesterday = NOW - timedelta(days=3), NOW - timedelta(days=1)
    program = make.program(phases=[(1, 10, [OFTEN, LONG]), (11, 40, [Dose(reps=10, per_day=2)])])
    Item.objects.filter(phase__program=program, order=2).update(weekdays=[4, 0])
    made = make.assignment(patient, program, starts_on=then.date(), by=by, now=then)
    hold_assignment(made, until=None, reason="flu", by=by, now=yesterday)
    resume_assignment(made, by=by, now=NOW)
    first = RevisionItem.objects.get(phase__revision__assignment=made, phase__number=1, order=1)
    phases = changed_phases(made, made_from=1, doses={str(first.pk): {"per_day": 4}}, removed=[])
    revise_assignment(made, phases, made_from=1, reason="", by=by, now=NOW + timedelta(days=1))
    return made


def test_by_patterns_the_days_are_those_of_the_plans() -> None:
    patient, idle = make.patient(), make.patient()
    first = followed(patient)
    shared = [item.exercise for item in RevisionItem.objects.filter(phase__number=1).order_by("order")[:1]]
    make.assignment(patient, make.program(phases=[(1, 28, [LONG])], exercises=shared), starts_on=TODAY)
    patterns, plans = patterns_of([patient.pk, idle.pk]), plans_of([patient.pk, idle.pk])
    assert set(patterns) == set(plans) == {patient.pk}
    assert [one.id for one in patterns[patient.pk]] == [one.id for one in plans[patient.pk]]
    assert [one.program for one in patterns[patient.pk]] == [one.program for one in plans[patient.pk]]
    days = [TODAY + timedelta(days=n) for n in range(-5, 45)]
    found = [day_rounds(patterns[patient.pk], day) for day in days]
    planned = [plan_day(plans[patient.pk], day) for day in days]
    assert found == [(plan.rounds, plan.reason) for plan in planned]
    assert len(set(found)) > 3 and len(patterns[patient.pk][0].revisions) == 2 and first.holds.exists()


def test_those_ended_before_are_left_out_when_asked() -> None:
    patient = make.patient()
    made = make.assignment(patient)
    end_assignment(made, reason="well", by=make.staff(patient.clinic).user, now=NOW)
    assert patient.pk in patterns_of([patient.pk], since=TODAY - timedelta(days=1))
    assert patient.pk not in patterns_of([patient.pk], since=TODAY)


def test_many_cost_two_queries_and_share_their_pattern() -> None:
    program = make.program()
    patients = [make.patient() for _ in range(5)]
    for patient in patients:
        make.assignment(patient, program)
    with CaptureQueriesContext(connection) as queries:
        patterns = patterns_of([patient.pk for patient in patients])
    assert len(queries) <= 2
    assert len({id(patterns[patient.pk][0].revisions[0].pattern) for patient in patients}) == 1
    hold_assignment(Assignment.objects.all()[0], until=None, reason="", by=make.staff().user, now=NOW)
    with CaptureQueriesContext(connection) as queries:
        patterns_of(Patient.objects.values_list("pk", flat=True))
    assert len(queries) == 2
    open_flare(patients[1], source=FlareSource.APP, now=NOW)
    with CaptureQueriesContext(connection) as queries:
        patterns = patterns_of(Patient.objects.values_list("pk", flat=True))
    assert len(queries) == 2
    assert {patient: its[0].is_flared(TODAY) for patient, its in patterns.items()} == {
        patient.pk: patient == patients[1] for patient in patients
    }


def test_the_revisions_made_before_patterns_get_theirs() -> None:
    followed(make.patient())
    wanted = dict(Revision.objects.values_list("pk", "pattern"))
    assert all(wanted.values())
    Revision.objects.update(pattern=[])
    import_module("exercises.migrations.0003_revision_patterns").write_patterns(apps, None)
    assert dict(Revision.objects.values_list("pk", "pattern")) == wanted
