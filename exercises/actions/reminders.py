"""When a patient is reminded: the setting, and the planning of the slots that have come."""

from collections import deque
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from exercises.actions.alert import raise_alert
from exercises.actions.keeping import keep_change, lock
from exercises.errors import Invalid, PatientIsArchived
from exercises.models import Patient, Reminder, ReminderSetting, User
from exercises.rules.schedule import Slot, Times, covered, next_slot, slots_between
from exercises.terms import AlertKind, Channel, Held, ReminderState

MOST_TIMES_A_DAY = 8
MISSED_KEPT = 50
"""Of the slots missed while nothing ran so many are kept, besides the newest, which may still go out."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a patient wishes: local times, weekdays (0 Monday), and the first date after a pause."""

    times: tuple[time, ...]
    weekdays: frozenset[int]
    paused_until: date | None = None


def _checked(wish: Wish, patient: Patient) -> None:
    errors: dict[str, list[str]] = {}
    clinic = patient.clinic
    if not wish.times:
        errors["times"] = ["Choose at least one time."]
    elif len(wish.times) > MOST_TIMES_A_DAY:
        errors["times"] = [f"At most {MOST_TIMES_A_DAY} times a day."]
    elif len(set(wish.times)) < len(wish.times):
        errors["times"] = ["A time stands there twice."]
    else:
        quiet = set(wish.times) - set(covered(wish.times, clinic.allowed_from, clinic.allowed_until))
        if quiet:
            words = ", ".join(f"{at:%H:%M}" for at in sorted(quiet))
            hours = f"{clinic.allowed_from:%H:%M} and {clinic.allowed_until:%H:%M}"
            errors["times"] = [f"{words}: texts go out between {hours} only."]
    if not wish.weekdays:
        errors["weekdays"] = ["Choose at least one weekday."]
    elif not wish.weekdays <= set(range(7)):
        errors["weekdays"] = ["Weekdays are 0 (Monday) to 6 (Sunday)."]
    if errors:
        raise Invalid(errors=errors)


def times_of(setting: ReminderSetting, zone: str) -> Times:
    return Times(
        times=tuple(time.fromisoformat(at) for at in setting.times),
        weekdays=frozenset(setting.weekdays),
        zone=ZoneInfo(zone),
        paused_until=setting.paused_until,
    )


def _point_at(setting: ReminderSetting, slot: Slot | None) -> None:
    setting.next_at = slot.due if slot else None
    setting.next_day = slot.day if slot else None
    setting.next_time = slot.at if slot else None


@transaction.atomic
def set_reminder(patient: Patient, wish: Wish, *, by: User | None, now: datetime) -> ReminderSetting:
    """Sets or replaces when the patient is reminded. Raises Invalid, naming times or weekdays."""
    lock(patient)
    if patient.archived_at is not None:
        raise PatientIsArchived
    _checked(wish, patient)
    known = ReminderSetting.objects.select_for_update().filter(patient=patient).first()
    setting = known or ReminderSetting(patient=patient, clinic_id=patient.clinic_id, channel=Channel.SMS)
    before = _shown(setting) if known else {}
    _write_due(setting, patient.timezone, now)
    setting.times = [f"{at:%H:%M}" for at in sorted(wish.times)]
    setting.weekdays = sorted(wish.weekdays)
    setting.paused_until = wish.paused_until
    _point_at(setting, next_slot(times_of(setting, patient.timezone), after=now))
    setting.save()
    keep_change(
        "reminder.set",
        clinic=patient.clinic_id,
        who=by,
        now=now,
        patient=patient,
        before=before,
        after=_shown(setting),
    )
    return setting


def _shown(setting: ReminderSetting) -> dict[str, object]:
    return {"times": setting.times, "weekdays": setting.weekdays, "paused_until": setting.paused_until}


