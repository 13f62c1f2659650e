"""The proof of consent, topics, and the check of a number, through the API."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from backend import clock
from exercises.actions.opting import is_opted_out, opt_in, opt_out
from exercises.actions.patients import ConsentGiven, change_patient
from exercises.models import Change, Consent, OptOut, Patient
from exercises.rules.wording import CONSENT_WORDINGS
from exercises.terms import FrozenBecause, Topic
from tests import make
from tests.backend.api.calling import assert_as_documented, assert_problem, signed_in

pytestmark = pytest.mark.django_db

CONSENTS = "/api/v1/patients/{patient_id}/consents"


@pytest.fixture
def patient() -> Patient:
    return make.patient(make.clinic(timezone="America/Vancouver"), consent=False)


def consents_of(patient: Patient, client: Any = None, **query: str) -> Any:
    client = client or signed_in(make.staff(patient.clinic).user)
    return client.get(CONSENTS.format(patient_id=patient.pk), query)


def test_the_whole_story_is_told_in_order_with_who_when_how_and_which_words(patient: Patient) -> None:
    staff = make.staff(patient.clinic)
    at = [make.NOW + timedelta(hours=hour) for hour in range(5)]
    for sms, source, now in ((True, "intake form", at[0]), (False, "asked by phone", at[4])):
        change_patient(patient, {}, consent=ConsentGiven(sms, source), by=staff.user, now=now)
    opt_out(patient.clinic, patient.phone, source="STOP EXERCISE", topic=Topic.EXERCISE, now=at[1])
    change_patient(patient, {}, stopped_topics=[Topic.EXERCISE, Topic.VISITS], by=staff.user, now=at[2])
    opt_in(patient.clinic, patient.phone, source="START", now=at[3])
    answer = consents_of(patient)
    events = assert_as_documented(answer, CONSENTS)["events"]
    told = ("what", "topic", "kind", "source", "by")
    assert [tuple(event[name] for name in told) for event in events] == [
        ("consent_given", None, None, "intake form", str(staff)),
        ("stopped", "exercise", "words", "STOP EXERCISE", None),
        ("stopped", "visits", "staff", "", str(staff)),
        ("started", "exercise", "keyword", "START", None),
        ("started", "visits", "keyword", "START", None),
        ("consent_revoked", None, None, "asked by phone", str(staff)),
    ]
    assert events[0]["wording"] == CONSENT_WORDINGS[events[0]["wording_version"]]
    assert events[0]["at"] == "2026-11-18T17:00:00+00:00"
    assert events[0]["at_clinic"] == "2026-11-18T09:00:00-08:00"
    assert {event["phone"] for event in events} == {patient.phone}


def test_what_a_number_said_before_and_after_it_was_the_patients_is_not_theirs(patient: Patient) -> None:
    staff, old = make.staff(patient.clinic), patient.phone
    at = [make.NOW + timedelta(hours=hour) for hour in range(3)]
    change_patient(patient, {}, consent=ConsentGiven(True, "intake form"), by=staff.user, now=at[0])
    opt_out(patient.clinic, old, source="STOP", now=at[0])
    opt_in(patient.clinic, old, source="START", now=at[0])
    change_patient(patient, {"phone": "+16045550177"}, by=staff.user, now=at[1])
    opt_out(patient.clinic, old, source="STOP", now=at[2])
    opt_out(make.clinic(), "+16045550177", source="STOP", now=at[2])
    whats = [event["what"] for event in consents_of(patient).json()["events"]]
    assert whats == ["consent_given", "stopped", "started", "consent_revoked"]


def test_a_version_nobody_knows_any_more_is_shown_without_its_words(patient: Patient) -> None:
    Consent.objects.create(
        clinic=patient.clinic,
        patient=patient,
        phone=patient.phone,
        wording_version="paper",
        given_at=make.NOW,
    )
    [event] = consents_of(patient).json()["events"]
    assert (event["wording_version"], event["wording"]) == ("paper", None)


def test_the_table_has_a_row_an_event_and_no_formula(patient: Patient) -> None:
    staff = make.staff(patient.clinic)
    change_patient(patient, {}, consent=ConsentGiven(True, "=1+1, form"), by=staff.user, now=make.NOW)
    answer = consents_of(patient, format="csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    [row] = csv.DictReader(io.StringIO(answer.content.decode()))
    assert (row["what"], row["source"], row["topic"]) == ("consent_given", "'=1+1, form", "")
    assert row["phone"] == f"'{patient.phone}"
    assert row["wording"].startswith("I agree")


def test_a_client_that_accepts_csv_gets_it_and_an_error_is_a_problem_all_the_same(patient: Patient) -> None:
    url = CONSENTS.format(patient_id=patient.pk)
    own, foreign = make.staff(patient.clinic), make.staff()
    assert signed_in(own.user).get(url, headers={"Accept": "text/csv"}).content.startswith(b"what,at,")
    assert_problem(signed_in(foreign.user).get(url, headers={"Accept": "text/csv"}), 404, "not_found")


def test_that_it_was_taken_out_is_kept(patient: Patient) -> None:
    staff = make.staff(patient.clinic)
    consents_of(patient, signed_in(staff.user))
    kept = Change.objects.get(what="consents.taken_out")
    assert (kept.patient, kept.who) == (patient, staff.user)


def test_it_is_read_in_a_fixed_number_of_queries(
    patient: Patient, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(make.staff(patient.clinic).user)
    for hour in range(6):
        now = make.NOW + timedelta(hours=hour)
        opt_out(patient.clinic, patient.phone, source="STOP", now=now)
        opt_in(patient.clinic, patient.phone, source="START", now=now)
    with django_assert_max_num_queries(9):
        assert len(consents_of(patient, client).json()["events"]) == 12


# --- topics ------------------------------------------------------------------------------------------------
def test_a_patient_sees_and_sets_their_topics(patient: Patient) -> None:
    client = signed_in(patient.user)  # type: ignore[arg-type]
    assert client.patch("/api/v1/me", {"stopped_topics": ["visits"]}).json()["stopped_topics"] == ["visits"]
    assert assert_as_documented(client.get("/api/v1/me"), "/api/v1/me")["stopped_topics"] == ["visits"]
    assert OptOut.objects.get().kind == "app"
    assert client.patch("/api/v1/me", {"stopped_topics": []}).json()["stopped_topics"] == []
    assert not OptOut.objects.in_force().exists()


def test_staff_see_and_set_a_patients_topics(patient: Patient) -> None:
    client = signed_in(make.staff(patient.clinic).user)
    url = f"/api/v1/patients/{patient.pk}"
    row = client.patch(url, {"stopped_topics": ["exercise", "visits"]}).json()
    assert (row["stopped_topics"], row["texting"]["state"]) == (["exercise", "visits"], "opted_out")
    assert client.patch(url, {"stopped_topics": ["all"]}).json()["stopped_topics"] == ["all"]
    assert {one.kind for one in OptOut.objects.all()} == {"staff"}
    [row] = client.get("/api/v1/patients").json()["results"]
    assert row["stopped_topics"] == ["all"]


@pytest.mark.parametrize("topics", [["sport"], ["visits", "visits"], "visits", None, [1]])
def test_topics_that_are_none_are_refused_by_name(patient: Patient, topics: Any) -> None:
    client = signed_in(patient.user)  # type: ignore[arg-type]
    assert_problem(client.patch("/api/v1/me", {"stopped_topics": topics}), 400, "invalid", "stopped_topics")


def test_a_stop_that_was_texted_is_not_taken_back_by_anybody_here(patient: Patient) -> None:
    opt_out(patient.clinic, patient.phone, source="STOP", now=clock.now())
    for user, url in (
        (patient.user, "/api/v1/me"),
        (make.staff(patient.clinic).user, f"/api/v1/patients/{patient.pk}"),
    ):
        answer = signed_in(user).patch(url, {"stopped_topics": []})  # type: ignore[arg-type]
        problem = assert_problem(answer, 400, "invalid", "stopped_topics")
        assert patient.clinic.sender in problem["errors"]["stopped_topics"][0]
    assert is_opted_out(patient.clinic, patient.phone)


# --- the number --------------------------------------------------------------------------------------------
def test_staff_confirm_a_frozen_number_and_once_more_changes_nothing(patient: Patient) -> None:
    Patient.objects.filter(pk=patient.pk).update(
        number_frozen_at=make.NOW, number_frozen_because=FrozenBecause.WRONG_NUMBER
    )
    client = signed_in(make.staff(patient.clinic).user)
    assert client.get(f"/api/v1/patients/{patient.pk}").json()["texting"]["state"] == "number_frozen"
    path = "/api/v1/patients/{patient_id}/number/confirm"
    for _ in range(2):
        answer = client.post(path.format(patient_id=patient.pk))
        assert assert_as_documented(answer, path)["texting"]["state"] == "no_consent"
    assert Change.objects.filter(what="number.confirmed").count() == 1


def test_the_number_of_an_archived_patient_is_not_confirmed() -> None:
    patient = make.patient(archived_at=make.NOW)
    client = signed_in(make.staff(patient.clinic).user)
    answer = client.post(f"/api/v1/patients/{patient.pk}/number/confirm")
    assert_problem(answer, 409, "patient_is_archived")
