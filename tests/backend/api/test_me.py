from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from rest_framework.test import APIClient

from backend import clock
from exercises.actions.assign import hold_assignment
from exercises.models import CheckIn, Clinic, Patient, Reminder, RevisionItem
from exercises.rules.dose import Dose
from exercises.rules.sessions import local_date
from tests import make
from tests.backend.api.calling import assert_as_documented, assert_problem, signed_in

pytestmark = pytest.mark.django_db
DAILY = ((1, 28, (Dose(sets=2, reps=10, per_day=2), Dose(reps=3, hold_s=30))),)


@pytest.fixture
def patient() -> Patient:
    """A patient in the middle of a program of two rounds a day."""
    made = make.patient(phone="+16045550101", practitioner=None)
    make.assignment(
        made, make.program(phases=DAILY), starts_on=today_of(made) - timedelta(days=5), now=clock.now()
    )
    made.refresh_from_db()
    return made


@pytest.fixture
def phone(patient: Patient) -> APIClient:
    return signed_in(patient.user)


def today_of(patient: Patient) -> date:
    return local_date(clock.now(), patient.timezone)


def check_in(patient: Patient, **given: Any) -> dict[str, Any]:
    return {"id": make.new_id(), "session": f"{today_of(patient)}/1", "outcome": "done"} | given


# --- who I am


def test_me_tells_the_patient_the_clinic_and_whether_texts_arrive(patient: Patient, phone: APIClient) -> None:
    body = assert_as_documented(phone.get("/api/v1/me"), "/api/v1/me")
    clinic = patient.clinic
    assert body.pop("texting")["state"] == "ok"
    assert body.pop("stopped_topics") == []
    assert body == {
        "id": str(patient.pk),
        "first_name": patient.first_name,
        "last_name": "Patient",
        "phone": "+16045550101",
        "phone_national": "(604) 555-0101",
        "timezone": "America/Vancouver",
        "language": "en",
        "detailed_texts": False,
        "skin_tone": None,
        "clinic": {
            "name": clinic.name,
            "phone": clinic.phone,
            "emergency_number": "911",
            "urgent_line": "811",
        },
        "practitioner": None,
    }


def test_a_patient_chooses_to_get_the_answers_themselves_by_text(phone: APIClient) -> None:
    for wanted in (True, False):
        body = assert_as_documented(phone.patch("/api/v1/me", {"detailed_texts": wanted}), "/api/v1/me")
        assert body["detailed_texts"] is phone.get("/api/v1/me").json()["detailed_texts"] is wanted
    assert_problem(phone.patch("/api/v1/me", {"detailed_texts": "yes"}), 400, "invalid", "detailed_texts")


def test_me_names_the_practitioner() -> None:
    clinic = make.clinic()
    staff = make.staff(clinic, first_name="Ann", last_name="Reyes")
    client = signed_in(make.patient(clinic, practitioner=staff).user)
    assert client.get("/api/v1/me").json()["practitioner"] == "Ann Reyes"


def test_a_new_zone_is_kept_and_moves_the_reminder(patient: Patient, phone: APIClient) -> None:
    phone.put("/api/v1/me/reminder", {"times": ["09:00"], "weekdays": [0, 1, 2, 3, 4, 5, 6]})
    before = phone.get("/api/v1/me/reminder").json()["next_at"]
    answer = phone.patch("/api/v1/me", {"timezone": "Asia/Tokyo", "language": "fr"})
    body = assert_as_documented(answer, "/api/v1/me")
    assert (answer.status_code, body["timezone"], body["language"]) == (200, "Asia/Tokyo", "fr")
    assert phone.get("/api/v1/me/reminder").json()["next_at"] != before


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"timezone": "America/Vancover"}, ["timezone"]),
        ({"timezone": "../etc/passwd"}, ["timezone"]),
        ({"timezone": None}, ["timezone"]),
        ({"timezone": 5}, ["timezone"]),
        ({"language": "english please"}, ["language"]),
        ({"language": "e\x00"}, ["language"]),
        ({"first_name": "Zoe", "phone": "+16045550199"}, ["first_name", "phone"]),
        ({"plan_version": 0}, ["plan_version"]),
        ([], ["body"]),
    ],
)
def test_what_a_patient_may_not_change_is_refused_by_name(
    patient: Patient, phone: APIClient, body: Any, fields: list[str]
) -> None:
    assert_problem(phone.patch("/api/v1/me", body), 400, "invalid", *fields)
    known = Patient.objects.get(pk=patient.pk)
    assert (known.first_name, known.timezone, known.plan_version) == (
        patient.first_name,
        patient.timezone,
        patient.plan_version,
    )