def replan(patient: Patient, *, was: str, now: datetime) -> None:
    """Reckons the next slot anew after a change of zone from `was`. A slot already texted never goes again."""
    setting = ReminderSetting.objects.select_for_update().filter(patient=patient).first()
    if setting is None or patient.archived_at is not None:
        return
    _write_due(setting, was, now)
    _point_at(setting, next_slot(times_of(setting, patient.timezone), after=now))
    setting.save(update_fields=["next_at", "next_day", "next_time"])


def _write_due(setting: ReminderSetting, zone: str, now: datetime) -> None:
    """Writes the slots that have come by the setting as it is stored, before it becomes another."""
    if setting.next_at is not None and setting.next_at <= now:
        Reminder.objects.bulk_create(_reminders_come(setting, zone, now), ignore_conflicts=True)


@transaction.atomic
def plan_due(*, now: datetime, limit: int = 500) -> int:
    """Writes the reminders whose time has come, one a setting and slot, and moves the settings on.

    Returns how many settings were due. Of several slots missed while nothing ran, only the newest may
    still go out; the last 50 before it are kept as held, too late, and older ones are not written. A
    setting whose time zone is not known here is planned no more, and an alert says so.
    """
    due = list(
        ReminderSetting.objects.due(now)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("patient")
        .order_by("next_at")[:limit]
    )
    reminders: list[Reminder] = []
    for setting in due:
        zone = setting.patient.timezone
        try:
            reminders += _reminders_come(setting, zone, now)
            _point_at(setting, next_slot(times_of(setting, zone), after=now))
        except (ZoneInfoNotFoundError, ValueError):
            _stop_planning(setting, now)
    Reminder.objects.bulk_create(reminders, ignore_conflicts=True, batch_size=500)
    ReminderSetting.objects.bulk_update(due, ["next_at", "next_day", "next_time"], batch_size=250)
    return len(due)


def _stop_planning(setting: ReminderSetting, now: datetime) -> None:
    _point_at(setting, None)
    zone = setting.patient.timezone
    raise_alert(
        AlertKind.SENDING,
        clinic=setting.clinic_id,
        patient=setting.patient,
        detail=f"No reminders are planned: the time zone {zone!r} or the times cannot be read. Set them anew.",
        key=f"planning:{setting.patient_id}",
        now=now,
    )


def _reminders_come(setting: ReminderSetting, zone: str, now: datetime) -> list[Reminder]:
    """The reminders of the slots from the one pointed at up to `now`; all but the newest are too late."""
    slots = _slots_come(setting, zone, now)
    return [_reminder(setting, slot, now, is_newest=slot is slots[-1]) for slot in slots]


def _slots_come(setting: ReminderSetting, zone: str, now: datetime) -> list[Slot]:
    """The newest slots from the one pointed at up to `now`, oldest first."""
    assert setting.next_at and setting.next_day and setting.next_time  # noqa: S101 - a constraint keeps them together
    first = Slot(setting.next_day, setting.next_time, setting.next_at)
    times = times_of(setting, zone)
    # However long nothing ran, only so many weeks are looked at as hold that many slots.
    a_week = max(1, len(times.times) * len(times.weekdays))
    earliest = now - timedelta(weeks=MISSED_KEPT // a_week + 2)
    after = first if first.due > earliest else earliest
    slots = deque(slots_between(times, after=after, until=now), maxlen=MISSED_KEPT + 1)
    if after is first and len(slots) <= MISSED_KEPT:
        slots.appendleft(first)
    return list(slots)


def _reminder(setting: ReminderSetting, slot: Slot, now: datetime, *, is_newest: bool) -> Reminder:
    return Reminder(
        clinic_id=setting.clinic_id,
        patient_id=setting.patient_id,
        setting=setting,
        day=slot.day,
        at=slot.at,
        due_at=slot.due,
        try_at=slot.due,
        state=ReminderState.PLANNED if is_newest else ReminderState.HELD,
        held="" if is_newest else Held.TOO_LATE,
        settled_at=None if is_newest else now,
    )
