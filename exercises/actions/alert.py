"""Raise and close alerts."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from exercises.actions.keeping import bump_plans, hear_of, keep_change
from exercises.errors import AlertIsClosed, Invalid
from exercises.models import Alert, Clinic, Message, Patient, User
from exercises.terms import AlertKind


def raise_alert(
    kind: AlertKind,
    *,
    clinic: Clinic | UUID,
    patient: Patient | None,
    detail: str,
    key: str,
    now: datetime,
    message: Message | None = None,
) -> None:
    """Raises an alert; when one of the same cause (`key`) is open already, that one tells the news."""
    clinic_id = clinic if isinstance(clinic, UUID) else clinic.pk
    alert = Alert(
        clinic_id=clinic_id,
        patient=patient,
        kind=kind,
        detail=detail,
        key=key,
        message=message,
        raised_at=now,
    )
    Alert.objects.bulk_create([alert], ignore_conflicts=True)
    Alert.objects.open().filter(clinic=clinic_id, key=key).exclude(pk=alert.pk).update(
        detail=detail, message=message, repeated_at=now
    )
    if kind == AlertKind.SAFETY and patient is not None:
        bump_plans([patient.pk])


def withdraw_alert(clinic: Clinic, key: str, *, reason: str, now: datetime) -> None:
    """Closes the open alert of that cause where the patient has made it needless; nobody of the staff has to.

    A safety alert is never closed like this.
    """
    open_ = Alert.objects.open().filter(clinic=clinic, key=key).exclude(kind=AlertKind.SAFETY)
    open_.update(closed_at=now, close_reason=reason)


@transaction.atomic
def take_on(alert: Alert, *, by: User, now: datetime) -> Alert:
    """A member of staff takes the alert on: it is escalated no more. Who was first stands. Raises AlertIsClosed."""
    taken = (
        Alert.objects.open()
        .filter(pk=alert.pk, taken_on_at__isnull=True)
        .update(taken_on_at=now, taken_on_by=by)
    )
    alert.refresh_from_db()
    if alert.closed_at is not None:
        raise AlertIsClosed
    if taken:
        keep_change(
            "alert.taken_on",
            clinic=alert.clinic_id,
            who=by,
            now=now,
            patient=alert.patient_id,
            subject=alert.pk,
            after={"kind": alert.kind, "urgency": alert.urgency},
        )
    return alert


@transaction.atomic
def close_alert(alert: Alert, *, reason: str, by: User | None, now: datetime) -> Alert:
    """Closes the alert with a reason. Raises Invalid without one, AlertIsClosed when somebody was faster."""
    reason = reason.strip()
    if not reason:
        raise Invalid.field("reason", "Say in a few words what was done.")
    closed = (
        Alert.objects.open()
        .filter(pk=alert.pk)
        .update(closed_at=now, closed_by=by, close_reason=reason[:240])
    )
    if not closed:
        raise AlertIsClosed
    if alert.kind == AlertKind.SAFETY and alert.patient_id:
        bump_plans([alert.patient_id])
    if alert.kind == AlertKind.SILENT and alert.patient_id:
        hear_of([alert.patient_id])
    keep_change(
        "alert.closed",
        clinic=alert.clinic_id,
        who=by,
        now=now,
        patient=alert.patient_id,
        subject=alert.pk,
        after={"kind": alert.kind, "reason": reason},
    )
    alert.refresh_from_db()
    return alert
