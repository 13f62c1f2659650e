"""What a clinic's texts cost, in what the provider bills: SMS segments, and MMS by the piece."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, Sum

from exercises.models import Clinic, Message
from exercises.rules.schedule import instant_of
from exercises.terms import Direction

_PLAIN = Q(media=[])


@dataclass(frozen=True, slots=True)
class Month:
    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def next(self) -> "Month":
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def before(self) -> "Month":
        return Month(self.year, self.month - 1) if self.month > 1 else Month(self.year - 1, 12)


def costs(clinic: Clinic, month: Month) -> dict[str, Any]:
    """The texts of the month on the clinic's own calendar, by kind. One query.

    Those out count that the provider took, and those in: both are billed. Segments are counted by us; the provider's
    bill decides.
    """
    rows = [
        {
            "direction": row["direction"],
            "kind": row["kind"],
            "messages": row["messages"],
            "segments": row["sms_segments"] or 0,
            "mms": row["mms"],
        }
        for row in _billed(clinic.pk, month, ZoneInfo(clinic.timezone))
    ]
    total = {name: sum(row[name] for row in rows) for name in ("messages", "segments", "mms")}
    return {"month": str(month), "timezone": clinic.timezone, "by_kind": rows, "total": total}


def _billed(clinic: UUID, month: Month, zone: ZoneInfo) -> Any:
    begin, end = (instant_of(one.first, time.min, zone) for one in (month, month.next))
    return (
        Message.objects.filter(clinic=clinic, created_at__gte=begin, created_at__lt=end)
        .filter(Q(direction=Direction.IN) | Q(sid__isnull=False))
        .order_by("-direction", "kind")
        .values("direction", "kind")
        .annotate(
            messages=Count("pk"),
            sms_segments=Sum("segments", filter=_PLAIN),
            mms=Count("pk", filter=~_PLAIN),
        )
    )
