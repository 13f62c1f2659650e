from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend import clock
from exercises.actions.alert import raise_alert
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.models import Clinic, Patient, Program, Staff
from exercises.rules.dose import Dose
from exercises.rules.sessions import SessionName, local_date
from exercises.terms import AlertKind, CheckInSource, Outcome
from tests import make
from tests.backend.api.calling import assert_problem, signed_in

pytestmark = pytest.mark.django_db
CASELOAD = "/api/v1/caseload"


def following(clinic: Clinic, program: Program, by: Staff, *, days: int, done: int, pain: int = 2) -> Patient:
    """A patient `days` days into the program who reported the first `done` of them."""
    patient = make.patient(clinic, practitioner=by, signed_up=False)
    now = clock.now()
    start = local_date(now, patient.timezone) - timedelta(days=days)
    make.assignment(patient, program, starts_on=start, by=by.user, now=now - timedelta(days=days))
    for day in range(done):
        at = now - timedelta(days=days - day)
        given = CheckInGiven(
            client_id=uuid4(),
            session=SessionName(start + timedelta(days=day)),
            outcome=Outcome.DONE,
            pain=pain,
        )
        record_check_in(patient, given, source=CheckInSource.APP, now=at)
    return patient


def rows(answer: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def test_a_row_says_who_how_much_was_done_what_hurt_and_why_it_stands_there() -> None:
    staff = make.staff()
    program = make.program(phases=((1, 28, (Dose(reps=10),)),))
    patient = following(staff.clinic, program, staff, days=10, done=8, pain=3)
    (row,) = rows(signed_in(staff.user).get(CASELOAD))
    assert row["patient"] == {
        "id": str(patient.pk),
        "first_name": patient.first_name,
        "last_name": patient.last_name,
    }
    assert (row["adherence"]["numerator"], row["adherence"]["denominator"]) == (8, 10)
    assert (row["adherence"]["percent"], row["adherence"]["response_rate"]) == (80, None)
    assert row["last_pain"]["pain"] == 3
    assert row["last_contact"]
    assert row["programs"] == [program.name]
    assert row["practitioner"] == str(staff)
    assert row["reason"]


def test_the_neediest_come_first() -> None:
    staff = make.staff()
    clinic, program = staff.clinic, make.program(phases=((1, 28, (Dose(reps=10),)),))
    fine = following(clinic, program, staff, days=10, done=10)
    idle = following(clinic, program, staff, days=10, done=1)
    alarmed = following(clinic, program, staff, days=10, done=10)
    raise_alert(
        AlertKind.SAFETY, clinic=clinic, patient=alarmed, detail="Numb.", key="safety:1", now=clock.now()
    )
    ranked = rows(signed_in(staff.user).get(CASELOAD))
    assert [row["patient"]["id"] for row in ranked] == [str(one.pk) for one in (alarmed, idle, fine)]
    assert [row["need"] for row in ranked] == ["safety", "not_doing_it", "fine"]
    assert ranked[0]["open_alerts"] == 1


def test_mine_are_those_i_am_responsible_for() -> None:
    staff = make.staff()
    mine = make.patient(staff.clinic, practitioner=staff)
    others = make.patient(staff.clinic, practitioner=make.staff(staff.clinic))
    nobodys = make.patient(staff.clinic)
    make.patient()
    client = signed_in(staff.user)

    def listed(**query: str) -> set[str]:
        return {row["patient"]["id"] for row in rows(client.get(CASELOAD, query))}

    assert listed(mine="true") == listed(mine="True") == listed(mine="1") == {str(mine.pk)}
    assert listed() == listed(mine="false") == {str(mine.pk), str(others.pk), str(nobodys.pk)}
    assert_problem(client.get(CASELOAD, {"mine": "yes"}), 400, "invalid", "mine")


def test_an_archived_patient_has_left_the_caseload() -> None:
    patient = make.patient()
    client = signed_in(make.staff(patient.clinic).user)
    client.patch(f"/api/v1/patients/{patient.pk}", {"archived": True})
    assert rows(client.get(CASELOAD)) == []


def test_two_hundred_patients_cost_six_queries_and_come_in_pages() -> None:
    staff = make.staff()
    program = make.program()
    for _ in range(200):
        following(staff.clinic, program, staff, days=3, done=1)
    client = signed_in(staff.user)
    with CaptureQueriesContext(connection) as queries:
        first = client.get(CASELOAD).json()
    authentication = 1
    assert len(queries) - authentication <= 6, [query["sql"][:200] for query in queries]
    assert (first["count"], len(first["results"])) == (200, 50)
    last = client.get(CASELOAD, {"page": 4}).json()
    assert (last["next"], len(last["results"])) == (None, 50)
    assert_problem(client.get(CASELOAD, {"page": 5}), 404, "not_found")