# --- today


def test_today_shows_the_exercises_as_documented(
    patient: Patient, phone: APIClient, django_assert_max_num_queries: Any
) -> None:
    exercise = RevisionItem.objects.order_by("order").first().exercise  # type: ignore[union-attr]
    make.picture(exercise)
    with django_assert_max_num_queries(1 + 4):
        answer = phone.get("/api/v1/me/today")
    body = assert_as_documented(answer, "/api/v1/me/today")
    assert body["date"] == today_of(patient).isoformat()
    assert body["reason"] is None
    assert [one["session"] for one in body["sessions"]] == [f"{body['date']}/1", f"{body['date']}/2"]
    assert [len(one["rounds"]) for one in body["exercises"]] == [2, 1]
    assert body["exercises"][0]["pictures"][0]["path"].startswith("/media/drawn/")
    assert answer["Cache-Control"] == "private, no-cache"


def test_today_is_200_with_a_reason_when_there_is_nothing(patient: Patient, phone: APIClient) -> None:
    other = signed_in(make.patient().user)
    assert assert_as_documented(other.get("/api/v1/me/today"), "/api/v1/me/today")["reason"] == "no_program"
    hold_assignment(patient.assignments.get(), until=None, reason="", by=make.staff().user, now=clock.now())
    assert assert_as_documented(phone.get("/api/v1/me/today"), "/api/v1/me/today")["reason"] == "held"


