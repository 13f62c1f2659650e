from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend import clock
from exercises.actions.alert import raise_alert
from exercises.models import Alert, Change, Clinic, Message, Patient
from exercises.rules.sessions import local_date
from exercises.terms import AlertKind
from tests import make
from tests.backend.api.calling import assert_problem, signed_in

pytestmark = pytest.mark.django_db
ALERTS = "/api/v1/alerts"


def alert(
    clinic: Clinic,
    patient: Patient | None = None,
    *,
    kind: AlertKind = AlertKind.MESSAGE,
    minutes_ago: int = 0,
    message: Message | None = None,
) -> Alert:
    key = make.new_id()
    at = clock.now() - timedelta(minutes=minutes_ago)
    raise_alert(kind, clinic=clinic, patient=patient, detail=f"{kind} here", key=key, now=at, message=message)
    return Alert.objects.get(key=key)


def text_from(patient: Patient) -> Message:
    return Message.objects.create(
        clinic=patient.clinic,
        patient=patient,
        direction="in",
        kind="inbound",
        our_number=patient.clinic.sender,
        their_number=patient.phone,
        body="Which knee? 🤔",
        sid="SM1",
        state="received",
        created_at=clock.now(),
    )


def ids(answer: Any) -> list[str]:
    return [row["id"] for row in answer.json()["results"]]


def test_open_alerts_come_newest_first_with_patient_and_text() -> None:
    patient = make.patient()
    client = signed_in(make.staff(patient.clinic).user)
    text = text_from(patient)
    old = alert(patient.clinic, patient, minutes_ago=5, message=text)
    new = alert(patient.clinic, kind=AlertKind.SENDING)
    alert(make.clinic())
    answer = client.get(ALERTS)
    assert ids(answer) == [str(new.pk), str(old.pk)]
    first, second = answer.json()["results"]
    assert (first["patient"], first["message"], first["kind"]) == (None, None, "sending")
    assert second["patient"] == {"id": str(patient.pk), "name": str(patient)}
    assert second["message"]["id"] == str(text.pk)
    assert second["message"]["body"] == "Which knee? 🤔"
    assert (second["detail"], second["closed_at"], second["close_reason"]) == ("message here", None, None)


def test_alerts_are_chosen_by_kind_patient_and_whether_they_are_open() -> None:
    patient = make.patient()
    clinic = patient.clinic
    client = signed_in(make.staff(clinic).user)
    message, pain = alert(clinic, patient), alert(clinic, kind=AlertKind.PAIN)
    client.post(f"{ALERTS}/{pain.pk}/close", {"reason": "Called."})
    safety = alert(clinic, kind=AlertKind.SAFETY, minutes_ago=1)
    assert ids(client.get(ALERTS, {"kind": "safety"})) == [str(safety.pk)]
    assert ids(client.get(ALERTS, {"patient": str(patient.pk)})) == [str(message.pk)]
    assert ids(client.get(ALERTS, {"open": "false"})) == [str(pain.pk)]
    assert ids(client.get(ALERTS, {"patient": make.new_id()})) == []
    for name, value in (("kind", "panic"), ("patient", "x"), ("open", "maybe"), ("kind", "\x00")):
        assert_problem(client.get(ALERTS, {name: value}), 400, "invalid", name)


def test_an_alert_is_closed_once_with_a_reason_and_by_somebody() -> None:
    patient = make.patient()
    staff = make.staff(patient.clinic)
    client, raised = signed_in(staff.user), alert(patient.clinic, patient)
    url = f"{ALERTS}/{raised.pk}/close"
    closed = client.post(url, {"reason": "  Called, all well.\nAgain on Friday. "})
    assert closed.status_code == 200
    assert closed.json()["close_reason"] == "Called, all well.\nAgain on Friday."
    assert closed.json()["patient"]["id"] == str(patient.pk)
    raised.refresh_from_db()
    assert (raised.closed_by, closed.json()["closed_at"]) == (staff.user, raised.closed_at.isoformat())
    assert ids(client.get(ALERTS)) == []
    assert_problem(client.post(url, {"reason": "Again."}), 409, "alert_is_closed")
    assert Change.objects.filter(what="alert.closed", who=staff.user).count() == 1


@pytest.mark.parametrize(
    "body",
    [{}, {"reason": " "}, {"reason": None}, {"reason": "x" * 241}, {"reason": "\x00"}, {"reason": ["x"]}],
    ids=["missing", "blank", "null", "too long", "null byte", "list"],
)
def test_without_a_reason_it_stays_open(body: Any) -> None:
    staff = make.staff()
    raised = alert(staff.clinic)
    answer = signed_in(staff.user).post(f"{ALERTS}/{raised.pk}/close", body)
    assert_problem(answer, 400, "invalid", "reason")
    raised.refresh_from_db()
    assert raised.closed_at is None


def test_many_alerts_cost_as_many_queries_as_few() -> None:
    patient = make.patient()
    for _ in range(60):
        alert(patient.clinic, patient)
    client = signed_in(make.staff(patient.clinic).user)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(ALERTS).json()["count"] == 60
    authentication = 1
    assert len(queries) - authentication <= 2


def test_an_alert_is_taken_on_by_the_first_who_says_so() -> None:
    patient = make.patient()
    first, second = make.staff(patient.clinic), make.staff(patient.clinic)
    one = alert(patient.clinic, patient, kind=AlertKind.SAFETY)
    for who in (first, second):
        answer = signed_in(who.user).post(f"{ALERTS}/{one.pk}/take-on")
        assert answer.status_code == 200
        row = answer.json()
        assert row["taken_on_by"] == str(first)
        assert row["taken_on_at"] is not None
        assert row["closed_at"] is None
    other = signed_in(make.staff(make.clinic()).user)
    assert_problem(other.post(f"{ALERTS}/{one.pk}/take-on"), 404, "not_found")
    signed_in(first.user).post(f"{ALERTS}/{one.pk}/close", {"reason": "Phoned."})
    assert_problem(signed_in(first.user).post(f"{ALERTS}/{one.pk}/take-on"), 409, "alert_is_closed")


def test_a_note_that_tells_of_danger_is_answered_in_the_response() -> None:
    patient = make.patient(make.clinic(notice_phone="+16045550901"))
    make.assignment(patient)
    body = {
        "id": make.new_id(),
        "session": str(local_date(clock.now(), patient.timezone)),
        "outcome": "done",
        "note": "numb between my legs since this morning and cant pee",
    }
    client = signed_in(patient.user)
    for status in (201, 200):
        answer = client.post("/api/v1/me/check-ins", body)
        assert answer.status_code == status
        assert answer.json()["safety"]["urgency"] == "emergency"
        assert "911" in answer.json()["safety"]["text"]
    staff = signed_in(make.staff(patient.clinic).user)
    [row] = staff.get(ALERTS, {"kind": "safety"}).json()["results"]
    assert (row["urgency"], row["taken_on_at"]) == ("emergency", None)
    assert row["take_on_by"] is not None
    assert row["answer"]["state"] == "absent"
    assert (
        client.post("/api/v1/me/check-ins", {**body, "id": make.new_id(), "note": ""}).json()["safety"]
        is None
    )
