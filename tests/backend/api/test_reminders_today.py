"""What staff are told of a day's reminders."""

from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exercises.models import Lane, Message, Patient, Reminder, ReminderSetting, Staff
from exercises.rules.sessions import local_date
from exercises.terms import Direction, Held, MessageKind, ReminderState
from tests import make
from tests.backend.api.calling import assert_as_documented, assert_problem, signed_in

pytestmark = pytest.mark.django_db
REMINDERS = "/api/v1/reminders"
NOW = make.NOW
TODAY = local_date(NOW, "America/Vancouver")


@pytest.fixture(autouse=True)
def at_nine() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff() -> Staff:
    return make.staff()


def reminder(to: Patient, **given: Any) -> Reminder:
    setting = ReminderSetting.objects.filter(patient=to).first() or make.reminder_setting(to, now=NOW)
    fields = {"day": TODAY, "at": time(9, 0), "due_at": NOW, "try_at": NOW + timedelta(minutes=2)}
    return Reminder.objects.create(clinic=to.clinic, patient=to, setting=setting, **fields | given)


def text(of: Reminder, state: str, **given: Any) -> None:
    Message.objects.create(
        clinic=of.clinic,
        patient=of.patient,
        reminder=of,
        direction=Direction.OUT,
        kind=MessageKind.REMINDER,
        our_number=of.clinic.sender,
        their_number=of.patient.phone,
        body="Time for your exercises.",
        state=state,
        created_at=NOW,
        attempted_at=NOW,
        **given,
    )


def a_day_of_everything(staff: Staff) -> None:
    """A reminder of each state, and one patient who is reminded later."""
    reminder(make.patient(staff.clinic))
    text(reminder(make.patient(staff.clinic), state=ReminderState.WRITTEN, answered_at=NOW), "delivered")
    text(reminder(make.patient(staff.clinic), state=ReminderState.WRITTEN), "failed", error_code="30005")
    reminder(make.patient(staff.clinic), state=ReminderState.HELD, held=Held.TOO_LATE)
    make.reminder_setting(make.patient(staff.clinic), time(18, 0), now=NOW)


def answer_to(staff: Staff, **query: Any) -> dict[str, Any]:
    answer = signed_in(staff.user).get(REMINDERS, query)
    assert answer.status_code == 200, answer.content
    told: dict[str, Any] = assert_as_documented(answer, REMINDERS)
    return told


def test_a_day_with_everything_is_told_as_documented(staff: Staff) -> None:
    a_day_of_everything(staff)
    told = answer_to(staff)
    assert {row["state"] for row in told["results"]} == {"waiting", "sent", "held", "lost"}
    assert told["summary"] == {
        "day": TODAY.isoformat(),
        "states": {"waiting": 1, "sent": 1, "held": 1, "lost": 1},
        "held": [{"code": "too_late", "reason": "It could not go out in time.", "count": 1}],
        "to_come": 1,
        "queue": {"ends_at": None, "stopped_at": None, "stopped_code": None},
    }


def test_neither_numbers_nor_words_of_texts_are_in_it(staff: Staff) -> None:
    a_day_of_everything(staff)
    shown = signed_in(staff.user).get(REMINDERS).content.decode()
    for patient in Patient.objects.all():
        assert patient.phone not in shown
    assert "Time for" not in shown


@pytest.mark.parametrize("state", ["waiting", "sent", "held", "lost"])
def test_a_state_chooses_rows_and_leaves_the_summary_whole(staff: Staff, state: str) -> None:
    a_day_of_everything(staff)
    told = answer_to(staff, state=state)
    assert [row["state"] for row in told["results"]] == [state]
    assert sum(told["summary"]["states"].values()) == 4


def test_while_the_sender_is_refused_nobody_knows_when_what_waits_will_go(staff: Staff) -> None:
    reminder(make.patient(staff.clinic))
    assert answer_to(staff)["results"][0]["expected_at"] is not None
    Lane.objects.create(
        clinic=staff.clinic, free_at=NOW, ends_at=NOW, stopped_at=NOW, stopped_code="20003", probe_at=NOW
    )
    told = answer_to(staff)
    assert told["results"][0]["expected_at"] is None
    assert told["summary"]["queue"]["stopped_code"] == "20003"


