from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from knox.models import AuthToken

from backend import clock
from exercises.actions.alert import raise_alert
from exercises.actions.check_in import CheckInGiven, record_check_in
from exercises.actions.opting import opt_out
from exercises.models import Change, Patient, Reminder
from exercises.rules.sessions import SessionName, local_date
from exercises.terms import AlertKind, CheckInSource, Outcome
from tests import make
from tests.backend.api.calling import assert_problem, signed_in

pytestmark = pytest.mark.django_db
PATIENTS = "/api/v1/patients"
MAIA: dict[str, Any] = {
    "first_name": "Maia",
    "last_name": "Demo",
    "phone": "(604) 555-0188",
    "timezone": "America/Toronto",
    "language": "en",
    "consent": {"sms": True, "source": "intake form"},
}


def names(answer: Any) -> list[str]:
    return [row["first_name"] for row in answer.json()["results"]]


def test_a_new_patient_is_the_responsibility_of_who_adds_them_and_can_be_texted() -> None:
    staff = make.staff()
    answer = signed_in(staff.user).post(PATIENTS, MAIA)
    assert answer.status_code == 201
    row = answer.json()
    assert row | {"id": None, "texting": None} == {
        "id": None,
        "first_name": "Maia",
        "last_name": "Demo",
        "phone": "+16045550188",
        "phone_national": "(604) 555-0188",
        "timezone": "America/Toronto",
        "language": "en",
        "detailed_texts": False,
        "skin_tone": None,
        "practitioner": {"id": str(staff.pk), "name": str(staff)},
        "archived_at": None,
        "texting": None,
        "stopped_topics": [],
    }
    assert row["texting"]["state"] == "ok"
    consent = Patient.objects.get(pk=row["id"]).consents.get()
    assert (consent.source, consent.recorded_by, consent.phone) == ("intake form", staff.user, "+16045550188")


def test_a_patients_wish_for_the_answers_themselves_is_kept_and_who_noted_it() -> None:
    staff = make.staff()
    client = signed_in(staff.user)
    added = client.post(PATIENTS, MAIA | {"detailed_texts": True}).json()
    assert added["detailed_texts"] is True
    changed = client.patch(f"{PATIENTS}/{added['id']}", {"detailed_texts": False})
    assert (changed.status_code, changed.json()["detailed_texts"]) == (200, False)
    change = Change.objects.get(what="patient.changed", who=staff.user)
    assert (change.before, change.after) == ({"detailed_texts": "True"}, {"detailed_texts": "False"})


def test_a_new_patient_takes_zone_and_language_of_the_clinic_and_the_practitioner_named() -> None:
    staff = make.staff()
    other = make.staff(staff.clinic)
    given = {name: MAIA[name] for name in ("first_name", "last_name", "phone")}
    client = signed_in(staff.user)
    named = client.post(PATIENTS, given | {"practitioner": str(other.pk)}).json()
    assert named["practitioner"]["id"] == str(other.pk)
    assert (named["timezone"], named["language"]) == (staff.clinic.timezone, "en")
    assert named["texting"]["state"] == "no_consent"
    assert client.post(PATIENTS, given | {"practitioner": None}).json()["practitioner"] is None


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        pytest.param({"phone": "12"}, ["phone"], id="no phone number"),
        pytest.param({"phone": 16045550188}, ["phone"], id="phone as a number"),
        pytest.param({"phone": "+1604555018\x00"}, ["phone"], id="null byte"),
        pytest.param({"timezone": "Mars/Olympus"}, ["timezone"], id="zone that does not exist"),
        pytest.param({"first_name": "  "}, ["first_name"], id="blank name"),
        pytest.param({"first_name": "x" * 81}, ["first_name"], id="name too long"),
        pytest.param({"last_name": None}, ["last_name"], id="null name"),
        pytest.param({"language": "english"}, ["language"], id="no language"),
        pytest.param({"consent": {"sms": True}}, ["consent.source"], id="consent from nowhere"),
        pytest.param({"consent": {"source": "form"}}, ["consent.sms"], id="consent to nothing"),
        pytest.param({"consent": True}, ["consent"], id="consent that is no object"),
        pytest.param({"practitioner": make.new_id()}, ["practitioner"], id="unknown practitioner"),
        pytest.param({"practitioner": "me"}, ["practitioner"], id="practitioner that is no id"),
        pytest.param({"archived": True}, ["archived"], id="archived from the start"),
        pytest.param(
            {"phone": "1", "timezone": "x", "nickname": "M"}, ["nickname", "timezone"], id="several"
        ),
    ],
)
def test_bad_input_names_the_field_and_adds_nobody(given: dict[str, Any], fields: list[str]) -> None:
    answer = signed_in(make.staff().user).post(PATIENTS, MAIA | given)
    assert_problem(answer, 400, "invalid", *fields)
    assert not Patient.objects.exists()


