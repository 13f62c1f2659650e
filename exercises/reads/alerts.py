"""Alerts as staff read them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from exercises.errors import NotFound
from exercises.models import Alert, CheckIn
from exercises.terms import AlertKind

_WITH = ("patient", "message", "answer", "taken_on_by__staff")


def search_alerts(
    clinic_id: UUID, *, is_open: bool = True, kind: AlertKind | None = None, patient_id: UUID | None = None
) -> QuerySet[Alert]:
    """The clinic's open alerts, or its closed ones, newest first."""
    found = Alert.objects.filter(clinic=clinic_id, closed_at__isnull=is_open)
    if kind is not None:
        found = found.filter(kind=kind)
    if patient_id is not None:
        found = found.filter(patient=patient_id)
    return found.select_related(*_WITH).order_by("-raised_at", "-id")


def one_alert(clinic_id: UUID, alert_id: UUID) -> Alert:
    """The alert with its patient and message, open or closed. Raises NotFound."""
    alert = Alert.objects.filter(clinic=clinic_id, pk=alert_id).select_related(*_WITH).first()
    if alert is None:
        raise NotFound
    return alert


def safety_answer_to(check_in: CheckIn) -> dict[str, str] | None:
    """The fixed text that answers the note of a check-in; None, without a query, where there is no note."""
    if not check_in.note:
        return None
    return safety_answer(check_in.clinic_id, f"check-in:{check_in.pk}")


def safety_key(cause: object) -> str:
    """The key of the safety alert about the words of the row `cause`."""
    return f"safety:{cause}"


def safety_answer(clinic_id: UUID, cause: str) -> dict[str, str] | None:
    """The fixed text that answers words that did not come by text, by the cause of the alert; None where they told of
    no danger."""
    alert = Alert.objects.filter(clinic=clinic_id, key=safety_key(cause)).select_related("answer").first()
    if alert is None or alert.answer is None:
        return None
    return {"urgency": alert.urgency, "text": alert.answer.body}


def alert_rows(alerts: Iterable[Alert]) -> list[dict[str, Any]]:
    """The alerts, fetched with what belongs to them. No query."""
    return [_row(alert) for alert in alerts]


def _row(alert: Alert) -> dict[str, Any]:
    patient, message, answer = alert.patient, alert.message, alert.answer
    return {
        "id": str(alert.pk),
        "kind": alert.kind,
        "detail": alert.detail,
        "patient": {"id": str(patient.pk), "name": str(patient)} if patient else None,
        "raised_at": alert.raised_at.isoformat(),
        "repeated_at": _at(alert.repeated_at),
        "message": {
            "id": str(message.pk),
            "body": message.body,
            "received_at": message.created_at.isoformat(),
        }
        if message
        else None,
        "urgency": alert.urgency or None,
        "answer": {"body": answer.body, "state": answer.state} if answer else None,
        "take_on_by": _at(alert.take_on_by),
        "taken_on_at": _at(alert.taken_on_at),
        "taken_on_by": str(alert.taken_on_by.staff) if alert.taken_on_by else None,
        "escalated_at": _at(alert.escalated_at),
        "closed_at": _at(alert.closed_at),
        "close_reason": alert.close_reason or None,
    }


def _at(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