def test_an_unchanged_today_is_304_without_a_query_of_its_own(
    phone: APIClient, django_assert_num_queries: Any
) -> None:
    tag = phone.get("/api/v1/me/today")["ETag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        with django_assert_num_queries(1):
            again = phone.get("/api/v1/me/today", HTTP_IF_NONE_MATCH=known)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def test_whatever_changes_today_changes_its_tag(patient: Patient, phone: APIClient) -> None:
    tags = [phone.get("/api/v1/me/today")["ETag"]]

    def changed() -> bool:
        answer = phone.get("/api/v1/me/today", HTTP_IF_NONE_MATCH=tags[-1])
        tags.append(answer["ETag"])
        return bool(answer.status_code == 200)

    phone.post("/api/v1/me/check-ins", check_in(patient))
    assert changed()
    phone.patch("/api/v1/me", {"timezone": "America/Toronto"})
    assert changed()
    make.assignment(patient, starts_on=today_of(patient), now=clock.now())
    assert changed()
    Clinic.objects.filter(pk=patient.clinic_id).update(urgent_line="812")
    assert changed()
    assert not changed()


def test_two_patients_never_share_a_tag() -> None:
    """A phone that changes hands must not take the one's exercises for the other's."""
    clinic = make.clinic()
    first, second = (signed_in(make.patient(clinic).user) for _ in range(2))
    tag = first.get("/api/v1/me/today")["ETag"]
    assert second.get("/api/v1/me/today", HTTP_IF_NONE_MATCH=tag).status_code == 200


@pytest.mark.parametrize("header", ["", "garbage", '"', "W/", '"\x00"', "é" * 100])
def test_a_strange_if_none_match_is_no_match(phone: APIClient, header: str) -> None:
    assert phone.get("/api/v1/me/today", HTTP_IF_NONE_MATCH=header).status_code == 200


# --- what I was given, how I am doing


def test_my_assignments_come_in_pages_as_documented(phone: APIClient) -> None:
    body = assert_as_documented(phone.get("/api/v1/me/assignments"), "/api/v1/me/assignments")
    assert (body["count"], body["next"], body["previous"]) == (1, None, None)
    assert body["results"][0]["state"] == "active"
    assert_problem(phone.get("/api/v1/me/assignments?page=2"), 404, "not_found")


def test_progress_counts_what_was_done(patient: Patient, phone: APIClient) -> None:
    for number in (1, 2):
        phone.post(
            "/api/v1/me/check-ins", check_in(patient, session=f"{today_of(patient)}/{number}", pain=number)
        )
    body = assert_as_documented(phone.get("/api/v1/me/progress?days=3"), "/api/v1/me/progress")
    assert [day["done"] for day in body["days"]] == [0, 0, 2]
    assert body["days"][-1] == {
        "date": today_of(patient).isoformat(),
        "expected": 2,
        "done": 2,
        "pain": 2,
    }
    assert len(phone.get("/api/v1/me/progress").json()["days"]) == 14


@pytest.mark.parametrize("days", ["0", "91", "-1", "two", "1.5", "9" * 400, "", "٣", "\x00"])
def test_progress_of_a_strange_number_of_days_is_refused(phone: APIClient, days: str) -> None:
    assert_problem(phone.get("/api/v1/me/progress", {"days": days}), 400, "invalid", "days")


# --- check-ins


def test_a_check_in_is_kept_echoed_and_new_once(
    patient: Patient, phone: APIClient, django_assert_max_num_queries: Any
) -> None:
    item = str(RevisionItem.objects.order_by("order").values_list("pk", flat=True)[0])
    at = clock.now() - timedelta(minutes=3)
    body = check_in(
        patient,
        outcome="part",
        completed=0.33,
        reason="pain",
        pain=6,
        difficulty="hard",
        note="Knee.\n",
        at=at.isoformat(),
        items=[{"item": item, "outcome": "skipped", "difficulty": None, "reason": "pain"}],
    )
    with django_assert_max_num_queries(1 + 12):
        first = phone.post("/api/v1/me/check-ins", body)
    shown = assert_as_documented(first, "/api/v1/me/check-ins")
    assert first.status_code == 201
    again = phone.post("/api/v1/me/check-ins", body)
    assert again.status_code == 200
    assert assert_as_documented(again, "/api/v1/me/check-ins") == shown
    expected = body | {"note": "Knee.", "at": at.isoformat(), "source": "app", "safety": None}
    assert {name: value for name, value in shown.items() if name != "received_at"} == expected
    assert CheckIn.objects.count() == 1


def test_a_repeated_check_in_may_leave_out_or_spell_out_what_is_not_said(
    patient: Patient, phone: APIClient
) -> None:
    short = check_in(patient)
    long = short | {
        "completed": 1,
        "reason": None,
        "pain": None,
        "difficulty": None,
        "note": "",
        "at": None,
        "items": [],
    }
    assert phone.post("/api/v1/me/check-ins", short).status_code == 201
    assert phone.post("/api/v1/me/check-ins", long).status_code == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"pain": 3}, "pain"),
        ({"outcome": "skipped"}, "outcome"),
        ({"note": "x"}, "note"),
        ({"difficulty": "easy"}, "difficulty"),
        ({"reason": "time"}, "reason"),
    ],
)
def test_the_same_id_with_other_content_is_409(
    patient: Patient, phone: APIClient, change: dict[str, Any], field: str
) -> None:
    body = check_in(patient)
    phone.post("/api/v1/me/check-ins", body)
    answer = phone.post("/api/v1/me/check-ins", body | change)
    assert answer.status_code == 409
    assert answer.json()["code"] == "check_in_differs"
    assert field in answer.json()["errors"]
    assert CheckIn.objects.count() == 1


