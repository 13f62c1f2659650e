from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from backend import clock
from exercises.actions.answer_notices import write_answer_notices
from exercises.actions.concerns import TOLD_AFTER, answer_concern, write_concern
from exercises.actions.opting import opt_out
from exercises.models import Alert, Concern, ConcernEntry, Patient, Staff
from tests import make
from tests.backend.api.calling import assert_as_documented, assert_problem, signed_in

pytestmark = pytest.mark.django_db
MINE, CONCERNS = "/api/v1/me/concerns", "/api/v1/concerns"
ONE = "/api/v1/concerns/{concern_id}"


@pytest.fixture
def patient() -> Patient:
    return make.patient()


@pytest.fixture
def phone(patient: Patient) -> APIClient:
    assert patient.user is not None
    return signed_in(patient.user)


@pytest.fixture
def staff(patient: Patient) -> Staff:
    return make.staff(patient.clinic)


@pytest.fixture
def desk(staff: Staff) -> APIClient:
    return signed_in(staff.user)


def words(body: str = "May I swim?", **given: Any) -> dict[str, Any]:
    return {"id": make.new_id(), "body": body} | given


def asked(phone: APIClient, body: str = "May I swim?") -> str:
    """The patient asks; returns the id of the thread."""
    answer = phone.post(MINE, words(body))
    assert answer.status_code == 201, answer.content
    thread: str = answer.json()["concern"]
    return thread


def ids(answer: Any) -> list[str]:
    return [row["id"] for row in answer.json()["results"]]


# --- the patient -------------------------------------------------------------------------------------------
def test_words_are_kept_once_however_often_they_are_sent(phone: APIClient) -> None:
    given = words("  Am I allowed to swim?\n")
    first, again = phone.post(MINE, given), phone.post(MINE, given)
    assert (first.status_code, again.status_code) == (201, 200)
    body = assert_as_documented(first, MINE)
    assert assert_as_documented(again, MINE) == body
    assert (body["id"], body["body"], body["author"], body["by"], body["safety"]) == (
        given["id"],
        "Am I allowed to swim?",
        "patient",
        None,
        None,
    )
    assert_problem(phone.post(MINE, given | {"body": "Other."}), 409, "concern_differs", "body")


def test_words_of_danger_are_answered_in_the_response_each_time(phone: APIClient, desk: APIClient) -> None:
    given = words("numb between my legs since this morning and cant pee")
    for status in (201, 200):
        answer = phone.post(MINE, given)
        body = assert_as_documented(answer, MINE)
        assert (answer.status_code, body["safety"]["urgency"]) == (status, "emergency")
        assert "911" in body["safety"]["text"]
    [row] = desk.get("/api/v1/alerts", {"kind": "safety"}).json()["results"]
    assert row["answer"]["state"] == "absent"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"body": " "}, "body"),
        ({"body": "x" * 1001}, "body"),
        ({"body": "a\x00b"}, "body"),
        ({"body": ["x"]}, "body"),
        ({"id": "1"}, "id"),
        ({"at": "2026-11-22T08:30:00Z"}, "at"),
    ],
    ids=["blank", "too long", "null byte", "a list", "no UUID", "unknown field"],
)
def test_words_that_cannot_be_kept_are_refused_by_field(
    phone: APIClient, change: dict[str, Any], field: str
) -> None:
    assert_problem(phone.post(MINE, words(**change)), 400, "invalid", field)
    assert not ConcernEntry.objects.exists()


def test_the_patient_sees_the_answers_and_has_read_them(
    phone: APIClient, desk: APIClient, staff: Staff
) -> None:
    thread = asked(phone)
    desk.post(f"{CONCERNS}/{thread}/answers", {"body": "Yes."})
    [row] = assert_as_documented(phone.get(MINE), MINE)["results"]
    assert (row["id"], row["unread"], row["total"]) == (thread, 1, 2)
    question, answer = row["entries"]
    assert (question["author"], question["body"]) == ("patient", "May I swim?")
    assert (answer["author"], answer["by"], answer["body"]) == ("staff", str(staff), "Yes.")
    assert answer["read_at"] is None
    read = phone.post(f"{MINE}/read", {"seen": answer["id"]})
    assert assert_as_documented(read, f"{MINE}/read") == {"read": 1}
    assert phone.post(f"{MINE}/read", {"seen": answer["id"]}).json() == {"read": 0}
    assert phone.get(MINE).json()["results"][0]["unread"] == 0
    assert desk.get(f"{CONCERNS}/{thread}").json()["entries"][1]["read_at"] is not None


def test_a_patient_sees_nobody_elses_threads_and_marks_none_of_them(
    phone: APIClient, patient: Patient, staff: Staff
) -> None:
    other = make.patient(patient.clinic)
    entry, _ = write_concern(other, "Mine!", client_id=uuid4(), now=clock.now())
    answer = answer_concern(entry.concern, "Yes.", by=staff.user, now=clock.now())
    assert ids(phone.get(MINE)) == []
    assert_problem(phone.post(f"{MINE}/read", {"seen": str(answer.client_id)}), 400, "invalid", "seen")
    answer.refresh_from_db()
    assert answer.read_at is None


