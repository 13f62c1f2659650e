"""What must be noticed though nobody did anything: programs that end, processes that beat."""

from datetime import date, datetime, timedelta

from django.db import transaction

from exercises.actions.alert import raise_alert
from exercises.actions.assign import end_lapsed
from exercises.actions.keeping import lock
from exercises.models import Alert, Assignment, Heartbeat, Patient
from exercises.rules.sessions import local_date
from exercises.terms import AlertKind

NOTICE = timedelta(days=7)
ONE_DAY = timedelta(days=1)


def beat(name: str, *, now: datetime) -> None:
    """Shows that the process of that name is alive."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now})


def notice_endings(*, now: datetime) -> int:
    """Ends the programs whose last day is over, and raises an alert seven days before a program's last day.

    Returns how many alerts were raised: one an assignment and last day, so that a program made longer is
    noticed anew. Programs shorter than that are noticed on their last day.
    """
    _end_lapsed(now)
    raised = 0
    told = set(
        Alert.objects.filter(kind=AlertKind.PROGRAM_ENDING, raised_at__gte=now - 2 * NOTICE).values_list(
            "key", flat=True
        )
    )
    near = Assignment.objects.open().filter(
        last_day__gte=now.date() - ONE_DAY, last_day__lte=now.date() + NOTICE + ONE_DAY
    )
    for assignment in near.select_related("patient", "program").iterator(chunk_size=1000):
        key = f"ending:{assignment.pk}:{assignment.last_day.isoformat()}"
        today = local_date(now, assignment.patient.timezone)
        if key in told or not _notice_on(assignment) <= today <= assignment.last_day:
            continue
        raise_alert(
            AlertKind.PROGRAM_ENDING,
            clinic=assignment.clinic_id,
            patient=assignment.patient,
            detail=f"{assignment.program.name} ends on {assignment.last_day.isoformat()}.",
            key=key,
            now=now,
        )
        raised += 1
    return raised


def _notice_on(assignment: Assignment) -> date:
    """The local date from which on the end is told."""
    if assignment.last_day - assignment.starts_on < NOTICE - ONE_DAY:
        return assignment.last_day
    return max(assignment.last_day - NOTICE, assignment.starts_on)


def _end_lapsed(now: datetime) -> None:
    """Looks at those whose last day may be over anywhere on earth; `end_lapsed` asks for their own date."""
    over = Patient.objects.filter(
        assignments__ended_on__isnull=True, assignments__last_day__lte=now.date()
    ).distinct()
    for patient in over.iterator(chunk_size=1000):
        with transaction.atomic():
            lock(patient)
            end_lapsed(patient, now=now)
