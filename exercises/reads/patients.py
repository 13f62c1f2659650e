"""The patients of a clinic, as staff see them in lists."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from exercises.errors import NotFound
from exercises.models import Patient
from exercises.reads.texting import stopped_topics_of, texting_of, with_stopped_topics, with_texting
from exercises.rules.phones import national

MOST_WORDS = 6


def search_patients(clinic_id: UUID, *, search: str = "", archived: bool = False) -> QuerySet[Patient]:
    """The patients of the clinic, by last name, each word of `search` occurring in one of their names."""
    found = Patient.objects.filter(clinic=clinic_id, archived_at__isnull=not archived)
    for word in search.split()[:MOST_WORDS]:
        found = found.filter(Q(first_name__icontains=word) | Q(last_name__icontains=word))
    return _shown(found).order_by("last_name", "first_name", "id")


def one_patient(clinic_id: UUID, patient_id: UUID) -> Patient:
    """The patient with all that `patient_rows` shows, archived or not. Raises NotFound. One query."""
    patient = _shown(Patient.objects.filter(clinic=clinic_id, pk=patient_id)).first()
    if patient is None:
        raise NotFound
    return patient


def _shown(patients: QuerySet[Patient]) -> QuerySet[Patient]:
    return with_stopped_topics(with_texting(patients)).select_related("clinic", "practitioner", "user")


def patient_rows(patients: Iterable[Patient]) -> list[dict[str, Any]]:
    """The patients, fetched by one of the reads above. No query.

    Those of somebody who has left are shown as without practitioner.
    """
    return [_row(patient) for patient in patients]


def _row(patient: Patient) -> dict[str, Any]:
    practitioner = patient.practitioner
    responsible = practitioner if practitioner and practitioner.active else None
    return {
        "id": str(patient.pk),
        "first_name": patient.first_name,
        "last_name": patient.last_name,
        "phone": patient.phone,
        "phone_national": national(patient.phone),
        "timezone": patient.timezone,
        "language": patient.language,
        "detailed_texts": patient.detailed_texts,
        "skin_tone": patient.skin_tone or None,
        "practitioner": {"id": str(responsible.pk), "name": str(responsible)} if responsible else None,
        "archived_at": patient.archived_at.isoformat() if patient.archived_at else None,
        "texting": texting_of(patient),
        "stopped_topics": stopped_topics_of(patient),
    }
