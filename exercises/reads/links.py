"""A patient's personal links as staff see them."""

from datetime import datetime
from typing import Any

from exercises.models import Link, Patient


def link_rows(patient: Patient, *, now: datetime) -> list[dict[str, Any]]:
    """The patient's links, newest first. One query; the links themselves are known to nobody."""
    rows = Link.objects.filter(patient=patient).select_related("revoked_by__staff")
    return [link_row(link, now=now) for link in rows.order_by("-created_at", "-pk")]


def link_row(link: Link, *, now: datetime) -> dict[str, Any]:
    return {
        "id": str(link.pk),
        "number": link.number,
        "opens": link.revoked_at is None and link.expires_at > now,
        "created_at": link.created_at.isoformat(),
        "expires_at": link.expires_at.isoformat(),
        "last_used_at": _at(link.last_used_at),
        "revoked_at": _at(link.revoked_at),
        "revoked_by": str(link.revoked_by.staff) if link.revoked_by else None,
    }


def _at(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