def test_another_clinics_are_never_told(staff: Staff) -> None:
    a_day_of_everything(make.staff())
    other = make.patient()
    Lane.objects.create(
        clinic=other.clinic, free_at=NOW, ends_at=NOW + timedelta(hours=1), stopped_at=NOW, probe_at=NOW
    )
    told = answer_to(staff)
    assert (told["count"], told["results"], told["summary"]["held"]) == (0, [], [])
    assert set(told["summary"]["states"].values()) == {0}
    assert (told["summary"]["to_come"], set(told["summary"]["queue"].values())) == (0, {None})


def test_mine_are_those_of_the_patients_i_am_responsible_for(staff: Staff) -> None:
    mine = reminder(make.patient(staff.clinic, practitioner=staff))
    reminder(make.patient(staff.clinic, practitioner=make.staff(staff.clinic)))
    told = answer_to(staff, mine="true")
    assert [row["id"] for row in told["results"]] == [str(mine.pk)]
    assert told["summary"]["states"]["waiting"] == 1
    assert answer_to(staff)["count"] == 2


TODAYS: dict[str, tuple[str, datetime, str]] = {
    "in Vancouver it is still yesterday": ("America/Vancouver", NOW.replace(hour=7), "2026-11-17"),
    "in Sydney it is tomorrow": ("Australia/Sydney", NOW, "2026-11-19"),
    "in UTC it is today": ("UTC", NOW, "2026-11-18"),
}


@pytest.mark.parametrize("where", TODAYS)
def test_the_day_is_the_clinics_today(where: str) -> None:
    zone, now, day = TODAYS[where]
    with time_machine.travel(now, tick=False):
        assert answer_to(make.staff(make.clinic(timezone=zone)))["summary"]["day"] == day


def test_any_other_day_can_be_asked_for(staff: Staff) -> None:
    past = reminder(make.patient(staff.clinic), day=TODAY - timedelta(days=3))
    told = answer_to(staff, day=f"{TODAY - timedelta(days=3)}")
    assert [row["id"] for row in told["results"]] == [str(past.pk)]
    assert [answer_to(staff, day=day)["count"] for day in ("0001-01-01", "9999-12-31")] == [0, 0]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "today"),
        ("day", "2026-02-30"),
        ("day", "18.11.2026"),
        ("day", ""),
        ("state", "gone"),
        ("mine", "yes"),
    ],
)
def test_a_malformed_question_is_refused_by_name(staff: Staff, field: str, value: str) -> None:
    answer = signed_in(staff.user).get(REMINDERS, {field: value})
    assert_problem(answer, 400, "invalid", field)


def test_hundreds_cost_as_many_queries_as_one_and_come_in_pages(staff: Staff) -> None:
    setting = make.reminder_setting(make.patient(staff.clinic), now=NOW)
    rows = [
        Reminder(
            id=uuid4(),
            clinic=staff.clinic,
            patient=setting.patient,
            setting=setting,
            day=TODAY,
            at=time(number // 60, number % 60),
            due_at=NOW + timedelta(minutes=number),
            try_at=NOW,
        )
        for number in range(120)
    ]
    Reminder.objects.bulk_create(rows)
    client = signed_in(staff.user)
    with CaptureQueriesContext(connection) as queries:
        first = client.get(REMINDERS).json()
    authentication = 1
    assert len(queries) - authentication == 5, [query["sql"][:200] for query in queries]
    assert (first["count"], len(first["results"])) == (120, 50)
    last = client.get(REMINDERS, {"page": 3}).json()
    assert [row["id"] for row in last["results"]] == [str(row.pk) for row in rows[100:]]
    assert last["summary"] == first["summary"]
    assert_problem(client.get(REMINDERS, {"page": 4}), 404, "not_found")