# --- staff -------------------------------------------------------------------------------------------------
def test_threads_are_chosen_by_state_and_whether_they_are_unread(patient: Patient, desk: APIClient) -> None:
    others = [make.patient(patient.clinic) for _ in range(2)]
    first, second, closed = (asked(signed_in(one.user)) for one in (patient, *others))  # type: ignore[arg-type]
    asked(signed_in(make.patient().user))  # type: ignore[arg-type]
    newest = desk.get(f"{CONCERNS}/{first}").json()["entries"][-1]["id"]
    assert desk.post(f"{CONCERNS}/{first}/read", {"seen": newest}).status_code == 200
    assert desk.post(f"{CONCERNS}/{closed}/close", {"reason": "Phoned."}).status_code == 200
    assert ids(desk.get(CONCERNS)) == [second, first]
    assert ids(desk.get(CONCERNS, {"unread": "true"})) == [second]
    assert ids(desk.get(CONCERNS, {"unread": "false"})) == [first]
    assert ids(desk.get(CONCERNS, {"state": "closed"})) == [closed]
    assert ids(desk.get(CONCERNS, {"state": "closed", "unread": "true"})) == []
    for name, value in (("state", "lost"), ("unread", "maybe"), ("state", "\x00")):
        assert_problem(desk.get(CONCERNS, {name: value}), 400, "invalid", name)


def test_a_thread_is_read_answered_and_closed(
    patient: Patient, phone: APIClient, desk: APIClient, staff: Staff
) -> None:
    thread = asked(phone)
    url = f"{CONCERNS}/{thread}"
    row = assert_as_documented(desk.get(url), ONE)
    assert row["patient"] == {"id": str(patient.pk), "name": str(patient)}
    assert (row["source"], row["unread"], row["notice"]) == ("app", 1, None)
    seen = row["entries"][-1]["id"]
    read = assert_as_documented(desk.post(f"{url}/read", {"seen": seen}), f"{ONE}/read")
    assert read["unread"] == 0
    assert Alert.objects.open().count() == 1
    answered = desk.post(f"{url}/answers", {"body": "Yes.", "seen": seen})
    row = assert_as_documented(answered, f"{ONE}/answers")
    assert (answered.status_code, row["total"], row["entries"][-1]["by"]) == (201, 2, str(staff))
    assert (row["notice"]["state"], row["notice"]["held"], row["notice"]["settled_at"]) == (None, None, None)
    assert Alert.objects.get().close_reason == "answered"
    closed = assert_as_documented(desk.post(f"{url}/close", {"reason": "Answered."}), f"{ONE}/close")
    assert (closed["closed_by"], closed["close_reason"]) == (str(staff), "Answered.")
    assert_problem(desk.post(f"{url}/answers", {"body": "Yes."}), 409, "concern_is_closed")
    assert_problem(desk.post(f"{url}/close", {"reason": "Again."}), 409, "concern_is_closed")
    assert Concern.objects.get().closed_by == staff.user


def test_staff_see_what_became_of_the_text_to_the_patient(
    patient: Patient, phone: APIClient, desk: APIClient
) -> None:
    Patient.objects.update(timezone="UTC")
    url = f"{CONCERNS}/{asked(phone)}"
    desk.post(f"{url}/answers", {"body": "Yes."})
    opt_out(patient.clinic, patient.phone, source="STOP", now=clock.now())
    write_answer_notices(now=clock.now() + TOLD_AFTER + timedelta(seconds=1), limit=1)
    notice = assert_as_documented(desk.get(url), ONE)["notice"]
    assert (notice["held"], notice["state"]) == ("opted_out", None)


@pytest.mark.parametrize(
    ("call", "body", "field"),
    [
        ("answers", {"body": " "}, "body"),
        ("answers", {}, "body"),
        ("answers", {"body": "x" * 1001}, "body"),
        ("answers", {"body": "Yes.", "seen": "1"}, "seen"),
        ("answers", {"body": "Yes.", "seen": make.new_id()}, "seen"),
        ("close", {}, "reason"),
        ("close", {"reason": "x" * 241}, "reason"),
        ("close", {"reason": "Done.", "seen": make.new_id()}, "seen"),
        ("read", {}, "seen"),
        ("read", {"seen": make.new_id()}, "seen"),
    ],
)
def test_what_cannot_be_done_with_a_thread_names_the_field(
    phone: APIClient, desk: APIClient, call: str, body: dict[str, Any], field: str
) -> None:
    thread = asked(phone)
    assert_problem(desk.post(f"{CONCERNS}/{thread}/{call}", body), 400, "invalid", field)
    row = desk.get(f"{CONCERNS}/{thread}").json()
    assert (row["total"], row["unread"], row["closed_at"]) == (1, 1, None)


def test_another_clinics_thread_is_not_there(phone: APIClient) -> None:
    thread, foreign = asked(phone), signed_in(make.staff().user)
    assert ids(foreign.get(CONCERNS)) == []
    assert_problem(foreign.get(f"{CONCERNS}/{thread}"), 404, "not_found")
    for call in ("answers", "close", "read"):
        assert_problem(foreign.post(f"{CONCERNS}/{thread}/{call}", {}), 404, "not_found")


def test_many_threads_cost_as_many_queries_as_few_and_long_ones_show_the_newest(
    patient: Patient, desk: APIClient, staff: Staff
) -> None:
    for _ in range(30):
        one = make.patient(patient.clinic, signed_up=False)
        entry, _ = write_concern(one, "May I swim?", client_id=uuid4(), now=clock.now())
        answer_concern(entry.concern, "Yes.", by=staff.user, now=clock.now())
    for number in range(25):
        answer_concern(entry.concern, f"And {number}.", by=staff.user, now=clock.now())
    with CaptureQueriesContext(connection) as queries:
        body = assert_as_documented(desk.get(CONCERNS), CONCERNS)
    authentication = 1
    assert len(queries) - authentication <= 4
    newest = body["results"][0]
    assert (newest["total"], len(newest["entries"]), newest["entries"][-1]["body"]) == (27, 20, "And 24.")
    assert desk.get(f"{CONCERNS}/{newest['id']}").json()["entries"][0]["body"] == "May I swim?"
