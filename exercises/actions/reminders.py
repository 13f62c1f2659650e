"""When a patient is reminded: the setting, and the planning of the slots that have come."""

import json
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast

from exercises.actions.alert import raise_alert
from exercises.actions.keeping import keep_change, lock
from exercises.actions.lanes import reserve_places
from exercises.errors import Invalid, PatientIsArchived
from exercises.models import Patient, Reminder, ReminderSetting, User
from exercises.models.bulk import insert_each, is_any, update_each
from exercises.rules.pace import AHEAD, LATE, taken_up_at
from exercises.rules.schedule import Slot, Times, covered, instant_of, next_slot, slots_between
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
    """Sets or replaces when the patient is reminded. Raises Invalid, naming times or weekdays.

    Times and weekdays that stay as they are were allowed once: a pause is set and ended whatever the hours are now.
    """
    lock(patient)
    if patient.archived_at is not None:
        raise PatientIsArchived
    known = ReminderSetting.objects.select_for_update().filter(patient=patient).first()
    if known is None or not _is_as_before(wish, known):
        _checked(wish, patient)
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


def _is_as_before(wish: Wish, known: ReminderSetting) -> bool:
    times = sorted(f"{at:%H:%M}" for at in wish.times)
    return times == sorted(known.times) and sorted(wish.weekdays) == sorted(known.weekdays)


def _shown(setting: ReminderSetting) -> dict[str, object]:
    return {"times": setting.times, "weekdays": setting.weekdays, "paused_until": setting.paused_until}


def replan(patient: Patient, *, was: str, now: datetime) -> None:
    """Reckons the next slot anew after a change of zone from `was`. A slot already texted never goes again."""
    setting = ReminderSetting.objects.select_for_update().filter(patient=patient).first()
    if setting is None or patient.archived_at is not None:
        return
    _write_due(setting, was, now)
    _write_jumped_over(setting, was, ZoneInfo(patient.timezone), now)
    _point_at(setting, next_slot(times_of(setting, patient.timezone), after=now))
    setting.save(update_fields=["next_at", "next_day", "next_time"])


def _write_due(setting: ReminderSetting, zone: str, now: datetime) -> None:
    """Writes the slots that have come by the setting as it is stored, before it becomes another."""
    if setting.next_at is None or setting.next_at > now:
        return
    assert setting.next_day and setting.next_time  # noqa: S101 - a constraint keeps them together
    first = Slot(setting.next_day, setting.next_time, setting.next_at)
    slots = _slots_come(times_of(setting, zone), first, now)
    _write(_rows(setting.pk, setting.clinic_id, setting.patient_id, slots, now))


def _write_jumped_over(setting: ReminderSetting, was: str, zone: ZoneInfo, now: datetime) -> None:
    """Writes the slots that neither clock showed: going east, local time jumps ahead. The newest may still go."""
    try:
        local = now.astimezone(ZoneInfo(was))
    except (ZoneInfoNotFoundError, ValueError):
        return  # it never told a time
    shown = instant_of(local.date(), local.time(), zone)
    if shown < now:
        slots = list(slots_between(times_of(setting, zone.key), after=shown, until=now))
        if slots:
            _write(_rows(setting.pk, setting.clinic_id, setting.patient_id, slots, now))


class _Pointed(NamedTuple):
    """All that decides which slots have come. `times` and `weekdays` are JSON, read once for all who chose the same."""

    times: str
    weekdays: str
    paused_until: date | None
    zone: str
    next_at: datetime
    next_day: date
    next_time: time


def plan_due(*, now: datetime, limit: int = 500) -> int:
    """Writes the reminders whose time has come, one a setting and slot, and moves the settings on.

    Returns how many settings were due. Of several slots missed while nothing ran, only the newest may
    still go out; the last 50 before it are kept as held, too late, and older ones are not written. A
    setting whose time zone is not known here is planned no more, and an alert says so.
    """
    return _plan(now, limit) if is_any(ReminderSetting.objects.due(now), by="next_at") else 0