def test_a_practitioner_of_another_clinic_cannot_be_made_responsible() -> None:
    patient, foreign = make.patient(), make.staff()
    client = signed_in(make.staff(patient.clinic).user)
    for answer in (
        client.post(PATIENTS, MAIA | {"practitioner": str(foreign.pk)}),
        client.patch(f"{PATIENTS}/{patient.pk}", {"practitioner": str(foreign.pk)}),
    ):
        assert_problem(answer, 400, "invalid", "practitioner")


def test_the_list_is_by_name_searched_by_parts_of_it_and_without_the_archived() -> None:
    staff = make.staff()
    for first, last in (("Bo", "Zander"), ("Ana", "Mills"), ("Cy", "Abbot-Mills")):
        make.patient(staff.clinic, first_name=first, last_name=last)
    make.patient(staff.clinic, first_name="Old", last_name="Mills", archived_at=clock.now())
    make.patient(first_name="Foreign", last_name="Mills")
    client = signed_in(staff.user)
    assert names(client.get(PATIENTS)) == ["Cy", "Ana", "Bo"]
    assert names(client.get(PATIENTS, {"search": "mill"})) == ["Cy", "Ana"]
    assert names(client.get(PATIENTS, {"search": " MILLS ana "})) == ["Ana"]
    assert names(client.get(PATIENTS, {"search": "100%_"})) == []
    assert names(client.get(PATIENTS, {"archived": "true"})) == ["Old"]
    assert_problem(client.get(PATIENTS, {"archived": "perhaps"}), 400, "invalid", "archived")
    assert_problem(client.get(PATIENTS, {"search": "a\x00"}), 400, "invalid", "search")


def test_the_list_comes_in_pages_of_50_and_a_fixed_number_of_queries() -> None:
    staff = make.staff()
    for _ in range(51):
        make.patient(staff.clinic, practitioner=staff, signed_up=False)
    client = signed_in(staff.user)
    with CaptureQueriesContext(connection) as queries:
        first = client.get(PATIENTS).json()
    authentication = 1
    assert len(queries) - authentication <= 2, [query["sql"] for query in queries]
    assert (first["count"], len(first["results"]), first["previous"]) == (51, 50, None)
    assert len(client.get(first["next"]).json()["results"]) == 1
    for page in ("0", "3", "x", "9" * 40, "\x00"):
        assert_problem(client.get(PATIENTS, {"page": page}), 404, "not_found")


def test_the_texting_state_says_why_no_text_arrives() -> None:
    clinic = make.clinic()
    fine = make.patient(clinic)
    silent = make.patient(clinic, consent=False)
    stopped = make.patient(clinic)
    lost = make.patient(clinic, unreachable_since=clock.now())
    opt_out(clinic, stopped.phone, source="STOP", now=clock.now())
    client = signed_in(make.staff(clinic).user)
    for patient, state in (
        (fine, "ok"),
        (silent, "no_consent"),
        (stopped, "opted_out"),
        (lost, "unreachable"),
    ):
        texting = client.get(f"{PATIENTS}/{patient.pk}").json()["texting"]
        assert texting["state"] == state
        assert texting["since"]


def test_a_patient_whose_practitioner_left_is_listed_without_one() -> None:
    staff = make.staff()
    gone = make.staff(staff.clinic, active=False)
    patient = make.patient(staff.clinic, practitioner=gone)
    assert signed_in(staff.user).get(f"{PATIENTS}/{patient.pk}").json()["practitioner"] is None


def test_a_change_is_kept_with_who_made_it() -> None:
    patient = make.patient()
    staff = make.staff(patient.clinic)
    answer = signed_in(staff.user).patch(
        f"{PATIENTS}/{patient.pk}",
        {"last_name": " New ", "practitioner": str(staff.pk), "timezone": "Europe/London"},
    )
    assert answer.status_code == 200
    assert (answer.json()["last_name"], answer.json()["timezone"]) == ("New", "Europe/London")
    assert answer.json()["practitioner"]["id"] == str(staff.pk)
    change = Change.objects.get(patient=patient, what="patient.changed")
    assert (change.who, change.before["last_name"], change.after["last_name"]) == (
        staff.user,
        "Patient",
        "New",
    )


