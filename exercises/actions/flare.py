"""Open and end a flare: two days of the easier routine, staff told, and a text on the second that asks how it is."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from exercises.actions.alert import raise_alert
from exercises.actions.keeping import bump_plans, keep_change, lock
from exercises.errors import NothingToEase, PatientIsArchived
from exercises.models import Flare, Message, Patient, Reminder, ReminderSetting, User
from exercises.reads.plans import patterns_of
from exercises.rules.flares import A_WEEK, is_often, over_on
from exercises.rules.rounds import day_rounds
from exercises.rules.schedule import ONE_DAY, instant_of
from exercises.rules.sessions import local_date
from exercises.terms import AlertKind, FlareSource, NothingToday, ReminderState

ASK_AGAIN = (
    "Phone and ask again about change between the legs, bladder, bowel or sex, about both legs, and weakness."
)
"""The safety reference's screening questions that are put again "with any flare"."""

OFTEN_WORDS = "Not the first in seven days: look at the program."


@transaction.atomic
def open_flare(
    patient: Patient,
    *,
    source: FlareSource,
    now: datetime,
    by: User | None = None,
    message: Message | None = None,
) -> tuple[Flare, bool]:
    """The easier routine counts from the patient's today on; False when it did already.

    Staff are told unless one of them opens it. Raises PatientIsArchived, or NothingToEase when no program is active.
    """
    lock(patient)
    if patient.archived_at is not None:
        raise PatientIsArchived
    today = local_date(now, patient.timezone)
    if known := Flare.objects.on(today).filter(patient=patient).first():
        return known, False
    _check_something_is_asked(patient, today)
    earlier = list(
        Flare.objects.filter(patient=patient, starts_on__gt=today - A_WEEK).values_list(
            "starts_on", flat=True
        )
    )
    flare = Flare.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        starts_on=today,
        until=over_on(today),
        source=source,
        message=message,
        opened_by=by,
        opened_at=now,
    )
    _plan_check(flare, patient)
    bump_plans([patient.pk])
    keep_change(
        "flare.opened",
        clinic=patient.clinic_id,
        who=by,
        now=now,
        patient=patient,
        after={"starts_on": flare.starts_on, "until": flare.until, "source": source},
    )
    if source != FlareSource.STAFF:
        words = f"Reports a flare: the easier routine counts until {flare.until - ONE_DAY}."
        often = is_often(earlier, today)
        tell_of_flare(patient, f"{words} {OFTEN_WORDS}" if often else words, message=message, now=now)
    return flare, True


def tell_of_flare(patient: Patient, words: str, *, message: Message | None, now: datetime) -> None:
    """Staff are told, one open alert a patient, and asked to phone."""
    raise_alert(
        AlertKind.FLARE,
        clinic=patient.clinic_id,
        patient=patient,
        detail=f"{words} {ASK_AGAIN}",
        key=f"flare:{patient.pk}",
        now=now,
        message=message,
    )


def _check_something_is_asked(patient: Patient, today: date) -> None:
    """Raises NothingToEase where no assignment runs; on a rest day one does."""
    assignments = patterns_of([patient.pk], since=today).get(patient.pk, ())
    if day_rounds(assignments, today).reason not in (None, NothingToday.REST_DAY):
        raise NothingToEase


def _plan_check(flare: Flare, patient: Patient) -> None:
    """Plans the text of the second day at the first reminder time; where that slot would come, it takes its place."""
    setting = ReminderSetting.objects.filter(patient=patient).first()
    day = flare.starts_on + ONE_DAY
    if setting is None or (setting.paused_until and day < setting.paused_until):
        return
    at = min(time.fromisoformat(one) for one in setting.times)
    due = instant_of(day, at, ZoneInfo(patient.timezone))
    # That of a flare which began and was ended today.
    known = Reminder.objects.filter(setting=setting, day=day, at=at, state=ReminderState.PLANNED)
    if known.update(flare=flare):
        return
    check = Reminder(
        clinic_id=patient.clinic_id,
        patient=patient,
        setting=setting,
        flare=flare,
        day=day,
        at=at,
        due_at=due,
        try_at=due,
    )
    Reminder.objects.bulk_create([check], ignore_conflicts=True)


@transaction.atomic
def end_flare(patient: Patient, *, by: User, now: datetime) -> bool:
    """The usual routine counts again from the patient's today on; False when no flare was open."""
    lock(patient)
    today = local_date(now, patient.timezone)
    flare = Flare.objects.on(today).filter(patient=patient).first()
    if flare is None:
        return False
    before, flare.until = flare.until, today
    flare.save(update_fields=["until"])
    bump_plans([patient.pk])
    keep_change(
        "flare.ended",
        clinic=patient.clinic_id,
        who=by,
        now=now,
        patient=patient,
        before={"until": before},
        after={"until": today},
    )
    return True