def test_two_patients_may_use_one_id(patient: Patient, phone: APIClient) -> None:
    other = make.patient()
    make.assignment(other, make.program(phases=DAILY), starts_on=today_of(other), now=clock.now())
    body = check_in(patient)
    assert phone.post("/api/v1/me/check-ins", body).status_code == 201
    assert signed_in(other.user).post("/api/v1/me/check-ins", body).status_code == 201


def test_a_bare_date_reports_all_rounds(patient: Patient, phone: APIClient) -> None:
    phone.post("/api/v1/me/check-ins", check_in(patient, session=today_of(patient).isoformat()))
    states = [one["state"] for one in phone.get("/api/v1/me/today").json()["sessions"]]
    assert states == ["done", "done"]


@pytest.mark.parametrize(
    ("days", "suffix", "accepted"),
    [
        (0, "", True),
        (-14, "", True),
        (0, "/2", True),
        (1, "", False),
        (-15, "", False),
        (0, "/3", False),
        (0, "/0", False),
    ],
)
def test_only_sessions_that_were_asked_for_lately_are_accepted(
    patient: Patient, phone: APIClient, days: int, suffix: str, accepted: bool
) -> None:
    session = f"{today_of(patient) + timedelta(days=days)}{suffix}"
    answer = phone.post("/api/v1/me/check-ins", check_in(patient, session=session))
    if accepted:
        assert answer.status_code == 201
        assert answer.json()["session"] == session
    else:
        assert_problem(answer, 400, "session_not_expected", "session")


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"id": "1"}, ["id"]),
        ({"id": 5}, ["id"]),
        ({"id": UUID(int=5).hex}, ["id"]),
        *(
            ({"session": session}, ["session"])
            for session in (
                "today",
                "2026-02-30",
                "2026-11-22/",
                "2026-11-22/x",
                "2026-W47-7",
                "",
                20261122,
                None,
            )
        ),
        ({"session": "٢٠٢٦-11-22"}, ["session"]),
        ({"outcome": "Done"}, ["outcome"]),
        ({"outcome": None}, ["outcome"]),
        ({"outcome": ["done"]}, ["outcome"]),
        ({"outcome": "part", "completed": 1.01}, ["completed"]),
        ({"outcome": "part", "completed": -0.1}, ["completed"]),
        ({"outcome": "part", "completed": "0.5"}, ["completed"]),
        ({"outcome": "part", "completed": True}, ["completed"]),
        ({"outcome": "part", "completed": 10**400}, ["completed"]),
        ({"completed": 0.5}, ["completed"]),
        ({"outcome": "skipped", "completed": 1}, ["completed"]),
        ({"pain": 11}, ["pain"]),
        ({"pain": -1}, ["pain"]),
        ({"pain": 3.5}, ["pain"]),
        ({"pain": "3"}, ["pain"]),
        ({"pain": True}, ["pain"]),
        ({"pain": 10**400}, ["pain"]),
        ({"difficulty": ""}, ["difficulty"]),
        ({"reason": "lazy"}, ["reason"]),
        ({"note": "x" * 1001}, ["note"]),
        ({"note": "nul \x00"}, ["note"]),
        ({"note": None}, ["note"]),
        ({"note": 5}, ["note"]),
        ({"at": "2026-11-22T08:30:00"}, ["at"]),
        ({"at": "1900-01-01T00:00:00Z"}, ["at"]),
        ({"at": "0001-01-01T00:00:00+14:00"}, ["at"]),
        ({"at": "9999-12-31T23:59:59-14:00"}, ["at"]),
        ({"at": 1700000000}, ["at"]),
        ({"items": {}}, ["items"]),
        ({"items": [1]}, ["items.0"]),
        ({"items": [{"item": make.new_id(), "outcome": "done"}]}, ["items.0.item"]),
        ({"items": [{"item": make.new_id(), "outcome": "done"}] * 51}, ["items"]),
        ({"items": None}, ["items"]),
        ({"received_at": None}, ["received_at"]),
        ({"pain": 11, "outcome": "x", "note": 1}, ["pain", "outcome", "note"]),
    ],
)
def test_a_check_in_that_cannot_be_names_the_field(
    patient: Patient, phone: APIClient, change: dict[str, Any], fields: list[str]
) -> None:
    assert_problem(phone.post("/api/v1/me/check-ins", check_in(patient, **change)), 400, "invalid", *fields)
    assert not CheckIn.objects.exists()


