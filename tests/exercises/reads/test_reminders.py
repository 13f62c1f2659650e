"""What became of the reminders: every fate a row can have, what staff are told of it, and what waits in all."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exercises.models import Clinic, Heartbeat, Lane, Message, Patient, Reminder
from exercises.reads.reminders import (
    HELD_BECAUSE,
    Backlog,
    Fate,
    backlog,
    day_counts,
    queue_of,
    reminder_rows,
    reminders_on,
)
from exercises.rules.lifecycle import MessageState
from exercises.terms import Direction, Held, MessageKind, ReminderState
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = date(2026, 11, 18)
SOON = NOW + timedelta(minutes=3)


def reminder(to: Patient, text: MessageState | None = None, **given: Any) -> Reminder:
    """A reminder of today at nine, and its text in that state."""
    setting = getattr(to, "reminder_setting", None) or make.reminder_setting(to)
    state = ReminderState.PLANNED if text is None else ReminderState.WRITTEN
    fields = {"day": TODAY, "at": time(9, 0), "due_at": NOW, "try_at": NOW, "state": state}
    text_given = {name[6:]: given.pop(name) for name in list(given) if name.startswith("text__")}
    row = Reminder.objects.create(clinic=to.clinic, patient=to, setting=setting, **fields | given)
    if text:
        Message.objects.create(
            clinic=to.clinic,
            patient=to,
            reminder=row,
            direction=Direction.OUT,
            kind=MessageKind.REMINDER,
            our_number=to.clinic.sender,
            their_number=to.phone,
            state=text,
            created_at=NOW,
            attempted_at=NOW,
            **text_given,
        )
    return row


def only_row(clinic: Clinic, *, stopped: bool = False) -> dict[str, Any]:
    (row,) = reminder_rows(reminders_on(clinic.pk, TODAY), stopped=stopped)
    return row


FATES: dict[str, tuple[MessageState | None, dict[str, Any], Fate]] = {
    "planned": (None, {}, Fate.WAITING),
    "in the hands of a scheduler": (None, {"claimed_until": SOON}, Fate.WAITING),
    "held": (None, {"state": ReminderState.HELD, "held": Held.PAUSED}, Fate.HELD),
    "refused for good": (
        MessageState.REFUSED,
        {"state": ReminderState.HELD, "held": Held.REFUSED},
        Fate.HELD,
    ),
    "given up after a refusal": (
        MessageState.ABSENT,
        {"state": ReminderState.HELD, "held": Held.TOO_LATE},
        Fate.HELD,
    ),
    "refused for a while": (MessageState.ABSENT, {"text__try_at": SOON}, Fate.WAITING),
    "on its way": (MessageState.WRITTEN, {}, Fate.SENT),
    "of unknown outcome": (MessageState.UNKNOWN, {}, Fate.SENT),
    "queued": (MessageState.QUEUED, {}, Fate.SENT),
    "delivered": (MessageState.DELIVERED, {}, Fate.SENT),
    "undelivered": (MessageState.UNDELIVERED, {}, Fate.LOST),
    "failed": (MessageState.FAILED, {}, Fate.LOST),
    "failed, they say, yet answered": (MessageState.FAILED, {"answered_at": SOON}, Fate.SENT),
}


@pytest.mark.parametrize("which", FATES)
def test_what_became_of_it(which: str) -> None:
    text, given, fate = FATES[which]
    patient = make.patient()
    reminder(patient, text, **given)
    assert only_row(patient.clinic)["state"] == fate
    for asked in Fate:
        assert reminders_on(patient.clinic.pk, TODAY, fate=asked).count() == (asked == fate)
    assert day_counts(patient.clinic.pk, TODAY)["states"] == {one: int(one == fate) for one in Fate}


def test_a_row_says_whom_when_why_and_how_far_the_text_got() -> None:
    patient = make.patient()
    row = reminder(
        patient,
        MessageState.REFUSED,
        state=ReminderState.HELD,
        held=Held.REFUSED,
        text__error_code="30007",
        text__body="Hello",
    )
    assert only_row(patient.clinic) == {
        "id": str(row.pk),
        "patient": {
            "id": str(patient.pk),
            "first_name": patient.first_name,
            "last_name": patient.last_name,
        },
        "day": "2026-11-18",
        "time": "09:00",
        "due_at": NOW.isoformat(),
        "is_follow_up": False,
        "state": "held",
        "held": {"code": "refused", "reason": "The provider refused the text for good."},
        "expected_at": None,
        "text": {"state": "refused", "error_code": "30007", "tried_at": NOW.isoformat()},
        "answered_at": None,
    }


EXPECTED: dict[str, tuple[MessageState | None, dict[str, Any], bool, datetime | None]] = {
    "in the queue": (None, {"try_at": SOON}, False, SOON),
    "in the queue of a sender that is refused": (None, {"try_at": SOON}, True, None),
    "in the hands of a scheduler": (None, {"try_at": NOW, "claimed_until": SOON}, False, NOW),
    "to go again": (MessageState.ABSENT, {"text__try_at": SOON}, False, SOON),
    "gone": (MessageState.SENT, {}, False, None),
    "gone, and to be looked up": (MessageState.UNKNOWN, {"text__try_at": SOON}, False, None),
    "held": (None, {"state": ReminderState.HELD, "held": Held.PAUSED}, False, None),
}


@pytest.mark.parametrize("which", EXPECTED)
def test_when_it_is_expected_to_go(which: str) -> None:
    text, given, stopped, expected = EXPECTED[which]
    patient = make.patient()
    reminder(patient, text, **given)
    told = only_row(patient.clinic, stopped=stopped)["expected_at"]
    assert told == (expected.isoformat() if expected else None)


def test_every_reason_has_a_sentence() -> None:
    assert set(HELD_BECAUSE) == set(Held)
    assert len(set(HELD_BECAUSE.values())) == len(Held)
    assert all(words[0].isupper() and words.endswith(".") for words in HELD_BECAUSE.values())


def test_only_the_clinics_own_of_that_day_in_the_order_they_were_due() -> None:
    patient = make.patient()
    late = reminder(patient, at=time(18, 0), due_at=NOW + timedelta(hours=9))
    early = reminder(patient)
    follow_up = reminder(patient, follows=early, due_at=NOW + timedelta(hours=2))
    reminder(patient, day=TODAY - timedelta(days=1))
    reminder(make.patient())
    rows = reminder_rows(reminders_on(patient.clinic.pk, TODAY), stopped=False)
    assert [row["id"] for row in rows] == [str(one.pk) for one in (early, follow_up, late)]
    assert [row["is_follow_up"] for row in rows] == [False, True, False]
    assert day_counts(patient.clinic.pk, TODAY)["states"]["waiting"] == 3


def test_the_reasons_are_counted_the_most_frequent_first() -> None:
    clinic = make.clinic()
    for reason in (Held.PAUSED, Held.TOO_LATE, Held.PAUSED):
        reminder(make.patient(clinic), state=ReminderState.HELD, held=reason)
    counted = day_counts(clinic.pk, TODAY)
    assert [(one["code"], one["count"]) for one in counted["held"]] == [("paused", 2), ("too_late", 1)]
    assert counted["states"] == {"waiting": 0, "sent": 0, "held": 3, "lost": 0}


def test_who_is_still_to_come() -> None:
    staff = make.staff()
    make.reminder_setting(make.patient(staff.clinic), time(18, 0))
    make.reminder_setting(make.patient(staff.clinic, practitioner=staff), time(18, 0))
    make.reminder_setting(make.patient(staff.clinic), time(8, 0))
    make.reminder_setting(make.patient(), time(18, 0))
    assert day_counts(staff.clinic.pk, TODAY)["to_come"] == 2
    assert day_counts(staff.clinic.pk, TODAY, practitioner=staff.pk)["to_come"] == 1


def test_the_queue_ends_when_what_waits_has_gone() -> None:
    clinic = make.clinic()
    nothing = {"ends_at": None, "stopped_at": None, "stopped_code": None}
    assert queue_of(clinic.pk, now=NOW) == nothing
    Lane.objects.create(clinic=clinic, free_at=NOW, ends_at=SOON)
    assert queue_of(clinic.pk, now=NOW) == nothing | {"ends_at": SOON.isoformat()}
    assert queue_of(clinic.pk, now=SOON) == nothing


def test_of_a_sender_that_is_refused_it_is_said_since_when_and_with_which_code() -> None:
    clinic = make.clinic()
    Lane.objects.create(
        clinic=clinic, free_at=NOW, ends_at=NOW, stopped_at=NOW, stopped_code="20003", probe_at=SOON
    )
    assert queue_of(clinic.pk, now=SOON) == {
        "ends_at": None,
        "stopped_at": NOW.isoformat(),
        "stopped_code": "20003",
    }


# --- of all clinics ----------------------------------------------------------------------------------------
def waits_in_every_way() -> None:
    """Of each kind of waiting as many as its place in Backlog, and beside them what does not wait."""
    clinic = make.clinic()
    make.reminder_setting(make.patient(clinic), now=NOW - timedelta(hours=1))
    for minutes in (1, 2):
        due = NOW - timedelta(minutes=minutes)
        reminder(make.patient(clinic), due_at=due, try_at=SOON)
    reminder(make.patient(clinic), due_at=SOON, try_at=SOON)
    for hours in (1, 2, 3):
        due = NOW - timedelta(hours=hours)
        reminder(make.patient(clinic), MessageState.ABSENT, due_at=due, text__try_at=SOON)
    given_up = {"state": ReminderState.HELD, "held": Held.TOO_LATE, "due_at": NOW - timedelta(days=3)}
    reminder(make.patient(clinic), MessageState.ABSENT, **given_up)
    answer = reminder(make.patient(clinic), MessageState.ABSENT, text__try_at=SOON)
    Message.objects.filter(reminder=answer).update(kind=MessageKind.ANSWER, reminder=None)
    for state in (MessageState.WRITTEN, MessageState.UNKNOWN, MessageState.UNKNOWN, MessageState.UNKNOWN):
        reminder(make.patient(clinic), state, text__in_flight=True)
    reminder(make.patient(clinic), MessageState.DELIVERED, due_at=NOW - timedelta(days=3))
    reminder(make.patient(clinic), state=ReminderState.HELD, held=Held.PAUSED, due_at=NOW - timedelta(days=3))
    for stopped_at in (None, NOW, NOW):
        probe_at = stopped_at and SOON
        Lane.objects.create(
            clinic=make.clinic(), free_at=NOW, ends_at=NOW, stopped_at=stopped_at, probe_at=probe_at
        )
    Heartbeat.objects.create(name="scheduler", at=NOW - timedelta(seconds=4))


def test_what_waits_in_all_clinics_in_six_queries() -> None:
    waits_in_every_way()
    with CaptureQueriesContext(connection) as queries:
        found = backlog(now=NOW)
    assert found == Backlog(
        unplanned=1,
        unsent=2,
        refused=3,
        oldest_due_at=NOW - timedelta(hours=3),
        unsettled=4,
        stopped=2,
        beat_at=NOW - timedelta(seconds=4),
    )
    assert len(queries) == 6


def test_nothing_waits_in_an_empty_house() -> None:
    assert backlog(now=NOW) == Backlog(0, 0, 0, None, 0, 0, None)
