"""Concerns as staff and patients read them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from exercises.errors import NotFound
from exercises.models import AnswerNotice, Concern, ConcernEntry, Patient
from exercises.terms import Author, ConcernState

ENTRIES_IN_A_LIST = 20
ENTRIES_OF_ONE = 1000
"""Of each thread the newest so many are shown; `total` says how many there are."""


def search_concerns(
    clinic_id: UUID, *, state: ConcernState = ConcernState.OPEN, unread: bool | None = None
) -> QuerySet[Concern]:
    """The clinic's concerns, those first whose patient wrote last; `unread` by staff, or not, or either."""
    found = Concern.objects.filter(clinic=clinic_id, closed_at__isnull=state == ConcernState.OPEN)
    if unread is not None:
        new = ConcernEntry.objects.of(Author.PATIENT).unread().filter(concern=OuterRef("pk"))
        found = found.filter(Exists(new) if unread else ~Exists(new))
    return _counted(found, written_by=Author.PATIENT).order_by("-last_from_patient_at", "-id")


def one_concern(clinic_id: UUID, concern_id: UUID) -> Concern:
    """The thread, open or closed, as staff read it. Raises NotFound."""
    found = Concern.objects.filter(clinic=clinic_id, pk=concern_id)
    concern = _counted(found, written_by=Author.PATIENT).first()
    if concern is None:
        raise NotFound
    return concern


def concerns_of(patient: Patient, *, reader: Author) -> QuerySet[Concern]:
    """The patient's threads, the newest first, as one of the two sides reads them."""
    written_by = Author.STAFF if reader == Author.PATIENT else Author.PATIENT
    return _counted(patient.concerns.all(), written_by=written_by).order_by("-opened_at", "-id")


def _counted(concerns: QuerySet[Concern], *, written_by: Author) -> QuerySet[Concern]:
    """With all entries counted, and those of the other side that are not read."""
    new = Q(entries__author=written_by, entries__read_at__isnull=True)
    return concerns.select_related("patient__clinic", "closed_by__staff").annotate(
        total=Count("entries"), unread=Count("entries", filter=new)
    )


def concern_rows(concerns: Sequence[Any], *, most: int = ENTRIES_IN_A_LIST) -> list[dict[str, Any]]:
    """The threads, fetched by one of the reads above, as staff see them. Two queries."""
    entries, notices = _entries(concerns, most), _notices(concerns)
    return [
        {
            **_thread(concern, entries),
            "patient": {"id": str(concern.patient_id), "name": str(concern.patient)},
            "source": concern.source,
            "last_from_patient_at": concern.last_from_patient_at.isoformat(),
            "notice": notices.get(concern.pk),
            "closed_by": str(concern.closed_by.staff) if concern.closed_by else None,
            "close_reason": concern.close_reason or None,
        }
        for concern in concerns
    ]


def own_concern_rows(concerns: Sequence[Any]) -> list[dict[str, Any]]:
    """The threads as the patient sees them. One query."""
    entries = _entries(concerns, ENTRIES_IN_A_LIST)
    return [_thread(concern, entries) for concern in concerns]


def entry_row(entry: ConcernEntry) -> dict[str, Any]:
    """An entry, fetched with who wrote it."""
    return {
        "id": str(entry.client_id),
        "author": entry.author,
        "by": str(entry.by.staff) if entry.by else None,
        "body": entry.body,
        "at": entry.at.isoformat(),
        "read_at": _at(entry.read_at),
    }


def _thread(concern: Any, entries: dict[UUID, list[dict[str, Any]]]) -> dict[str, Any]:
    return {
        "id": str(concern.pk),
        "opened_at": concern.opened_at.isoformat(),
        "closed_at": _at(concern.closed_at),
        "unread": concern.unread,
        "total": concern.total,
        "entries": entries[concern.pk],
    }


def _entries(concerns: Sequence[Any], most: int) -> dict[UUID, list[dict[str, Any]]]:
    """The newest entries of each thread, oldest first."""
    place = Window(RowNumber(), partition_by="concern", order_by=F("pk").desc())
    shown: dict[UUID, list[dict[str, Any]]] = defaultdict(list)
    for entry in (
        ConcernEntry.objects.filter(concern__among=[concern.pk for concern in concerns])
        .annotate(place=place)
        .filter(place__lte=most)
        .select_related("by__staff")
        .order_by("pk")
    ):
        shown[entry.concern_id].append(entry_row(entry))
    return shown


def _notices(concerns: Sequence[Any]) -> dict[UUID, dict[str, Any]]:
    """What became of the newest text that was to tell the patient of answers, by thread."""
    told = AnswerNotice.objects.filter(first__concern__among=[concern.pk for concern in concerns])
    return {
        notice.first.concern_id: {
            "due_at": notice.due_at.isoformat(),
            "state": notice.message.state if notice.message else None,
            "held": notice.held or None,
            "settled_at": _at(notice.settled_at),
        }
        for notice in told.select_related("first", "message").order_by("pk")
    }


def _at(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