@transaction.atomic
def _plan(now: datetime, limit: int) -> int:
    due = list(
        ReminderSetting.objects.due(now)
        .select_for_update(skip_locked=True, of=("self",))
        .annotate(its_times=Cast("times", TextField()), its_weekdays=Cast("weekdays", TextField()))
        .order_by("next_at", "clinic")
        .values_list(
            *("pk", "clinic_id", "patient_id", "its_times", "its_weekdays", "paused_until"),
            *("patient__timezone", "next_at", "next_day", "next_time"),
        )[:limit]
    )
    reminders: list[tuple[Any, ...]] = []
    moved: list[tuple[int, datetime | None, date | None, time | None]] = []
    known: dict[_Pointed, tuple[list[Slot], Slot | None]] = {}
    for pk, clinic, patient, *rest in due:
        pointed = _Pointed(*rest)
        try:
            found = known.get(pointed) or known.setdefault(pointed, _slots_of(pointed, now))
        except (ZoneInfoNotFoundError, ValueError):
            moved.append((pk, None, None, None))
            _tell_of_no_plan(clinic, patient, pointed.zone, now)
            continue
        slots, following = found
        reminders += _rows(pk, clinic, patient, slots, now)
        moved.append(
            (pk, following.due, following.day, following.at) if following else (pk, None, None, None)
        )
    _write(_placed(reminders, now))
    update_each(ReminderSetting, ["next_at", "next_day", "next_time"], moved)
    return len(due)


def _tell_of_no_plan(clinic: UUID, patient: UUID, zone: str, now: datetime) -> None:
    raise_alert(
        AlertKind.SENDING,
        clinic=clinic,
        patient=Patient(pk=patient),
        detail=f"No reminders are planned: the time zone {zone!r} or the times cannot be read. Set them anew.",
        key=f"planning:{patient}",
        now=now,
    )


def _slots_of(pointed: _Pointed, now: datetime) -> tuple[list[Slot], Slot | None]:
    """The slots that have come, oldest first, and the one to come. Raises ValueError or ZoneInfoNotFoundError."""
    times = Times(
        times=tuple(time.fromisoformat(at) for at in json.loads(pointed.times)),
        weekdays=frozenset(json.loads(pointed.weekdays)),
        zone=ZoneInfo(pointed.zone),
        paused_until=pointed.paused_until,
    )
    first = Slot(pointed.next_day, pointed.next_time, pointed.next_at)
    return _slots_come(times, first, now), next_slot(times, after=now)


def _slots_come(times: Times, first: Slot, now: datetime) -> list[Slot]:
    """The newest slots from `first` up to `now`, oldest first."""
    # However long nothing ran, only so many weeks are looked at as hold that many slots.
    a_week = max(1, len(times.times) * len(times.weekdays))
    earliest = now - timedelta(weeks=MISSED_KEPT // a_week + 2)
    after = first if first.due > earliest else earliest
    slots = deque(slots_between(times, after=after, until=now), maxlen=MISSED_KEPT + 1)
    if after is first and len(slots) <= MISSED_KEPT:
        slots.appendleft(first)
    return list(slots)


_ROW = (
    *("id", "setting", "clinic", "patient", "day", "at", "due_at"),
    *("state", "held", "settled_at", "try_at", "lane_at"),
)
_CLINIC, _STATE, _AT, _DUE_AT = (_ROW.index(name) for name in ("clinic", "state", "at", "due_at"))


def _rows(
    setting: int, clinic: UUID, patient: UUID, slots: Sequence[Slot], now: datetime
) -> list[tuple[Any, ...]]:
    """A reminder for each of the slots that have come, as a row of `_ROW`; all but the newest are too late."""
    missed, newest = (ReminderState.HELD, Held.TOO_LATE, now), (ReminderState.PLANNED, "", None)
    return [
        (
            *(uuid4(), setting, clinic, patient, slot.day, slot.at, slot.due),
            *(newest if slot is slots[-1] else missed),
            *(slot.due, None),
        )
        for slot in slots
    ]


def _placed(rows: Sequence[tuple[Any, ...]], now: datetime) -> list[tuple[Any, ...]]:
    """The same rows; those of clinics where nothing is late have, where they can, their place in the queue of their
    sender, and come up with it. After a while without schedulers it is found out first who may still go."""
    planned = [row for row in rows if row[_STATE] == ReminderState.PLANNED]
    late = {row[_CLINIC] for row in planned if row[_DUE_AT] <= now - LATE}
    times: dict[UUID, list[time]] = defaultdict(list)
    for row in planned:
        if row[_CLINIC] not in late:
            times[row[_CLINIC]].append(row[_AT])
    coming = {clinic: iter(its) for clinic, its in reserve_places(times, now=now).items()}
    placed = []
    for row in rows:
        its = coming.get(row[_CLINIC])
        place = next(its) if its and row[_STATE] == ReminderState.PLANNED else None
        if place is not None:
            try_at = taken_up_at(place, now=now) if place >= now + AHEAD else row[-2]
            row = (*row[:-2], try_at, place)
        placed.append(row)
    return placed


def _write(rows: Sequence[tuple[Any, ...]]) -> None:
    """Writes the reminders; one whose slot has a row already is left out."""
    insert_each(Reminder, _ROW, rows, same={"tries": 0})
