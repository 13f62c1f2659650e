"""What must be noticed though nobody did anything: programs that end, processes that beat."""

from datetime import datetime, timedelta

from exercises.actions.alert import raise_alert
from exercises.models import Alert, Assignment, Heartbeat, RevisionPhase
from exercises.rules.sessions import local_date
from exercises.terms import AlertKind

NOTICE = timedelta(days=7)


def beat(name: str, *, now: datetime) -> None:
    """Shows that the process of that name is alive."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": now})


def notice_endings(*, now: datetime) -> int:
    """Raises an alert seven days before a program's last day, once an assignment; returns how many.

    Programs shorter than that are noticed on their last day.
    """
    raised = 0
    near = (
        Assignment.objects.open()
        .filter(patient__archived_at__isnull=True)
        .select_related("patient", "program")
    )
    told = set(Alert.objects.filter(kind=AlertKind.PROGRAM_ENDING).values_list("key", flat=True))
    last_days = _last_days()
    for assignment in near.iterator(chunk_size=1000):
        key = f"ending:{assignment.pk}"
        last = last_days.get(assignment.pk)
        if key in told or last is None:
            continue
        last_day = assignment.starts_on + timedelta(days=last - 1)
        notice_on = max(last_day - NOTICE, assignment.starts_on)
        if local_date(now, assignment.patient.timezone) >= (last_day if last < NOTICE.days else notice_on):
            raise_alert(
                AlertKind.PROGRAM_ENDING,
                clinic=assignment.clinic_id,
                patient=assignment.patient,
                detail=f"{assignment.program.name} ends on {last_day.isoformat()}.",
                key=key,
                now=now,
            )
            raised += 1
    return raised


def _last_days() -> dict[object, int]:
    """The last day (from 1) of the newest revision of every open assignment."""
    rows = (
        RevisionPhase.objects.filter(revision__assignment__ended_on__isnull=True)
        .order_by("revision__number", "number")
        .values_list("revision__assignment", "last_day")
    )
    return dict(rows.iterator())