def test_a_new_number_starts_without_consent_and_signs_the_devices_out() -> None:
    patient = make.patient()
    client, device = signed_in(make.staff(patient.clinic).user), signed_in(patient.user)
    changed = client.patch(f"{PATIENTS}/{patient.pk}", {"phone": "+1 416 555 0177"})
    assert changed.json()["phone"] == "+14165550177"
    assert changed.json()["texting"]["state"] == "no_consent"
    assert_problem(device.get("/api/v1/me"), 401, "authentication_failed")
    again = client.patch(f"{PATIENTS}/{patient.pk}", {"consent": {"sms": True, "source": "by phone"}})
    assert again.json()["texting"]["state"] == "ok"


def test_consent_is_taken_back_and_the_record_keeps_both() -> None:
    patient = make.patient()
    client = signed_in(make.staff(patient.clinic).user)
    answer = client.patch(
        f"{PATIENTS}/{patient.pk}", {"consent": {"sms": False, "source": "asked at the desk"}}
    )
    assert answer.json()["texting"]["state"] == "no_consent"
    (kept,) = client.get(f"{PATIENTS}/{patient.pk}/record").json()["consents"]
    assert kept["given_at"]
    assert kept["revoked_because"] == "asked at the desk"


def test_archiving_ends_everything_but_the_record_and_cannot_be_undone() -> None:
    patient = make.patient()
    make.assignment(patient, now=clock.now())
    make.reminder_setting(patient, now=clock.now())
    make.token(patient.user)  # type: ignore[arg-type]
    client, url = signed_in(make.staff(patient.clinic).user), f"{PATIENTS}/{patient.pk}"
    assert_problem(client.patch(url, {"archived": True, "last_name": "X"}), 400, "invalid", "archived")
    assert client.patch(url, {"archived": False}).json()["archived_at"] is None
    first = client.patch(url, {"archived": True})
    assert first.status_code == 200
    assert first.json()["archived_at"] == client.patch(url, {"archived": True}).json()["archived_at"]
    patient.refresh_from_db()
    assert patient.reminder_setting.next_at is None
    assert patient.assignments.get().ended_on is not None
    assert not AuthToken.objects.filter(user=patient.user).exists()
    assert client.get(f"{url}/record").json()["assignments"][0]["state"] == "ended"
    assert_problem(client.patch(url, {"archived": False}), 400, "invalid", "archived")
    assert_problem(client.patch(url, {"last_name": "New"}), 409, "patient_is_archived")


def test_the_record_shows_pain_as_an_integer_and_why_a_reminder_was_held() -> None:
    patient = make.patient()
    staff, now = make.staff(patient.clinic), clock.now()
    today = local_date(now, patient.timezone)
    make.assignment(patient, starts_on=today, by=staff.user, now=now)
    given = CheckInGiven(uuid4(), SessionName(today, 1), Outcome.DONE, pain=4)
    record_check_in(patient, given, source=CheckInSource.APP, now=now)
    setting = make.reminder_setting(patient, now=now)
    Reminder.objects.create(
        clinic=patient.clinic,
        patient=patient,
        setting=setting,
        day=today,
        at=setting.next_time,
        due_at=now,
        try_at=now,
        state="held",
        held="quiet_hours",
    )
    raise_alert(AlertKind.MESSAGE, clinic=patient.clinic, patient=patient, detail="Asks.", key="1", now=now)
    kept = signed_in(staff.user).get(f"{PATIENTS}/{patient.pk}/record").json()
    assert kept["patient"] == str(patient.pk)
    (check_in,) = kept["check_ins"]
    assert (check_in["pain"], type(check_in["pain"]), check_in["outcome"]) == (4, int, "done")
    assert check_in["session"] == f"{today}/1"
    assert [reminder["held"] for reminder in kept["reminders"]] == ["quiet_hours"]
    assert [alert["detail"] for alert in kept["alerts"]] == ["Asks."]
    assert "assignment.made" in [change["what"] for change in kept["changes"]]
    assert [one["state"] for one in kept["assignments"]] == ["active"]
    assert kept["totals"]["check_ins"] == 1


@pytest.mark.parametrize("body", [[], "text", 5, [MAIA]], ids=["list", "text", "number", "list of objects"])
def test_a_body_that_is_no_object_is_refused(body: Any) -> None:
    patient = make.patient()
    client = signed_in(make.staff(patient.clinic).user)
    assert_problem(client.post(PATIENTS, body), 400, "invalid", "body")
    assert_problem(client.patch(f"{PATIENTS}/{patient.pk}", body), 400, "invalid", "body")
