"""Later: a patient asks to be reminded again, and is."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from exercises.models import Patient, Reminder, ReminderSetting
from exercises.reads.plans import plans_of
from exercises.rules.schedule import within
from exercises.rules.sessions import local_date, plan_day


@dataclass(frozen=True, slots=True)
class PutOff:
    """When the patient hears from us next, on their own clock (None: not known), and whether they asked for that.

    `has_times` is false for who has never chosen any.
    """

    at: datetime | None
    as_asked: bool = False
    has_times: bool = True


def put_off(patient: Patient, reminder: Reminder | None, at: datetime | None, *, now: datetime) -> PutOff:
    """Plans one more text at `at` about what `reminder` asked, None: about the whole of today.

    A time that is not on that day, or at which no texts go, leaves it at the next reminder of the setting.
    """
    zone = ZoneInfo(patient.timezone)
    setting = ReminderSetting.objects.filter(patient=patient).first()
    if setting is None:
        return PutOff(None, has_times=False)
    if at is None:
        return PutOff(None)
    clinic, local = patient.clinic, at.astimezone(zone).replace(second=0, microsecond=0)
    day = reminder.day if reminder else local_date(now, patient.timezone)
    if local.date() != day or not within(local.time(), clinic.allowed_from, clinic.allowed_until):
        return PutOff(setting.next_at.astimezone(zone) if setting.next_at else None)
    first, last = _rounds(patient, reminder, day)
    # Where the setting has a slot at that minute, that one asks.
    Reminder.objects.bulk_create(
        [
            Reminder(
                clinic_id=patient.clinic_id,
                patient=patient,
                setting=setting,
                day=day,
                at=local.time(),
                due_at=local,
                try_at=local,
                asked_for=True,
                first_round=first,
                last_round=last,
            )
        ],
        ignore_conflicts=True,
    )
    return PutOff(local, as_asked=True)


def _rounds(patient: Patient, reminder: Reminder | None, day: date) -> tuple[int, int]:
    if reminder and reminder.first_round and reminder.last_round:
        return reminder.first_round, reminder.last_round
    return 1, max(1, plan_day(plans_of([patient.pk]).get(patient.pk, []), day).rounds)
