"""Staff make, see and revoke a patient's personal link."""

import pytest
from django.test import Client

from exercises.models import Link, Patient
from tests import make
from tests.backend.api.calling import assert_as_documented, assert_problem, signed_in

pytestmark = pytest.mark.django_db
PATH = "/api/v1/patients/{patient_id}/links"


@pytest.fixture
def patient() -> Patient:
    staff = make.staff(last_name="Quill")
    return make.patient(staff.clinic, practitioner=staff)


def url_of(patient: Patient) -> str:
    return PATH.format(patient_id=patient.pk)


def test_a_link_is_shown_once_and_listed_without_its_address(patient: Patient, settings: object) -> None:
    settings.PUBLIC_URL = "https://h.example"  # type: ignore[attr-defined]
    client = signed_in(patient.practitioner.user)  # type: ignore[union-attr]
    made = assert_as_documented(client.post(url_of(patient)), PATH)
    assert made["address"].startswith("https://h.example/t/")
    assert Client().get(made["address"].removeprefix("https://h.example")).status_code == 200
    [listed] = assert_as_documented(client.get(url_of(patient)), PATH)
    assert listed.items() >= {"opens": True, "number": patient.phone, "revoked_by": None}.items()
    assert made["address"][-16:] not in client.get(url_of(patient)).content.decode()
    assert made["address"][-16:] not in client.get(f"/api/v1/patients/{patient.pk}/record").content.decode()


def test_asked_for_again_it_is_the_same_one(patient: Patient) -> None:
    client = signed_in(patient.practitioner.user)  # type: ignore[union-attr]
    first, second = (client.post(url_of(patient)).json()["address"] for _ in range(2))
    assert first == second


def test_a_revoked_link_opens_nothing_from_the_next_request_on(patient: Patient) -> None:
    client = signed_in(patient.practitioner.user)  # type: ignore[union-attr]
    path = client.post(url_of(patient)).json()["address"].partition("/t/")[2]
    assert Client().get(f"/t/{path}").status_code == 200
    assert client.delete(url_of(patient)).status_code == 204
    assert Client().get(f"/t/{path}").status_code == 404
    [listed] = assert_as_documented(client.get(url_of(patient)), PATH)
    assert (listed["opens"], listed["revoked_by"]) == (False, "Pat Quill")
    assert client.delete(url_of(patient)).status_code == 204


def test_an_archived_patient_gets_none(patient: Patient) -> None:
    client = signed_in(patient.practitioner.user)  # type: ignore[union-attr]
    client.patch(f"/api/v1/patients/{patient.pk}", {"archived": True})
    assert_problem(client.post(url_of(patient)), 409, "patient_is_archived")
    assert not Link.objects.exists()