def test_a_check_in_of_tomorrow_is_refused_though_the_phones_clock_may_be_minutes_ahead(
    patient: Patient, phone: APIClient
) -> None:
    for minutes, status in ((5, 201), (60, 400)):
        at = clock.now() + timedelta(minutes=minutes)
        answer = phone.post("/api/v1/me/check-ins", check_in(patient, at=at.isoformat()))
        assert answer.status_code == status


# --- reminders


def test_without_a_setting_the_reminder_is_empty(phone: APIClient) -> None:
    body = assert_as_documented(phone.get("/api/v1/me/reminder"), "/api/v1/me/reminder")
    assert body == {"times": [], "weekdays": [], "paused_until": None, "channel": "sms", "next_at": None}


def test_a_reminder_is_set_read_and_replaced(patient: Patient, phone: APIClient) -> None:
    until = (today_of(patient) + timedelta(days=3)).isoformat()
    wish = {"times": ["18:00", "08:30"], "weekdays": [4, 0], "paused_until": until, "channel": "sms"}
    body = assert_as_documented(phone.put("/api/v1/me/reminder", wish), "/api/v1/me/reminder")
    assert body["next_at"] > until
    assert body == wish | {"times": ["08:30", "18:00"], "weekdays": [0, 4], "next_at": body["next_at"]}
    assert phone.get("/api/v1/me/reminder").json() == body
    shorter = phone.put("/api/v1/me/reminder", {"times": ["12:00"], "weekdays": [0]}).json()
    assert (shorter["times"], shorter["paused_until"]) == (["12:00"], None)
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"times": []}, ["times"]),
        ({"times": ["25:00"]}, ["times"]),
        ({"times": ["9:00"]}, ["times"]),
        ({"times": ["09:00:00"]}, ["times"]),
        ({"times": [900]}, ["times"]),
        ({"times": "09:00"}, ["times"]),
        ({"times": [["09:00"]]}, ["times"]),
        ({"times": ["09:00", "09:00"]}, ["times"]),
        ({"times": [f"{hour:02d}:00" for hour in range(8, 18)]}, ["times"]),
        ({"times": ["03:00"]}, ["times"]),
        ({"times": None}, ["times"]),
        ({"weekdays": []}, ["weekdays"]),
        ({"weekdays": [7]}, ["weekdays"]),
        ({"weekdays": [-1]}, ["weekdays"]),
        ({"weekdays": [1, 1]}, ["weekdays"]),
        ({"weekdays": ["1"]}, ["weekdays"]),
        ({"weekdays": [True]}, ["weekdays"]),
        ({"weekdays": [{}]}, ["weekdays"]),
        ({"weekdays": 1}, ["weekdays"]),
        ({"paused_until": "1900-01-01"}, ["paused_until"]),
        ({"paused_until": "9999-12-31"}, ["paused_until"]),
        ({"paused_until": "tomorrow"}, ["paused_until"]),
        ({"paused_until": "20261201"}, ["paused_until"]),
        ({"channel": "fax"}, ["channel"]),
        ({"next_at": None}, ["next_at"]),
        ({"times": ["x"], "weekdays": [9], "paused_until": 1}, ["times", "weekdays", "paused_until"]),
    ],
)
def test_a_reminder_that_cannot_be_names_the_field(
    phone: APIClient, change: dict[str, Any], fields: list[str]
) -> None:
    body = {"times": ["09:00"], "weekdays": [0]} | change
    assert_problem(phone.put("/api/v1/me/reminder", body), 400, "invalid", *fields)
    assert phone.get("/api/v1/me/reminder").json()["times"] == []
