"""Planning: what has come is written before anything changes, and no time without service floods the rest."""

from datetime import date, datetime, time, timedelta

import pytest

from exercises.actions.patients import change_patient
from exercises.actions.reminders import MISSED_KEPT, Wish, plan_due, set_reminder
from exercises.models import Alert, Patient, Reminder, ReminderSetting
from exercises.terms import AlertKind, Held, ReminderState
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
"""09:00 in Vancouver."""
EVERY_DAY = frozenset(range(7))


def planned() -> list[tuple[date, time, str]]:
    return list(Reminder.objects.order_by("due_at").values_list("day", "at", "state"))


@pytest.mark.parametrize("change", ["the setting", "the zone"])
def test_a_slot_that_has_come_is_written_before_it_becomes_another(change: str) -> None:
    patient = make.patient()
    make.reminder_setting(patient, time(9), time(18), now=NOW - timedelta(hours=1))
    if change == "the setting":
        set_reminder(patient, Wish((time(9), time(20)), EVERY_DAY), by=None, now=NOW)
    else:
        change_patient(patient, {"timezone": "America/Toronto"}, by=None, now=NOW)
    assert planned() == [(NOW.date(), time(9), ReminderState.PLANNED)]
    assert plan_due(now=NOW) == 0


def test_slots_missed_in_the_zone_before_are_those_of_that_zone() -> None:
    patient = make.patient()
    make.reminder_setting(patient, time(9), now=NOW - timedelta(days=1, hours=1))
    change_patient(patient, {"timezone": "Asia/Tokyo"}, by=None, now=NOW)
    assert list(Reminder.objects.order_by("due_at").values_list("due_at", flat=True)) == [
        NOW - timedelta(days=1),
        NOW,
    ]


@pytest.mark.parametrize(
    ("times", "weekdays", "written"),
    [
        ([time(hour) for hour in range(9, 17)], range(7), MISSED_KEPT + 1),
        ([time(9)], [2], MISSED_KEPT + 1),
    ],
    ids=["eight times a day", "once a week"],
)
def test_of_two_years_missed_the_newest_goes_out_and_the_last_fifty_are_kept(
    times: list[time], weekdays: list[int], written: int
) -> None:
    make.reminder_setting(make.patient(), *times, weekdays=weekdays, now=NOW - timedelta(days=730))
    plan_due(now=NOW)
    rows = list(Reminder.objects.order_by("due_at"))
    assert len(rows) == written
    assert (rows[-1].due_at, rows[-1].state) == (NOW, ReminderState.PLANNED)
    assert {(row.state, row.held) for row in rows[:-1]} == {(ReminderState.HELD, Held.TOO_LATE)}
    assert len({(row.day, row.at) for row in rows}) == written
    assert ReminderSetting.objects.get().next_at > NOW  # type: ignore[operator]


def test_a_few_missed_slots_are_all_kept() -> None:
    make.reminder_setting(make.patient(), time(9), now=NOW - timedelta(days=3, hours=1))
    plan_due(now=NOW)
    assert [row[0] for row in planned()] == [NOW.date() - timedelta(days=back) for back in (3, 2, 1, 0)]


def test_a_zone_that_is_not_known_here_stops_one_patient_and_is_told() -> None:
    lost, other = make.patient(first_name="Wilhelmina"), make.patient()
    for one in (lost, other):
        make.reminder_setting(one, time(9), now=NOW - timedelta(hours=1))
    Patient.objects.filter(pk=lost.pk).update(timezone="Mars/Olympus_Mons")
    assert plan_due(now=NOW) == 2
    assert list(Reminder.objects.values_list("patient", flat=True)) == [other.pk]
    assert ReminderSetting.objects.get(patient=lost).next_at is None
    alert = Alert.objects.get()
    assert (alert.kind, alert.patient_id) == (AlertKind.SENDING, lost.pk)
    assert "Mars/Olympus_Mons" in alert.detail


def test_a_zone_that_is_set_right_is_planned_again() -> None:
    patient = make.patient()
    make.reminder_setting(patient, time(9), now=NOW - timedelta(hours=1))
    Patient.objects.filter(pk=patient.pk).update(timezone="Mars/Olympus_Mons")
    plan_due(now=NOW)
    change_patient(patient, {"timezone": "America/Vancouver"}, by=None, now=NOW)
    found: datetime | None = ReminderSetting.objects.get().next_at
    assert found == NOW + timedelta(days=1)
