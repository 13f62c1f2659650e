"""A flare through the API: by the patient, and by staff."""

from typing import Any

import pytest

from backend import clock
from exercises.models import Alert, Patient
from exercises.rules.sessions import local_date
from tests import make
from tests.backend.api.calling import assert_problem, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def patient() -> Patient:
    made = make.patient()
    now = clock.now()
    make.assignment(made, starts_on=local_date(now, made.timezone), now=now)
    return made


def test_a_patient_reports_a_flare_and_today_changes(patient: Patient) -> None:
    phone = signed_in(patient.user)
    before = phone.get("/api/v1/me/today")
    answer = phone.post("/api/v1/me/flare")
    assert answer.status_code == 201
    assert (answer.json()["source"], answer.json()["from"]) == ("app", before.json()["date"])
    after = phone.get("/api/v1/me/today", headers={"If-None-Match": before["ETag"]})
    assert (after.status_code, after.json()["easier_until"]) == (200, answer.json()["until"])
    assert after.json()["exercises"][0]["dose"]["reps"] < before.json()["exercises"][0]["dose"]["reps"]
    assert phone.post("/api/v1/me/flare").status_code == 200
    assert Alert.objects.get().kind == "flare"


def test_staff_open_a_flare_end_it_and_find_it_in_the_record(patient: Patient) -> None:
    desk, path = signed_in(make.staff(patient.clinic).user), f"/api/v1/patients/{patient.pk}"
    opened = desk.post(f"{path}/flare")
    assert (opened.status_code, opened.json()["source"]) == (201, "staff")
    assert [desk.delete(f"{path}/flare").status_code for _ in range(2)] == [204, 204]
    record: dict[str, Any] = desk.get(f"{path}/record").json()
    (shown,) = record["flares"]
    assert shown["from"] == shown["until"] == opened.json()["from"]
    assert record["totals"]["flares"] == 1


def test_without_a_program_there_is_nothing_to_ease() -> None:
    answer = signed_in(make.patient().user).post("/api/v1/me/flare")
    assert_problem(answer, 409, "nothing_to_ease")
