"""Alerts as staff read them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from exercises.errors import NotFound
from exercises.models import Alert
from exercises.terms import AlertKind


def search_alerts(
    clinic_id: UUID, *, is_open: bool = True, kind: AlertKind | None = None, patient_id: UUID | None = None
) -> QuerySet[Alert]:
    """The clinic's open alerts, or its closed ones, newest first."""
    found = Alert.objects.filter(clinic=clinic_id, closed_at__isnull=is_open)
    if kind is not None:
        found = found.filter(kind=kind)
    if patient_id is not None:
        found = found.filter(patient=patient_id)
    return found.select_related("patient", "message").order_by("-raised_at", "-id")


def one_alert(clinic_id: UUID, alert_id: UUID) -> Alert:
    """The alert with its patient and message, open or closed. Raises NotFound."""
    alert = Alert.objects.filter(clinic=clinic_id, pk=alert_id).select_related("patient", "message").first()
    if alert is None:
        raise NotFound
    return alert


def alert_rows(alerts: Iterable[Alert]) -> list[dict[str, Any]]:
    """The alerts, fetched with patient and message. No query."""
    return [_row(alert) for alert in alerts]


def _row(alert: Alert) -> dict[str, Any]:
    patient, message = alert.patient, alert.message
    return {
        "id": str(alert.pk),
        "kind": alert.kind,
        "detail": alert.detail,
        "patient": {"id": str(patient.pk), "name": str(patient)} if patient else None,
        "raised_at": alert.raised_at.isoformat(),
        "repeated_at": alert.repeated_at.isoformat() if alert.repeated_at else None,
        "message": {
            "id": str(message.pk),
            "body": message.body,
            "received_at": message.created_at.isoformat(),
        }
        if message
        else None,
        "closed_at": alert.closed_at.isoformat() if alert.closed_at else None,
        "close_reason": alert.close_reason or None,
    }
